"""Rules about units and who answers for what."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from plansite.diagnostics.problems import Finding, Message, Severity, Where, rule
from plansite.reading.checks.subject import Subject, Suggestions, charges

_WAYS = 20
_STEPS = 20


@rule(
    "unknown-unit",
    Severity.ERROR,
    Message("unknown unit {unit}", "未知单位 {unit}"),
    Message("did you mean {suggestion} ({name})?", "是否指 {suggestion}（{name}）？"),
)
def unknown_unit(subject: Subject) -> Iterator[Finding]:
    """Every unit that is referenced by id is in `units`."""
    names = {ident: unit.name for ident, unit in subject.unit_by_id.items()}
    suggestions = Suggestions(names)
    for where, ref in subject.unit_refs():
        if ref not in names:
            close = suggestions.of(ref)
            values = {"unit": ref, "suggestion": close, "name": names.get(close or "")}
            yield Finding(where, values, hinted=close is not None)


@rule(
    "repeated-unit",
    Severity.ERROR,
    Message("{unit} stands twice in this item", "单位 {unit} 在同一事项中重复出现"),
    Message("keep it once, in its strongest role", "只保留一次，以最重的责任为准"),
)
def repeated_unit(subject: Subject) -> Iterator[Finding]:
    """A list names a unit once, in its strongest role; each part of an item has a list of its own."""
    for node in subject.nodes:
        for where, charge in charges(node):
            seen: set[str] = set()
            for role, position, ref in charge.charged():
                if ref in seen:
                    yield Finding((*where, role.value, position), {"unit": ref})
                seen.add(ref)


@rule(
    "name-collision",
    Severity.ERROR,
    Message("{name} means both {first} and {second}", "名称 {name} 同时指 {first} 和 {second}"),
    Message("take it from one of the two", "请从其中一个单位删去"),
)
def name_collision(subject: Subject) -> Iterator[Finding]:
    """No name, full name or alias refers to two units."""
    owners: dict[str, str] = {}
    for position, unit in enumerate(subject.plan.units):
        for where, name in _named(("units", position), unit.name, unit.full_name, unit.aliases):
            owner = owners.setdefault(name, unit.id)
            if owner != unit.id:
                yield Finding(where, {"name": name, "first": owner, "second": unit.id})


def _named(
    where: Where, name: str, full_name: str | None, aliases: tuple[str, ...]
) -> Iterator[tuple[Where, str]]:
    yield (*where, "name"), name
    if full_name:
        yield (*where, "full_name"), full_name
    for index, alias in enumerate(aliases):
        yield (*where, "aliases", index), alias


@rule(
    "unused-unit",
    Severity.NOTE,
    Message("the unit {unit} ({name}) is named nowhere in the plan", "单位 {unit}（{name}）在规划中没有出现"),
)
def unused_unit(subject: Subject) -> Iterator[Finding]:
    """Every unit in `units` is referenced somewhere in the plan."""
    used = {ref for _, ref in subject.unit_refs()}
    for position, unit in enumerate(subject.plan.units):
        if unit.id not in used:
            yield Finding(("units", position), {"unit": unit.id, "name": unit.name})


@rule(
    "lead-without-task",
    Severity.NOTE,
    Message(
        "{unit} leads {item} but is named in none of its tasks",
        "{unit} 牵头 {item}，但没有出现在其下任何一项任务中",
    ),
)
def lead_without_task(subject: Subject) -> Iterator[Finding]:
    """A unit that leads an item is named in at least one item below it, if these name any units."""
    below: dict[str, set[str]] = {}
    for node in subject.nodes:
        named = {ref for _, charge in charges(node) for _, _, ref in charge.charged()}
        for ancestor in node.lineage[:-1]:
            below.setdefault(ancestor.id, set()).update(named)
    for node in subject.nodes:
        if not below.get(node.id):
            continue
        for position, ref in enumerate(node.item.lead):
            if ref not in below[node.id] and ref in subject.unit_by_id:
                yield Finding((*node.where, "lead", position), {"unit": ref, "item": node.id})


@rule(
    "succession-cycle",
    Severity.ERROR,
    Message("{unit} would take over from itself", "{unit} 最终又由它自己承担"),
    Message("one of the steps {steps} is wrong", "请检查 {steps} 各步"),
)
def succession_cycle(subject: Subject) -> Iterator[Finding]:
    """No line of successions leads back to a unit in it."""
    following = {unit.id: [step.unit for step in unit.now] for unit in subject.plan.units}
    circle = _circles(following)
    told = 0
    for position, unit in enumerate(subject.plan.units):
        for index, step in enumerate(unit.now):
            if unit.id in circle and circle[unit.id] == circle.get(step.unit):
                told += 1
                # Each path is searched from scratch, so only the first few are shown.
                way = _way_back(following, step.unit, unit.id) if told <= _WAYS else ()
                steps = [unit.id, *way] if len(way) <= _STEPS else [unit.id, *way[:_STEPS], "…"]
                values = {"unit": unit.id, "steps": " → ".join(steps)}
                yield Finding(("units", position, "now", index, "unit"), values, hinted=bool(way))


def _circles(following: dict[str, list[str]]) -> dict[str, int]:
    """Return the number of the strongly connected component of every unit (Tarjan, 1972, without recursion).

    A step from one unit to another of the same component, or to itself, is part of a cycle.
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    circle: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    for root, first in following.items():
        work = [] if root in index else [(root, iter(first))]
        while work:
            here, steps = work[-1]
            if here not in index:
                index[here] = low[here] = len(index)
                stack.append(here)
                on_stack.add(here)
            each = next((step for step in steps if step not in index or step in on_stack), None)
            if each is None:
                work.pop()
                above = work[-1][0] if work else here
                low[above] = min(low[above], low[here])
                if low[here] == index[here]:
                    member = ""
                    while member != here:
                        member = stack.pop()
                        on_stack.discard(member)
                        circle[member] = index[here]
            elif each in index:
                low[here] = min(low[here], index[each])
            else:
                work.append((each, iter(following.get(each, ()))))
    return circle


def _way_back(following: dict[str, list[str]], start: str, goal: str) -> tuple[str, ...]:
    """Return the ids on the shortest path from `start` to `goal`, both included, or () if there is none."""
    came_from: dict[str, str] = {start: ""}
    waiting = deque([start])
    while waiting and goal not in came_from:
        here = waiting.popleft()
        for each in following.get(here, ()):
            if each not in came_from:
                came_from[each] = here
                waiting.append(each)
    way: list[str] = []
    step = goal if goal in came_from else ""
    while step:
        way.append(step)
        step = came_from[step]
    return tuple(reversed(way))


@rule(
    "succeeds-present",
    Severity.ERROR,
    Message("{id} is still in the plan, so nothing has taken its place", "{id} 仍在规划中，不能说已被取代"),
)
def succeeds_present(subject: Subject) -> Iterator[Finding]:
    """What an item or a unit succeeds is no longer in the plan."""
    for node in subject.nodes:
        for index, ref in enumerate(node.item.succeeds):
            if ref in subject.node_by_id:
                yield Finding((*node.where, "succeeds", index), {"id": ref})
    for position, unit in enumerate(subject.plan.units):
        for index, ref in enumerate(unit.succeeds):
            if ref in subject.unit_by_id:
                yield Finding(("units", position, "succeeds", index), {"id": ref})
