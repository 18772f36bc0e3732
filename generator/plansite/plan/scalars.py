"""The values of plan.yaml: ids, numbers, years, days, and the one form in which each is written.

A form reads a value of plain data, or raises `Wrong`; `reading.shapes` applies the forms to the records.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from enum import Enum, auto
from typing import Annotated, Any
from urllib.parse import urlsplit

from msgspec import Struct


class Reason(Enum):
    """Why a value cannot stand in its place: it is not what belongs there, or not one of those that may."""

    NO_TEXT = auto()
    NO_WHOLE_NUMBER = auto()
    NO_NUMBER = auto()
    NO_TRUTH = auto()
    NO_DATE = auto()
    NO_URL = auto()
    NO_LIST = auto()
    NO_MAPPING = auto()
    LESS = auto()
    GREATER = auto()
    INFINITE = auto()
    EMPTY = auto()
    NO_SUCH_WORD = auto()
    NO_SUCH_KEY = auto()
    MISSING = auto()


class Wrong(Exception):  # noqa: N818  a problem of the file, not of the program
    """A value cannot stand in its place; `values` say more about the reason."""

    def __init__(self, reason: Reason, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values: Mapping[str, Any] = values


class Form(Struct, frozen=True, eq=False):
    """The form of a scalar: the function that reads it, and its JSON Schema."""

    read: Callable[[Any], Any]
    schema: dict[str, Any]


class Lists(Enum):
    """What else holds for a list: it has an entry, or an only entry may stand without brackets."""

    NOT_EMPTY = "not empty"
    ONE_OR_MANY = "one or many"


ID_PATTERN = r"^(?!ps-)[a-z0-9]+(-[a-z0-9]+)*$"
"""Ids are part of permanent URLs: lower-case ASCII letters, digits and single hyphens.

Those that begin with `ps-` belong to the frame of pages, such as its filters.
"""

ID_MAX_LENGTH = 64


def text(value: object) -> str:
    """Return a text without the whitespace around it."""
    if isinstance(value, str):
        return value.strip()
    raise Wrong(Reason.NO_TEXT)


PLAIN = Form(text, {"type": "string"})
"""The form of a `str` that has no other."""
Id = Annotated[str, Form(text, {"type": "string", "pattern": ID_PATTERN, "maxLength": ID_MAX_LENGTH})]
Ref = Annotated[str, "the id of a unit or an item"]
Refs = Annotated[tuple[Ref, ...], Lists.ONE_OR_MANY]
# A YAML editor takes `number: 1.` for a number; plansite reads it as text.
Number = Annotated[str, Form(text, {"type": ["string", "number"]}), "as printed: 一、 （一） 1."]

WHOLE = re.compile(r"\s*(?:0|[1-9][0-9]*)\s*")
TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def _within(least: int, value: int | Decimal, most: int | None) -> None:
    if value < least:
        raise Wrong(Reason.LESS, least=least)
    if most is not None and value > most:
        raise Wrong(Reason.GREATER, most=most)


def whole(least: int, most: int | None = None) -> Form:
    """Return the form of a whole number within bounds, both included."""

    def read(value: object) -> int:
        # YAML loaders differ on 02021 (octal) and 2_021; so nobody may write them.
        if isinstance(value, str) and WHOLE.fullmatch(value):
            try:
                value = int(value)
            except ValueError:  # more digits than Python converts
                raise Wrong(Reason.NO_WHOLE_NUMBER) from None
        if not isinstance(value, int):
            raise Wrong(Reason.NO_WHOLE_NUMBER)
        _within(least, value, most)
        return value

    bounds = {"minimum": least, "maximum": most}
    return Form(read, {"type": "integer"} | {key: each for key, each in bounds.items() if each is not None})


def _truth(value: object) -> bool:
    known = TRUTH.get(value.strip().lower()) if isinstance(value, str) else value
    if not isinstance(known, bool):
        raise Wrong(Reason.NO_TRUTH)
    return known


Year = Annotated[int, whole(1900, 2200)]
Truth = Annotated[bool, Form(_truth, {"type": "boolean"})]

_MOST = 10**15


def _figure(value: object) -> Decimal:
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        raise Wrong(Reason.NO_NUMBER) from None
    if not found.is_finite():
        raise Wrong(Reason.INFINITE)
    _within(-_MOST, found, _MOST)
    return found


_NUMBER = {"maximum": float(_MOST), "minimum": float(-_MOST), "type": "number"}
Figure = Annotated[Decimal, Form(_figure, {"anyOf": [_NUMBER, {"type": "string"}]})]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(value: object) -> dt.date:
    if isinstance(value, dt.date):
        return value
    # fromisoformat() also accepts other ISO 8601 forms, such as week dates (2022-W14-6).
    day = _DAY.fullmatch(str(value))
    try:
        return dt.date.fromisoformat(day[0] if day else "")
    except ValueError:
        raise Wrong(Reason.NO_DATE) from None


UNKNOWN_DAY = dt.date(1980, 1, 1)
"""The first day that zip archives know."""
Date = Annotated[dt.date, Form(_day, {"type": "string", "format": "date"})]


URL_PATTERN = r"^https?://[^\s\"'<>\\^`{|}]+$"
"""Web addresses are whole, so that they lead to the same place from every page, and lead to no script."""

_WEB_ADDRESS = re.compile(URL_PATTERN)


def is_web_address(value: str) -> bool:
    """Return whether `value` leads to a web page: http(s), a host, a port that exists, and no password."""
    if not _WEB_ADDRESS.fullmatch(value):
        return False
    try:  # what cannot be read, a port out of range, a part of the name that is empty or too long
        parts = urlsplit(value)
        (parts.hostname or "").encode("idna")
        return bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return False


def _web_address(value: object) -> str:
    address = text(value)
    if not is_web_address(address):
        raise Wrong(Reason.NO_URL)
    return address


Url = Annotated[str, Form(_web_address, {"type": "string", "pattern": URL_PATTERN})]
