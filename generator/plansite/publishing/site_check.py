"""Check a built site: each link leads to a page, file or anchor of it, and no page loads from another host.

Every page is read once. Generated pages are scanned for attributes, all of which have the form that our
templates give them; other pages are parsed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from html import unescape
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote

from lxml import etree, html
from msgspec import Struct, field

from plansite.build.collisions import ERROR_PAGE
from plansite.text import web_address

_HREF = re.compile(rb' href="([^"]*)"')
_SRC = re.compile(rb' src="([^"]*)"')
_ID = re.compile(rb' id="([^"]*)"')
_LINK = re.compile(rb"<link [^>]*>")
_REL = re.compile(rb' rel="([^"]*)"')
_CSS = re.compile(rb"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
# What a browser fetches by itself; the other relations only name a page.
_FETCHED = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "manifest",
}
_SOURCES = ("src", "poster", "data", "background")
_PARSER = html.HTMLParser(encoding="utf-8")


class SiteFault(Struct, frozen=True, order=True):
    """A link that leads nowhere, or with `remote` something that is loaded from another host."""

    page: str
    link: str
    remote: bool


class _Page(Struct):
    """The ids of a page, what it links to, and what it loads."""

    ids: set[bytes]
    links: set[bytes]
    loads: set[bytes]


class _Checker(Struct):
    site: Path
    root: str
    """Path of the site's own address: `/`, `/kxsz/`."""
    host: str
    ids: dict[str, set[bytes]] = field(default_factory=dict)
    wanted: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """The page and the link that first name each target and anchor."""
    seen: dict[int, set[bytes]] = field(default_factory=dict)
    """Links already looked at that mean the same on all pages at one depth."""
    faults: list[SiteFault] = field(default_factory=list)

    def add(self, name: str, page: _Page) -> None:
        """Record a page, by its path in the site."""
        self.ids[name] = page.ids
        depth = name.count("/")
        climbs = b"../" * depth
        seen = self.seen.setdefault(depth, set())
        new = page.links - seen
        for link in new:
            if link[:1] == b"#" and link[1:] in page.ids:
                continue
            self._want(name, link)
        if depth:
            seen.update(link for link in new if link.startswith(climbs))
        for load in map(_text, page.loads):
            if is_remote(load, self.host):
                self.faults.append(SiteFault(name, load, remote=True))

    def _want(self, name: str, raw: bytes) -> None:
        link = _text(raw).strip()
        path, _, anchor = link.partition("#")
        parts = web_address.read(path)
        if parts is None:
            self.faults.append(SiteFault(name, link, remote=False))
            return
        if (parts.scheme or parts.netloc) and (not self.host or parts.netloc != self.host):
            return
        target = self._target(name, parts.path)
        if target is not None:
            self.wanted.setdefault((target, unquote(anchor)), (name, link))

    def _target(self, name: str, path: str) -> str | None:
        """Return the path in the site that a link on the page `name` leads to; None if it leads out of it."""
        if not path:
            return name
        if path.startswith("/"):
            if not path.startswith(self.root):
                return None
            found = path[len(self.root) :]
        else:
            folder = "" if name == ERROR_PAGE else name.rpartition("/")[0]
            found = f"{folder}/{path}"
        found = unquote(found)
        clean = normpath(f"/{found}").lstrip("/")
        return f"{clean}/index.html".lstrip("/") if found.endswith(("/", "/.", "/..")) or not clean else clean

    def missing(self) -> Iterator[SiteFault]:
        """Yield the links whose target or anchor is not in the site."""
        for (target, anchor), (name, link) in self.wanted.items():
            ids = self.ids.get(target)
            if ids is None:
                if not (self.site / target).is_file():
                    yield SiteFault(name, link, remote=False)
            elif anchor and anchor.encode() not in ids and anchor != "top" and not anchor.startswith(":~:"):
                yield SiteFault(name, link, remote=False)


def check(site: Path, generated: Collection[str], url: str = "") -> tuple[SiteFault, ...]:
    """Return the faults of the site in the folder `site`, sorted.

    `generated` are the paths of pages in the form that our templates give them; `url` is the address of the
    site, or "".
    """
    checker = _Checker(site, web_address.path(url) or "/", web_address.host(url))
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.suffix == ".html":
            data = path.read_bytes()
            checker.add(name, _scanned(data) if name in generated else _parsed(data))
        elif path.suffix == ".css":
            checker.add(name, _Page(set(), *_styled(path.read_bytes())))
    return tuple(sorted({*checker.faults, *checker.missing()}))


def _scanned(data: bytes) -> _Page:
    found = set(_HREF.findall(data))
    sources = set(_SRC.findall(data))
    head = data[: data.find(b"</head>")]
    loads = {
        link
        for element in _LINK.findall(head)
        if _is_fetched(b" ".join(_REL.findall(element)).decode("utf-8", "replace"))
        for link in _HREF.findall(element)
    }
    ids = set(_ID.findall(data))
    if any(b"&" in each for each in ids):
        ids = {unescape(each.decode("utf-8", "replace")).encode() for each in ids}
    return _Page(ids, found | sources, loads | sources)


def _parsed(data: bytes) -> _Page:
    page = _Page(set(), set(), set())
    try:
        tree = html.document_fromstring(data, parser=_PARSER)
    except etree.ParserError:  # there is nothing in it
        return page
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.get("id"):
            page.ids.add(element.get("id", "").encode())
        if element.tag == "a" and element.get("name"):
            page.ids.add(element.get("name", "").encode())
        page.links.update(each.encode() for each in _links(element))
        page.loads.update(each.encode() for each in loads(element))
    page.links |= page.loads
    return page


def _links(element: etree._Element) -> Iterator[str]:
    for name in ("href", "action", "formaction", "{http://www.w3.org/1999/xlink}href"):
        if element.get(name):
            yield element.get(name, "")


def loads(element: etree._Element) -> Iterator[str]:
    """Yield what a browser loads for an element by itself: pictures, scripts, styles, frames."""
    if element.tag == "link" and _is_fetched(element.get("rel", "")):
        yield element.get("href", "")
    yield from (element.get(name, "") for name in _SOURCES if element.get(name))
    for entry in element.get("srcset", "").split(","):
        yield from entry.split()[:1]
    if element.tag in {"image", "use"}:
        yield from filter(None, (element.get("href"), element.get("xlink:href")))
    yield from (each.decode() for each in _styled(element.get("style", "").encode())[1])
    if element.tag == "style":
        yield from (each.decode() for each in _styled((element.text or "").encode())[1])


def _styled(data: bytes) -> tuple[set[bytes], set[bytes]]:
    """Return what a style sheet refers to, and what it loads: the same, without fragments within the page."""
    found = {(one or other).strip() for one, other in _CSS.findall(data)}
    found = {each for each in found if not each.startswith((b"data:", b"#"))}
    return found, found


def _is_fetched(rel: str) -> bool:
    return not _FETCHED.isdisjoint(rel.lower().split())


def is_remote(link: str, host: str = "") -> bool:
    """Return whether something that is loaded lies on another host than `host`."""
    if "//" not in link:
        return False
    return web_address.host(link.strip()) not in {"", host}


def _text(raw: bytes) -> str:
    text = raw.decode("utf-8", "replace")
    return unescape(text) if "&" in text else text


def shown(faults: Iterable[SiteFault], most: int) -> Iterator[SiteFault]:
    """Yield the first faults, one for each link: what every page has is said once."""
    known: set[str] = set()
    for each in faults:
        if each.link.lstrip("./") not in known and len(known) < most:
            known.add(each.link.lstrip("./"))
            yield each
