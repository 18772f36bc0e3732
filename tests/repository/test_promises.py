"""The promises name their tests, and these exist."""

from __future__ import annotations

import ast
import re

from tests.helpers.support import ROOT

NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
TEXT = (ROOT / "PROMISES.md").read_text("utf-8")


def test_each_promise_names_tests_that_exist() -> None:
    named = set(NAMED.findall(TEXT))
    missing = [
        (path, name)
        for path, name in named
        if not (ROOT / path).is_file()
        or name
        not in {
            node.name
            for node in ast.parse((ROOT / path).read_text("utf-8")).body
            if isinstance(node, ast.FunctionDef)
        }
    ]
    assert missing == []


def test_no_promise_is_without_a_test() -> None:
    rows = [line for line in TEXT.splitlines() if line.startswith("| ") and "---" not in line]
    promises = [row for row in rows if not row.startswith("| promise |")]
    assert len(promises) >= 25
    assert [row for row in promises if not NAMED.search(row)] == []
