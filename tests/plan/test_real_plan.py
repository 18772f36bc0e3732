"""The real plan as data: everything the document names is there, and nothing that it does not."""

from __future__ import annotations

from collections import Counter

import pytest

from plansite.plan.model import Plan, Role
from plansite.plan.relations import relate
from plansite.plan.tree import walk
from plansite.reading.examine import examine
from plansite.views.site import Site
from tests.helpers.support import ROOT, plansite


def test_the_counts_are_those_of_the_document(site: Site) -> None:
    relations = site.relations
    roles = Counter(each.role for each in relations.responsibilities)
    assert roles == {Role.LEAD: 16, Role.RESPONSIBLE: 183}
    assert len(relations.tasks) == 34
    assert len(relations.responsible_units) == 29
    kinds = Counter(node.item.kind for node in relations.nodes if node.item.kind)
    assert (kinds["action"], kinds["project"]) == (5, 5)


@pytest.mark.full
def test_the_plan_has_no_problem_at_all() -> None:
    run = plansite("check", "plan.yaml", "--format", "json", cwd=ROOT)
    assert (run.status, run.out.strip()) == (0, "[]")


def test_a_unit_is_named_as_the_document_prints_it(plan: Plan) -> None:
    source = "".join((ROOT / "content/source/yufufa-2022-11.txt").read_text("utf-8").split())
    source = source.replace("(", "（").replace(")", "）")
    assert [unit.name for unit in plan.units if unit.name not in source] == []


def test_the_prose_of_the_measures_reaches_its_units(site: Site) -> None:
    assert set(site.relations.duties) == {
        "zhengfu",
        "lingdaoxiaozu",
        "kexie",
        "quxian",
        "quxian-bangongshi",
        "gejizhengfu",
    }


def test_figures_and_years_of_targets_stand_in_their_quotes(plan: Plan) -> None:
    texts = {node.id: "".join(node.item.paragraphs) for node in walk(plan)}
    for target in plan.targets:
        if target.value is not None:
            assert f"{target.value}" in target.quote
            assert (target.measure or "")[:1] in target.quote
        if target.by is not None:
            assert f"到{target.by}年" in texts[target.item]


def test_every_word_in_quotation_marks_is_a_programme_or_known_not_to_be_one(plan: Plan) -> None:
    # Slogans, concepts and abbreviations in quotation marks that name no project, activity or brand.
    others = {
        "爱我工小美，五年更辉煌", "爱我工小美、五年更辉煌", "工小美", "四地", "七提", "十四五", "四个面向",
        "科学普及与科技创新同等重要", "科技创新和科学普及同等重要", "最后一公里", "2+4+N",
    }  # fmt: skip
    named = {quote for programme in plan.programmes for quote in (programme.name, programme.quote)}
    quoted = [
        phrase.split("”")[0]
        for node in walk(plan)
        for paragraph in node.item.paragraphs
        for phrase in paragraph.split("“")[1:]
    ]
    assert quoted
    missing = [each for each in quoted if each not in others and not any(each in name for name in named)]
    assert missing == []


def test_relations_of_every_shape_are_counted_once() -> None:
    text = """
schema: 1
title: t
period: {start: 2020, end: 2021}
lead_rule: first
units: [{id: a, name: 甲}, {id: b, name: 乙}, {id: c, name: 丙}]
items:
  - id: one
    responsible: [a, b]
    items:
      - id: two
        title: 题
        parts: [{text: 文, responsible: [b, c]}, {text: 又, lead: [c], support: [a]}]
"""
    record = examine(text.encode(), "p", "en").record
    assert record is not None
    found = {(each.unit.id, each.role.value, each.node.id) for each in relate(record).responsibilities}
    assert found == {
        ("a", "lead", "one"),
        ("b", "responsible", "one"),
        ("b", "responsible", "two"),
        ("c", "lead", "two"),
        ("a", "support", "two"),
    }
