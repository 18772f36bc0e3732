"""Files that a reader takes away: how a page offers them, and how the offer is filled in.

A page holds a mark with the paths of what it could offer. Which documents there are is known only when the
site is built, and docs/ must not depend on it: then the mark becomes a list of the files really made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

_OFFER = re.compile(r"<!-- downloads: (?P<paths>[^>]*) -->\n?(?P<body>.*?)<!-- /downloads -->\n?", re.DOTALL)
_HEADING_ID = re.compile(r"^#+ .* \{ #([\w-]+) \}$", re.MULTILINE)
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


def offer(paths: Iterable[str], body: str = "") -> Markup:
    """Return the mark for a list of those of `paths` that there are; without any, `body` goes too."""
    return Markup(f"<!-- downloads: {' '.join(paths)} -->\n{body}<!-- /downloads -->\n")  # noqa: S704  paths are made of checked ids


def listing(downloads: Iterable[Download], to_root: str) -> Markup:
    """Return a list of links for a page from which `to_root` leads to the site's root."""
    links = "\n".join(
        f'<li><a href="{escape(to_root + each.path)}" download><span>{escape(each.label)}</span>'
        f" <small>{each.form}，{each.weight}</small></a></li>"
        for each in downloads
    )
    return Markup(f'<ul class="ps-downloads">\n{links}\n</ul>')  # noqa: S704  escaped above


def fill(markdown: str, made: Mapping[str, Download], to_root: str) -> str:
    """Return a page with each mark in it replaced by what is in `made`.

    Of a body that goes, the ids of its headings stay: they may have been linked to.
    """

    def fill_one(match: re.Match[str]) -> str:
        found = [made[path] for path in match["paths"].split() if path in made]
        if found:
            return f"{match['body']}\n{listing(found, to_root)}\n"
        return "".join(f'<div id="{ident}"></div>\n' for ident in _HEADING_ID.findall(match["body"]))

    return _OFFER.sub(fill_one, markdown)
