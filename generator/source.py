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
from typing import Any, TypeAlias

import yaml

from generator.problems import Code, Finding, Severity, Where, Wording

Mark: TypeAlias = tuple[int, int]
"""A line and a column, both 1-based, the column in characters."""

Data: TypeAlias = "dict[str, Data] | list[Data] | str | None"

MAX_BYTES = 16 * 1024 * 1024
"""A plan of 5,000 tasks has 6 to 8 MB; twice that is still checked in 512 MB and a few seconds."""
MAX_DEPTH = 60
MAX_VALUES = 300_000
"""Keys, texts, lists and mappings; a plan of 5,000 tasks, each with 40 of its units, has 275,000."""
MAX_FAULTS = 1000
"""Problems that are told of one text; an editor who sees as many mends the first and looks again."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPENINGS = ("while scanning a quoted", "while scanning a simple key", "while parsing a flow")
_WIDE_COLON = re.compile(r"[\s-]*[A-Za-z_]+：")
# libyaml compares each with all before it: a file full of them takes hours.
_TAG_DIRECTIVE = re.compile(r"^%TAG\b", re.MULTILINE)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
# What YAML 1.2 (5.1) does not allow in a stream, and the three line ends that only YAML 1.1 knows: an editor
# counts no line there.
_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)


def _error(name: str, message: Wording, hint: Wording | None = None) -> Code:
    return Code(name, Severity.ERROR, message, hint)


ENCODING = _error(
    "encoding",
    Wording("not UTF-8: byte {byte} cannot be read", "文件不是 UTF-8 编码：字节 {byte} 无法读取"),
    Wording("save the file as UTF-8", "请把文件另存为 UTF-8 编码"),
)
TOO_LARGE = _error(
    "too-large",
    Wording("{size} bytes are more than {limit}", "文件有 {size} 字节，超过上限 {limit}"),
)
BAD_CHARACTER = _error(
    "bad-character",
    Wording("a control character {character} in the text", "文本中有控制字符 {character}"),
    Wording("delete it", "请将其删除"),
)
SYNTAX = _error(
    "yaml-syntax",
    Wording("YAML cannot be read here: {reason_en}", "YAML 语法错误：{reason_zh}"),
    Wording("{hint_en}", "{hint_zh}"),
)
DUPLICATE_KEY = _error(
    "duplicate-key",
    Wording(
        "the key {key} stands twice in this mapping; first in line {first}",
        "键 {key} 重复；首次出现在第 {first} 行",
    ),
)
UNSUPPORTED = _error(
    "yaml-unsupported",
    Wording("{what} is not used in a plan", "规划文件中不使用 {what}"),
    Wording("write the value out as plain text", "请直接写出内容"),
)
TOO_DEEP = _error("too-deep", Wording("nested deeper than {limit} levels", "嵌套超过 {limit} 层"))
TOO_MANY = _error(
    "too-many-values", Wording("more than {limit} keys and values", "键和值超过 {limit} 个，无法读取")
)
MORE = Code(
    "more-problems",
    Severity.NOTE,
    Wording("and at least {count} more problems", "另有至少 {count} 个问题，不再逐一列出"),
)


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
class Fault:
    """Something wrong with the text itself, so with a mark instead of a place in the data."""

    mark: Mark
    code: Code
    finding: Finding


def more(mark: Mark, count: int) -> tuple[Fault, ...]:
    """Return a fault that stands for `count` more at and behind `mark`; none for none."""
    return (Fault(mark, MORE, Finding((), {"count": count})),) if count else ()


def counted(fault: Fault) -> int:
    """Return how many faults `fault` stands for beside those that are told."""
    return int(str(fault.finding.values["count"])) if fault.code is MORE else 0


class _Faults:
    """The first faults of a text, and how many more there are."""

    def __init__(self) -> None:
        self._first: list[Fault] = []
        self._left = 0

    def add(self, fault: Fault) -> None:
        if self.is_full:
            self._left += 1
        else:
            self._first.append(fault)

    @property
    def is_full(self) -> bool:
        """Tell whether what is added is only counted; one more is kept, to say where the rest begins."""
        return len(self._first) > MAX_FAULTS

    def all(self) -> tuple[Fault, ...]:
        """Return the first, and one fault that stands for all that are left."""
        if not self.is_full:
            return tuple(self._first)
        *told, last = self._first
        return (*told, *more(last.mark, self._left + 1))


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text holds: `data` is None where it could not be read to its end."""

    data: Data | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Positions:
    """Where each value and each key of a text stands."""

    values: dict[Where, Mark]
    keys: dict[Where, Mark]

    def of(self, where: Where, *, on_key: bool) -> Mark:
        """Return the mark of `where`, or of the nearest thing around it that is in the text."""
        if on_key and where in self.keys:
            return self.keys[where]
        while where and where not in self.values:
            where = where[:-1]
        return self.values.get(where, (1, 1))


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
    clean, count = _UNPRINTABLE.subn(" ", text)
    return clean, (_unprintable(text, count) if count else ())


def _same_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _unprintable(text: str, count: int) -> tuple[Fault, ...]:
    faults = []
    line, counted = 1, 0
    for match in islice(_UNPRINTABLE.finditer(text), MAX_FAULTS):
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
    builder = _Builder()
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
        _Builder(found, around, to_end=to_end).run(text)
    return found


def _syntax(text: str, error: yaml.MarkedYAMLError) -> Fault:
    mark, opened = min(_mark(error.problem_mark), end(text)), _mark(error.context_mark)
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


def _mark(mark: Any) -> Mark:  # noqa: ANN401  PyYAML's two mark classes share no base
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class _Builder:
    """Builds data from the event stream with a stack of its own: no recursion, and bounds before building."""

    def __init__(
        self, positions: Positions | None = None, wanted: set[Where] | None = None, *, to_end: bool = True
    ) -> None:
        self.result: Data | None = None
        self.faults = _Faults()
        self._positions = positions
        self._wanted = wanted
        self._missing = None if wanted is None or to_end else wanted - {()}
        self._values = 0
        self._stack: list[_Frame] = []
        self._anchored: dict[str, str] = {}

    def run(self, text: str) -> None:
        documents = 0
        for event in yaml.parse(text, Loader=_LOADER):
            if self._is_done(event):
                return
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                self._refuse(event)
                self._open(event, {} if isinstance(event, yaml.MappingStartEvent) else [])
                if len(self._stack) > MAX_DEPTH:
                    self._fault(event, TOO_DEEP, limit=MAX_DEPTH)
                    self.result = None
                    return
            elif isinstance(event, yaml.CollectionEndEvent):
                self._stack.pop()
            elif isinstance(event, yaml.AliasEvent):
                self._fault(event, UNSUPPORTED, what=f"*{event.anchor}")
                self._add(event, self._anchored.get(event.anchor or ""))
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._fault(event, UNSUPPORTED, what="---")
                    return

    def _is_done(self, event: yaml.Event) -> bool:
        """Tell whether all that was looked for is found, or whether there is too much to go on."""
        if self._values > MAX_VALUES:
            self._fault(event, TOO_MANY, limit=MAX_VALUES)
            self.result = None
            return True
        return self._missing is not None and not self._missing

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._refuse(event)
        value = event.value
        # Written as an escape: "\\b". Where one scalar is full of them, the first say enough.
        for match in islice(_UNPRINTABLE.finditer(value), MAX_FAULTS):
            self._fault(event, BAD_CHARACTER, character=f"U+{ord(match[0]):04X}")
        if event.anchor:
            self._anchored[event.anchor] = value
        self._add(event, None if event.implicit[0] and value in _NULLS else value)

    def _fault(self, event: yaml.Event, code: Code, **values: object) -> None:
        self.faults.add(Fault(_mark(event.start_mark), code, Finding((), values)))

    def _refuse(self, event: Any) -> None:  # noqa: ANN401  the stubs give events no common attributes
        if event.anchor:
            self._fault(event, UNSUPPORTED, what=f"&{event.anchor}")
        if event.tag and event.tag != "!":
            self._fault(event, UNSUPPORTED, what=event.tag)

    def _open(self, event: yaml.Event, container: dict[str, Data] | list[Data]) -> None:
        where = self._add(event, container)
        self._stack.append(_Frame(container, where))

    def _add(self, event: yaml.Event, value: Data | None) -> Where:
        """Put `value` where the stream stands; a null in a list is ""."""
        self._values += 1
        if not self._stack:
            self.result = value
            if self._positions:
                self._note(self._positions.values, (), event)
            return ()
        frame = self._stack[-1]
        if isinstance(frame.container, list):
            where = (*frame.where, len(frame.container)) if self._positions else ()
            frame.container.append("" if value is None else value)
        elif frame.key is None:
            self._key(frame, event, value)
            return frame.where
        else:
            where = (*frame.where, frame.key) if self._positions else ()
            if not frame.dropped:
                frame.container[frame.key] = value
            frame.key, frame.dropped = None, False
        if self._positions:
            self._note(self._positions.values, where, event)
            if self._missing is not None:
                self._missing.discard(where)
        return where

    def _key(self, frame: _Frame, event: yaml.Event, value: Data | None) -> None:
        if not isinstance(value, str):
            self._fault(event, UNSUPPORTED, what="? key")
            frame.key, frame.dropped = "", True
            return
        if value in frame.seen:
            self._fault(event, DUPLICATE_KEY, key=value, first=frame.seen[value])
        frame.seen[value] = _mark(event.start_mark)[0]
        frame.key = value
        if self._positions:
            self._note(self._positions.keys, (*frame.where, value), event)

    def _note(self, marks: dict[Where, Mark], where: Where, event: yaml.Event) -> None:
        if self._wanted is None or where in self._wanted:
            marks[where] = _mark(event.start_mark)


class _Frame:
    __slots__ = ("container", "dropped", "key", "seen", "where")

    def __init__(self, container: dict[str, Data] | list[Data], where: Where) -> None:
        self.container = container
        self.where = where
        self.key: str | None = None
        self.dropped = False  # the key is no text, and its value goes with it
        self.seen: dict[str, int] = {}
