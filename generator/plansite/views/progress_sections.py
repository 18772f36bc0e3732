"""The section 进展 on the pages of actions, projects and units: the latest round, and those before it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from plansite.plan.model import Unit
from plansite.plan.tree import Node
from plansite.progress.standing import Standing
from plansite.views.progress import (
    NOT_CONCLUDED,
    ItemProgress,
    Mark,
    Said,
    days,
    item_progress,
    left,
    marks,
    report_notes,
    said,
    standings,
)
from plansite.views.progress_places import ANCHOR, detail_url, round_url
from plansite.views.site import Site
from plansite.views.unit_changes import NamedLink


class EarlierState(Struct, frozen=True):
    """The state of an item in an earlier round, with a link to what was reported then."""

    round: NamedLink
    mark: Mark


class ItemHistory(Struct, frozen=True):
    """An item in the latest round that speaks of it, and its states in those before, latest first."""

    anchor: str
    round: NamedLink
    latest: ItemProgress
    earlier: tuple[EarlierState, ...]


class UnitRound(Struct, frozen=True):
    """A round on the page of a unit in brief: how much it reported, and what to know of its report."""

    title: str
    url: str
    days: str
    notes: tuple[str, ...]
    counted: str


class UnitProgress(Struct, frozen=True):
    """The latest round of a unit, with what it reported item by item, and earlier ones in brief."""

    latest: UnitRound
    rows: tuple[Said, ...]
    left: tuple[Said, ...]
    earlier: tuple[UnitRound, ...]


def item_histories(site: Site, nodes: Iterable[Node]) -> tuple[ItemHistory, ...]:
    """Return those of `nodes` that a round speaks of."""
    found = []
    for node in nodes:
        rounds = [each for each in standings(site) if node.id in each.items]
        if rounds:
            latest, *earlier = rounds
            found.append(
                ItemHistory(
                    f"{ANCHOR}-{node.id}",
                    NamedLink(latest.label, round_url(latest)),
                    item_progress(site, latest, latest.items[node.id]),
                    tuple(_earlier(each, node.id) for each in earlier),
                )
            )
    return tuple(found)


def _earlier(found: Standing, item: str) -> EarlierState:
    standing = found.items[item]
    concluded = standing.conclusion
    mark = marks(found)[concluded.state] if concluded else NOT_CONCLUDED
    return EarlierState(NamedLink(found.label, detail_url(found, standing.node)), mark)


def unit_progress(site: Site, unit: Unit) -> UnitProgress | None:
    """Return what a unit reported; None if it has no part in any round."""
    found = [each for each in standings(site) if unit.id in each.units]
    if not found:
        return None
    latest, *earlier = found
    rows = tuple(said(site, latest, row.node, entry) for row, entry in latest.units[unit.id].rows)
    gone = tuple(left(site, latest, unit.id))
    return UnitProgress(_round(latest, unit), rows, gone, tuple(_round(each, unit) for each in earlier))


def _round(found: Standing, unit: Unit) -> UnitRound:
    standing = found.units[unit.id]
    asked, missing = len(standing.rows), len(standing.missing)
    counted = f"已填报{asked - missing}/{asked}项"
    return UnitRound(found.label, round_url(found), days(found), report_notes(found, standing), counted)
