"""Two wordings of a text, as runs that a person can read."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plansite.plan.model import Plan
from plansite.plan.tree import walk
from plansite.revisions.runs import Run
from plansite.revisions.text_diff import compare_wording
from plansite.revisions.tokens import sentences, tokens
from tests.helpers.examples import examples

WORDS = (
    "科学",
    "素质",
    "提升",
    "市科协",
    "市科技局",
    "2025",
    "15%",
    "1.2",
    "万人次",
    "PM2.5",
    "（一）",
    "十四五",
)
MARKS = ("，", "。", "；", "、", "”", "\n", "。\n", "！")
CHARACTERS = ("一", "的", "e\u0301", "👩‍🔬", "👍🏽", "\ud83d\ude00", "𠮷", "a", "1", " ", "《")
pieces = st.lists(st.sampled_from((*WORDS, *MARKS, *CHARACTERS)), max_size=40).map("".join)
modest = examples(150)

RUN = re.compile(r"\[-(?P<removed>.*?)-\]|\{\+(?P<added>.*?)\+\}|(?P<same>(?:(?!\[-|\{\+).)+)", re.DOTALL)


def marked(runs: tuple[Run, ...]) -> str:
    pens = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(pens[run.kind].format(run.text) for run in runs)


def side(runs: tuple[Run, ...], *kinds: str) -> str:
    return "".join(run.text for run in runs if run.kind in kinds)


@modest
@given(pieces, pieces)
@example("", "")
@example("", "加强领导。")
@example("\ud83d", "\ude00")
def test_the_runs_make_up_both_texts(old: str, new: str) -> None:
    runs = compare_wording(old, new)
    assert side(runs, "same", "removed") == old
    assert side(runs, "same", "added") == new
    assert all(run.text for run in runs)
    assert all(one.kind != other.kind for one, other in pairwise(runs))
    assert not any((one.kind, other.kind) == ("added", "removed") for one, other in pairwise(runs))


@modest
@given(pieces)
def test_equal_texts_are_one_run(text: str) -> None:
    assert compare_wording(text, text) == ((Run("same", text),) if text else ())


def cuts(runs: tuple[Run, ...], *kinds: str) -> list[int]:
    """Return where runs end in the text that the runs of `kinds` make up."""
    ends, at = [], 0
    for run in runs:
        at += len(run.text) if run.kind in kinds else 0
        ends.append(at)
    return ends


# Written without the module's own pattern: pairs of characters between which nothing may be cut.
UNCUT = re.compile(
    "[0-9A-Za-z](?=[0-9A-Za-z%])|[0-9](?=[.][0-9])|(?<=[0-9])[.](?=[0-9])"
    "|.(?=[\u0301\u200d\U0001f3fd])|\u200d(?=.)|[\ud800-\udbff](?=[\udc00-\udfff])"
    "|（(?=[一二三]）)|(?<=（)[一二三](?=）)|[十四五二](?=[十四五二])",
    re.DOTALL,
)


@modest
@given(pieces, pieces)
@example("比例达到15%。", "比例达到18%。")
@example("到2025年底完成。", "到2027年底完成。")
@example("请各位👩\u200d🔬参加。", "请各位👩\u200d🎓参加。")
def test_numbers_words_and_clusters_stay_whole(old: str, new: str) -> None:
    runs = compare_wording(old, new)
    for text, kind in ((old, "removed"), (new, "added")):
        uncut = {match.end() for match in UNCUT.finditer(text)}
        assert uncut.isdisjoint(cuts(runs, "same", kind))


@modest
@given(pieces)
def test_tokens_and_sentences_lose_nothing(text: str) -> None:
    assert "".join(tokens(text)) == text
    assert "".join("".join(sentence) for sentence in sentences(text)) == text


READABLE = {
    "a number": "培训农业从业人员[-1-]{+1.2+}万人次以上，培育带头人1000名。",
    "a percentage and a year": "到[-2025-]{+2027+}年，比例达到[-15%-]{+18%+}，经费达到省定标准。",
    "a number in brackets": "完成[-（一）-]{+（二）+}所列任务。",
    "a phrase put in": "深入开展{+“科普进校园”系列+}活动，引导科学家走进校园。",
    "a clause put in": "建立协调机制，{+定期召开会议，+}研究解决问题。",
    "a clause taken out": "建立协调机制[-，定期召开会议-]。",
    "a long clause at the end": "深入开展活动{+，组织科学家、工程师、医务人员走进校园，举办科学教育活动+}。",
    "a unit in a list": "市教育局、{+市科协、+}市科技局、市财政局",
    "a unit for another": "由市教育局、[-市科技局-]{+团市委+}、市财政局负责。",
    "a unit renamed": "牵头单位：[-市科技局-]{+市工信局+}、市财政局。",
    "a word": "[-加强-]{+强化+}科学教育师资队伍建设，提高教师科学素质。",
    "a sentence put in": "加强组织领导。{+开展监测评估。+}落实经费保障。",
    "a sentence taken out": "加强组织领导。[-开展监测评估。-]落实经费保障。",
    "a paragraph put in": "加强组织领导。{+\n落实经费保障。+}",
    "two sentences in another order": "{+落实经费。+}加强组织领导。[-落实经费。-]",
    "a mark": "加强组织领导[-；-]{+，+}落实经费保障。",
    "two sentences made one": "建立健全协调机制[-。-]{+，+}定期召开工作会议。",
    "another text": (
        "[-加强组织领导，建立健全工作机制，定期召开会议。-]{+各级财政部门要将经费列入预算，逐步提高投入。+}"
    ),
    "fragments are not kept": (
        "开展科学教育质量监测和评估。[-大力开展“润心行动”，举办健康科普活动，配备心理教师。-]"
        "{+选派骨干人员担任辅导员，完善激励办法。+}建设科学教室。"
    ),
    "the most similar one": (
        "{+持续办好全国科普日。+}深化信息技术与科学教育融合程度，[-鼓励-]{+支持+}学校开展场景式学习。"
    ),
}


@pytest.mark.parametrize("name", READABLE)
def test_it_reads_as_a_person_would_mark_it(name: str) -> None:
    wanted = tuple(
        Run(kind, match[kind])
        for match in RUN.finditer(READABLE[name])
        for kind in ("same", "removed", "added")
        if match[kind] is not None
    )
    assert marked(wanted) == READABLE[name]
    assert (
        marked(compare_wording(side(wanted, "same", "removed"), side(wanted, "same", "added")))
        == READABLE[name]
    )


def test_two_tasks_of_the_real_plan_have_no_words_in_common(plan: Plan) -> None:
    texts = [node.item.text for node in walk(plan) if node.item.text and len(node.item.text) > 200]
    for one, other in pairwise(texts):
        assert [run.kind for run in compare_wording(one, other)] == ["removed", "added"]


def test_long_texts_take_no_minutes(plan: Plan) -> None:
    text = "".join(node.item.text or "" for node in walk(plan)) * 6
    assert len(text) > 50_000
    changed = text.replace("1万", "2万")
    stop = re.compile("[。；！？\n]")
    begun = time.process_time()
    repeated = compare_wording("一。" + "科普。" * 9000, "一。" + "素质。科普！" * 4500)
    runs = compare_wording(text, changed)
    unbroken = compare_wording(stop.sub("的", text), stop.sub("的", changed))
    assert time.process_time() - begun < 5
    assert [run for run in runs if run.kind != "same"] == 6 * [Run("removed", "1"), Run("added", "2")]
    assert len(side(unbroken, "same")) > 0.9 * len(text)
    assert marked(repeated) == f"一。[-{'科普。' * 9000}-]{{+{'素质。科普！' * 4500}+}}"
