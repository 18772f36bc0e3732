"""What a form leaves out that its unit reported or concluded before: reading it takes that away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plansite.progress import form_codes as codes
from plansite.progress import form_layout as layout
from plansite.progress.form_items import Asked
from plansite.progress.form_problems import Told
from plansite.progress.records import Conclusion, ItemReport, MeasuredValue
from plansite.progress.standing import Standing

_Said = ItemReport | Conclusion


def tell_report(
    standing: Standing,
    form: Asked,
    reports: Sequence[ItemReport],
    measures: Sequence[MeasuredValue],
    told: Told,
) -> None:
    """Tell what the unit's earlier report says and these reports and values do not."""
    former = standing.files.reports.get(form.unit)
    if former is None:
        return
    heads = {column.key: column.head for column in layout.item_columns(form.plan)}
    _tell_items(former.reports, reports, form, (layout.ITEMS, heads), told)
    given = {(value.target, value.at) for value in measures}
    renewed = {value.target for value in measures}
    for value in former.measures:
        if value.target in form.targets and (value.target, value.at) not in given:
            # A value of a later day in its place is a change, which is shown as one.
            if value.target in renewed and _count(former.measures, value) <= _count(measures, value):
                continue
            said = {"target": value.target, "name": form.known.targets.get(value.target, "")}
            said |= {"day": value.at.isoformat(), "value": f"{value.value:f}"}
            told.add(codes.LOST_VALUE, (layout.MEASURES, ""), said)


def _count(values: Iterable[MeasuredValue], of: MeasuredValue) -> int:
    return sum(value.target == of.target for value in values)


def tell_conclusions(standing: Standing, form: Asked, conclusions: Sequence[Conclusion], told: Told) -> None:
    """Tell what the unit concluded before and these conclusions leave out."""
    former = [each for each in standing.files.summary.items if each.by == form.unit]
    heads = {column.key: column.head for column in layout.conclusion_columns(form.plan)}
    _tell_items(former, conclusions, form, (layout.CONCLUSIONS, heads), told)


def _tell_items(
    former: Iterable[_Said],
    now: Iterable[_Said],
    form: Asked,
    sheet: tuple[str, dict[str, str]],
    told: Told,
) -> None:
    name, heads = sheet
    found = {each.item: each for each in now}
    for before in former:
        if before.item not in form.items:
            continue
        words = {"item": before.item, "name": form.names.get(before.item, "")}
        after = found.get(before.item)
        if after is None:
            told.add(codes.LOST_ITEM, (name, ""), words)
            continue
        for key in ("text", "problems", "next", "evidence"):
            if getattr(before, key, None) and not getattr(after, key, None):
                told.add(codes.LOST_PART, (name, ""), {**words, "head": heads[key]})
