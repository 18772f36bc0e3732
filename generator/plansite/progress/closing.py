"""Close a round in the text of its round.yaml, or renew its seals, keeping all else, comments included."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from plansite.plan.data import data_of
from plansite.progress.records import Sealed
from plansite.reading import yaml_text

_BLOCK = re.compile(r"^sealed:[^\n]*\n(?:(?:[ -][^\n]*)?(?:\n|\Z))*", re.MULTILINE)


class NotClosedError(Exception):
    """The text cannot be closed without changing what else it says."""


def closed(text: str, day: dt.date, seals: tuple[Sealed, ...]) -> str:
    """Return the text of a round.yaml with `closed` and `sealed` at its end.

    Raises NotClosedError if the result would not say exactly that.
    """
    newline = _newline(text)
    end = "" if text.endswith(("\n", "\r")) else newline
    lines = (f"closed: {day.isoformat()}", *_lines(seals))
    result = f"{text}{end}{newline.join(lines)}{newline}"
    return _checked(text, result, {"closed": day.isoformat(), "sealed": _data(seals)})


def resealed(text: str, seals: tuple[Sealed, ...]) -> str:
    """Return the text of a closed round.yaml with other seals. Raises NotClosedError as `closed` does."""
    newline = _newline(text)
    block = newline.join((*_lines(seals), ""))
    return _checked(text, _BLOCK.sub(lambda _: block, text, count=1), {"sealed": _data(seals)})


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _checked(text: str, result: str, new: dict[str, Any]) -> str:
    before, after = yaml_text.parse(text), yaml_text.parse(result)
    if not isinstance(before.data, dict) or after.faults or after.data != {**before.data, **new}:
        raise NotClosedError
    return result


def _lines(seals: tuple[Sealed, ...]) -> Iterator[str]:
    yield "sealed:"
    for each in _data(seals):
        said = [f"'{value}'" if key == "digest" else value for key, value in each.items()]
        yield from (
            f"  {'- ' if at == 0 else '  '}{key}: {value}"
            for at, (key, value) in enumerate(zip(each, said, strict=True))
        )


def _data(seals: tuple[Sealed, ...]) -> list[dict[str, str]]:
    """Return seals as the parser gives them, each scalar as its text."""
    return [{key: str(value) for key, value in data_of(each).items()} for each in seals]
