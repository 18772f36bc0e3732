"""The search index: the words that it takes for questions about other things."""

import json
import re

import pytest

from plansite.text.question_words import ELSEWHERE
from plansite.views.search_index import Findable, index


def elsewhere(*texts: str) -> set[str]:
    entries = [Findable("a/", text) for text in texts[:1]] + [Findable("b/", "", text) for text in texts[1:]]
    script = index([("页", entries)], (), ()).decode()
    found: str = json.loads(re.sub(r"^self\.plansiteIndex=|;\n$", "", script))["elsewhere"]
    return set(found.split())


@pytest.mark.parametrize("word", ["坟", "停车", "停车费", "清明", "特种行业"])
def test_what_a_plan_speaks_of_is_no_question_about_other_things(word: str) -> None:
    assert word in ELSEWHERE
    assert word not in elsewhere("标题", f"关于{word}的工作")
    assert word not in elsewhere(f"{word}工作")


def test_a_word_that_no_text_has_whole_is_one() -> None:
    assert {"坟", "停车", "清明"} <= elsewhere("标题", "停工，车清，明")
