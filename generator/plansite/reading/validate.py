"""Validate plain data as a record and report every fault in its shape."""

from __future__ import annotations

import difflib
from functools import cache
from typing import Any, Generic, TypeVar

from msgspec import Struct

from plansite.diagnostics.problems import Code, Finding, Message, Severity, Where
from plansite.plan.model import Record
from plansite.plan.scalars import Reason, Wrong
from plansite.plan.schema import schema_of
from plansite.reading.shapes import Misfit, Run, shape_of

MISSING_KEY = Code(
    "missing-key",
    Severity.ERROR,
    Message("the key {key} is missing", "缺少必填项 {key}"),
)
UNKNOWN_KEY = Code(
    "unknown-key",
    Severity.ERROR,
    Message("the key {key} is not known here", "此处没有名为 {key} 的键"),
    Message("did you mean {suggestion}?", "是否指 {suggestion}？"),
)
WRONG_TYPE = Code(
    "wrong-type",
    Severity.ERROR,
    Message("{value} stands where {expected_en} belongs", "此处应为{expected_zh}，不能是 {value}"),
)
BAD_VALUE = Code(
    "bad-value",
    Severity.ERROR,
    Message("{value} cannot stand here: {reason_en}", "值 {value} 不可用：{reason_zh}"),
)
BAD_DATE = Code(
    "bad-date",
    Severity.ERROR,
    Message("{value} is not a date", "{value} 不是有效日期"),
    Message("write a day of the calendar as YYYY-MM-DD", "请写成实际存在的日期，格式为 YYYY-MM-DD"),
)
BAD_URL = Code(
    "bad-url",
    Severity.ERROR,
    Message("{value} is not the address of a web page", "{value} 不是网址"),
    Message(
        "write the whole address, with https:// or http://", "请写完整的网址，以 https:// 或 http:// 开头"
    ),
)

_TYPES = {
    Reason.NO_MAPPING: Message("a mapping", "键值对"),
    Reason.NO_LIST: Message("a list", "列表"),
    Reason.NO_TEXT: Message("text", "文本"),
    Reason.NO_WHOLE_NUMBER: Message("a whole number", "整数"),
    Reason.NO_NUMBER: Message("a number", "数字"),
    Reason.NO_TRUTH: Message("true or false", "true 或 false"),
}
_REASONS = {
    Reason.LESS: Message("less than {least}", "小于 {least}"),
    Reason.GREATER: Message("greater than {most}", "大于 {most}"),
    Reason.NO_SUCH_WORD: Message("one of {words} is expected", "只能是 {words} 之一"),
    Reason.EMPTY: Message("the list is empty", "列表为空"),
    Reason.INFINITE: Message("not a finite number", "不是有限的数"),
}
_CODES = {Reason.NO_DATE: BAD_DATE, Reason.NO_URL: BAD_URL}
_SHOWN = 40

R = TypeVar("R", bound=Record)


class Validated(Struct, Generic[R], frozen=True):
    """The result of a validation: `record` is what could be kept of the data, or None.

    `repaired` lists the places that were left out or filled in. `left` counts the faults beyond the findings.
    """

    record: R | None
    findings: tuple[tuple[Code, Finding], ...]
    repaired: tuple[Where, ...]
    left: int = 0


def validate(data: Any, model: type[R]) -> Validated[R]:  # noqa: ANN401  checks data of any shape
    """Validate `data` as a record of type `model`; return it with everything that is wrong with its shape."""
    run = Run()
    record = None
    try:
        record = shape_of(model).read(data, run)
    except Wrong as wrong:
        run.note(wrong, data)
    findings = tuple(map(_finding, run.misfits))
    if run.left:
        return Validated(None, findings, (), run.left)
    return Validated(None if run.is_lost else record, findings, tuple(each.where for each in run.misfits))


def record_of(data: Any, model: type[R]) -> R:  # noqa: ANN401  as validate()
    """Return data that is known to fit as a record. Raises ValueError if it does not."""
    found = validate(data, model)
    if found.record is None or found.findings:
        raise ValueError(found.findings)
    return found.record


@cache
def text_keys(model: type[Record]) -> frozenset[str]:
    """Return the keys in `model` and below it whose values are words of people: no ids, numbers or days."""
    schema = schema_of(model)
    fields = [
        (key, value)
        for part in (schema, *schema["$defs"].values())
        for key, value in part.get("properties", {}).items()
    ]
    references = {key for key, value in fields if any(map(_is_reference, _forms(value)))}
    return frozenset(key for key, value in fields if any(map(_is_text, _forms(value)))) - references


def _forms(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the JSON Schemas of the values, or of the entries of lists, that a field may have."""
    forms = [schema, *schema.get("anyOf", ())]
    return [*forms, *(each["items"] for each in forms if isinstance(each.get("items"), dict))]


def _is_text(schema: dict[str, Any]) -> bool:
    is_text = schema.get("type") in ("string", ["string", "number"])
    return is_text and not {"pattern", "format", "enum"} & schema.keys()


def _is_reference(schema: dict[str, Any]) -> bool:
    return str(schema.get("description", "")).startswith("the id of")


def _finding(misfit: Misfit) -> tuple[Code, Finding]:
    where, reason, given = misfit.where, misfit.wrong.reason, misfit.wrong.values
    value = _shown(misfit.value)
    if reason is Reason.MISSING:
        return MISSING_KEY, Finding(where, {"key": where[-1]}, on_key=True)
    if reason is Reason.NO_SUCH_KEY:
        key = str(where[-1])[:_SHOWN]  # comparing long texts is slow
        close = difflib.get_close_matches(key, given["known"], n=1, cutoff=0.7)
        values = {"key": where[-1], "suggestion": close[0] if close else ""}
        return UNKNOWN_KEY, Finding(where, values, on_key=True, hinted=bool(close))
    if reason in _TYPES:
        expected = _TYPES[reason]
        told = {"value": value, "expected_en": expected.en, "expected_zh": expected.zh}
        return WRONG_TYPE, Finding(where, told)
    if reason in _REASONS:
        why = {f"reason_{lang}": _REASONS[reason].say(lang, given) for lang in ("en", "zh")}
        return BAD_VALUE, Finding(where, {"value": value, **why})
    return _CODES[reason], Finding(where, {"value": value})


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list | tuple):
        return "[…]"
    text = str(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
