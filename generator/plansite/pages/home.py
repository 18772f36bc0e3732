"""The home page: what this is, the main targets, and entry points for citizens and for units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from plansite.pages.items import CardGroup, groups
from plansite.pages.units import Category, categories
from plansite.plan.model import Audience, Target
from plansite.views.disclosure import Fact, facts
from plansite.views.page import Nav, Page
from plansite.views.site import Site

_PROGRAMMES = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A count with its measure word, what it counts, and the page it links to."""

    value: int
    measure: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Example:
    """Words to search for, and the URL of their results."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """What the home page shows."""

    examples: tuple[Example, ...]
    figures: tuple[Figure, ...]
    targets: tuple[Target, ...]
    groups: tuple[CardGroup, ...]
    audiences: tuple[Audience, ...]
    categories: tuple[Category, ...]
    facts: tuple[Fact, ...]


def pages(site: Site) -> Iterator[Page]:
    """Yield the home page."""
    plan = site.plan
    found = groups(site)
    figures = [Figure(len(group.entries), "项", group.kind.label, group.url) for group in found]
    relations = site.relations
    if relations.tasks:
        figures.append(Figure(len(relations.tasks), "项", "任务", "matrix/tasks/"))
    if relations.responsible_units:
        figures.append(Figure(len(relations.responsible_units), "家", "责任单位", "units/"))
    targets = tuple(target for target in plan.targets if target.value is not None)
    view = HomePage(
        examples(site), tuple(figures), targets, found, plan.audiences, categories(site), facts(plan)
    )
    description = f"{plan.title}：逐字照录全文，可按任务、人群和单位查阅。"
    yield Page("", plan.name, description, "home.md", view, nav=Nav("首页", 0), wide=True)


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
