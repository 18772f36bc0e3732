"""Faults at marks in a text, and the codes of those that keep it from being understood as data."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from plansite.diagnostics.problems import Code, Finding, Message, Severity

Mark: TypeAlias = tuple[int, int]
"""A line and a column, both 1-based; the column counts characters."""

MAX_FAULTS = 1000
"""Most problems reported for one text; an editor with this many fixes some and checks again."""


def _error(name: str, message: Message, hint: Message | None = None) -> Code:
    return Code(name, Severity.ERROR, message, hint)


ENCODING = _error(
    "encoding",
    Message("not UTF-8: byte {byte} cannot be read", "文件不是 UTF-8 编码：字节 {byte} 无法读取"),
    Message("save the file as UTF-8", "请把文件另存为 UTF-8 编码"),
)
TOO_LARGE = _error(
    "too-large",
    Message("{size} bytes are more than {limit}", "文件有 {size} 字节，超过上限 {limit}"),
)
BAD_CHARACTER = _error(
    "bad-character",
    Message("a control character {character} in the text", "文本中有控制字符 {character}"),
    Message("delete it", "请将其删除"),
)
SYNTAX = _error(
    "yaml-syntax",
    Message("YAML cannot be read here: {reason_en}", "YAML 语法错误：{reason_zh}"),
    Message("{hint_en}", "{hint_zh}"),
)
DUPLICATE_KEY = _error(
    "duplicate-key",
    Message(
        "the key {key} stands twice in this mapping; first in line {first}",
        "键 {key} 重复；首次出现在第 {first} 行",
    ),
)
UNSUPPORTED = _error(
    "yaml-unsupported",
    Message("{what} is not used in a plan", "规划文件中不使用 {what}"),
    Message("write the value out as plain text", "请直接写出内容"),
)
TOO_DEEP = _error("too-deep", Message("nested deeper than {limit} levels", "嵌套超过 {limit} 层"))
TOO_MANY = _error(
    "too-many-values", Message("more than {limit} keys and values", "键和值超过 {limit} 个，无法读取")
)
MORE = Code(
    "more-problems",
    Severity.NOTE,
    Message("and at least {count} more problems", "另有至少 {count} 个问题，不再逐一列出"),
)
COMPATIBILITY_FORM = Code(
    "compatibility-form",
    Severity.NOTE,
    Message(
        "{form} ({code}) looks like {plain}, and is not found as {plain}",
        "{form}（{code}）形似“{plain}”，但搜“{plain}”找不到它",
    ),
    Message("write {plain}, unless the document really has the other", "请改为“{plain}”，除非原文确实如此"),
)
UNQUOTED = Code(
    "unquoted",
    Severity.ERROR,
    Message(
        "other programs read {value} as a number or a truth value", "其他程序会把 {value} 读作数字或真假值"
    ),
    Message('put it in quotes: "{value}"', '请加引号："{value}"'),
)


class Fault(Struct, frozen=True):
    """A problem at a mark in the text; a finding in the data becomes a fault when its mark is known."""

    mark: Mark
    code: Code
    finding: Finding


def more(mark: Mark, count: int) -> tuple[Fault, ...]:
    """Return one fault at `mark` that stands for `count` further ones, or () if there are none."""
    return (Fault(mark, MORE, Finding((), {"count": count})),) if count else ()


def counted(fault: Fault) -> int:
    """Return how many unlisted faults `fault` stands for: 0 unless it is from `more`."""
    return int(str(fault.finding.values["count"])) if fault.code is MORE else 0


class Faults:
    """Collects the first faults of a text and counts the rest."""

    def __init__(self) -> None:
        self._first: list[Fault] = []
        self._left = 0

    def add(self, fault: Fault) -> None:
        """Keep `fault`, or only count it when full."""
        if self.is_full:
            self._left += 1
        else:
            self._first.append(fault)

    @property
    def is_full(self) -> bool:
        """Whether new faults are only counted; one above the limit is kept, to mark where the rest begins."""
        return len(self._first) > MAX_FAULTS

    def all(self) -> tuple[Fault, ...]:
        """Return the first faults, and one that stands for all the others."""
        if not self.is_full:
            return tuple(self._first)
        *told, last = self._first
        return (*told, *more(last.mark, self._left + 1))
