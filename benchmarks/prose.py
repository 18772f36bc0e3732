"""Text like the plan's own: endless, and the same for the same seed.

Each character follows the one before it as somewhere in the published text, so that its words, and what a
compressor makes of it (0.98 bytes a character, the real text 1.05), are much like those of the real plan.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path

_PUBLISHED = Path(__file__).parent.parent / "content" / "source" / "yufufa-2022-11.txt"
_CLAUSE = re.compile(r"[\u4e00-\u9fff]{4,}")


@cache
def _clauses() -> tuple[str, ...]:
    text = re.sub(r"\s", "", _PUBLISHED.read_text("utf-8"))
    return tuple(dict.fromkeys(_CLAUSE.findall(text)))


@cache
def _following() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for clause in _clauses():
        for char, after in pairwise(clause):
            found[char].append(after)
    return {char: tuple(after) for char, after in found.items()}


def clause(dice: random.Random, length: int) -> str:
    """Return a clause of `length` Han characters."""
    following = _following()
    found = dice.choice(_clauses())[:2]
    while len(found) < length:
        after = following.get(found[-1])
        found += dice.choice(after) if after else dice.choice(_clauses())[:2]
    return found[:length]


def sentence(dice: random.Random) -> str:
    """Return a sentence of three or four clauses, some 45 characters."""
    parts = [clause(dice, dice.randint(8, 16)) for _ in range(dice.randint(3, 4))]
    return "，".join(parts) + "。"


def paragraph(dice: random.Random, length: int) -> str:
    """Return whole sentences: at least `length` characters and at most 68 more."""
    found = ""
    while len(found) < length:
        found += sentence(dice)
    return found
