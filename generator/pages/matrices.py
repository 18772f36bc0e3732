"""Responsibility matrices: actions and projects × units, tasks × units, units × units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.matrix import SIGNS, Matrix, collaboration_matrix, item_matrix, overview_matrix
from generator.model import Role
from generator.page import Crumb, Nav, Page
from generator.pages.items import HOME, groups
from generator.site import Site

_TITLE = "责任矩阵"
_ORDER = 110


@dataclass(frozen=True, slots=True)
class View:
    """A matrix, what its signs mean (sign, words), and the way to the others (URL, label)."""

    matrix: Matrix
    legend: tuple[tuple[str, str], ...]
    tabs: tuple[tuple[str, str], ...]
    grouped: bool = True


def pages(site: Site) -> Iterator[Page]:
    """Yield the three matrices, each where the plan has something to put into it."""
    relations, roles, name = site.relations, site.plan.roles, site.plan.name
    if not relations.responsibilities:
        return
    found = groups(site)
    nav = Nav(_TITLE, _ORDER)
    labels = "、".join(group.kind.label for group in found)
    tabs: tuple[tuple[str, str], ...] = (("matrix/tasks/", "任务 × 单位"),)
    if relations.partners:
        tabs = (*tabs, ("matrix/collaboration/", "单位 × 单位"))
    crumbs: tuple[Crumb, ...] = (HOME,)
    if found:
        tabs = (("matrix/", f"{labels} × 单位"), *tabs)
        nodes = tuple(entry.node for group in found for entry in group.entries)
        overview = overview_matrix(site, nodes, f"各单位在{labels}中的责任", labels)
        legend = (("●", roles.lead), ("数字", "其中由该单位承担责任的任务数"))
        view = View(overview, legend, tabs)
        yield Page(
            "matrix/", _TITLE, f"{name}：{labels}与责任单位对照。", "matrix.md", view, crumbs, nav, wide=True
        )
        crumbs = (HOME, Crumb(_TITLE, "matrix/"))
    used = {each.role for task in relations.tasks for each in relations.of_item[task.id]}
    signs = tuple((SIGNS[role], roles.of(role)) for role in Role if role in used)
    view = View(item_matrix(site, relations.tasks, "各单位承担的任务", "任务"), signs, tabs)
    description = f"{name}：{len(relations.tasks)} 项任务与责任单位对照。"
    in_nav = None if found else nav
    yield Page("matrix/tasks/", "任务责任矩阵", description, "matrix.md", view, crumbs, in_nav, wide=True)
    if not relations.partners:
        return
    together = collaboration_matrix(site, "单位之间共同承担的事项数", "单位")
    view = View(together, (("数字", "两家单位共同列入的事项数"),), tabs, grouped=False)
    description = f"{name}：责任单位之间共同承担的事项。"
    yield Page("matrix/collaboration/", "单位协作矩阵", description, "matrix.md", view, crumbs, wide=True)
