"""The number of a target as its text prints it: 1万人次以上, 不低于15%."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from plansite.plan.model import Target

_BEFORE = "不低于|不少于|不小于|至少|超过|不超过|不高于|不大于|少于|低于|约"
_AFTER = "以上|以下|以内|左右|及以上|以内"


class TargetFigure(Struct, frozen=True):
    """A target that has a number: the number, its measure, and the words of the text that bound it."""

    target: Target
    value: str
    measure: str
    before: str
    """不低于 and its like, or ""."""
    after: str
    """以上 and its like, or ""."""


def figures(targets: Iterable[Target]) -> tuple[TargetFigure, ...]:
    """Return the targets that have a number, in their order."""
    return tuple(figure(target) for target in targets if target.value is not None)


def figure(target: Target) -> TargetFigure:
    """Return the number of a target that has one, with the words around it that bound it."""
    value, measure = f"{target.value}", target.measure or ""
    number = re.escape(value) + r"\s*" + re.escape(measure)
    found = re.search(rf"({_BEFORE})?(?<![\d.]){number}({_AFTER})?", target.quote)
    before, after = found.groups("") if found else ("", "")
    return TargetFigure(target, value, measure, before, after)
