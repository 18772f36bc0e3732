"""Carry a plan over to its reissue: from the plan and the draft of the new document to the new plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from plansite.importing.draft.draft import Draft
from plansite.importing.draft.names import Ids
from plansite.importing.lines.typography import bare, bare_places
from plansite.importing.onto.frame import framed
from plansite.importing.onto.ground import Ground, ground
from plansite.importing.onto.items import Built, build
from plansite.importing.onto.quotable import Quotable
from plansite.importing.onto.quotes import Quoted, Quoting, carry, refs_of, with_refs
from plansite.importing.onto.records import Mark, as_data, places
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
    bare = replace(plan, items=items)
    nodes = tuple(walk(bare))
    texts = Quotable((node.item for node in nodes), both.spellings)
    quotes = carry(plan, draft, texts)
    add_proposals(quotes, both, built.ids, texts)
    units = unit_list(both, [node.item for node in nodes], quotes.lists["duties"])
    frame = framed(both)
    new = replace(
        plan,
        **frame.values,
        kinds=built.kinds.records,
        units=units.units,
        items=items,
        **{key: tuple(records) for key, records in quotes.lists.items()},
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
    return replace(item, items=items, succeeds=refs)


def add_proposals(found: Quoted, both: Ground, ids: Mapping[str, str], texts: Quotable) -> None:
    """Add proposals to the lists in `found`; `ids` are the ids in the new plan of the draft's items.

    What the old document says, too, was proposed before, and the editors took it or left it.
    """
    for key, records in found.lists.items():
        known = getattr(both.plan, key)
        taken = Ids(*(each.id for each in known if hasattr(each, "id")))
        told = {bare(text) for each in (*known, *records) for text in _names(each)}
        for position, proposed in enumerate(getattr(both.draft, key)):
            refs = tuple(ids[ref] for ref in refs_of(proposed) if ref in ids)
            quote = texts.spelled(proposed.quote, refs)
            if quote is None or both.spellings.has(quote) or told & set(map(bare, _names(proposed))):
                continue
            update = {"quote": quote, **with_refs(proposed, refs)}
            if hasattr(proposed, "unit"):
                update["unit"] = both.units.ids[proposed.unit]
            if hasattr(proposed, "id"):
                update["id"] = taken.unused([proposed.id])
            if (key, position) in both.guessed:
                found.marks.add((key, str(update.get("id", len(records)))))
            records.append(replace(proposed, **update))


def _names(record: Quoting) -> Iterator[str]:
    """Yield what tells a record from others of its list: its name, or else its quote."""
    yield record.name if hasattr(record, "name") else record.quote


class Corrections:
    """The errors that are listed, so far as the plan, whose texts are `known`, has the right words."""

    def __init__(self, listed: Iterable[Correction], known: str) -> None:
        whole = bare(known)
        pairs = ((bare(each.scanned), each.corrected) for each in listed if bare(each.corrected) in whole)
        self._pairs = tuple((wrong, right) for wrong, right in pairs if wrong and wrong != bare(right))

    def of(self, text: str) -> str:
        """Return `text` with the errors put right."""
        found = bare(text) if self._pairs else ""
        for wrong, right in self._pairs:
            if wrong in found:
                text = _replaced(text, found, wrong, right)
                found = bare(text)
        return text

    def of_data(self, data: Any) -> Any:  # noqa: ANN401  any data of a draft
        """Return the data of a draft with the errors put right in each of its texts."""
        if isinstance(data, str):
            return self.of(data)
        if isinstance(data, Mapping):
            return {key: self.of_data(value) for key, value in data.items()}
        return [self.of_data(each) for each in data]


def _replaced(text: str, found: str, wrong: str, right: str) -> str:
    """Return `text`, which is `found` to `bare`, with right words for wrong ones that are no part of such."""
    either = re.compile(f"{re.escape(bare(right))}|{re.escape(wrong)}")
    places = bare_places(text)
    end, pieces = 0, []
    for match in either.finditer(found):
        if match[0] == wrong:
            pieces += [text[end : places[match.start()]], right]
            end = places[match.end() - 1] + 1
    return "".join((*pieces, text[end:]))
