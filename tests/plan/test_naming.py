"""Items are found by what they say, whatever marks and spaces stand in it, as one by one they would be."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from plansite.plan.naming import TextIndex, bare
from plansite.plan.tree import walk
from tests.helpers.plans_strategy import make

NAMES = ("科学", "好奇心", "1万人", "，", "加强领导。", "普及 “科学”", "一", "", "《》", "查无此词")


@given(seed=st.integers(0, 2**32), name=st.sampled_from(NAMES))
def test_the_items_that_name_something_are_those_that_hold_it(seed: int, name: str) -> None:
    nodes = tuple(walk(make(Random(seed), 5)))  # noqa: S311  not for secrets
    said = [(node, bare((node.item.title or "") + "".join(node.item.paragraphs))) for node in nodes]
    wanted = bare(name)
    found = tuple(node for node, text in said if wanted and wanted in text)
    assert TextIndex(nodes).items_naming(name) == found
