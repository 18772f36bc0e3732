"""Rules that a document states once for many lists: who leads, who takes part in all that follows."""

from __future__ import annotations

import re

from plansite.importing.grammar.patterns import one_of

# 排在第一位, 列首位, 第一个, 首家.
_FIRST = (
    r"(?:(?:排|列|居|位)[^，。；：\n]{0,6}?(?:第一|首|最前面?)|第一(?:[位个名家]|顺位|(?=责任单位|单位|部门))"
    r"|首[位个家列])[位个名家]?"
)
_WHO = one_of("的 者 责任 负责 单位 部门 地区") + "*"
_LEADS = re.compile(
    rf"{_FIRST}{_WHO}，?[即均都皆]?(?:为|是|系|作为)[^，。；：！？\n]{{0,6}}牵头"
    rf"|{_FIRST}{_WHO}(?<=[的者位个门家])牵头"
    rf"|牵头(?:责任)?(?:单位|部门|者)[均都]?[为是系由][^，。；：！？\n]{{0,14}}?{_FIRST}"
)
# The rule with the clause that it stands in, which ends a list.
_LEADS_CLAUSE = re.compile(
    rf"(?:^|[，；。])[^，；。]{{0,12}}?(?:{_LEADS.pattern})[^，；。]{{0,6}}(?:[，；。]?以?下同)?[，；。]?$"
)
_TASKS = rf"{one_of('其余 其他 各项 所有 具体')}(?:各项)?{one_of('任务 工作 事项 措施 项目')}"
_FOR_ALL = re.compile(
    rf"(?<![^，；。])(?:{one_of('以下 下列 下述 后续 以上 上述 本(?:方案|意见|计划|规划)')}|{_TASKS})"
    rf"[^，；。：]{{0,16}}{one_of('均 都 皆 全部 一律 同样 不再')}[\s\S]*"
)
_SAME_BELOW = re.compile(r"[，；。]以?下同$")
_STOPS = "，；。、"


def first_leads(text: str) -> bool:
    """Return whether a text says that the first of the units in a list leads: 列第一位者为牵头单位."""
    return _LEADS.search(text) is not None


def is_for_all(text: str) -> bool:
    """Return whether a text begins as a rule for all that follows does: 以下任务均由各区政府负责."""
    return _FOR_ALL.match(text) is not None


def without_rules(words: str) -> tuple[str, bool, int]:
    """Return the words of a responsibility up to its rules, whether the first unit leads, and an end.

    The end is where a rule begins that is not understood, 以下任务均由各区政府负责, or the length of `words`.
    """
    stated = _FOR_ALL.search(words)
    end = stated.start() if stated and not first_leads(stated[0]) else len(words)
    kept, leads = _LEADS_CLAUSE.subn("", words[:end].rstrip(_STOPS))
    return _SAME_BELOW.sub("", kept).rstrip(_STOPS), leads > 0, end
