"""Carry over what a plan says of quotations: duties, targets, audiences, programmes and milestones.

A record stays with its item while its quote stands there, goes with the quote if that stands in one other
item alone, and is left out otherwise.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, get_args

from plansite.importing.onto.marks import Mark
from plansite.importing.onto.sameness import Sameness, spans
from plansite.plan.model import Item, Plan, Record

_LOOKED_THROUGH = 1_000_000_000
"""Characters that are looked through for quotes which have left their items."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A record with a quote, as a person is told of it: its list, its id or unit, and an item."""

    key: str
    name: str
    item: str
    quote: str


@dataclass(slots=True)
class Quoted:
    """The lists of the new plan by key, and what must be looked at in them.

    `lost` are records that are left out; `moved` are those that went with their quotes to another item, and
    `fewer` those that lost one of their items, each with that item.
    """

    lists: dict[str, list[Any]] = field(default_factory=dict)
    marks: set[Mark] = field(default_factory=set)
    lost: list[Quotation] = field(default_factory=list)
    moved: list[Quotation] = field(default_factory=list)
    fewer: list[Quotation] = field(default_factory=list)


def keys() -> tuple[str, ...]:
    """Return the keys of a plan that hold records with a quote."""
    records = {name: (*get_args(field.annotation), None)[0] for name, field in Plan.model_fields.items()}
    return tuple(
        name
        for name, record in records.items()
        if isinstance(record, type) and issubclass(record, Record) and "quote" in record.model_fields
    )


def quoted(plan: Plan, texts: Texts) -> Quoted:
    """Return the lists of `plan` as far as they hold for the new items, whose texts are `texts`."""
    found = Quoted()
    for key in keys():
        found.lists[key] = []
        for record in getattr(plan, key):
            _carry(key, record, texts, found)
    return found


def _carry(key: str, record: Any, texts: Texts, found: Quoted) -> None:  # noqa: ANN401  any of them
    refs = refs_of(record)
    there = tuple(ref for ref in refs if ref in texts)
    quote = texts.spelled(record.quote, there)
    if quote is None:
        place = texts.only_place(record.quote)
        quote = texts.spelled(record.quote, (place,)) if place else None
        if place is None or quote is None:
            found.lost.append(_told(key, record, refs[0]))
            return
        there = (*there, place) if "items" in type(record).model_fields else (place,)
        found.moved.append(_told(key, record, place))
        found.marks.add((key, record.id if hasattr(record, "id") else len(found.lists[key])))
    found.fewer += [_told(key, record, ref) for ref in refs if ref not in there and ref not in texts]
    found.lists[key].append(_with(record, there, quote))


def refs_of(record: Any) -> tuple[str, ...]:  # noqa: ANN401  any record with a quote
    """Return the items that a record with a quote is about."""
    return record.items if "items" in type(record).model_fields else (record.item,)


def _with(record: Any, refs: tuple[str, ...], quote: str) -> Any:  # noqa: ANN401  as above
    update: dict[str, Any] = {"quote": quote}
    update |= {"items": refs} if "items" in type(record).model_fields else {"item": refs[0]}
    when = getattr(record, "when", None)
    if when and when not in quote:
        at = spans(Sameness((), "").of(when), quote)
        update["when"] = quote[at[0][0] : at[0][1]] if at else None
    return record.model_copy(update=update)


def _told(key: str, record: Any, item: str) -> Quotation:  # noqa: ANN401  as above
    return Quotation(key, getattr(record, "id", None) or record.unit, item, record.quote)


class Texts:
    """The titles and paragraphs of items by id, in which quotes are looked for."""

    def __init__(self, items: Iterable[Item], same: Sameness) -> None:
        self._same = same
        self._lines = {item.id: (item.title or "", *item.paragraphs) for item in items}
        self._ids = list(self._lines)
        self._whole = ""
        self._ends: list[int] = []
        self._left = _LOOKED_THROUGH

    def __contains__(self, ident: str) -> bool:
        return ident in self._lines

    def spelled(self, quote: str, idents: Iterable[str]) -> str | None:
        """Return `quote` as it is spelled in one of the items, or None if none of them has it."""
        lines = [line for ident in idents for line in self._lines[ident]]
        if any(quote in line for line in lines):
            return quote
        words = self._same.of(quote)
        for line in lines:
            for start, end in spans(words, line)[:1]:
                return line[start:end]
        return None

    def only_place(self, quote: str) -> str | None:
        """Return the only item that has `quote`, or None; after very much was looked through, always None."""
        words = self._same.of(quote)
        if not words or self._left <= 0:
            return None
        if not self._ends:
            parts = ["\n".join(map(self._same.of, lines)) + "\n" for lines in self._lines.values()]
            self._whole, self._ends = "".join(parts), list(accumulate(map(len, parts)))
        self._left -= len(self._whole)
        first = self._whole.find(words)
        if first < 0:
            return None
        place = bisect_right(self._ends, first)
        return self._ids[place] if self._whole.find(words, self._ends[place]) < 0 else None
