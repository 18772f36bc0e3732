"""Two plans compared by id: what is told, for whom, and that the new plan can be made of the old one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown import markdown
from msgspec.structs import fields

from plansite.plan.data import data_of
from plansite.plan.model import Plan, Record, Role
from plansite.plan.relations import relate
from plansite.reading.validate import record_of
from plansite.revisions import compare as comparing
from plansite.revisions import places
from plansite.revisions import telling as words_of
from plansite.revisions import units as by_units
from plansite.revisions.changes import (
    LISTS,
    VERBS,
    Added,
    Change,
    Changed,
    DutyChange,
    Moved,
    RecordType,
    Removed,
    RoleChange,
)
from plansite.revisions.json_ import to_json
from plansite.revisions.patch import MisfitError, apply
from plansite.revisions.phrases import KEYS
from plansite.revisions.places import Place
from plansite.revisions.runs import Run
from plansite.revisions.units import TakenOver, UnitChanges
from tests.helpers.examples import examples
from tests.helpers.plans_strategy import item, pairs, plans, randoms, walk

Data = dict[str, Any]
modest = examples(150)


def compare(old: Plan, new: Plan) -> tuple[Change, ...]:
    return comparing.compare(relate(old), relate(new))


def of_units(old: Plan, new: Plan, changes: tuple[Change, ...]) -> dict[str, UnitChanges]:
    return by_units.of_units(relate(old), relate(new), changes)


def to_text(old: Plan, new: Plan, changes: tuple[Change, ...], lang: str) -> str:
    return words_of.to_text(relate(old), relate(new), changes, lang)


def to_markdown(old: Plan, new: Plan, changes: tuple[Change, ...]) -> str:
    return words_of.to_markdown(relate(old), relate(new), changes)


def through_json(changes: tuple[Change, ...]) -> list[Data]:
    told: list[Data] = json.loads(json.dumps(to_json(changes), ensure_ascii=False))
    return told


def is_derived(change: Change) -> bool:
    return isinstance(change, (RoleChange, DutyChange))


@modest
@given(pairs)
def test_the_new_plan_can_be_made_of_the_old_one_and_the_changes(pair: tuple[Plan, Plan]) -> None:
    old, new = pair
    before = data_of(old)
    made = apply(before, through_json(compare(old, new)))
    assert made == data_of(new)
    assert list(made.get("kinds", ())) == list(new.kinds)
    assert before == data_of(old)


@modest
@given(plans)
def test_nothing_is_told_of_a_plan_and_itself(plan: Plan) -> None:
    changes = compare(plan, record_of(data_of(plan), Plan))
    assert changes == ()
    assert to_json(changes) == []
    assert of_units(plan, plan, changes) == {}


DERIVED = {f"responsibility-{verb}" for verb in ("gained", "lost", "changed")} | {"duty-gained", "duty-lost"}


@modest
@given(pairs)
def test_every_difference_has_a_name(pair: tuple[Plan, Plan]) -> None:
    changes = compare(*pair)
    names = {f"{what}-{verb}" for what in RecordType for verb in VERBS} | DERIVED
    assert {change.name for change in changes} <= names
    differ = data_of(pair[0]) != data_of(pair[1]) or list(pair[0].kinds) != list(pair[1].kinds)
    assert any(not is_derived(change) for change in changes) == differ
    assert {entry["change"] in DERIVED for entry in to_json(changes)} <= {
        is_derived(change) for change in changes
    }


def turned(changes: tuple[Change, ...]) -> Iterator[tuple[object, ...]]:
    """Yield what the changes from a plan to another say, as those from the other to the one must say it."""
    for change in changes:
        match change:
            case Added(what, ident, place, record):
                yield Removed, what, ident, place, str(record)
            case Removed(what, ident, place, record):
                yield Added, what, ident, place, str(record)
            case Changed(what, ident, key, old, new, _, part):
                yield Changed, what, ident, key, str(new), str(old), part
            case RoleChange(ident, unit, before, after):
                yield RoleChange, ident, unit, after, before
            case DutyChange(unit, ident, quote, gained):
                yield DutyChange, unit, ident, quote, not gained
            case Moved():
                yield (Moved,)


def straight(changes: tuple[Change, ...]) -> Iterator[tuple[object, ...]]:
    for change in changes:
        match change:
            case Added(what, ident, place, record) | Removed(what, ident, place, record):
                yield type(change), what, ident, place, str(record)
            case Changed(what, ident, key, old, new, _, part):
                yield Changed, what, ident, key, str(old), str(new), part
            case RoleChange(ident, unit, before, after):
                yield RoleChange, ident, unit, before, after
            case DutyChange(unit, ident, quote, gained):
                yield DutyChange, unit, ident, quote, gained
            case Moved():
                yield (Moved,)


def has_parts(change: Change) -> bool:
    return isinstance(change, Changed) and change.part is not None


@modest
@given(pairs)
def test_backwards_all_is_told_the_other_way_round(pair: tuple[Plan, Plan]) -> None:
    old, new = pair
    there, back = compare(old, new), compare(new, old)
    # Of parts that have no ids, those that come and go may be paired in another way.
    there, back = (tuple(each for each in side if not has_parts(each)) for side in (there, back))
    assert Counter(turned(there)) == Counter(straight(back))


@modest
@given(pairs)
def test_who_answers_for_what_is_what_the_relations_say(pair: tuple[Plan, Plan]) -> None:
    before, after = (
        {(each.node.id, each.unit.id): each.role for each in relate(plan).responsibilities} for plan in pair
    )
    told = [change for change in compare(*pair) if isinstance(change, RoleChange)]
    assert {(each.item, each.unit): (each.old, each.new) for each in told} == {
        key: (before.get(key), after.get(key))
        for key in before.keys() | after.keys()
        if before.get(key) != after.get(key)
    }
    assert len(told) == len({(each.item, each.unit) for each in told})
    per_unit = of_units(*pair, compare(*pair))
    mine = [answer for unit in per_unit.values() for answer in (*unit.gained, *unit.lost, *unit.recast)]
    assert Counter(mine) == Counter(told)
    order = [*(unit.id for unit in pair[1].units), *(unit.id for unit in pair[0].units)]
    assert list(per_unit) == [ident for ident in dict.fromkeys(order) if ident in per_unit]


@modest
@given(plans, randoms)
def test_one_item_put_in_moves_no_other(plan: Plan, random: Random) -> None:
    data = data_of(plan)
    places_ = [data["items"], *(each.setdefault("items", []) for _, each in walk(data["items"]))]
    place = random.choice(places_)
    one = {key: value for key, value in item(random, "new").items() if key in {"id", "title", "text"}}
    place.insert(random.randint(0, len(place)), one)
    new = record_of(data, Plan)
    assert [change.name for change in compare(plan, new)] == ["item-added"]
    assert [change.name for change in compare(new, plan)] == ["item-removed"]


@modest
@given(plans, randoms)
def test_one_item_moved_is_one_move(plan: Plan, random: Random) -> None:
    data = data_of(plan)
    siblings = max((side for side, _ in walk(data["items"])), key=len)
    assume(len(siblings) > 1)
    siblings.insert(random.randrange(len(siblings)), siblings.pop(random.randrange(len(siblings))))
    new = record_of(data, Plan)
    moved = [change.name for change in compare(plan, new)]
    assert moved == ([] if new == plan else ["item-moved"])


@modest
@given(st.permutations(range(7)))
def test_no_longer_increasing_row_stays(values: list[int]) -> None:
    kept = [values[at] for at in places.longest_increasing(values)]
    assert kept == sorted(kept)
    lengths = [1] * len(values)
    for at, value in enumerate(values):
        lengths[at] += max((lengths[b] for b in range(at) if values[b] < value), default=0)
    assert len(kept) == max(lengths)


@modest
@given(pairs)
def test_everything_is_told_in_words(pair: tuple[Plan, Plan]) -> None:
    changes = compare(*pair)
    for lang in ("zh", "en"):
        lines = to_text(*pair, changes, lang).splitlines()
        told = [change for change in changes if not (isinstance(change, Changed) and change.key == "duties")]
        assert len([line for line in lines if line.startswith("    ")]) >= len(told)
        assert not any("None" in line or "{}" in line for line in lines)
    text = to_text(*pair, changes, "zh")
    shown = to_markdown(*pair, changes)
    assert shown.count("<ins>") == text.count("{+")
    assert shown.count("<del>") == text.count("[-")


def records(kind: type[Record], seen: set[type[Record]]) -> set[type[Record]]:
    """Return `kind` and the records below it."""
    if kind not in seen:
        seen.add(kind)
        for subclass in Record.__subclasses__():
            if any(subclass.__name__ in str(field.type) for field in fields(kind)):
                records(subclass, seen)
    return seen


def test_every_key_of_a_plan_has_a_name_in_words() -> None:
    keys = {key for kind in records(Plan, set()) for key in kind.__struct_encode_fields__}
    roles = {role.value for role in Role}
    assert keys - roles - set(LISTS) <= set(KEYS)
    assert roles <= keys


def edited(plan: Plan, edit: Callable[[Data], None]) -> Plan:
    """Return `plan` after `edit` has changed its data."""
    data = data_of(plan)
    edit(data)
    return record_of(data, Plan)


def find(data: Data, ident: str) -> tuple[list[Data], Data]:
    """Return an item and the list that it stands in."""
    return next((side, each) for side, each in walk(data["items"]) if each["id"] == ident)


def changes_and_units(
    plan: Plan, edit: Callable[[Data], None]
) -> tuple[list[Change], dict[str, UnitChanges]]:
    new = edited(plan, edit)
    changes = compare(plan, new)
    assert apply(data_of(plan), through_json(changes)) == data_of(new)
    return list(changes), of_units(plan, new, changes)


def says(unit: UnitChanges) -> Data:
    """Return what a unit is told, without what is empty."""
    names = UnitChanges.__struct_fields__
    return {name: getattr(unit, name) for name in names if name != "unit" and getattr(unit, name)}


def test_a_task_added(plan: Plan) -> None:
    new = {"id": "youth-ai", "number": "7.", "title": "普及人工智能", "lead": ["keji"], "support": ["kexie"]}

    def edit(data: Data) -> None:
        find(data, "youth")[1]["items"].append(new)

    changes, units = changes_and_units(plan, edit)
    gained = [
        RoleChange("youth-ai", "keji", None, Role.LEAD),
        RoleChange("youth-ai", "kexie", None, Role.SUPPORT),
    ]
    assert changes == [Added(RecordType.ITEM, "youth-ai", Place("youth", "youth-teachers"), new), *gained]
    assert {ident: says(unit) for ident, unit in units.items()} == {
        "keji": {"gained": (gained[0],)},
        "kexie": {"gained": (gained[1],)},
    }


def test_a_task_removed(plan: Plan) -> None:
    def edit(data: Data) -> None:
        find(data, "youth")[1]["items"].pop(1)

    removed = find(data_of(plan), "youth-higher-education")[1]
    with_targets = [each for each in plan.programmes if each.item == "youth-higher-education"]
    changes, units = changes_and_units(plan, edit)
    lost = [
        RoleChange("youth-higher-education", ident, Role.RESPONSIBLE, None)
        for ident in ("xueyuan", "tuanwei")
    ]
    assert with_targets  # left hanging here, for `check` to tell of
    assert changes == [
        Removed(RecordType.ITEM, "youth-higher-education", Place("youth", "youth-basic-education"), removed),
        *lost,
    ]
    assert [(ident, says(unit)) for ident, unit in units.items()] == [
        ("tuanwei", {"lost": (lost[1],)}),
        ("xueyuan", {"lost": (lost[0],)}),
    ]


def test_a_task_moved_renumbered_and_reworded(plan: Plan) -> None:
    def edit(data: Data) -> None:
        siblings, task = find(data, "youth-rural")
        siblings.remove(task)
        task["number"] = "2."
        task["text"] = task["text"].replace("科学工作室、", "")
        find(data, "farmers")[1]["items"].insert(1, task)

    changes, units = changes_and_units(plan, edit)
    after = plan_ids(plan, "farmers")[0]
    assert changes[0] == Moved(
        RecordType.ITEM, "youth-rural", Place("youth", "youth-talent"), Place("farmers", after)
    )
    assert changes[1] == Changed(RecordType.ITEM, "youth-rural", "number", "4.", "2.")
    assert isinstance(changes[2], Changed)
    assert [run for run in changes[2].runs if run.kind != "same"] == [Run("removed", "科学工作室、")]
    assert [change.name for change in changes] == ["item-moved", "item-renumbered", "item-reworded"]
    touched = dict.fromkeys(("moved", "renumbered", "reworded"), ("youth-rural",))
    assert [(ident, says(unit)) for ident, unit in units.items()] == [
        (ident, touched) for ident in ("jiaoyu", "tuanwei", "kexie")
    ]


def plan_ids(plan: Plan, parent: str) -> list[str]:
    return [each["id"] for each in find(data_of(plan), parent)[1]["items"]]


def test_two_chapters_in_another_order_are_one_move(plan: Plan) -> None:
    def edit(data: Data) -> None:
        actions = find(data, "actions")[1]["items"]
        actions[0], actions[1] = actions[1], actions[0]

    changes, units = changes_and_units(plan, edit)
    assert [change.name for change in changes] == ["item-moved"]
    assert {"moved"} == {key for unit in units.values() for key in says(unit)}


def test_a_unit_more_and_a_unit_less(plan: Plan) -> None:
    def edit(data: Data) -> None:
        task = find(data, "youth-talent")[1]
        task["responsible"] = ["jiaoyu", "kexie", "keji"]

    changes, units = changes_and_units(plan, edit)
    assert changes == [
        Changed(
            RecordType.ITEM,
            "youth-talent",
            "responsible",
            ["jiaoyu", "tuanwei", "kexie"],
            ["jiaoyu", "kexie", "keji"],
        ),
        RoleChange("youth-talent", "keji", None, Role.RESPONSIBLE),
        RoleChange("youth-talent", "tuanwei", Role.RESPONSIBLE, None),
    ]
    assert {ident: list(says(unit)) for ident, unit in units.items()} == {
        "keji": ["gained"],
        "tuanwei": ["lost"],
    }


def test_a_unit_in_another_role(plan: Plan) -> None:
    def edit(data: Data) -> None:
        task = find(data, "youth-talent")[1]
        task["lead"], task["responsible"] = ["jiaoyu"], ["tuanwei", "kexie"]

    changes, units = changes_and_units(plan, edit)
    recast = RoleChange("youth-talent", "jiaoyu", Role.RESPONSIBLE, Role.LEAD)
    assert changes[-1] == recast
    assert [change.name for change in changes] == 2 * ["item-changed"] + ["responsibility-changed"]
    assert {ident: says(unit) for ident, unit in units.items()} == {"jiaoyu": {"recast": (recast,)}}


def test_the_rule_that_the_first_unit_leads_changes_roles(plan: Plan) -> None:
    changes, units = changes_and_units(plan, lambda data: data.update(lead_rule="first"))
    assert changes[0] == Changed(RecordType.PLAN, None, "lead_rule", None, "first")
    groups = {unit.id for unit in plan.units if unit.collective}
    firsts = [
        RoleChange(node.id, node.item.responsible[0], Role.RESPONSIBLE, Role.LEAD)
        for node in relate(plan).nodes
        if node.item.responsible and not node.item.lead and not node.item.parts
        if node.item.responsible[0] not in groups
    ]
    assert len(firsts) > 20
    assert set(firsts) <= set(changes[1:])
    assert {change.name for change in changes[1:]} == {"responsibility-changed"}
    assert all(says(unit).keys() == {"recast"} for unit in units.values())


def test_a_unit_replaced_in_every_list(plan: Plan) -> None:
    def edit(data: Data) -> None:
        for _, each in walk(data["items"]):
            for charge in (each, *each.get("parts", ())):
                for role in ("lead", "responsible", "support"):
                    if "qixiang" in charge.get(role, ()):
                        charge[role] = ["shuju" if ref == "qixiang" else ref for ref in charge[role]]
        data["units"] = [
            {"id": "shuju", "name": "市数据局", "succeeds": ["qixiang"]} if each["id"] == "qixiang" else each
            for each in data["units"]
        ]

    had = relate(plan).of_unit["qixiang"]
    changes, units = changes_and_units(plan, edit)
    assert Counter(change.name for change in changes) == {
        "unit-added": 1,
        "unit-removed": 1,
        "item-changed": len(had),
        "responsibility-gained": len(had),
        "responsibility-lost": len(had),
    }
    assert list(units) == ["shuju", "qixiang"]
    assert says(units["shuju"]) == {
        "added": True,
        "gained": tuple(RoleChange(each.node.id, "shuju", None, each.role) for each in had),
    }
    assert says(units["qixiang"]) == {
        "removed": True,
        "lost": tuple(RoleChange(each.node.id, "qixiang", each.role, None) for each in had),
    }
    assert units["qixiang"].unit == relate(plan).unit["qixiang"]


def test_a_target_changed(plan: Plan) -> None:
    def edit(data: Data) -> None:
        target = next(each for each in data["targets"] if each["id"] == "farm-training")
        target["value"] = 1.2
        target["quote"] = "培训农业从业人员1.2万人次以上"

    changes, units = changes_and_units(plan, edit)
    runs = (
        Run("same", "培训农业从业人员"),
        Run("removed", "1"),
        Run("added", "1.2"),
        Run("same", "万人次以上"),
    )
    old, new = (f"培训农业从业人员{figure}万人次以上" for figure in ("1", "1.2"))
    assert sorted(changes, key=lambda change: change.key if isinstance(change, Changed) else "") == [
        Changed(RecordType.TARGET, "farm-training", "quote", old, new, runs),
        Changed(RecordType.TARGET, "farm-training", "value", 1, 1.2),
    ]
    assert units == {}


def test_a_deadline_above_is_one_of_the_tasks_below(plan: Plan) -> None:
    def edit(data: Data) -> None:
        find(data, "youth")[1]["due"] = {"text": "2024年底前", "date": "2024-12-31"}

    changes, units = changes_and_units(plan, edit)
    due = {"text": "2024年底前", "date": "2024-12-31"}
    assert changes == [Changed(RecordType.ITEM, "youth", "due", None, due)]
    assert says(units["xueyuan"]) == {"rescheduled": ("youth-higher-education",)}
    assert units["jiaoyu"].rescheduled[0] == "youth"


def test_the_nearest_deadline_counts(plan: Plan) -> None:
    def stated(data: Data) -> None:
        find(data, "youth-higher-education")[1]["due"] = {"text": "长期"}

    def edit(data: Data) -> None:
        find(data, "youth")[1]["due"] = {"text": "2024年底前"}

    old = edited(plan, stated)
    new = edited(old, edit)
    units = of_units(old, new, compare(old, new))
    assert "xueyuan" not in units
    assert units["tuanwei"].rescheduled == ("youth-talent", "youth-rural", "youth-partnership")


def now(data: Data, unit: str, *heirs: str) -> None:
    record = next(each for each in data["units"] if each["id"] == unit)
    record["now"] = [{"unit": heir, "since": "2024-03-01"} for heir in heirs]


def taken(plan: Plan, unit: str) -> tuple[TakenOver, ...]:
    return tuple(TakenOver(each.node.id, unit, each.role) for each in relate(plan).of_unit[unit])


def test_two_units_merged(plan: Plan) -> None:
    def edit(data: Data) -> None:
        data["units"].append({"id": "xin", "name": "市农业农村和乡村振兴局"})
        now(data, "xiangcun", "xin")
        now(data, "linye", "xin")

    changes, units = changes_and_units(plan, edit)
    assert [change.name for change in changes] == ["unit-succeeded", "unit-succeeded", "unit-added"]
    assert list(units) == ["linye", "xiangcun", "xin"]
    assert says(units["linye"]) == {"succeeded": changes[0]}
    assert says(units["xin"]).keys() == {"added", "takes_over"}
    assert set(units["xin"].takes_over) == {*taken(plan, "xiangcun"), *taken(plan, "linye")}


def test_a_unit_split_and_one_half_passed_on(plan: Plan) -> None:
    def edit(data: Data) -> None:
        now(data, "wenlv", "tiyu", "tongji")
        now(data, "tongji", "xuanchuan")

    _, units = changes_and_units(plan, edit)
    assert set(units["tiyu"].takes_over) == set(taken(plan, "wenlv"))
    assert "tongji" not in units or units["tongji"].takes_over == (), "what it took over was passed on"
    assert set(units["xuanchuan"].takes_over) == {*taken(plan, "wenlv"), *taken(plan, "tongji")}
    old = edited(plan, edit)
    back = of_units(old, plan, compare(old, plan))
    assert set(back["tiyu"].hands_back) == set(taken(plan, "wenlv"))


def test_no_unit_takes_over_from_itself(plan: Plan) -> None:
    def edit(data: Data) -> None:
        now(data, "tiyu", "tongji")
        now(data, "tongji", "tiyu")

    _, units = changes_and_units(plan, edit)
    assert not units["tiyu"].takes_over
    assert not units["tongji"].takes_over


def test_what_the_text_asks_of_a_unit_is_taken_over_too(plan: Plan) -> None:
    _, units = changes_and_units(plan, lambda data: now(data, "gejizhengfu", "zhengfu"))
    assert units["zhengfu"].takes_over == tuple(
        TakenOver(duty.item, "gejizhengfu", None) for duty in plan.duties if duty.unit == "gejizhengfu"
    )
    assert units["zhengfu"].takes_over


def test_a_unit_renamed(plan: Plan) -> None:
    def edit(data: Data) -> None:
        next(each for each in data["units"] if each["id"] == "wenlv")["name"] = "市文旅局"

    changes, units = changes_and_units(plan, edit)
    assert [change.name for change in changes] == ["unit-renamed"]
    assert {ident: says(unit) for ident, unit in units.items()} == {"wenlv": {"renamed": changes[0]}}


def test_a_duty_gained_and_one_lost(plan: Plan) -> None:
    lost = plan.duties[0]

    def edit(data: Data) -> None:
        data["duties"][0] = {"unit": "kexie", "item": lost.item, "quote": "做好协调"}

    changes, units = changes_and_units(plan, edit)
    asked = [
        DutyChange(lost.unit, lost.item, lost.quote, gained=False),
        DutyChange("kexie", lost.item, "做好协调", gained=True),
    ]
    assert changes[1:] == asked
    assert (changes[0].name, changes[0].key if isinstance(changes[0], Changed) else "") == (
        "plan-changed",
        "duties",
    )
    assert says(units["kexie"]) == {"duties_gained": (asked[1],)}
    assert says(units[lost.unit]) == {"duties_lost": (asked[0],)}


def test_a_duty_that_stands_twice_is_told_twice(plan: Plan) -> None:
    def edit(data: Data) -> None:
        data["duties"] += 2 * [{"unit": "kexie", "item": "youth", "quote": "做好协调"}]

    changes, units = changes_and_units(plan, edit)
    assert changes[1:] == 2 * [DutyChange("kexie", "youth", "做好协调", gained=True)]
    assert len(units["kexie"].duties_gained) == 2


def test_parts_are_told_by_what_they_say(plan: Plan) -> None:
    def with_parts(*parts: Data) -> Plan:
        return edited(plan, lambda data: find(data, "youth-talent")[1].update(parts=list(parts)))

    one = {"text": "建设青少年科技馆，丰富展品。", "lead": ["kexie"]}
    other = {"text": "办好机器人大赛。", "responsible": ["jiaoyu"]}
    third: Data = {"text": "选派辅导员参加培训。", "responsible": ["tuanwei"]}
    new = {**one, "text": "建设青少年科技馆新馆，丰富展品。", "etal": True}
    runs = (Run("same", "建设青少年科技馆"), Run("added", "新馆"), Run("same", "，丰富展品。"))
    old_text, new_text = one["text"], new["text"]
    told = compare(with_parts(other, one), with_parts(new, third))
    assert [(change.key, change.part) for change in told if isinstance(change, Changed)][:2] == [
        ("text", 0),
        ("lead", 0),
    ]
    told = compare(with_parts(other, one), with_parts(other, third, new))
    added = Changed(
        RecordType.ITEM, "youth-talent", "parts", None, third, (Run("added", "选派辅导员参加培训。"),), 1
    )
    assert told[:3] == (
        added,
        Changed(RecordType.ITEM, "youth-talent", "text", old_text, new_text, runs, 2),
        Changed(RecordType.ITEM, "youth-talent", "etal", old=None, new=True, part=2),
    )
    assert [change.name for change in told] == ["item-reworded", "item-reworded", "item-changed"]


def test_the_order_of_kinds_is_told(plan: Plan) -> None:
    def edit(data: Data) -> None:
        data["kinds"] = dict(reversed(data["kinds"].items()))

    changes, _ = changes_and_units(plan, edit)
    assert [(change.name, change.key) for change in changes if isinstance(change, Changed)] == [
        ("plan-changed", "kinds")
    ]


def test_the_json_of_each_sort_of_change(plan: Plan) -> None:
    def edit(data: Data) -> None:
        data["title"] = "新余市行动方案"
        siblings, task = find(data, "youth-rural")
        siblings.remove(task)
        siblings.append(task)
        task["responsible"].remove("tuanwei")
        data["programmes"].pop()

    told = through_json(compare(plan, edited(plan, edit)))
    last = data_of(plan)["programmes"][-2:]
    title = data_of(plan)["title"]
    assert told[0] == {
        "version": 1,
        "change": "plan-changed",
        "key": "title",
        "old": title,
        "new": "新余市行动方案",
        "runs": told[0]["runs"],
    }
    assert "".join(run["text"] for run in told[0]["runs"] if run["kind"] != "added") == title
    assert told[1:] == [
        {
            "version": 1,
            "change": "item-moved",
            "item": "youth-rural",
            "old_parent": "youth",
            "old_after": "youth-talent",
            "parent": "youth",
            "after": "youth-teachers",
        },
        {
            "version": 1,
            "change": "item-changed",
            "item": "youth-rural",
            "key": "responsible",
            "old": ["kexie", "jiaoyu", "tuanwei"],
            "new": ["kexie", "jiaoyu"],
        },
        {
            "version": 1,
            "change": "responsibility-lost",
            "item": "youth-rural",
            "unit": "tuanwei",
            "old": "responsible",
            "new": None,
        },
        {
            "version": 1,
            "change": "programme-removed",
            "programme": last[1]["id"],
            "old_after": last[0]["id"],
            "old": last[1],
        },
    ]


MISFITS: dict[str, Data] = {
    "an unknown version": {"version": 2, "change": "item-removed"},
    "no version": {"change": "item-removed"},
    "no change": {"version": 1},
    "an unknown change": {"version": 1, "change": "item-painted", "item": "youth"},
    "an unknown sort": {"version": 1, "change": "chapter-added"},
    "no such item": {
        "version": 1,
        "change": "item-changed",
        "item": "no",
        "key": "title",
        "old": None,
        "new": "一",
    },
    "another old value": {
        "version": 1,
        "change": "item-retitled",
        "item": "youth",
        "key": "title",
        "old": "别的标题",
        "new": "标题",
    },
    "under what is not there": {
        "version": 1,
        "change": "item-added",
        "item": "one",
        "parent": "no",
        "after": None,
        "new": {"id": "one"},
    },
    "after what is not there": {
        "version": 1,
        "change": "item-added",
        "item": "one",
        "parent": "youth",
        "after": "farmers",
        "new": {"id": "one"},
    },
    "an id that is taken": {
        "version": 1,
        "change": "unit-added",
        "unit": "kexie",
        "after": None,
        "new": {"id": "kexie", "name": "市科协"},
    },
    "what stands elsewhere": {
        "version": 1,
        "change": "item-moved",
        "item": "youth",
        "old_parent": "actions",
        "old_after": "farmers",
        "parent": "actions",
        "after": None,
    },
    "under itself": {
        "version": 1,
        "change": "item-moved",
        "item": "youth",
        "old_parent": "actions",
        "old_after": None,
        "parent": "youth-rural",
        "after": None,
    },
    "a part that is not there": {
        "version": 1,
        "change": "item-changed",
        "item": "youth",
        "part": 0,
        "key": "etal",
        "old": None,
        "new": True,
    },
    "another id than its record": {
        "version": 1,
        "change": "unit-added",
        "unit": "one",
        "after": None,
        "new": {"id": "other", "name": "市科协"},
    },
    "no key": {"version": 1, "change": "plan-changed"},
}


@pytest.mark.parametrize("name", MISFITS)
def test_changes_that_do_not_fit_are_refused(plan: Plan, name: str) -> None:
    data = data_of(plan)
    with pytest.raises(MisfitError):
        apply(data, [MISFITS[name]])
    assert data == data_of(plan)


def test_an_item_cannot_be_removed_from_above_others(plan: Plan) -> None:
    data = data_of(plan)
    removed = {key: value for key, value in find(data, "youth")[1].items() if key != "items"}
    change = {"version": 1, "change": "item-removed", "item": "youth", "old_parent": "actions"}
    with pytest.raises(MisfitError, match="youth-basic-education"):
        apply(data, [{**change, "old_after": None, "old": removed}])


def telling(data: Data) -> None:
    task = find(data, "youth-talent")[1]
    task["responsible"] = ["jiaoyu", "kexie", "keji"]
    task["text"] = task["text"].replace("2.0", "3.0")
    task["short_title"] = "<b>@科技</b>"
    find(data, "youth")[1]["items"].append(
        {"id": "ai", "title": "普及<b>AI</b> & *智能*", "text": "一。\n二。"}
    )
    next(each for each in data["targets"] if each["id"] == "farm-training")["bound"] = "about"
    data["document"]["number"] = "余府发〔2024〕1号"
    now(data, "keji", "kexie")


TEXT = """\
条目
  3.提升科技创新后备人才培养能力
    简称：{+<b>@科技</b>+}
    正文：…才培养模式。积极参与国家基础学科拔尖学生培养计划[-2.0-]{+3.0+}，健全拔尖创新人才培养机制。
    责任单位：市教育局、[-团市委-]、市科协、{+市科技局+}
  普及<b>AI</b> & *智能*
    新增：“（一）青少年科学素质提升行动”之下、“6.提升教师队伍科学素质”之后
    正文：{+一。↵二。+}

单位
  市教育局
    所涉条目另有变化：3.提升科技创新后备人才培养能力
  市科技局
    现由：{+单位：市科协；自：2024-03-01+}
    新增责任：3.提升科技创新后备人才培养能力（责任单位）
    所涉条目另有变化：3.提升科技创新后备人才培养能力
  团市委
    不再负责：3.提升科技创新后备人才培养能力（责任单位）
    所涉条目另有变化：3.提升科技创新后备人才培养能力
  市科协
    承接：3.提升科技创新后备人才培养能力（原市科技局）
    所涉条目另有变化：3.提升科技创新后备人才培养能力

其他
  规划
    公文 编号：[-余府发〔2022〕11号-]{+余府发〔2024〕1号+}
  指标：培训农业从业人员
    约束方式：[-不低于-]{+左右+}
"""
TEXT_EN = """\
Items
  3.提升科技创新后备人才培养能力
    Removed: “（一）青少年科学素质提升行动”, after “2.提升高等教育阶段科学教育和科普工作质量”
"""


def test_as_text(plan: Plan) -> None:
    new = edited(plan, telling)
    lines = to_text(plan, new, compare(plan, new), "zh").splitlines(keepends=True)
    # RecordType 市科协 takes over is a long list; its first line stands for it.
    taken_over = [line for line in lines if "承接" in line]
    assert len(taken_over) == len(relate(new).of_unit["keji"])
    assert "".join(line for line in lines if line not in taken_over[1:]) == TEXT


def test_as_text_in_english(plan: Plan) -> None:
    def edit(data: Data) -> None:
        siblings, task = find(data, "youth-talent")
        siblings.remove(task)
        data["units"][0]["collective"] = True

    new = edited(plan, edit)
    lines = to_text(plan, new, compare(plan, new), "en").splitlines()
    assert lines[:3] == TEXT_EN.splitlines()
    assert "    Responsibility lost: 3.提升科技创新后备人才培养能力 (责任单位)" in lines
    assert lines[lines.index("  市委组织部") + 1] == "    stands for many units: {+yes+}"


def test_nothing_to_tell_is_said(plan: Plan) -> None:
    assert to_text(plan, plan, (), "zh") == "两个版本没有差别。\n"
    assert to_text(plan, plan, (), "en") == "The two plans do not differ.\n"
    assert to_markdown(plan, plan, ()) == "两个版本没有差别。\n"


def test_nothing_of_the_plan_is_markup(plan: Plan) -> None:
    new = edited(plan, telling)
    shown = to_markdown(plan, new, compare(plan, new))
    assert "### 普及&#60;b&#62;AI&#60;/b&#62; &#38; &#42;智能&#42;\n" in shown
    html = markdown(shown)
    assert "<h3>普及&#60;b&#62;AI&#60;/b&#62; &#38; &#42;智能&#42;</h3>" in html
    assert "<li>正文：<ins>一。↵二。</ins></li>" in html
    assert "<del>2.0</del><ins>3.0</ins>" in html
    assert "<li>简称：<ins>&#60;b&#62;&#64;科技&#60;/b&#62;</ins></li>" in html
