"""What a form makes of the files of its round: the new report or conclusions, and what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from msgspec import Struct

from plansite.progress.form_reading import FormRead
from plansite.progress.known import Known
from plansite.progress.records import (
    ConcludedForm,
    Conclusion,
    ItemReport,
    MeasuredValue,
    Received,
    ReportCorrection,
    Summary,
    UnitReport,
)

Said = ItemReport | MeasuredValue | Conclusion


class Given(Struct, frozen=True):
    """When a form was received and, after the round was closed, why it corrects what was reported."""

    day: dt.date
    received: Received
    correction: str | None = None

    @property
    def corrections(self) -> tuple[ReportCorrection, ...]:
        """The correction as a record, none for a form that is in time."""
        return (ReportCorrection(date=self.day, reason=self.correction),) if self.correction else ()


class Change(Struct, frozen=True):
    """What was said before of an item or a target, and what is said now; one of them may be None."""

    old: Said | None
    new: Said | None


def report(form: FormRead, former: UnitReport | None, given: Given, known: Known) -> UnitReport:
    """Return what a unit reports now: by its form, and as before on what the form does not ask for.

    A correction keeps the day on which the unit reported; another report says which days it takes the place
    of.
    """
    kept = [each for each in former.reports if each.item not in form.items] if former else []
    values = [each for each in former.measures if each.target not in form.targets] if former else []
    order = {ident: at for at, ident in enumerate(known.items)}
    corrects = former is not None and given.correction is not None
    before = () if former is None else former.replaces if corrects else (*former.replaces, former.reported_on)
    return UnitReport(
        unit=form.unit,
        reported_on=former.reported_on if former and corrects else given.day,
        replaces=before,
        plan=form.digest or None,
        received=given.received,
        correction=(*(former.correction if former else ()), *given.corrections),
        reports=tuple(sorted((*form.reports, *kept), key=lambda each: order[each.item])),
        measures=(*form.measures, *values),
    )


def summary(form: FormRead, former: Summary, given: Given, known: Known) -> Summary:
    """Return the conclusions of a round with those of a form in the place of its unit's earlier ones."""
    now = {each.item for each in form.conclusions}
    kept = [
        each
        for each in former.items
        if each.item not in now and not (each.by == form.unit and each.item in form.items)
    ]
    earlier = next((each for each in former.forms if each.by == form.unit), None)
    corrects = earlier is not None and given.correction is not None
    mine = ConcludedForm(
        by=form.unit,
        reported_on=earlier.reported_on if earlier and corrects else given.day,
        plan=form.digest or None,
        received=given.received,
        correction=(*(earlier.correction if earlier else ()), *given.corrections),
    )
    order = {ident: at for at, ident in enumerate(known.items)}
    items = sorted((*form.conclusions, *kept), key=lambda each: order[each.item])
    others = [each for each in former.forms if each.by != form.unit]
    return Summary(items=tuple(items), forms=(*others, mine))


def changes(old: UnitReport | Summary | None, new: UnitReport | Summary) -> tuple[Change, ...]:
    """Return what differs between two reports, or two states of the conclusions, item by item."""
    before, after = _said(old), _said(new)
    return tuple(
        Change(before.get(key), after.get(key))
        for key in dict.fromkeys((*before, *after))
        if before.get(key) != after.get(key)
    )


def _said(record: UnitReport | Summary | None) -> Mapping[tuple[str, str], Said]:
    return dict(_entries(record))


def _entries(record: UnitReport | Summary | None) -> Iterator[tuple[tuple[str, str], Said]]:
    if isinstance(record, UnitReport):
        for said in record.reports:
            yield (said.item, ""), said
        for value in record.measures:
            yield (value.target, value.at.isoformat()), value
    elif isinstance(record, Summary):
        for each in record.items:
            yield (each.item, ""), each
