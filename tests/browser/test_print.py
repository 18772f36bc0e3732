"""Pages on paper: printed to PDF by the browser and read back."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PageObject

from plansite.views.site import Site
from tests.helpers.sheets import sheets_of, squeezed

TITLE = "新余市全民科学素质行动规划纲要实施方案（2021—2025年）"
NUMBER = "余府发〔2022〕11号"
SCREEN_ONLY = ("搜索", "首页", "关于本站", "上一个", "下一个", "切换到", "固定链接", "回到页面顶部", "适老版")
A4 = (595.0, 842.0)
"""Points."""
MATRICES = ["matrix/", "matrix/tasks/", "matrix/collaboration/"]


def size(sheet: PageObject) -> tuple[float, float]:
    return float(sheet.mediabox.width), float(sheet.mediabox.height)


def printed(page: Page, url: str) -> list[str]:
    """Return the text of each sheet, without white space."""
    page.goto(url)
    sheets = sheets_of(page)
    crosswise = page.locator(".ps-print-header[data-sheet=a4]").count()
    for sheet in sheets:
        assert size(sheet) == pytest.approx(A4[::-1] if crosswise else A4, abs=1)
    return [squeezed(sheet.extract_text()) for sheet in sheets]


@pytest.mark.parametrize("path", ["units/kexie/", "units/quxian/", "actions/youth/", "matrix/", "plan/"])
def test_a_printed_page_says_what_it_is(page: Page, served: str, path: str) -> None:
    sheets = printed(page, served + path)
    today = dt.datetime.now(dt.UTC).astimezone().date()
    head = sheets[0]
    assert squeezed(TITLE) in head
    assert squeezed(NUMBER) in head
    assert squeezed(f"网址：{served}{path}") in head
    assert squeezed("打印日期：") + f"{today.year}年{today.month}月{today.day}日" in head
    title = squeezed(page.locator("h1").evaluate("heading => heading.firstChild.textContent"))
    for number, sheet in enumerate(sheets, start=1):
        assert squeezed(f"第{number}页，共{len(sheets)}页") in sheet
        assert title + squeezed(NUMBER) in sheet
    text = "".join(sheets)
    assert [word for word in SCREEN_ONLY if word in text] == []


def test_a_unit_page_prints_all_that_the_unit_must_do(page: Page, served: str, site: Site) -> None:
    for ident in ("kexie", "jiaoyu", "quxian"):
        sheets = printed(page, f"{served}units/{ident}/")
        running = squeezed(site.relations.unit[ident].name + NUMBER)
        text = "".join(re.sub(r"第\d+页,共\d+页", "", sheet).replace(running, "") for sheet in sheets)
        for answer in site.relations.of_unit.get(ident, ()):
            for paragraph in answer.node.item.paragraphs:
                assert squeezed(paragraph) in text, paragraph
        for duty in site.relations.duties.get(ident, ()):
            assert squeezed(duty.quote) in text, duty.quote


@pytest.mark.parametrize(
    "path", ["matrix/", "matrix/tasks/", "matrix/collaboration/", "actions/youth/", "units/"]
)
def test_nothing_is_wider_than_the_sheet(page: Page, served: str, path: str) -> None:
    # What the margins leave of A4: 176 mm, or 273 mm where it lies crosswise.
    page.set_viewport_size({"width": 1031 if path in MATRICES else 665, "height": 900})
    page.goto(served + path)
    page.emulate_media(media="print")
    wide = page.evaluate(
        "() => [...document.querySelectorAll('article *')].filter(each => each.getClientRects().length"
        " && each.getBoundingClientRect().right > innerWidth + 1).map(each => each.outerHTML.slice(0, 90))"
    )
    assert wide == []


def test_the_head_of_a_table_stands_on_each_sheet(page: Page, served: str) -> None:
    sheets = printed(page, f"{served}matrix/tasks/")
    assert len(sheets) > 1
    corner = squeezed(page.locator(".ps-matrix thead .ps-total").inner_text())
    rows = page.locator(".ps-matrix tbody th[scope=row]").all_inner_texts()
    with_rows = [sheet for sheet in sheets if any(squeezed(row) in sheet for row in rows)]
    assert len(with_rows) > 1
    assert all(corner in sheet for sheet in with_rows)
    page.emulate_media(media="print")
    breaks = page.locator(".ps-matrix tbody tr").evaluate_all(
        "rows => rows.map(row => getComputedStyle(row).breakInside)"
    )
    assert set(breaks) == {"avoid"}


# The text of each row of the table, and of its head; a sign that is drawn apart is text too.
ROWS = "(table) => [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim()))"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*MATRICES, "actions/youth/"])
def test_a_printed_matrix_has_every_value_in_black(
    browser: Browser, served: str, path: str, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=scheme, locale="zh-CN")
    page = context.new_page()
    page.goto(served + path)
    rows: list[list[str]] = page.locator(".ps-grid").evaluate(ROWS)
    sheets = sheets_of(page)
    context.close()
    text = "".join(squeezed(sheet.extract_text()) for sheet in sheets)
    assert len(rows) > 7
    assert [row for row in rows if squeezed("".join(row)) not in text] == []
    # What is printed: nothing pale, nothing beyond the margins, nothing too small to read.
    drawn = [each for sheet in sheets for each in inked(sheet)]
    assert len(drawn) > 200
    black, muted, margins, red = (0, 0, 0), (0.267,) * 3, (0.333,) * 3, (0.659, 0.126, 0.102)
    # The text of an action has its labels in red.
    assert {ink.colour for ink in drawn} <= {black, muted, margins, *([] if path in MATRICES else [red])}
    assert min(ink.points for ink in drawn) > 7
    width = size(sheets[0])[0]
    assert min(ink.left for ink in drawn) >= 12 / 25.4 * 72 - 1
    assert max(ink.left for ink in drawn) <= width - 12 / 25.4 * 72


class Ink(NamedTuple):
    """A text that a sheet shows: the colour it is filled with, where it begins, and the size of its type."""

    colour: tuple[float, ...]
    left: float
    points: float


def inked(sheet: PageObject) -> list[Ink]:
    """Return each text that a sheet shows."""
    found: list[Ink] = []
    colours: list[tuple[float, ...]] = [(0.0,)]
    fonts = [0.0]

    def follow(operator: bytes, operands: list[Any], cm: list[float], tm: list[float]) -> None:
        if operator == b"q":
            colours.append(colours[-1])
        elif operator == b"Q":
            colours.pop()
        elif operator in {b"g", b"rg", b"k", b"sc", b"scn"}:
            colours[-1] = tuple(round(float(each), 3) for each in operands)
        elif operator == b"Tf":
            fonts[-1] = float(operands[1])
        elif operator in {b"Tj", b"TJ"}:
            # The matrices [a b c d e f] of PDF (ISO 32000-1, 8.3.3): the text's own, then that of the sheet.
            left = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            found.append(Ink(colours[-1], left, fonts[-1] * abs(tm[3] * cm[3])))

    sheet.extract_text(visitor_operand_before=follow)
    return found


@pytest.mark.parametrize(("sheet", "width"), [("a4", 842), ("a3", 1191), ("a1", 2384)])
def test_a_matrix_of_more_columns_has_a_larger_sheet(page: Page, served: str, sheet: str, width: int) -> None:
    page.goto(f"{served}matrix/")
    page.evaluate(f"document.querySelector('.ps-print-header').dataset.sheet = '{sheet}'")
    assert [round(size(each)[0]) for each in sheets_of(page)] == pytest.approx([width], abs=2)


def test_a_small_matrix_of_many_columns_has_a_sheet_of_its_own(page: Page, served: str) -> None:
    page.goto(f"{served}actions/youth/")
    page.evaluate(
        "() => { const mark = document.createElement('div'); mark.dataset.sheet = 'a4';"
        " document.getElementById('_matrix').before(mark); }"
    )
    crosswise = [squeezed(each.extract_text()) for each in sheets_of(page) if size(each)[0] > A4[0] + 1]
    assert len(crosswise) == 1
    for words in ("责任分工表", "新余学院等院校", "共几项任务", "牵头单位"):
        assert words in crosswise[0]


def test_a_dark_screen_prints_light(browser: Browser, served: str) -> None:
    context = browser.new_context(color_scheme="dark", locale="zh-CN")
    page = context.new_page()
    page.goto(f"{served}units/kexie/")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.locator("article :is(h1, p, a, .ps-answers)").evaluate_all(
        "all => all.filter(each => each.getClientRects().length).flatMap(each => {"
        " const style = getComputedStyle(each); return [style.color, style.backgroundColor]; })"
    )
    body = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    context.close()
    assert body == "rgb(255, 255, 255)"
    assert set(colours) <= {"rgb(0, 0, 0)", "rgb(68, 68, 68)", "rgba(0, 0, 0, 0)"}


def test_links_on_paper_look_like_text(page: Page, served: str) -> None:
    page.goto(f"{served}actions/youth/")
    page.emulate_media(media="print")
    lines = page.locator("article a").evaluate_all(
        "all => all.filter(each => each.getClientRects().length)"
        ".map(each => getComputedStyle(each).textDecorationLine)"
    )
    assert set(lines) == {"none"}


def test_without_a_script_the_head_still_names_the_document(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    sheets = printed(page, f"{served}units/kexie/")
    context.close()
    assert squeezed(TITLE) in sheets[0]
    assert squeezed(NUMBER) in sheets[0]
    assert "打印日期" not in sheets[0]
