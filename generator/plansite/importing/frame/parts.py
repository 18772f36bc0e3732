"""Decide which part of a document is the plan: its text, what a covering notice encloses, or an annex."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from plansite.importing.frame import notice, titles
from plansite.importing.frame.annexes import Part
from plansite.importing.frame.front import Front
from plansite.importing.grammar.responsibility import find
from plansite.importing.lines.typography import typeset
from plansite.importing.readers.reader import Line, is_row

_TABLE = re.compile(r"(?:表|清单|名单|名录|目录|台账|一览|分解|分工)(?:（[^（）]*）)?$")
_COLUMN = re.compile(r"(?:牵头|责任|配合|主办|承办|参加|实施|落实|指导)(?:单位|部门|领导)|牵头|责任主体")


class Weight(Struct, frozen=True):
    """What speaks for a part as the plan: lines that name units in a role, and numbered lines."""

    charges: int
    numbers: int


class Place(Struct, frozen=True):
    """Where the plan is: at `line` of the text of a notice, or in an annex; else it is the text itself.

    `below` means that the annex is what the text is about: both together are the plan. `title` is the name by
    which the notice calls a plan that is printed without its title.
    """

    line: int | None = None
    annex: Part | None = None
    below: bool = False
    title: str = ""


def place(top: Front, annexes: Sequence[Part]) -> Place:
    """Return where the plan begins in a document with this front and these annexes."""
    issued = notice.names(top.title, top.body)
    if issued:
        line = notice.begins(top.body, issued)
        if line is not None:
            return Place(line)
        named = next((each for each in annexes if notice.is_name(each.title, issued)), None)
        return Place(annex=named) if named else _of_notice(top, annexes, issued)
    annex = _heavier(top, annexes)
    if annex is None:
        return Place()
    is_plan = not top.title or titles.is_notice(top.title) or not _is_table(annex)
    return Place(annex=annex, below=not is_plan)


def _of_notice(top: Front, annexes: Sequence[Part], issued: Sequence[str]) -> Place:
    """Return where the plan begins that a notice issues and that has no title of that name."""
    annex = _heavier(top, annexes)
    if annex is not None:
        return Place(annex=annex)
    for at, line in enumerate(top.body):
        if titles.announced(typeset(line.text)) and at + 1 < len(top.body):
            return Place(at + 1, title=issued[0])
    return Place()


def _heavier(top: Front, annexes: Sequence[Part]) -> Part | None:
    """Return the annex that is a plan rather than the text, or None if the text itself is the plan."""
    if not annexes:
        return None
    text = _weight(top.body)
    weights = {each.place: _weight(each.lines) for each in annexes}
    best = max(annexes, key=lambda each: (weights[each.place].charges, weights[each.place].numbers))
    found = weights[best.place]
    if not text.numbers:
        return best if found.charges or (found.numbers and not text.charges and not _is_table(best)) else None
    about_it = not top.title or titles.is_notice(top.title)
    return best if found.charges and not text.charges and about_it and not _is_table(best) else None


def _is_table(part: Part) -> bool:
    """Return whether an annex is a table or a list by its title, or by most of its lines."""
    rows = sum(is_row(line) or "\t" in line.text for line in part.lines)
    return bool(_TABLE.search(part.title)) or rows * 2 > len(part.lines)


def _weight(lines: Sequence[Line]) -> Weight:
    charges = numbers = 0
    in_table = False
    for line in lines:
        row = is_row(line) or "\t" in line.text
        text = typeset(line.text)
        in_table = row and (in_table or bool(_COLUMN.search(text)))
        charges += in_table or bool(find(text))
        numbers += bool(titles.NUMBERED.match(text))
    return Weight(charges, numbers)
