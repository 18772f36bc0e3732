"""Find the blocks that two sequences share, tidied so that a person can read the changes between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from plansite.revisions.tokens import is_letter, pauses

_LONGEST = 6000
_MOST_WORK = 300_000


class Block(Struct, frozen=True):
    """`size` tokens found at `old` in one sequence and at `new` in the other."""

    old: int
    new: int
    size: int


Tokens = Sequence[str]


def common(old: Sequence[object], new: Sequence[object]) -> list[Block] | None:
    """Return the shared blocks in order, as difflib finds them, or None if that would take too long."""
    first, last = _ends(old, new)
    left, right = old[first.size : last.old], new[first.size : last.new]
    if max(len(left), len(right)) > _LONGEST or _work(left, right) > _MOST_WORK:
        return None
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    found = (
        Block(first.size + each.a, first.size + each.b, each.size) for each in matcher.get_matching_blocks()
    )
    return _joined([first, *found, last])


def edges(old: Sequence[object], new: Sequence[object]) -> list[Block]:
    """Return only the common beginning and the common end of both sequences."""
    return _joined(list(_ends(old, new)))


def _ends(old: Sequence[object], new: Sequence[object]) -> tuple[Block, Block]:
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and old[start] == new[start]:
        start += 1
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return Block(0, 0, start), Block(len(old) - end, len(new) - end, end)


def _work(old: Sequence[object], new: Sequence[object]) -> int:
    """Return the number of pairs of equal elements, which difflib looks at once or more."""
    there = Counter(new)
    return sum(times * there[each] for each, times in Counter(old).items())


def _joined(blocks: list[Block]) -> list[Block]:
    """Return `blocks` without empty ones, with adjacent ones merged."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else Block(0, 0, 0)
        if found and (last.old + last.size, last.new + last.size) == (block.old, block.new):
            found[-1] = Block(last.old, last.new, last.size + block.size)
        elif block.size:
            found.append(block)
    return found


def readable(blocks: list[Block], old: Tokens, new: Tokens) -> list[Block]:
    """Return `blocks` without fragments, so that changes between them align with punctuation and words."""
    whole = _without_fragments(blocks, old, new)
    slid = _slid(whole, old, new)
    return _without_fragments(_words_made_whole(slid, old, new), old, new)


def _length(tokens: Tokens) -> int:
    return sum(map(len, tokens))


def _without_fragments(blocks: list[Block], old: Tokens, new: Tokens) -> list[Block]:
    """Drop each block that is one character, or short compared with the changes on both sides."""
    while True:
        kept: list[Block] = []
        for at, block in enumerate(blocks):
            before = kept[-1] if kept else Block(0, 0, 0)
            after = blocks[at + 1] if at + 1 < len(blocks) else Block(len(old), len(new), 0)
            around = min(_gap(before, block, old, new), _gap(block, after, old, new))
            length = _length(old[block.old : block.old + block.size])
            if around == 0 or (length > 1 and 2 * length > around):
                kept.append(block)
        if len(kept) == len(blocks):
            return kept
        blocks = kept


def _gap(before: Block, after: Block, old: Tokens, new: Tokens) -> int:
    """Return how many characters the change between two blocks removes or adds, whichever is more."""
    return max(
        _length(old[before.old + before.size : after.old]), _length(new[before.new + before.size : after.new])
    )


def _slid(blocks: list[Block], old: Tokens, new: Tokens) -> list[Block]:
    """Shift each pure insertion or deletion along equal tokens so that its ends are at punctuation."""
    found = list(blocks)
    for at in range(len(found) - 1):
        before, after = found[at], found[at + 1]
        if before.old + before.size == after.old:
            by = _slide(new, before.new, before.new + before.size, after.new, after.new + after.size)
        elif before.new + before.size == after.new:
            by = _slide(old, before.old, before.old + before.size, after.old, after.old + after.size)
        else:
            continue
        found[at] = Block(before.old, before.new, before.size + by)
        found[at + 1] = Block(after.old + by, after.new + by, after.size - by)
    return _joined(found)


def _slide(text: Tokens, first: int, start: int, end: int, last: int) -> int:
    """Return how far to shift the change text[start:end] while it stays between `first` and `last`."""
    low = 0
    while start + low > first and text[start + low - 1] == text[end + low - 1]:
        low -= 1
    high = 0
    while end + high < last and text[start + high] == text[end + high]:
        high += 1
    return max(
        range(low, high + 1),
        key=lambda by: (_ease(text, start + by) + _ease(text, end + by), -abs(by)),
    )


def _ease(text: Tokens, at: int) -> int:
    """Return how well a change starts or ends before text[at]: 2 after punctuation, 1 before it, else 0."""
    if at in {0, len(text)} or pauses(text[at - 1]):
        return 2
    return 1 if pauses(text[at]) else 0


def _words_made_whole(blocks: list[Block], old: Tokens, new: Tokens) -> list[Block]:
    """Extend replacements by a lone character next to punctuation: 市科技局→市教育局, not 科技→教育."""
    found: list[Block] = []
    for at, block in enumerate(blocks):
        before = blocks[at - 1] if at else Block(0, 0, 0)
        after = blocks[at + 1] if at + 1 < len(blocks) else Block(len(old), len(new), 0)
        first, last = block.old, block.old + block.size - 1
        skipped = int(_is_lone(old, first, first + 1) and _replaced(before, block, old, new, at_end=True))
        dropped = int(_is_lone(old, last, last - 1) and _replaced(block, after, old, new, at_end=False))
        found.append(Block(block.old + skipped, block.new + skipped, max(0, block.size - skipped - dropped)))
    return _joined(found)


def _is_lone(text: Tokens, at: int, beyond: int) -> bool:
    """Return whether text[at] is a Chinese character and `beyond` is punctuation or outside the text."""
    return is_letter(text[at]) and (not 0 <= beyond < len(text) or pauses(text[beyond]))


def _replaced(before: Block, after: Block, old: Tokens, new: Tokens, *, at_end: bool) -> bool:
    """Return whether the change between two blocks replaces words with words, at its end or its beginning."""
    left, right = old[before.old + before.size : after.old], new[before.new + before.size : after.new]
    at = -1 if at_end else 0
    return bool(left and right) and is_letter(left[at]) and is_letter(right[at])
