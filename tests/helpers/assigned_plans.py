"""Plans at random in which much is inherited, and what must be said of them, taken from their data alone.

The lines below know nothing of the program: they are a second answer to the same questions.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from hypothesis import strategies as st

Data = dict[str, Any]
ROLES = ("lead", "responsible", "support")
LABELS = (
    {"lead": "牵头单位", "responsible": "责任单位", "support": "配合单位"},
    {"lead": "牵头部门", "responsible": "参与部门", "support": "配合部门"},
)
NAMES = ("市甲局", "市乙局", "市丙局", "市丁局", "市戊局", "市己局")
DUES = (
    {"text": "2022年底前", "date": "2022-12-31"},
    {"text": "2023年6月底前", "date": "2023-06-30"},
    {"text": "长期坚持"},
    {"text": "2024年上半年"},
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What holds for a unit in an item: its strongest role and label, who leads, by when, who does it."""

    role: str
    label: str
    lead: tuple[str, ...]
    dues: tuple[tuple[str, str], ...]
    """Texts and dates, "" for none, each once, in printed order."""
    inherited: bool
    """Whether one of `dues` is printed above the item."""
    heirs: tuple[str, ...]


def plan(random: Random) -> Data:
    """Return the data of a plan: actions, tasks, parts, chains of heirs, deadlines anywhere."""
    units = [{"id": f"unit-{n}", "name": name} for n, name in enumerate(NAMES)]
    for place, each in enumerate(units):
        # Only to units further down: no unit takes over from itself.
        heirs = random.sample(units[place + 1 :], min(len(units) - place - 1, random.choice((0, 0, 0, 1, 2))))
        if heirs:
            each["now"] = [{"unit": heir["id"], "since": "2024-03-01"} for heir in heirs]  # type: ignore[assignment]
    return {
        "schema": 1,
        "title": "实施方案",
        "document": {"number": "某发〔2022〕1号", "printed_on": "2022-01-01"},
        "period": {"start": 2021, "end": 2025},
        **random.choice(({}, {}, {"lead_rule": "first"})),
        "roles": random.choice(LABELS),
        "kinds": {"action": {"label": "行动", "group": "重点行动", "folder": "actions"}},
        "units": units,
        "items": [_action(random, n) for n in range(random.randint(1, 2))],
    }


def _action(random: Random, number: int) -> Data:
    found = _item(random, f"action-{number}", f"{'一二'[number]}、", f"第{'一二'[number]}行动", 0.5)
    found["kind"] = "action"
    tasks = [
        _item(random, f"task-{number}-{n}", f"{n + 1}.", f"事项{number}之{n}", 0.3)
        for n in range(random.randint(1, 3))
    ]
    if random.random() < 0.3:
        below = _item(random, f"step-{number}", "（1）", f"步骤{number}", 0.3)
        tasks[-1]["items"] = [below]
    return {**found, "items": tasks}


def _item(random: Random, ident: str, number: str, title: str, dated: float) -> Data:
    parts = [
        {"text": f"{title}的第{n + 1}段。", **_charge(random), **_due(random, 0.5)}
        for n in range(random.choice((0, 0, 0, 1, 2)))
    ]
    return {
        "id": ident,
        "number": number,
        "title": title,
        "text": f"{title}的正文。",
        **_charge(random),
        **_due(random, dated),
        **({"parts": parts} if parts else {}),
    }


def _charge(random: Random) -> Data:
    units = random.sample([f"unit-{n}" for n in range(len(NAMES))], random.randint(0, 4))
    cut = sorted(random.randint(0, len(units)) for _ in range(2))
    lists = dict(zip(ROLES, (units[: cut[0]], units[cut[0] : cut[1]], units[cut[1] :]), strict=True))
    return {
        **{role: refs for role, refs in lists.items() if refs},
        **({"etal": True} if units and random.random() < 0.2 else {}),
    }


def _due(random: Random, chance: float) -> Data:
    return {"due": random.choice(DUES)} if random.random() < chance else {}


def text(data: Data) -> str:
    """Return a plan's data as plan.yaml."""
    return json.dumps(data, ensure_ascii=False, indent=1)  # which is YAML


def items(data: Data) -> Iterator[tuple[Data, ...]]:
    """Yield each item with those above it, itself first, in document order."""

    def walk(found: list[Data], above: tuple[Data, ...]) -> Iterator[tuple[Data, ...]]:
        for each in found:
            yield (each, *above)
            yield from walk(each.get("items", []), (each, *above))

    return walk(data["items"], ())


def charges(item: Data) -> list[Data]:
    return [item, *item.get("parts", [])]


def roles(data: Data, item: Data) -> dict[str, str]:
    """Return the strongest role of each unit in an item, in printed order."""
    found: dict[str, str] = {}
    for charge in charges(item):
        for role in ROLES:
            for unit in charge.get(role, []):
                found[unit] = min(role, found.get(unit, role), key=ROLES.index)
    if data.get("lead_rule") and found and "lead" not in found.values():
        found[next(iter(found))] = "lead"
    return found


def heirs(data: Data, unit: str) -> list[str]:
    """Return the ends of the lines of successors of a unit, none if it has no successor."""
    now = {each["id"]: [step["unit"] for step in each.get("now", [])] for each in data["units"]}
    level, found = now[unit], []
    while level:
        found += [each for each in dict.fromkeys(level) if not now[each] and each not in found]
        level = [after for each in level for after in now[each]]
    return found


def item_dues(lines: tuple[Data, ...]) -> list[str]:
    """Return the deadlines that hold in an item, given with those above it."""
    item = lines[0]
    whole = next((each["due"] for each in lines if "due" in each), None)
    own = [whole] if "due" in item or not item.get("parts") or any(r in item for r in ROLES) else []
    found = [*own, *(part.get("due", whole) for part in item.get("parts", []))]
    return list(dict.fromkeys(due["text"] for due in found if due))


def answers(data: Data) -> dict[tuple[str, str], Answer]:
    """Return what holds for each unit in each item that names it, in document order."""
    names = {each["id"]: each["name"] for each in data["units"]}
    found = {}
    for item, *above in items(data):
        lines = [item, *above]
        leads = ([u for u, role in roles(data, each).items() if role == "lead"] for each in lines)
        lead = next((each for each in leads if each), [])
        whole = next((each["due"] for each in lines if "due" in each), None)
        for unit, role in roles(data, item).items():
            own = [c for c in charges(item) if any(unit in c.get(r, []) for r in ROLES)]
            dues = [c["due"] if c is not item and "due" in c else whole for c in own]
            kept = list(dict.fromkeys((d["text"], d.get("date", "")) for d in dues if d))
            printed = [c["due"] for c in (item, *own) if "due" in c]
            from_above = any(d and d not in printed for d in dues)
            found[item["id"], unit] = Answer(
                role,
                data["roles"][role],
                tuple(names[each] for each in lead),
                tuple(kept),
                from_above,
                tuple(names[each] for each in heirs(data, unit)),
            )
    return found


assigned_plans = st.integers(0, 2**32 - 1).map(lambda seed: plan(Random(seed)))  # noqa: S311  drawn, not secret
