"""The whole document in its own order (/plan/), and a page about it and the site (/about/)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from plansite.exports import download_paths
from plansite.pages.items import HOME, entry_of
from plansite.plan import wording
from plansite.plan.content_records import Correction
from plansite.plan.wording import Line, Style
from plansite.text.escape import safe
from plansite.views.disclosure import Fact, facts
from plansite.views.page import Column, Nav, Page, Subject
from plansite.views.search_index import Findable, Source
from plansite.views.site import Site

_WHOLE = 200_000
"""Most characters shown in full; beyond that, items with a page are left to it, to keep /plan/ under 1 MB."""


class ShownLine(Struct, frozen=True):
    """A line of the document: its heading level (0: none), its section's URL, and whether units are links."""

    line: Line
    level: int
    url: str
    links: bool


class WholeText(Struct, frozen=True):
    """The document and its metadata; `whole` is false if some items are left to their own pages."""

    facts: tuple[Fact, ...]
    settings: tuple[ShownLine, ...]
    whole: bool


class AboutPage(Struct, frozen=True):
    """The text people write about the site, the document's metadata, and the corrections of its text."""

    text: Markup
    facts: tuple[Fact, ...]
    corrections: tuple[Correction, ...]


def pages(site: Site) -> Iterator[Page]:
    """Yield /plan/ and /about/."""
    plan = site.plan
    lines = tuple(wording.lines(plan))
    whole = sum(len(line.text) for line in lines) <= _WHOLE
    settings = tuple(_setting(site, line) for line in lines if whole or not _elsewhere(site, line))
    number = f"（{plan.document.number}）" if plan.document.number else ""
    description = f"《{plan.title}》{number}{'全文' if whole else '各部分'}，逐字照录。"
    nav = Nav(Column.TEXT, "规划全文")
    entries = tuple(_findable(site, settings, description))
    yield Page(
        "plan/",
        "规划全文",
        description,
        "plan.md",
        WholeText(facts(plan), settings, whole),
        (HOME,),
        nav,
        findables=entries,
        subject=Subject.DOCUMENT,
        downloads=download_paths("pdf", "plan-docx", "text"),
    )
    about = AboutPage(
        # People write Markdown, so this is not escaped.
        safe(site.content.about),
        facts(plan),
        site.content.corrections,
    )
    yield Page(
        "about/",
        "关于本站",
        f"{plan.name}网站的内容来源与编辑说明。",
        "about.md",
        about,
        (HOME,),
        Nav(Column.RECORDS, "关于"),
        findables=(Findable("about/", "关于本站", _about_text(about), Source.QUOTED),),
        subject=Subject.SITE,
    )


def _elsewhere(site: Site, line: Line) -> bool:
    """Return whether a line is on the page of an item, and is not that item's own first line."""
    if line.node is None:
        return False
    home = site.relations.home(line.node)
    return home is not None and (line.anchor != home.id)


def _findable(site: Site, settings: tuple[ShownLine, ...], description: str) -> Iterator[Findable]:
    """Yield what search finds on /plan/: its head and foot, and the items that have no other place."""
    around = [setting.line.text for setting in settings if setting.line.node is None]
    yield Findable("plan/", "规划全文", "\n".join([description, *around]))
    for node in site.relations.nodes:
        if site.item_url(node).startswith("plan/"):
            yield entry_of(site, node)


def _about_text(about: AboutPage) -> str:
    facts = (
        f"{fact.label}：{line}"
        for fact in about.facts
        for line in (*fact.lines, *(link.title for link in fact.links))
    )
    corrections = (f"{each.scanned}：{each.corrected}，{each.reason}" for each in about.corrections)
    return "\n".join([re.sub(r"[*_#`>\[\]]+", "", about.text), *facts, *corrections])


def _setting(site: Site, line: Line) -> ShownLine:
    level = 0
    if line.style is Style.HEADING and line.node is not None:
        level = min(6, 1 + len(line.node.lineage))
    url = ""
    if line.node is not None:
        found = site.item_url(line.node)
        url = "" if found.startswith("plan/") else found
    return ShownLine(line, level, url, links=line.style in {Style.PARAGRAPH, Style.ADDRESSEE})
