"""Compare two texts and mark what was removed and added, as a person would with a pen.

Sentences are compared first; then each replaced sentence with the one most similar to it, character by
character. Sentences with little in common are shown whole, the old one and then the new one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec import Struct

from plansite.revisions.blocks import Block, common, edges
from plansite.revisions.runs import Run, kept, tidy
from plansite.revisions.sentence import contained, like, reworded
from plansite.revisions.tokens import sentences

_MOST_PAIRS = 4000
_HOPELESS = 1_000_000
_SHAPES = ((1, 1), (2, 1), (1, 2))
_MERGER = 4  # characters that merging or splitting sentences must save

Sentences = Sequence[tuple[str, ...]]


def compare_wording(old: str, new: str) -> tuple[Run, ...]:
    """Return the runs of two texts: same and removed make up `old`, same and added make up `new`.

    Neighbours are of different kinds, and removed text comes before the text added in its place.
    """
    return tidy(_of_texts(sentences(old), sentences(new)))


def _of_texts(old: Sentences, new: Sentences) -> Iterator[Run]:
    last = Block(0, 0, 0)
    for block in (*(common(old, new) or edges(old, new)), Block(len(old), len(new), 0)):
        yield from _of_replaced(old[last.old + last.size : block.old], new[last.new + last.size : block.new])
        yield Run("same", _text(old[block.old : block.old + block.size]))
        last = block


def _of_replaced(old: Sentences, new: Sentences) -> Iterator[Run]:
    at_old = at_new = 0
    for pair in _pairs(old, new):
        yield Run("removed", _text(old[at_old : pair.old]))
        yield Run("added", _text(new[at_new : pair.new]))
        yield from pair.runs
        at_old, at_new = pair.old + pair.taken, pair.new + pair.given
    yield Run("removed", _text(old[at_old:]))
    yield Run("added", _text(new[at_new:]))


def _text(parts: Iterable[Iterable[str]]) -> str:
    return "".join(chain.from_iterable(parts))


class _Window(Struct, frozen=True):
    """One sentence, or two in a row, with the count of each character."""

    tokens: tuple[str, ...]
    counts: Counter[str]
    length: int


class _Pair(Struct, frozen=True):
    """`taken` old sentences at `old` and `given` new ones at `new`: one each, or two if merged or split."""

    old: int
    new: int
    taken: int
    given: int
    runs: tuple[Run, ...]


class _Best(Struct, frozen=True):
    """The most characters that can be kept from a place on, and the pair and next place to get there."""

    kept: int
    pair: _Pair | None
    then: tuple[int, int]


def _pairs(old: Sentences, new: Sentences) -> Iterator[_Pair]:
    """Yield the pairs that together keep the most characters, without crossing; none for very long texts."""
    if not old or not new or len(old) * len(new) > _HOPELESS:
        return
    left, right = _windows(old), _windows(new)
    best: dict[tuple[int, int], _Best] = {}
    for i in range(len(old) - 1, -1, -1):
        for j in _counterparts(i, len(old), len(new)):
            best[i, j] = _best(i, j, left, right, best)
    at = (0, 0)
    while at in best:
        pair, at = best[at].pair, best[at].then
        if pair:
            yield pair


def _windows(parts: Sentences) -> dict[tuple[int, int], _Window]:
    """Return the windows of `parts` by position and size."""
    found = {}
    for size in (1, 2):
        for at in range(len(parts) - size + 1):
            tokens = tuple(chain.from_iterable(parts[at : at + size]))
            counts = Counter(chain.from_iterable(tokens))
            found[at, size] = _Window(tokens, counts, counts.total())
    return found


def _counterparts(at: int, old: int, new: int) -> range:
    """Return the new positions to compare with `at`, last first: all, or a band if there are very many."""
    width = (_MOST_PAIRS + new) // old + 1
    middle = at * new // old
    return range(min(new, middle + width) - 1, max(0, middle - width) - 1, -1)


def _best(
    i: int,
    j: int,
    left: dict[tuple[int, int], _Window],
    right: dict[tuple[int, int], _Window],
    best: dict[tuple[int, int], _Best],
) -> _Best:
    def after(at: tuple[int, int]) -> int:
        return best[at].kept if at in best else 0

    found = max((_Best(after(at), None, at) for at in ((i + 1, j), (i, j + 1))), key=lambda each: each.kept)
    for taken, given in _SHAPES:
        one, other = left.get((i, taken)), right.get((j, given))
        if one and other and _may_be_one(one, other):
            runs = reworded(one.tokens, other.tokens)
            then = (i + taken, j + given)
            total = kept(runs) + after(then) - _MERGER * (taken + given - 2)
            if runs and total > found.kept:
                found = _Best(total, _Pair(i, j, taken, given, runs), then)
    return found


def _may_be_one(one: _Window, other: _Window) -> bool:
    shared = sum(min(times, other.counts.get(char, 0)) for char, times in one.counts.items())
    lengths = one.length, other.length
    return like(shared, *lengths) or contained(shared, *lengths)
