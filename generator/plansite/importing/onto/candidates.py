"""Find the pairs of items worth comparing, so that not all are compared with all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from plansite.importing.onto.likeness import Entry, pairs

_TOGETHER = 64
"""Pairs that share a key up to which all are compared; of more, those at about the same place."""
_NEAR = 2
_COMMON = 24
"""Items with a pair of characters up to which it tells one from the others."""
_LOOKED_UP = 24
_LIKELY = 6

Pair = tuple[int, int]
"""The positions of an old and a new item."""
_Key = Callable[[Entry], str | tuple[str, ...]]


def candidates(old: Sequence[Entry], new: Sequence[Entry]) -> set[Pair]:
    """Return the pairs that share the way of their numbers, a title, a text, or rare pairs of characters.

    There are some twenty for each item at most.
    """
    return {
        *_sharing(old, new, lambda entry: entry.numbers),
        *_sharing(old, new, lambda entry: entry.title),
        *_sharing(old, new, lambda entry: entry.text),
        *_with_rare_words(old, new),
    }


def _sharing(old: Sequence[Entry], new: Sequence[Entry], key: _Key) -> Iterator[Pair]:
    mine, others = _places(old, key), _places(new, key)
    for shared in mine.keys() & others.keys():
        before, after = mine[shared], others[shared]
        if len(before) * len(after) <= _TOGETHER:
            yield from ((one, other) for one in before for other in after)
            continue
        for rank, other in enumerate(after):
            for at in {rank, rank + len(before) - len(after)}:
                near = before[max(0, at - _NEAR) : max(0, at + _NEAR + 1)]
                yield from ((one, other) for one in near)


def _places(entries: Sequence[Entry], key: _Key) -> dict[str | tuple[str, ...], list[int]]:
    found: dict[str | tuple[str, ...], list[int]] = {}
    for place, entry in enumerate(entries):
        shared = key(entry)
        if shared:
            found.setdefault(shared, []).append(place)
    return found


def _with_rare_words(old: Sequence[Entry], new: Sequence[Entry]) -> Iterator[Pair]:
    """Yield, for each new item, the old ones that share most of its rarest pairs of characters."""
    sought = {each for entry in new for each in pairs(entry.words)}
    holders: dict[str, list[int]] = {}
    for place, entry in enumerate(old):
        for each in pairs(entry.words) & sought:
            places = holders.setdefault(each, [])
            if len(places) <= _COMMON:
                places.append(place)
    for place, entry in enumerate(new):
        telling = [each for each in pairs(entry.words) if 0 < len(holders.get(each, ())) <= _COMMON]
        telling.sort(key=lambda each: (len(holders[each]), each))
        votes = Counter(one for each in telling[:_LOOKED_UP] for one in holders[each])
        yield from (
            (one, place) for one, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))[:_LIKELY]
        )
