"""Stand-ins for downloads that no longer exist: files of the same type that say what became of them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import uuid
from collections.abc import Callable, Mapping

from plansite.exports.office.annex import Look, Paragraph
from plansite.exports.office.workbook import PlanWorkbook, Sheet, sheet_names

_WIDTH = 80


def write(path: str, title: str, words: str, stamp: dt.datetime) -> bytes | None:
    """Return a file of the type that the extension of `path` names; None if the type is not known here.

    `title` is the label that the download had, `words` a sentence about what became of it, and `stamp` the
    time that the file is stamped with.
    """
    maker = _MAKERS.get(path.rpartition(".")[2])
    return None if maker is None else maker(title, words, stamp)


def _docx(title: str, words: str, stamp: dt.datetime) -> bytes:
    from plansite.exports.office import word  # noqa: PLC0415  slow to import

    properties = word.Properties(title, "", stamp)
    return word.write(properties, (Paragraph(Look.TITLE, title), Paragraph(Look.REMARK, words)))


def _xlsx(title: str, words: str, stamp: dt.datetime) -> bytes:
    from plansite.exports import xlsx  # noqa: PLC0415  xlsx itself builds on this package

    (name,) = sheet_names([title])
    return xlsx.write(PlanWorkbook(title, words, "", (Sheet(name, title, (words,), (_WIDTH,), ()),)), stamp)


def _csv(title: str, words: str, stamp: dt.datetime) -> bytes:
    del stamp
    file = io.StringIO(newline="")
    csv.writer(file).writerows([("说明",), (f"{title}：{words}",)])
    return file.getvalue().encode("utf-8-sig")


def _json(title: str, words: str, stamp: dt.datetime) -> bytes:
    del stamp
    return (json.dumps({"title": title, "gone": words}, ensure_ascii=False, indent=1) + "\n").encode()


def _text(title: str, words: str, stamp: dt.datetime) -> bytes:
    del stamp
    return f"{title}\n{words}\n".encode()


def _calendar(title: str, words: str, stamp: dt.datetime) -> bytes:
    from icalendar import Calendar, Event  # noqa: PLC0415  slow to import

    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//plansite//plansite//ZH")
    calendar.add("version", "2.0")
    event.add("uid", str(uuid.uuid5(uuid.NAMESPACE_URL, f"{title}#gone")))
    event.add("dtstamp", stamp)
    event.add("dtstart", stamp.date())
    event.add("summary", f"{title}：{words}")
    event.add("transp", "TRANSPARENT")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


_MAKERS: Mapping[str, Callable[[str, str, dt.datetime], bytes]] = {
    "docx": _docx,
    "xlsx": _xlsx,
    "csv": _csv,
    "json": _json,
    "txt": _text,
    "ics": _calendar,
}
