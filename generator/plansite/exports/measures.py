"""CSV: the values of targets as units measured them, one row per value; last those that left the plan."""

from __future__ import annotations

from collections.abc import Iterator

from plansite.exports.export import About, Export
from plansite.plan.model import Unit
from plansite.progress.entries import Measured
from plansite.progress.standing import Standing
from plansite.text.csv_table import safe, written
from plansite.views.measured import plain
from plansite.views.progress import standings
from plansite.views.progress_places import round_url
from plansite.views.site import Site

COLUMNS = ("round", "target_id", "target", "value", "measure", "at", "source", "unit_id", "url")


def make(site: Site, unit: Unit | None) -> bytes | None:
    """Return all values, or those that `unit` gave; None if there is none."""
    found = [
        tuple(_cells(site, each, measured))
        for each in reversed(standings(site))
        for measured in (*each.measured, *(left.measured for left in each.left_values))
        if unit is None or measured.unit.id == unit.id
    ]
    return written(COLUMNS, found) if found else None


def _cells(site: Site, found: Standing, each: Measured) -> Iterator[str]:
    there = any(target.id == each.target.id for target in site.plan.targets)
    yield from (found.name, each.target.id, safe(each.target.label), plain(each.value.value))
    yield from (safe(each.measure), each.value.at.isoformat(), safe(each.value.source or ""), each.unit.id)
    yield site.target_url(each.target) if there else round_url(found)


export = Export(
    make,
    "data/measures.csv",
    About(
        "目标完成值",
        "每行是一家单位在一期中填报的一个目标的完成值，照填报的数字，不作换算和汇总。",
        "列",
        (
            ("round", "期次的标识"),
            ("target_id、target", "目标的标识和名称"),
            ("value、measure", "完成值及其计量单位"),
            ("at、source", "截至日期，YYYY-MM-DD；数据来源"),
            ("unit_id", "填报单位的标识"),
            ("url", "该目标的网址，已不在规划中的为该期的网址，相对于网站首页"),
        ),
    ),
    of_rounds=True,
)
