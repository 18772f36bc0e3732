"""Decide which units the new plan lists: those it names, new ones among those of their category."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from plansite.importing.lines.typography import bare
from plansite.importing.onto.ground import Ground
from plansite.importing.onto.records import Mark
from plansite.plan.model import Duty, Item, Unit
from plansite.plan.tree import walk

_LOOKED_THROUGH = 1_000_000_000
"""Characters that are looked through for the names of units whose duties were left out."""


class UnitList(Struct):
    """The units of the new plan, what must be looked at in them, and what became of the old ones.

    `renamed` are pairs of the old and the new name, `succeeded` pairs of a unit and one whose place it took.
    """

    units: tuple[Unit, ...] = ()
    marks: set[Mark] = field(default_factory=set)
    kept: int = 0
    new: list[Unit] = field(default_factory=list)
    gone: list[Unit] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)
    succeeded: list[tuple[Unit, Unit]] = field(default_factory=list)


def unit_list(both: Ground, items: Sequence[Item], duties: Sequence[Duty]) -> UnitList:
    """Return the units of a plan with these items and duties."""
    matched, found = both.units, UnitList()
    now = _named(items, duties, matched.units)
    before = _named([node.item for node in walk(both.plan)], both.plan.duties, both.plan.units)
    prose = _only_in_prose(both)
    contact = both.plan.document.contact
    asked = {contact.unit} if contact else set()
    listed: dict[str, Unit] = {}
    for unit in matched.units:
        if unit.id in matched.new:
            if unit.id in now:
                found.new.append(unit)
        elif unit.id in now or unit.id not in before or unit.id in prose | asked:
            listed[unit.id] = unit
        else:
            found.gone.append(unit)
    found.kept = len(listed)
    found.renamed = [(matched.renamed[each], listed[each].name) for each in listed if each in matched.renamed]
    listed = {unit.id: unit for unit in _among(list(listed.values()), found.new)}
    for unit in found.gone:
        heirs = [listed[each] for each in matched.heirs.get(unit.id, ()) if each in listed]
        for heir in heirs[:1]:
            listed[heir.id] = replace(heir, succeeds=(*heir.succeeds, unit.id))
            found.succeeded.append((heir, unit))
            found.marks.add(("units", heir.id, "succeeds"))
    found.units = tuple(listed.values())
    found.marks |= {
        ("units", matched.ids[unit.id], "category")
        for position, unit in enumerate(both.draft.units)
        if matched.ids[unit.id] in matched.new and ("units", position, "category") in both.guessed
    }
    return found


def _named(items: Sequence[Item], duties: Sequence[Duty], units: Sequence[Unit]) -> set[str]:
    """Return the units that lists or duties name, and those that have taken over from one of them."""
    found = {ref for item in items for charge in item.charges for _, _, ref in charge.charged()}
    found |= {duty.unit for duty in duties}
    following = {unit.id: [step.unit for step in unit.now] for unit in units}
    waiting = list(found)
    while waiting:
        heirs = [each for each in following.get(waiting.pop(), ()) if each not in found]
        found.update(heirs)
        waiting += heirs
    return found


def _only_in_prose(both: Ground) -> set[str]:
    """Return the units that only duties asked, if their names still stand in the document.

    The words of a duty may have changed; an editor puts in the new ones, and needs the unit.
    """
    listed = _named([node.item for node in walk(both.plan)], (), ())
    asked = dict.fromkeys(duty.unit for duty in both.plan.duties if duty.unit not in listed)
    whole = "\n".join(entry.printed for entry in both.matching.new)
    names = {unit.id: unit.name for unit in both.plan.units}
    most = _LOOKED_THROUGH // (len(whole) or 1)
    return {unit for unit in list(asked)[:most] if bare(names[unit]) in whole}


def _among(units: list[Unit], new: Sequence[Unit]) -> list[Unit]:
    """Return `units` with each new one behind the last of its category, or else at the end."""
    after: dict[str | None, list[Unit]] = {}
    known = {unit.category for unit in units}
    for unit in new:
        after.setdefault(unit.category if unit.category in known else None, []).append(unit)
    ends = {unit.category: unit.id for unit in units if unit.category}
    found = []
    for unit in units:
        found.append(unit)
        if unit.category and ends[unit.category] == unit.id:
            found += after.get(unit.category, ())
    return [*found, *after.get(None, ())]
