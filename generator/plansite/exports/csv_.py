"""CSV: one row per responsibility, in document order (RFC 4180, UTF-8 with a byte-order mark)."""

from __future__ import annotations

from plansite.exports.export import About, Export
from plansite.plan import wording
from plansite.plan.assignments import Responsibility
from plansite.plan.model import Unit
from plansite.plan.tree import Node
from plansite.text.csv_table import safe, written
from plansite.views.site import Site

COLUMNS = (
    *("unit_id", "unit", "role", "item_id", "number", "item", "parent_id", "parent", "kind", "url"),
    *("now_unit_id", "now_unit", "due", "due_date"),
)


def make(site: Site, unit: Unit | None) -> bytes:
    """Return the responsibilities of the plan as CSV, or those that `unit` has or has taken over."""
    relations = site.relations
    rows = (
        (answer.unit.id, safe(answer.unit.name), answer.role.value, *item, *_changing(answer))
        for node, answers in ((relations.node[ident], found) for ident, found in relations.of_item.items())
        for item in (_item(site, node),)
        for answer in answers
        if unit is None or answer.falls_to(unit)
    )
    return written(COLUMNS, rows)


def _item(site: Site, node: Node) -> tuple[str, ...]:
    parent = node.parent
    return (
        node.id,
        safe(node.item.number or ""),
        safe(wording.title_of(node.item)),
        parent.id if parent else "",
        safe(wording.title_of(parent.item)) if parent else "",
        safe(node.kind or ""),
        site.item_url(node),
    )


def _changing(answer: Responsibility) -> tuple[str, ...]:
    """Return the cells for who does the unit's part now, and by when."""
    return (
        "、".join([heir.id for heir in answer.heirs]),
        safe("、".join([heir.name for heir in answer.heirs])),
        safe(wording.due(answer.deadlines)),
        "、".join([each.due.date.isoformat() for each in answer.deadlines if each.due.date]),
    )


export = Export(
    make,
    "data/responsibilities.csv",
    About(
        "责任清单",
        "每行是一家单位在一个事项中的一项责任，按原文顺序。文字编码为 UTF-8（带 BOM），可用电子表格直接打开；"
        "以“=”“+”“-”“@”（含全角）开头的内容前加一个“'”，以免被当作公式。",
        "列",
        (
            ("unit_id", "单位的标识，也是单位页网址的一段"),
            ("unit", "单位的名称，照原文"),
            ("role", "角色：lead 牵头，responsible 责任，support 配合"),
            ("item_id", "事项的标识，也是页内锚点"),
            ("number", "事项的编号，照原文"),
            ("item", "事项的标题，照原文，不带末尾的句号"),
            ("parent_id", "上一级事项的标识"),
            ("parent", "上一级事项的标题"),
            ("kind", "事项所属的类别，如 action 行动、project 工程；名称由规划数据定义"),
            ("url", "事项的网址，相对于网站首页"),
            ("now_unit_id", "机构改革后承担该单位职责的单位的标识，没有变动的为空；多家以“、”分隔"),
            ("now_unit", "机构改革后承担该单位职责的单位的名称"),
            ("due", "时限，照原文；事项本身未列的，为上级事项的时限；没有的为空，多个以“、”分隔"),
            ("due_date", "时限的日期，YYYY-MM-DD；原文没有写明到日的为空"),
        ),
    ),
)
