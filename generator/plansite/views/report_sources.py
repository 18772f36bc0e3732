"""Where the figures of a round's report come from: each with the files that it was counted in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plansite.progress.standing import Standing
from plansite.views import report_words
from plansite.views.report_records import ReportFigure
from plansite.views.site import Site

FOLDER = "content/progress"
PLAN = "plan.yaml"


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
        return PLAN
    kept = zip(site.plan.revisions, site.content.earlier, strict=False)
    return next((each.plan or PLAN for each, plan in kept if plan and each not in other), PLAN)
