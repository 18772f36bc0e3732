"""Add to the lists of a new plan what the draft proposes of words that the old document does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from plansite.importing.draft.names import Ids
from plansite.importing.lines.typography import bare
from plansite.importing.onto.ground import Ground
from plansite.importing.onto.quotable import Quotable
from plansite.importing.onto.quotes import Quoted, Quoting, refs_of, with_refs


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
