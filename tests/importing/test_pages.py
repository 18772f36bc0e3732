"""Numbers of pages that are copied along with a text: they are no part of it."""

from __future__ import annotations

import pytest

from plansite.importing.document import imported
from plansite.importing.readers import read
from tests.importing.test_import_properties import plan_of

WORDS = ("支持社区、学校、企业开展形式多样的", "科普宣传，办好各类活动。")
PRINTED = [
    "— 1 —",
    "-2-",
    "－ １２ －",
    "· 3 ·",
    "第 4 页",
    "第5页 共12页",
    "第6页/共12页",
    "共12页，第7页",
    "—第8页—",
]


@pytest.mark.parametrize("number", PRINTED)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_page_number_within_a_sentence_is_no_part_of_it(name: str, number: str) -> None:
    text = f"某市科普方案\n\n一、任务\n\n1.宣传。{WORDS[0]}\n{number}\n{WORDS[1]}（市科协负责）\n"
    result = imported(read(name, text.encode()))
    (chapter,) = plan_of(result.draft).items
    assert "".join(chapter.items[0].paragraphs) == "".join(WORDS)
    assert result.findings == ()


@pytest.mark.parametrize("line", ["3", "3.", "2026", "1/3", "—", "第3页的表格", "- 3项 -"])
def test_what_does_not_say_that_it_is_a_page_number_stays(line: str) -> None:
    result = imported(read("a.txt", f"某市科普方案\n一、任务\n做好。\n{line}\n二、保障\n做好。\n".encode()))
    assert line.strip("- ") in "".join(source.text for source in result.source)
