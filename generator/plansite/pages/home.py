"""The home page: the document, who answers for what in it, and the doors for citizens and for units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from msgspec import Struct

from plansite.pages.items import CardGroup, groups
from plansite.pages.progress import RoundCard, round_cards
from plansite.plan import wording
from plansite.plan.model import Audience, Plan
from plansite.views.page import Column, Nav, Page
from plansite.views.signature import Picture, picture
from plansite.views.site import Site
from plansite.views.target_figures import TargetFigure, figures

_PROGRAMMES = 3
_YEARS = re.compile(r"[（(]\d{4}(?:[—–-]+\d{4})?年[）)]$")


class Example(Struct, frozen=True):
    """Words to search for, and the URL of their results."""

    words: str
    url: str


class Masthead(Struct, frozen=True):
    """How the document names itself: who issued it, its title and years, and the facts below them."""

    kicker: str
    title: tuple[str, ...]
    """Its pieces: a line may end between them."""
    years: str
    """The years as the title prints them, with their brackets; "" if it does not."""
    facts: tuple[str, ...]


class HomePage(Struct, frozen=True):
    """What the home page shows."""

    head: Masthead
    hint: str
    examples: tuple[Example, ...]
    has_units: bool
    picture: Picture | None
    aims: str
    targets: tuple[TargetFigure, ...]
    audiences: tuple[Audience, ...]
    groups: tuple[CardGroup, ...]
    rounds: tuple[RoundCard, ...]


def pages(site: Site) -> Iterator[Page]:
    """Yield the home page."""
    plan = site.plan
    found = groups(site)
    view = HomePage(
        masthead(plan),
        "想找什么？一件事、一家单位、一句原文",
        examples(site),
        bool(site.relations.named_units),
        picture(site, [entry.node for group in found for entry in group.entries]),
        _aims(plan),
        figures(plan.targets),
        plan.audiences,
        found,
        round_cards(site)[:1],
    )
    description = f"{plan.title}：逐字照录全文，可按任务、人群和单位查阅。"
    yield Page("", plan.name, description, "home.md", view, nav=Nav(Column.HOME, "首页"), wide=True)


def masthead(plan: Plan) -> Masthead:
    """Return the head of the document: 新余市人民政府文件, title, number, date, years."""
    document, period = plan.document, wording.period(plan)
    years = _YEARS.search(plan.title)
    said = (
        document.number or "",
        f"{wording.date(document.printed_on)}印发" if document.printed_on else "",
        f"实施期{period}" if period else "",
    )
    return Masthead(
        document.head or document.issuer or "",
        _pieces(plan.title[: years.start()] if years else plan.title, plan.name),
        years[0] if years else "",
        tuple(filter(None, said)),
    )


def _pieces(title: str, name: str) -> tuple[str, ...]:
    """Return a title in two pieces where it begins with the plan's short name, else whole."""
    rest = title.removeprefix(name)
    return (name, rest) if rest and rest != title else (title,)


def _aims(plan: Plan) -> str:
    """Return the heading of the targets: 到2025年 where all that have a number are due in one year."""
    due = {target.by for target in plan.targets if target.value is not None}
    year = due.pop() if len(due) == 1 else None
    return f"到{year}年" if year else "主要目标"


def examples(site: Site) -> tuple[Example, ...]:
    """Return example searches: programmes of several categories, a target, the busiest unit.

    All of them occur in the plan, so each finds something.
    """
    words = [*_programmes(site), *_figures(site), *_busiest(site)]
    return tuple(Example(each, f"search/?q={quote(each)}") for each in dict.fromkeys(words))


def _programmes(site: Site) -> list[str]:
    """Return up to `_PROGRAMMES` names, shortest first, of the most named programme of each category.

    Of equally named ones, the shortest name counts.
    """
    named = site.relations.programme_nodes
    ranked = sorted(site.plan.programmes, key=lambda each: (-len(named[each.id]), len(each.name)))
    by_category: dict[str | None, str] = {}
    for programme in ranked:
        by_category.setdefault(programme.category, programme.name)
    return sorted(by_category.values(), key=len)[:_PROGRAMMES]


def _figures(site: Site) -> list[str]:
    found = (
        f"{each.value}{each.measure}" for each in site.plan.targets if each.value is not None and each.measure
    )
    return list(found)[:1]


def _busiest(site: Site) -> list[str]:
    of_unit = site.relations.of_unit
    return [
        unit.name
        for unit in sorted(site.relations.responsible_units, key=lambda each: -len(of_unit[each.id]))
    ][:1]
