"""Resolve which units now do the part of others (机构改革); the printed text stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from plansite.plan.model import Plan, Succession, Unit


class Successions(Struct, frozen=True):
    """Looks up, for every unit, who does its part now and whose part it does."""

    _steps: Mapping[str, tuple[tuple[Unit, Succession], ...]]
    _heirs: Mapping[str, tuple[Unit, ...]]
    _predecessors: Mapping[str, tuple[Unit, ...]]
    _upstream: Mapping[str, tuple[Unit, ...]]

    def steps(self, unit: Unit) -> tuple[tuple[Unit, Succession], ...]:
        """Return the direct successors of `unit`, each with day and basis."""
        return self._steps.get(unit.id, ())

    def heirs(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the units that do the part of `unit` today, or () if it still does so itself.

        These are the ends of every line of succession: a unit that was merged in turn is not an heir.
        """
        return self._heirs.get(unit.id, ())

    def predecessors(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the units whose part `unit` does today, nearest first."""
        return self._predecessors.get(unit.id, ())

    def upstream(self, unit: Unit) -> tuple[Unit, ...]:
        """Return all units that `unit` took over from, directly or not, whoever does their part today."""
        return self._upstream.get(unit.id, ())

    def heirs_note(self, unit: Unit) -> str:
        """Return 现由…承担, or "" if `unit` still does its part."""
        names = "、".join(heir.name for heir in self.heirs(unit))
        return f"现由{names}承担" if names else ""

    def name_with_heirs(self, unit: Unit) -> str:
        """Return the printed name of `unit`, followed by who does its part now, if another unit does."""
        note = self.heirs_note(unit)
        return f"{unit.name}（{note}）" if note else unit.name


def successions(plan: Plan) -> Successions:
    """Return the successions of `plan`, which must have no errors."""
    unit = {each.id: each for each in plan.units}
    steps = {each.id: tuple((unit[step.unit], step) for step in each.now) for each in plan.units if each.now}
    before: dict[str, list[str]] = {}
    for former, following in steps.items():
        for heir, _ in following:
            before.setdefault(heir.id, []).append(former)
    upstream = {ident: tuple(_reach(ident, before)) for ident in before}
    heirs = {ident: tuple(dict.fromkeys(_ends(ident, steps))) for ident in steps}
    return Successions(
        steps,
        {ident: tuple(unit[each] for each in found) for ident, found in heirs.items()},
        {
            ident: tuple(unit[each] for each in found if ident in heirs.get(each, ()))
            for ident, found in upstream.items()
        },
        {ident: tuple(unit[each] for each in found) for ident, found in upstream.items()},
    )


def _reach(start: str, before: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield the ids upstream of `start`, nearest first, each once."""
    seen, waiting = {start}, list(before.get(start, ()))
    while waiting:
        here = waiting.pop(0)
        if here not in seen:
            seen.add(here)
            yield here
            waiting += before.get(here, ())


def _ends(start: str, steps: Mapping[str, tuple[tuple[Unit, Succession], ...]]) -> Iterator[str]:
    """Yield the ids at the ends of all lines of succession; a cycle (an error) has no end."""
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop(0)
        following = [heir.id for heir, _ in steps.get(here, ())]
        if not following:
            yield here
        new = [ident for ident in following if ident not in seen]
        seen.update(new)
        waiting += new
