"""Fill in the draft's data about the document itself: its head and foot, and the plan's period."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from plansite.importing.frame import Frame

_YEARS = re.compile(r"(20[0-9]{2})[—－-]+(20[0-9]{2})年")
_CENTURIES = ("19", "20", "21")  # a plan's years lie between 1900 and 2200
_YEAR = re.compile(r"20[0-9]{2}(?=年|〕)")


def document(frame: Frame) -> dict[str, Any]:
    """Return the head, foot and notice of the document, as far as they were found."""
    known = frame.known
    found: dict[str, Any] = {
        "head": frame.head,
        "number": frame.number,
        "issuer": known.get("issuer", "") or frame.head.removesuffix("文件"),
        **{key: known.get(key, "") for key in ("written_on", "published_on", "index_number", "validity")},
        **{key: known.get(key, "") for key in ("printed_on", "printed_by")},
    }
    notice = {
        "title": frame.notice_title,
        "to": frame.to,
        "text": "\n".join(frame.notice),
        "note": frame.note,
    }
    if any(notice.values()):
        found["notice"] = {key: value for key, value in notice.items() if value}
    found["cc"] = known.get("cc", "")
    return {key: value for key, value in found.items() if value}


def period(frame: Frame, texts: Iterable[str]) -> dict[str, str] | None:
    """Return the start and end year of the plan, as text.

    They are those in the title; or else the year of the document (or the first one named) and the last named;
    None if no year is named.
    """
    years = _YEARS.search(f"{frame.title}{frame.notice_title}")
    if years and years[1] <= years[2]:
        return {"start": years[1], "end": years[2]}
    found = [int(year) for text in (frame.number, *texts) for year in _YEAR.findall(text)]
    days = (frame.known.get(key, "") for key in ("written_on", "printed_on", "published_on"))
    day = next(filter(None, days), "")
    if day[:2] in _CENTURIES:
        found.insert(0, int(day[:4]))
    if not found:
        return None
    start = found[0] if day[:2] in _CENTURIES else min(found)
    return {"start": str(start), "end": str(max([start, *found]))}
