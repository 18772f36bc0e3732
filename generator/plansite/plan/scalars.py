"""The values of plan.yaml: ids, numbers, years, days, and the one form in which each is written."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError, PydanticKnownError

ID_PATTERN = r"^(?!ps-)[a-z0-9]+(-[a-z0-9]+)*$"
"""Ids are part of permanent URLs: lower-case ASCII letters, digits and single hyphens.

Those that begin with `ps-` belong to the frame of pages, such as its filters.
"""

ID_MAX_LENGTH = 64

Id = Annotated[str, Field(json_schema_extra={"pattern": ID_PATTERN, "maxLength": ID_MAX_LENGTH})]
Ref = Annotated[str, Field(description="the id of a unit or an item")]


def _number_schema(schema: dict[str, Any]) -> None:
    # A YAML editor takes `number: 1.` for a number; plansite reads it as text.
    schema["type"] = ["string", "number"]


Number = Annotated[str, Field(json_schema_extra=_number_schema, description="as printed: 一、 （一） 1.")]

WHOLE = re.compile(r"\s*(?:0|[1-9][0-9]*)\s*")
TRUTH = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def whole(value: object) -> object:
    """Return a whole number as it is; one in another form than 2021 raises int_parsing."""
    # YAML loaders differ on 02021 (octal) and 2_021; so nobody may write them.
    if isinstance(value, str) and not WHOLE.fullmatch(value):
        raise PydanticKnownError("int_parsing")  # noqa: EM101  the name of an error
    return value


def _truth(value: object) -> object:
    if isinstance(value, str) and value.strip().lower() not in TRUTH:
        raise PydanticKnownError("bool_parsing")  # noqa: EM101  as above
    return TRUTH[value.strip().lower()] if isinstance(value, str) else value


Year = Annotated[int, Field(ge=1900, le=2200), BeforeValidator(whole)]
Truth = Annotated[bool, BeforeValidator(_truth)]


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BAD_DATE = ("bad_date", "not a date: YYYY-MM-DD")


def _iso_date(value: object) -> object:
    # Pydantic itself would read 20220409 as seconds since 1970.
    if isinstance(value, dt.date):
        return value
    # fromisoformat() also accepts other ISO 8601 forms, such as week dates (2022-W14-6).
    day = _DAY.fullmatch(str(value))
    try:
        return dt.date.fromisoformat(day[0] if day else "")
    except ValueError:
        raise PydanticCustomError(*_BAD_DATE) from None


UNKNOWN_DAY = dt.date(1980, 1, 1)
"""The first day that zip archives know."""
Date = Annotated[dt.date, BeforeValidator(_iso_date, json_schema_input_type=dt.date)]


URL_PATTERN = r"^https?://[^\s\"'<>\\^`{|}]+$"
"""Web addresses are whole, so that they lead to the same place from every page, and lead to no script."""

_WEB_ADDRESS = re.compile(URL_PATTERN)
_BAD_URL = ("bad_url", "not a web address")


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


def _web_address(value: str) -> str:
    if not is_web_address(value):
        raise PydanticCustomError(*_BAD_URL)
    return value


Url = Annotated[str, AfterValidator(_web_address), Field(json_schema_extra={"pattern": URL_PATTERN})]


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Refs = Annotated[tuple[Ref, ...], BeforeValidator(_one_or_many, json_schema_input_type=Ref | tuple[Ref, ...])]
