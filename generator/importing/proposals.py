"""Targets and programmes that a text seems to name: proposals with their quotes, to be looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LONGEST = 60
_CLAUSE = re.compile(r"[^，。；！？\n]+")
_FIGURE = re.compile(
    r"(?P<before>达到|达|超过|不低于|不少于|突破|控制在|提高到|增加到|不超过|培训|培育|建成|新增)?[约]?"
    r"(?P<value>[0-9]+(?:\.[0-9]+)?)"
    r"(?P<measure>%|％|个百分点|万人次|亿元|万元|万人|亿人|万户|万亩|万台|万千瓦|亿千瓦|人次|[个家名项所处座套人户台批场次件篇亩])"
    r"(?P<after>以上|以内|以下|左右)?"
)
_AIMS = re.compile(r"目标|达到|超过|不低于|不少于|以上|提高到|控制在|建成|培训|培育")
_YEAR = re.compile(r"(?:到|至|力争)?(?P<year>20[0-9]{2})年")
_NAMED = re.compile(
    r"“(?P<name>[^“”，。；]{2,18})”(?P<kind>行动|工程|计划|活动|项目|大赛|竞赛|品牌|专项|系列活动)?"
)
_ENDS = re.compile(r"(?:行动|工程|计划|活动|大赛|竞赛|节|周|日|奖|杯|品牌|平台|试点|专项|e站)$")
_BOUNDS = {
    "以上": "at_least",
    "不低于": "at_least",
    "不少于": "at_least",
    "超过": "at_least",
    "以内": "at_most",
}
_MORE_BOUNDS = {
    "以下": "at_most",
    "不超过": "at_most",
    "控制在": "at_most",
    "左右": "about",
    "达到": "reach",
    "达": "reach",
}
_BOUND = _BOUNDS | _MORE_BOUNDS


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that a clause aims at."""

    label: str
    quote: str
    value: str
    measure: str
    bound: str
    by: str


@dataclass(frozen=True, slots=True)
class Programme:
    """A name in quotation marks that reads like a programme."""

    name: str
    quote: str


def targets(text: str) -> Iterator[Target]:
    """Yield the figures that `text` aims at; a year before one holds until the sentence ends."""
    for sentence in re.findall(r"[^。！？\n]+", text):
        year = ""
        for clause in _CLAUSE.findall(sentence):
            found = _YEAR.search(clause)
            year = found["year"] if found else year
            figure = _FIGURE.search(_YEAR.sub("", clause))
            if figure and _AIMS.search(clause) and len(clause) <= _LONGEST:
                bound = _BOUND.get(figure["after"] or "") or _BOUND.get(figure["before"] or "", "")
                measure = figure["measure"].replace("％", "%")
                label = _YEAR.sub("", clause[: clause.find(figure[0])]).strip("全的，、") or clause
                yield Target(label[:20], clause, figure["value"], measure, bound, year)


def programmes(text: str) -> Iterator[Programme]:
    """Yield the quoted names that are followed by, or end in, what programmes are called."""
    for clause in _CLAUSE.findall(text):
        for match in _NAMED.finditer(clause):
            if match["kind"] or _ENDS.search(match["name"]):
                yield Programme(match["name"], clause)
