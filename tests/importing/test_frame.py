"""What surrounds a plan, in the forms that offices print: fronts, notices, backs, periods, annexes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from plansite.importing.document import imported
from plansite.importing.draft.emit import emit
from plansite.importing.frame.frame import framed
from plansite.importing.readers import Line, read
from plansite.importing.readers.reader import Cell, row
from plansite.importing.report.coverage import coverage
from plansite.reading.examine import examine
from plansite.views.site import Content, Site
from tests.helpers.support import CASES, exported

FILES = sorted((CASES / "frames").glob("*.txt"))
NOTICE = {"title": "notice_title", "to": "to", "text": "text", "note": "note"}


def cases(path: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield name, text and expectation of each case in a file."""
    for block in path.read_text("utf-8").split("=== ")[1:]:
        name, _, rest = block.partition("\n")
        text, _, expected = rest.partition("\n---")
        lines = (line.partition(": ") for line in expected.strip().splitlines())
        yield name, text, {key: value for key, _, value in lines}


CASES_ = [pytest.param(*rest, id=f"{path.stem}: {name}") for path in FILES for name, *rest in cases(path)]


def found_in(text: str) -> dict[str, str]:
    """Return what is read around the plan in a text, and the paths of its tasks; only what is there."""
    data = imported(read("a.txt", text.encode())).draft.data
    document = data.get("document", {})
    period = data.get("period")
    untitled = {each["id"]: each.get("text", "").replace("\n", " ") for each in data["items"]}
    found = {
        "title": data["title"],
        **{key: value for key, value in document.items() if key != "notice"},
        **{NOTICE[key]: value.replace("\n", " ") for key, value in document.get("notice", {}).items()},
        "period": f"{period['start']}—{period['end']}" if period else "",
        **{key: untitled.get(key, "") for key in ("preamble", "closing")},
        "annexes": " | ".join(
            each.get("title", "") for each in data["items"] if each["id"].startswith("annex-")
        ),
        "tasks": ", ".join(tasks(data["items"])),
    }
    return {key: value for key, value in found.items() if value}


def tasks(items: list[dict[str, object]], above: str = "") -> Iterator[str]:
    """Yield the path of each item that names a leading unit: 一/1."""
    for item in items:
        path = f"{above}{str(item.get('number', '')).strip('（）.、')}"
        if "lead" in item:
            yield path
        below = item.get("items", [])
        assert isinstance(below, list)
        yield from tasks(below, f"{path}/")


@pytest.mark.parametrize(("text", "expected"), CASES_)
def test_what_surrounds_a_plan_is_read(text: str, expected: dict[str, str]) -> None:
    assert found_in(text) == expected


@pytest.mark.parametrize("text", [pytest.param(case.values[0], id=case.id) for case in CASES_])
def test_nothing_is_lost_of_a_document_with_its_frame(text: str) -> None:
    result = imported(read("a.txt", text.encode()))
    examined = examine(emit(result.draft).encode(), "plan.yaml", "en")
    assert examined.record is not None, [each for each in examined.problems if each.severity == "error"]
    shown = exported("text", Site.of(examined.record, Content())).decode()
    assert coverage(result.source, shown).share == 1.0


def test_an_annex_is_an_item_of_text_behind_the_plan() -> None:
    text = (
        "方案\n一、任务\n1.宣传。做好。（市科协牵头）\n附件：1.分工表\n2.名单\n市科协\n2026年3月6日\n"
        "附件1\n分工表\n一、科普\n1.建馆（市科协牵头，市财政局配合）\n附件2\n名单\n1.青禾馆\n"
    )
    result = imported(read("a.txt", text.encode()))
    assert result.draft.data["items"][1:] == [
        {"id": "closing", "text": "附件：1.分工表\n2.名单"},
        {
            "id": "annex-1",
            "number": "附件1",
            "title": "分工表",
            "text": "一、科普\n1.建馆（市科协牵头，市财政局配合）",
        },
        {"id": "annex-2", "number": "附件2", "title": "名单", "text": "1.青禾馆"},
    ]
    assert [(each.line, each.text) for each in result.findings] == [(11, "（市科协牵头，市财政局配合）")]


def test_an_annex_keeps_the_cells_of_its_tables() -> None:
    rows = [row((Cell(name), Cell("市科协")), number, 1) for number, name in ((4, "任务"), (5, "办好科普日"))]
    lines = [Line("方案", 1), Line("一、宣传。做好。（市科协牵头）", 2), Line("附件：任务分工表", 3), *rows]
    (annex,) = framed(lines).annexes
    assert (annex.mark, annex.title) == ("附件：", "任务分工表")
    assert [[cell.text for cell in line.cells] for line in annex.lines] == [
        ["任务", "市科协"],
        ["办好科普日", "市科协"],
    ]


def test_the_rows_of_a_table_make_an_annex_the_plan_of_a_text_without_numbers() -> None:
    rows = [
        row((Cell("重点任务"), Cell("责任单位")), 5, 1),
        row((Cell("1.办好科普日"), Cell("市科协")), 6, 1),
    ]
    lines = [
        Line("青禾市科普意见", 1),
        Line("为做好科普，提出意见。", 2),
        Line("附件", 3),
        Line("任务分工表", 4),
        *rows,
    ]
    result = imported(lines)
    assert not any(each["id"].startswith("annex-") for each in result.draft.data["items"])
    assert result.draft.data["title"] == "青禾市科普意见"
    assert result.draft.data["items"][-1]["number"] == "1."


def test_tables_that_lay_out_a_page_are_its_frame() -> None:
    lines = [
        row((Cell("青禾市科学技术协会"), Cell("文件")), 1, 1),
        row((Cell("青科〔2026〕3号"), Cell("")), 2, 1),
        row((Cell("青禾市科普工作方案"),), 3, 2),
        Line("一、宣传。做好。（市科协牵头）", 4),
        row((Cell("青禾市科学技术协会"), Cell("青禾市教育局")), 5, 3),
        row((Cell("2026年3月6日"), Cell("2026年3月6日", own=False)), 6, 3),
    ]
    data = imported(lines).draft.data
    assert data["title"] == "青禾市科普工作方案"
    assert data["document"] == {
        "head": "青禾市科学技术协会文件",
        "number": "青科〔2026〕3号",
        "issuer": "青禾市科学技术协会、青禾市教育局",
        "written_on": "2026-03-06",
    }
