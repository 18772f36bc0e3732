"""Parse YAML text into mappings, lists and strings, and locate their values.

The model, not YAML, decides what is a number or a date: `number: 1.` stays "1." and `title: 2022` stays text.
Features that a plan does not need (tags, anchors, several documents) are refused, so that nothing can expand;
size is limited before parsing, and depth while the data is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice

import yaml
from msgspec import Struct

from plansite.diagnostics.problems import Finding, Where
from plansite.reading.faults import (
    BAD_CHARACTER,
    COMPATIBILITY_FORM,
    ENCODING,
    MAX_FAULTS,
    SYNTAX,
    TOO_LARGE,
    UNSUPPORTED,
    Fault,
    Mark,
    more,
)
from plansite.reading.yaml_events import UNPRINTABLE, Builder, Comment, Data, Positions, mark_of
from plansite.text import compatibility

MAX_BYTES = 16 * 1024 * 1024
"""A plan of 5,000 tasks has 6 to 8 MB; twice that is still checked within 512 MB and a few seconds."""

_OPENINGS = ("while scanning a quoted", "while scanning a simple key", "while parsing a flow")
_WIDE_COLON = re.compile(r"[\s-]*[A-Za-z_]+：")
# libyaml compares each directive with all before it: a file full of them would take hours.
_TAG_DIRECTIVE = re.compile(r"^%TAG\b", re.MULTILINE)
# The most frequent messages of libyaml; others are shown in English.
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


class Parsed(Struct, frozen=True):
    """The result of parsing; `data` is None if the text is empty or could not be read to its end."""

    data: Data | None
    faults: tuple[Fault, ...]
    comments: tuple[Comment, ...] = ()


def decode(raw: bytes) -> tuple[str | None, tuple[Fault, ...]]:
    """Decode a UTF-8 file; return its text and faults, with None for the text if it cannot be read at all.

    A byte-order mark is dropped and line ends are unified. Control characters become spaces, so that the rest
    can still be checked.
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
    return clean, (
        *(_unprintable(text, count) if count else ()),
        *islice(_compatibility_forms(text), MAX_FAULTS),
    )


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


def _compatibility_forms(text: str) -> Iterator[Fault]:
    """Yield a fault for the first compatibility form on each line."""
    line, start = 1, 0
    while (found := compatibility.first(text, start)) is not None:
        place, form = found
        line += text.count("\n", start, place)
        values = {"form": form, "code": f"U+{ord(form):04X}", "plain": compatibility.unified(form)}
        yield Fault((line, place - text.rfind("\n", 0, place)), COMPATIBILITY_FORM, Finding((), values))
        end = text.find("\n", place)
        if end < 0:
            return
        line, start = line + 1, end + 1


def parse(text: str) -> Parsed:
    """Parse a YAML text; each scalar becomes a string, or None if it is null."""
    directive = _TAG_DIRECTIVE.search(text)
    if directive:
        line = text.count("\n", 0, directive.start()) + 1
        return Parsed(None, (Fault((line, 1), UNSUPPORTED, Finding((), {"what": "%TAG"})),))
    builder = Builder()
    try:
        builder.run(text)
    except yaml.MarkedYAMLError as error:
        return Parsed(None, (*builder.faults.all(), _syntax(text, error)))
    return Parsed(builder.result, builder.faults.all(), tuple(builder.comments))


def positions(text: str, wanted: Iterable[Where] | None = None, *, to_end: bool = True) -> Positions:
    """Return the marks of the values and keys in `text`; call it only once a problem is known.

    If `wanted` is given, only its places and those around them are kept, because all those of a large text
    take much memory. Unless `to_end`, reading stops once they are found, which misses the last of two equal
    keys.
    """
    found = Positions({}, {})
    around = None if wanted is None else {where[:end] for where in wanted for end in range(len(where) + 1)}
    with suppress(yaml.MarkedYAMLError):  # what was read before the error keeps its marks
        Builder(found, around, to_end=to_end).run(text)
    return found


def _syntax(text: str, error: yaml.MarkedYAMLError) -> Fault:
    mark, opened = min(mark_of(error.problem_mark), end(text)), mark_of(error.context_mark)
    # An unclosed quote or bracket is noticed lines later; report where it was opened.
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
    """Return the mark after the last character; libyaml may report a mark one line further on."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def _lines(text: str, first: int, last: int) -> list[str]:
    """Return lines `first` to `last` of a text (1-based) without splitting all of it."""
    start = 0
    for _ in range(first - 1):
        start = text.find("\n", start) + 1
    return text[start:].split("\n", last - max(first, 1) + 1)[: last - max(first, 1) + 1]
