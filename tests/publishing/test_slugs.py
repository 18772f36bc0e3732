"""Headings of pages that people write have ids that last: a link to one survives an edit of the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plansite.publishing.slugs import slugify
from tests.helpers.pages import documents
from tests.helpers.small_plans import GOOD
from tests.helpers.support import plansite

Make = Callable[[str], Path]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("使用说明", "使用说明"),
        ("一、怎样查找？", "一怎样查找"),
        ("Open Data（开放数据）", "open-data开放数据"),
        ("  ⼀般  问题 ", "一般-问题"),
        ("2025—2030年", "20252030年"),
        ("！", ""),
    ],
)
def test_an_id_is_made_of_the_words(text: str, expected: str) -> None:
    assert slugify(text, "-") == expected


@pytest.mark.full
def test_an_id_does_not_depend_on_what_stands_before_it(project: Make) -> None:
    root = project(GOOD)
    page = root / "content/pages/help.md"
    page.parent.mkdir(parents=True)
    page.write_text("# 帮助\n\n## 常见问题\n\n## 联系\n\n[问](#常见问题)\n", "utf-8")
    assert plansite("build", "--strict", cwd=root).status == 0
    before = documents(root / "site")["help/"].ids
    assert {"帮助", "常见问题", "联系"} <= set(before)
    documents.cache_clear()
    page.write_text("# 帮助\n\n## 新的一节\n\n## 常见问题\n\n## 联系\n\n## 联系\n", "utf-8")
    assert plansite("build", "--strict", cwd=root).status == 0
    assert set(before) < set(documents(root / "site")["help/"].ids)
    documents.cache_clear()
