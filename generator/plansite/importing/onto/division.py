"""Find stretches of two documents that print the same, but are divided into items in another way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plansite.importing.onto.likeness import Entry, below

_BEGINNING = 16
"""Characters by which two stretches that may be the same are found."""
_STEPS = 8
"""Steps for each item that are taken to see whether stretches come to the same."""
_TRIED = 3
"""Old items with one beginning that are tried for a new one."""

Stretch = tuple[tuple[int, ...], tuple[int, ...]]
"""Old and new items, neighbours under one item, that print the same with all below them."""


def stretches(
    old: Sequence[Entry], new: Sequence[Entry], befores: Sequence[int], afters: Sequence[int]
) -> Iterator[Stretch]:
    """Yield such stretches among the items directly under an old and a new item.

    A single item that prints the same with the same items below it is none.
    """
    texts = [_text(old, at) for at in befores], [_text(new, at) for at in afters]
    begins: dict[str, list[int]] = {}
    for place, text in enumerate(texts[0]):
        begins.setdefault(text[:_BEGINNING], []).append(place)
    ends = 0, 0
    steps = iter(range(_STEPS * (len(befores) + len(afters))))
    for place, text in enumerate(texts[1]):
        for start in begins.get(text[:_BEGINNING], ())[:_TRIED]:
            if start < ends[0] or place < ends[1]:
                continue
            met = _meet(texts[0], texts[1], (start, place), steps)
            if met:
                ends = met
                found = tuple(befores[start : met[0]]), tuple(afters[place : met[1]])
                if _divided(old, found[0]) != _divided(new, found[1]):
                    yield found


def _text(entries: Sequence[Entry], at: int) -> str:
    return "".join(entries[each].printed for each in (at, *below(entries, at)))


def _meet(
    old: Sequence[str], new: Sequence[str], start: tuple[int, int], steps: Iterator[int]
) -> tuple[int, int] | None:
    """Return where two sequences of texts, from `start` on, have said the same and both end a text.

    Return None if they never do, or not within the `steps` that are left.
    """
    (one, other), (read, also) = start, (0, 0)
    while one < len(old) and other < len(new) and next(steps, None) is not None:
        length = min(len(old[one]) - read, len(new[other]) - also)
        if old[one][read : read + length] != new[other][also : also + length]:
            return None
        read, also = read + length, also + length
        if (read, also) == (len(old[one]), len(new[other])):
            return one + 1, other + 1
        if read == len(old[one]):
            one, read = one + 1, 0
        else:
            other, also = other + 1, 0
    return None


def _divided(entries: Sequence[Entry], tops: Sequence[int]) -> list[tuple[int, str]]:
    """Return how a stretch is divided: what each item prints, and how deep it stands."""
    return [
        (len(entries[each].numbers), entries[each].printed)
        for at in tops
        for each in (at, *below(entries, at))
    ]
