"""Find all changes between two plans, by id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain
from typing import Any

from plansite.plan.data import data_of
from plansite.plan.model import Charge, Plan
from plansite.plan.relations import Relations
from plansite.revisions.changes import (
    BELOW,
    LISTS,
    Added,
    Change,
    Changed,
    DutyChange,
    Moved,
    RecordType,
    Removed,
    RoleChange,
)
from plansite.revisions.places import Data, Layout, lay_out, moved
from plansite.revisions.runs import Run
from plansite.revisions.text_diff import compare_wording

_WORDS = frozenset(
    ("title", "short_title", "text", "notation", "name", "full_name", "label", "quote", "when")
)
_KEYS = Plan.__struct_encode_fields__
_LIKE = 0.5


def compare(old: Relations, new: Relations) -> tuple[Change, ...]:
    """Return every change from one plan to another, in the order of the new document.

    A removed record comes after what stood before it. Both plans must be without errors (`checks`). Equal
    plans give no changes.
    """
    before, after = data_of(old.plan), data_of(new.plan)
    answers = _answers(old, new) if before != after else {}
    return tuple(chain.from_iterable(_of_key(key, before, after, answers) for key in _KEYS))


def _of_key(key: str, old: Data, new: Data, answers: dict[str, list[RoleChange]]) -> Iterator[Change]:
    what = LISTS.get(key)
    if what is not None:
        before, after = (lay_out(data.get(key, ()), BELOW.get(what)) for data in (old, new))
        yield from _of_records(what, before, after, answers if what is RecordType.ITEM else {})
        return
    yield from _of_value(RecordType.PLAN, None, key, old.get(key), new.get(key))
    if key == "duties":
        yield from _duties(old.get(key, ()), new.get(key, ()))


def _of_records(
    what: RecordType, old: Layout, new: Layout, answers: dict[str, list[RoleChange]]
) -> Iterator[Change]:
    moves = moved(old, new)
    for ident in _document_order(list(old), list(new)):
        if ident not in old:
            yield Added(what, ident, new[ident].place, new[ident].record)
        elif ident not in new:
            yield Removed(what, ident, old[ident].place, old[ident].record)
        else:
            if ident in moves:
                yield Moved(what, ident, old[ident].place, new[ident].place)
            yield from _of_keys(what, ident, old[ident].record, new[ident].record)
        yield from answers.get(ident, ())


def _document_order(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return all ids in the new order; a removed one follows the nearest id before it that remains."""
    at = {ident: position for position, ident in enumerate(new)}
    gone: dict[int, list[str]] = {}
    last = -1
    for ident in old:
        last = at.get(ident, last)
        if ident not in at:
            gone.setdefault(last, []).append(ident)
    return [*gone.get(-1, ()), *chain.from_iterable((each, *gone.get(at[each], ())) for each in new)]


def _of_keys(
    what: RecordType, ident: str, old: Data, new: Data, part: int | None = None
) -> Iterator[Changed]:
    # Report what an item says before who answers for it.
    for key in sorted(dict.fromkeys((*new, *old)), key=lambda key: key in Charge.__struct_fields__):
        if what is RecordType.ITEM and key == "parts":
            yield from _of_parts(ident, old.get(key, ()), new.get(key, ()))
        else:
            yield from _of_value(what, ident, key, old.get(key), new.get(key), part)


def _of_parts(ident: str, old: Sequence[Data], new: Sequence[Data]) -> Iterator[Changed]:
    for before, after in counterparts(old, new):
        if after is None and before is not None:
            runs = _wording("text", old[before].get("text"), "")
            yield Changed(RecordType.ITEM, ident, "parts", old[before], None, runs, before)
        elif before is None and after is not None:
            runs = _wording("text", "", new[after].get("text"))
            yield Changed(RecordType.ITEM, ident, "parts", None, new[after], runs, after)
        elif before is not None and after is not None:
            yield from _of_keys(RecordType.ITEM, ident, old[before], new[after], after)


def _of_value(  # noqa: PLR0913, PLR0917  the fields of a change
    what: RecordType, ident: str | None, key: str, old: object, new: object, part: int | None = None
) -> Iterator[Changed]:
    # The order of `kinds` is that of the site's navigation, but == ignores it.
    if old != new or (isinstance(old, dict) and isinstance(new, dict) and list(old) != list(new)):
        yield Changed(what, ident, key, old, new, _wording(key, old, new), part)


def _wording(key: str, old: Any, new: Any) -> tuple[Run, ...]:  # noqa: ANN401  any value of a plan
    if key in _WORDS and isinstance(old, str) and isinstance(new, str):
        return compare_wording(old, new)
    return ()


def _duties(old: Sequence[Data], new: Sequence[Data]) -> Iterator[DutyChange]:
    before, after = (
        Counter((each["unit"], each["item"], each["quote"]) for each in side) for side in (old, new)
    )
    yield from (DutyChange(*duty, gained=False) for duty in (before - after).elements())
    yield from (DutyChange(*duty, gained=True) for duty in (after - before).elements())


def _answers(old: Relations, new: Relations) -> dict[str, list[RoleChange]]:
    """Return the role changes of each item that has any, by item id."""
    found: dict[str, list[RoleChange]] = {}
    for item in dict.fromkeys((*new.of_item, *old.of_item)):
        before, after = (
            {each.unit.id: each.role for each in side.of_item.get(item, ())} for side in (old, new)
        )
        for unit in dict.fromkeys((*after, *before)):
            if before.get(unit) is not after.get(unit):
                found.setdefault(item, []).append(RoleChange(item, unit, before.get(unit), after.get(unit)))
    return found


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
