"""A plan that names neither its years nor its day: nothing is invented, and nothing fails."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from plansite.exports import exports
from plansite.project import project as projects
from plansite.reading.examine import examine
from plansite.views.site import Content, Site
from tests.helpers.support import plansite

Make = Callable[[str], Path]
PLAN = """
schema: 1
title: 关于做好科普工作的通知
units: [{id: kexie, name: 市科协}]
items: [{id: one, number: 一、, title: 甲, text: 做好工作。, responsible: [kexie]}]
"""
STAGED = (
    PLAN
    + """
milestones: [{id: start, item: one, label: 启动, quote: 做好工作。, from: 2023, to: 2024}]
"""
)
INVENTED = re.compile(r"1980|1900|2200|None|(?<!简称和)实施期")


def site_of(text: str) -> Site:
    examined = examine(text.encode(), "plan.yaml", "en")
    assert (examined.record is not None, examined.problems) == (True, ())
    assert examined.record is not None
    return Site.of(examined.record, Content())


@pytest.mark.full
@pytest.mark.parametrize("text", [PLAN, STAGED], ids=["plain", "with stages"])
def test_no_page_names_a_year_that_the_plan_does_not(project: Make, text: str) -> None:
    root = project(text)
    run = plansite("build", "--strict", cwd=root)
    assert run.status == 0, run.err
    for path in (root / "site").rglob("*.html"):
        shown = re.sub(
            r"<style.*?</style>|<script src.*?</script>", "", path.read_text("utf-8"), flags=re.DOTALL
        )
        assert not INVENTED.search(shown), (path, INVENTED.findall(shown))
    data = json.loads((root / "site/data/plan.json").read_text("utf-8"))
    assert "period" not in data


def test_no_document_names_one() -> None:
    site = site_of(PLAN)
    stamp = projects.source_date(site.plan, {})
    for unit in (None, site.plan.units[0]):
        book = load_workbook(io.BytesIO(exports()["xlsx"].render(site, unit, stamp) or b""))
        cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
        assert not [cell for cell in cells if INVENTED.search(cell)]
        assert "注：原文没有列出时限。" in cells
        document = docx.Document(io.BytesIO(exports()["docx"].render(site, unit, stamp) or b""))
        lines = [each.text for each in document.paragraphs]
        assert not [line for line in lines if INVENTED.search(line)]
        assert "" not in [line.strip("　") for line in lines if line != ""]


def test_files_are_stamped_with_the_first_day_that_archives_know() -> None:
    site = site_of(PLAN)
    stamp = projects.source_date(site.plan, {})
    assert stamp.isoformat() == "1980-01-01T00:00:00+00:00"
    data = exports()["xlsx"].render(site, None, stamp)
    assert data is not None
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


@pytest.mark.full
def test_its_first_plan_is_kept_under_a_name_without_a_day(project: Make) -> None:
    root = project(PLAN)
    run = plansite("revise", "--date", "2024-03-01", "--note", "调整", cwd=root)
    assert run.status == 0, run.err
    assert (root / "content/revisions/original.yaml").read_text("utf-8") == PLAN
    assert plansite("build", "--strict", cwd=root).status == 0
