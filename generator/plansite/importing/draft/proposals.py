"""Propose the targets, programmes, stages and deadlines that a text seems to name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from msgspec import Struct

from plansite.importing.draft.names import Ids, item_id

_LONGEST = 60
_LONGEST_QUOTE = 600
_MOST = 2000
"""Most proposals of a sort: nobody reviews more, and each quotes its clause."""
_CLAUSE = re.compile(r"[^，。；！？\n]+")
_FIGURE = re.compile(
    r"(?P<before>达到|达|超过|不低于|不少于|突破|控制在|提高到|增加到|不超过|培训|培育|建成|新增)?[约]?"
    r"(?<![0-9])(?P<value>[0-9]++(?:\.[0-9]++)?)"
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


_SCHEDULE = re.compile(r"进度|步骤|阶段|时间安排")
_DEADLINE = re.compile(
    r"20[0-9]{2}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?(?:底|末)?之?前(?=完成|，|。|；|$|[\u4e00-\u9fff])"
)
_STAGE = re.compile(
    r"(?:(?P<from>20[0-9]{2})年[^，。]{0,6}?(?:到|至|—|-)(?P<to>20[0-9]{2})年|(?P<year>20[0-9]{2})年)"
    r"[^，。0-9]{0,4}(?=[，。])"
)

Texts = Sequence[tuple[str, str]]
"""Pairs of an item id and a text of that item."""


class Target(Struct, frozen=True):
    """A target with a figure, as named in one clause."""

    label: str
    quote: str
    value: str
    measure: str
    bound: str
    by: str


class Programme(Struct, frozen=True):
    """A name in quotation marks that reads like a programme."""

    name: str
    quote: str


def targets(text: str) -> Iterator[Target]:
    """Yield the targets with a figure in `text`; a year applies from its clause to the sentence's end."""
    for sentence in re.findall(r"[^。！？\n]+", text):
        year = ""
        for clause in _CLAUSE.findall(sentence):
            found = _YEAR.search(clause)
            year = found["year"] if found else year
            figure = _FIGURE.search(_YEAR.sub("", clause)) if len(clause) <= _LONGEST else None
            if figure and _AIMS.search(clause):
                bound = _BOUND.get(figure["after"] or "") or _BOUND.get(figure["before"] or "", "")
                measure = figure["measure"].replace("％", "%")
                label = _YEAR.sub("", clause[: clause.find(figure[0])]).strip("全的，、") or clause
                yield Target(label[:20], clause, figure["value"], measure, bound, year)


def programmes(text: str) -> Iterator[Programme]:
    """Yield the quoted names that end in, or are followed by, a word for a programme."""
    for clause in filter(_is_short, _CLAUSE.findall(text)):
        for match in _NAMED.finditer(clause):
            if match["kind"] or _ENDS.search(match["name"]):
                yield Programme(match["name"], clause)


def _is_short(clause: str) -> bool:
    return len(clause) <= _LONGEST_QUOTE


def target_records(texts: Texts) -> list[dict[str, str]]:
    """Return the targets in `texts` as records of a plan, the first of very many."""
    used = Ids()
    found = ((item, target) for item, text in texts for target in targets(text))
    return [_target(item, target, used) for item, target in islice(found, _MOST)]


def _target(item: str, target: Target, used: Ids) -> dict[str, str]:
    known = {"value": target.value, "measure": target.measure, "bound": target.bound, "by": target.by}
    given = {key: value for key, value in known.items() if value}
    return {
        "id": _id(target.label, used),
        "item": item,
        "label": target.label,
        **given,
        "quote": target.quote,
    }


def programme_records(texts: Texts) -> list[dict[str, str]]:
    """Return the programmes in `texts` as records of a plan, each at its first mention; the first of many."""
    used = Ids()
    found: dict[str, tuple[str, str]] = {}
    for item, text in texts:
        for each in programmes(text):
            found.setdefault(each.name, (item, each.quote))
    return [
        {"id": _id(name, used), "name": name, "item": item, "quote": quote}
        for name, (item, quote) in islice(found.items(), _MOST)
    ]


def _id(words: str, used: Ids) -> str:
    return item_id(words, used, f"no-{len(used) + 1}")


def deadline(text: str) -> str:
    """Return the deadline that `text` names, or "" if it names none or several."""
    found = set(_DEADLINE.findall(text))
    return found.pop() if len(found) == 1 else ""


def is_schedule(title: str) -> bool:
    """Return whether a heading is about the schedule."""
    return bool(_SCHEDULE.search(title))


def stage_records(item: str, title: str, paragraphs: Iterable[str]) -> Iterator[dict[str, str]]:
    """Yield the milestone of a stage: an entry whose first paragraph begins with its years."""
    for paragraph in list(paragraphs)[:1]:
        match = _STAGE.match(paragraph)
        if match and (match["to"] or match["year"] or "") >= (match["from"] or ""):
            start = match["from"] or match["year"]
            years = {"from": start, "to": match["to"] or start, "when": match[0]}
            yield {"id": item, "item": item, "label": title.rstrip("。"), **years, "quote": paragraph}
