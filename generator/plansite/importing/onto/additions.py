"""Add to the lists of a new plan what the draft proposes of words that the old document does not have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plansite.importing.names import Ids
from plansite.importing.onto.ground import Ground
from plansite.importing.onto.quotes import Quoted, Texts, refs_of


def add_proposals(found: Quoted, both: Ground, ids: Mapping[str, str], texts: Texts) -> None:
    """Add proposals to the lists in `found`; `ids` are the ids in the new plan of the draft's items.

    What the old document says, too, was proposed before, and the editors took it or left it.
    """
    for key, records in found.lists.items():
        known = getattr(both.plan, key)
        taken = Ids(*(each.id for each in known if hasattr(each, "id")))
        names = {both.same.of(each.name) for each in records if hasattr(each, "name")}
        for position, proposed in enumerate(getattr(both.draft, key)):
            refs = tuple(ids[ref] for ref in refs_of(proposed) if ref in ids)
            quote = texts.spelled(proposed.quote, refs)
            told = both.same.of(getattr(proposed, "name", "")) in names or both.spellings.has(proposed.quote)
            if quote is None or told:
                continue
            update: dict[str, Any] = {"quote": quote}
            update |= {"items": refs} if hasattr(proposed, "items") else {"item": refs[0]}
            if hasattr(proposed, "unit"):
                update["unit"] = both.units.ids[proposed.unit]
            if hasattr(proposed, "id"):
                update["id"] = taken.unused([proposed.id])
            if (key, position) in both.guessed:
                found.marks.add((key, update.get("id", len(records))))
            records.append(proposed.model_copy(update=update))
