"""Which rows of a matrix go onto one page: all of them, or as many whole actions or projects as fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TypeAlias

from plansite.plan.tree import Node

LIMIT = 150_000
"""Bytes of HTML, about, that a matrix may have: a phone lays this out in a second."""
_EMPTY, _FILLED, _HEADER = 9, 160, 150
"""Bytes of a cell without and with something in it, and of the head of a row or a column, on an average."""

UnitsOf: TypeAlias = Callable[[Node], set[str]]


def weight(rows: int, columns: int, filled: int) -> int:
    """Return about how many bytes of HTML a matrix has."""
    return (rows * columns - filled) * _EMPTY + filled * _FILLED + (rows + columns) * _HEADER


def parts(
    nodes: Iterable[Node], head_of: Callable[[Node], Node], units_of: UnitsOf
) -> tuple[tuple[Node, ...], ...]:
    """Return the rows of each page; what stands under one action or project stays together.

    `units_of` tells the units that have a cell in the row of a node.
    """
    return tuple(_parts(tuple(nodes), head_of, units_of))


def _parts(
    nodes: tuple[Node, ...], head_of: Callable[[Node], Node], units_of: UnitsOf
) -> Iterator[tuple[Node, ...]]:
    taken: tuple[Node, ...] = ()
    units: set[str] = set()
    filled = 0
    for _, run in groupby(nodes, lambda node: head_of(node).id):
        rows = tuple(run)
        named = [units_of(node) for node in rows]
        together, cells = units.union(*named), filled + sum(map(len, named))
        if taken and weight(len(taken) + len(rows), len(together), cells) > LIMIT:
            yield taken
            taken, together, cells = (), set().union(*named), sum(map(len, named))
        taken, units, filled = (*taken, *rows), together, cells
    if taken:
        yield taken
