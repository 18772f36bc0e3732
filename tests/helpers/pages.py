"""A built site read back: its pages with their ids and links."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag, urljoin

from lxml import etree, html


@dataclass(slots=True)
class Document:
    """A page: its address in the site, its ids, and what it links to or loads."""

    url: str
    tree: etree._Element
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


@cache
def documents(site: Path) -> dict[str, Document]:
    """Return every page of a built site by its address: `units/kexie/`."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        relative = path.relative_to(site).as_posix()
        url = relative.removesuffix("index.html")
        try:
            tree = html.fromstring(path.read_bytes())
        except etree.ParserError:  # a page without an element
            tree = html.Element("html")
        page = Document(url, tree)
        for element in tree.iter():
            if not isinstance(element.tag, str):
                continue
            if element.get("id"):
                page.ids.append(element.get("id", ""))
            page.links += [element.get(name, "") for name in ("href", "src", "action") if element.get(name)]
        found[url] = page
    return found


def broken_links(site: Path) -> list[tuple[str, str]]:
    """Return (page, link) for every link of a built site that leads to no page, file or anchor of it."""
    pages = documents(site)
    return [
        (page.url, link) for page in pages.values() for link in page.links if not _resolves(site, page, link)
    ]


def _resolves(site: Path, page: Document, link: str) -> bool:
    if link.startswith("#"):
        return link == "#" or unquote(link[1:]) in page.ids
    # The page of errors is shown at any address, so its links start at the root of the site.
    base = "https://site/" if page.url == "404.html" else f"https://site/{quote(page.url)}"
    target, anchor = urldefrag(urljoin(base, link))
    path = unquote(target.removeprefix("https://site/").partition("?")[0])
    pages = documents(site)
    if path in pages:
        return not anchor or unquote(anchor) in pages[path].ids
    return (site / path).is_file()
