"""Fill in the draft's data about the document itself: its head and foot, and the plan's period."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from plansite.importing.frame.days import arabic
from plansite.importing.frame.frame import Frame

_YEAR = r"(?:19|20|21)[0-9]{2}"
_RANGE = rf"(?<![0-9])(?P<start>{_YEAR})(?:年度?)?(?:[—－\-–~～─]{{1,2}}|至|到)(?P<end>{_YEAR})(?![0-9])"
_YEARS = re.compile(_RANGE)
_ONE_YEAR = re.compile(rf"(?<![0-9])(?P<start>{_YEAR})年(?!远景|以?前|底|末|[0-9])")
_FIVE_YEARS = re.compile(r"[“\"]?(?:第?十(?P<after_ten>[一二三四五六七八九])(?:个)?五(?:年)?)[”\"]?")
_CITED = re.compile(r"《[^《》]*》")
_SPAN_NAMED = re.compile(
    rf"(?:规划|计划|方案|行动|实施|执行|工作|建设|试点|推进|目标|本)(?:期限?|周期|时间|时限|时段)[^，。；0-9]{{0,6}}{_RANGE}"
)
_PLAN_NAMED = re.compile(r"制定|编制|本规划|本方案|本计划|本要点|特制|出台|现印发|提出以下")
_FIRST_PLAN = 1951
_CHINESE = "零一二三四五六七八九"


def document(frame: Frame) -> dict[str, Any]:
    """Return the head, foot and notice of the document, as far as they were found."""
    known = frame.known
    named = ("issuer", "issuer_of_title", "issuer_of_head", "publisher")
    found: dict[str, Any] = {
        "head": frame.head,
        "number": frame.number,
        "issuer": next(filter(None, (known.get(name) for name in named)), ""),
        **{key: known.get(key, "") for key in ("written_on", "published_on", "index_number", "validity")},
        **{key: known.get(key, "") for key in ("printed_on", "printed_by")},
    }
    notice = {
        "title": frame.notice_title,
        "to": frame.to,
        "text": "\n".join(frame.notice),
        "note": frame.note,
    }
    if any(notice.values()):
        found["notice"] = {key: value for key, value in notice.items() if value}
    found["cc"] = known.get("cc", "")
    return {key: value for key, value in found.items() if value}


def period(frame: Frame, texts: Iterable[str]) -> dict[str, str] | None:
    """Return the first and last year of the plan, as text, or None if it prints none.

    They stand in its title (2021—2025年, 2026年, 十四五), or that of the notice; or else where `texts` say
    what the plan's term is (规划期限为2021—2025年), or the preamble for which years the plan is made.
    """
    for title in (frame.title, frame.notice_title):
        if found := _of_title(title):
            return found
    preamble = [text for _, text in frame.preamble]
    for text in (*preamble, *texts, *frame.notice):
        for match in _SPAN_NAMED.finditer(_without_cited(text)):
            if found := _years(match):
                return found
    made = [each for text in preamble for each in text.split("。") if _PLAN_NAMED.search(each)]
    spans = {
        match.group("start", "end"): match for each in made for match in _YEARS.finditer(_without_cited(each))
    }
    return _years(next(iter(spans.values()))) if len(spans) == 1 else None


def _of_title(title: str) -> dict[str, str] | None:
    """Return the years in a title; those of a document cited in it are not the plan's."""
    plain = arabic(title if title.startswith("《") else _without_cited(title))
    if match := _YEARS.search(plain):
        return _years(match)
    years = {match["start"] for match in _ONE_YEAR.finditer(plain)}
    if len(years) == 1:
        (year,) = years
        return {"start": year, "end": year}
    if not years and (match := _FIVE_YEARS.search(plain)):
        start = _FIRST_PLAN + 5 * (10 + _CHINESE.index(match["after_ten"]))
        return {"start": str(start), "end": str(start + 4)}
    return None


def _without_cited(text: str) -> str:
    return _CITED.sub("", arabic(text))


def _years(match: re.Match[str]) -> dict[str, str] | None:
    start, end = match.group("start", "end")
    return {"start": start, "end": end} if start <= end else None
