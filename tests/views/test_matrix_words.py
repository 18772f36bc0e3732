"""What a matrix counts and how it says so."""

from __future__ import annotations

import re

import pytest

from plansite.build.build import build
from plansite.plan.model import Plan
from plansite.reading.examine import examine
from plansite.render.html_blocks import matrix
from plansite.views.matrix import overview_matrix
from plansite.views.site import Content, Site

PLAN = """
schema: 1
title: 规划
period: {start: 2021, end: 2025}
units: [{id: kexie, name: 市科协}, {id: jiaoyu, name: 市教育局}]
items:
  - id: top
    title: 行动
    items:
      - {id: low, title: 任务, responsible: [kexie, jiaoyu]}
      - id: between
        title: 一组任务
        responsible: [jiaoyu]
        items: [{id: lowest, title: 另一任务, responsible: [kexie]}]
"""


LEADS = """
schema: 1
title: 规划
kinds: {action: {label: 行动, folder: actions}}
units: [{id: kexie, name: 市科协}, {id: jiaoyu, name: 市教育局}]
items:
  - id: top
    kind: action
    title: 行动
    lead: [kexie]
    items:
      - {id: one, title: 一项任务, lead: [kexie], responsible: [jiaoyu]}
      - {id: two, title: 另一任务, responsible: [kexie]}
"""


def plan_of(text: str) -> Plan:
    examined = examine(text.encode(), "plan.yaml", "en")
    assert examined.record is not None, examined.problems
    return examined.record


def site_of(text: str) -> Site:
    return Site.of(plan_of(text), Content())


def test_a_cell_of_several_roles_says_how_many_items_each_has() -> None:
    site = site_of(LEADS)
    made = overview_matrix(site, (site.relations.node["top"],), "各单位", "行动")
    kexie, _ = made.rows[0].cells
    assert kexie is not None
    assert (kexie.sign, kexie.count, kexie.roles) == ("●", 2, ("lead", "responsible"))
    assert kexie.url == "actions/top/#one"
    told = 'data-own="lead" data-counts="lead:1 responsible:1"'
    assert told in matrix(made, "../", grouped=False, filtered=True)
    assert [(each.label, each.sums) for each in made.sums] == [
        ("共几项行动", (1, 1)),
        ("其中共几项任务", (2, 1)),
    ]


def test_items_of_a_page_below_another_are_not_summed_up_twice() -> None:
    site = site_of(LEADS.replace("{id: two, title", "{id: two, kind: action, title"))
    nodes = [site.relations.node[ident] for ident in ("top", "two")]
    assert [each.label for each in overview_matrix(site, nodes, "各单位", "行动").sums] == ["共几项行动"]


@pytest.mark.parametrize(("count", "page", "small"), [(20, "a4", ""), (21, "a4", "a4"), (40, "a3", "a3")])
def test_the_sheet_that_a_matrix_is_printed_on_has_room_for_its_columns(
    count: int, page: str, small: str
) -> None:
    ids = [f"unit{number}" for number in range(count)]
    units = ", ".join(f"{{id: {each}, name: 第{at}局}}" for at, each in enumerate(ids))
    text = re.sub(r"units: .*", f"units: [{units}]", LEADS)
    text = re.sub(r"(lead|responsible): \[(kexie|jiaoyu)\]", rf"\1: [{ids[0]}]", text)
    text = text.replace(f"responsible: [{ids[0]}]}}", f"responsible: [{', '.join(ids[1:])}]}}")
    files = {
        path: data.decode() for path, data in build(plan_of(text), Content()).items() if path[-3:] == ".md"
    }
    assert f"\nsheet: {page}\n" in files["matrix/tasks.md"]
    assert "sheet:" not in files["actions/top.md"].partition("\n---\n")[0]
    assert re.findall('<div data-sheet="(.*?)">', files["actions/top.md"]) == ([small] if small else [])


def test_an_overview_says_tasks_only_where_all_that_it_counts_are_tasks() -> None:
    site = site_of(PLAN)
    top = (site.relations.node["top"],)
    (row,) = overview_matrix(site, top, "各单位", "行动").rows
    assert {cell.words for cell in row.cells if cell} == {
        "市科协：行动，其中承担2项任务",
        "市教育局：行动，其中承担2个事项",
    }
