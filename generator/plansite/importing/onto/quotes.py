"""Carry over what a plan says of quotations: duties, targets, audiences, programmes and milestones.

A record stays with its item while its quote stands there, goes with the quote if that stands in one other
item alone, and takes the words that stand in its place if they are much alike; otherwise it is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from plansite.importing.onto.quotable import Quotable, figures
from plansite.importing.onto.records import Mark
from plansite.importing.onto.spellings import is_same
from plansite.plan.fields import fields_of
from plansite.plan.model import Plan
from plansite.plan.naming import bare

Quoting: TypeAlias = Any
"""A record with a quote; which there are is for the model to say."""
_BY_EDITORS = frozenset(("id", "item", "items", "unit", "label", "name", "category"))
"""The fields of such records that do not follow from the words of the quote."""


class Quotation(Struct, frozen=True):
    """A record with a quote, as a person is told of it: its list, its id or unit, and an item."""

    key: str
    name: str
    item: str
    quote: str


class Quoted(Struct):
    """The lists of the new plan by key, and what must be looked at in them.

    `lost` are records that are left out; `moved` are those that went with their quotes to another item,
    `reworded` those whose quotes are worded otherwise now, and `fewer` those that lost one of their items.
    """

    lists: dict[str, list[Quoting]] = field(default_factory=dict)
    marks: set[Mark] = field(default_factory=set)
    lost: list[Quotation] = field(default_factory=list)
    moved: list[Quotation] = field(default_factory=list)
    reworded: list[Quotation] = field(default_factory=list)
    fewer: list[Quotation] = field(default_factory=list)


def keys() -> tuple[str, ...]:
    """Return the keys of a plan that hold records with a quote."""
    lists = ((name, each.type.entry) for name, each in fields_of(Plan).items())
    return tuple(name for name, of in lists if of and "quote" in getattr(of.base, "__struct_fields__", ()))


def refs_of(record: Quoting) -> tuple[str, ...]:
    """Return the items that a record is about."""
    return record.items if "items" in record.__struct_fields__ else (record.item,)


def with_refs(record: Quoting, refs: tuple[str, ...]) -> dict[str, object]:
    """Return the field of a record that holds the items it is about, with other items."""
    return {"items": refs} if "items" in record.__struct_fields__ else {"item": refs[0]}


def carry(plan: Plan, draft: Plan, texts: Quotable) -> Quoted:
    """Return the lists of `plan` as far as they hold for the new items, whose texts are `texts`.

    Where the words of a record have changed, its figures are those that `draft` read in them.
    """
    found = Quoted()
    for key in keys():
        found.lists[key] = []
        for record in getattr(plan, key):
            _carry(key, record, getattr(draft, key), texts, found)
    return found


def _carry(key: str, record: Quoting, read: Sequence[Quoting], texts: Quotable, found: Quoted) -> None:
    there = tuple(ref for ref in refs_of(record) if ref in texts)
    told = None
    update = _as_spelled(record, there, texts)
    if update is None and (place := texts.only_place(record.quote)):
        told, there = found.moved, (*there, place) if hasattr(record, "items") else (place,)
        update = _as_spelled(record, there, texts)
    if update is None:
        told, update = found.reworded, _as_worded(record, there, read, texts)
    if update is None:
        found.lost.append(_told(key, record, refs_of(record)[0]))
        return
    kept = replace(record, **update, **with_refs(record, there))
    if told is not None:
        told.append(_told(key, kept, there[-1]))
        found.marks.add((key, getattr(record, "id", len(found.lists[key]))))
    found.fewer += [_told(key, record, ref) for ref in refs_of(record) if ref not in texts and told is None]
    found.lists[key].append(kept)


def _as_spelled(record: Quoting, refs: Sequence[str], texts: Quotable) -> dict[str, object] | None:
    """Return the quote as one of the items spells it, or None if none has it."""
    quote = texts.spelled(record.quote, refs)
    return None if quote is None else _with_when(record, quote, texts)


def _with_when(record: Quoting, quote: str, texts: Quotable) -> dict[str, object] | None:
    """Return a quote and the words in it that say when, or None if it does not say when any more."""
    if getattr(record, "when", None) is None:
        return {"quote": quote}
    when = texts.within(record.when, quote)
    return None if when is None else {"quote": quote, "when": when}


def _as_worded(
    record: Quoting, refs: Sequence[str], read: Sequence[Quoting], texts: Quotable
) -> dict[str, object] | None:
    """Return the words that stand in the place of the quote now and what they say, if that is known."""
    quote = texts.likest(record.quote, refs)
    if quote is None or _is_named(record, record.quote) != _is_named(record, quote):
        return None
    if figures(quote) == figures(record.quote):
        return _with_when(record, quote, texts)
    names = set(record.__struct_fields__) - _BY_EDITORS - {"quote"}
    same = [each for each in read if is_same(each.quote, quote)]
    if not names or len(same) != 1:
        return None if names else {"quote": quote}
    return {"quote": quote} | {name: getattr(same[0], name) for name in names}


def _is_named(record: Quoting, quote: str) -> bool:
    """Return whether a quote has the name of its record."""
    return bare(getattr(record, "name", "")) in bare(quote)


def _told(key: str, record: Quoting, item: str) -> Quotation:
    return Quotation(key, getattr(record, "id", None) or record.unit, item, record.quote)
