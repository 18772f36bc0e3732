"""CSV: what was reported, one row per responsibility in each round, in document order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plansite.exports.export import About, Export
from plansite.plan import wording
from plansite.plan.model import Unit
from plansite.progress.entries import Answer
from plansite.progress.form_layout import UNREPORTED
from plansite.progress.standing import Standing
from plansite.text.csv_table import safe, written
from plansite.views.progress import standings
from plansite.views.progress_places import item_progress_url
from plansite.views.site import Site

COLUMNS = (
    *("round", "unit_id", "unit", "item_id", "item", "role", "state", "state_label", "reported_on", "text"),
    *("url", "by_unit_id", "by_unit"),
)
_JOINT = "、"


def make(site: Site, unit: Unit | None) -> bytes | None:
    """Return what was reported on the plan, or on what `unit` has or has taken over; None without a round."""
    rounds = standings(site)
    return written(COLUMNS, _rows(site, rounds, unit)) if rounds else None


def _rows(site: Site, rounds: Iterable[Standing], unit: Unit | None) -> Iterator[tuple[str, ...]]:
    for found in sorted(rounds, key=lambda each: each.round.period.start):
        for ident, item in found.items.items():
            url = item_progress_url(site, found, ident)
            for answer in item.answers:
                if unit is None or answer.responsibility.falls_to(unit):
                    yield (found.name, *_row(found, answer), url, *_by(answer))


def _row(found: Standing, answer: Answer) -> tuple[str, ...]:
    mine = answer.responsibility
    entries = answer.entries
    return (
        mine.unit.id,
        safe(mine.unit.name),
        mine.node.id,
        safe(wording.name_of(mine.node.item)),
        mine.role.value,
        _JOINT.join(each.said.state if each.said else "" for each in entries),
        safe(
            _JOINT.join(found.states[each.said.state].label if each.said else UNREPORTED for each in entries)
        ),
        _JOINT.join(
            each.report.reported_on.isoformat() if each.said and each.report else "" for each in entries
        ),
        safe("\n".join(each.said.text for each in entries if each.said and each.said.text)),
    )


def _by(answer: Answer) -> tuple[str, str]:
    units = [each.unit for each in answer.entries]
    return _JOINT.join(each.id for each in units), safe(_JOINT.join(each.name for each in units))


export = Export(
    make,
    "data/progress.csv",
    About(
        "进展清单",
        "每行是一家单位在一期中对一个事项的填报，按原文顺序；没有填报的也占一行。文字编码为 UTF-8（带 BOM），"
        "可用电子表格直接打开；以“=”“+”“-”“@”（含全角）开头的内容前加一个“'”，以免被当作公式。",
        "列",
        (
            ("round", "期次的标识，也是该期网页地址的一段"),
            ("unit_id、unit", "单位的标识和名称，照原文"),
            ("item_id、item", "事项的标识、编号和标题；没有标题的，为正文的开头"),
            ("role", "角色：lead 牵头，responsible 责任，support 配合"),
            (
                "state、state_label",
                "进展情况的标识和名称；没有填报的，标识为空，名称为“未报送”",
            ),
            ("reported_on", "报送日期，YYYY-MM-DD"),
            ("text", "工作开展情况，照填报的文字"),
            ("url", "该事项“进展”一节的网址，相对于网站首页"),
            (
                "by_unit_id、by_unit",
                (
                    "填报或应填报的单位（本单位或承接单位）的标识和名称；有几家的，与 state、state_label、"
                    "reported_on 一样以“、”分隔，各列的第几项属于同一家单位，没有填报的留空项"
                ),
            ),
        ),
    ),
    of_rounds=True,
)
