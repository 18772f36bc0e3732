"""Match the items of a plan with those of its reissue, as a whole: the pairs that fit best together win."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct, field

from plansite.importing.onto.assignment import heaviest
from plansite.importing.onto.candidates import Pair, candidates
from plansite.importing.onto.division import stretches
from plansite.importing.onto.likeness import Entry, below, likeness

_SAME = 0.5
"""The fit from which two items are one: the same title over a new text, or a new title over the same text."""
_NUMBER, _PLACE = 0.04, 0.08
"""What the same number and the same item above add to a fit."""
_CONTENTS = 0.6
"""The weight of what stands below an item, beside its own title and text."""
_BELOW = 0.3
"""Share of what stands below two items that makes them worth comparing."""
_UNIT = 10**9
"""The weight of a fit of 1."""


class Matching(Struct, frozen=True):
    """The items of a plan and of its reissue, and which are the same; items are given by position."""

    old: Sequence[Entry]
    new: Sequence[Entry]
    old_of: Mapping[int, int]
    """For each new item that is an old one, that."""
    likeness: Mapping[Pair, float]
    """How alike the pairs are that were compared."""
    divided: Mapping[int, tuple[int, ...]]
    """Old items, by the first of some new ones that print the same, divided in another way."""
    divided_old: AbstractSet[int]
    divided_new: AbstractSet[int]
    """All items of such stretches, with those below them."""

    def gone(self) -> list[int]:
        """Return the old items that are none of the new ones."""
        return sorted({*range(len(self.old))} - {*self.old_of.values()} - self.divided_old)

    def added(self) -> list[int]:
        """Return the new items that are none of the old ones."""
        return sorted({*range(len(self.new))} - self.old_of.keys() - self.divided_new)


def match(old: Sequence[Entry], new: Sequence[Entry]) -> Matching:
    """Return which items are the same, by number, title, text, and what stands above and below."""
    return _Matcher(old, new).match()


class _Settled(Struct):
    """What prints the same: pairs of items, stretches divided in another way, and all that is in either."""

    pairs: dict[int, int] = field(default_factory=dict)
    divided: dict[int, tuple[int, ...]] = field(default_factory=dict)
    divided_old: set[int] = field(default_factory=set)
    divided_new: set[int] = field(default_factory=set)
    old: set[int] = field(default_factory=set)
    new: set[int] = field(default_factory=set)


class _Matcher:
    """Matches twice: by the words of each item, then also by what was found above and below it."""

    def __init__(self, old: Sequence[Entry], new: Sequence[Entry]) -> None:
        self._old, self._new = old, new
        self._above_old, self._above_new = _lineages(old), _lineages(new)
        self._alike: dict[Pair, float] = {}

    def match(self) -> Matching:
        """Return what was found."""
        pairs = candidates(self._old, self._new)
        self._compare(pairs)
        first = self._assigned({pair: self._alike[pair] + self._bonus(pair, None) for pair in pairs})
        settled = self._settled(first)
        shares = self._shares_below(first)
        self._compare(shares)
        second = {
            pair: self._with_below(pair, shares) + self._bonus(pair, first)
            for pair in self._alike
            if pair[0] not in settled.old and pair[1] not in settled.new
        }
        found = settled.pairs | self._assigned(second)
        return Matching(
            self._old,
            self._new,
            dict(sorted(found.items())),
            self._alike,
            settled.divided,
            settled.divided_old,
            settled.divided_new,
        )

    def _compare(self, pairs: Iterable[Pair]) -> None:
        # One old item after the other, because the sets of its characters are kept for a while.
        for one, other in sorted(pairs):
            if (one, other) not in self._alike:
                self._alike[one, other] = likeness(self._old[one], self._new[other])

    def _with_below(self, pair: Pair, shares: Mapping[Pair, float]) -> float:
        if not (self._old[pair[0]].node.item.items or self._new[pair[1]].node.item.items):
            return self._alike[pair]
        return (1 - _CONTENTS) * self._alike[pair] + _CONTENTS * shares.get(pair, 0.0)

    def _bonus(self, pair: Pair, found: Mapping[int, int] | None) -> float:
        """Return what the number and the item above add; without `found`, the numbers stand for that item."""
        one, other = self._old[pair[0]].numbers, self._new[pair[1]].numbers
        if found is None:
            together = one[:-1] == other[:-1]
        else:
            above, its = self._above_old[pair[0]][-1:], self._above_new[pair[1]][-1:]
            together = above == tuple(found.get(at) for at in its)
        return _NUMBER * (one[-1] == other[-1]) + _PLACE * together

    def _assigned(self, fits: Mapping[Pair, float]) -> dict[int, int]:
        """Return the old item of each new one that has one, so that all together fit best."""
        weights: list[dict[int, int]] = [{} for _ in self._new]
        for (one, other), fit in fits.items():
            if fit >= _SAME:
                weights[other][one] = int(fit * _UNIT)
        return heaviest(weights)

    def _settled(self, found: Mapping[int, int]) -> _Settled:
        """Return what prints the same, however it is divided into items."""
        settled = _Settled()
        under = _children(self._above_old), _children(self._above_new)
        for other, one in ((-1, -1), *sorted(found.items())):
            if one in settled.old or other in settled.new:
                continue
            if one < 0 or self._old[one].whole != self._new[other].whole:
                sides = under[0].get(one, ()), under[1].get(other, ())
                for stretch in stretches(self._old, self._new, *sides):
                    self._settle(settled, *stretch)
                continue
            inside = below(self._old, one), below(self._new, other)
            if [self._old[at].printed for at in inside[0]] == [self._new[at].printed for at in inside[1]]:
                pairs = {other: one, **dict(zip(inside[1], inside[0], strict=True))}
                settled.pairs |= pairs
                settled.old.update(pairs.values())
                settled.new.update(pairs)
            else:
                self._settle(settled, (one,), (other,))
        return settled

    def _settle(self, settled: _Settled, old: tuple[int, ...], new: tuple[int, ...]) -> None:
        """Settle a stretch, unless something of it is settled already."""
        olds = {each for at in old for each in (at, *below(self._old, at))}
        news = {each for at in new for each in (at, *below(self._new, at))}
        if settled.old.isdisjoint(olds) and settled.new.isdisjoint(news):
            settled.divided[new[0]] = old
            settled.divided_old |= olds
            settled.divided_new |= news
            settled.old |= olds
            settled.new |= news

    def _shares_below(self, found: Mapping[int, int]) -> dict[Pair, float]:
        """Return, for pairs of items with something below them, the share of that which is the same."""
        sizes = [
            Counter(at for lineage in side for at in lineage) for side in (self._above_old, self._above_new)
        ]
        common = Counter(
            (above, its)
            for other, one in found.items()
            for above in self._above_old[one]
            for its in self._above_new[other]
        )
        shares = {pair: 2 * count / (sizes[0][pair[0]] + sizes[1][pair[1]]) for pair, count in common.items()}
        return {pair: share for pair, share in shares.items() if share >= _BELOW}


def _lineages(entries: Sequence[Entry]) -> list[tuple[int, ...]]:
    """Return, for each item, the positions of those above it, from the top down."""
    place = {entry.node.id: at for at, entry in enumerate(entries)}
    return [tuple(place[each.id] for each in entry.node.lineage[:-1]) for entry in entries]


def _children(lineages: Sequence[tuple[int, ...]]) -> dict[int, list[int]]:
    """Return the items directly below each item, and below none (-1)."""
    found: dict[int, list[int]] = {}
    for at, lineage in enumerate(lineages):
        found.setdefault(lineage[-1] if lineage else -1, []).append(at)
    return found
