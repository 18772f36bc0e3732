"""What was published stays answered: pages and ids of earlier revisions that the site no longer makes.

A page that went away leaves one in its place that leads to its successor, or says what became of it; an id
that went away leaves a line with that id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from plansite.pages import all_pages
from plansite.pages.items import HOME
from plansite.plan import wording
from plansite.render.pages import Rendered, Renderer
from plansite.views.page import TOP, Page
from plansite.views.site import Content, Site

_PARAGRAPH = re.compile(r"-p[0-9]+$")


@dataclass(frozen=True, slots=True)
class Thing:
    """What an address was about: its sort and id in the plan, and what it was called."""

    sort: str
    ident: str
    label: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of something called `label`: it is now at `url` under the name `to`, or is no more.

    `how` is moved, replaced, shortened (a paragraph of it went) or removed; `changes` is the page of the
    revision in which it went, dated `day` as printed.
    """

    how: str
    label: str
    url: str
    to: str
    changes: str
    day: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A line that answers for ids that are no more, all with one fate."""

    ids: tuple[str, ...]
    fate: Fate


@dataclass(frozen=True, slots=True)
class Left:
    """What stands in the place of a page that went away."""

    fate: Fate
    lines: tuple[Gone, ...]


@dataclass(frozen=True, slots=True)
class _Earlier:
    """A site as it was before a revision: its pages by URL with their ids, and what they were about."""

    pages: Mapping[str, tuple[Page, tuple[str, ...]]]
    things: Mapping[str, Thing]
    changes: str
    day: str


def keep(
    site: Site, pages: Iterable[Page], rendered: Mapping[str, Rendered], renderer: Renderer
) -> dict[str, Rendered]:
    """Return all pages by path, with lines for ids and pages that went away.

    `rendered` are `pages`, all that the site makes now.
    """
    earlier = tuple(_earlier(site))
    if not earlier:
        return dict(rendered)
    now = {page.url: (page, _ids(rendered[page.path])) for page in pages}
    fates = _Fates(
        {(thing.sort, thing.ident): (url, thing.label) for url, thing in _things(site).items()},
        dict(_successors(site)),
    )
    kept = dict(rendered)
    for url, lost in _lost(earlier, now).items():
        lines = tuple(_lines(url, lost, fates))
        if url in now:
            page = now[url][0]
            kept[page.path] = kept[page.path].with_part(renderer.part("gone-lines.md", page, lines))
        else:
            left = _left(url, lost[""], lines, fates)
            kept[left.path] = renderer.render(left)
    return kept


def _ids(rendered: Rendered) -> tuple[str, ...]:
    return tuple(each.url.partition("#")[2] for each in rendered.anchors)


def _earlier(site: Site) -> Iterator[_Earlier]:
    """Yield the sites before each revision whose plan was kept, the oldest first."""
    for revision, plan in zip(site.plan.revisions, site.content.earlier, strict=False):
        if plan is not None:
            old = Site.of(plan, Content())
            renderer = Renderer(old)
            found = {page.url: (page, _ids(renderer.render(page))) for page in all_pages(old)}
            changes = f"changes/{revision.date.isoformat()}/"
            yield _Earlier(found, _things(old), changes, wording.date(revision.date))


def _things(site: Site) -> dict[str, Thing]:
    """Return what each address of a site is about; of an item its own place goes before /plan/."""
    plan = site.plan
    found: dict[str, Thing] = {}
    for node in site.relations.nodes:
        thing = Thing("item", node.id, wording.heading_of(node.item) or wording.excerpt(node.item))
        found[f"plan/#{node.id}"] = thing
    for node in site.relations.nodes:
        found[site.item_url(node)] = Thing("item", node.id, found[f"plan/#{node.id}"].label)
        if site.relations.has_page(node):
            found[site.page_url(node)] = found[f"plan/#{node.id}"]
    found |= {site.unit_url(unit): Thing("unit", unit.id, unit.name) for unit in site.relations.named_units}
    found |= {site.target_url(each): Thing("target", each.id, each.label) for each in plan.targets}
    found |= {site.programme_url(each): Thing("programme", each.id, each.name) for each in plan.programmes}
    found |= {f"timeline/#{each.id}": Thing("milestone", each.id, each.label) for each in plan.milestones}
    found |= {f"audiences/#{each.id}": Thing("audience", each.id, each.name) for each in plan.audiences}
    return found


def _successors(site: Site) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield (sort and id of what went, sort and id of what took its place)."""
    for node in site.relations.nodes:
        for gone in node.item.succeeds:
            yield ("item", gone), ("item", node.id)
    for unit in site.plan.units:
        for gone in unit.succeeds:
            yield ("unit", gone), ("unit", unit.id)


def _lost(
    earlier: Iterable[_Earlier], now: Mapping[str, tuple[Page, tuple[str, ...]]]
) -> dict[str, dict[str, _Earlier]]:
    """Return by URL the ids that the site no longer has, each with the last site that had it.

    A page that went away has the id "" as well.
    """
    lost: dict[str, dict[str, _Earlier]] = {}
    for old in earlier:
        for url, (_, had) in old.pages.items():
            has = set(now[url][1]) if url in now else set()
            for ident in (*(() if url in now else ("",)), *had):
                if ident not in has:
                    lost.setdefault(url, {})[ident] = old
    return lost


def _lines(url: str, lost: Mapping[str, _Earlier], fates: _Fates) -> Iterator[Gone]:
    """Yield a line for each fate, with all ids that share it."""
    shared: dict[Fate, list[str]] = {}
    for ident, old in lost.items():
        if ident not in {"", TOP}:
            shared.setdefault(fates.of(old, f"{url}#{ident}"), []).append(ident)
    for fate, found in shared.items():
        yield Gone(tuple(found), fate)


def _left(url: str, old: _Earlier, lines: tuple[Gone, ...], fates: _Fates) -> Page:
    title = old.pages[url][0].title
    fate = fates.of(old, url)
    description = f"“{title}”一页已不再保留。"
    view = Left(fate, lines)
    return Page(url, title, description, "gone.md", view, (HOME,), findables=(), moved=fate.url)


@dataclass(frozen=True, slots=True)
class _Fates:
    """Where things are now, by sort and id, with their names; and what took the place of what went."""

    places: Mapping[tuple[str, str], tuple[str, str]]
    successors: Mapping[tuple[str, str], tuple[str, str]]

    def of(self, old: _Earlier, url: str) -> Fate:
        """Return what became of what `url` was about."""
        about = _PARAGRAPH.sub("", url)
        thing = old.things.get(about)
        if thing is None:
            return Fate("removed", "", "", "", old.changes, old.day)
        key = (thing.sort, thing.ident)
        heir = self.successors.get(key, key)
        if heir not in self.places:
            return Fate("removed", thing.label, "", "", old.changes, old.day)
        how = "replaced" if heir != key else "shortened" if about != url else "moved"
        return Fate(how, thing.label, *self.places[heir], old.changes, old.day)
