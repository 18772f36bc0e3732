"""Plans at random, and edits of plans at random: small, valid for the model, with references that resolve."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from hypothesis import strategies as st

from plansite.plan.data import data_of
from plansite.plan.model import Plan
from plansite.reading.validate import record_of

Data = dict[str, Any]

UNITS = tuple(f"unit-{n}" for n in range(6))
ITEMS = tuple(f"item-{n}" for n in range(9))
OTHERS = tuple(f"other-{n}" for n in range(4))
KINDS = ("action", "project", "measure")
SENTENCES = (
    "普及科学知识和科学方法，激发青少年好奇心和想象力。",
    "普及科学知识和健康理念，培育青少年好奇心。",
    "培训农业从业人员1万人次以上。",
    "培训农业从业人员1.2万人次以上；",
    "到2025年，比例达到15%。\n",
    "到2027年，比例超过18%。",
    "加强领导。",
    "（一）落实经费；（二）开展评估",
)
NAMES = ("市科协", "市科技局", "市教育局", "团市委", "市妇联", "市体育局", "市林业局", "市气象局")
NUMBERS = ("一、", "（一）", "（二）", "1.", "2.")


def some(random: Random, pool: tuple[str, ...], most: int) -> list[str]:
    """Return up to `most` different members of `pool`."""
    return random.sample(pool, random.randint(0, most))


def text(random: Random) -> str | None:
    """Return a few sentences, or nothing."""
    return "".join(random.choice(SENTENCES) for _ in range(random.randint(0, 3))) or None


def charge(random: Random) -> Data:
    """Return who answers for something, each unit in one role."""
    units = some(random, UNITS, 4)
    cut = sorted(random.randint(0, len(units)) for _ in range(2))
    return {
        "lead": units[: cut[0]],
        "responsible": units[cut[0] : cut[1]],
        "support": units[cut[1] :],
        "etal": random.random() < 0.1,
        "notation": random.choice((None, None, None, "（各单位负责）")),
    }


def item(random: Random, ident: str) -> Data:
    """Return an item with nothing below it."""
    return {
        "id": ident,
        **charge(random),
        "kind": random.choice((None, *KINDS)),
        "number": random.choice((None, *NUMBERS)),
        "title": random.choice((None, *SENTENCES)),
        "short_title": random.choice((None, None, "简称")),
        "run_in": random.choice((None, None, True, False)),
        "text": text(random),
        "parts": [{"text": text(random), **charge(random)} for _ in range(random.choice((0, 0, 1, 2, 3)))],
        "due": random.choice((None, None, {"text": "长期"}, {"text": "年底前", "date": "2025-12-31"})),
        "succeeds": some(random, ITEMS, 1),
    }


def unit(random: Random, ident: str) -> Data:
    """Return a unit that may have been succeeded by others."""
    return {
        "id": ident,
        "name": random.choice(NAMES),
        "full_name": random.choice((None, "新余市科学技术协会")),
        "aliases": some(random, NAMES, 1),
        "collective": random.random() < 0.1,
        "now": [{"unit": each, "since": "2024-01-01"} for each in some(random, UNITS, 1)],
        "succeeds": some(random, UNITS, 1),
    }


def tree(random: Random, idents: list[str]) -> list[Data]:
    """Return items with `idents` as a tree."""
    top: list[Data] = []
    made: list[Data] = []
    for ident in idents:
        one = item(random, ident)
        parent = random.choice([None, *made])
        (top if parent is None else parent.setdefault("items", [])).append(one)
        made.append(one)
    return top


def others(random: Random, make: Callable[[Random, str], Data]) -> list[Data]:
    return [make(random, ident) for ident in some(random, OTHERS, 3)]


def target(random: Random, ident: str) -> Data:
    return {
        "id": ident,
        "item": random.choice(ITEMS),
        "label": random.choice(("比例", "人次")),
        "quote": random.choice(SENTENCES),
        "value": random.choice((None, 15, 1.2)),
        "bound": random.choice((None, "reach", "at_least")),
        "by": random.choice((None, 2025)),
    }


def audience(random: Random, ident: str) -> Data:
    return {"id": ident, "name": "青少年", "items": some(random, ITEMS, 3), "quote": random.choice(SENTENCES)}


def programme(random: Random, ident: str) -> Data:
    return {"id": ident, "name": "小荷工程", "item": random.choice(ITEMS), "quote": random.choice(SENTENCES)}


def milestone(random: Random, ident: str) -> Data:
    start = random.randint(2021, 2023)
    return {
        "id": ident,
        "item": random.choice(ITEMS),
        "label": "启动",
        "quote": random.choice(SENTENCES),
        "from": start,
        "to": start + 1,
    }


def duty(random: Random) -> Data:
    return {"unit": random.choice(UNITS), "item": random.choice(ITEMS), "quote": random.choice(SENTENCES)}


LISTS: dict[str, Callable[[Random, str], Data]] = {
    "targets": target,
    "audiences": audience,
    "programmes": programme,
    "milestones": milestone,
}


def top(random: Random) -> Data:
    """Return the keys of a plan that are no lists of records with ids."""
    kinds = random.sample(KINDS, random.randint(0, 3))
    return {
        "title": random.choice(("实施方案", "行动方案")),
        "short_title": random.choice((None, "方案")),
        "document": random.choice(({}, {"number": "1号"}, {"number": "2号", "notice": {"note": "公开"}})),
        "period": {"start": 2021, "end": random.choice((2025, 2026))},
        "lead_rule": random.choice((None, "first")),
        "roles": random.choice(({}, {"lead": "牵头部门"})),
        "kinds": {kind: {"label": random.choice(("行动", "工程"))} for kind in kinds},
        "duties": [duty(random) for _ in range(random.randint(0, 3))],
        "revisions": random.choice(([], [{"date": "2024-05-01", "note": "调整"}])),
    }


def make(random: Random, size: int) -> Plan:
    """Return a plan with up to `size` items and units."""
    return mended(
        {
            "schema": 1,
            **top(random),
            "units": [unit(random, ident) for ident in random.sample(UNITS, random.randint(1, min(size, 6)))],
            "items": tree(random, random.sample(ITEMS, random.randint(1, size))),
            **{key: others(random, maker) for key, maker in LISTS.items()},
        }
    )


def walk(items: list[Data]) -> Iterator[tuple[list[Data], Data]]:
    """Yield every item with the list that it stands in."""
    for each in items:
        yield items, each
        yield from walk(each.get("items", []))


def mended(data: Data) -> Plan:
    """Return the plan of `data` without references that lead nowhere."""
    units = {each["id"] for each in data["units"]}
    items = {each["id"] for _, each in walk(data["items"])}
    for _, each in walk(data["items"]):
        if each.get("kind") not in data.get("kinds", {}):
            each.pop("kind", None)
        for place in (each, *each.get("parts", ())):
            seen: set[str] = set()
            for role in ("lead", "responsible", "support"):
                place[role] = [ref for ref in place.get(role, ()) if ref in units - seen]
                seen |= set(place[role])
    for each in data["units"]:
        each["now"] = [s for s in each.get("now", ()) if s["unit"] in units - {each["id"]}]
    for each in data.get("audiences", ()):
        each["items"] = [ref for ref in each["items"] if ref in items]
    data["audiences"] = [each for each in data.get("audiences", ()) if each["items"]]
    for key in ("targets", "programmes", "milestones", "duties"):
        data[key] = [each for each in data.get(key, ()) if each["item"] in items]
    data["duties"] = [each for each in data["duties"] if each["unit"] in units]
    return record_of(data, Plan)


def remove_item(random: Random, data: Data) -> None:
    siblings, one = random.choice(list(walk(data["items"])))
    at = siblings.index(one)
    # What stood below goes with it, or takes its place.
    siblings[at : at + 1] = random.choice(([], one.get("items", [])))


def add_item(random: Random, data: Data) -> None:
    free = [ident for ident in ITEMS if ident not in {each["id"] for _, each in walk(data["items"])}]
    if free:
        places = [data["items"], *(each.setdefault("items", []) for _, each in walk(data["items"]))]
        place = random.choice(places)
        place.insert(random.randint(0, len(place)), item(random, random.choice(free)))


def move_item(random: Random, data: Data) -> None:
    siblings, one = random.choice(list(walk(data["items"])))
    siblings.remove(one)
    places = [data["items"], *(each.setdefault("items", []) for _, each in walk(data["items"]))]
    place = random.choice(places)
    place.insert(random.randint(0, len(place)), one)


def alter_item(random: Random, data: Data) -> None:
    _, one = random.choice(list(walk(data["items"])))
    other = item(random, one["id"])
    for key in random.sample(sorted(other), 3):
        one[key] = other[key]


def alter_parts(random: Random, data: Data) -> None:
    _, one = random.choice(list(walk(data["items"])))
    parts = one.setdefault("parts", [])
    if parts and random.random() < 0.5:
        parts.pop(random.randrange(len(parts)))
    else:
        parts.insert(random.randint(0, len(parts)), {"text": text(random), **charge(random)})


def replace_unit(random: Random, data: Data) -> None:
    old, new = random.sample(UNITS, 2)
    for _, one in walk(data["items"]):
        for role in ("lead", "responsible", "support"):
            one[role] = [new if ref == old else ref for ref in one.get(role, ())]


def alter_units(random: Random, data: Data) -> None:
    units = {each["id"]: each for each in data["units"]}
    ident = random.choice(UNITS)
    if ident in units and random.random() < 0.5:
        data["units"].remove(units[ident])
    elif ident in units:
        units[ident].update(unit(random, ident))
    else:
        data["units"].insert(random.randint(0, len(units)), unit(random, ident))


def alter_list(random: Random, data: Data) -> None:
    key = random.choice(list(LISTS))
    records = data.setdefault(key, [])
    ident = random.choice(OTHERS)
    data[key] = [each for each in records if each["id"] != ident]
    if random.random() < 0.7:
        data[key].insert(random.randint(0, len(data[key])), LISTS[key](random, ident))


def shuffle_list(random: Random, data: Data) -> None:
    random.shuffle(data.setdefault(random.choice(("units", "duties", *LISTS)), []))


def alter_top(random: Random, data: Data) -> None:
    other = top(random)
    key = random.choice(list(other))
    data[key] = other[key]


EDITS = (
    *(remove_item, add_item, move_item, alter_item, alter_parts, replace_unit),
    *(alter_units, alter_list, shuffle_list, alter_top),
)


def edited(random: Random, plan: Plan) -> Plan:
    """Return `plan` after a few edits."""
    data = data_of(plan)
    for _ in range(random.randint(1, 3)):
        random.choice(EDITS)(random, data)
        if not data["items"]:
            data["items"] = [item(random, ITEMS[0])]
    return mended(data)


def _pair(random: Random, size: int) -> tuple[Plan, Plan]:
    plan = make(random, size)
    return plan, (edited(random, plan) if random.random() < 0.7 else make(random, size))


# A seed draws a plan ten times as fast as Hypothesis does; the size is what it makes smaller.
randoms = st.integers(0, 2**32 - 1).map(Random)
_sizes = st.integers(1, 8)
plans = st.builds(make, randoms, _sizes)
pairs = st.builds(_pair, randoms, _sizes)
"""Two plans: mostly one and an edit of it, now and then two that have nothing to do with each other."""
