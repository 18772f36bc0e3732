"""The home page: what this is, the main targets, and the ways in for citizens and for units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Audience, Target
from generator.page import Nav, Page
from generator.pages.items import Group, groups
from generator.pages.units import Category, categories
from generator.site import Site


@dataclass(frozen=True, slots=True)
class Figure:
    """A count with its measure and what is counted."""

    value: int
    measure: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class View:
    """What the home page shows."""

    figures: tuple[Figure, ...]
    targets: tuple[Target, ...]
    groups: tuple[Group, ...]
    audiences: tuple[Audience, ...]
    categories: tuple[Category, ...]


def pages(site: Site) -> Iterator[Page]:
    """Yield the home page."""
    plan = site.plan
    found = groups(site)
    figures = [
        Figure(
            len(group.entries), "个" if group.kind.label in "行动工程" else "项", group.kind.label, group.url
        )
        for group in found
    ]
    relations = site.relations
    if relations.tasks:
        figures.append(Figure(len(relations.tasks), "项", "任务", "matrix/tasks/"))
    if relations.responsible_units:
        figures.append(Figure(len(relations.responsible_units), "家", "责任单位", "units/"))
    targets = tuple(target for target in plan.targets if target.value is not None)
    view = View(tuple(figures), targets, found, plan.audiences, categories(site))
    description = f"{plan.title}：逐字照录全文，按行动、工程、任务和责任单位查阅。"
    yield Page("", plan.name, description, "home.md", view, nav=Nav("首页", 0), wide=True)
