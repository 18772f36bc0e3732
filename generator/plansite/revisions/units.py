"""Collect the changes between two plans by unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from plansite.plan.model import Due, Role, Unit
from plansite.plan.relations import Relations
from plansite.revisions.changes import Change, Changed, DutyChange, Moved, RecordType, RoleChange


class TakenOver(Struct, frozen=True):
    """An item that a unit now has to see to in place of another, and that other unit's role.

    The role is None if the text asks the other unit only in prose.
    """

    item: str
    unit: str
    role: Role | None


class UnitChanges(Struct, frozen=True):
    """The changes for one unit; items are given by id, in the order of the new document.

    `unit` is the new record, or the old one if the unit was removed. `reworded` to `rescheduled` are items in
    which the unit has a responsibility or a duty, before or after; `rescheduled` are those whose deadline,
    own or inherited, changed. `takes_over` follows from the successions of other units (`now`) and from
    their responsibilities and duties; `hands_back` is the reverse.
    """

    unit: Unit
    added: bool = False
    removed: bool = False
    renamed: Changed | None = None
    succeeded: Changed | None = None
    gained: tuple[RoleChange, ...] = ()
    lost: tuple[RoleChange, ...] = ()
    recast: tuple[RoleChange, ...] = ()
    duties_gained: tuple[DutyChange, ...] = ()
    duties_lost: tuple[DutyChange, ...] = ()
    reworded: tuple[str, ...] = ()
    retitled: tuple[str, ...] = ()
    renumbered: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    rescheduled: tuple[str, ...] = ()
    takes_over: tuple[TakenOver, ...] = ()
    hands_back: tuple[TakenOver, ...] = ()

    @property
    def tells(self) -> bool:
        """Whether anything changed for the unit."""
        return any(getattr(self, name) for name in self.__struct_fields__ if name != "unit")


def of_units(before: Relations, after: Relations, changes: Sequence[Change]) -> dict[str, UnitChanges]:
    """Return the changes of each unit that has any, by id.

    Units are in the order of the new plan, followed by those that only the old one has. `changes` is the
    result of `compare(before, after)`.
    """
    if not changes:
        return {}
    told = _ChangesByUnit.of(changes)
    took, takes = _taken_over(before), _taken_over(after)
    gone = [unit for unit in before.plan.units if unit.id not in after.unit]
    found = {}
    for unit in (*after.plan.units, *gone):
        then, now = took.get(unit.id, {}), takes.get(unit.id, {})
        mine = told.of_unit(
            unit,
            {item for side in (before, after) for item in _items(unit, side)},
            UnitChanges(
                unit,
                added=unit.id not in before.unit,
                removed=unit.id not in after.unit,
                takes_over=tuple(each for each in now if each not in then),
                hands_back=tuple(each for each in then if each not in now),
                rescheduled=tuple(_rescheduled(unit, before, after)),
            ),
        )
        if mine.tells:
            found[unit.id] = mine
    return found


def _items(unit: Unit, relations: Relations) -> Iterator[str]:
    yield from (each.node.id for each in relations.of_unit.get(unit.id, ()))
    yield from (duty.item for duty in relations.duties.get(unit.id, ()))


class _ChangesByUnit(Struct, frozen=True):
    """The changes that concern units, by type; for items, their ids by the name of the change."""

    answers: Mapping[str, list[RoleChange]]
    asked: Mapping[str, list[DutyChange]]
    units: Mapping[tuple[str | None, str], Changed]
    items: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, changes: Sequence[Change]) -> _ChangesByUnit:
        answers: defaultdict[str, list[RoleChange]] = defaultdict(list)
        asked: defaultdict[str, list[DutyChange]] = defaultdict(list)
        items: defaultdict[str, dict[str, None]] = defaultdict(dict)
        units = {}
        for change in changes:
            match change:
                case RoleChange(unit=unit):
                    answers[unit].append(change)
                case DutyChange(unit=unit):
                    asked[unit].append(change)
                case Changed(RecordType.UNIT, ident, key):
                    units[ident, key] = change
                case Changed(RecordType.ITEM, str(ident)) | Moved(RecordType.ITEM, ident):
                    items[change.name][ident] = None
                case _:
                    pass
        return cls(answers, asked, units, {name: tuple(ids) for name, ids in items.items()})

    def of_unit(self, unit: Unit, own: set[str], found: UnitChanges) -> UnitChanges:
        """Return `found` with the changes of `unit`, whose items are `own`."""
        answers, asked = self.answers.get(unit.id, ()), self.asked.get(unit.id, ())

        def items(name: str) -> tuple[str, ...]:
            return tuple(ident for ident in self.items.get(name, ()) if ident in own)

        return replace(
            found,
            renamed=self.units.get((unit.id, "name")),
            succeeded=self.units.get((unit.id, "now")),
            gained=tuple(each for each in answers if each.old is None),
            lost=tuple(each for each in answers if each.new is None),
            recast=tuple(each for each in answers if each.old and each.new),
            duties_gained=tuple(each for each in asked if each.gained),
            duties_lost=tuple(each for each in asked if not each.gained),
            reworded=items("item-reworded"),
            retitled=items("item-retitled"),
            renumbered=items("item-renumbered"),
            moved=items("item-moved"),
        )


def _rescheduled(unit: Unit, before: Relations, after: Relations) -> Iterator[str]:
    """Yield the items in which the unit's deadlines changed, in the order of the new document."""
    then, now = _dues(unit, before), _dues(unit, after)
    for ident in after.items:
        if ident in then and ident in now and then[ident] != now[ident]:
            yield ident


def _dues(unit: Unit, relations: Relations) -> dict[str, tuple[Due, ...]]:
    """Return the deadlines of what `unit` answers for or is asked in prose, by item id."""
    asked = {duty.item: relations.items[duty.item].deadlines for duty in relations.duties.get(unit.id, ())}
    named = {each.node.id: each.deadlines for each in relations.of_unit.get(unit.id, ())}
    return {ident: tuple(each.due for each in found) for ident, found in {**asked, **named}.items()}


def _taken_over(relations: Relations) -> dict[str, dict[TakenOver, None]]:
    """Return what each unit does in place of others, in order: responsibilities, then duties in prose."""
    found: defaultdict[str, dict[TakenOver, None]] = defaultdict(dict)
    for each in relations.responsibilities:
        for heir in each.heirs:
            found[heir.id][TakenOver(each.node.id, each.unit.id, each.role)] = None
    answers = {(each.node.id, each.unit.id) for each in relations.responsibilities}
    for duty in relations.plan.duties:
        if (duty.item, duty.unit) not in answers:
            for heir in relations.successions.heirs(relations.unit[duty.unit]):
                found[heir.id][TakenOver(duty.item, duty.unit, None)] = None
    return found
