"""Read the box above a document on a web page: 索引号, 发文机关, 成文日期, 发文字号 and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from plansite.importing.frame.days import date_of
from plansite.importing.frame.numbers import number_of
from plansite.importing.lines.typography import typeset
from plansite.importing.readers.reader import Line

FIELDS = {
    "索引号": "index_number",
    "发文机关": "issuer",
    "发文单位": "issuer",
    "制发机关": "issuer",
    "发布机构": "publisher",
    "发布单位": "publisher",
    "公开机构": "publisher",
    "成文日期": "written_on",
    "发文日期": "written_on",
    "生成日期": "written_on",
    "标题": "title",
    "名称": "title",
    "发文字号": "number",
    "文号": "number",
    "发布日期": "published_on",
    "发布时间": "published_on",
    "有效性": "validity",
    "效力状态": "validity",
    # Recognized as fields of the box, but not used in a plan.
    **dict.fromkeys(
        (
            *(
                "主题分类",
                "主题词",
                "公开方式",
                "公开日期",
                "生效日期",
                "废止日期",
                "体裁分类",
                "信息来源",
                "组配分类",
            ),
            *(
                "公开形式",
                "公开范围",
                "公开时限",
                "关键词",
                "来源",
                "浏览次数",
                "字体",
                "字号",
                "打印",
                "分享",
                "阅读",
            ),
        ),
        "",
    ),
}
_KEY = "|".join(r"[\s\u3000]*".join(name) for name in sorted(FIELDS, key=len, reverse=True))
_FIELD = re.compile(
    rf"(?:^|(?<=[\s\u3000\]】|]))(?:[\[【](?P<set>{_KEY})[\]】][\s\u3000]*[：:]?"
    rf"|(?P<key>{_KEY})[\s\u3000]*(?:[：:]|(?=\t|$)))"
)
_STATE = 6
"""Most characters of a state: 现行有效."""
_RUN_ON = re.compile(rf"(?:{_KEY})[\s\u3000]*[：:]")
_LONGEST = 1000
"""Most characters of a box."""
_LONGEST_VALUE = 60
_FEWEST = 3
"""Fewest fields that make a box of what has no lines."""
_SEPARATORS = " \t\u3000|[]【】"


def box(lines: Sequence[Line]) -> tuple[int, dict[str, str]]:
    """Return how many lines at the start are the box, and the values found in it, by the names of `FIELDS`.

    A value stands behind its name or on the next line; a line, or a table row, may hold several fields.
    """
    known: dict[str, str] = {}
    at, open_field = 0, ""
    while at < len(lines):
        found = list(_fields(lines[at].text))
        if found:
            for name, value in found:
                _know(known, name, value)
            open_field = "" if found[-1][1] else found[-1][0]
        elif open_field and _fits(open_field, lines[at].text):
            _know(known, open_field, lines[at].text)
            open_field = ""
        else:
            break
        at += 1
    return at, known


def seams(text: str) -> Iterator[int]:
    """Yield where the fields of a box meet in `text`, which begins with one, and where the document begins.

    It begins where the title that the box gives stands again.
    """
    near = text[:_LONGEST]
    starts = [match.start() for match in _RUN_ON.finditer(near)]
    if len(starts) < _FEWEST or starts[0]:
        return
    yield from starts
    for start, end in pairwise([*starts, len(near)]):
        for name, value in _fields(near[start:end]):
            again = near.find(value, end) if FIELDS[name] == "title" and value else -1
            if again >= 0:
                yield again


def _fields(text: str) -> Iterator[tuple[str, str]]:
    """Yield the fields of a line, name and value, if it begins with one."""
    found = list(_FIELD.finditer(text))
    if not found or text[: found[0].start()].strip(_SEPARATORS):
        return
    ends = [*(match.start() for match in found[1:]), len(text)]
    values = [text[match.end() : end].strip(_SEPARATORS) for match, end in zip(found, ends, strict=True)]
    names = [re.sub(r"[\s\u3000]", "", match["key"] or match["set"]) for match in found]
    if all(_may_be(name, value) for name, value in zip(names, values, strict=True)):
        yield from zip(names, values, strict=True)


def _may_be(field: str, value: str) -> bool:
    """Return whether `value` is short enough for a field, and no text that follows it."""
    if field == "浏览次数":
        return len(value) <= _STATE
    return FIELDS[field] == "title" or (len(value) <= _LONGEST_VALUE and "。" not in value)


def _fits(field: str, text: str) -> bool:
    """Return whether `text`, on the line after an empty field, may be its value.

    主题词 is the last field of a box, and often empty.
    """
    name = FIELDS[field]
    if name == "number":
        return bool(number_of(text))
    if name.endswith("_on") or field.endswith("日期"):
        return bool(date_of(text))
    return field != "主题词" and (field != "有效性" or len(text) <= _STATE)


def _know(known: dict[str, str], field: str, value: str) -> None:
    name = FIELDS[field]
    if name and value:
        known.setdefault(name, date_of(value) if name.endswith("_on") else typeset(value))
