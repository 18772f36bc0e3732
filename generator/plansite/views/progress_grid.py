"""The grid of a round: items × units, with the state that each unit reported, and counts by action."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from plansite.plan import wording
from plansite.plan.tree import Node
from plansite.progress.standing import ItemStanding, Standing
from plansite.views.progress import (
    NOT_CONCLUDED,
    NOT_REPORTED,
    Mark,
    by_head,
    detail_url,
    marks,
    round_url,
    title_of,
    unit_link,
)
from plansite.views.site import Site
from plansite.views.unit_changes import NamedLink


@dataclass(frozen=True, slots=True)
class GridRow:
    """An item: its name with the URL of its reports, its state, and that of each unit, None for no part."""

    item: NamedLink
    mark: Mark
    cells: tuple[Mark | None, ...]


@dataclass(frozen=True, slots=True)
class GridGroup:
    """The items under one action or project, or else one chapter, and how many are in which state.

    `counts` has a number for each state of the round, and last that of items without a conclusion.
    """

    head: NamedLink
    counts: tuple[int, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole grid; `states` are all that an item can be in, without a conclusion last."""

    states: tuple[Mark, ...]
    columns: tuple[NamedLink, ...]
    groups: tuple[GridGroup, ...]

    @property
    def sums(self) -> tuple[int, ...]:
        """The number of items in each state."""
        return tuple(map(sum, zip(*(group.counts for group in self.groups), strict=True)))

    @property
    def counted(self) -> tuple[tuple[Mark, int], ...]:
        """The states in which there are items, each with their number."""
        return tuple(pair for pair in zip(self.states, self.sums, strict=False) if pair[1])


def grid(site: Site, found: Standing) -> Grid:
    """Return the grid of a round, items in document order, units in the order of the plan."""
    states = marks(found)
    units = [each.unit for each in found.units.values() if each.rows]
    columns = tuple(unit_link(site, unit) for unit in units)
    places = {unit.id: place for place, unit in enumerate(units)}
    return Grid(
        (*states.values(), NOT_CONCLUDED),
        columns,
        tuple(_group(found, head, items, states, places) for head, items in by_head(found)),
    )


def _group(
    found: Standing,
    head: Node,
    items: tuple[ItemStanding, ...],
    states: dict[str, Mark],
    places: dict[str, int],
) -> GridGroup:
    count = Counter(item.conclusion.state if item.conclusion else "" for item in items)
    return GridGroup(
        NamedLink(wording.short_title_of(head.item), f"{round_url(found)}{head.id}/"),
        tuple(count[ident] for ident in (*states, "")),
        tuple(_row(found, item, states, places) for item in items),
    )


def _row(found: Standing, item: ItemStanding, states: dict[str, Mark], places: dict[str, int]) -> GridRow:
    cells: list[Mark | None] = [None] * len(places)
    for entry in item.entries:
        cells[places[entry.unit.id]] = states[entry.said.state] if entry.said else NOT_REPORTED
    concluded = item.conclusion
    return GridRow(
        NamedLink(title_of(item.node), detail_url(found, item.node)),
        states[concluded.state] if concluded else NOT_CONCLUDED,
        tuple(cells),
    )
