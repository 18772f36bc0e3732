"""Files that a reader takes away: how a page offers them, and how the offer is filled in.

A page carries its offers, and has a mark at the place of each. Which documents there are is known only when
the site is built, and docs/ must not depend on it: then the mark becomes a list of the files really made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

_CLOSING = "<!-- /downloads -->\n"
_KB = 1024
TYPES = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar",
    "json": "application/json",
    "pdf": "application/pdf",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Media types by the ending of a file's name (IANA)."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the site: its path there, what it is called, and its size in bytes."""

    path: str
    label: str
    size: int

    @property
    def form(self) -> str:
        """The format in capitals: XLSX."""
        return self.path.rpartition(".")[2].upper()

    @property
    def weight(self) -> str:
        """The size as it is shown: 23 KB."""
        kilobytes = max(1, round(self.size / _KB))
        return f"{kilobytes} KB" if kilobytes < _KB else f"{kilobytes / _KB:.1f} MB"

    @property
    def media_type(self) -> str:
        """The media type, "" where the ending is not known."""
        return TYPES.get(self.form.lower(), "")


@dataclass(frozen=True, slots=True)
class Offer:
    """What a page offers in one place: the paths of files, and the ids in what is written around them."""

    paths: tuple[str, ...]
    ids: tuple[str, ...] = ()

    @property
    def _opening(self) -> str:
        return f"<!-- downloads: {' '.join(self.paths)} -->\n"

    def mark(self, body: str) -> Markup:
        """Return the place for a list of those of the files that there are; without any, `body` goes, too."""
        return Markup(f"{self._opening}{body}{_CLOSING}")  # noqa: S704  paths are made of checked ids

    def fill(self, markdown: str, made: Mapping[str, Download], to_root: str) -> str:
        """Return a page with the place of this offer filled in with what is in `made`.

        Of a body that goes, the ids stay: they may have been linked to.
        """
        before, _, rest = markdown.partition(self._opening)
        body, _, after = rest.partition(_CLOSING)
        found = [made[path] for path in self.paths if path in made]
        if found:
            return f"{before}{body}\n{listing(found, to_root)}\n{after}"
        return before + "".join(f'<div id="{ident}"></div>\n' for ident in self.ids) + after


def listing(downloads: Iterable[Download], to_root: str) -> Markup:
    """Return a list of links for a page from which `to_root` leads to the site's root."""
    links = "\n".join(
        f'<li><a href="{escape(to_root + each.path)}" download><span>{escape(each.label)}</span>'
        f" <small>{each.form}，{each.weight}</small></a></li>"
        for each in downloads
    )
    return Markup(f'<ul class="ps-downloads">\n{links}\n</ul>')  # noqa: S704  escaped above


def fill(markdown: str, offers: Iterable[Offer], made: Mapping[str, Download], to_root: str) -> str:
    """Return a page with each of its offers filled in with what is in `made`."""
    for each in offers:
        markdown = each.fill(markdown, made, to_root)
    return markdown
