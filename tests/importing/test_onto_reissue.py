"""A made-up reissue of the real plan, as a Word file: what did not change is kept, and not told."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy

import docx
import pytest
from msgspec.structs import replace

from plansite.importing.document import imported
from plansite.importing.draft.emit import emit
from plansite.importing.onto.reissue import Reissue, reissued
from plansite.importing.readers import read
from plansite.plan.model import Plan
from plansite.plan.relations import relate
from plansite.plan.tree import walk
from plansite.reading.examine import examine
from plansite.reading.validate import record_of
from plansite.revisions.changes import Change
from plansite.revisions.compare import compare
from plansite.revisions.json_ import to_json
from tests.helpers import revising
from tests.helpers.revising import Data, find, forget, real, replace_everywhere, unit
from tests.helpers.small_reissue import printed


def reword(data: Data, ident: str, before: str, after: str) -> None:
    task = find(data, ident)[1]
    assert before in task["text"]
    task["text"] = task["text"].replace(before, after)


def move_to_another_project(data: Data) -> None:
    siblings, task = find(data, "cooperation-exchange")
    siblings.remove(task)
    others = find(data, "resources")[1]["items"]
    others.append({**task, "number": f"{len(others) + 1}."})
    for number, each in enumerate(siblings, start=1):
        each["number"] = f"{number}."


def replace_unit(data: Data, old: str, new: Data) -> None:
    replace_everywhere(data, old, new["id"])
    data["units"].remove(unit(data, old))
    data["units"].append(new)


def reissue() -> Data:
    data = deepcopy(real())
    reword(data, "farmers-practitioners", "服务农业农村现代化。", "服务农业农村现代化和乡村建设。")
    reword(data, "youth-talent", "进行个性化培养", "实行导师制培养，定期跟踪成长情况")
    reword(data, "infrastructure-museums", "协同推进市科技馆新馆建设", "协同推进市科技馆新馆建设和旧馆改造")
    revising.add_task(data)
    siblings, task = find(data, "grassroots-services")
    siblings.remove(task)
    forget(data, "grassroots-services")
    for number, each in enumerate(siblings, start=1):
        each["number"] = f"{number}."
    move_to_another_project(data)
    replace_unit(data, "dashuju", {"id": "shuju", "name": "市数据局"})
    replace_unit(data, "xiangcun", {"id": "banqian", "name": "市搬迁安置中心"})
    return data


def as_docx(text: str) -> bytes:
    document, file = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()


@pytest.fixture(scope="module")
def wanted() -> Plan:
    """Return the plan as an editor would have revised it by hand."""
    return record_of(reissue(), Plan)


@pytest.fixture(scope="module")
def made(plan: Plan, wanted: Plan) -> Reissue:
    return reissued(plan, imported(read("new.docx", as_docx(printed(wanted)))).draft)


@pytest.fixture(scope="module")
def ids(wanted: Plan, made: Reissue) -> Mapping[str, str]:
    """Return the ids that the import gave to what is new, by those that the editor gave."""
    named = {unit.name: unit.id for unit in made.plan.units}
    titled = {node.item.title: node.id for node in walk(made.plan)}
    new = {unit.id: named[unit.name] for unit in wanted.units if unit.id in {"shuju", "banqian"}}
    return {**new, "elderly-repair": titled["开展家电维修进社区"]}


def told(changes: tuple[Change, ...], ids: Mapping[str, str]) -> Iterator[str]:
    """Yield each change in words, with the ids of what is new, and without its place in a list of units."""
    for each in to_json(changes):
        for key in ("after", "old_after", "runs", "version"):
            each.pop(key, None)
        record = each.get("new")
        if each["change"] == "unit-added" and isinstance(record, dict):
            each["new"] = {key: record[key] for key in ("id", "name")}
        words = repr(sorted(each.items()))
        for old, new in ids.items():
            words = words.replace(f"'{old}'", f"'{new}'")
        yield words


def test_the_changes_are_those_that_were_made(
    plan: Plan, wanted: Plan, made: Reissue, ids: Mapping[str, str]
) -> None:
    before = relate(plan)
    expected = Counter(told(compare(before, relate(wanted)), ids))
    assert Counter(told(compare(before, relate(made.plan)), {})) == expected
    assert sum(expected.values()) > 20


def test_all_else_is_kept(plan: Plan, wanted: Plan, made: Reissue, ids: Mapping[str, str]) -> None:
    old, new = ({node.id: node.item for node in walk(each)} for each in (plan, made.plan))
    assert old.keys() - new.keys() == {"grassroots-services"}
    assert new.keys() - old.keys() == {ids["elderly-repair"]}
    units = {each.id: each for each in plan.units}
    for each in made.plan.units:
        assert each.id in {ids["shuju"], ids["banqian"]} or each == units[each.id]
    for key in ("duties", "targets", "audiences", "programmes", "milestones", "kinds", "roles", "document"):
        assert getattr(made.plan, key) == getattr(wanted, key), key
    for ident, item in new.items():
        known = old.get(ident, item)
        assert (item.short_title, item.kind, item.due) == (known.short_title, known.kind, known.due)


def test_the_units_that_were_replaced_are_proposed_to_be_succeeded(
    made: Reissue, ids: Mapping[str, str]
) -> None:
    succeeds = {unit.id: unit.succeeds for unit in made.plan.units if unit.succeeds}
    assert succeeds == {ids["shuju"]: ("dashuju",), ids["banqian"]: ("xiangcun",)}
    assert not any(node.item.succeeds for node in walk(made.plan))


def test_the_new_plan_is_without_errors_and_says_the_whole_text(wanted: Plan, made: Reissue) -> None:
    written = examine(emit(made.draft, onto=True).encode(), "new.yaml", "en")
    assert written.record == made.plan
    assert printed(made.plan) == printed(wanted)


def test_the_published_text_of_the_plan_changes_nothing(plan: Plan) -> None:
    same = reissued(plan, imported(read("new.docx", as_docx(printed(plan)))).draft)
    assert replace(same.plan) == plan
    assert same.draft.guessed == set()
