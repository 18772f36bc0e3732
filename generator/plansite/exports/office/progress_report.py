"""The report of a round as paragraphs and tables of an official document, before any file format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from plansite.exports.office import standard, titles
from plansite.exports.office.annex import AnnexBlock, AnnexColumn, Look, Paragraph
from plansite.exports.office.official import OfficialLook
from plansite.exports.office.progress_tables import NUMBER, counted, numbered
from plansite.text import numbering
from plansite.views.report_records import ProgressReport, ReportHead, ReportItem, ReportSaid

_SIGNED_ON = "　　　　年　　月　　日"
"""The day of signature is for those who sign."""


def blocks(view: ProgressReport) -> Iterator[AnnexBlock]:
    """Yield the blocks of the report: its parts, the signature, and the annex that names the sources."""
    room = standard.TITLE_ROOM
    yield Paragraph(OfficialLook.TITLE, "\n".join(titles.lines_of(view.title, room)))
    parts = (
        ("总体情况", _overview(view)),
        (f"各{view.kinds}进展", _heads(view)),
        ("主要目标完成情况", _targets(view)),
        ("各单位报送情况", _units(view)),
        ("未报送事项", _missing(view)),
        ("未完成事项", _open(view)),
        ("更正与改动", _changes(view)),
    )
    for number, (title, inside) in enumerate(parts, start=1):
        yield Paragraph(OfficialLook.FIRST, f"{numbering.chinese(number)}、{title}")
        yield from inside
    yield Paragraph(OfficialLook.ANNEX_NOTE, "附件：数据来源")
    yield from _signature(view)
    yield from _sources(view)


def _text(paragraphs: Iterable[str]) -> Iterator[Paragraph]:
    for each in paragraphs:
        yield Paragraph(OfficialLook.TEXT, each)


def _second(number: int, title: str) -> Paragraph:
    return Paragraph(OfficialLook.SECOND, f"（{numbering.chinese(number)}）{title}")


def _overview(view: ProgressReport) -> Iterator[AnnexBlock]:
    yield _second(1, "报送情况")
    yield from _text(view.reporting)
    yield _second(2, "事项进展")
    yield from _text(view.progress)
    if view.heads:
        yield from counted(view)
    if view.measuring:
        yield _second(3, "目标完成值")
        yield from _text(view.measuring)


def _heads(view: ProgressReport) -> Iterator[AnnexBlock]:
    if not view.heads:
        yield from _text(["没有列有单位的事项。"])
    for head in view.heads:
        yield from _head(head)


def _head(head: ReportHead) -> Iterator[AnnexBlock]:
    """Yield what is said of a part of the plan; it and its items have the numbers that the plan prints."""
    yield Paragraph(OfficialLook.SECOND, f"{head.title}{f'（{head.own.state}）' if head.own else ''}")
    if head.own:
        yield from _item(head.own)
    for item in head.items:
        yield Paragraph(OfficialLook.DEEPER, f"{item.title}（{item.state}）")
        yield from _item(item)


def _item(item: ReportItem) -> Iterator[AnnexBlock]:
    if item.concluded:
        *before, last = item.text or ("",)
        yield from _text((*before, f"{last}（{item.by}）"))
        for each in item.said:
            if each.differs:
                yield from _reported(each)
            yield from _text(_further(each))
            if not each.differs:
                yield from _text(f"{each.unit}{note}。" for note in each.notes)
        return
    yield from _text([f"{item.state}，各单位填报如下（{item.by}）："])
    for each in item.said:
        yield from _reported(each)
        yield from _text(_further(each))


def _reported(said: ReportSaid) -> Iterator[AnnexBlock]:
    """Yield what a unit reported: its state and its words."""
    first, *rest = said.text or ("",)
    notes = "".join(f"，{note}" for note in said.notes)
    yield from _text((f"{said.unit}（{said.state}{notes}）{f'：{first}' if first else '。'}", *rest))


def _further(said: ReportSaid) -> Iterator[str]:
    """Yield the problems and next steps that a unit named, as far as they are published."""
    for what, paragraphs in (("存在问题", said.problems), ("下一步打算", said.next)):
        if paragraphs:
            first, *rest = paragraphs
            yield f"{what}（{said.unit}）：{first}"
            yield from rest


def _targets(view: ProgressReport) -> Iterator[AnnexBlock]:
    if not view.targets:
        yield from _text(["原文没有列出目标。"])
        return
    columns = (
        NUMBER,
        AnnexColumn("目标（原文）", 35, Look.LIST),
        AnnexColumn("完成值", 24),
        AnnexColumn("截至日期", 36),
        AnnexColumn("数据来源", 30, Look.LIST),
        AnnexColumn("填报单位", 20),
    )
    rows = (
        (
            f"{each.label}\n（{each.quote}）",
            f"{each.value}{chr(10) if each.note else ''}{f'（{each.note}）' if each.note else ''}",
            each.day or "—",
            each.source or "—",
            each.unit or "—",
        )
        for each in view.targets
    )
    yield numbered(columns, rows)


def _units(view: ProgressReport) -> Iterator[AnnexBlock]:
    columns = (
        NUMBER,
        AnnexColumn("单位", 33, Look.LIST),
        AnnexColumn("应填报", 14),
        AnnexColumn("已填报", 14),
        AnnexColumn("未填报", 14),
        AnnexColumn("报送日期", 36),
        AnnexColumn("说明", 34, Look.LIST),
    )
    rows = (
        (
            each.name,
            str(each.asked),
            str(each.reported),
            str(each.asked - each.reported),
            each.day,
            "\n".join(each.notes),
        )
        for each in view.units
    )
    yield numbered(columns, rows)


def _missing(view: ProgressReport) -> Iterator[AnnexBlock]:
    rows = [
        (each.name, f"{len(each.missing)}项", "\n".join(each.missing)) for each in view.units if each.missing
    ]
    if not rows:
        yield from _text(["没有未报送的事项。"])
        return
    columns = (
        NUMBER,
        AnnexColumn("单位", 46, Look.LIST),
        AnnexColumn("数量", 18),
        AnnexColumn("未报送的事项", 81, Look.LIST),
    )
    yield numbered(columns, rows)


def _open(view: ProgressReport) -> Iterator[AnnexBlock]:
    if not view.open:
        yield from _text(["没有未完成的事项。"])
        return
    columns = (
        NUMBER,
        AnnexColumn("事项", 48, Look.LIST),
        AnnexColumn(f"所属{view.kinds.replace('、', '/')}", 42, Look.LIST),
        AnnexColumn("进展", 27),
        AnnexColumn("汇总单位", 28),
    )
    yield numbered(columns, ((each.title, each.head, each.state, each.by) for each in view.open))


def _changes(view: ProgressReport) -> Iterator[AnnexBlock]:
    if not view.changes:
        yield from _text(["没有更正和改动。"])
        return
    yield from _text(f"{number}.{each}" for number, each in zip(count(1), view.changes))


def _signature(view: ProgressReport) -> Iterator[AnnexBlock]:
    if view.signed:
        yield Paragraph(OfficialLook.SIGNED_BY, view.signed)
        yield Paragraph(OfficialLook.SIGNED_ON, _SIGNED_ON)


def _sources(view: ProgressReport) -> Iterator[AnnexBlock]:
    yield Paragraph(Look.LABEL, "附件", new_page=True)
    yield Paragraph(OfficialLook.ANNEX_TITLE, "数据来源")
    yield from _text([view.files])
    columns = (
        NUMBER,
        AnnexColumn("数字", 37, Look.LIST),
        AnnexColumn("数值", 22),
        AnnexColumn("怎样得出", 37, Look.LIST),
        AnnexColumn("文件", 49, Look.LIST),
    )
    rows = ((each.name, each.value, each.how, "\n".join(each.files) or "—") for each in view.figures)
    yield numbered(columns, rows)
    if view.evidence:
        yield Paragraph(OfficialLook.TEXT, "各单位填报的佐证材料：")
        columns = (
            NUMBER,
            AnnexColumn("单位", 26, Look.LIST),
            AnnexColumn("事项", 33, Look.LIST),
            AnnexColumn("材料", 37, Look.LIST),
            AnnexColumn("网址", 49, Look.LIST),
        )
        found = ((each.unit, each.item, each.title, each.url or "—") for each in view.evidence)
        yield numbered(columns, found)
    yield Paragraph(Look.REMARK, view.closing)
