"""What has been done: an overview of the rounds, a page for each, and one for each part of the plan in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from plansite.exports import round_files
from plansite.pages.items import HOME
from plansite.plan import wording
from plansite.plan.model import Target
from plansite.progress.entries import ItemStanding
from plansite.progress.standing import Standing
from plansite.views.measured import MeasuredLine, lines
from plansite.views.page import Column, Crumb, Nav, Page
from plansite.views.progress import (
    ItemProgress,
    Mark,
    Said,
    days,
    ended,
    former_item,
    item_progress,
    left,
    marks,
    report_notes,
    said,
    since,
    standings,
    title_of,
    unit_link,
)
from plansite.views.progress_grid import Grid, grid, grid_of
from plansite.views.progress_places import ROOT, by_head, detail_url, divided, head_url, round_url
from plansite.views.search_index import Findable, Source
from plansite.views.site import Site
from plansite.views.unit_changes import NamedLink

_TITLE = "进展"


class RoundCard(Struct, frozen=True):
    """A round in brief; `sums` are the numbers of items by the states of its grid."""

    title: str
    url: str
    days: str
    status: str
    reported: str
    grid: Grid


class UnitNotes(Struct, frozen=True):
    """A unit, and what there is to say of its report."""

    unit: NamedLink
    notes: tuple[str, ...]
    late: bool


class TargetValues(Struct, frozen=True):
    """A target as printed, and what was measured of it in a round."""

    target: Target
    url: str
    lines: tuple[MeasuredLine, ...]


class LeftConclusionLine(Struct, frozen=True):
    """A conclusion on an item that left the plan: its state, and its words with what became of the item."""

    item: NamedLink
    mark: Mark
    words: str


class RoundPage(Struct, frozen=True):
    """What the page of a round shows; `before` and `after` are the rounds next to it."""

    card: RoundCard
    grid: Grid
    unreported: tuple[UnitNotes, ...]
    reported: tuple[UnitNotes, ...]
    values: tuple[TargetValues, ...]
    left: tuple[Said, ...]
    left_conclusions: tuple[LeftConclusionLine, ...]
    left_values: tuple[TargetValues, ...]
    before: RoundCard | None
    after: RoundCard | None


class ItemReports(Struct, frozen=True):
    """An item, what was concluded on it, and what each unit reported."""

    item: ItemProgress
    said: tuple[Said, ...]


class DetailPage(Struct, frozen=True):
    """All that was reported in one round on the items of one action or project."""

    card: RoundCard
    items: tuple[ItemReports, ...]
    grid: Grid | None
    is_divided: bool = False
    """Whether what each unit reported stands on pages of the items."""


def pages(site: Site) -> Iterator[Page]:
    """Yield the overview of the rounds, and the pages of each; nothing if there is no round."""
    found = standings(site)
    if not found:
        return
    cards = round_cards(site)
    description = f"{site.plan.name}的进展：{'、'.join(each.title for each in cards)}。"
    yield Page(
        ROOT, _TITLE, description, "rounds.md", cards, (HOME,), Nav(Column.GOALS, _TITLE, place=1), wide=True
    )
    for place, each in enumerate(found):
        before = cards[place + 1] if place + 1 < len(cards) else None
        yield _round_page(site, each, cards[place], before, cards[place - 1] if place else None)
        yield from _detail_pages(site, each, cards[place], is_latest=not place)


@lru_cache(maxsize=1)
def round_cards(site: Site) -> tuple[RoundCard, ...]:
    """Return the rounds in brief, the latest first."""
    return tuple(_card(site, each) for each in standings(site))


def _card(site: Site, found: Standing) -> RoundCard:
    round_ = found.round
    closed = round_.closed and wording.date(round_.closed)
    state = f"本期已于{closed}办结。" if closed else "本期尚未办结，内容还会变动。"
    judged = f"报送期限为{wording.date(round_.due)}，是否逾期以{wording.date(round_.day)}为准。"
    return RoundCard(
        f"{found.label}{_TITLE}",
        round_url(found),
        days(found),
        f"{state}{judged}",
        f"{len(found.reported)}/{len(found.units)}",
        grid(site, found),
    )


def _round_page(
    site: Site, found: Standing, card: RoundCard, before: RoundCard | None, after: RoundCard | None
) -> Page:
    notes = [
        UnitNotes(unit_link(site, each.unit), report_notes(found, each), each.late)
        for each in found.units.values()
    ]
    absent = [each.report is None for each in found.units.values()]
    view = RoundPage(
        card,
        card.grid,
        tuple(each for each, gone in zip(notes, absent, strict=True) if gone),
        tuple(each for each, gone in zip(notes, absent, strict=True) if not gone),
        tuple(_values(site, found)),
        tuple(left(site, found)),
        tuple(_left_conclusions(site, found)),
        tuple(_left_values(site, found)),
        before,
        after,
    )
    description = f"{site.plan.name}{card.title}（{card.days}）：已报送{card.reported}家。"
    return Page(
        card.url,
        card.title,
        description,
        "round.md",
        view,
        (HOME, Crumb(_TITLE, ROOT)),
        wide=True,
        downloads=round_files(found),
        findables=(Findable(card.url, card.title, description),),
    )


def _values(site: Site, found: Standing) -> Iterator[TargetValues]:
    round_ = NamedLink(found.label, round_url(found))
    known = {target.id for target in site.plan.targets}
    for target in found.assigned.relations.plan.targets:
        measured = tuple(lines(site, round_, (each for each in found.measured if each.target is target)))
        if measured:
            yield TargetValues(target, site.target_url(target) if target.id in known else "", measured)


def _left_conclusions(site: Site, found: Standing) -> Iterator[LeftConclusionLine]:
    for each in found.left_conclusions:
        item = former_item(site, each.node, each.ended)
        text = ended(each.concluded.text) if each.concluded.text else ""
        note = f"{since(each.ended)}规划中不再有本事项，或者不再列出责任单位。"
        yield LeftConclusionLine(item, marks(found)[each.concluded.state], f"{text}{note}")


def _left_values(site: Site, found: Standing) -> Iterator[TargetValues]:
    round_ = NamedLink(found.label, round_url(found))
    known = {target.id for target in site.plan.targets}
    for each in found.left_values:
        target = each.measured.target
        url = site.target_url(target) if target.id in known else ""
        yield TargetValues(target, url, tuple(lines(site, round_, (each.measured,))))


def _detail_pages(site: Site, found: Standing, card: RoundCard, *, is_latest: bool) -> Iterator[Page]:
    """Yield a page for each part of the plan, and for each item of a part on which there is very much.

    Search finds the words of the latest round; earlier ones are found by their titles.
    """
    crumbs = (HOME, Crumb(_TITLE, ROOT), Crumb(card.title, card.url))
    for head, items in by_head(found):
        title = f"{wording.short_title_of(head.item)}：{card.title}"
        view = DetailPage(
            card,
            tuple(_reports(site, found, item) for item in items),
            grid_of(site, found, head.id) if card.grid.is_large else None,
            is_divided=head.id in divided(found),
        )
        words = tuple(_findable(found, each) for each in view.items) if is_latest else ()
        yield _detail_page(head_url(found, head), title, view, crumbs, () if view.is_divided else words)
        up = (*crumbs, Crumb(title, head_url(found, head)))
        for place, each in enumerate(view.items if view.is_divided else ()):
            one = DetailPage(card, (each,), None)
            about = f"{each.item.title}：{card.title}"
            yield _detail_page(detail_url(found, each.item.node), about, one, up, words[place : place + 1])


def _detail_page(
    url: str, title: str, view: DetailPage, crumbs: tuple[Crumb, ...], words: tuple[Findable, ...]
) -> Page:
    about = f"{title}，各单位填报的内容和汇总结论。"
    # What search finds at the page's own address is its words, where it has any.
    findables = words if any(each.url == url for each in words) else (Findable(url, title, about), *words)
    return Page(url, title, about, "reports.md", view, crumbs, findables=findables)


def _reports(site: Site, found: Standing, item: ItemStanding) -> ItemReports:
    entries = tuple(said(site, found, item.node, entry) for entry in item.entries)
    return ItemReports(item_progress(site, found, item), entries)


def _findable(found: Standing, each: ItemReports) -> Findable:
    """Return what search finds the reports on an item by, after the texts of the plan itself."""
    texts = [*each.item.text, *(line for one in each.said for line in (*one.text, *one.problems, *one.next))]
    title = f"{found.label}{_TITLE}：{title_of(each.item.node)}"
    return Findable(detail_url(found, each.item.node), title, "\n".join(texts), Source.QUOTED)
