"""The sentences of the report of a round: who reported, how far the items are, what changed since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from plansite.plan import wording
from plansite.plan.model import Plan
from plansite.progress.entries import Measured, UnitStanding
from plansite.progress.records import Conclusion, ItemReport
from plansite.progress.standing import Standing
from plansite.text.escape import closed
from plansite.views import progress as shown
from plansite.views.measured import plain
from plansite.views.progress import UNCONCLUDED

CHANGED = "填报之后，本事项的文字或分工有改动"
UNKNOWN = "填报所依据的规划文本没有保存，事项此后是否有改动无法判断"
OTHER_MEASURE = "计量单位与目标不同"


def kinds(plan: Plan) -> str:
    """Return the labels of the kinds that have pages: 行动、工程."""
    return "、".join(kind.label for kind in plan.kinds.values() if kind.folder) or "事项"


def reporting(found: Standing) -> Iterator[str]:
    """Yield who reported and who did not, in paragraphs."""
    own, date = found.round, wording.date
    done = f"，已于{date(own.closed)}办结" if own.closed else "，尚未办结，以下数字还会变动"
    yield f"本期为{closed(found.label)}（{shown.days(found)}），报送期限为{date(own.due)}{done}。"
    silent = [each.unit.name for each in found.units.values() if each.report is None]
    who = f"未报送{len(silent)}家：{'、'.join(silent)}" if silent else "没有未报送的单位"
    yield f"应报送的单位共{len(found.units)}家，已报送{len(found.reported)}家，{who}。{_late(found)}"
    asked = sum(len(each.rows) for each in found.units.values())
    missing = sum(len(each.missing) for each in found.units.values())
    yield (
        f"各单位应填报的事项合计{asked}项次，已填报{asked - missing}项次，未填报{missing}项次"
        f"{'，见第五部分' if missing else ''}。"
    )


def _late(found: Standing) -> str:
    own = found.round
    if own.day < own.due:
        return f"以{wording.date(own.day)}为准，报送期限未到，不判断是否晚报。"
    late = [
        f"{each.unit.name}（{wording.date(each.report.first_day)}）" for each in found.late if each.report
    ]
    if late:
        return f"已报送的单位中，晚于期限报送的{len(late)}家：{'、'.join(late)}。"
    return "已报送的单位都在期限之内报送。" if found.reported else ""


def progress(counted: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Return how many items are in each state; `counted` ends with those without a conclusion, and all."""
    *states, (_, without), (_, total) = counted
    words = "，".join(f"{label}{count}项" for label, count in states)
    return (
        f"列有单位的事项共{total}项。按汇总结论，{words}；{UNCONCLUDED}的{without}项。",
        f"事项的进展只取汇总结论；{UNCONCLUDED}的，各单位的填报并列在后，不作推算。",
    )


def measuring(found: Standing) -> tuple[str, ...]:
    """Return of how many targets values were given."""
    targets = found.assigned.relations.plan.targets
    if not targets:
        return ()
    given = {each.target.id for each in found.measured}
    other = len({each.target.id for each in found.measured if differs(each)})
    differing = f"，其中{OTHER_MEASURE}的{other}项" if other else ""
    counts = f"本期有完成值的{len(given)}项{differing}，没有完成值的{len(targets) - len(given)}项"
    return (f"原文列出的目标共{len(targets)}项，{counts}。完成值照各单位的填报列出，不作换算和推断。",)


def value(each: Measured) -> str:
    """Return a measured value with its unit of measure, without trailing zeros."""
    return f"{plain(each.value.value)}{closed(each.measure)}"


def differs(each: Measured) -> bool:
    """Return whether a value has another unit of measure than the figure of its target."""
    return each.target.value is not None and not each.comparable


def unit_notes(unit: UnitStanding) -> Iterator[str]:
    """Yield what is to be said of a unit's report: late, replaced, corrected, for whom it reports, too."""
    report = unit.report
    if report and unit.late:
        yield f"晚于期限，首次报送为{wording.date(report.first_day)}"
    if report and report.replaces:
        yield f"替换{_days(report.replaces)}的填报"
    if report:
        yield from (f"{wording.date(each.date)}更正" for each in report.correction)
    if unit.unknown:
        yield UNKNOWN
    known = dict.fromkeys(
        each.unit.name
        for row, _ in unit.rows
        for each in row.responsibilities
        if each.unit.id != unit.unit.id
    )
    if known:
        yield f"承接{'、'.join(known)}"


def changes(found: Standing) -> Iterator[str]:
    """Yield corrections, reports that were replaced, items reworded since, what was said of what left."""
    for unit in found.units.values():
        yield from _unit_changes(unit)
    for form in found.files.summary.forms:
        name = unit_name(found, form.by)
        for each in form.correction:
            yield f"{wording.date(each.date)}，{name}更正汇总结论：{closing(each.reason)}"
    yield from _left(found)


def _left(found: Standing) -> Iterator[str]:
    """Yield reports and conclusions on items that left the plan, and values of targets that did."""
    relations = found.assigned.relations
    for left in found.left:
        now = "这一事项不再由该单位承担" if left.node.id in relations.node else "规划中不再有这一事项"
        yield (
            f"{left.unit.name}填报的“{shown.title_of(left.node)}”，{shown.since(left.ended)}{now}。"
            f"填报为{_state(found, left.said)}"
        )
    for each in found.left_conclusions:
        now = "规划中不再对这一事项列出单位" if each.node.id in relations.node else "规划中不再有这一事项"
        yield (
            f"{unit_name(found, each.concluded.by)}汇总的“{shown.title_of(each.node)}”，"
            f"{shown.since(each.ended)}{now}。汇总结论为{_state(found, each.concluded)}"
        )
    targets = {each.id for each in relations.plan.targets}
    for gone in found.left_values:
        measured = gone.measured
        now = "规划中不再有填报的单位" if measured.target.id in targets else "规划中不再有这一目标"
        source = f"，数据来源：{closed(measured.value.source)}" if measured.value.source else ""
        yield (
            f"{measured.unit.name}填报的目标“{measured.target.label}”，{shown.since(gone.ended)}{now}。"
            f"完成值为{value(measured)}（截至{wording.date(measured.value.at)}{source}）。"
        )


def _state(found: Standing, said: ItemReport | Conclusion) -> str:
    text = " ".join((said.text or "").split())
    return f"{found.states[said.state].label}{f'：{closing(text)}' if text else '。'}"


def _unit_changes(unit: UnitStanding) -> Iterator[str]:
    report, name = unit.report, unit.unit.name
    if report is None:
        return
    if report.replaces:
        yield f"{wording.date(report.reported_on)}，{name}重新报送，替换{_days(report.replaces)}的填报。"
    for each in report.correction:
        yield f"{wording.date(each.date)}，{name}更正填报：{closing(each.reason)}"
    for row, entry in unit.rows:
        if entry.changed:
            yield f"{name}填报的“{shown.title_of(row.node)}”，填报之后，文字或分工有改动。"
    if unit.unknown:
        yield f"{name}{UNKNOWN}。"


def origin(plan: Plan) -> str:
    """Return what a report was made from, and what prevails over it."""
    number = f"（{plan.document.number}）" if plan.document.number else ""
    return f"本报告依据《{plan.title}》{number}和上述文件编制，与之有出入的，以上述文件为准。"


def unit_name(found: Standing, unit: str) -> str:
    """Return the name of a unit; of one that left the plan, that which the plan had for it last."""
    editions = (found.assigned, *(assigned for _, assigned in found.earlier))
    names = (each.relations.unit[unit].name for each in editions if unit in each.relations.unit)
    return next(names, unit)


def closing(text: str) -> str:
    """Return a text that ends a sentence, with the signs in it that turn the direction of writing ended."""
    return closed(text if text.endswith(("。", "！", "？", "…")) else f"{text}。")


def _days(days: Iterable[dt.date]) -> str:
    return "、".join(wording.date(day) for day in days)
