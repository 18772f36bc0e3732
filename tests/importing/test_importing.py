"""Documents of other shapes, imported: each case is a text, with the outline that is expected beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from plansite.importing.document import imported
from plansite.importing.draft.emit import emit
from plansite.importing.readers import Line, read
from plansite.importing.report.coverage import coverage
from plansite.importing.report.findings import Sort
from plansite.plan.model import Role
from plansite.reading.examine import examine
from plansite.views.site import Content, Site
from tests.helpers.support import CASES, ROOT, exported

DOCUMENTS = sorted(path for path in (CASES / "documents").iterdir() if path.suffix != ".expected")
LOANED = ROOT.parent / "shared"
# What a document says of units in prose, which is for a person to read.
TOLD = {
    "section": ("市政务服务局负责指导",),
    "groups": (
        "以下任务均需各区政府落实，不再一一列出",
        "监督单位：市纪委监委",
        "（学校内由教育行政部门负责）",
    ),
}
SCANNED = ROOT / "content/source/yufufa-2022-11.txt"


def lines_of(text: str, name: str = "document.txt") -> tuple[Line, ...]:
    return read(name, text.encode())


def site_of(text: str, name: str = "document.txt") -> Site:
    """Return what the draft of a document holds; it has no errors."""
    draft = emit(imported(lines_of(text, name)).draft)
    examined = examine(draft.encode(), "plan.yaml", "en")
    assert examined.record is not None, [each for each in examined.problems if each.severity == "error"]
    return Site.of(examined.record, Content())


def described(site: Site) -> Iterator[str]:
    """Yield the plan in lines: the document, each item with its roles, the units that are groups."""
    plan = site.plan
    known = (plan.document.number, plan.document.issuer, plan.document.written_on, plan.document.printed_on)
    yield " | ".join([plan.title, *(str(each) for each in known if each)])
    yield f"{plan.period.start}—{plan.period.end}" if plan.period else "—"
    for node in site.relations.nodes:
        answers = site.relations.of_item.get(node.id, ())
        roles = {role: [each.unit.name for each in answers if each.role is role] for role in Role}
        said = [f"{role.value}: {'、'.join(names)}" for role, names in roles.items() if names]
        marks = ["等"] if any(charge.etal for charge in node.item.charges) else []
        due = [f"due: {node.item.due.text}"] if node.item.due else []
        name = f"{node.item.number or ''}{node.item.title or ''}" or f"<{node.id}>"
        yield "  " * len(node.lineage) + " | ".join([name, *said, *marks, *due])
    groups = [unit.name for unit in plan.units if unit.collective]
    yield f"collective: {'、'.join(groups)}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_is_read_as_expected(path: Path) -> None:
    found = "\n".join(described(site_of(path.read_text("utf-8"), path.name))) + "\n"
    expected = path.with_suffix(".expected")
    assert found == expected.read_text("utf-8"), f"if that is right, write it to {expected.name}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_the_draft_holds_the_text(path: Path) -> None:
    result = imported(lines_of(path.read_text("utf-8"), path.name))
    site = site_of(path.read_text("utf-8"), path.name)
    assert coverage(result.source, exported("text", site).decode()).share >= 0.97
    told = [each for each in result.findings if each.sort not in {Sort.HOLE, Sort.TABLE}]
    assert tuple(each.text for each in told) == TOLD.get(path.stem, ())


def test_the_first_plan_is_read_whole_from_its_scan(site: Site) -> None:
    text = SCANNED.read_text("utf-8")
    found = site_of(text)
    relations = found.relations
    kinds = [node.item.kind for node in relations.nodes]
    assert (kinds.count("action"), kinds.count("project")) == (5, 5)
    assert (len(relations.tasks), len(relations.responsible_units)) == (34, 29)
    assert len(relations.responsibilities) == 199

    def said(of: Site) -> set[tuple[str, str, str]]:
        return {
            (each.unit.name, each.role.value, f"{each.node.item.number}{each.node.item.title}".rstrip("。"))
            for each in of.relations.responsibilities
        }

    assert said(found) == said(site)
    assert coverage(imported(lines_of(text)).source, exported("text", found).decode()).share >= 0.995


@pytest.mark.parametrize("name", ["01_sc2019_3_zongbaoqu", "06_sc2018_39_jiuye"])
def test_the_loaned_documents_are_read_as_people_read_them(name: str) -> None:
    path = LOANED / "examples" / f"{name}.txt"
    if not path.is_file():
        pytest.skip("the loaned documents are not beside this checkout")
    site = site_of(path.read_text("utf-8"))
    truth = json.loads(path.with_suffix(".truth.json").read_text("utf-8"))
    expected, found = set(), set()
    numbers = {}
    for section in truth["sections"]:
        for task in section["tasks"]:
            numbers[task["number"].strip(".")] = task["number"]
            expected |= {(task["number"].strip("."), unit, unit in task["lead"]) for unit in task["units"]}
    for answer in site.relations.responsibilities:
        number = (answer.node.item.number or "").strip(".")
        found.add((number, answer.unit.name, answer.role is Role.LEAD))
    assert found == expected


def test_an_import_is_the_same_every_time() -> None:
    text = SCANNED.read_text("utf-8")
    assert emit(imported(lines_of(text)).draft) == emit(imported(lines_of(text)).draft)


def test_what_looks_like_a_responsibility_and_is_not_read_is_told() -> None:
    text = "方案\n一、任务\n1.宣传。做好宣传。（市教育局 市科协负责）\n"
    (told,) = (each for each in imported(lines_of(text)).findings if each.sort is Sort.UNREAD)
    assert (told.line, told.text) == (3, "（市教育局市科协负责）")


def test_a_part_has_its_own_units_and_deadline() -> None:
    text = (
        "方案\n一、任务\n1.科普。办好活动。（市科协牵头）印发手册。（责任单位：市教育局；完成时限：6月底）\n"
    )
    (task,) = site_of(text).relations.tasks
    assert task.item.due is None
    (part,) = task.item.parts
    assert (part.text, part.responsible, part.due and part.due.text) == ("印发手册。", ("jiaoyu",), "6月底")


RULE = "任务分工中，列第一位者为牵头单位"


LISTED = "1.科普。做好。（市科协、市妇联负责）\n"


@pytest.mark.parametrize(
    "text",
    [
        f"方案\n为做好工作，制定本方案。{RULE}。\n一、任务\n{LISTED}",
        f"方案\n一、任务（{RULE}）\n{LISTED}",
        f"方案\n一、任务\n{LISTED}二、要求\n加强落实。{RULE}。\n",
    ],
)
def test_the_rule_on_who_leads_holds_for_the_plan_if_it_stands_beside_the_lists(text: str) -> None:
    assert "lead_rule: first  # 请核对" in emit(imported(lines_of(text)).draft)
    leads = [each.unit.name for each in site_of(text).relations.responsibilities if each.role is Role.LEAD]
    assert leads == ["市科协"]


def test_the_rule_in_a_list_holds_from_there_on() -> None:
    second, third = f"2.展览。做好。（市妇联、市科协负责，{RULE}，下同）\n", "3.培训。做好。（市科协负责）\n"
    text = f"方案\n一、任务\n{LISTED}{second}{third}"
    assert "lead_rule" not in emit(imported(lines_of(text)).draft)
    leads = [each.unit.name for each in site_of(text).relations.responsibilities if each.role is Role.LEAD]
    assert leads == ["市妇联", "市科协"]


def test_a_unit_is_marked_if_a_person_should_look_at_its_category() -> None:
    draft = emit(imported(lines_of("方案\n一、任务\n1.科普。做好。（责任单位：市科协、教务处）\n")).draft)
    assert "category: 群团组织}\n" in draft
    assert "category: 内设机构}  # 请核对\n" in draft


def test_bare_lists_are_read_only_where_most_responsibilities_are_printed_so() -> None:
    bare = "方案\n一、任务\n1.科普。做好。（市科协、市妇联）\n2.培训。做好。（市科协）\n3.展览。（市妇联）\n"
    assert len(site_of(bare).relations.responsibilities) == 4
    mixed = bare.replace("（市科协）", "（市科协负责）").replace("（市妇联）", "（市妇联负责）")
    assert len(site_of(mixed).relations.responsibilities) == 2
    assert [each.text for each in imported(lines_of(mixed)).findings] == ["（市科协、市妇联）"]
