"""Tell what a reissue kept of the plan, what it left out, and what a person must check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from plansite.importing.onto.quotes import Quotation
from plansite.importing.onto.reissue import Reissue
from plansite.plan import wording
from plansite.plan.data import data_of
from plansite.plan.model import Plan
from plansite.plan.tree import walk
from plansite.revisions.places import lay_out, moved

_MOST = 200
"""Lines about one thing; of more, the rest are counted."""
_SHOWN = 60
"""How much is shown of a title or a quote."""


class Told(Struct, frozen=True):
    """A sentence of the report: its key in the catalogue of messages, and its values.

    A `grave` one is about something that was left out or must be checked.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    grave: bool = False


def report(old: Plan, reissue: Reissue) -> Iterator[Told]:
    """Yield the sentences of the report, in the order in which they are to be read."""
    names = _names(old, reissue.plan)
    yield from _of_items(old, reissue.plan, names)
    yield from _of_units(reissue)
    yield from _first(_left_out(reissue, names))
    yield from _first(_proposals(reissue, names))
    yield from _first(_marked(reissue))


def _of_items(old: Plan, new: Plan, names: Mapping[str, str]) -> Iterator[Told]:
    before, after = (lay_out(data_of(plan).get("items", ()), "items") for plan in (old, new))
    yield Told("onto.matched", {"count": len(before.keys() & after.keys()), "all": len(before)})
    for key, idents in (
        ("onto.item-new", [ident for ident in after if ident not in before]),
        ("onto.item-gone", [ident for ident in before if ident not in after]),
    ):
        yield from _first(Told(key, {"id": ident, "name": names[ident]}) for ident in idents)
    elsewhere = moved(before, after)
    yield from _first(
        _move(ident, before[ident].place.parent, after[ident].place.parent, names)
        for ident in after
        if ident in elsewhere
    )


def _move(ident: str, old: str | None, new: str | None, names: Mapping[str, str]) -> Told:
    values = {"id": ident, "name": names[ident], "old": names.get(old or "", "—")}
    if old == new:
        return Told("onto.item-reordered", values)
    return Told("onto.item-moved", values | {"new": names.get(new or "", "—")})


def _of_units(reissue: Reissue) -> Iterator[Told]:
    units = reissue.units
    counts = {"kept": units.kept, "new": len(units.new), "gone": len(units.gone)}
    yield Told("onto.units", counts)
    for key, found in (("onto.unit-new", units.new), ("onto.unit-gone", units.gone)):
        yield from _first(Told(key, {"id": unit.id, "name": _short(unit.name)}) for unit in found)
    yield from _first(
        Told("onto.unit-renamed", {"old": _short(old), "new": _short(new)}) for old, new in units.renamed
    )


def _left_out(reissue: Reissue, names: Mapping[str, str]) -> Iterator[Told]:
    there = {node.id for node in walk(reissue.plan)}
    for each in reissue.quoted.lost:
        yield _of_quote("onto.lost" if each.item in there else "onto.lost-with-item", each, names)
    for each in reissue.quoted.fewer:
        yield _of_quote("onto.fewer", each, names)
    for ident, due in reissue.lost_dues:
        yield Told("onto.due-lost", {"id": ident, "name": names[ident], "due": _short(due.text)}, grave=True)


def _proposals(reissue: Reissue, names: Mapping[str, str]) -> Iterator[Told]:
    for each in reissue.quoted.moved:
        yield _of_quote("onto.quote-moved", each, names)
    for each in reissue.quoted.reworded:
        yield _of_quote("onto.quote-reworded", each, names)
    for key, pairs in (("onto.item-succeeds", reissue.succeeded), ("onto.item-split", reissue.split)):
        for new, old in pairs:
            yield Told(key, {"new": names[new], "old": names[old], "id": new}, grave=True)
    for heir, unit in reissue.units.succeeded:
        values = {"new": _short(heir.name), "old": _short(unit.name), "id": heir.id}
        yield Told("onto.unit-succeeds", values, grave=True)


def _marked(reissue: Reissue) -> Iterator[Told]:
    """Yield what is marked and was not told with a reason."""
    told = {(each.key, each.name) for each in (*reissue.quoted.moved, *reissue.quoted.reworded)}
    for mark in reissue.marks:
        if mark[:2] not in told and mark[-1] != "succeeds":
            yield Told("onto.marked", {"path": ": ".join(map(str, mark))}, grave=True)


def _of_quote(key: str, quotation: Quotation, names: Mapping[str, str]) -> Told:
    values = {
        "path": f"{quotation.key}: {quotation.name}",
        "quote": _short(quotation.quote),
        "id": quotation.item,
        "name": names.get(quotation.item, quotation.item),
    }
    return Told(key, values, grave=True)


def _names(*plans: Plan) -> dict[str, str]:
    """Return the headings of items, or how their texts begin, by id; those of the last plan win."""
    return {node.id: _short(wording.label_of(node.item)) for plan in plans for node in walk(plan)}


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _first(lines: Iterable[Told]) -> Iterator[Told]:
    found = list(lines)
    yield from found[:_MOST]
    if len(found) > _MOST:
        yield Told("onto.more", {"count": len(found) - _MOST}, grave=found[0].grave)
