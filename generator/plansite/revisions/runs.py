"""Runs: two wordings of a text in one, with removed and added stretches marked."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Literal, TypeAlias

from msgspec import Struct

Kind: TypeAlias = Literal["same", "removed", "added"]


class Run(Struct, frozen=True):
    """A stretch of text that is in both wordings, or only in the old or the new one."""

    kind: Kind
    text: str


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Return `runs` without empty ones, with neighbours of a kind merged and removed before added text."""
    tidied: list[Run] = []
    for is_same, group in groupby((run for run in runs if run.text), lambda run: run.kind == "same"):
        stretch = list(group)
        kinds: tuple[Kind, ...] = ("same",) if is_same else ("removed", "added")
        for kind in kinds:
            text = "".join(run.text for run in stretch if run.kind == kind)
            tidied += [Run(kind, text)] if text else []
    return tuple(tidied)


def kept(runs: Iterable[Run]) -> int:
    """Return how many characters both wordings share."""
    return sum(len(run.text) for run in runs if run.kind == "same")
