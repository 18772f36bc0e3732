"""Calendar: milestones, and the targets and items that have a date (iCalendar, RFC 5545).

What the text dates only to the year is an all-day event over that year, titled in the printed words.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator

from icalendar import Calendar, Event, vText
from msgspec import Struct

from plansite.exports.export import About, Export
from plansite.plan import wording
from plansite.plan.assignments import Accountability, Deadline
from plansite.plan.model import Unit
from plansite.plan.relations import Relations
from plansite.plan.tree import Node
from plansite.views.site import Site

_DAY = dt.timedelta(days=1)


class CalendarEntry(Struct, frozen=True):
    """An event from `start` to `end`, both days included."""

    kind: str
    ident: str
    start: dt.date
    end: dt.date
    title: str
    text: str


def make(site: Site, unit: Unit | None) -> bytes | None:
    """Return the calendar of the plan, or the part that concerns `unit`; None if nothing has a date."""
    entries = tuple(_entries(site, unit))
    if not entries:
        return None  # A calendar must hold at least one component (RFC 5545, 3.6).
    calendar = Calendar()
    calendar.add("prodid", "-//plansite//plansite//ZH")
    calendar.add("version", "2.0")
    name = site.plan.name if unit is None else f"{site.plan.name}（{unit.name}）"
    calendar.add(
        "x-wr-calname", vText(name)
    )  # icalendar does not escape the value of a property that it does not know
    for entry in entries:
        calendar.add_component(_event(site, entry))
    written: bytes = calendar.to_ical()
    return written


def _entries(site: Site, unit: Unit | None) -> Iterator[CalendarEntry]:
    relations = site.relations
    mine = None if unit is None else _concerned(relations, unit)
    for stone in site.plan.milestones:
        when = stone.when or wording.years(stone.start, stone.end)
        start, end = _years(stone.start, stone.end)
        yield CalendarEntry("milestone", stone.id, start, end, f"{stone.label}（{when}）", stone.quote)
    for target in site.plan.targets:
        if target.by is not None and (mine is None or target.item in mine):
            start, end = _years(target.by, target.by)
            title = f"目标：{target.quote}（{target.by}年）"
            yield CalendarEntry("target", target.id, start, end, title, target.label)
    for item in relations.items.values():
        if mine is None:
            shown = bool(item.responsibilities) or any(each.node is item.node for each in item.deadlines)
            yield from _deadlines(site, item, item.deadlines if shown else ())
        elif item.node.id in mine:
            own = mine[item.node.id]
            yield from _deadlines(site, item, item.deadlines if own is None else own)


def _deadlines(site: Site, item: Accountability, deadlines: tuple[Deadline, ...]) -> Iterator[CalendarEntry]:
    """Yield an event for each of the `deadlines` of an item that has a date."""
    node, known = item.node, [each.due for each in item.deadlines]
    for deadline in deadlines:
        due, place = deadline.due, known.index(deadline.due)
        if due.date is not None:
            title = f"{wording.heading_of(node.item) or wording.excerpt(node.item)}（{due.text}）"
            ident = f"{node.id}/{place + 1}" if place else node.id
            yield CalendarEntry("task", ident, due.date, due.date, title, _text(site, node))


def _concerned(relations: Relations, unit: Unit) -> dict[str, tuple[Deadline, ...] | None]:
    """Return the items that concern `unit`, or a unit whose part it does now, by id.

    The values are the deadlines of these units' own parts in the item, or None if they have no part in it.
    """
    units = (unit, *relations.successions.predecessors(unit))
    found: dict[str, tuple[Deadline, ...]] = {}
    for one in units:
        for each in relations.of_unit.get(one.id, ()):
            found[each.node.id] = tuple(dict.fromkeys((*found.get(each.node.id, ()), *each.deadlines)))
    others = [duty.item for one in units for duty in relations.duties.get(one.id, ())]
    others += [node.id for one in units for node in relations.reached(one)]
    return {**dict.fromkeys(others), **found}


def _years(start: int, end: int) -> tuple[dt.date, dt.date]:
    return dt.date(start, 1, 1), dt.date(end, 12, 31)


def _text(site: Site, node: Node) -> str:
    """Return the text of an item as printed, then who does the part of its units now."""
    notes = site.relations.successions.heirs_note
    found = [(answer.unit, notes(answer.unit)) for answer in site.relations.of_item.get(node.id, ())]
    now = [f"{unit.name}的职责{note}。" for unit, note in found if note]
    return "\n".join([*wording.paragraphs(node.item, site.plan, site.names), *now])


def _event(site: Site, entry: CalendarEntry) -> Event:
    document = site.plan.document.number or site.plan.title
    event = Event()
    # A stable UID lets calendars recognize the same event in a later revision.
    event.add("uid", str(uuid.uuid5(uuid.NAMESPACE_URL, f"{document}#{entry.kind}/{entry.ident}")))
    event.add("dtstamp", dt.datetime.combine(site.plan.day, dt.time(), dt.UTC))
    event.add("dtstart", entry.start)
    event.add("dtend", entry.end + _DAY)  # the end is exclusive (RFC 5545, 3.6.1)
    event.add("summary", entry.title)
    event.add("description", f"{entry.text}\n——《{site.plan.title}》")
    event.add("transp", "TRANSPARENT")
    return event


export = Export(
    make,
    "data/calendar.ics",
    About(
        "进度日历",
        "进度安排、写明年份的目标和写明日期的任务，可导入手机和电脑的日历。原文只写到年的，是覆盖全年的全天事项，"
        "标题用原文的说法；原文没有写明时间的不列入。",
        "事项",
        (
            ("阶段", "进度安排中的各阶段，从起始年的第一天到结束年的最后一天"),
            ("目标", "写明年份的目标，覆盖该年全年"),
            ("任务", "写明完成日期的任务，在该日；任务本身未列时限的，为上级事项的时限"),
        ),
    ),
)
