"""YAML text to plain data, with positions: mappings, lists and strings, each scalar as it is written.

The model, not YAML, decides what is a number or a date: `number: 1.` stays "1." and `title: 2022` stays text.
What a plan needs no part of (tags, anchors, several documents) is refused, so that nothing can expand,
and depth and size are bounded before anything is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

import yaml

from plansite.diagnostics.problems import Finding, Where
from plansite.reading.faults import (
    BAD_CHARACTER,
    ENCODING,
    MAX_FAULTS,
    SYNTAX,
    TOO_LARGE,
    UNSUPPORTED,
    Fault,
    Mark,
    more,
)
from plansite.reading.yaml_events import UNPRINTABLE, Builder, Data, Positions, mark_of

MAX_BYTES = 16 * 1024 * 1024
"""A plan of 5,000 tasks has 6 to 8 MB; twice that is still checked in 512 MB and a few seconds."""

_OPENINGS = ("while scanning a quoted", "while scanning a simple key", "while parsing a flow")
_WIDE_COLON = re.compile(r"[\s-]*[A-Za-z_]+：")
# libyaml compares each with all before it: a file full of them takes hours.
_TAG_DIRECTIVE = re.compile(r"^%TAG\b", re.MULTILINE)
# What libyaml says most often; the rest is told in its own words.
_REASONS_ZH = {
    "could not find expected ':'": "此处缺少冒号",
    "did not find expected ',' or ']'": "方括号没有闭合，或缺少逗号",
    "did not find expected ',' or '}'": "花括号没有闭合，或缺少逗号",
    "did not find expected '-' indicator": "列表项应以“- ”开头并对齐",
    "did not find expected key": "此处应为键，请检查缩进和引号",
    "did not find expected node content": "此处缺少内容",
    "found a tab character that violates indentation": "不能用制表符缩进",
    "found character that cannot start any token": "此处的字符不能作为开头",
    "found undefined tag handle": "标签没有定义",
    "found unexpected document indicator": "引号没有闭合",
    "found unexpected end of stream": "引号没有闭合",
    "found unknown escape character": "双引号中有未知的转义字符",
    "mapping values are not allowed in this context": "此处不能再有“键: 值”，含冒号的文本请加引号",
}


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text holds: `data` is None where it could not be read to its end."""

    data: Data | None
    faults: tuple[Fault, ...]


def decode(raw: bytes) -> tuple[str | None, tuple[Fault, ...]]:
    """Return the text of a UTF-8 file and what is wrong with it; None where it cannot be read at all.

    A byte-order mark is dropped, every line ends alike, and a control character is a space, so that the rest
    can be looked at.
    """
    if len(raw) > MAX_BYTES:
        return None, (Fault((1, 1), TOO_LARGE, Finding((), {"size": len(raw), "limit": MAX_BYTES})),)
    try:
        text = _same_ends(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = _same_ends(raw[: error.start].decode("utf-8-sig", "replace"))
        mark = (before.count("\n") + 1, len(before) - before.rfind("\n"))
        return None, (Fault(mark, ENCODING, Finding((), {"byte": f"0x{raw[error.start]:02x}"})),)
    clean, count = UNPRINTABLE.subn(" ", text)
    return clean, (_unprintable(text, count) if count else ())


def _same_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _unprintable(text: str, count: int) -> tuple[Fault, ...]:
    faults = []
    line, counted = 1, 0
    for match in islice(UNPRINTABLE.finditer(text), MAX_FAULTS):
        start = match.start()
        line, counted = line + text.count("\n", counted, start), start
        mark = (line, start - text.rfind("\n", 0, start))
        faults.append(Fault(mark, BAD_CHARACTER, Finding((), {"character": f"U+{ord(match[0]):04X}"})))
    return (*faults, *more(faults[-1].mark, count - len(faults)))


def parse(text: str) -> Parsed:
    """Return the data of a YAML text: each scalar a string, or None where it is null."""
    directive = _TAG_DIRECTIVE.search(text)
    if directive:
        line = text.count("\n", 0, directive.start()) + 1
        return Parsed(None, (Fault((line, 1), UNSUPPORTED, Finding((), {"what": "%TAG"})),))
    builder = Builder()
    try:
        builder.run(text)
    except yaml.MarkedYAMLError as error:
        return Parsed(None, (*builder.faults.all(), _syntax(text, error)))
    return Parsed(builder.result, builder.faults.all())


def positions(text: str, wanted: Iterable[Where] | None = None, *, to_end: bool = True) -> Positions:
    """Return where everything in `text` stands; asked for only once a problem is known.

    Where `wanted` is given, only what it names and what is around that: all of a large text is much.
    Not `to_end`, reading ends where all that is found; of two equal keys the last would be missed.
    """
    found = Positions({}, {})
    around = None if wanted is None else {where[:end] for where in wanted for end in range(len(where) + 1)}
    with suppress(yaml.MarkedYAMLError):  # what was read up to there has its positions
        Builder(found, around, to_end=to_end).run(text)
    return found


def _syntax(text: str, error: yaml.MarkedYAMLError) -> Fault:
    mark, opened = min(mark_of(error.problem_mark), end(text)), mark_of(error.context_mark)
    # What was never closed is found lines later; where it was opened is where to look.
    if (error.context or "").startswith(_OPENINGS) and opened[0] < mark[0]:
        mark = opened
    near = _lines(text, mark[0] - 1, mark[0])
    hints = {"hint_en": "", "hint_zh": ""}
    if any("\t" in line for line in near):
        hints = {"hint_en": "indent with spaces, not tabs", "hint_zh": "请用空格缩进，不要用制表符"}
    elif any(_WIDE_COLON.match(line) for line in near):
        hints = {
            "hint_en": "after a key stands an ASCII colon and a space",
            "hint_zh": "键后须用半角冒号加一个空格",
        }
    problem = error.problem or error.context or ""
    reasons = {"reason_en": problem, "reason_zh": _REASONS_ZH.get(problem, problem)}
    return Fault(mark, SYNTAX, Finding((), {**reasons, **hints}, hinted=bool(hints["hint_en"])))


def end(text: str) -> Mark:
    """Return the mark behind the last character: libyaml may see one more line."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def _lines(text: str, first: int, last: int) -> list[str]:
    """Return lines of a text, 1-based, without making a list of all of them."""
    start = 0
    for _ in range(first - 1):
        start = text.find("\n", start) + 1
    return text[start:].split("\n", last - max(first, 1) + 1)[: last - max(first, 1) + 1]
