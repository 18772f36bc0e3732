"""Read the rows of a table of tasks: the levels they stand under, their words, their units and deadlines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from plansite.importing.lines.printed import form_of, value_of
from plansite.importing.readers.reader import Cell, Line
from plansite.importing.tables.heads import Column, Use, is_head

_WORDS = (Use.LEVEL, Use.TASK, Use.TEXT, Use.UNKNOWN)
_FOOTNOTE = re.compile(r"(?:备注|注释?|说明|附注)[0-9一二三]*[：:.、]|[*※]")


class Group(Struct, frozen=True):
    """A level of a table: a row across it, or a cell that several rows share; `depth` counts from 0."""

    line: int
    number: str
    text: str
    depth: int | None
    """None for a row across the table, whose level follows from its number."""


class Task(Struct, frozen=True):
    """A row of a table: the number and the words of its task, the texts beside these, and who answers.

    A row without a number of its own `goes_on` with the task above it.
    """

    line: int
    number: str
    title: str
    texts: tuple[str, ...]
    units: tuple[tuple[Column, str], ...]
    due: str
    asides: tuple[tuple[str, str], ...]
    goes_on: bool


class Footnote(Struct, frozen=True):
    """A row of a table that is a note on it."""

    line: int
    text: str


TableRow = Group | Task | Footnote


class _Layout(Struct):
    """The places of a row by what they hold."""

    columns: Sequence[Column]
    number: int | None = None
    levels: list[int] = field(default_factory=list)
    title: int | None = None
    texts: list[int] = field(default_factory=list)

    def of(self, use: Use) -> list[int]:
        """Return the places of the columns that hold this."""
        return [at for at, column in enumerate(self.columns) if column.use is use]


def rows(lines: Sequence[Line], columns: Sequence[Column]) -> Iterator[TableRow]:
    """Yield what the rows below a head hold, without repeated heads; `columns` are those of the head."""
    told = [line for line in lines if not is_head(line, columns)]
    whole = (line.cells for line in told if len(line.cells) == len(columns))
    layout = _layout([cells for cells in whole if _across(cells) is None], columns)
    levels: dict[int, str] = {}
    begun = False
    for line, below in zip(told, _below(told, layout), strict=True):
        cells = line.cells
        words = _across(cells)
        if words is not None and _FOOTNOTE.match(words):
            yield Footnote(line.number, words)
        elif words is not None and not _is_units_only(cells, layout):
            levels.clear()
            begun = False
            yield Group(line.number, "", words, None)
        elif len(cells) != len(columns):
            yield Footnote(line.number, line.text)
        elif _is_group(cells, layout) and not _precedes(_counted(cells, layout), below):
            levels.clear()
            begun = False
            number = _text(cells, layout.number)
            yield Group(line.number, number, _text(cells, layout.title), None)
        else:
            yield from _levels(line, layout, levels)
            task = _task(line, layout, goes_on=begun and _goes_on(cells, layout))
            begun = True
            yield task


def _layout(grid: Sequence[Sequence[Cell]], columns: Sequence[Column]) -> _Layout:
    """Return which columns are levels, the title and the texts of tasks, as their merged cells show."""
    layout = _Layout(columns)
    numbers = layout.of(Use.NUMBER)
    layout.number = numbers[0] if numbers else None
    units = layout.of(Use.UNITS)
    words = [at for at, column in enumerate(columns) if column.use in _WORDS]
    before = [at for at in words if at < max(units)] or words
    shared = {at for at in before if any(_is_shared(cells, at, before) for cells in grid)}
    if layout.number is not None and any(_is_shared(cells, layout.number, before) for cells in grid):
        shared -= {at for at in shared if at > layout.number}
    for at in before[:-1]:
        is_level = at in shared or columns[at].use is Use.LEVEL
        if layout.title is None and (is_level or (layout.number or 0) > at):
            layout.levels.append(at)
        elif layout.title is None:
            layout.title = at
        else:
            layout.texts.append(at)
    last = before[-1]
    if layout.title is None:
        layout.title = last
    else:
        layout.texts.append(last)
    layout.texts += [at for at in words if at not in before]
    return layout


def _is_shared(cells: Sequence[Cell], at: int, words: Sequence[int]) -> bool:
    """Return whether several rows share a cell: it is merged, or blank while others have words."""
    merged = not cells[at].own and bool(cells[at].text)
    return merged or (not cells[at].text and any(cells[other].text for other in words if other != at))


def _across(cells: Sequence[Cell]) -> str | None:
    """Return the words of a row that is one cell, None if it has several."""
    own = [cell.text for cell in cells if cell.own and cell.text]
    others = [cell.text for cell in cells if not cell.own and cell.text and cell.text not in own]
    return own[0] if len(own) == 1 and not others else None


def _is_units_only(cells: Sequence[Cell], layout: _Layout) -> bool:
    """Return whether the only cell of a row lists units, which belong to the task above."""
    at = next(at for at, cell in enumerate(cells) if cell.own and cell.text)
    spans = at + 1 < len(cells) and not cells[at + 1].own and cells[at + 1].text == cells[at].text
    return (
        len(cells) == len(layout.columns)
        and not spans
        and at not in {layout.title, layout.number, *layout.levels, 0}
    )


def _is_group(cells: Sequence[Cell], layout: _Layout) -> bool:
    """Return whether a row has a number and a title, and nothing of a task."""
    others = [at for at, cell in enumerate(cells) if at not in {layout.number, layout.title} and cell.text]
    return not others and layout.number is not None and bool(_text(cells, layout.title))


def _below(lines: Sequence[Line], layout: _Layout) -> list[tuple[str, int]]:
    """Return for each row the form and the value of the number of the next row that has one."""
    found = [("", 0)]
    for line in reversed(lines):
        counted = _counted(line.cells, layout)
        found.append(counted if counted[1] else found[-1])
    return found[-2::-1]


def _counted(cells: Sequence[Cell], layout: _Layout) -> tuple[str, int]:
    """Return the form and the value of the number of a row, ("", 0) if it has none."""
    number = _text(cells, layout.number) if len(cells) == len(layout.columns) else ""
    number = f"{number}." if number.isdigit() else number
    return form_of(number), value_of(number)


def _precedes(number: tuple[str, int], below: tuple[str, int]) -> bool:
    """Return whether a row and the one below it are counted on: both are tasks, even if one has no units."""
    return below == (number[0], number[1] + 1)


def _goes_on(cells: Sequence[Cell], layout: _Layout) -> bool:
    """Return whether a row has no number and no title of its own, and no other level begins with it."""
    if any(cells[at].own and cells[at].text for at in layout.levels):
        return False
    keys = [at for at in (layout.number, layout.title) if at is not None]
    return not any(cells[at].own and cells[at].text for at in keys) or (
        layout.number is not None
        and not (cells[layout.number].own and cells[layout.number].text)
        and not layout.texts
    )


def _levels(line: Line, layout: _Layout, known: dict[int, str]) -> Iterator[Group]:
    for depth, at in enumerate(layout.levels):
        cell = line.cells[at]
        if cell.text and (cell.own or known.get(at) != cell.text):
            for deeper in layout.levels[depth:]:
                known.pop(deeper, None)
            known[at] = cell.text
            number = ""
            yield Group(line.number, number, cell.text, depth)


def _task(line: Line, layout: _Layout, *, goes_on: bool) -> Task:
    cells = line.cells
    return Task(
        line.number,
        _text(cells, layout.number),
        "" if goes_on else _text(cells, layout.title),
        tuple(filter(None, (_text(cells, at) for at in ([layout.title] if goes_on else []) + layout.texts))),
        tuple((layout.columns[at], cells[at].text) for at in layout.of(Use.UNITS)),
        next(filter(None, (cells[at].text for at in layout.of(Use.DUE))), ""),
        tuple((layout.columns[at].head, text) for at in layout.of(Use.ASIDE) if (text := _text(cells, at))),
        goes_on,
    )


def _text(cells: Sequence[Cell], at: int | None) -> str:
    """Return the text of a cell of this row, "" where there is no such column or a cell above reaches in."""
    return "" if at is None or not cells[at].own else cells[at].text
