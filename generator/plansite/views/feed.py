"""The revisions and the closed rounds as an Atom feed (RFC 4287), with links relative to its own address."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from html import escape, unescape
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from msgspec import Struct

from plansite.progress.standing import Standing
from plansite.views.history import history
from plansite.views.progress import standings
from plansite.views.progress_places import round_url
from plansite.views.site import Site

PATH = "changes/feed.xml"
"""Path of the feed in docs/."""

_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 100
"""How many entries a feed has: readers ask for it again and again."""
_HREF = re.compile(r'href="([^"]*)"')


def feed(site: Site) -> bytes:
    """Return the feed: the latest revisions and closed rounds, newest first, then an entry for the plan."""
    plan = site.plan
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-CN"})
    _add(root, "title", f"{plan.name}：修订")
    _add(root, "id", _identity(site, "feed"))
    _add(root, "updated", _time(max((plan.day, *(each.day for each in _rounds(site))))))
    author = ET.SubElement(root, "author")
    _add(author, "name", plan.document.issuer or plan.title)
    ET.SubElement(root, "link", {"rel": "alternate", "href": "./"})
    entries = sorted((*_revisions(site), *_rounds(site)), key=lambda each: each.day, reverse=True)
    for entry in entries[:_MOST]:
        _add_entry(root, site, entry)
    if len(entries) < _MOST:
        _first(root, site)
    ET.indent(root, " ")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def at(data: bytes, url: str) -> bytes:
    """Return the feed with absolute links and one to itself; `url` is where the site is served."""
    here = f"{url}{PATH}"
    found = _HREF.sub(lambda match: f'href="{escape(urljoin(here, unescape(match[1])))}"', data.decode())
    own = f'<link rel="self" type="application/atom+xml" href="{escape(here)}" />'
    return found.replace(' <link rel="alternate"', f' {own}\n <link rel="alternate"', 1).encode()


class FeedEntry(Struct, frozen=True):
    """An event: its day, what is told of it, where it is shown, and what it is known by in later feeds."""

    day: dt.date
    title: str
    url: str
    summary: str
    identity: str


def _revisions(site: Site) -> Iterator[FeedEntry]:
    """Yield an entry for each revision, latest first."""
    for revised in reversed(history(site)):
        revision, day = revised.revision, revised.revision.date
        basis = f"依据：{revision.basis}。" if revision.basis else ""
        names = "、".join(changes.unit.name for changes in revised.units.values())
        said = f"涉及{len(revised.words_by_item)}个事项、{len(revised.units)}家单位" if revised.old else ""
        summary = f"{basis}{said}{f'（{names}）' if names else ''}".strip() or revision.note
        title = f"{revised.day}修订：{revision.note}"
        yield FeedEntry(day, title, f"{day.isoformat()}/", summary, day.isoformat())


def _rounds(site: Site) -> Iterator[FeedEntry]:
    """Yield an entry for each round that is closed, and for each day of corrections after that."""
    for found in standings(site):
        closed, url = found.round.closed, f"../{round_url(found)}"
        if closed is None:
            continue
        came = _reported_by(found, closed)
        asked = [unit for unit in found.units.values() if unit.rows or unit.targets or unit.unit.id in came]
        summary = f"应报送{len(asked)}家单位，已报送{len(came)}家。"
        yield FeedEntry(closed, f"{found.label}进展", url, summary, f"progress/{found.name}")
        corrected: dict[dt.date, list[str]] = {}
        for day, words in _corrections(found):
            corrected.setdefault(day, []).append(words)
        for day, reasons in corrected.items():
            identity = f"progress/{found.name}/{day.isoformat()}"
            yield FeedEntry(day, f"{found.label}进展更正", url, "；".join(reasons), identity)


def _corrections(found: Standing) -> Iterator[tuple[dt.date, str]]:
    """Yield the day and the words of each correction of a report, then of those of a summary."""
    for unit in found.reported:
        for each in unit.report.correction if unit.report else ():
            yield each.date, f"{unit.unit.name}：{each.reason}"
    units = found.assigned.relations.unit
    for form in found.files.summary.forms:
        name = units[form.by].name if form.by in units else form.by
        for each in form.correction:
            yield each.date, f"{name}汇总：{each.reason}"


def _reported_by(found: Standing, closed: dt.date) -> set[str]:
    """Return which units had reported when a round was closed: what came later changes no entry.

    The seals tell it, those of the day itself too; a round that was closed by hand has none.
    """
    sealed = {each.file for each in found.round.sealed}
    reports = [each.report for each in found.reported if each.report]
    return {
        each.unit
        for each in reports
        if (f"{each.unit}.yaml" in sealed if sealed else each.first_day <= closed)
    }


def _add_entry(root: ET.Element, site: Site, told: FeedEntry) -> None:
    entry = ET.SubElement(root, "entry")
    _add(entry, "title", told.title)
    _add(entry, "id", _identity(site, told.identity))
    _add(entry, "updated", _time(told.day))
    ET.SubElement(entry, "link", {"rel": "alternate", "href": told.url})
    _add(entry, "summary", told.summary)


def _first(root: ET.Element, site: Site) -> None:
    plan = site.plan
    day = plan.first_day
    entry = ET.SubElement(root, "entry")
    number = f"（{plan.document.number}）" if plan.document.number else ""
    _add(entry, "title", f"《{plan.title}》{number}")
    _add(entry, "id", _identity(site, "plan"))
    _add(entry, "updated", _time(day))
    ET.SubElement(entry, "link", {"rel": "alternate", "href": "../plan/"})
    _add(entry, "summary", "规划全文。")


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _identity(site: Site, what: str) -> str:
    document = site.plan.document.number or site.plan.title
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{document}#{what}").urn


def _time(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
