"""The document's official metadata, in the order of a disclosure box (信息公开要素)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from plansite.plan import wording
from plansite.plan.model import CitedDocument, Plan
from plansite.views.contacts import enquiries


class Link(Struct, frozen=True):
    """The title and the address of a web page."""

    title: str
    url: str


class Fact(Struct, frozen=True):
    """One entry of the disclosure box: a label, and lines or links."""

    label: str
    lines: tuple[str, ...]
    links: tuple[Link, ...] = ()


def facts(plan: Plan) -> tuple[Fact, ...]:
    """Return the entries that the plan has values for."""
    return tuple(_facts(plan))


def _facts(plan: Plan) -> Iterator[Fact]:
    document = plan.document
    known = (
        ("索引号", document.index_number),
        ("发文机关", document.issuer),
        ("标题", plan.title),
        ("发文字号", document.number),
        ("成文日期", document.written_on and wording.date(document.written_on)),
        ("印发日期", document.printed_on and wording.date(document.printed_on)),
        ("发布日期", document.published_on and wording.date(document.published_on)),
        ("有效性", wording.validity(document)),
        ("实施期", wording.period(plan)),
    )
    for label, text in known:
        if text:
            yield Fact(label, (text,))
    if document.basis:
        yield Fact("依据文件", tuple(map(_cited, document.basis)))
    if document.interpretations:
        links = tuple(Link(each.title, each.url) for each in document.interpretations)
        yield Fact("解读", (), links)
    asked = enquiries(plan)
    if asked:
        ways = (f"{way.label}：{way.text}" for way in asked.ways if not way.url)
        yield Fact("咨询机关", (asked.unit.name, *ways))


def _cited(document: CitedDocument) -> str:
    return f"《{document.title}》（{document.number}）" if document.number else f"《{document.title}》"
