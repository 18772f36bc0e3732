"""What a matrix counts and how it says so."""

from __future__ import annotations

from plansite.reading.examine import examine
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


def test_an_overview_says_tasks_only_where_all_that_it_counts_are_tasks() -> None:
    examined = examine(PLAN.encode(), "plan.yaml", "en")
    assert examined.record is not None, examined.problems
    site = Site.of(examined.record, Content())
    top = (site.relations.node["top"],)
    (row,) = overview_matrix(site, top, "各单位", "行动").rows
    assert {cell.words for cell in row.cells if cell} == {
        "市科协：行动，其中承担 2 项任务",
        "市教育局：行动，其中承担 2 个事项",
    }
