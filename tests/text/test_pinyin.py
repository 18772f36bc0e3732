"""Pinyin is what pypinyin says, although only the phrases of a text are read."""

import json
import subprocess
import sys
from importlib import resources

import pytest

from plansite.plan.model import Plan
from plansite.text.pinyin import Pinyin

_WHOLE = """
import json, sys
from pypinyin import Style, lazy_pinyin
texts = json.load(sys.stdin)
print(json.dumps([lazy_pinyin(text, style=Style.NORMAL) for text in texts]))
"""


@pytest.mark.full
def test_what_is_read_is_what_the_whole_dictionary_gives(plan: Plan) -> None:
    data = resources.files("pypinyin").joinpath("phrases_dict.json").read_bytes()
    phrases = sorted(json.loads(data))[::8]
    runs = ["".join(phrases[at : at + 3])[:40] for at in range(0, len(phrases), 3)]
    named = [name for unit in plan.units for name in unit.names]
    texts = [*runs, *named, *(target.quote for target in plan.targets), "银行行政", "Lab 实验室", "", "女"]
    done = subprocess.run(
        [sys.executable, "-c", _WHOLE], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    pinyin = Pinyin()
    assert [pinyin.syllables(text) for text in texts] == json.loads(done.stdout)


def test_a_phrase_tells_a_sign_with_two_readings() -> None:
    assert Pinyin().syllables("行政") == ["xing", "zheng"]
    assert Pinyin().syllables("银行") == ["yin", "hang"]
