"""The whole document in its own order (/plan/), and what it and this site are (/about/)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator import printed
from generator.model import Correction
from generator.page import Nav, Page
from generator.pages.items import HOME
from generator.printed import Line, Style
from generator.site import Site


@dataclass(frozen=True, slots=True)
class Setting:
    """A line of the document: its heading level (0: none), its section's URL, units linked or not."""

    line: Line
    level: int
    url: str
    links: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of the document under one label."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class About:
    """What people write about the site, what is known of the document, and how its text was corrected."""

    text: Markup
    facts: tuple[Fact, ...]
    basis: tuple[str, ...]
    corrections: tuple[Correction, ...]


def pages(site: Site) -> Iterator[Page]:
    """Yield the whole text and the page about it."""
    plan = site.plan
    settings = tuple(_setting(site, line) for line in printed.lines(plan))
    number = f"（{plan.document.number}）" if plan.document.number else ""
    description = f"《{plan.title}》{number}全文，逐字照录。"
    yield Page("plan/", "规划全文", description, "plan.md", settings, (HOME,), Nav("规划全文", 170))
    about = About(
        # What people write is Markdown already.
        Markup(site.content.about),  # noqa: S704
        tuple(facts(site)),
        tuple(
            f"《{each.title}》（{each.number}）" if each.number else f"《{each.title}》"
            for each in plan.document.basis
        ),
        site.content.corrections,
    )
    yield Page(
        "about/",
        "关于本站",
        f"{plan.name}网站的内容来源与编辑说明。",
        "about.md",
        about,
        (HOME,),
        Nav("关于", 180),
    )


def _setting(site: Site, line: Line) -> Setting:
    level = 0
    if line.style is Style.HEADING and line.node is not None:
        level = min(6, 1 + len(line.node.lineage))
    url = ""
    if line.node is not None:
        found = site.item_url(line.node)
        url = "" if found.startswith("plan/") else found
    return Setting(line, level, url, links=line.style is Style.PARAGRAPH)


def facts(site: Site) -> Iterator[Fact]:
    """Yield what is known of the document, in the order of a disclosure box."""
    document = site.plan.document
    known = (
        ("索引号", document.index_number),
        ("发文机关", document.issuer),
        ("标题", site.plan.title),
        ("发文字号", document.number),
        ("成文日期", document.written_on and printed.date(document.written_on)),
        ("印发日期", document.printed_on and printed.date(document.printed_on)),
        ("发布日期", document.published_on and printed.date(document.published_on)),
        ("有效性", document.validity),
        ("实施期", f"{site.plan.period.start}—{site.plan.period.end}年"),
    )
    for label, text in known:
        if text:
            yield Fact(label, text)
