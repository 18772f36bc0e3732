"""Match the parts of an item, which have no ids, between two plans."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from plansite.revisions.places import Data

_LIKE = 0.5


def counterparts(old: Sequence[Data], new: Sequence[Data]) -> list[tuple[int | None, int | None]]:
    """Return pairs of old and new positions, in order; None if a part has no counterpart.

    Equally many parts are matched in order; otherwise those with the most similar texts, without crossing.
    """
    if len(old) == len(new):
        return [(at, at) for at in range(len(new))]
    alike = [[_likeness(one, other) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i][j] + best[i + 1][j + 1])
    found: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif i < len(old) and (j == len(new) or best[i][j] == best[i + 1][j]):
            found.append((i, None))
            i += 1
        else:
            found.append((None, j))
            j += 1
    return found


def _likeness(one: Data, other: Data) -> float:
    """Return how similar two parts are: 1.1 if equal, else the ratio of their texts, or 0 if it is low."""
    if one == other:
        return 1.1
    matcher = SequenceMatcher(None, one.get("text", ""), other.get("text", ""), autojunk=False)
    if matcher.quick_ratio() < _LIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= _LIKE else 0.0
