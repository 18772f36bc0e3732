"""Whom to ask: how to reach a unit, and the office that answers questions about the document (咨询机关)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from plansite.plan.model import Plan, Unit
from plansite.text import web_address


class Way(Struct, frozen=True):
    """A way to reach a unit: its label, its text, and the address of a web page or ""."""

    label: str
    text: str
    url: str = ""


class Enquiries(Struct, frozen=True):
    """The office that answers questions about the document, and how it can be reached."""

    unit: Unit
    ways: tuple[Way, ...]


def ways(unit: Unit) -> tuple[Way, ...]:
    """Return how a unit can be reached, as far as its editors say."""
    return tuple(_ways(unit, unit.phone))


def enquiries(plan: Plan) -> Enquiries | None:
    """Return whom to ask about the document; None if its editors do not say.

    Its own phone number goes before that of the unit.
    """
    contact = plan.document.contact
    unit = next((each for each in plan.units if contact and each.id == contact.unit), None)
    if contact is None or unit is None:
        return None
    return Enquiries(unit, tuple(_ways(unit, contact.phone or unit.phone, contact.hours)))


def _ways(unit: Unit, phone: str | None, hours: str | None = None) -> Iterator[Way]:
    for label, text in (("电话", phone), ("咨询时间", hours), ("地址", unit.address)):
        if text:
            yield Way(label, text)
    if unit.url:
        yield Way("网址", web_address.host(unit.url), unit.url)
