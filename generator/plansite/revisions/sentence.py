"""Compare two sentences character by character, unless they have too little in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from plansite.revisions.blocks import Block, common, edges, readable
from plansite.revisions.runs import Run, kept, tidy
from plansite.revisions.tokens import clauses

_LIKE = 0.5
_CONTAINED = 0.9
_FEW = 3


def like(shared: int, old: int, new: int) -> bool:
    """Return whether sentences of `old` and `new` characters that share `shared` may be the same one."""
    return 2 * shared >= _LIKE * (old + new)


def contained(shared: int, old: int, new: int) -> bool:
    """Return whether the shorter of two sentences may be part of the longer one."""
    return shared >= _CONTAINED * min(old, new) > 0


def reworded(old: Sequence[str], new: Sequence[str]) -> tuple[Run, ...]:
    """Return the runs of two sentences, given as tokens, or () if they have too little in common."""
    blocks = common(old, new)
    if blocks is None:
        blocks = _by_clause(old, new)
    blocks = readable(blocks, old, new)
    runs = tidy(_runs(blocks, old, new))
    shared, lengths = kept(runs), (sum(map(len, old)), sum(map(len, new)))
    if like(shared, *lengths) or (contained(shared, *lengths) and len(blocks) <= _FEW):
        return runs
    return ()


def _by_clause(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Return the clauses that two very long sentences share, as blocks of tokens."""
    left, right = clauses(old), clauses(new)
    starts = [list(accumulate(map(len, side), initial=0)) for side in (left, right)]
    return [
        Block(
            starts[0][block.old],
            starts[1][block.new],
            starts[0][block.old + block.size] - starts[0][block.old],
        )
        for block in common(left, right) or edges(left, right)
    ]


def _runs(blocks: list[Block], old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    last = Block(0, 0, 0)
    for block in (*blocks, Block(len(old), len(new), 0)):
        yield Run("removed", "".join(old[last.old + last.size : block.old]))
        yield Run("added", "".join(new[last.new + last.size : block.new]))
        yield Run("same", "".join(old[block.old : block.old + block.size]))
        last = block
