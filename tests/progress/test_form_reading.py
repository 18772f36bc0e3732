"""Forms that come back: every fault is told by sheet and cell, and what is right is read."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from plansite.exports.office import forms as office
from plansite.files.zip_archive import EARLIEST
from plansite.progress import form_reading, reading
from plansite.progress.form_reading import FormRead
from plansite.progress.forms import forms, report_form
from plansite.progress.known import Known
from plansite.progress.records import Evidence
from plansite.progress.standing import Standing, standing
from tests.helpers.filled_forms import (
    CONCLUSIONS,
    HIDDEN,
    ITEMS,
    MEASURES,
    fill,
    heads,
    put,
    row_of,
    saved,
    shuffled,
)
from tests.helpers.progress_year import FILES, known

KNOWN = Known(known())
REPORTED = standing(reading.read(FILES, KNOWN.editions, "en").rounds[0], KNOWN.editions)
FRESH = standing(
    reading.read({"2024/round.yaml": FILES["2024/round.yaml"]}, KNOWN.editions, "en").rounds[0],
    KNOWN.editions,
)
Change = Callable[[Workbook], object]


def form(file: str, of: Standing = FRESH) -> bytes:
    """Return a form of the small round as it is sent out."""
    return next(office.write(each, EARLIEST) for each in forms(of) if each.file == file)


BLANK = {file: form(file) for file in ("keji.xlsx", "kexie.xlsx", "nongye.xlsx", "summary-nongye.xlsx")}


def read(data: bytes, name: str = "f.xlsx", of: Standing = FRESH) -> FormRead:
    return form_reading.read(name, data, of, KNOWN, "en")


def changed(change: Change, file: str = "keji.xlsx") -> bytes:
    """Return a form with something done to it."""
    book = load_workbook(io.BytesIO(BLANK[file]), rich_text=True)
    change(book)
    return saved(book)


def spoilt(change: Change) -> FormRead:
    """Return what is read from a form in which a state is chosen and something else is done."""

    def change_it(book: Workbook) -> None:
        put(book[ITEMS], "training", "进展情况", "已完成")
        change(book)

    return read(changed(change_it))


def in_items(ident: str, head: str, value: Any) -> Change:  # noqa: ANN401  any value of a cell
    """Return what writes a value into a cell of an item's row; a state is chosen in it."""

    def change(book: Workbook) -> None:
        if head != "进展情况":
            put(book[ITEMS], ident, "进展情况", "已完成")
        put(book[ITEMS], ident, head, value)

    return change


def in_values(**cells: Any) -> Change:  # noqa: ANN401  as above
    """Return what fills in the row of the target, with a value and a day unless others are given."""
    return lambda book: fill(book[MEASURES], "trained", {"完成值": 800, "截至日期": "2024-12-31", **cells})


def renamed_head(book: Workbook) -> None:
    book[ITEMS].cell(1, heads(book[ITEMS])["工作开展情况"]).value = "工作情况"


def doubled_row(book: Workbook) -> None:
    sheet = book[ITEMS]
    sheet.append([cell.value for cell in sheet[row_of(sheet, "data")]])


def extra_row(book: Workbook) -> None:
    book[ITEMS].cell(9, heads(book[ITEMS])["工作开展情况"]).value = "另外还做了"


def deleted_row(book: Workbook) -> None:
    book[ITEMS].delete_rows(row_of(book[ITEMS], "data"))


def deleted_column(book: Workbook) -> None:
    book[ITEMS].delete_cols(heads(book[ITEMS])["存在问题"])


def merged(book: Workbook) -> None:
    column = "G"
    book[ITEMS].merge_cells(f"{column}2:{column}3")


def renamed_sheet(book: Workbook) -> None:
    book[ITEMS].title = "Sheet1"


def hidden(key: int, value: str) -> Change:
    def change(book: Workbook) -> None:
        book[HIDDEN].cell(key, 2).value = value

    return change


PLANTED: dict[str, tuple[Change, tuple[str, str, str]]] = {
    "a state that is none": (in_items("data", "进展情况", "已经完成"), ("unknown-state", ITEMS, "F3")),
    "a text without a state": (
        lambda book: put(book[ITEMS], "data", "工作开展情况", "做了"),
        ("state-missing", ITEMS, "F3"),
    ),
    "an unknown item": (in_items("data", "id", "dato"), ("unknown-item", ITEMS, "A3")),
    "an item of another unit": (in_items("data", "id", "village"), ("not-its-item", ITEMS, "A3")),
    "another task": (in_items("data", "任务", "2.数据公开"), ("changed-text", ITEMS, "D3")),
    "another role": (in_items("data", "本单位角色", "牵头单位"), ("changed-text", ITEMS, "E3")),
    "a row twice": (doubled_row, ("row-twice", ITEMS, "A5")),
    "a row of its own": (extra_row, ("row-without-id", ITEMS, "G9")),
    "a row that was deleted": (deleted_row, ("row-missing", ITEMS, "")),
    "another head": (renamed_head, ("column-missing", ITEMS, "A1")),
    "a column that was deleted": (deleted_column, ("column-missing", ITEMS, "A1")),
    "merged cells": (merged, ("merged-cells", ITEMS, "G2")),
    "a sheet with another name": (renamed_sheet, ("sheet-renamed", "Sheet1", "")),
    "a sheet that was deleted": (lambda book: book.remove(book[ITEMS]), ("sheet-missing", "", "")),
    "values that were deleted": (lambda book: book.remove(book[MEASURES]), ("sheet-missing", "", "")),
    "a formula for a state": (in_items("data", "进展情况", "=A1"), ("formula", ITEMS, "F3")),
    "a formula for a text": (in_items("data", "工作开展情况", "=1+1"), ("formula", ITEMS, "G3")),
    "an error": (in_items("data", "工作开展情况", "#REF!"), ("cell-error", ITEMS, "G3")),
    "a control character": (in_items("data", "存在问题", "资金_x0007_不足"), ("bad-character", ITEMS, "H3")),
    "a bad address": (in_items("data", "佐证材料", "通报 https://"), ("bad-url", ITEMS, "J3")),
    "an address of no page": (in_items("data", "佐证材料", "通报 ftp://a.cn/b"), ("bad-url", ITEMS, "J3")),
    "a number as text": (in_values(完成值="800"), ("number-as-text", MEASURES, "D2")),
    "a number with its unit": (in_values(完成值="800人次"), ("bad-number", MEASURES, "D2")),
    "a number with commas": (in_values(完成值="10,500"), ("number-as-text", MEASURES, "D2")),
    "a number with odd commas": (in_values(完成值="10,50"), ("bad-number", MEASURES, "D2")),
    "a percentage of no percent": (in_values(完成值="4.2%"), ("bad-number", MEASURES, "D2")),
    "a truth for a number": (in_values(完成值=True), ("bad-number", MEASURES, "D2")),
    "a number beyond all": (in_values(完成值=1e300), ("bad-number", MEASURES, "D2")),
    "a formula for a number": (in_values(完成值="=400*2"), ("formula", MEASURES, "D2")),
    "a day in words": (in_values(截至日期="2024年12月31日"), ("date-as-text", MEASURES, "F2")),
    "a day that is none": (in_values(截至日期="2024-02-30"), ("bad-date", MEASURES, "F2")),
    "a day as a number": (in_values(截至日期=20241231), ("bad-date", MEASURES, "F2")),
    "a value without a day": (in_values(截至日期=None), ("date-missing", MEASURES, "F2")),
    "a day without a value": (in_values(完成值=None), ("value-missing", MEASURES, "D2")),
    "an unknown target": (in_values(id="traind"), ("unknown-item", MEASURES, "A2")),
    "a target of others": (in_values(id="built"), ("not-its-item", MEASURES, "A2")),
    "another quotation": (in_values(原文="每年培训"), ("changed-text", MEASURES, "C2")),
    "another round": (hidden(2, "2023"), ("other-round", "", "")),
    "an unknown unit": (hidden(3, "nobody"), ("unknown-unit", "", "")),
    "an unknown edition": (hidden(4, "0" * 64), ("unknown-edition", "", "")),
    "no form": (lambda book: book.remove(book[HIDDEN]), ("no-form", "", "")),
}
TOLD = {"date-as-text", "row-missing", "sheet-renamed", "number-as-text", "unknown-edition"}


@pytest.mark.parametrize("name", PLANTED)
def test_what_is_wrong_is_told_by_sheet_and_cell(name: str) -> None:
    change, expected = PLANTED[name]
    found = spoilt(change)
    problems = [(each.code, each.sheet, each.cell) for each in found.problems]
    # A row whose id is another is also one that is gone.
    assert expected in problems
    assert {each[0] for each in problems} <= {expected[0], "row-missing"}
    notes = name in {"a formula for a text", "values that were deleted"} or expected[0] in TOLD
    assert found.failed is not notes


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (PLANTED["a text without a state"][0], "data (2.数据共享)"),
        (doubled_row, "data (2.数据共享) stands twice"),
        (in_items("data", "id", "village"), "village (（一）乡村科普行动) is none of the items of 市科技局"),
        (in_values(id="built"), "built (建设科普场馆) is none"),
    ],
)
def test_an_item_is_told_with_its_title(change: Change, words: str) -> None:
    assert any(words in each.message for each in spoilt(change).problems)


def test_the_nearest_state_is_suggested() -> None:
    (problem,) = read(changed(in_items("data", "进展情况", "已经完成"))).problems
    assert problem.hint == "did you mean 已完成?"
    assert "已完成、达到进度、进度滞后、未启动" in problem.message


def test_a_blank_form_is_refused() -> None:
    for file, data in BLANK.items():
        found = read(data)
        sheet = CONCLUSIONS if file.startswith("summary") else ITEMS
        assert [(each.code, each.sheet) for each in found.problems] == [("nothing-filled-in", sheet)], file
        assert "nothing is filled in" in found.problems[0].message
        assert (found.failed, found.reports, found.measures) == (True, (), ()), file


def lost(change: Change, file: str = "keji.xlsx") -> list[tuple[str, str, str]]:
    """Return the warnings about a form that says less than what was reported."""
    book = load_workbook(io.BytesIO(form(file, REPORTED)))
    change(book)
    problems = read(saved(book), of=REPORTED).problems
    return [
        (each.sheet, each.severity.value, each.message) for each in problems if each.code == "report-lost"
    ]


def test_what_a_form_loses_of_an_earlier_report_is_a_warning() -> None:
    ((sheet, severity, words),) = lost(deleted_row)
    assert (sheet, severity) == (ITEMS, "warning")
    assert "data (2.数据共享) was reported before" in words
    ((_, _, words),) = lost(lambda book: put(book[ITEMS], "training", "工作开展情况", None))
    assert "training (1.技能培训)" in words
    assert "工作开展情况" in words
    ((sheet, severity, words),) = lost(lambda book: book.remove(book[MEASURES]))
    assert (sheet, severity) == (MEASURES, "warning")
    assert "the value 800 of trained (培训农民) for 2024-12-31" in words
    empty = dict.fromkeys(("完成值", "截至日期", "数据来源"))
    assert len(lost(lambda book: fill(book[MEASURES], "trained", empty))) == 1
    assert lost(lambda book: fill(book[MEASURES], "trained", {"截至日期": "2025-01-01"})) == []
    ((_, _, words),) = lost(
        lambda book: put(book[CONCLUSIONS], "training", "综合说明", None), "summary-nongye.xlsx"
    )
    assert "综合说明" in words


def test_what_was_reported_stands_in_the_next_form() -> None:
    found = read(form("keji.xlsx", REPORTED), of=REPORTED)
    assert found.problems == ()
    assert found.reports == REPORTED.files.reports["keji"].reports
    assert found.measures == REPORTED.files.reports["keji"].measures
    summed = read(form("summary-nongye.xlsx", REPORTED), of=REPORTED)
    assert summed.problems == ()
    assert summed.conclusions == REPORTED.files.summary.items
    book = load_workbook(io.BytesIO(form("summary-nongye.xlsx", REPORTED)))
    sheet = book[CONCLUSIONS]
    reported = sheet.cell(row_of(sheet, "training"), heads(sheet)["各单位填报"]).value
    assert reported == "市农业农村局：未报送\n市科技局：达到进度；培训农民800人次。"


def test_a_filled_form_is_read_wherever_its_rows_and_columns_have_gone() -> None:
    def fill_in(book: Workbook) -> None:
        cells = {
            "进展情况": "达到进度",
            "工作开展情况": "一\n二",
            "佐证材料": "通报 https://example.gov.cn/a\n台账",
        }
        fill(book[ITEMS], "data", cells)
        fill(book[ITEMS], "halls", {"进展情况": "未启动"})
        fill(
            book[MEASURES],
            "trained",
            {"完成值": 1234.5, "单位": "万人次", "截至日期": dt.date(2024, 12, 31)},
        )

    data = changed(fill_in)
    found = read(data)
    assert found.problems == ()
    assert [(each.item, each.state) for each in found.reports] == [
        ("data", "on-track"),
        ("halls", "not-started"),
    ]
    assert found.reports[0].text == "一\n二"
    assert found.reports[0].evidence == (
        Evidence(title="通报", url="https://example.gov.cn/a"),
        Evidence(title="台账"),
    )
    (value,) = found.measures
    assert (value.value, value.measure, value.at) == (Decimal("1234.5"), "万人次", dt.date(2024, 12, 31))
    for seed in range(5):
        again = read(shuffled(data, seed))
        assert (again.reports, again.measures, again.problems) == (found.reports, found.measures, ())


def test_the_own_measure_of_a_target_is_left_out() -> None:
    (value,) = read(changed(in_values())).measures
    assert value.measure is None
    (value,) = read(changed(in_values(单位=None))).measures
    assert value.measure is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("10,500", "10500"),
        ("６４８", "648"),
        ("１，２００．５", "1200.5"),
        (0.1 + 0.2, "0.3"),
        (1234.5, "1234.5"),
    ],
)
def test_a_number_that_can_mean_one_thing_only_is_taken(written: object, value: str) -> None:
    found = read(changed(in_values(完成值=written)))
    assert [str(each.value) for each in found.measures] == [value]
    told = [each.code for each in found.problems]
    assert told == (["number-as-text"] if isinstance(written, str) else [])


@pytest.mark.parametrize("written", ["2024/12/31", "2024年12月31日", "2024.12.31", "２０２４-12-31"])
def test_a_day_that_can_mean_one_thing_only_is_taken(written: str) -> None:
    found = read(changed(in_values(截至日期=written)))
    assert [each.at for each in found.measures] == [dt.date(2024, 12, 31)]
    ((code, severity, words),) = [(each.code, each.severity.value, each.message) for each in found.problems]
    assert (code, severity, "2024-12-31" in words) == ("date-as-text", "note", True)


def test_a_percentage_is_read_as_it_is_seen() -> None:
    def percent(value: object, measure: str) -> FormRead:
        def change(book: Workbook) -> None:
            in_values(完成值=value, 单位=measure)(book)
            book[MEASURES].cell(2, heads(book[MEASURES])["完成值"]).number_format = "0.00%"

        return read(changed(change))

    for measure in ("%", "％"):
        for value in (0.042, "4.2%", "４.２％"):
            found = percent(value, measure)
            assert [(each.value, each.measure) for each in found.measures] == [(Decimal("4.2"), "%")]
            assert [(each.code, each.severity.value) for each in found.problems] == [("percent", "note")]
    (problem,) = [each for each in percent(0.042, "人次").problems if each.code == "bad-number"]
    assert problem.message == "4.2% is no number"


def test_columns_may_be_hidden_and_text_formatted() -> None:
    def change(book: Workbook) -> None:
        sheet = book[ITEMS]
        fill(sheet, "data", {"进展情况": "已完成"})
        rich = CellRichText("建成", TextBlock(InlineFont(b=True), "3"), "个")
        cell = sheet.cell(row_of(sheet, "data"), heads(sheet)["工作开展情况"])
        cell.value = rich
        cell.hyperlink = "https://example.gov.cn/"
        for column in "BCDE":
            sheet.column_dimensions[column].hidden = True
        sheet.row_dimensions[2].hidden = True

    found = read(changed(change))
    assert found.problems == ()
    assert [each.text for each in found.reports] == ["建成3个"]


@pytest.mark.parametrize(
    ("shown", "address", "url", "codes"),
    [
        ("通报", "https://example.gov.cn/a?b=1&c=2", "https://example.gov.cn/a?b=1&c=2", []),
        ("通报 https://example.gov.cn/b", "https://example.gov.cn/a", "https://example.gov.cn/b", []),
        ("通报", "file:///C:/台账.xlsx", None, ["link-dropped"]),
    ],
)
def test_the_address_that_a_cell_leads_to_is_taken(
    shown: str, address: str, url: str | None, codes: list[str]
) -> None:
    def change(book: Workbook) -> None:
        in_items("data", "佐证材料", shown)(book)
        sheet = book[ITEMS]
        sheet.cell(row_of(sheet, "data"), heads(sheet)["佐证材料"]).hyperlink = address

    found = read(changed(change))
    assert [each.code for each in found.problems] == codes
    assert found.reports[0].evidence == (Evidence(title="通报", url=url),)


def test_too_many_rows_or_sheets_are_told_with_the_limit() -> None:
    def rows(book: Workbook) -> None:
        book[ITEMS].cell(20_500, 7).value = "另外还做了"

    def sheets(book: Workbook) -> None:
        for number in range(60):
            book.create_sheet(f"另页{number}", 0)

    for change, words in ((rows, "goes beyond row 20000"), (sheets, "more than 50 sheets")):
        (problem,) = read(changed(change)).problems
        assert (problem.code, words in problem.message) == ("unreadable-file", True)


def test_a_text_may_fill_a_cell() -> None:
    found = read(changed(in_items("data", "工作开展情况", "字" * 32_767)))
    assert found.problems == ()
    assert len(found.reports[0].text or "") == 32_767


@pytest.mark.parametrize(
    ("value", "text"), [(2024, "2024"), (1.5, "1.5"), (dt.date(2024, 5, 1), "2024-05-01")]
)
def test_a_number_or_a_day_is_a_text_where_one_belongs(value: object, text: str) -> None:
    assert read(changed(in_items("data", "工作开展情况", value))).reports[0].text == text


def test_a_form_under_the_name_of_another_unit_is_told() -> None:
    data = changed(in_items("data", "进展情况", "已完成"))
    found = read(data, "kexie.xlsx")
    assert [(each.code, each.severity.value) for each in found.problems] == [("other-name", "warning")]
    assert (found.unit, found.failed) == ("keji", False)
    for name in ("keji.xlsx", "市科技局.xlsx", "keji (1).xlsx"):
        assert read(data, name).problems == ()


def test_a_unit_does_not_report_on_what_its_heir_has_reported_on() -> None:
    heirs = "unit: nongye\nreported_on: 2025-01-09\nreports: [{item: training, state: done}]\n"
    mine = "unit: xiangcun\nreported_on: 2025-01-08\nreports: [{item: training, state: done}]\n"
    unit = next(each for each in KNOWN.plan.units if each.id == "xiangcun")
    data = office.write(report_form(FRESH, unit), EARLIEST)
    book = load_workbook(io.BytesIO(data))
    put(book[ITEMS], "training", "进展情况", "已完成")

    def found(*reports: str) -> FormRead:
        files = {f"2024/{each.split()[1]}.yaml": each.encode() for each in reports}
        files |= {"2024/round.yaml": FILES["2024/round.yaml"]}
        of = standing(reading.read(files, KNOWN.editions, "en").rounds[0], KNOWN.editions)
        return read(saved(book), "xiangcun.xlsx", of)

    assert [each.code for each in found().problems] == []
    (problem,) = found(heirs).problems
    assert (problem.code, problem.cell) == ("heir-reported", "F2")
    assert (
        "市农业农村局 (nongye), which took over from 市乡村振兴局, has reported on training"
        in problem.message
    )
    assert [each.code for each in found(heirs, mine).problems] == []


def test_the_same_form_twice_is_read_in_neither_file() -> None:
    data = changed(in_items("data", "进展情况", "已完成"))
    both = form_reading.twice((read(data, "a.xlsx"), read(data, "b.xlsx")), "en")
    assert [(each.failed, each.problems[0].code) for each in both] == [(True, "form-twice")] * 2
    halls = changed(in_items("halls", "进展情况", "已完成"), "kexie.xlsx")
    other = form_reading.twice((read(data), read(halls)), "en")
    assert [each.failed for each in other] == [False, False]


def bomb() -> bytes:
    """Return a form whose strings unpack to more than a gigabyte in name, and stop far before that."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(BLANK["keji.xlsx"])) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name) if "sharedStrings" not in name else b" " * (80 << 20))
    return buffer.getvalue()


def with_sheet(old: bytes, new: bytes) -> bytes:
    """Return a form in whose first sheet some XML is replaced."""
    return with_part("sheet1.xml", old, new)


def with_part(part: str, old: bytes, new: bytes) -> bytes:
    """Return a form in one of whose files some XML is replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(BLANK["keji.xlsx"])) as archive, zipfile.ZipFile(buffer, "w") as copy:
        for name in archive.namelist():
            data = archive.read(name)
            copy.writestr(name, data.replace(old, new) if name.endswith(part) else data)
    return buffer.getvalue()


ENTITY = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">]><worksheet '
HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "text": lambda: b"id,state\n",
    "half": lambda: BLANK["keji.xlsx"][:3000],
    "no zip": lambda: b"PK\x03\x04" + b"\0" * 500,
    "old": lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 500,
    "password": lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
    "large": lambda: b"PK" + b"\0" * (20 << 20),
    "bomb": bomb,
    "entities": lambda: with_sheet(b"<worksheet ", ENTITY),
    "broken": lambda: with_sheet(b"</row>", b""),
    "many cells": lambda: with_sheet(
        b"<sheetData>", b"<sheetData>" + b'<row><c t="s"><v>0</v></c></row>' * 200_000
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_cannot_be_read_is_told_in_one_line(name: str) -> None:
    found = read(HOSTILE[name]())
    assert found.failed
    assert [(each.code, each.sheet, each.cell) for each in found.problems] == [("unreadable-file", "", "")]
    assert (found.reports, found.measures, found.kind) == ((), (), "")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<sheetData>", b'<sheetData><row r="900000000"><c r="XFD900000000"><v>1</v></c></row>'),
        (b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        (
            b"</sheetData>",
            b'</sheetData><hyperlinks><hyperlink ref="A1:XFD1048576" location="a"/></hyperlinks>',
        ),
    ],
)
def test_vast_areas_take_no_time(old: bytes, new: bytes) -> None:
    read(with_sheet(old, new))


def test_what_the_library_prints_is_no_output(capsys: pytest.CaptureFixture[str]) -> None:
    read(with_part("styles.xml", b' xfId="0"', b' xfId="99"'))
    assert capsys.readouterr().out == ""
