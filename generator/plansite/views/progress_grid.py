"""The grid of a round: items × units, with the state that each unit reported, and counts by action."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from plansite.plan import wording
from plansite.plan.tree import Node
from plansite.progress.entries import ItemStanding
from plansite.progress.standing import Standing
from plansite.views.progress import NOT_CONCLUDED, NOT_REPORTED, Mark, marks, title_of, unit_link
from plansite.views.progress_places import by_head, detail_url, head_url
from plansite.views.site import Site
from plansite.views.unit_changes import NamedLink

MOST = 20_000
"""Cells on one page; beyond that each part of the plan has its own grid."""


class GridRow(Struct, frozen=True):
    """An item: its name with the URL of its reports, its state, and that of each unit, None for no part."""

    item: NamedLink
    mark: Mark
    cells: tuple[Mark | None, ...]


class GridGroup(Struct, frozen=True):
    """The items under one action or project, or else one chapter, and how many are in which state.

    `counts` has a number for each state of the round, and last that of items without a conclusion.
    """

    head: NamedLink
    counts: tuple[int, ...]
    rows: tuple[GridRow, ...]


class Grid(Struct, frozen=True):
    """The whole grid; `states` are all that an item can be in, without a conclusion last."""

    states: tuple[Mark, ...]
    columns: tuple[NamedLink, ...]
    groups: tuple[GridGroup, ...]

    @property
    def sums(self) -> tuple[int, ...]:
        """The number of items in each state."""
        return tuple(map(sum, zip(*(group.counts for group in self.groups), strict=True)))

    @property
    def is_large(self) -> bool:
        """Whether the grid is too large for one page."""
        return len(self.columns) * sum(len(group.rows) for group in self.groups) > MOST

    @property
    def counted(self) -> tuple[tuple[Mark, int], ...]:
        """The states in which there are items, each with their number."""
        return tuple(pair for pair in zip(self.states, self.sums, strict=False) if pair[1])


def grid_of(site: Site, found: Standing, head: str) -> Grid:
    """Return the part of a round's grid that is about one part of the plan, and its units alone."""
    whole = grid(site, found)
    url = head_url(found, found.assigned.relations.node[head])
    (group,) = (each for each in whole.groups if each.head.url == url)
    used = [place for place in range(len(whole.columns)) if any(row.cells[place] for row in group.rows)]
    rows = tuple(replace(row, cells=tuple(row.cells[place] for place in used)) for row in group.rows)
    columns = tuple(whole.columns[place] for place in used)
    return replace(whole, columns=columns, groups=(replace(group, rows=rows),))


@lru_cache(maxsize=32)
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
        NamedLink(wording.short_title_of(head.item), head_url(found, head)),
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
