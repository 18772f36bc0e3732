"""The whole text as an official document prints it, before any file format: 版头、标题、正文、版记."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from plansite.exports.office import standard, titles
from plansite.plan import wording
from plansite.plan.wording import Imprint, Style
from plansite.views import tasklist
from plansite.views.site import Site

_DEEPEST = 3
"""The deepest level in the table of contents: 章、节、任务."""


class SetLine(Struct, frozen=True):
    """A line of the document; `opening` is the run-in number and title that `text` continues.

    `level` is its level as a heading, from 1, or 0 for none; `label` is the heading's text. A title may be
    several lines, parted by line breaks.
    """

    style: str
    anchor: str
    opening: str
    text: str
    level: int
    label: str
    new_page: bool = False


class PrintedText(Struct, frozen=True):
    """All that the printed document shows; `author` is the issuer, or else the site."""

    title: str
    number: str
    author: str
    settings: tuple[SetLine, ...]
    imprint: Imprint

    @property
    def contents(self) -> tuple[SetLine, ...]:
        """The lines that a table of contents lists."""
        return tuple(each for each in self.settings if 0 < each.level <= _DEEPEST)

    @property
    def has_head(self) -> bool:
        """Whether there is 发文机关标志, below which the number stands above a red line."""
        return any(each.style == Style.HEAD for each in self.settings)


def printed(site: Site) -> PrintedText:
    """Return the document of a plan, line by line."""
    plan = site.plan
    number, author = plan.document.number or "", tasklist.origin(site).author
    return PrintedText(plan.title, number, author, tuple(_settings(site)), wording.imprint(plan))


def _settings(site: Site) -> Iterator[SetLine]:
    lines = [line for line in wording.lines(site.plan) if line.style is not Style.FOOT]
    own = max(place for place, line in enumerate(lines) if line.style is Style.TITLE)
    # The plan begins on a page of its own if a notice stands before it.
    noticed = any(line.style not in {Style.HEAD, Style.NUMBER} for line in lines[:own])
    for place, line in enumerate(lines):
        level, label, text = 0, "", line.text
        if line.node is not None and (line.opening or line.style is Style.HEADING):
            level, label = len(line.node.lineage), wording.heading_of(line.node.item)
        if line.style is Style.TITLE:
            text = "\n".join(titles.lines_of(text, standard.TITLE_ROOM))
        yield SetLine(
            line.style.value,
            line.anchor or "",
            line.opening,
            text,
            level if label else 0,
            label,
            new_page=noticed and place == own,
        )
