"""Split the words of a responsibility into its fields, 牵头单位：…；完成时限：…；适用范围：…."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto

from msgspec import Struct

from plansite.importing.grammar.forms import FIELD, OTHER_FIELD, UNIT_WORD, role_of
from plansite.plan.model import Role

_NAMES_UNITS = re.compile(rf"{UNIT_WORD}：$")
_MARKS = "，；。、"
NOTHING = re.compile(r"[-—－–―_/／\\、·.。…*＊＼]*|(?:暂|均)?无|不涉及|空")
"""What stands where there is no unit."""


class Kind(Enum):
    """What a field holds."""

    UNITS = auto()
    DUE = auto()
    PERSON = auto()
    OTHER = auto()
    OTHER_UNITS = auto()
    """Units in a role that is not known: 监督单位：市纪委."""


class Field(Struct, frozen=True):
    """A field: its printed label ("" before the first one) and value, and where both begin."""

    kind: Kind
    role: Role | None
    label: str
    label_start: int
    value: str
    start: int


def fields(words: str) -> Iterator[Field]:
    """Yield the fields of a responsibility, without those that say that there is nothing: 配合单位：无."""
    found = list(FIELD.finditer(words))
    ends = {match.end() for match in found}
    found += [match for match in OTHER_FIELD.finditer(words) if match.end() not in ends]
    found.sort(key=re.Match.start)
    bounds = [*(match.start() for match in found), len(words)]
    yield from _field(Kind.UNITS, None, "", (0, 0), words[: bounds[0]])
    for match, end in zip(found, bounds[1:], strict=True):
        label = match.groupdict().get("label") or ""
        own = role_of(label) if label else None
        yield from _field(_kind(match), own, label, match.span(), words[match.end() : end])


def _field(kind: Kind, role: Role | None, label: str, span: tuple[int, int], value: str) -> Iterator[Field]:
    bare = value.lstrip(_MARKS)
    start = span[1] + len(value) - len(bare)
    if not NOTHING.fullmatch(bare.rstrip(_MARKS)):
        yield Field(kind, role, label, span[0], bare.rstrip(_MARKS), start)


def _kind(match: re.Match[str]) -> Kind:
    found = match.groupdict()
    if found.get("label"):
        return Kind.UNITS
    if found.get("due"):
        return Kind.DUE
    if found:  # a label that `FIELD` knows and that names people
        return Kind.PERSON
    return Kind.OTHER_UNITS if _NAMES_UNITS.search(match[0]) else Kind.OTHER
