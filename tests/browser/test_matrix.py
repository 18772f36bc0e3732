"""The matrices in a browser: filters that live in the address, the keyboard, the cross, the heat map."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from plansite.views.site import Site

MATRICES = ["matrix/", "matrix/tasks/", "matrix/collaboration/"]
HEATED = ["matrix/", "matrix/collaboration/"]

# The contrast of each heat cell's words on its background (WCAG 2.2, relative luminance), the least of all.
CONTRAST = """() => {
  const channels = (color) => color.match(/[\\d.]+/g).slice(0, 3).map((each) => {
    const value = each / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const weights = [0.2126, 0.7152, 0.0722];
  const luminance = (color) => channels(color).reduce((sum, each, at) => sum + each * weights[at], 0);
  const least = {};
  for (const cell of document.querySelectorAll(".ps-grid td[class*='ps-heat']")) {
    const colors = [getComputedStyle(cell).backgroundColor, getComputedStyle(cell.querySelector("a")).color];
    const [high, low] = colors.map(luminance).sort((a, b) => b - a);
    const step = cell.className.match(/ps-heat-\\d/)[0];
    least[step] = Math.min(least[step] ?? 99, (high + 0.05) / (low + 0.05));
  }
  return least;
}"""


def rows(page: Page) -> Locator:
    return page.locator(".ps-grid tbody tr:not(.ps-group):visible")


def columns(page: Page) -> Locator:
    return page.locator(".ps-grid thead th[data-unit]:visible")


def sums(page: Page, label: str) -> Locator:
    """Return the sums of the columns shown, in the row that has this label."""
    row = page.locator(".ps-grid tfoot tr").filter(has=page.get_by_role("rowheader", name=label, exact=True))
    return row.locator("td:not(.ps-total):visible")


def status(page: Page) -> Locator:
    return page.locator(".ps-filter [role=status]")


def focused(page: Page) -> tuple[int, int]:
    """Return the row and the column of the cell that has the focus."""
    row, column = page.evaluate(
        "(() => { const cell = document.activeElement.closest('th, td');"
        " return [cell.parentElement.rowIndex, cell.cellIndex]; })()"
    )
    return row, column


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Open a page of a small phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN")
    yield context.new_page()
    context.close()


def test_filters_chosen_stand_in_the_address_and_back_takes_them_off(page: Page, served: str) -> None:
    page.goto(f"{served}matrix/tasks/")
    expect(status(page)).to_have_text("显示34项任务、29家单位。")
    expect(page.get_by_role("button", name="清除筛选")).to_be_hidden()
    page.get_by_label("单位", exact=True).select_option(label="市科协")
    expect(status(page)).to_have_text("显示29项任务、1家单位。")
    expect(columns(page)).to_have_text(["市科协"])
    expect(page).to_have_url(f"{served}matrix/tasks/?unit=kexie")
    page.get_by_label("行动、工程").select_option(label="青少年科学素质提升行动")
    expect(page).to_have_url(f"{served}matrix/tasks/?unit=kexie&item=youth")
    expect(rows(page)).to_have_count(5)
    expect(page.locator(".ps-grid .ps-group:visible")).to_have_count(1)
    page.go_back()
    expect(page).to_have_url(f"{served}matrix/tasks/?unit=kexie")
    expect(page.get_by_label("行动、工程")).to_have_value("")
    expect(rows(page)).to_have_count(29)
    page.go_forward()
    expect(rows(page)).to_have_count(5)
    page.get_by_role("button", name="清除筛选").click()
    expect(page).to_have_url(f"{served}matrix/tasks/")
    expect(page.get_by_label("单位", exact=True)).to_be_focused()
    expect(rows(page)).to_have_count(34)
    expect(columns(page)).to_have_count(29)


def test_an_address_with_filters_opens_filtered_with_its_own_totals(page: Page, served: str) -> None:
    page.goto(f"{served}matrix/?unit=kexie&role=lead")
    expect(page.get_by_label("单位", exact=True)).to_have_value("kexie")
    expect(page.get_by_label("角色")).to_have_value("lead")
    expect(status(page)).to_have_text("显示6项行动和工程、1家单位。")
    expect(sums(page, "共几项行动、工程")).to_have_text(["6"])
    expect(sums(page, "其中共几项任务")).to_have_text(["0"])
    expect(page.locator(".ps-grid tbody td.ps-total:visible")).to_have_text(["1"] * 6)
    page.get_by_label("角色").select_option("responsible")
    expect(sums(page, "共几项行动、工程")).to_have_text(["10"])
    expect(sums(page, "其中共几项任务")).to_have_text(["29"])


def test_the_role_of_one_who_leads_and_answers_is_both(page: Page, served: str) -> None:
    page.goto(f"{served}matrix/?item=youth&role=responsible")
    expect(columns(page)).to_have_count(16)
    page.get_by_label("角色").select_option("lead")
    expect(columns(page)).to_have_text(["市教育局", "市科协"])


def test_the_filter_goes_along_to_the_other_matrices(page: Page, served: str) -> None:
    page.goto(f"{served}matrix/?unit=kexie&item=youth")
    page.get_by_role("navigation", name="矩阵").get_by_role("link", name="任务 × 单位").click()
    expect(page).to_have_url(f"{served}matrix/tasks/?unit=kexie&item=youth")
    expect(rows(page)).to_have_count(5)


def test_units_are_counted_anew_where_only_a_part_of_the_plan_is_asked_for(page: Page, served: str) -> None:
    page.goto(f"{served}matrix/collaboration/?unit=kexie")
    expect(status(page)).to_have_text("显示1家单位与27家单位的协作。")
    together = page.locator(".ps-grid tbody tr[data-unit=kexie] td").nth(3)
    expect(together.locator("a")).to_have_text("11")
    page.get_by_label("行动、工程").select_option("youth")
    expect(together.locator("a")).to_have_text("6")
    expect(together.locator("a")).to_have_accessible_name("市科协与市教育局：共同承担6项")
    expect(together).to_have_class("ps-heat-4")
    page.get_by_label("角色").select_option("lead")
    expect(together.locator("a")).to_have_text("1")
    expect(status(page)).to_have_text("显示1家单位与1家单位的协作。")
    page.get_by_role("button", name="清除筛选").click()
    expect(together.locator("a")).to_have_text("11")
    assert page.locator(".ps-grid tbody td.ps-total").all_inner_texts().count("27") == 1


def test_a_filter_that_leaves_nothing_says_so(page: Page, served: str) -> None:
    page.goto(f"{served}matrix/?unit=tongji&role=lead")
    expect(status(page)).to_have_text("没有符合条件的内容，请换一个条件。")
    expect(page.locator(".ps-matrix")).to_be_hidden()
    page.get_by_role("button", name="清除筛选").click()
    expect(page.locator(".ps-matrix")).to_be_visible()


def test_a_filter_that_is_unknown_is_none(page: Page, served: str) -> None:
    page.goto(f"{served}matrix/tasks/?unit=nobody&item=<b>&role=")
    expect(rows(page)).to_have_count(34)
    expect(page.get_by_role("button", name="清除筛选")).to_be_hidden()


@pytest.mark.parametrize("url", MATRICES)
def test_every_control_has_a_label_and_the_status_is_announced(page: Page, served: str, url: str) -> None:
    page.goto(served + url)
    for name in ("单位", "角色", "行动、工程"):
        # A plan whose tasks know one role only has no filter for it.
        if name != "角色" or url != "matrix/tasks/":
            expect(page.get_by_label(name, exact=True)).to_be_visible()
    expect(status(page)).to_have_attribute("aria-live", "polite")
    expect(page.get_by_role("heading", name="这一格是什么意思")).to_be_visible()


def test_arrow_keys_move_between_filled_cells_and_one_tab_leaves_the_table(page: Page, served: str) -> None:
    page.goto(f"{served}matrix/tasks/?item=youth")
    page.locator(".ps-matrix").focus()
    page.keyboard.press("Tab")
    first = focused(page)
    cells = page.locator(".ps-grid tbody tr:not(.ps-group):visible").first.locator("td:visible:has(a)")
    expect(cells.first.locator("a")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(cells.nth(1).locator("a")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    assert focused(page) == first
    page.keyboard.press("ArrowDown")
    row, column = focused(page)
    assert (row > first[0], column) == (True, first[1])
    page.keyboard.press("ArrowUp")
    assert focused(page) == first
    page.keyboard.press("End")
    expect(cells.last.locator("a")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(cells.last.locator("a")).to_be_focused()
    page.keyboard.press("Home")
    assert focused(page) == (first[0], 0)
    page.keyboard.press("Control+End")
    expect(page.locator(".ps-grid tbody td:visible:has(a)").last.locator("a")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.ps-grid')") is None
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".ps-grid tbody td:visible:has(a)").last.locator("a")).to_be_focused()


def test_enter_opens_the_cell_and_heads_are_reached_too(page: Page, served: str) -> None:
    page.goto(f"{served}matrix/?unit=kexie&item=youth")
    page.locator(".ps-matrix").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    expect(columns(page).locator("a")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served}actions/youth/#youth-basic-education")
    expect(page.locator("#youth-basic-education")).to_be_in_viewport()


def test_a_focused_cell_does_not_hide_under_the_heads(phone: Page, served: str) -> None:
    phone.goto(f"{served}matrix/tasks/")
    phone.locator(".ps-matrix").focus()
    phone.keyboard.press("Tab")
    for key in ("Control+End", "ArrowUp", "ArrowUp", "ArrowLeft", "Control+Home"):
        phone.keyboard.press(key)
        assert phone.evaluate(
            "(() => { const box = document.activeElement.getBoundingClientRect();"
            " const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);"
            " return document.activeElement.contains(at); })()"
        ), key


def test_the_row_and_the_column_of_a_cell_stand_out(page: Page, served: str) -> None:
    page.goto(f"{served}matrix/tasks/")
    cell = page.locator(".ps-grid tbody td:has(a)").nth(40)
    cell.hover()
    row, column = cell.evaluate("(cell) => [cell.parentElement.rowIndex, cell.cellIndex]")
    marked = page.locator(".ps-grid tr.ps-row-on")
    expect(marked).to_have_count(1)
    assert marked.evaluate("(each) => each.rowIndex") == row
    for head in (marked.locator("th"), page.locator(".ps-grid thead th").nth(column)):
        expect(head).to_have_css("font-weight", "700")
    expect(page.locator(".ps-grid .ps-column-on")).to_have_count(36)
    page.mouse.move(0, 0)
    expect(page.locator(".ps-grid .ps-row-on, .ps-grid .ps-column-on")).to_have_count(0)
    cell.locator("a").focus()
    expect(marked).to_have_count(1)


@pytest.mark.parametrize("url", MATRICES)
def test_without_javascript_the_whole_table_is_there(bare: Page, served: str, url: str) -> None:
    bare.goto(f"{served}{url}?unit=kexie")
    expect(bare.locator(".ps-filter")).to_be_hidden()
    expect(bare.locator("[data-keys]")).to_be_hidden()
    expect(columns(bare)).to_have_count(29)
    expect(rows(bare)).to_have_count(bare.locator(".ps-grid tbody tr:not(.ps-group)").count())
    expect(bare.locator(".ps-grid tbody td a[tabindex]")).to_have_count(0)


@pytest.mark.parametrize("url", MATRICES)
def test_on_a_phone_nothing_but_the_table_scrolls(phone: Page, served: str, url: str) -> None:
    phone.goto(f"{served}{url}?item=youth")
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    for select in phone.locator(".ps-filter select").all():
        box = select.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        assert box["height"] >= 24


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("url", HEATED)
def test_words_on_heat_can_be_read(browser: Browser, served: str, url: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(served + url)
    expected = "slate" if scheme == "dark" else "default"
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", expected)
    found = page.evaluate(CONTRAST)
    assert sorted(found) == [f"ps-heat-{step}" for step in range(1, 6)]
    assert min(found.values()) >= 4.5, found
    cell = page.locator(".ps-grid td.ps-heat-1:has(a)").first
    cell.hover()
    paper = "rgb(22, 22, 21)" if scheme == "dark" else "rgb(255, 255, 255)"
    expect(cell.locator("a")).to_have_css("color", paper)
    context.close()


# What each cell shows: the text of its link where that is seen, and whether it has a colour of its own.
SHOWN = """(cells) => cells.filter((cell) => cell.getClientRects().length).map((cell) => {
  const link = cell.querySelector("a:not([hidden])");
  const probe = cell.closest("tr").insertCell();
  const plain = getComputedStyle(probe).backgroundColor;
  probe.remove();
  return [link ? link.textContent : "", getComputedStyle(cell).backgroundColor !== plain];
})"""


@pytest.mark.parametrize(("role", "form"), [("", "●?[0-9]*"), ("lead", "●"), ("responsible", "[0-9]+")])
def test_a_cell_has_a_colour_where_it_shows_something_and_only_there(
    page: Page, served: str, role: str, form: str
) -> None:
    page.goto(f"{served}matrix/?role={role}")
    shown = page.locator(".ps-grid tbody td:not(.ps-total)").evaluate_all(SHOWN)
    assert len(shown) > 90
    assert [text for text, coloured in shown if coloured != bool(text)] == []
    texts = [text for text, _ in shown if text]
    assert [text for text in texts if not re.fullmatch(form, text)] == []
    assert len(texts) == {"": 111, "lead": 16, "responsible": 111}[role]


# Each row and column with its cells' texts, its heading, and the totals that stand at its end.
COUNTED = """(table) => {
  const text = (cell) => cell.textContent.trim();
  const body = [...table.querySelectorAll("tbody tr:not(.ps-group)")];
  const inner = (row) => [...row.cells].slice(1, -1).map(text);
  return {
    label: text(table.tHead.rows[0].cells[table.tHead.rows[0].cells.length - 1]),
    heads: inner(table.tHead.rows[0]),
    rows: body.map((row) => [text(row.cells[0]), inner(row), text(row.cells[row.cells.length - 1])]),
    foot: Object.fromEntries([...(table.tFoot?.rows ?? [])].map((row) => [text(row.cells[0]), inner(row)])),
  };
}"""


@pytest.mark.parametrize("url", [*MATRICES, "actions/youth/"])
def test_every_total_says_what_it_counts(page: Page, served: str, site: Site, url: str) -> None:
    page.goto(served + url)
    found = page.locator(".ps-grid").evaluate(COUNTED)
    assert found["label"] == "共几家单位"
    assert [int(total) for *_, total in found["rows"]] == [sum(map(bool, row)) for _, row, _ in found["rows"]]
    ids = {unit.name: unit.id for unit in site.relations.responsible_units}
    of_unit = [site.relations.of_unit[ids[name]] for name in found["heads"]]
    tasks = [[each.node for each in answers if site.relations.is_task(each.node)] for answers in of_unit]
    foot = {label: [int(each or 0) for each in row] for label, row in found["foot"].items()}
    filled = [sum(bool(row[at]) for _, row, _ in found["rows"]) for at in range(len(of_unit))]
    youth = [sum(node.lineage[1].id == "youth" for node in nodes) for nodes in tasks]
    assert (
        foot
        == {
            "matrix/": {"共几项行动、工程": filled, "其中共几项任务": [len(nodes) for nodes in tasks]},
            "matrix/tasks/": {"共几项任务": [len(nodes) for nodes in tasks]},
            "matrix/collaboration/": {},
            "actions/youth/": {"共几项任务": youth},
        }[url]
    )


def test_a_cell_leads_to_the_part_of_its_unit(page: Page, served: str, site: Site) -> None:
    relations = site.relations
    ids = {unit.name: unit.id for unit in relations.responsible_units}
    named = {ident: {each.unit.id for each in answers} for ident, answers in relations.of_item.items()}
    for url in MATRICES:
        page.goto(served + url)
        heads = [ids.get(name) for name in page.locator(".ps-grid thead th").all_inner_texts()]
        cells: list[tuple[int, str | None, str]] = page.locator(".ps-grid tbody td:has(a)").evaluate_all(
            "(all) => all.map((cell) => [cell.cellIndex, cell.parentElement.dataset.unit ?? null,"
            " cell.querySelector('a').href])"
        )
        for column, row_unit, href in cells:
            path, _, anchor = href.removeprefix(served).partition("#")
            unit = heads[column]
            if row_unit:
                assert (path, anchor) == (f"units/{row_unit}/", f"_with-{unit}")
                continue
            assert unit in named[anchor], href
            below = relations.below(relations.node[anchor])
            # An action as a whole is the answer only for a unit that has no task of its own in it.
            assert not any(unit in named.get(each.id, ()) for each in below), href


def test_a_cell_of_units_opens_what_the_two_share(page: Page, served: str) -> None:
    page.goto(f"{served}matrix/collaboration/?unit=kexie")
    page.get_by_role("link", name="市科协与市教育局：共同承担11项").click()
    expect(page).to_have_url(f"{served}units/kexie/#_with-jiaoyu")
    expect(page.locator("#_with-jiaoyu > li")).to_have_count(11)
    expect(page.locator("#_with-jiaoyu")).to_be_in_viewport()


# The colours of each sample of the legend, and of a cell of the table with the same classes and content.
SAMPLES = """() => {
  const colours = (box, link) => {
    const sign = link.querySelector("i");
    const own = [getComputedStyle(box).backgroundColor, getComputedStyle(link).color];
    return [...own, sign && getComputedStyle(sign).backgroundColor].join(" ");
  };
  return [...document.querySelectorAll(".ps-sample")].map((sample) => {
    const cell = document.querySelector(".ps-grid tbody tr:not(.ps-group)").insertCell(1);
    cell.className = [...sample.classList].filter((name) => name !== "ps-sample").join(" ");
    const link = cell.appendChild(document.createElement("a"));
    link.innerHTML = sample.innerHTML;
    const pair = [colours(sample, sample), colours(cell, link)];
    cell.remove();
    return pair;
  });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("url", [*MATRICES, "actions/youth/"])
def test_the_legend_has_the_colours_of_the_cells(
    browser: Browser, served: str, url: str, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(served + url)
    samples = page.evaluate(SAMPLES)
    used = page.evaluate(
        "[...new Set([...document.querySelectorAll('.ps-grid tbody td')]"
        ".flatMap((cell) => [...cell.classList]))].filter((name) => name !== 'ps-total')"
    )
    legend = page.evaluate(
        "[...document.querySelectorAll('.ps-sample')].flatMap((each) => [...each.classList])"
    )
    context.close()
    assert len(samples) >= 2
    assert [pair for pair in samples if pair[0] != pair[1]] == []
    assert {name for name in used if "heat" in name or "heat" not in "".join(used)} <= set(legend)


def test_the_index_of_units_says_how_many_of_its_rows_answer_for_something(page: Page, served: str) -> None:
    page.goto(f"{served}units/")
    expect(page.locator(".ps-units tbody tr")).to_have_count(34)
    said = "这里共有34家单位：规划列出的责任单位29家，仅有组织实施职责的5家。"
    expect(page.locator("p.ps-lead")).to_contain_text(said)


@pytest.mark.parametrize("url", MATRICES)
def test_a_strict_policy_breaks_nothing(page: Page, served: str, url: str) -> None:
    page.goto(served + url)
    written = "[style], [onclick], [onchange], [onsubmit]"
    assert (
        page.evaluate(
            f"fetch(location.href).then((got) => got.text()).then((text) => new DOMParser()"
            f".parseFromString(text, 'text/html').querySelectorAll('article :is({written})').length)"
        )
        == 0
    )
