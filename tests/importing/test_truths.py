"""Documents in official layouts: each is read as the person who wrote its truth reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.helpers.support import CASES, ROOT
from tests.helpers.truths import Read, agreement, expected, path_of, plain, read_document, truths

SHARED = ROOT.parent / "shared"
LAYOUTS = truths(CASES / "layouts", ".truth.json")
LOANED = [(path, truth) for path, truth in truths(SHARED / "examples", ".truth.json") if "tasks" in truth]
SMALL = [
    (path, truth)
    for path, truth in truths(SHARED / "cases/import", ".expected.json")
    if "exit_code" not in truth  # a document of a title alone is in test_costs.py
]
"""Small inputs; they and the documents on loan are beside a checkout only where they may be."""


@pytest.mark.parametrize(("path", "truth"), [*LAYOUTS, *LOANED], ids=lambda each: getattr(each, "name", ""))
def test_a_document_assigns_what_a_person_reads_in_it(path: Path, truth: dict[str, Any]) -> None:
    found, wanted = read_document(path).assigned, expected(truth)
    assert agreement(found, wanted) >= 0.98, (sorted(found - wanted), sorted(wanted - found))


@pytest.mark.parametrize(("path", "truth"), LAYOUTS, ids=lambda each: getattr(each, "name", ""))
def test_deadlines_are_those_that_are_printed(path: Path, truth: dict[str, Any]) -> None:
    read = read_document(path)
    wanted = {(task["path"], task["due"]) for task in truth["tasks"] if "due" in task}
    assert {(place, due) for place, due in wanted if due not in _dues(read, place)} == set()


def _dues(read: Read, path: str) -> list[str]:
    items = [node.item for node in read.at(path)]
    dues = [due for item in items for due in (item.due, *(part.due for part in item.parts))]
    return [due.text for due in dues if due]


@pytest.mark.parametrize(("path", "truth"), SMALL, ids=lambda each: getattr(each, "name", ""))
def test_a_small_input_gives_what_is_right(path: Path, truth: dict[str, Any]) -> None:
    read = read_document(path)
    if "tasks" in truth:
        assert read.assigned == expected(truth)
    groups = {unit.name for unit in read.plan.units if unit.collective}
    for task in truth.get("tasks", []):
        nodes = read.at(task["path"])
        assert "title" not in task or task["title"] in [node.item.title for node in nodes]
        assert "due" not in task or task["due"] in _dues(read, task["path"])
        assert set(task.get("collective", ())) <= groups
    described = _described(read)
    if "tasks_of_the_plan" in truth:
        truth = truth | {"tasks_of_the_plan": [plain(path) for path in truth["tasks_of_the_plan"]]}
    assert {key: described[key] for key in truth if key in described} == {
        key: truth[key] for key in truth if key in described
    }
    for unit in truth.get("units", ()):
        (record,) = (each for each in read.plan.units if each.name == unit["name"])
        assert {key: getattr(record, key) for key in unit} == unit
    told = "\n".join(finding.text for finding in read.result.findings)
    assert [words for words in truth.get("reported", ()) if _inner(words) not in told] == []
    for words in truth.get("reported_or_read", ()):
        assert _inner(words) in told or read.assigned or described["period"] is None


def _described(read: Read) -> dict[str, object]:
    """Return what a plan says of its document, by the names that truths have for it."""
    plan, document = read.plan, read.plan.document
    return {
        "title": plan.title,
        "number": document.number,
        "issuer": document.issuer,
        "written_on": str(document.written_on),
        "to": document.notice.to if document.notice else None,
        "notice_title": document.notice.title if document.notice else None,
        "period": plan.period and {"start": str(plan.period.start), "end": str(plan.period.end)},
        "annexes": [
            node.item.title for node in read.relations.nodes if (node.item.number or "").startswith("附件")
        ],
        "tasks_of_the_plan": [
            path_of(node) for node in read.relations.tasks if not path_of(node).startswith("附件")
        ],
    }


def _inner(words: str) -> str:
    return words.strip("（）")


BROKEN = [
    ROOT / "content/source/yufufa-2022-11.txt",
    CASES / "layouts/division-of-tasks-parentheses.txt",
    *sorted((SHARED / "examples").glob("*.txt")),
]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.name)
def test_a_text_without_its_line_breaks_assigns_the_same(path: Path, tmp_path: Path) -> None:
    whole = tmp_path / "a.txt"
    whole.write_text("".join(map(str.strip, path.read_text("utf-8").splitlines())), "utf-8")
    assert read_document(whole).assigned == read_document(path).assigned
