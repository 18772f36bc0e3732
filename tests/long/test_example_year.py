"""A year of the example, from `open` to a correction: forms, pages, data and report agree.

Faults in forms are told one by one in tests/progress/test_form_reading.py.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import mammoth
import pytest
from lxml import html
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page

from tests.helpers.filled_forms import CONCLUSIONS, ITEMS, MEASURES, filled, heads
from tests.helpers.office_saved import office_saved
from tests.helpers.progress_project import progress
from tests.helpers.server import serving
from tests.helpers.shifan import EXAMPLE
from tests.helpers.support import plansite

YEAR = "2025"
STATES = ["已完成", "达到进度", "进度滞后", "未启动"]
OPEN = ("--from", "2025-01-01", "--to", "2025-12-31", "--due", "2026-01-15", "--coordinator", "kexie")
SILENT = {"quxian"}
FORMATS = ["xlsx", "xlsx", "xls", None]
"""What LibreOffice saves every form as, in turn; None leaves it as openpyxl does."""


def test_a_year_of_the_example(tmp_path: Path, browser: Browser) -> None:
    root = tmp_path / "shifan"
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("docs", "site", ".*"))
    chance = random.Random(25)  # noqa: S311  an order, no secret
    assert progress(root, "open", YEAR, *OPEN, "--as-of", "2026-01-31").status == 0
    assert progress(root, "forms", YEAR, "-o", tmp_path / "out").status == 0
    forms = [
        path for path in sorted((tmp_path / "out").glob("*.xlsx")) if not path.name.startswith("summary-")
    ]
    wanted = {path.stem: fill(path, chance) for path in forms if path.stem not in SILENT}
    returned = [sent_back(tmp_path / "out" / f"{unit}.xlsx", at) for at, unit in enumerate(wanted)]
    chance.shuffle(returned)
    for part in (returned[:3], returned[3:]):
        run = progress(root, "read", YEAR, "--date", "2026-01-10", *part)
        assert run.status == 0, run.err
    sum_up(root, tmp_path, chance)
    status = json.loads(progress(root, "status", YEAR, "--format", "json").out)
    assert (status["reported"], status["asked"]) == (len(wanted), len(wanted) + len(SILENT))
    told(root, browser, wanted)
    assert progress(root, "close", YEAR, "--date", "2026-02-28").status == 0
    correct(root, tmp_path, returned)
    run = plansite("build", "--strict", cwd=root)
    assert run.status == 0, run.err
    assert (root / f"site/data/reports/{YEAR}.docx").is_file()
    assert "年终核实" in (root / f"site/progress/{YEAR}/index.html").read_text("utf-8")


def fill(path: Path, chance: random.Random) -> dict[str, str]:
    """Fill in a form at random; return the label of the state of each item, "" for what is left out."""
    book = load_workbook(path)
    sheet = book[ITEMS]
    columns, given = heads(sheet), {}
    for row in range(2, sheet.max_row + 1):
        ident = sheet.cell(row, columns["id"]).value
        given[str(ident)] = label = chance.choice([*STATES, ""])
        if label:
            sheet.cell(row, columns["进展情况"]).value = label
            sheet.cell(
                row, columns["工作开展情况"]
            ).value = f"{path.stem}在{ident}上开展工作，=1+1，<b>如实</b>。"
    if MEASURES in book.sheetnames:
        values = book[MEASURES]
        for row in range(2, values.max_row + 1):
            values.cell(row, heads(values)["完成值"]).value = chance.randrange(1, 900)
            values.cell(row, heads(values)["截至日期"]).value = "2025-12-31"
    book.save(path)
    return given


def sent_back(path: Path, at: int) -> Path:
    form = FORMATS[at % len(FORMATS)]
    return office_saved(path, form) if form else path


def sum_up(root: Path, tmp_path: Path, chance: random.Random) -> None:
    """Fill in and read the forms of all units that sum up, but for one item."""
    assert progress(root, "forms", YEAR, "-o", tmp_path / "sums").status == 0
    places = sorted((tmp_path / "sums").glob("summary-*.xlsx"))
    left = True
    for place in places:
        sheet = load_workbook(place)[CONCLUSIONS]
        idents = [str(sheet.cell(row, heads(sheet)["id"]).value) for row in range(2, sheet.max_row + 1)]
        rows = {
            ident: {"总体进展": chance.choice(STATES), "综合说明": f"{ident}的结论。"}
            for ident in idents[left:]
        }
        left = False
        filled(place, {CONCLUSIONS: rows})
    run = progress(root, "read", YEAR, "--date", "2026-01-31", *places)
    assert run.status == 0, run.err


def told(root: Path, browser: Browser, wanted: dict[str, dict[str, str]]) -> None:
    """Hold pages in the browser, CSV, JSON and the report to what was filled in."""
    run = plansite("build", "--strict", "--no-documents", cwd=root)
    assert run.status == 0, run.err
    data = root / "site/data"
    rows = [each for each in csv.DictReader(io.StringIO((data / "progress.csv").read_text("utf-8-sig")))
            if each["round"] == YEAR]  # fmt: skip
    for row in rows:
        unit = "shuju" if row["unit_id"] == "xinxi" else row["unit_id"]
        label = wanted.get(unit, {}).get(row["item_id"], "") or "未报送"
        assert row["state_label"] == label, row
    entries = Counter(label or "未报送" for given in wanted.values() for label in given.values())
    entries["未报送"] += sum(row["unit_id"] in SILENT for row in rows)
    rounds = json.loads((data / "progress.json").read_text("utf-8"))["rounds"]
    found: dict[str, Any] = next(each for each in rounds if each["round"] == YEAR)
    labels = {state["id"]: state["label"] for state in found["states"]} | {None: "尚无汇总"}
    concluded = Counter(labels[item["state"]] for item in found["items"])
    assert concluded["尚无汇总"] == 1
    with serving(root / "site") as address:
        page = browser.new_page()
        page.goto(f"{address}progress/{YEAR}/")
        assert Counter(cells(page, "td:not(.ps-total)[class]")) == entries
        assert Counter(cells(page, "td.ps-total")) == concluded
        page.goto(f"{address}units/quxian/")
        assert set(page.locator("[id=_progress] ~ .ps-reports .ps-state").all_inner_texts()) == {"未报送"}
        page.close()
    report = root / "report.docx"
    assert plansite("export", "report", "--round", YEAR, "-o", report, cwd=root).status == 0
    with report.open("rb") as file:
        text = html.fromstring(mammoth.convert_to_html(file).value).text_content()
    for label, count in concluded.items():
        assert re.search(rf"{label}的?{count}项", text), (label, count)
    assert "（尚未办结）" in text


def cells(page: Page, selector: str) -> list[str]:
    return [text.strip() for text in page.locator(f".ps-progress {selector}").all_inner_texts()]


def correct(root: Path, tmp_path: Path, returned: list[Path]) -> None:
    """Change a report of the closed round: only by correction."""
    unit = next(path.stem for path in returned if path.suffix == ".xlsx")
    assert progress(root, "forms", YEAR, "--unit", unit, "-o", tmp_path / "again").status == 0
    place = tmp_path / "again" / f"{unit}.xlsx"
    sheet = load_workbook(place)[ITEMS]
    ident = str(sheet.cell(2, heads(sheet)["id"]).value)
    filled(place, {ITEMS: {ident: {"进展情况": "进度滞后", "工作开展情况": "核实后更正。"}}})
    assert progress(root, "read", YEAR, "--date", "2026-03-05", place).status == 2
    run = progress(root, "read", YEAR, "--date", "2026-03-05", "--correction", "年终核实", place)
    assert run.status == 0, run.err
    assert plansite("check", cwd=root).status == 0


@pytest.mark.parametrize("name", ["2023", "2024"])
def test_forms_of_the_example_come_back_unchanged(name: str, tmp_path: Path) -> None:
    """What a form is filled in with is what was reported: read back, nothing changes."""
    root = tmp_path / "shifan"
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("docs", "site", ".*"))
    assert progress(root, "forms", name, "-o", tmp_path / "out").status == 0
    before = {path: path.read_bytes() for path in (root / "content/progress" / name).glob("*.yaml")}
    reported = [path.stem for path in before if path.stem not in {"round", "summary"}]
    correction = ("--correction", "核对") if name == "2023" else ()
    for unit in reported:
        form = tmp_path / "out" / f"{unit}.xlsx"
        run = progress(root, "read", name, "--date", "2026-05-01", *correction, form)
        assert run.status == (1 if correction else 0), (unit, run.err)
        assert ("nothing changes" if correction else "nothing new") in run.err
        assert not re.findall(r"^ *[~+-] ", run.out, re.MULTILINE), (unit, run.out)
    assert {path: path.read_bytes() for path in before} == before
