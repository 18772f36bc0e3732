"""Validate plain data against a model and report every fault in its shape.

Each fault is repaired in a copy of the data, so that the rest can still be checked in the same run: an
editor sees the misspelt key and the unknown unit together.
"""

from __future__ import annotations

import copy
import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar, get_args

from pydantic import ValidationError

from plansite.diagnostics.problems import Code, Finding, Message, Severity, Where
from plansite.plan.model import Record

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
_MANY = 5000
"""Most faults that Pydantic may list; half a million of them would take a gigabyte."""


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Validated(Generic[R]):
    """The result of a validation: `record` is what could be kept of the data, or None.

    `repaired` lists the places that were removed or filled in. `left` counts the faults beyond the findings.
    """

    record: R | None
    findings: tuple[tuple[Code, Finding], ...]
    repaired: tuple[Where, ...]
    left: int = 0


def validate(data: Any, model: type[R]) -> Validated[R]:  # noqa: ANN401  checks data of any shape
    """Validate `data` as a record of type `model`; return it with everything that is wrong with its shape."""
    findings: list[tuple[Code, Finding]] = []
    repaired: list[Where] = []
    for _ in range(_ROUNDS):
        try:
            return Validated(model.model_validate(data), tuple(findings), tuple(repaired))
        except ValidationError as error:
            if error.error_count() > _MANY:
                faults = _first(data, model)
                found = tuple(_finding(fault, model) for fault in faults)
                return Validated(None, (*findings, *found), (), error.error_count() - len(found))
            faults = error.errors(include_url=False)
        if not repaired:
            data = copy.deepcopy(data)
        # What an earlier repair removed is missing in this round; do not report it again.
        gone = frozenset(repaired)
        findings += [_finding(fault, model) for fault in faults if not _is_under(fault["loc"], gone)]
        repaired += [tuple(fault["loc"]) for fault in faults]
        if () in repaired:
            break
        for fault in faults:
            _repair(data, fault)
    return Validated(None, tuple(findings), tuple(repaired))


def _is_under(loc: tuple[str | int, ...], repaired: frozenset[Where]) -> bool:
    return any(loc[:end] in repaired for end in range(len(loc) + 1))


def _first(data: Any, model: type[Record]) -> list[Any]:  # noqa: ANN401  see validate()
    """Return the first faults of data that has too many, by validating ever smaller cuts of it."""
    for most in (256, 64, 16, 4, 1):
        try:
            model.model_validate(_cut(data, most))
        except ValidationError as error:
            if error.error_count() <= _MANY:
                return error.errors(include_url=False)
    return []


def _cut(data: Any, most: int) -> Any:  # noqa: ANN401  see validate()
    """Return `data` with the first `most` entries of each list and mapping; `_keys` always stay."""
    if isinstance(data, list):
        return [_cut(each, most) for each in data[:most]]
    if isinstance(data, dict):
        kept = (key for at, key in enumerate(data) if at < most or key in _keys())
        return {key: _cut(data[key], most) for key in kept}
    return data


@cache
def _keys() -> frozenset[str]:
    """Return the keys of all records."""
    fields = ((name, field) for model in _subclasses(Record) for name, field in model.model_fields.items())
    return frozenset(field.alias or name for name, field in fields)


@cache
def text_keys(model: type[Record]) -> frozenset[str]:
    """Return the keys in `model` and below it whose values are words of people: no ids, numbers or days."""
    schema = model.model_json_schema(by_alias=True)
    fields = [
        (key, value)
        for part in (schema, *schema.get("$defs", {}).values())
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


def _subclasses(model: type[Record]) -> Iterator[type[Record]]:
    for each in model.__subclasses__():
        yield from (each, *_subclasses(each))


def _finding(fault: Any, model: type[Record]) -> tuple[Code, Finding]:  # noqa: ANN401  an ErrorDetails
    where: Where = tuple(fault["loc"])
    kind: str = fault["type"]
    value = _shown(fault["input"])
    if kind == "missing":
        return MISSING_KEY, Finding(where, {"key": where[-1]}, on_key=True)
    if kind == "extra_forbidden":
        key = str(where[-1])[:_SHOWN]  # comparing long texts is slow
        close = difflib.get_close_matches(key, _keys_at(model, where[:-1]), n=1, cutoff=0.7)
        values = {"key": where[-1], "suggestion": close[0] if close else ""}
        return UNKNOWN_KEY, Finding(where, values, on_key=True, hinted=bool(close))
    if kind == "bad_date":
        return BAD_DATE, Finding(where, {"value": value})
    if kind == "bad_url":
        return BAD_URL, Finding(where, {"value": value})
    if kind in _TYPES:
        en, zh = _TYPES[kind]
        return WRONG_TYPE, Finding(where, {"value": value, "expected_en": en, "expected_zh": zh})
    en, zh = _REASONS.get(kind, (fault["msg"], fault["msg"]))
    context = fault.get("ctx", {})
    if kind == "enum":
        context = {"expected": ", ".join(re.findall("'([^']*)'", context["expected"]))}
    reasons = {"reason_en": en.format_map(context), "reason_zh": zh.format_map(context)}
    return BAD_VALUE, Finding(where, {"value": value, **reasons})


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list | tuple):
        return "[…]"
    text = str(value)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _keys_at(model: type[Record], path: Where) -> list[str]:
    """Return the keys allowed in the mapping at `path`: those of the nearest record at or above it."""
    for step in path:
        field = {field.alias or name: field for name, field in model.model_fields.items()}.get(str(step))
        model = next(_records(field.annotation), model) if field else model
    return [field.alias or name for name, field in model.model_fields.items()]


def _records(annotation: Any) -> Iterator[type[Record]]:  # noqa: ANN401  any annotation may stand there
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for argument in get_args(annotation):
        yield from _records(argument)


_STAND_INS: dict[str, Any] = {
    "schema": "1",
    **dict.fromkeys(("start", "from"), "1900"),
    **dict.fromkeys(("end", "to"), "2200"),
    "date": "1900-01-01",
    "url": "https://example.invalid/",
}
_MAPPINGS = frozenset({"model_type", "model_attributes_type", "dict_type"})


def _repair(data: Any, fault: Any) -> None:  # noqa: ANN401  see validate()
    """Remove one fault from `data`, so that the rest can be checked.

    A missing value gets a stand-in that breaks no rule by itself: the widest period, the earliest day.
    """
    *path, last = fault["loc"]
    container = data
    for step in path:
        try:
            container = container[step]
        except (KeyError, IndexError, TypeError):
            return  # an earlier repair has removed it already
    if fault["type"] == "missing":
        container[last] = _stand_in(path, last)
    elif fault["type"] in _MAPPINGS:
        container[last] = {}
    elif isinstance(container, dict):
        container.pop(last, None)
    else:
        container[last] = ""


def _stand_in(path: list[str | int], key: str | int) -> object:
    # The ? makes it an invalid id, which cannot be taken for one of the plan's.
    missing = "-".join(str(step) for step in ("?", *path))
    if key == "items":
        return [missing] if path else []
    return copy.deepcopy(_STAND_INS.get(str(key), missing))
