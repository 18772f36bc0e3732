"""Carry over what a plan says of the document itself: head, foot, notice, title and period."""

from __future__ import annotations

from typing import Any, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from plansite.importing.lines.typography import bare
from plansite.importing.onto.ground import Ground
from plansite.importing.onto.records import Mark, Where
from plansite.importing.onto.spellings import is_same
from plansite.plan import wording
from plansite.plan.model import Period, Record

R = TypeVar("R", bound=Record)


class Framed(Struct, frozen=True):
    """The values of the new plan outside of its lists, and which of them a person must look at."""

    values: dict[str, Any]
    marks: frozenset[Mark]


def framed(both: Ground) -> Framed:
    """Return what the new plan says of the document, by key."""
    old, new = both.plan, both.draft
    numbers = old.document.number, new.document.number
    another = None not in numbers and not is_same(*numbers)
    carrier = _Carrier(bare("".join(line.text for line in wording.lines(old) if line.node is None)))
    document = carrier.carried(old.document, new.document, ("document",))
    kept = carrier.kept
    title = old.title if ("title",) in both.guessed else both.spellings.of(new.title)
    if is_same(title, old.title):
        title = old.title
    values = {"title": title, "document": document, "roles": both.after.labels, "period": _period(both)}
    marks: set[Mark] = set()
    if another:
        # What only the old document is known to have may be wrong for one with another number.
        marks |= kept
    elif ("document", "number") in kept:
        marks.add(("document", "number"))
    if old.short_title and title != old.title:
        marks.add(("short_title",))
    return Framed({key: value for key, value in values.items() if value is not None}, frozenset(marks))


class _Carrier(Struct):
    """Carries records over; `known` is what the old document prints around its items."""

    known: str
    kept: set[Where] = field(default_factory=set)
    """The places of values that only the old record has."""

    def carried(self, old: R, new: R, where: Where) -> R:
        """Return a record with the new values, and the old ones where there is none or it says the same."""
        update: dict[str, Any] = {}
        for key in old.__struct_fields__:
            own, its = getattr(old, key), getattr(new, key)
            if its is None or its == ():
                if own is not None and own != ():
                    self.kept.add((*where, key))
            elif isinstance(own, Record) and isinstance(its, Record):
                update[key] = self.carried(own, its, (*where, key))
            elif not self._is_known(own, its):
                update[key] = its
        return replace(old, **update)

    def _is_known(self, own: object, its: object) -> bool:
        """Return whether a value says what the plan says, or what its editors saw and left out."""
        if not isinstance(its, str):
            return own == its
        return is_same(own, its) if isinstance(own, str) else bare(its) in self.known


def _period(both: Ground) -> Period | None:
    """Return the years that the new titles print, or else those that the editors gave."""
    old, new = both.plan.period, both.draft.period
    notice = both.draft.document.notice
    titles = both.draft.title + ((notice.title or "") if notice else "")
    printed = new is not None and str(new.start) in titles and str(new.end) in titles
    return new if printed else old
