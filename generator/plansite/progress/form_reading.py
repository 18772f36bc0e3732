"""A form that was sent back, read into what its unit reports or concludes, with every problem by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from msgspec import Struct
from msgspec.structs import replace

from plansite.diagnostics.problems import CellProblem
from plansite.importing.readers.reader import Unreadable
from plansite.progress import form_codes as codes
from plansite.progress import form_items, form_losses, workbook
from plansite.progress import form_layout as layout
from plansite.progress.form_problems import WHOLE, Told
from plansite.progress.form_sheet import words
from plansite.progress.known import Known
from plansite.progress.records import Conclusion, ItemReport, MeasuredValue
from plansite.progress.standing import Standing
from plansite.progress.workbook import Cell, Sheet

_KINDS = (layout.REPORT_FORM, layout.SUMMARY_FORM)


class FormRead(Struct, frozen=True):
    """What a form says; `kind` is "" if it is no form of the round, and nothing is to be taken from it.

    `items` and `targets` are those that the form asks for: what it does not say of them is not reported.
    """

    name: str
    problems: tuple[CellProblem, ...]
    kind: str = ""
    unit: str = ""
    digest: str = ""
    items: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    reports: tuple[ItemReport, ...] = ()
    measures: tuple[MeasuredValue, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    failed: bool = False


def unreadable(name: str, error: Unreadable, lang: str) -> FormRead:
    """Return what is told of a file that cannot be read at all."""
    told = Told(name, lang)
    told.add(codes.UNREADABLE, WHOLE, {"reason": error.say(lang)})
    return FormRead(name, tuple(told.found), failed=True)


def renamed(form: FormRead, name: str) -> FormRead:
    """Return a form that was converted under the name of the file that was sent."""
    return replace(form, name=name, problems=tuple(replace(each, path=name) for each in form.problems))


def read(name: str, data: bytes, standing: Standing, known: Known, lang: str) -> FormRead:
    """Return what the form in the .xlsx `data` says for a round, and all its problems."""
    told = Told(name, lang)
    try:
        workbook.check_name(name, data)
        sheets = workbook.read(data)
    except Unreadable as error:
        return unreadable(name, error, lang)
    said = _hidden(sheets)
    kind, unit, digest = said.get("form", ""), said.get("unit", ""), said.get("plan", "")
    if kind not in _KINDS:
        told.add(codes.NO_FORM, WHOLE, {})
    elif said.get("round") != standing.name:
        told.add(codes.OTHER_ROUND, WHOLE, {"other": said.get("round", ""), "round": standing.name})
    elif unit not in known.units:
        told.add(codes.OTHER_UNIT, WHOLE, {"unit": unit})
    if told.failed:
        return FormRead(name, tuple(told.found), failed=True)
    _tell_other_name(name, unit, known, told)
    asked = form_items.asked(kind, unit, digest, standing, known)
    if not asked.compared:
        told.add(codes.UNKNOWN_EDITION, WHOLE, {})
    reports: tuple[ItemReport, ...] = ()
    measures: tuple[MeasuredValue, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    if kind == layout.REPORT_FORM:
        reports = tuple(form_items.reports(sheets, asked, told))
        measures = tuple(form_items.measures(sheets, asked, told))
        form_losses.tell_report(standing, asked, reports, measures, told)
    else:
        conclusions = tuple(form_items.conclusions(sheets, asked, told))
        form_losses.tell_conclusions(standing, asked, conclusions, told)
    if not (reports or measures or conclusions):
        _tell_nothing(kind, told)
    return FormRead(
        name,
        _in_order(told.found),
        kind,
        unit,
        digest,
        frozenset(asked.items),
        frozenset(asked.targets),
        reports,
        measures,
        conclusions,
        failed=told.failed,
    )


def _tell_nothing(kind: str, told: Told) -> None:
    """Tell a form that says nothing, unless that is because of its errors."""
    if not told.failed:
        sheet = layout.ITEMS if kind == layout.REPORT_FORM else layout.CONCLUSIONS
        told.add(codes.NOTHING, (sheet, ""), {})


def _tell_other_name(name: str, unit: str, known: Known, told: Told) -> None:
    """Tell a file that is named after another unit: one may have filled in the form of the other."""
    other = PurePath(name).stem.removeprefix("summary-")
    if other != unit and other in known.units:
        values = {"other": other, "other_name": known.units[other], "unit": unit, "name": known.units[unit]}
        told.add(codes.OTHER_NAME, WHOLE, values)


def _in_order(found: list[CellProblem]) -> tuple[CellProblem, ...]:
    """Return problems with those of a sheet together, by row."""
    sheets = list(dict.fromkeys(each.sheet for each in found))
    return tuple(sorted(found, key=lambda each: (sheets.index(each.sheet), _row(each))))


def _row(problem: CellProblem) -> int:
    digits = problem.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits.isdecimal() else 0


def _hidden(sheets: tuple[Sheet, ...]) -> Mapping[str, str]:
    """Return what the hidden sheet says: keys and values, a row each."""
    for sheet in sheets:
        if sheet.name == layout.HIDDEN:
            return dict(_pairs(cells for _, cells in sheet.rows))
    return {}


def _pairs(rows: Iterator[dict[int, Cell]]) -> Iterator[tuple[str, str]]:
    for cells in rows:
        key = words(cells.get(1))
        if key in layout.HIDDEN_KEYS:
            yield key, words(cells.get(2))


def twice(forms: tuple[FormRead, ...], lang: str) -> tuple[FormRead, ...]:
    """Return forms with a problem in each that is of the same unit as another one of them."""
    by_unit: dict[tuple[str, str], list[FormRead]] = {}
    for each in forms:
        if each.kind:
            by_unit.setdefault((each.kind, each.unit), []).append(each)
    return tuple(_told_twice(each, by_unit.get((each.kind, each.unit), []), lang) for each in forms)


def _told_twice(form: FormRead, same: list[FormRead], lang: str) -> FormRead:
    others = [each for each in same if each is not form]
    if not others:
        return form
    told = Told(form.name, lang)
    told.add(codes.FORM_TWICE, WHOLE, {"unit": form.unit, "other": "、".join(each.name for each in others)})
    return FormRead(form.name, (*told.found, *form.problems), form.kind, form.unit, failed=True)
