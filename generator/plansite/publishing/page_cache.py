"""Reuse pages of the last site that would come out the same.

A page is reused only if all that it is made from is unchanged (its own text, and what the site shows around
it) and its file is still what the last build wrote. When in doubt, it is rendered.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from plansite.files import disk, fingerprint

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

TEMPLATE = "plansite-taken.html"
"""An empty template, for a page that is reused."""


class _Note(Struct, frozen=True):
    """What is kept of a page: digests of its input and its output, and what checking links needs."""

    source: str
    output: str
    links: bytes
    """JSON of its ids, and of the anchors that it links to on each page."""

    @classmethod
    def read(cls, line: bytes) -> _Note:
        source, output, links = line.split(b"\t")
        return cls(source.decode(), output.decode(), links)


class PageCache:
    """The reusable pages of the site at `site`, noted in the file `kept`, and the notes for the next build.

    With `force` no page is reused.
    """

    def __init__(self, kept: Path, site: Path, *, force: bool = False) -> None:
        self._kept, self._site = kept, site
        self._last = {} if force else _read(kept)
        self._common = ""
        self._files: Files | None = None
        self._sources: dict[str, str] = {}
        self._notes: dict[str, _Note] = {}

    def open(self, key: str | None, config: MkDocsConfig, nav: Navigation, files: Files) -> None:
        """Record what all pages of a build have in common; until then, no page is reused.

        `key` is a digest of the settings, the theme and the program (`loaded_config`); if it is None, no page
        is reused. Raises OSError if a page in the navigation cannot be read.
        """
        if key is not None:
            shown_files = (file for file in files if not file.inclusion.is_excluded())  # type: ignore[no-untyped-call]
            paths = sorted((file.src_uri, file.url, file.inclusion.name) for file in shown_files)
            day = os.environ.get("SOURCE_DATE_EPOCH")
            shown = [_in_navigation(page) for page in nav.pages]
            self._common = fingerprint.of_text(key, config.nav, day, paths, shown)
            self._files = files

    def take(self, page: Page, *shown: object) -> bool:
        """Reuse `page`, made from `shown` and its front matter, and return True, if it has not changed."""
        if self._files is None:
            return False
        path = page.file.src_uri
        source = self._sources[path] = fingerprint.of_text(self._common, page.meta, *shown)
        note = self._last.get(path)
        if note is None or note.source != source or note.output != self._output(page):
            return False
        self._notes[path] = note
        page.meta["template"] = TEMPLATE
        return True

    def _output(self, page: Page) -> str:
        with suppress(OSError):
            return hashlib.sha256((self._site / page.file.dest_uri).read_bytes()).hexdigest()
        return ""

    def is_taken(self, page: Page) -> bool:
        """Return whether `page` is reused."""
        return page.file.src_uri in self._notes and page.meta.get("template") == TEMPLATE

    def restore_links(self, page: Page) -> None:
        """Give MkDocs the ids and links of a reused page, so that it can check them."""
        ids, anchors = json.loads(self._notes[page.file.src_uri].links)
        page.present_anchor_ids = set(ids)
        known = self._files.src_uris if self._files else {}
        page.links_to_anchors = {known[path]: links for path, links in anchors.items()}

    def stored(self, page: Page) -> str:
        """Return the HTML of a reused page. Raises OSError if it can no longer be read."""
        return (self._site / page.file.dest_uri).read_bytes().decode()

    def store(self, page: Page, output: str) -> None:
        """Record the output of a page that was rendered."""
        source = self._sources.get(page.file.src_uri)
        if source is not None:
            anchors = {file.src_uri: links for file, links in (page.links_to_anchors or {}).items()}
            links = json.dumps([sorted(page.present_anchor_ids or ()), anchors], ensure_ascii=False)
            digest = hashlib.sha256(output.encode("utf-8", "xmlcharrefreplace")).hexdigest()
            self._notes[page.file.src_uri] = _Note(source, digest, links.encode())

    def save(self) -> None:
        """Write the notes for the next build. Raises OSError."""
        lines = (
            f"{json.dumps(path)}\t{note.source}\t{note.output}\t".encode() + note.links
            for path, note in self._notes.items()
        )
        text = b"\n".join(lines)
        disk.replace(self._kept, hashlib.sha256(text).hexdigest().encode() + b"\n" + text)


def _in_navigation(page: Page) -> object:
    """Return what a theme may show of `page` on every page, such as its title, icon and status.

    That is its front matter and, if that has no title, its text.
    """
    from mkdocs.utils.meta import get_data  # noqa: PLC0415  a skipped build need not import MkDocs

    text, about = get_data(page.file.content_string)
    return about if "title" in about else (about, text)


def _read(kept: Path) -> dict[str, _Note]:
    """Return the notes in the file `kept` by page; none if it is missing or damaged."""
    with suppress(OSError):
        digest, _, text = kept.read_bytes().partition(b"\n")
        if hashlib.sha256(text).hexdigest().encode() == digest:
            pairs = (line.split(b"\t", 1) for line in text.split(b"\n") if line)
            return {json.loads(path): _Note.read(rest) for path, rest in pairs}
    return {}
