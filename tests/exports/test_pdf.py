"""The PDF of the whole plan, read back with pypdf."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from plansite.reading.examine import examine
from plansite.views.site import Content, Site
from tests.helpers.other_plans import site_of
from tests.helpers.support import STAMP, exported

pytestmark = pytest.mark.full

PAGE_NUMBER = re.compile(r"— \d+ —")


@cache
def read(site: Site) -> PdfReader:
    """Return the file of a plan, opened."""
    return PdfReader(io.BytesIO(exported("pdf", site)))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def shown(site: Site) -> str:
    """Return all that stands on the sheets, without white space, heads and page numbers."""
    running = site.plan.title
    sheets = (squeezed(PAGE_NUMBER.sub("", sheet.extract_text())) for sheet in read(site).pages)
    return "".join(sheet.removesuffix(running) for sheet in sheets)


@pytest.mark.parametrize("name", ["", "chapters", "minimal", "nested"])
def test_every_line_of_the_document_stands_in_it(name: str, site: Site) -> None:
    found = site_of(name) if name else site
    text = shown(found)
    lines = exported("text", found).decode().splitlines()
    assert lines
    for line in lines:
        assert squeezed(line) in text, line


def test_bookmarks_lead_to_every_item_that_has_a_title(site: Site) -> None:
    reader = read(site)
    titles = []

    def walk(entries: list[object]) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry)
            elif isinstance(entry, Destination):
                page = reader.get_destination_page_number(entry)
                assert page is not None
                title = str(entry["/Title"])
                titles.append(title)
                assert squeezed(title) in squeezed(reader.pages[page].extract_text())

    walk(list(reader.outline))
    expected = [
        f"{node.item.number or ''}{(node.item.title or '').removesuffix('。')}"
        for node in site.relations.nodes
        if node.item.title
    ]
    assert [each for each in titles if each not in {"目　录", "各单位页码索引"}] == expected


def test_the_index_names_the_pages_of_each_unit(site: Site) -> None:
    reader = read(site)
    index = "".join(sheet.extract_text() for sheet in reader.pages[-2:])
    for unit in site.relations.named_units:
        assert unit.name in squeezed(index)
    numbers = re.search(r"市统计局\n责任单位：([\d、]+)", index)
    assert numbers is not None
    (answer,) = site.relations.of_unit["tongji"]
    for number in numbers[1].split("、"):
        assert (answer.node.item.title or "") in squeezed(reader.pages[int(number) - 1].extract_text())
        assert f"— {number} —" in reader.pages[int(number) - 1].extract_text()


def test_all_fonts_are_embedded(site: Site) -> None:
    reader = read(site)
    fonts: dict[str, Any] = {}
    for sheet in reader.pages:
        resources: Any = sheet["/Resources"]
        for font in resources["/Font"].values():
            described = font.get_object()["/DescendantFonts"][0].get_object()
            fonts[described["/BaseFont"]] = described["/FontDescriptor"].get_object()
    assert fonts
    assert all("/FontFile3" in each or "/FontFile2" in each for each in fonts.values()), fonts


def test_it_says_what_it_is_and_is_dated_by_the_plan(site: Site) -> None:
    about = read(site).metadata
    assert about is not None
    assert (about.title, about.subject) == (site.plan.title, site.plan.document.number)
    assert about.creation_date == STAMP
    root: Any = read(site).trailer["/Root"]
    assert root["/Lang"] == "zh-CN"


def test_the_same_plan_gives_the_same_bytes() -> None:
    site = site_of("chapters")
    assert exported("pdf", site) == exported("pdf", site)


def test_text_is_no_markup() -> None:
    text = "<b>粗</b> & {{ 7*7 }} <img src=http://x.invalid/a.png>"
    plan = f"schema: 1\ntitle: '{text}'\nperiod: {{start: 2021, end: 2025}}\n"
    plan += f"items: [{{id: a, text: '{text}'}}]\n"
    record = examine(plan.encode(), "plan.yaml", "en").record
    assert record is not None
    assert shown(Site.of(record, Content())).count(squeezed(text)) >= 2
