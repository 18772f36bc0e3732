"""Plain data to a record: the shape of the data against the model, every fault of it reported.

A fault is taken out of a copy of the data, so that the rest can still be checked in the same run:
an editor sees the misspelt key and the unknown unit together.
"""

from __future__ import annotations

import copy
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from generator.model import Record
from generator.problems import Code, Finding, Severity, Where, Wording

MISSING_KEY = Code(
    "missing-key",
    Severity.ERROR,
    Wording("the key {key} is missing", "缺少必填项 {key}"),
)
UNKNOWN_KEY = Code(
    "unknown-key",
    Severity.ERROR,
    Wording("the key {key} is not known here", "此处没有名为 {key} 的键"),
    Wording("did you mean {suggestion}?", "是否指 {suggestion}？"),
)
WRONG_TYPE = Code(
    "wrong-type",
    Severity.ERROR,
    Wording("{value} stands where {expected_en} belongs", "此处应为{expected_zh}，不能是 {value}"),
)
BAD_VALUE = Code(
    "bad-value",
    Severity.ERROR,
    Wording("{value} cannot stand here: {reason_en}", "值 {value} 不可用：{reason_zh}"),
)
BAD_DATE = Code(
    "bad-date",
    Severity.ERROR,
    Wording("{value} is not a date", "{value} 不是有效日期"),
    Wording("write a day of the calendar as YYYY-MM-DD", "请写成实际存在的日期，格式为 YYYY-MM-DD"),
)

_TYPES = {
    "model_type": ("a mapping", "键值对"),
    "model_attributes_type": ("a mapping", "键值对"),
    "dict_type": ("a mapping", "键值对"),
    "tuple_type": ("a list", "列表"),
    "string_type": ("text", "文本"),
    "int_parsing": ("a whole number", "整数"),
    "int_type": ("a whole number", "整数"),
    "int_from_float": ("a whole number", "整数"),
    "int_parsing_size": ("a whole number", "整数"),
    "decimal_parsing": ("a number", "数字"),
    "decimal_type": ("a number", "数字"),
    "bool_parsing": ("true or false", "true 或 false"),
    "bool_type": ("true or false", "true 或 false"),
}
_REASONS = {
    "greater_than_equal": ("less than {ge}", "小于 {ge}"),
    "less_than_equal": ("greater than {le}", "大于 {le}"),
    "enum": ("one of {expected} is expected", "只能是 {expected} 之一"),
    "too_short": ("the list is empty", "列表为空"),
    "finite_number": ("not a finite number", "不是有限的数"),
}
_SHOWN = 40
_ROUNDS = 6


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Validated(Generic[R]):
    """`record` is what could be kept of the data, or None; `repaired` lists what was taken out of it."""

    record: R | None
    findings: tuple[tuple[Code, Finding], ...]
    repaired: tuple[Where, ...]


def validate(data: Any, model: type[R]) -> Validated[R]:  # noqa: ANN401  data of any shape is what this is for
    """Return the record of `model` in `data` and all that is wrong with its shape."""
    findings: list[tuple[Code, Finding]] = []
    repaired: list[Where] = []
    for _ in range(_ROUNDS):
        try:
            return Validated(model.model_validate(data), tuple(findings), tuple(repaired))
        except ValidationError as error:
            faults = error.errors(include_url=False)
        if not repaired:
            data = copy.deepcopy(data)
        # A key that a repair took out is missing in the next round: that is not the editor's fault.
        findings += [_finding(fault) for fault in faults if tuple(fault["loc"]) not in repaired]
        for fault in faults:
            repaired.append(tuple(fault["loc"]))
            if not _repair(data, fault):
                return Validated(None, tuple(findings), tuple(repaired))
    return Validated(None, tuple(findings), tuple(repaired))


def _finding(fault: Any) -> tuple[Code, Finding]:  # noqa: ANN401  pydantic's ErrorDetails, a TypedDict
    where: Where = tuple(fault["loc"])
    kind: str = fault["type"]
    value = _shown(fault["input"])
    if kind == "missing":
        return MISSING_KEY, Finding(where[:-1], {"key": where[-1]})
    if kind == "extra_forbidden":
        close = difflib.get_close_matches(str(where[-1]), _all_keys(), n=1, cutoff=0.7)
        values = {"key": where[-1], "suggestion": close[0] if close else ""}
        return UNKNOWN_KEY, Finding(where, values, on_key=True, hinted=bool(close))
    if kind == "bad_date":
        return BAD_DATE, Finding(where, {"value": value})
    if kind in _TYPES:
        en, zh = _TYPES[kind]
        return WRONG_TYPE, Finding(where, {"value": value, "expected_en": en, "expected_zh": zh})
    en, zh = _REASONS.get(kind, (fault["msg"], fault["msg"]))
    context = fault.get("ctx", {})
    reasons = {"reason_en": en.format_map(context), "reason_zh": zh.format_map(context)}
    return BAD_VALUE, Finding(where, {"value": value, **reasons})


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list | tuple):
        return "[…]"
    text = str(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _all_keys() -> list[str]:
    return sorted(
        {field.alias or name for record in _records(Record) for name, field in record.model_fields.items()}
    )


def _records(base: type[Record]) -> Iterator[type[Record]]:
    for record in base.__subclasses__():
        yield record
        yield from _records(record)


def _repair(data: Any, fault: Any) -> bool:  # noqa: ANN401  see validate()
    """Take one fault out of `data`: a key goes, a missing one is filled. False where that cannot be done."""
    *path, last = fault["loc"]
    container = data
    for step in path:
        try:
            container = container[step]
        except (KeyError, IndexError, TypeError):
            return True  # an earlier repair has taken it out already
    if not isinstance(container, dict):
        return False
    if fault["type"] == "missing":
        # A stand-in of a shape that the model takes in most places; what it breaks comes back next round.
        container[last] = {"schema": "1", "period": {"start": "2000", "end": "2000"}, "items": []}.get(
            str(last), "-".join(str(step) for step in ("missing", *path))
        )
    else:
        container.pop(last, None)
    return True
