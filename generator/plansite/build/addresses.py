"""Keep published addresses alive: pages, anchors and downloads that the site no longer makes.

In place of a page that went away there is one that redirects to its successor or says what became of it; in
place of an anchor, a line with its id; in place of a download, its successor's file or one that says what
became of it (`documents`). The ledger says what was published, so that no earlier plan is built again; the
revisions say what became of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from plansite.build.collisions import Taken, served_at
from plansite.pages.items import HOME
from plansite.render.pages import Rendered, Renderer
from plansite.views.addresses import Address, label, subject
from plansite.views.history import RevisionRecord, fates_of_records, last_changes
from plansite.views.page import FRAME, TOP, Page, markdown_path
from plansite.views.site import Content, Site

_PARAGRAPH = re.compile(r"(?P<item>.+)-p[0-9]+")


class Fate(Struct, frozen=True):
    """What became of something called `label`: it is now at `url` under the name `to`, or it is gone.

    `how` is moved, replaced, shortened (a paragraph of it went), section (a section of its page went) or
    removed. `changes` is the URL of the revision in which that happened, and `day` its date as printed; both
    are "" if no revision says so.
    """

    how: str
    label: str
    url: str
    to: str
    changes: str
    day: str

    @property
    def opening(self) -> str:
        """The sentence before the name of what is there now."""
        if self.how == "shortened":
            return ""
        if not self.label:
            return "此处原有的内容已经删去" if not self.to else "此处原有的内容现在"
        said = {"moved": "已移到", "replaced": "已由", "section": "一节已不再保留", "removed": "已经删去"}
        return f"“{self.label}”{said[self.how]}"

    @property
    def closing(self) -> str:
        """The sentence after the name of what is there now."""
        return {"shortened": "的这一段已经删去", "replaced": "取代"}.get(self.how, "")

    @property
    def sentence(self) -> str:
        """The whole sentence as plain text."""
        told = f"见{self.day}的修订对照" if self.changes else "没有对应的修订"
        return f"{self.opening}{self.to}{self.closing}，{told}。"


class GoneLine(Struct, frozen=True):
    """A line that stands in for ids that are gone and share one fate."""

    ids: tuple[str, ...]
    fate: Fate


class GonePage(Struct, frozen=True):
    """The page in place of one that went away; `lines` stand in for its anchors."""

    fate: Fate
    lines: tuple[GoneLine, ...]


def current(pages: Iterable[Page], rendered: Mapping[str, Rendered]) -> Iterator[Address]:
    """Yield the addresses of `pages`, except the home page, which always exists, and of their anchors."""
    for page in pages:
        if page.url:
            yield Address(page.url, page.about, page.title)
        yield from (each for each in rendered[page.path].anchors if _is_linked_to(each))


def _is_linked_to(anchor: Address) -> bool:
    """Return whether people link to an anchor: it is neither the top of a page nor one of its controls."""
    ident = anchor.url.partition("#")[2]
    return ident != TOP and not ident.startswith(FRAME)


def written_pages(content: Content) -> Iterator[Address]:
    """Yield the addresses of the pages that people wrote."""
    for url, title in content.pages:
        yield Address(url, f"page {url.rstrip('/')}", title)


class MadePages(Struct, frozen=True):
    """All pages that a site makes now, what each is rendered to, by path, and what rendered them."""

    site: Site
    pages: tuple[Page, ...]
    rendered: Mapping[str, Rendered]
    renderer: Renderer


def answered(made: MadePages, published: Iterable[Address], taken: Taken) -> dict[str, Rendered]:
    """Return all pages by path, including stand-ins for pages and ids in `published` that are gone.

    Where there is a file now in the place of a page that is gone (`taken`), nothing stands in for it.
    """
    site, rendered, renderer = made.site, made.rendered, made.renderer
    by_url = {page.url: page for page in made.pages}
    there = {each.url for path in rendered for each in rendered[path].anchors}
    lost: dict[str, list[Address]] = {}
    for each in published:
        url, _, anchor = each.url.partition("#")
        if is_page(url) and (each.url not in there if anchor else url not in by_url):
            lost.setdefault(url, []).append(each)
    fates = Fates.of(site, by_url, published) if lost else None
    kept = dict(rendered)
    for url, addresses in lost.items():
        assert fates is not None  # noqa: S101  there are lost addresses, so it was made
        lines = tuple(_lines(addresses, fates))
        if url in by_url:
            page = by_url[url]
            kept[page.path] = kept[page.path].with_part(renderer.part("gone-lines.md", page, lines))
        elif taken.by(served_at(markdown_path(url))) is None:
            page = _gone_page(url, addresses, lines, fates)
            kept[page.path] = renderer.render(page)
    return kept


def is_page(url: str) -> bool:
    """Return whether a URL is that of a page; the URL of a download ends in a file name."""
    return url == "" or url.endswith("/")


def _lines(lost: Iterable[Address], fates: Fates) -> Iterator[GoneLine]:
    """Yield a line for each fate, with all ids that share it."""
    shared: dict[Fate, list[str]] = {}
    for each in lost:
        ident = each.url.partition("#")[2]
        if ident:
            shared.setdefault(fates.fate(each), []).append(ident)
    for fate, found in shared.items():
        yield GoneLine(tuple(found), fate)


def _gone_page(url: str, lost: Iterable[Address], lines: tuple[GoneLine, ...], fates: Fates) -> Page:
    own = next((each for each in lost if each.url == url), Address(url, f"page {url.rstrip('/')}", ""))
    fate = fates.fate(own)
    title = fate.label or "此页已不再保留"
    description = f"“{title}”一页已不再保留。"
    view = GonePage(fate, lines)
    return Page(url, title, description, "gone.md", view, (HOME,), findables=(), moved=fate.url, of=own.of)


class Fates(Struct, frozen=True):
    """Where things are now, what took the place of others, and which revision removed or changed them.

    Keys are subjects of addresses, such as `item youth`; the keys of `_pages` are URLs.
    """

    _pages: Mapping[str, Page]
    _places: Mapping[str, tuple[str, str]]
    _labels: Mapping[str, str]
    _successors: Mapping[str, str]
    _removed: Mapping[str, RevisionRecord]
    _changed: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, site: Site, pages: Mapping[str, Page], published: Iterable[Address]) -> Fates:
        """Collect the fates of a site; `pages` are all of its pages by URL."""
        told = fates_of_records(site)
        items = {f"item {ident}": (each.url, each.day) for ident, each in last_changes(site).items()}
        units = {of: (each.url, each.day) for of, each in told.changed_units.items()}
        places = dict(_places(site, pages))
        return cls(pages, places, _names(published), told.successors, told.removed, items | units)

    def heir(self, of: str) -> str:
        """Return the subject that took the place of `of`, through any number of steps, or `of` itself."""
        seen = {of}
        while of not in self._places and of in self._successors and self._successors[of] not in seen:
            of = self._successors[of]
            seen.add(of)
        return of

    def fate(self, lost: Address) -> Fate:
        """Return what became of the subject that was at the address `lost`."""
        heir = self.heir(lost.of)
        name = self._labels.get(lost.of, "") or lost.label
        if heir not in self._places:
            return Fate("removed", name, "", "", *self._told(self._removed.get(lost.of)))
        url, to = self._places[heir]
        if heir != lost.of:
            return Fate("replaced", name, url, to, *self._told(self._removed.get(lost.of)))
        page, _, ident = lost.url.partition("#")
        url_of_change, day = self._changed.get(lost.of, ("", ""))
        changed = (url_of_change.partition("#")[0], day)
        paragraph = _PARAGRAPH.fullmatch(ident)
        if paragraph and f"item {paragraph['item']}" == lost.of:
            return Fate("shortened", name, url, to, *changed)
        if url == page or (page in self._pages and self._pages[page].about == lost.of):
            return Fate("section", lost.label, "", "", *changed)
        return Fate("moved", name, url, to, *changed)

    @staticmethod
    def _told(revised: RevisionRecord | None) -> tuple[str, str]:
        return (revised.url, revised.day) if revised is not None else ("", "")


def _names(published: Iterable[Address]) -> dict[str, str]:
    """Return what things were called, by subject: the first label of their own page or their own anchor."""
    found: dict[str, str] = {}
    for each in published:
        page, _, ident = each.url.partition("#")
        own = ident == each.of.partition(" ")[2]
        if (not ident and is_page(page)) or own:
            found.setdefault(each.of, each.label)
    return found


def _places(site: Site, pages: Mapping[str, Page]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each subject with its URL and its name; an item that has a page of its own is there."""
    plan, relations = site.plan, site.relations
    yield from (
        (page.about, (url, page.title)) for url, page in pages.items() if page.about.startswith("page ")
    )
    for node in relations.nodes:
        url = site.page_url(node) if relations.has_page(node) else site.item_url(node)
        yield subject(node), (url, label(node))
    yield from ((subject(each), (site.unit_url(each), label(each))) for each in relations.named_units)
    yield from ((subject(each), (site.target_url(each), label(each))) for each in plan.targets)
    yield from ((subject(each), (site.programme_url(each), label(each))) for each in plan.programmes)
    yield from ((subject(each), (f"timeline/#{each.id}", label(each))) for each in plan.milestones)
    yield from ((subject(each), (f"audiences/#{each.id}", label(each))) for each in plan.audiences)
