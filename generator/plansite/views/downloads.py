"""Downloads: how a page marks the files it offers, and how a build fills the offer in.

Which documents exist is only known when the site is built, and docs/ must not depend on that. A page in docs/
therefore marks the place of each offer, and the build puts a list of the files actually made there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from markupsafe import Markup, escape
from msgspec import Struct

from plansite.text.escape import safe

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
"""Media types (IANA) by file name extension."""


class Download(Struct, frozen=True):
    """A file of the site: its path, its label, its size in bytes, and what it is good for, or "".

    In a preview, the size of a file that is not yet made is 0.
    """

    path: str
    label: str
    size: int
    hint: str = ""

    @property
    def form(self) -> str:
        """The format in capitals, such as XLSX."""
        return self.path.rpartition(".")[2].upper()

    @property
    def weight(self) -> str:
        """The size as shown to readers, such as 23 KB, or "" if it is not known."""
        if not self.size:
            return ""
        kilobytes = max(1, round(self.size / _KB))
        return f"{kilobytes} KB" if kilobytes < _KB else f"{kilobytes / _KB:.1f} MB"

    @property
    def media_type(self) -> str:
        """The media type, or "" if the extension is unknown."""
        return TYPES.get(self.form.lower(), "")


class Offer(Struct, frozen=True):
    """The files that a page offers in one place, and the ids in the text that introduces them."""

    paths: tuple[str, ...]
    ids: tuple[str, ...] = ()

    @property
    def _opening(self) -> str:
        return f"<!-- downloads: {' '.join(self.paths)} -->\n"

    def mark(self, body: str) -> Markup:
        """Return `body` between marks, where `fill` adds the list of files, or drops `body` without any."""
        return safe(f"{self._opening}{body}{_CLOSING}")

    def fill(self, markdown: str, made: Mapping[str, Download], to_root: str) -> str:
        """Return a page with this offer filled in from the files in `made`.

        If none was made, the body is dropped, but its ids stay, because they may have been linked to.
        """
        before, _, rest = markdown.partition(self._opening)
        body, _, after = rest.partition(_CLOSING)
        found = [made[path] for path in self.paths if path in made]
        if found:
            return f"{before}{body}\n{listing(found, to_root)}\n{after}"
        return before + "".join(f'<div id="{ident}"></div>\n' for ident in self.ids) + after


def listing(downloads: Iterable[Download], to_root: str) -> Markup:
    """Return an HTML list of links; `to_root` is the path from the page to the site's root.

    Neighbours with one label hold the same in several formats and share an entry, with the first one's hint.
    """
    entries = "\n".join(
        _entry(tuple(files), to_root) for _, files in groupby(downloads, lambda each: each.label)
    )
    return safe(f'<ul class="ps-downloads">\n{entries}\n</ul>')


_HEARD = ' class="ps-sr"'
"""A label that stands before the first of several formats is only heard before the others."""


def _entry(files: tuple[Download, ...], to_root: str) -> str:
    links = "\n".join(
        f'<a href="{escape(to_root + each.path)}" download>'
        f"<span{_HEARD if at else ''}>{escape(each.label)}</span>"
        f" <small>{'，'.join(filter(None, (each.form, each.weight)))}</small></a>"
        for at, each in enumerate(files)
    )
    hint = files[0].hint
    return f"<li>{links}{f'{chr(10)}<small>{escape(hint)}</small>' if hint else ''}</li>"


def fill(markdown: str, offers: Iterable[Offer], made: Mapping[str, Download], to_root: str) -> str:
    """Return a page with all of its `offers` filled in from the files in `made`."""
    for each in offers:
        markdown = each.fill(markdown, made, to_root)
    return markdown
