"""Describe one change in lines of words, with removed and added text marked as runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, TypeAlias

from msgspec import Struct

from plansite.plan import wording
from plansite.plan.model import Plan, Role
from plansite.plan.tree import walk
from plansite.revisions.changes import Added, Changed, Moved, RecordType, Removed
from plansite.revisions.phrases import VALUES, label, say
from plansite.revisions.places import Data, Place
from plansite.revisions.runs import Run

Line: TypeAlias = tuple[Run, ...]
"""The runs of one line; words that frame a change are runs of the kind "same"."""

_IN_HEADING = frozenset(("id", "number", "title"))
_ROLES = frozenset(role.value for role in Role)


class Names(Struct, frozen=True):
    """The names of ids in the new plan or, if it lacks them, in the old one."""

    units: dict[str, str]
    items: dict[str, str]
    kinds: dict[str, str]
    roles: dict[Role, str]
    lang: str

    @classmethod
    def of(cls, old: Plan, new: Plan, lang: str) -> Names:
        """Collect the names in two plans for a reader of `lang`."""
        return cls(
            {unit.id: unit.name for plan in (old, new) for unit in plan.units},
            {
                node.id: wording.heading_of(node.item) or wording.excerpt(node.item)
                for plan in (old, new)
                for node in walk(plan)
            },
            {ident: kind.label for plan in (old, new) for ident, kind in plan.kinds.items()},
            {role: new.roles.of(role) for role in Role},
            lang,
        )

    def say(self, key: str, **values: object) -> str:
        """Return a phrase in the reader's language."""
        return say(key, self.lang, **values)

    def label(self, key: str) -> str:
        """Return the name of a key; roles are named as the document names them."""
        return self.roles[Role(key)] if key in _ROLES else label(key, self.lang)

    def shown(self, what: RecordType, key: str, value: Any) -> str:  # noqa: ANN401  any value of a plan
        """Return a value in readable form, with names for ids."""
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        if isinstance(value, dict):
            parts = [f"{self.label(k)}{self.say('colon')}{self.shown(what, k, v)}" for k, v in value.items()]
            return self.say("semicolon").join(parts)
        if isinstance(value, list):
            return self.say("comma").join(self.shown(what, key, each) for each in value)
        return self._called(what, key, str(value))

    def _called(self, what: RecordType, key: str, value: str) -> str:
        if (key, value) in VALUES:
            return VALUES[key, value].say(self.lang, {})
        if key in _ROLES or key == "unit" or (what, key) == (RecordType.UNIT, "succeeds"):
            return self.units.get(value, value)
        if key in {"item", "items", "succeeds"}:
            return self.items.get(value, value)
        return self.kinds.get(value, value) if key == "kind" else value

    def place(self, what: RecordType, place: Place) -> str:
        """Return the place of a record, in words."""
        names = {RecordType.ITEM: self.items, RecordType.UNIT: self.units}.get(what, {})
        parent, after = (
            self.say("quoted", text=names.get(ident, ident)) if ident else None
            for ident in (place.parent, place.after)
        )
        which = ("under" if after else "first") if parent else "after" if after else "top"
        return self.say(f"place.{which}", parent=parent, after=after)


def of_change(change: Added | Removed | Moved | Changed, names: Names) -> Iterator[Line]:
    """Yield the lines that describe a change of the plan's data."""
    match change:
        case Added(what, _, place, record):
            yield labelled(names, "added", names.place(what, place))
            for key, value in _told(record, what):
                yield from _of_value(what, key, names.label(key), None, value, names)
        case Removed(what, _, place, record):
            yield labelled(names, "removed", names.place(what, place))
            for key, value in _told(record, what):
                yield from _of_value(what, key, names.label(key), value, None, names)
        case Moved(what, _, old, new):
            places = {"old": names.place(what, old), "new": names.place(what, new)}
            yield labelled(names, "moved", names.say("moved.from", **places))
        case Changed():
            yield from _of_changed(change, names)


def labelled(names: Names, phrase: str, text: str) -> Line:
    """Return a line with the label `phrase`, then `text`."""
    return (Run("same", f"{names.say(phrase)}{names.say('colon')}{text}"),)


def _told(record: Data, what: RecordType) -> Iterator[tuple[str, Any]]:
    hidden = _IN_HEADING if what is RecordType.ITEM else frozenset(("id",))
    return ((key, value) for key, value in record.items() if value is not None and key not in hidden)


def _of_changed(change: Changed, names: Names) -> Iterator[Line]:
    title = names.label(change.key)
    if change.part is not None:
        called = "" if change.key == "parts" else title
        title = names.say("part", number=change.part + 1, label=called).rstrip(", ")
    if change.runs and change.key != "parts":
        yield (Run("same", title + names.say("colon")), *change.runs)
    else:
        yield from _of_value(change.what, change.key, title, change.old, change.new, names)


def _of_value(  # noqa: PLR0913, PLR0917  what it is, what it is called, what it was and what it is now
    what: RecordType,
    key: str,
    title: str,
    old: Any,  # noqa: ANN401  any value of a plan
    new: Any,  # noqa: ANN401
    names: Names,
) -> Iterator[Line]:
    opening = Run("same", title + names.say("colon"))
    if isinstance(old, dict) and isinstance(new, dict):
        inner = dict.fromkeys((*old, *new))
        if old == new:
            yield (opening, Run("same", names.say("reordered")))
        for each in inner:
            if old.get(each) != new.get(each):
                called = f"{title} {names.label(each)}"
                yield from _of_value(what, each, called, old.get(each), new.get(each), names)
    elif isinstance(old, list) or isinstance(new, list):
        before, after = ([names.shown(what, key, each) for each in side or ()] for side in (old, new))
        yield (opening, *_of_lists(before, after, names))
    else:
        yield (
            opening,
            *([] if old is None else [Run("removed", names.shown(what, key, old))]),
            *([] if new is None else [Run("added", names.shown(what, key, new))]),
        )


def _of_lists(old: Sequence[str], new: Sequence[str], names: Names) -> Iterator[Run]:
    """Yield the members of two lists, separated by commas, each member as one run."""
    between = ""
    for _, i, to_i, j, to_j in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = old[i:to_i] == new[j:to_j]
        members = [Run("same", each) for each in new[j:to_j]] if same else []
        if not same:
            members += [Run("removed", each) for each in old[i:to_i]]
            members += [Run("added", each) for each in new[j:to_j]]
        for member in members:
            if between:
                yield Run("same", between)
            yield member
            between = names.say("comma")
