"""Resolve the links of a page that bypass the Markdown parser, as MkDocs does for those that it sees."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.pages import Page


class PageLinks:
    """The links of one page, with the anchors that they point to."""

    def __init__(self, page: Page, files: Files) -> None:
        self._page, self._files = page, files
        self._folder = posixpath.dirname(page.file.src_uri)
        self._urls: dict[str, str | None] = {}
        self._anchors: dict[File, dict[str, str]] = {}

    def url(self, link: str) -> str | None:
        """Return the URL of a link to a page, or None if there is no such page, which MkDocs then reports."""
        if link not in self._urls:
            self._urls[link] = self._find(link)
        return self._urls[link]

    def _find(self, link: str) -> str | None:
        path, _, anchor = link.partition("#")
        file: File | None = self._page.file
        if path:
            file = self._files.src_uris.get(posixpath.normpath(posixpath.join(self._folder, unquote(path))))
            if file is None or file.page is None or file.inclusion.is_excluded():  # type: ignore[no-untyped-call]
                return None
        elif not anchor:
            return None
        if file is not None and anchor:
            self._anchors.setdefault(file, {})[anchor] = link
        url = file.url_relative_to(self._page.file) if file is not None and path else ""
        return f"{url}#{anchor}" if anchor else url

    def tell(self, ids: frozenset[str]) -> None:
        """Tell MkDocs the anchors that links point to, for it to check, and the page's own `ids`."""
        page = self._page
        page.present_anchor_ids = (page.present_anchor_ids or set()) | ids
        if page.links_to_anchors is not None:
            for file, anchors in self._anchors.items():
                page.links_to_anchors.setdefault(file, {}).update(anchors)
