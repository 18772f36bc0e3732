"""What the forms of a round look like: their sheets and columns, and the words that stand in locked cells."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec import Struct

from plansite.plan import wording
from plansite.plan.model import Charge, Item, Plan, Target
from plansite.plan.relations import Relations
from plansite.plan.tree import Node
from plansite.progress.assigning import Row
from plansite.progress.entries import ItemStanding
from plansite.progress.records import State

ITEMS, MEASURES, CONCLUSIONS, HIDDEN = "填报表", "目标完成情况", "汇总表", "plansite"
"""The names of the sheets."""
REPORT_FORM, SUMMARY_FORM = "report", "summary"
"""What the hidden sheet says that a file is."""
ID = "id"
UNREPORTED = "未报送"
_MOST = 30_000
"""Most characters of what others reported; a cell holds 32,767."""


class Column(Struct, frozen=True):
    """A column of a form: its key in the program, its head, its width in characters, and who fills it in."""

    key: str
    head: str
    width: int
    is_open: bool = False
    hidden: bool = False


def item_columns(plan: Plan) -> tuple[Column, ...]:
    """Return the columns of a unit's items."""
    return (
        *_opening(plan),
        Column("role", "本单位角色", 12),
        Column("state", "进展情况", 12, is_open=True),
        Column("text", "工作开展情况", 40, is_open=True),
        Column("problems", "存在问题", 24, is_open=True),
        Column("next", "下一步打算", 24, is_open=True),
        Column("evidence", "佐证材料", 26, is_open=True),
    )


def measure_columns() -> tuple[Column, ...]:
    """Return the columns of the targets whose values a unit gives."""
    return (
        Column(ID, ID, 8, hidden=True),
        Column("target", "目标", 24),
        Column("quote", "原文", 48),
        Column("value", "完成值", 14, is_open=True),
        Column("measure", "单位", 10, is_open=True),
        Column("at", "截至日期", 14, is_open=True),
        Column("source", "数据来源", 32, is_open=True),
    )


def conclusion_columns(plan: Plan) -> tuple[Column, ...]:
    """Return the columns of the items that a unit sums up."""
    return (
        *_opening(plan),
        Column("reported", "各单位填报", 64),
        Column("state", "总体进展", 12, is_open=True),
        Column("text", "综合说明", 56, is_open=True),
    )


def _opening(plan: Plan) -> tuple[Column, ...]:
    kinds = [kind.label for kind in plan.kinds.values() if kind.folder]
    return (
        Column(ID, ID, 8, hidden=True),
        Column("number", "序号", 6),
        Column("head", "/".join(kinds) or "章节", 18),
        Column("task", "任务", 28),
    )


def item_words(relations: Relations, node: Node, number: int) -> dict[str, str | int]:
    """Return what stands in the locked cells of an item, by key of the column."""
    head = wording.short_title_of(relations.head_of(node).item)
    return {ID: node.id, "number": number, "head": head, "task": wording.name_of(node.item)}


def row_words(relations: Relations, row: Row, number: int) -> dict[str, str | int]:
    """Return what stands in the locked cells of an item that a unit reports on."""
    asked = {each.unit.id for each in row.responsibilities}
    return item_words(relations, row.node, number) | {"task": _task(row.node.item, asked)}


def _task(item: Item, units: Collection[str]) -> str:
    """Return what an item is called; one of parts alone by the part that names one of `units`."""
    if item.title or item.text or _names(item, units):
        return wording.name_of(item)
    own = (part.text for part in item.parts if part.text and _names(part, units))
    return wording.name_of(item, next(own, None))


def _names(charge: Charge, units: Collection[str]) -> bool:
    return any(unit in units for _, _, unit in charge.charged())


def role_words(row: Row, unit: str) -> str:
    """Return the role of a unit in an item, and whose part it does there besides its own."""
    own = [each.label for each in row.responsibilities if each.unit.id == unit]
    taken = [f"{each.label}（承接{each.unit.name}）" for each in row.responsibilities if each.unit.id != unit]
    return "、".join((*own, *taken))


def target_words(target: Target) -> dict[str, str]:
    """Return what stands in the locked cells of a target, by key of the column."""
    return {ID: target.id, "target": target.label, "quote": target.quote}


def reported_words(item: ItemStanding, states: Iterable[State]) -> str:
    """Return what the units reported on an item, a line each, for the unit that sums it up."""
    labels = {state.id: state.label for state in states}
    words = "\n".join(
        f"{entry.unit.name}：{labels.get(entry.said.state, entry.said.state) if entry.said else UNREPORTED}"
        f"{'；' + ' '.join(entry.said.text.split()) if entry.said and entry.said.text else ''}"
        for entry in item.entries
    )
    return words if len(words) <= _MOST else f"{words[:_MOST]}……（下略）"


HIDDEN_KEYS = ("form", "round", "unit", "plan")
"""What the hidden sheet names, a row each: the key and its value."""


def hidden_pairs(kind: str, round_: str, unit: str, digest: str) -> tuple[tuple[str, str], ...]:
    """Return what stands in the hidden sheet, a row each."""
    return tuple(zip(HIDDEN_KEYS, (kind, round_, unit, digest), strict=True))
