"""The open cells of a form as values: texts, states, numbers, days, proofs; what is none is told."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterator
from decimal import Decimal
from unicodedata import normalize

from msgspec.structs import replace

from plansite.plan.scalars import is_web_address
from plansite.progress import form_codes as codes
from plansite.progress.form_problems import Told
from plansite.progress.form_sheet import words
from plansite.progress.records import Evidence, State
from plansite.progress.workbook import Cell, Failed, Formula, Percent, Text
from plansite.reading.faults import BAD_CHARACTER
from plansite.reading.yaml_events import UNPRINTABLE
from plansite.text.compatibility import unified

_Place = tuple[str, str]
_DIGITS = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_DAY = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|/([0-9]{1,2})/([0-9]{1,2})"
    r"|\.([0-9]{1,2})\.([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日)"
)
_ESCAPED = re.compile("_x00(?:0[0-8BCEF]|1[0-9A-F]|7F)_")
_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_ADDRESS = re.compile(r"https?://")
_MOST = 10**15
_SIGNIFICANT = 15


def text(cell: Cell | None, place: _Place, told: Told) -> str | None:
    """Return the text of a cell, None if it is empty; a formula is taken by its source."""
    if cell is None:
        return None
    if isinstance(cell, Failed):
        told.add(codes.CELL_ERROR, place, {"text": cell.text})
        return None
    if isinstance(cell, Formula):
        told.add(codes.FORMULA, place, {"text": cell.text})
    found = unified(_LINE_ENDS.sub("\n", _plain(cell)))
    bad = UNPRINTABLE.search(found)
    escaped = _ESCAPED.search(found)
    if bad or escaped:
        character = f"U+{ord(bad[0]):04X}" if bad else f"U+{escaped[0][2:6]}" if escaped else ""
        told.add(BAD_CHARACTER, place, {"character": character})
        return None
    return found.strip() or None


def _plain(cell: Cell) -> str:
    if isinstance(cell, Text | Formula | Failed):
        return cell.text
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    if isinstance(cell, Percent):
        return f"{_digits(_decimal(cell.value) * 100)}%"
    if isinstance(cell, float):
        return _digits(_decimal(cell))
    return str(cell)


def _digits(value: Decimal) -> str:
    """Return a number without an exponent, and without zeros at its end."""
    return format(value.normalize() if value.is_finite() else value, "f")


def state(cell: Cell | None, states: tuple[State, ...], place: _Place, told: Told) -> str | None:
    """Return the id of the state whose label stands in a cell, None if it is empty or no label."""
    if _is_wrong(cell, place, told):
        return None
    label = words(cell)
    labels = {" ".join(each.label.split()): each.id for each in states}
    if label and label not in labels:
        close = difflib.get_close_matches(label[:100], list(labels), n=1, cutoff=0.3)
        values = {"state": label, "states": "、".join(labels), "suggestion": close[0] if close else ""}
        told.add(codes.UNKNOWN_STATE, place, values, hinted=bool(close))
    return labels.get(label)


def _is_wrong(cell: Cell | None, place: _Place, told: Told) -> bool:
    """Return whether a cell that must hold a value holds a formula or an error, which is told."""
    if isinstance(cell, Formula):
        told.add(codes.BAD_FORMULA, place, {"text": cell.text})
    elif isinstance(cell, Failed):
        told.add(codes.CELL_ERROR, place, {"text": cell.text})
    return isinstance(cell, Formula | Failed)


def number(cell: Cell | None, place: _Place, told: Told, measure: str = "") -> Decimal | None:
    """Return the number in a cell, None if it is empty or none; digits as text are taken, and told.

    A cell that shows 4.2% holds 0.042: that is 4.2 where the unit of `measure` is %, and else no number.
    """
    if cell is None or _is_wrong(cell, place, told):
        return None
    found: Decimal | None = None
    if isinstance(cell, Percent):
        found = _percent(_plain(cell), place, told, measure)
    elif isinstance(cell, Text):
        digits = normalize("NFKC", cell.text).strip()
        if digits.endswith("%"):
            found = _percent(digits, place, told, measure)
        elif _DIGITS.fullmatch(digits):
            told.add(codes.NUMBER_AS_TEXT, place, {"value": cell.text.strip()})
            found = Decimal(digits.replace(",", ""))
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        found = _decimal(cell)
    if found is None or not found.is_finite() or abs(found) > _MOST:
        told.add(codes.BAD_NUMBER, place, {"value": _plain(cell).strip()})
        return None
    return found


def _percent(shown: str, place: _Place, told: Told, measure: str) -> Decimal | None:
    digits = shown.removesuffix("%").strip()
    if unit_of_measure(measure) != "%" or not _DIGITS.fullmatch(digits):
        return None
    told.add(codes.PERCENT_READ, place, {"shown": shown, "value": digits})
    return Decimal(digits.replace(",", ""))


def unit_of_measure(text: str | None) -> str:
    """Return a unit of measure with the sign % as it is written in plans: ％ is the same."""
    return (text or "").replace("％", "%").strip()


def _decimal(value: float) -> Decimal:
    """Return a number as spreadsheets show it, with 15 significant digits: 0.1 + 0.2 is 0.3."""
    return Decimal(value) if isinstance(value, int) else Decimal(format(value, f".{_SIGNIFICANT}g"))


def day(cell: Cell | None, place: _Place, told: Told) -> dt.date | None:
    """Return the day in a cell, a true date or a text that can mean one only; None if it is empty or none."""
    # A number beyond all days, such as 20241231 in a cell that shows days, is an error of its own.
    if cell is None or (not isinstance(cell, Failed) and _is_wrong(cell, place, told)):
        return None
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    written = _plain(cell).strip()
    parts = _DAY.fullmatch(normalize("NFKC", written))
    try:
        found = dt.date(*map(int, filter(None, parts.groups()))) if parts else None
    except ValueError:
        found = None
    if found is None:
        told.add(codes.BAD_DATE, place, {"value": written})
    elif written != found.isoformat():
        told.add(codes.DAY_AS_TEXT, place, {"value": written, "day": found.isoformat()})
    return found


def evidence(cell: Cell | None, place: _Place, told: Told, link: str = "") -> tuple[Evidence, ...]:
    """Return the proofs in a cell, a line each: a title, a space, an address; without one, a title.

    `link` is the address that the whole cell leads to: it is that of the first proof without one, if no
    other has it.
    """
    found = list(_proofs(text(cell, place, told) or "", place, told))
    bare = next((at for at, each in enumerate(found) if each.url is None), None)
    if link and bare is not None and link not in {each.url for each in found}:
        if is_web_address(link):
            found[bare] = replace(found[bare], url=link)
        else:
            told.add(codes.LINK_DROPPED, place, {"value": link})
    return tuple(found)


def _proofs(lines: str, place: _Place, told: Told) -> Iterator[Evidence]:
    for line in filter(None, map(str.strip, lines.split("\n"))):
        title, _, last = line.rpartition(" ") if " " in line else ("", "", line)
        start = _ADDRESS.search(last)
        if start is None and "://" not in last:
            yield Evidence(title=line)
            continue
        at = start.start() if start else 0
        title, url = f"{title} {last[:at]}".strip().rstrip("：:").strip(), last[at:]
        if is_web_address(url):
            yield Evidence(title=title or url, url=url)
        else:
            told.add(codes.BAD_LINK, place, {"value": url})
