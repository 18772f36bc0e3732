"""What a form looks like when it is opened and when it is printed, and that its bytes are always the same."""

from __future__ import annotations

import io
import zipfile

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from plansite.exports import exports
from plansite.exports.office import forms as office
from plansite.files.zip_archive import EARLIEST
from plansite.progress import reading
from plansite.progress.entries import RoundFiles
from plansite.progress.forms import Form, forms
from plansite.progress.standing import standing
from tests.helpers.filled_forms import CONCLUSIONS, HIDDEN, ITEMS, MEASURES, heads
from tests.helpers.hostile import MARKUP, SIGNS
from tests.helpers.progress_year import FILES, known

STANDING = standing(reading.read(FILES, known(), "en").rounds[0], known())
FORMS = {each.file: each for each in forms(STANDING)}


def sheets(form: Form) -> dict[str, Worksheet]:
    book = load_workbook(io.BytesIO(office.write(form, EARLIEST)))
    return {sheet.title: sheet for sheet in book.worksheets}


def test_the_columns_are_those_of_the_contract() -> None:
    found = sheets(FORMS["keji.xlsx"])
    assert list(found) == [ITEMS, MEASURES, HIDDEN]
    opening = ["id", "序号", "行动/工程", "任务"]
    assert list(heads(found[ITEMS])) == [
        *opening,
        *("本单位角色", "进展情况", "工作开展情况", "存在问题", "下一步打算", "佐证材料"),
    ]
    assert list(heads(found[MEASURES])) == ["id", "目标", "原文", "完成值", "单位", "截至日期", "数据来源"]
    summary = sheets(FORMS["summary-nongye.xlsx"])
    assert list(heads(summary[CONCLUSIONS])) == [*opening, "各单位填报", "总体进展", "综合说明"]
    assert [cell.value for cell in summary[HIDDEN]["B"]][:3] == ["summary", "2024", "nongye"]


def test_what_is_to_be_filled_in_is_open_and_coloured_and_all_else_is_locked() -> None:
    for sheet in (sheets(FORMS["keji.xlsx"])[ITEMS], sheets(FORMS["summary-nongye.xlsx"])[CONCLUSIONS]):
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        states = heads(sheet)
        first = states.get("进展情况") or states["总体进展"]
        for cell in sheet[2]:
            is_open = (cell.column or 0) >= first
            assert cell.protection.locked is not is_open
            assert (cell.fill.fgColor.rgb == "FFFFF9DB") is is_open
            assert cell.alignment.wrap_text
        told = {str(each.sqref): each for each in sheet.data_validations.dataValidation}
        assert all(each.promptTitle and each.prompt for each in told.values())
        assert [each.formula1 for each in told.values() if each.type == "list"] == ["plansite!$D$1:$D$4"]


def test_it_prints_on_a4_with_its_head_on_each_page() -> None:
    sheet = sheets(FORMS["keji.xlsx"])[ITEMS]
    assert sheet.freeze_panes == "E2"
    assert sheet.column_dimensions["A"].hidden
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)  # one page wide
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.oddHeader is not None
    assert sheet.oddHeader.center.text == "2024年度 市科技局填报表"


def test_the_names_of_form_round_unit_and_edition_are_hidden_well() -> None:
    sheet = sheets(FORMS["keji.xlsx"])[HIDDEN]
    assert sheet.sheet_state == "veryHidden"
    pairs = {row[0].value: row[1].value for row in sheet.iter_rows(max_row=4)}
    digest = STANDING.assigned.digest("keji")
    assert pairs == {"form": "report", "round": "2024", "unit": "keji", "plan": digest}


def test_the_same_form_is_the_same_bytes_and_dated_by_no_clock() -> None:
    data = office.write(FORMS["keji.xlsx"], EARLIEST)
    assert data == office.write(FORMS["keji.xlsx"], EARLIEST)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {1980}


def test_a_form_is_no_export_of_the_site() -> None:
    assert not [name for name in exports() if "form" in name]


@pytest.mark.parametrize("text", [*MARKUP, *SIGNS, "=1+1", "@SUM(A1)", "<r>a</r>"])
def test_hostile_text_is_text_in_a_form(text: str) -> None:
    report = STANDING.files.reports["keji"]
    said = replace(report.reports[0], text=text)
    changed = replace(report, reports=(said,))
    stand = standing(RoundFiles("2024", STANDING.round, {"keji": changed}, STANDING.files.summary), known())
    sheet = sheets(next(forms(stand, "keji")))[ITEMS]
    cell = sheet.cell(2, heads(sheet)["工作开展情况"])
    assert (cell.data_type, cell.value) == ("s", text)
