"""The report of a round (总结评估报告): what was concluded, reported and measured, in words and numbers.

A state is that which was concluded; nothing is averaged, and nothing is judged by the clock.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from plansite.plan import wording
from plansite.plan.model import Item
from plansite.progress.entries import Entry, ItemStanding, Measured, UnitStanding
from plansite.progress.form_layout import UNREPORTED
from plansite.progress.records import Conclusion, Published
from plansite.progress.standing import Standing
from plansite.text.escape import closed
from plansite.views import progress, report_words, tasklist
from plansite.views.progress_places import by_head
from plansite.views.report_records import (
    ProgressReport,
    ReportEvidence,
    ReportFigure,
    ReportHead,
    ReportItem,
    ReportOpen,
    ReportSaid,
    ReportTarget,
    ReportUnit,
)
from plansite.views.site import Site

UNGIVEN = "未填报"
_FOLDER = "content/progress"
_PLAN = "plan.yaml"


def title(name: str, found: Standing) -> str:
    """Return the title of the report on the plan `name`: a round that is open can have no final one."""
    return f"{name}{label(found)}"


def label(found: Standing) -> str:
    """Return what the report of a round is called."""
    return f"{closed(found.label)}{'总结评估报告' if found.round.closed else '中期报告（尚未办结）'}"


def report(site: Site, found: Standing) -> ProgressReport:
    """Return all that the report of a round says."""
    units = found.assigned.relations.unit
    heads = tuple(_heads(found))
    totals = _counts(found, found.items.values())
    columns = (*(state.label for state in found.states.values()), progress.UNCONCLUDED, "合计")
    return ProgressReport(
        title(site.plan.name, found),
        tasklist.origin(site).author,
        units[found.assigned.coordinator].name if found.assigned.coordinator in units else "",
        tuple(report_words.reporting(found)),
        report_words.progress(tuple(zip(columns, totals, strict=True))),
        report_words.measuring(found),
        report_words.kinds(site.plan),
        columns,
        heads,
        totals,
        tuple(_targets(found)),
        tuple(_unit(each) for each in found.units.values()),
        tuple(_open(found)),
        tuple(report_words.changes(found)),
        f"下列文件，除规划外都在项目的{_FOLDER}/{found.name}/中。",
        tuple(figures(site, found, columns, totals)),
        tuple(_evidence(found)),
        report_words.origin(site.plan),
    )


def _called(item: Item) -> str:
    """Return the name of an item, which stands within sentences."""
    return closed(wording.name_of(item))


def _heads(found: Standing) -> Iterator[ReportHead]:
    for head, items in by_head(found):
        made = {each.node.id: _item(found, each) for each in items}
        own = made.pop(head.id, None)
        yield ReportHead(_called(head.item), own, tuple(made.values()), _counts(found, items))


def _counts(found: Standing, items: Iterable[ItemStanding]) -> tuple[int, ...]:
    items = tuple(items)
    states = Counter(each.conclusion.state if each.conclusion else "" for each in items)
    return (*(states[ident] for ident in found.states), states[""], len(items))


def _item(found: Standing, item: ItemStanding) -> ReportItem:
    counted, concluded = progress.counted(item), item.conclusion
    said = tuple(_said(found, each, concluded) for each in item.entries)
    if concluded is None:
        return ReportItem(_called(item.node.item), progress.UNCONCLUDED, (), counted, said, concluded=False)
    kept = tuple(each for each in said if each.differs or each.problems or each.next or each.notes)
    by = f"{report_words.unit_name(found, concluded.by)}汇总，{counted}"
    return ReportItem(
        _called(item.node.item),
        found.states[concluded.state].label,
        lines_of(concluded.text),
        by,
        kept,
    )


def lines_of(text: str | None) -> tuple[str, ...]:
    """Return the paragraphs of what a unit wrote; signs that turn the direction end with each."""
    return tuple(closed(line.strip()) for line in (text or "").splitlines() if line.strip())


def _said(found: Standing, entry: Entry, concluded: Conclusion | None) -> ReportSaid:
    said, public = entry.said, found.round.publish
    if said is None:
        return ReportSaid(entry.unit.name, UNREPORTED, (), (), (), ())
    return ReportSaid(
        entry.unit.name,
        found.states[said.state].label,
        lines_of(said.text),
        lines_of(said.problems) if Published.PROBLEMS in public else (),
        lines_of(said.next) if Published.NEXT in public else (),
        (report_words.CHANGED,) if entry.changed else (),
        differs=concluded is not None and concluded.state != said.state,
    )


def _targets(found: Standing) -> Iterator[ReportTarget]:
    given: dict[str, list[Measured]] = {}
    for each in found.measured:
        given.setdefault(each.target.id, []).append(each)
    for target in found.assigned.relations.plan.targets:
        values = given.get(target.id, [])
        if not values:
            yield ReportTarget(target.label, target.quote, UNGIVEN, "", "", "", "")
        for each in values:
            yield ReportTarget(
                target.label,
                target.quote,
                report_words.value(each),
                report_words.OTHER_MEASURE if report_words.differs(each) else "",
                wording.date(each.value.at),
                each.value.source or "",
                each.unit.name,
            )


def _unit(unit: UnitStanding) -> ReportUnit:
    return ReportUnit(
        unit.unit.name,
        len(unit.rows),
        len(unit.rows) - len(unit.missing),
        tuple(_called(node.item) for node in unit.missing),
        wording.date(unit.report.reported_on) if unit.report else UNREPORTED,
        tuple(report_words.unit_notes(unit)),
    )


def _open(found: Standing) -> Iterator[ReportOpen]:
    """Yield the items by state, in the order of the round's states, last those without a conclusion."""
    order = {ident: place for place, ident in enumerate(found.states)}
    items = [
        each
        for each in found.items.values()
        if each.conclusion is None or not found.states[each.conclusion.state].closed
    ]
    items.sort(key=lambda each: order[each.conclusion.state] if each.conclusion else len(order))
    for each in items:
        head = found.assigned.relations.head_of(each.node)
        concluded = each.conclusion
        yield ReportOpen(
            _called(each.node.item),
            "—" if head is each.node else _called(head.item),
            found.states[concluded.state].label if concluded else progress.UNCONCLUDED,
            report_words.unit_name(found, concluded.by) if concluded else "—",
        )


def _evidence(found: Standing) -> Iterator[ReportEvidence]:
    """Yield the proofs by unit, in document order, last those of items that left the plan."""
    said = [(unit.unit, row.node, entry.said) for unit in found.units.values() for row, entry in unit.rows]
    left = [(each.unit, each.node, each.said) for each in found.left]
    for unit, node, told in (*said, *left):
        for each in told.evidence if told else ():
            yield ReportEvidence(unit.name, _called(node.item), each.title, each.url or "")


def figures(
    site: Site, found: Standing, columns: Sequence[str], totals: Sequence[int]
) -> Iterator[ReportFigure]:
    """Yield every figure of the report; `totals` are the numbers of items under the heads `columns`."""
    plan, own, summary = edition(site, found), "round.yaml", "summary.yaml"
    reports = tuple(f"{unit}.yaml" for unit in found.files.reports)
    late = [each for each in found.late if each.report]
    asked = sum(len(each.rows) for each in found.units.values())
    said = asked - sum(len(each.missing) for each in found.units.values())
    silent = len(found.units) - len(found.reported)
    yield ReportFigure("报送期限、期间", "—", "本期的设置", (own,))
    yield ReportFigure("应报送的单位", f"{len(found.units)}家", "列有事项或目标的单位", (plan,))
    yield ReportFigure("已报送的单位", f"{len(found.reported)}家", "有填报文件的单位", reports)
    yield ReportFigure("未报送的单位", f"{silent}家", "没有填报文件的单位", (plan,))
    yield ReportFigure(
        "晚于期限的单位",
        f"{len(late)}家",
        "首次报送的日期晚于报送期限",
        (own, *(f"{each.unit.id}.yaml" for each in late)),
    )
    yield ReportFigure("应填报的项次", f"{asked}项次", "每家单位的每个事项为一项次", (plan,))
    yield ReportFigure("已填报的项次", f"{said}项次", "填报中写有进展情况的事项", ("各单位的填报文件",))
    for head, count in zip(columns[:-2], totals[:-2], strict=True):
        yield ReportFigure(head, f"{count}项", "汇总结论为此的事项", (summary,))
    yield ReportFigure(columns[-2], f"{totals[-2]}项", "汇总中没有的事项", (plan, summary))
    yield ReportFigure(columns[-1], f"{totals[-1]}项", "列有单位的事项", (plan,))
    for each in found.measured:
        yield ReportFigure(
            each.target.label, report_words.value(each), "单位填报的完成值", (f"{each.unit.id}.yaml",)
        )
    for measured in (each.measured for each in found.left_values):
        how = "单位填报的完成值，见第七部分"
        yield ReportFigure(
            measured.target.label, report_words.value(measured), how, (f"{measured.unit.id}.yaml",)
        )


def edition(site: Site, found: Standing) -> str:
    """Return the path of the edition of the plan that a round is judged by."""
    other = [edition.ended for edition, _ in found.earlier]
    if None not in other:
        return _PLAN
    kept = zip(site.plan.revisions, site.content.earlier, strict=False)
    return next((each.plan or _PLAN for each, plan in kept if plan and each not in other), _PLAN)
