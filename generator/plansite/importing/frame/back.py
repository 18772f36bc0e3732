"""Read what stands below the text of a document: signature and day, notes, 抄送 and 印发 (版记)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from msgspec import Struct, field

from plansite.importing.frame import days
from plansite.importing.frame.issuers import is_authority, signature
from plansite.importing.frame.titles import NUMBERED
from plansite.importing.lines.typography import typeset
from plansite.importing.readers.reader import Line

NOTES = "(?:此件|此文|本文|主动公开|依申请公开|不予公开|信息公开|公开方式|公开属性)"
"""What notes in brackets below a text begin with."""
_NOTE = re.compile(rf"^[（(](?P<note>{NOTES}[^（）()]*)[）)]$")
_CC = re.compile(r"^(?:抄送|抄报|分送)：(?P<cc>.*)$")
_COPIES = re.compile(r"^(?:印发|印)(?:（?共?印?[0-9]+份）?)?$")
_PRINTER = re.compile(r"^(?:印发(?:机关|单位|部门)：?)?(?P<name>[\u4e00-\u9fff（）]{0,40})$")
_OFFICE = re.compile(r"[\u4e00-\u9fff（）]{2,36}(?:室|厅|处|科|办|局|会|部)[\u4e00-\u9fff]{0,6}")
# What a web page prints below an article.
_PAGE = re.compile(
    r"^(?:[【\[]?(?:打印(?:[本此]页|页面)?|关闭(?:窗口|本页|页面)?|返回(?:顶部|列表)?|收藏|分享到?)[】\]：]?\s*)+$"
)
_SUBJECTS = re.compile(r"^主题词：")
_NEAR = 16
"""How many lines from the end the closing lines are looked for."""
_MOST_SIGNATURES = 10


class Back(Struct):
    """What was found below a text; the rest is empty. `body` are the lines of the text."""

    known: dict[str, str] = field(default_factory=dict)
    """Values by name: issuer, written_on, note, cc, printed_on, printed_by."""
    data: list[Line] = field(default_factory=list)
    """Lines that are data, and no text of the document: who signed and when."""
    body: list[Line] = field(default_factory=list)


def back(
    lines: Sequence[Line], known: Collection[str] = (), *, signed: bool = False, listing: bool = False
) -> Back:
    """Read the closing lines of a text off its end; what is none of them stays in the body.

    What the document has already stays text: a signature where it is `signed`, a note or a list of copies
    where that is `known`. So do names without a day in an annex, which may be `listing` them.
    """
    found = Back()
    start = max(len(lines) - _NEAR, 0)
    near = _without_foot(lines[start:], found, known)
    first, last = (0, 0) if signed else _signature(near, listing=listing)
    named: dict[str, None] = {}
    for line in near[first:last]:
        names, day = signature(line.text)
        named |= dict.fromkeys(names)
        found.known |= {"written_on": day} if days.is_whole(day) else {}
    found.known |= {"issuer": "、".join(named)} if named else {}
    # A month alone is no day, and stays in the text.
    months = [line for line in near[first:last] if days.month_of(line.text)]
    found.data += (line for line in near[first:last] if line not in months)
    found.body = [*lines[:start], *near[:first], *months, *near[last:]]
    return found


def is_foot(text: str) -> bool:
    """Return whether a typeset line is a note below a text, or belongs to the 版记."""
    return bool(_NOTE.match(text) or _CC.match(text) or _SUBJECTS.match(text) or _printed(text))


def _signature(lines: Sequence[Line], *, listing: bool) -> tuple[int, int]:
    """Return where the lines that name the bodies and the day begin and end; equal if there are none."""
    said = [signature(line.text) for line in lines]
    dated = max((at for at, (_, day) in enumerate(said) if day), default=-1)
    if listing and dated < 0:
        return 0, 0
    first = last = dated + 1 if dated >= 0 else len(said)
    if dated >= 0:
        first = dated
    while first and last - first < _MOST_SIGNATURES and _signs(said[first - 1], alone=dated < 0):
        first -= 1
    # A few offices print the day above their names.
    while dated >= 0 and first == dated and not said[dated][0] and last < len(said) and said[last][0]:
        last += 1
    return first, last


def _signs(said: tuple[tuple[str, ...], str], *, alone: bool) -> bool:
    """Return whether a line, of which `said` tells the bodies and the day, belongs to a signature.

    `alone` means that there is no day.
    """
    names, day = said
    return bool(names) and not day and (not alone or all(map(is_authority, names)))


def _without_foot(lines: Sequence[Line], found: Back, known: Collection[str]) -> list[Line]:
    """Read notes and the 版记 into `found`; return the other lines."""
    texts = [typeset(line.text) for line in lines]
    foot = next((at for at, text in enumerate(texts) if _printed(text)), -1)
    rest: list[Line] = []
    in_cc = False
    for at, (line, text) in enumerate(zip(lines, texts, strict=True)):
        cc = None if {"cc"} & {*known, *found.known} else _CC.match(text)
        note = None if {"note"} & {*known, *found.known} else _NOTE.match(text)
        if printed := _printed(text):
            found.known |= {name: value for name, value in printed.items() if value}
            found.data.append(line)
        elif at == foot - 1 and _OFFICE.fullmatch(text) and not _printed(texts[foot]).get("printed_by"):
            found.known["printed_by"] = text
        elif note:
            found.known["note"] = note["note"]
        elif cc or (in_cc and not NUMBERED.match(text)):
            found.known["cc"] = found.known.get("cc", "") + (cc["cc"] if cc else text)
        elif _PAGE.match(text) or (_SUBJECTS.match(text) and rest):
            found.data.append(line)
        else:
            rest.append(line)
        in_cc = (cc is not None or in_cc) and text.endswith(("，", "、"))
    return rest


def _printed(text: str) -> dict[str, str]:
    """Return who printed the document and when, from a line that says it: …办公室2026年3月6日印发."""
    for start, end in days.days(text):
        printer = _PRINTER.match(text[:start])
        if printer and _COPIES.match(text[end:]):
            return {"printed_on": days.date_of(text[start:end]), "printed_by": printer["name"]}
    return {}
