"""What surrounds a plan, in the forms that offices print: fronts, notices, backs, periods, annexes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from plansite.importing.document import imported
from plansite.importing.readers import read
from tests.helpers.support import CASES

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
