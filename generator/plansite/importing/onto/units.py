"""Find the units of a plan in its reissue: by any of their names, or by what they answer for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from plansite.importing.draft.names import Ids
from plansite.importing.lines.typography import bare
from plansite.importing.onto.matching import Matching
from plansite.plan.model import Item, Plan, Role, Unit

_MOST = 0.5
"""Share of a unit's places from which another that has them now seems to have replaced it."""
_MANY = 100
"""New units in an item from which it does not tell what replaced what."""
_IN_ITS_PLACE, _BESIDE = 2, 1
"""What it counts to stand at the same place of a list, and to be new in the item."""


class UnitMatching(Struct, frozen=True):
    """The units of the reissue; `ids` are their ids by those in the draft.

    `units` are all old units, some under another of their names, followed by the new ones. `heirs` are, for
    old units that no list names any more, those that seem to have replaced them, the likeliest first.
    """

    ids: Mapping[str, str]
    units: tuple[Unit, ...]
    new: frozenset[str]
    renamed: Mapping[str, str]
    """The old names of units that are printed under another name, by id."""
    heirs: Mapping[str, tuple[str, ...]]


def match_units(plan: Plan, draft: Plan, matching: Matching) -> UnitMatching:
    """Return which units of `draft` are those of `plan`, given which items are."""
    owner = {bare(name): unit.id for unit in reversed(plan.units) for name in unit.names}
    found = {unit.id: owner[bare(unit.name)] for unit in draft.units if bare(unit.name) in owner}
    taken = Ids(*(unit.id for unit in plan.units), *(ref for unit in plan.units for ref in unit.succeeds))
    new = {unit.id: taken.unused([unit.id]) for unit in draft.units if unit.id not in found}
    ids = found | new
    renamed = _renamed(plan, draft, found)
    added = tuple(replace(unit, id=new[unit.id]) for unit in draft.units if unit.id in new)
    return UnitMatching(
        ids,
        (*(_under(unit, renamed.get(unit.id)) for unit in plan.units), *added),
        frozenset(new.values()),
        {unit.id: unit.name for unit in plan.units if unit.id in renamed},
        dict(_heirs(plan, _Places(matching, ids))),
    )


def _renamed(plan: Plan, draft: Plan, found: Mapping[str, str]) -> dict[str, str]:
    """Return the names under which old units are printed now, by id, if never under the old one."""
    printed: dict[str, list[str]] = {}
    for unit in draft.units:
        if unit.id in found:
            printed.setdefault(found[unit.id], []).append(unit.name)
    return {
        unit.id: printed[unit.id][0]
        for unit in plan.units
        if unit.id in printed
        # A name without its prefix is the old name, as it is printed within a list.
        and not any(bare(unit.name).endswith(bare(name)) for name in printed[unit.id])
    }


def _under(unit: Unit, name: str | None) -> Unit:
    if name is None:
        return unit
    aliases = dict.fromkeys((*(each for each in unit.aliases if each != name), unit.name))
    return replace(unit, name=name, aliases=tuple(aliases))


def named(item: Item) -> dict[str, tuple[Role, int]]:
    """Return the units that an item names, with the role and the place in its list of each."""
    found: dict[str, tuple[Role, int]] = {}
    for charge in item.charges:
        for role, position, ref in charge.charged():
            found.setdefault(ref, (role, position))
    return found


class _Places:
    """Who was named in each item before, and who is now, both by their ids in the new plan."""

    def __init__(self, matching: Matching, ids: Mapping[str, str]) -> None:
        self.held: Counter[str] = Counter()
        """How many items that are still there named a unit."""
        self.lost: Counter[str] = Counter()
        """How many of them name it no more."""
        self._taken: dict[str, Counter[str]] = {}
        for other, one in matching.old_of.items():
            before = named(matching.old[one].node.item)
            after = {ids[ref]: at for ref, at in named(matching.new[other].node.item).items()}
            self.held.update(before.keys())
            gained = {ref: at for ref, at in after.items() if ref not in before}
            for ref, at in before.items():
                if ref not in after:
                    self.lost[ref] += 1
                    takers = self._taken.setdefault(ref, Counter())
                    for each, its in gained.items() if len(gained) <= _MANY else ():
                        takers[each] += _IN_ITS_PLACE if its == at else _BESIDE

    def takers(self, ref: str) -> Iterable[str]:
        """Return the units that are named where this one was in most of its items, the likeliest first."""
        found = self._taken.get(ref, Counter())
        least = max(1, _MOST * _IN_ITS_PLACE * self.held[ref])
        return [each for each, count in found.most_common() if count >= least]


def _heirs(plan: Plan, places: _Places) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Yield the units that are named no more, each with those that seem to have replaced it."""
    for unit in plan.units:
        if places.lost[unit.id] and places.lost[unit.id] == places.held[unit.id]:
            yield unit.id, (*(step.unit for step in unit.now), *places.takers(unit.id))
