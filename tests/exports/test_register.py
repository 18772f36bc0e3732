"""任务台账: the task list of a unit with columns that it fills in, as docx and xlsx, read back."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import docx
import pytest
from openpyxl import load_workbook

from plansite.exports import unit_files
from plansite.exports.office import tasklists
from plansite.exports.office.annex import WIDTH, AnnexTable
from plansite.views.site import Site
from tests.helpers.other_plans import PLANS, site_of
from tests.helpers.support import ROOT, exported

pytestmark = pytest.mark.full

OPEN = ["责任领导", "责任科室", "进展", "备注"]
Rows = dict[str, list[list[str]]]
"""The rows of tables, with their header row, by the heading above them."""


def word(site: Site, form: str, unit: str) -> Rows:
    document = docx.Document(io.BytesIO(exported(form, site, site.relations.unit[unit])))
    found: Rows = {}
    heading = ""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            found[heading] = [[cell.text for cell in row.cells] for row in block.rows]
        elif re.match("[一二三四五六]、", block.text):
            heading = block.text.partition("、")[2]
    return found


def book(site: Site, form: str, unit: str) -> Rows:
    workbook = load_workbook(io.BytesIO(exported(form, site, site.relations.unit[unit])))
    (sheet,) = workbook.worksheets
    found: Rows = {}
    heading = ""
    for row in sheet.iter_rows(values_only=True):
        cells = [str(cell or "") for cell in row]
        if re.search("（[0-9]+[项条]）$", cells[0]):
            heading = cells[0]
            found[heading] = []
        elif heading and any(cells[1:]):
            found[heading].append(cells)
    return found


READERS: dict[str, Callable[[Site, str, str], Rows]] = {"docx": word, "xlsx": book}


@pytest.mark.parametrize("name", ["", *PLANS])
@pytest.mark.parametrize("form", READERS)
def test_a_register_has_the_rows_of_the_list_and_columns_to_be_filled_in(
    form: str, name: str, site: Site
) -> None:
    found, read = (site_of(name) if name else site), READERS[form]
    for unit in found.relations.named_units:
        listed, opened = read(found, form, unit.id), read(found, f"register-{form}", unit.id)
        listed = {title: rows for title, rows in listed.items() if not title.startswith(tasklists.OVERVIEW)}
        assert list(opened) == list(listed)
        for heading, (head, *rows) in opened.items():
            assert head[-4:] == OPEN
            assert {tuple(row[-4:]) for row in rows} == {("",) * 4}
            label = "原文" if "原文" in head else "主要内容"
            texts = [row[head.index(label)] for row in rows]
            before, *lines = listed[heading]
            assert texts == [row[before.index(label)] for row in lines]
            assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]


def test_a_register_names_the_task_and_who_leads_it(site: Site) -> None:
    head, first, *_ = word(site, "register-docx", "kexie")["责任（29项）"]
    assert head == ["序号", "任务", "主要内容", "牵头单位", *OPEN]
    assert first[1] == "（一）青少年科学素质提升行动\n1.提升基础教育阶段科学教育水平"
    assert first[3] == "市教育局、市科协"
    head, first, *_ = book(site, "register-xlsx", "kexie")["责任（29项）"]
    assert head == ["序号", "行动/工程", "任务", "主要内容", "牵头单位", *OPEN]
    assert first[1:3] == ["（一）青少年科学素质提升行动", "1.提升基础教育阶段科学教育水平"]


def test_a_register_is_no_annex_and_says_who_fills_it_in(site: Site) -> None:
    unit = site.relations.unit["tongji"]
    document = docx.Document(io.BytesIO(exported("register-docx", site, unit)))
    lines = [each.text for each in document.paragraphs]
    assert lines[0] == "市统计局任务台账"
    assert "附件" not in lines
    assert "责任领导、责任科室、进展、备注各栏由本单位填写。" in lines
    assert document.core_properties.title == "市统计局任务台账"
    assert document.core_properties.author == site.plan.document.issuer


def test_the_registers_of_all_units_are_one_document_and_one_workbook(site: Site) -> None:
    names = [unit.name for unit in site.relations.named_units]
    workbook = load_workbook(io.BytesIO(exported("register-xlsx", site)))
    assert len(workbook.sheetnames) == len(names)
    assert [sheet["A1"].value for sheet in workbook.worksheets] == [f"{name}任务台账" for name in names]
    assert workbook.properties.title == "各单位任务台账"
    document = docx.Document(io.BytesIO(exported("register-docx", site)))
    titles = [each.text for each in document.paragraphs if each.text.endswith("任务台账")]
    assert titles == ["各单位任务台账", *(f"{name}任务台账" for name in names)]


def test_a_plan_without_units_has_registers_that_say_so() -> None:
    workbook = load_workbook(io.BytesIO(exported("register-xlsx", site_of("minimal"))))
    assert [row[0].value for row in workbook.worksheets[0].iter_rows()] == ["任务台账", "原文没有列出单位。"]
    document = docx.Document(io.BytesIO(exported("register-docx", site_of("minimal"))))
    assert "原文没有列出单位。" in [each.text for each in document.paragraphs]


@pytest.mark.parametrize("name", ["", *PLANS])
def test_every_column_of_a_table_has_room_for_its_label(name: str, site: Site) -> None:
    found = site_of(name) if name else site
    for register in (False, True):
        view = tasklists.show(found, None, register=register)
        tables = [each for each in tasklists.blocks(view) if isinstance(each, AnnexTable)]
        for table in tables:
            assert sum(column.width for column in table.columns) == WIDTH
            assert {column.lines(column.label) for column in table.columns} == {1}


def test_units_offer_list_and_register_in_both_forms(site: Site) -> None:
    paths = (
        "data/units/kexie.docx",
        "data/units/kexie.xlsx",
        "data/registers/kexie.docx",
        "data/registers/kexie.xlsx",
    )
    assert unit_files(site.relations.unit["kexie"]) == paths
    assert f"<!-- downloads: {' '.join(paths)} -->" in (ROOT / "docs/units/kexie.md").read_text("utf-8")
    data = (ROOT / "docs/data/index.md").read_text("utf-8")
    published = (ROOT / "docs/.addresses").read_text("utf-8")
    for path in ("data/registers.docx", "data/registers.xlsx", "data/plan.docx"):
        assert f"<!-- downloads: {path} -->" in data
        assert f"\n{path}\tpage data\t" in published
    for path in paths:
        assert f"\n{path}\tunit kexie\t" in published
