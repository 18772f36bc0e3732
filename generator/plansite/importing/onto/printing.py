"""Keep each list of units as the document prints it, whatever names and labels the plan has for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from plansite.plan import wording
from plansite.plan.model import Charge, Plan, Role, RoleLabels

C = TypeVar("C", bound=Charge)


class Printing(Struct, frozen=True):
    """How a plan prints lists of units: its labels, and the names of its units by id."""

    labels: RoleLabels
    names: Mapping[str, str]

    @classmethod
    def of_plan(cls, plan: Plan) -> Printing:
        """Return how `plan` prints its lists."""
        return cls(plan.roles, {unit.id: unit.name for unit in plan.units})

    def of(self, charge: Charge) -> str:
        """Return the list of `charge` as it is printed."""
        return wording.parenthesis(charge, self.labels, self.names)

    def settled(self, charge: C, printed: str) -> C:
        """Return `charge` with the notation, if one is needed, that makes it print as `printed`."""
        if self.of(charge) == printed:
            return charge
        plain = replace(charge, notation=None)
        return plain if self.of(plain) == printed else replace(charge, notation=printed)


def labels_of(old: RoleLabels, new: RoleLabels, printed: Iterable[str]) -> RoleLabels:
    """Return the label of each role: of the old and the new one that which the lists in `printed` have."""
    pairs = {role.value: (old.of(role), new.of(role)) for role in Role}
    count: Counter[str] = Counter()
    for text in printed:
        count.update(label for label in {each for pair in pairs.values() for each in pair} if label in text)
    return replace(old, **{role: its for role, (own, its) in pairs.items() if count[its] > count[own]})


def with_ids(charge: Charge, ids: Mapping[str, str]) -> dict[str, Any]:
    """Return the lists of `charge` with other ids, each unit once, in its strongest role."""
    seen: set[str] = set()
    found: dict[str, tuple[str, ...]] = {}
    for role, _, ref in charge.charged():
        if ids[ref] not in seen:
            found[role.value] = (*found.get(role.value, ()), ids[ref])
            seen.add(ids[ref])
    return {**{role.value: () for role in Role}, **found, "etal": charge.etal, "notation": charge.notation}
