"""Split the rows of a large matrix over several pages, keeping each action or project whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TypeAlias

from plansite.plan.tree import Node

LIMIT = 150_000
"""Approximate limit for the HTML of a matrix, in bytes; a phone lays this much out in a second."""
_EMPTY, _FILLED, _HEADER = 9, 160, 150
"""Average bytes of an empty cell, a filled cell, and the header of a row or column."""

UnitsOf: TypeAlias = Callable[[Node], set[str]]


def weight(rows: int, columns: int, filled: int) -> int:
    """Return the estimated size of a matrix in bytes of HTML."""
    return (rows * columns - filled) * _EMPTY + filled * _FILLED + (rows + columns) * _HEADER


def parts(
    nodes: Iterable[Node], head_of: Callable[[Node], Node], units_of: UnitsOf
) -> tuple[tuple[Node, ...], ...]:
    """Return the rows of each page; items under one action or project stay together.

    `units_of` returns the ids of the units that have a cell in the row of a node.
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
