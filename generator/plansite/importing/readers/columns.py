"""Find tables in plain text: cells that tabs separate, or columns that spaces keep apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from plansite.importing.readers.reader import Cell, Line, is_wide, joint, row, trimmed

_GAP = re.compile(r"(?<=\S)(?:[ \u00a0]{2,}+|\u3000++[ \u3000]*+)(?=\S)")
_LEAST_COLUMNS = 3
"""Columns that spaces keep apart; two are a list of names, or a number and its text."""
_LEAST_ROWS = 2
_APART = 2
_WIDEST = 400
"""Most columns of a terminal that a line may take; a longer line is no row of a table."""

Numbered = tuple[int, str]


def tabled(lines: Iterable[Numbered]) -> Iterator[Line]:
    """Yield the lines of a text that are not blank, the rows of tables with their cells."""
    tables = 0
    for kind, group in groupby(lines, key=_kind):
        run = list(group)
        if kind == "tabs":
            tables += 1
            for number, text in run:
                yield Line(trimmed(text), number, tuple(map(_cell, text.split("\t"))), tables)
        elif kind == "text":
            rows, first, last = _aligned(run)
            tables += bool(rows)
            yield from (Line(trimmed(text), number) for number, text in run[:first])
            yield from (row(cells, number, tables) for number, cells in rows)
            yield from (Line(trimmed(text), number) for number, text in run[last:])


def _kind(line: Numbered) -> str:
    text = line[1].lstrip()
    return "blank" if not trimmed(text) else "tabs" if "\t" in text else "text"


def _cell(text: str) -> Cell:
    return Cell(trimmed(text))


def _aligned(run: Sequence[Numbered]) -> tuple[list[tuple[int, list[Cell]]], int, int]:
    """Return the rows of a table in `run`, and where in `run` it begins and ends; at its end without one."""
    spaced = [at for at, (_, text) in enumerate(run) if _GAP.search(text)]
    none: tuple[list[tuple[int, list[Cell]]], int, int] = ([], len(run), len(run))
    if len(spaced) < _LEAST_ROWS:
        return none
    starts = _starts([run[at][1] for at in spaced])
    first, last = spaced[0], spaced[-1] + 1
    while last < len(run) and starts and _is_indented(run[last][1], starts):
        last += 1
    if len(starts) < _LEAST_COLUMNS or any(_width(text) > _WIDEST for _, text in run[first:last]):
        return none
    return _rows(run[first:last], starts), first, last


def _rows(run: Sequence[Numbered], starts: Sequence[int]) -> list[tuple[int, list[Cell]]]:
    """Return the cells of each row; a line that leaves the first column blank goes on with the row above."""
    rows: list[tuple[int, list[Cell]]] = []
    for number, text in run:
        cells = _cut(text, starts)
        if rows and not cells[0]:
            above = rows[-1][1]
            above[:] = [Cell(joint(cell.text, more)) for cell, more in zip(above, cells, strict=True)]
        else:
            rows.append((number, list(map(_cell, cells))))
    return rows


def _starts(texts: Sequence[str]) -> list[int]:
    """Return where columns begin: behind places that are blank in all of `texts`, at least two together."""
    taken: set[int] = set()
    for text in texts:
        for place, sign in _placed(text):
            taken |= set() if sign.isspace() else {place, place + _width(sign) - 1}
    places = sorted(taken)
    return [*places[:1], *(after for before, after in pairwise(places) if after - before > _APART)]


def _width(text: str) -> int:
    """Return how many places a text takes on a screen, where a Chinese character takes two."""
    return sum(2 if is_wide(sign) else 1 for sign in text)


def _placed(text: str) -> Iterator[tuple[int, str]]:
    """Yield the characters of a line, each with its place on a screen."""
    place = 0
    for sign in text:
        yield place, sign
        place += _width(sign)


def _is_indented(text: str, starts: Sequence[int]) -> bool:
    """Return whether a line begins in a column behind the first."""
    return (
        len(starts) > 1
        and next((place for place, sign in _placed(text) if not sign.isspace()), 0) >= starts[1]
    )


def _cut(text: str, starts: Sequence[int]) -> list[str]:
    """Return the text of each column; a line without gaps is one cell, however far it reaches."""
    cells = [""] * len(starts)
    whole = not _GAP.search(text) and not _is_indented(text, starts)
    at = 0
    for place, sign in _placed(text):
        while not whole and at + 1 < len(starts) and place >= starts[at + 1]:
            at += 1
        cells[at] += sign
    return [trimmed(cell) for cell in cells]
