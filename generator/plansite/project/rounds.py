"""The rounds of a project on disk: start one, write forms, keep what was read from them, close one."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from pathlib import Path, PurePath

from msgspec import Struct
from msgspec.structs import replace

from plansite.diagnostics.problems import Problem
from plansite.files import project_files
from plansite.importing.readers import Unreadable
from plansite.plan.relations import relate
from plansite.progress import closing, form_reading, merging, reading, rules, sealing, workbook, writing
from plansite.progress.entries import RoundFiles
from plansite.progress.form_layout import REPORT_FORM
from plansite.progress.form_reading import FormRead
from plansite.progress.known import Known
from plansite.progress.merging import Change, Given
from plansite.progress.records import STATES, Days, Received, Round, Summary, UnitReport
from plansite.progress.schemas import schema_files
from plansite.progress.standing import Standing, editions, standing
from plansite.project import office
from plansite.project.project import CONTENT, Sources
from plansite.reading.examine import examine_as

PROGRESS = CONTENT / project_files.PROGRESS


class Stand(Struct, frozen=True, eq=False, dict=True):
    """A round of a project as it stands, and what the editions of the plan know."""

    standing: Standing
    known: Known


def known_of(sources: Sources) -> Known:
    """Return what the editions of a plan without errors know."""
    earlier = sources.content.earlier if sources.content else ()
    return Known(editions(relate(sources.plan), earlier) if sources.plan else ())


def stands(sources: Sources) -> dict[str, Stand]:
    """Return the rounds of a project without errors by name, in their order."""
    known = known_of(sources)
    rounds = sources.content.rounds if sources.content else ()
    return {each.name: Stand(standing(each, known.editions), known) for each in rounds}


def path_of(name: str, file: str = reading.ROUND) -> Path:
    """Return the path of a round's file in the project."""
    return PROGRESS / name / file


class Opening(Struct, frozen=True):
    """What a new round is to be."""

    name: str
    start: dt.date
    end: dt.date
    due: dt.date
    as_of: dt.date | None = None
    label: str | None = None
    coordinator: str | None = None

    @property
    def record(self) -> Round:
        """The round as a record; the day it speaks of is written out."""
        return Round(
            label=self.label,
            period=Days(start=self.start, end=self.end),
            due=self.due,
            as_of=self.as_of or self.due,
            coordinator=self.coordinator,
            states=STATES,
        )


def faults(opening: Opening, known: Known, lang: str) -> tuple[Problem, ...]:
    """Return what is wrong with a round that is to be opened, as if its file had been written."""
    path, raw = path_of(opening.name).as_posix(), writing.written(opening.record)
    return examine_as(Round, raw, path, lang, rules.of_round(known)).problems


def open_(root: Path, opening: Opening) -> Path:
    """Write the file of a new round, and the schemas beside it; return its path.

    Raises FileExistsError if the round exists already, OSError if a file cannot be written.
    """
    path = path_of(opening.name)
    if os.path.lexists(root / path):
        raise FileExistsError(path)
    for name, data in schema_files().items():
        if project_files.read_present(root / PROGRESS / name) != data:
            project_files.write_file(root / PROGRESS / name, data)
    project_files.write_new(root / path, writing.written(opening.record))
    return path


def received(path: Path) -> tuple[str, bytes]:
    """Return the path as given and the bytes of a file that was sent. Raises OSError if it cannot be read."""
    return str(path), project_files.read_file(path, workbook.MAX_BYTES + 1)


def read_form(name: str, data: bytes, stand: Stand, lang: str) -> FormRead:
    """Return what a form says; one of an older format is converted first."""
    try:
        if workbook.is_old(name, data):
            workbook.check_size(data)
            converted = office.as_workbook(name, data)
            found = form_reading.read(
                f"{PurePath(name).name}.xlsx", converted, stand.standing, stand.known, lang
            )
            return form_reading.renamed(found, name)
    except Unreadable as error:
        return form_reading.unreadable(name, error, lang)
    return form_reading.read(name, data, stand.standing, stand.known, lang)


class Kept(Struct, frozen=True):
    """What a form makes of a file of its round: the path, what differs, and whether there was one before."""

    form: FormRead
    path: Path
    record: UnitReport | Summary
    changes: tuple[Change, ...]
    is_new: bool
    same: bool


def merged(form: FormRead, files: Files, given: Given, known: Known) -> Kept:
    """Return what a form without errors makes of the files of its round."""
    if form.kind == REPORT_FORM:
        former = files.reports.get(form.unit)
        report = merging.report(form, former, given, known)
        changes = merging.changes(former, report)
        same = former is not None and not changes
        return Kept(form, path_of(files.name, f"{form.unit}.yaml"), report, changes, former is None, same)
    summary = merging.summary(form, files.summary, given, known)
    changes = merging.changes(files.summary, summary)
    earlier = next((each for each in files.summary.forms if each.by == form.unit), None)
    same = earlier is not None and not changes
    return Kept(form, path_of(files.name, reading.SUMMARY), summary, changes, earlier is None, same)


class Files(Struct):
    """The reports and conclusions of a round while forms are read one after another."""

    name: str
    round: Round
    reports: dict[str, UnitReport]
    summary: Summary

    @classmethod
    def of(cls, files: RoundFiles) -> Files:
        """Return the files of a round as they are before a form is read."""
        return cls(files.name, files.round, dict(files.reports), files.summary)

    def keep(self, root: Path, kept: Kept) -> None:
        """Write what a form makes of a file. Raises OSError."""
        project_files.write_file(root / kept.path, writing.written(kept.record))
        if isinstance(kept.record, UnitReport):
            self.reports[kept.form.unit] = kept.record
        else:
            self.summary = kept.record
        if self.round.closed and self.round.sealed:
            self._reseal(root, kept)

    def _reseal(self, root: Path, kept: Kept) -> None:
        """Renew the seal of what was corrected, so that the correction explains no later change."""
        key = (kept.path.name, "" if isinstance(kept.record, UnitReport) else kept.form.unit)
        seals = sealing.renewed(self.round, self.round.sealed, key, self.reports, self.summary)
        path = root / path_of(self.name)
        text = project_files.read_plan(path).decode("utf-8-sig")
        project_files.write_file(path, closing.resealed(text, seals).encode())
        self.round = replace(self.round, sealed=seals)


def given(data: bytes, name: str, day: dt.date, correction: str | None) -> Given:
    """Return when and as what a file was received."""
    return Given(
        day, Received(name=PurePath(name).name.strip(), sha256=project_files.digest_of(data)), correction
    )


def close(root: Path, stand: Stand, day: dt.date) -> Path:
    """Write into the file of a round that it is closed, and what its files said then; return its path.

    Raises closing.NotClosedError if the file is laid out so that this cannot be added, OSError.
    """
    files = stand.standing.files
    path = path_of(files.name)
    text = project_files.read_plan(root / path).decode("utf-8-sig")
    round_ = replace(files.round, closed=day)
    duties = standing(replace(files, round=round_), stand.known.editions).assigned.duties_digest
    seals = (*sealing.own_seals(round_, duties), *sealing.seals(files.reports, files.summary, day))
    written = closing.closed(text, day, seals)
    project_files.write_file(root / path, written.encode())
    return path


def differing(folder: Path, made: Iterable[tuple[str, bytes]]) -> Path | None:
    """Return the first file in `folder` that is another than the one that is made, perhaps filled in."""
    for name, data in made:
        there = project_files.read_present(folder / name)
        if there is not None and there != data:
            return folder / name
    return None
