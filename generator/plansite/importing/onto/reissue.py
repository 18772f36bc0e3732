"""Carry a plan over to its reissue: from the plan and the draft of the new document to the new plan."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from plansite.importing.draft.draft import Draft
from plansite.importing.onto.additions import add_proposals
from plansite.importing.onto.corrections import Corrections
from plansite.importing.onto.frame import framed
from plansite.importing.onto.ground import Ground, ground
from plansite.importing.onto.items import Built, build
from plansite.importing.onto.marks import Mark, places
from plansite.importing.onto.quotable import Quotable
from plansite.importing.onto.quotes import Quoted, carry
from plansite.importing.onto.records import as_data, changed
from plansite.importing.onto.succession import Successions, successions
from plansite.importing.onto.unit_list import UnitList, unit_list
from plansite.plan import wording
from plansite.plan.content_records import Correction
from plansite.plan.model import Due, Item, Plan
from plansite.plan.tree import walk
from plansite.reading.validate import validate


class Reissue(Struct, frozen=True):
    """The new plan, as a record and as a draft with marks, and what a person must be told of it.

    Pairs are of ids: of an item that lost its deadline and that, of a new item and the old one whose place it
    seems to have taken, and of a new item and the old one, still there, that had its text.
    """

    plan: Plan
    draft: Draft
    units: UnitList
    quoted: Quoted
    lost_dues: tuple[tuple[str, Due], ...]
    succeeded: tuple[tuple[str, str], ...]
    split: tuple[tuple[str, str], ...]
    marks: tuple[Mark, ...]
    """What a person must look at, in order."""
    corrections: Corrections
    """The errors of the scan that were put right."""


def reissued(plan: Plan, drafted: Draft, corrections: Iterable[Correction] = ()) -> Reissue:
    """Return the new plan for the document whose draft is `drafted`; `plan` must be without errors."""
    listed = Corrections(corrections, "\n".join(line.opening + line.text for line in wording.lines(plan)))
    # A draft can have a value that no plan may have, such as a figure of twenty digits; that is left out.
    draft = validate(listed.of_data(drafted.data), Plan).record
    assert draft is not None  # noqa: S101  a draft has all that a plan needs
    both = ground(plan, draft, drafted.guessed)
    built, became = build(both), successions(both.matching)
    succeeded = _pairs(both, built, became)
    items = tuple(_with_succeeds(item, succeeded) for item in built.items)
    bare = changed(plan, {"items": items})
    nodes = tuple(walk(bare))
    texts = Quotable((node.item for node in nodes), both.spellings)
    quotes = carry(plan, draft, texts)
    add_proposals(quotes, both, built.ids, texts)
    units = unit_list(both, [node.item for node in nodes], quotes.lists["duties"])
    frame = framed(both)
    new = changed(
        plan,
        {
            **frame.values,
            "kinds": built.kinds.records,
            "units": units.units,
            "items": items,
            **{key: tuple(records) for key, records in quotes.lists.items()},
        },
    )
    marks: set[Mark] = {*frame.marks, *built.marks, *built.kinds.marks, *quotes.marks, *units.marks}
    marks |= {("items", ident, "succeeds") for ident in succeeded}
    matching = both.matching
    return Reissue(
        plan=new,
        draft=Draft(as_data(new), places(new, marks)),
        units=units,
        quoted=quotes,
        lost_dues=tuple(built.lost),
        succeeded=tuple((ident, each) for ident, found in succeeded.items() for each in found),
        split=tuple(
            (built.ids[matching.new[other].node.id], matching.old[one].node.id)
            for other, one in became.split.items()
            if matching.new[other].node.id in built.ids
        ),
        marks=tuple(sorted(marks, key=str)),
        corrections=listed,
    )


def _pairs(both: Ground, built: Built, became: Successions) -> dict[str, tuple[str, ...]]:
    """Return the ids of the old items that each item seems to have succeeded, by id."""
    old, new = both.matching.old, both.matching.new
    return {
        built.ids[new[other].node.id]: tuple(old[one].node.id for one in found)
        for other, found in became.successors.items()
        if new[other].node.id in built.ids
    }


def _with_succeeds(item: Item, succeeded: dict[str, tuple[str, ...]]) -> Item:
    items = tuple(_with_succeeds(each, succeeded) for each in item.items)
    refs = (*item.succeeds, *succeeded.get(item.id, ()))
    return changed(item, {"items": items, "succeeds": refs})
