"""Propose which new items took the place of old ones: one that became another, was merged, or was split."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from plansite.importing.onto.assignment import heaviest
from plansite.importing.onto.likeness import Entry, contained, pairs
from plansite.importing.onto.matching import Matching

_LIKE = 0.3
"""The likeness from which one item seems to have become another; different items of a plan are less alike."""
_WITHIN = 0.6
"""The share of a text in another from which it seems to have gone into that."""
_ENOUGH = 16
"""Pairs of characters in a text that says enough to be found in another."""
_UNIT = 1_000_000


class Successions(Struct, frozen=True):
    """Old items by the new ones that seem to have taken their places; items are given by position.

    `split` are new items with text of an old one that is still there, each with that.
    """

    successors: Mapping[int, tuple[int, ...]]
    split: Mapping[int, int]


def successions(matching: Matching) -> Successions:
    """Return what seems to have become of the items that are gone, and where new ones come from."""
    return _Finder(matching).find()


class _Finder:
    """Finds them among the pairs of items that were compared."""

    def __init__(self, matching: Matching) -> None:
        self._matching = matching
        self._gone, self._added = set(matching.gone()), set(matching.added())
        self._of: dict[int, list[int]] = {}
        self._split: dict[int, int] = {}

    def find(self) -> Successions:
        self._became()
        likely = sorted(self._matching.likeness)
        for one, other in likely:
            before, now = self._matching.old[one], self._matching.new[other]
            parted = other in self._added and self._is_within(now, before)
            if one in self._gone and (parted or self._is_merged(before, other)):
                self._note(other, one)
            elif parted:
                self._split.setdefault(other, one)
        split = {other: one for other, one in self._split.items() if other not in self._of}
        return Successions({other: tuple(found) for other, found in sorted(self._of.items())}, split)

    def _became(self) -> None:
        weights: list[dict[int, int]] = [{} for _ in self._matching.new]
        for (one, other), like in self._matching.likeness.items():
            if one in self._gone and other in self._added and like >= _LIKE:
                weights[other][one] = int(like * _UNIT)
        for other, one in heaviest(weights).items():
            self._note(other, one)

    def _note(self, other: int, one: int) -> None:
        if one not in self._of.setdefault(other, []):
            self._of[other].append(one)

    def _is_merged(self, entry: Entry, other: int) -> bool:
        """Return whether the text of an old item has gone into a new one, and was not there before."""
        was = self._matching.old_of.get(other)
        within = self._is_within(entry, self._matching.new[other])
        return within and (was is None or not self._is_within(entry, self._matching.old[was]))

    def _is_within(self, one: Entry, other: Entry) -> bool:
        return len(pairs(one.text)) >= _ENOUGH and contained(one.text, other.text) >= _WITHIN
