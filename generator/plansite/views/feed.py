"""The revisions as an Atom feed (RFC 4287) with links relative to the feed's own address."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from html import escape, unescape
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from plansite.views.history import RevisionRecord, history
from plansite.views.site import Site

PATH = "changes/feed.xml"
"""Path of the feed in docs/."""

_ATOM = "http://www.w3.org/2005/Atom"
_MOST = 100
"""How many entries a feed has: readers ask for it again and again."""
_HREF = re.compile(r'href="([^"]*)"')


def feed(site: Site) -> bytes:
    """Return the feed: an entry for each of the latest revisions, newest first, then one for the plan."""
    plan = site.plan
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-CN"})
    _add(root, "title", f"{plan.name}：修订")
    _add(root, "id", _identity(site, "feed"))
    _add(root, "updated", _time(plan.day))
    author = ET.SubElement(root, "author")
    _add(author, "name", plan.document.issuer or plan.title)
    ET.SubElement(root, "link", {"rel": "alternate", "href": "./"})
    latest = history(site)[-_MOST:]
    for revised in reversed(latest):
        _entry(root, site, revised)
    if len(latest) < _MOST:
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


def _entry(root: ET.Element, site: Site, revised: RevisionRecord) -> None:
    entry = ET.SubElement(root, "entry")
    revision = revised.revision
    _add(entry, "title", f"{revised.day}修订：{revision.note}")
    _add(entry, "id", _identity(site, revision.date.isoformat()))
    _add(entry, "updated", _time(revision.date))
    ET.SubElement(entry, "link", {"rel": "alternate", "href": f"{revision.date.isoformat()}/"})
    basis = f"依据：{revision.basis}。" if revision.basis else ""
    names = "、".join(changes.unit.name for changes in revised.units.values())
    said = f"涉及{len(revised.words_by_item)}个事项、{len(revised.units)}家单位" if revised.old else ""
    _add(entry, "summary", f"{basis}{said}{f'（{names}）' if names else ''}".strip() or revision.note)


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
