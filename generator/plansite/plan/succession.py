"""What became of units, and who has taken over from whom (机构改革), while the text stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plansite.plan.model import Plan, Succession, Unit


@dataclass(frozen=True, slots=True)
class Successions:
    """The successors of units by id, each with the day and the basis; and the units that came before one."""

    _next: Mapping[str, tuple[tuple[Unit, Succession], ...]]
    _before: Mapping[str, tuple[Unit, ...]]

    def next(self, unit: Unit) -> tuple[tuple[Unit, Succession], ...]:
        """Return who took over from `unit` itself; nothing where it still does its part."""
        return self._next.get(unit.id, ())

    def now(self, unit: Unit) -> tuple[Unit, ...]:
        """Return who does the part of `unit` today: the last of each line of successors."""
        return tuple(dict.fromkeys(self._last(unit, ()))) if unit.id in self._next else ()

    def _last(self, unit: Unit, seen: tuple[str, ...]) -> Iterator[Unit]:
        for heir, _ in self.next(unit):
            if heir.id not in seen:
                yield from self._last(heir, (*seen, unit.id)) if self.next(heir) else (heir,)

    def before(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the units that `unit` took over from, directly or through others, each once."""
        found: dict[str, Unit] = {}
        waiting = list(self._before.get(unit.id, ()))
        while waiting:
            former = waiting.pop(0)
            if former.id not in found and former.id != unit.id:
                found[former.id] = former
                waiting += self._before.get(former.id, ())
        return tuple(found.values())

    def words(self, unit: Unit) -> str:
        """Return 现由…承担, or "" where `unit` still does its part."""
        names = "、".join(heir.name for heir in self.now(unit))
        return f"现由{names}承担" if names else ""

    def told(self, unit: Unit) -> str:
        """Return the name of `unit` as printed and, behind it, who does its part now."""
        words = self.words(unit)
        return f"{unit.name}（{words}）" if words else unit.name


def successions(plan: Plan) -> Successions:
    """Return what became of the units of a plan without errors."""
    unit = {each.id: each for each in plan.units}
    following = {
        each.id: tuple((unit[step.unit], step) for step in each.now) for each in plan.units if each.now
    }
    before: dict[str, tuple[Unit, ...]] = {}
    for former_id, heirs in following.items():
        for heir, _ in heirs:
            before[heir.id] = (*before.get(heir.id, ()), unit[former_id])
    return Successions(following, before)
