"""Choose the values of an item or a part: those of the plan, wherever the document says the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from plansite.importing.lines.typography import bare
from plansite.importing.onto.ground import Ground
from plansite.importing.onto.printing import with_ids
from plansite.importing.onto.spellings import is_same, spans
from plansite.plan.model import Charge, Due, Item


class Texts(Struct, frozen=True):
    """What an item printed before, and prints now, in the form of `bare`."""

    before: str
    now: str


class Fields(Struct, frozen=True):
    """Chooses values for the new plan."""

    both: Ground

    def words(self, old: str | None, new: str | None) -> str | None:
        """Return the old words if the new ones are the same, else the new ones, spelled as in the plan."""
        if old and is_same(old, new):
            return old
        return self.both.spellings.of(new) if new else None

    def by_list(self, charges: Iterable[Charge]) -> dict[str, Charge]:
        """Return pieces of an old item by what their lists of units print, as `bare` has it."""
        return {bare(self.both.before.of(each)): each for each in reversed(tuple(charges))}

    def lists(self, charge: Charge, known: Mapping[str, Charge]) -> dict[str, Any]:
        """Return the lists of units of a piece: those of a known one that prints the same, or those read."""
        both = self.both
        printed = both.drafted.of(charge)
        old = known.get(bare(printed))
        if old is not None:
            return _lists(both.after.settled(old, both.before.of(old)))
        read = Charge(**{**with_ids(charge, both.units.ids), "notation": None})
        return _lists(both.after.settled(read, printed))

    def as_read_before(self, old: Item, new: Item) -> Item:
        """Return an item of the draft without a list of units in its text that only editors had read."""
        closing = self.both.before.of(old)
        if old.parts or new.parts or not closing or self.both.drafted.of(new) or not new.text:
            return new
        found = spans(bare(closing), new.text)
        if not found or found[-1][1] != len(new.text):
            return new
        start = found[-1][0]
        return replace(new, text=new.text[:start].strip() or None, notation=new.text[start:])

    def due(self, old: Due | None, new: Due | None, texts: Texts, *, guessed: bool) -> Due | None:
        """Return the deadline of a piece.

        The old one stays where its words still stand, or never stood, in the text. A guess is only of use if
        its words are new: an editor who saw them took no deadline from them.
        """
        stays = old is not None and (bare(old.text) in texts.now or bare(old.text) not in texts.before)
        if new is None or guessed:
            if stays:
                return old
            if new is None or (old is None and bare(new.text) in texts.before):
                return None
        return old if old is not None and is_same(old.text, new.text) else new


def _lists(charge: Charge) -> dict[str, Any]:
    return {name: getattr(charge, name) for name in Charge.__struct_fields__}
