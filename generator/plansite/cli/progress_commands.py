"""What the commands on rounds of reports do: call the program, print, exit with a status."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plansite.cli.session import (
    UNUSABLE,
    Session,
    exclusive,
    file_errors_reported,
    print_json,
    read_project,
    report_or_exit,
)
from plansite.diagnostics.messages import message

if TYPE_CHECKING:
    import datetime as dt

    from plansite.progress.forms import Form
    from plansite.project.project import Sources
    from plansite.project.rounds import Opening, Stand

_MANY = 20
"""From so many forms on, a bar shows how far they are."""


def sources_or_exit(session: Session) -> Sources:
    """Return what people wrote in this project; exit with 1, with the errors told, if it has any."""
    from plansite.diagnostics.problems import Severity  # noqa: PLC0415

    sources = read_project(session)
    errors = tuple(each for each in sources.problems if each.severity is Severity.ERROR)
    report_or_exit(session, sources.content, errors)
    return sources


def stand_or_exit(session: Session, name: str) -> Stand:
    """Return a round as it stands; exit with 2 if there is none of that name."""
    from plansite.project import rounds  # noqa: PLC0415

    found = rounds.stands(sources_or_exit(session))
    if name not in found:
        key = "progress.no-round" if found else "progress.no-rounds"
        session.fail(UNUSABLE, key, round=name, rounds=", ".join(found))
    return found[name]


def open_(session: Session, opening: Opening) -> None:
    """Start a round; exit with 2 if it exists already, or cannot be."""
    from plansite.diagnostics import report  # noqa: PLC0415
    from plansite.diagnostics.problems import Severity  # noqa: PLC0415
    from plansite.progress import rules  # noqa: PLC0415
    from plansite.project import rounds  # noqa: PLC0415

    if not rules.is_round(opening.name):
        session.fail(UNUSABLE, "progress.bad-name", round=opening.name)
    path = rounds.path_of(opening.name)
    if os.path.lexists(path):
        session.fail(UNUSABLE, "progress.exists", round=opening.name, path=path.as_posix())
    sources = sources_or_exit(session)
    problems = rounds.faults(opening, rounds.known_of(sources), session.lang)
    report.to_terminal(problems, session.lang)
    if any(each.severity is Severity.ERROR for each in problems):
        sys.exit(UNUSABLE)
    session.left.watch(path)
    try:
        with exclusive(session):
            rounds.open_(Path(), opening)
    except FileExistsError:
        session.fail(UNUSABLE, "progress.exists", round=opening.name, path=path.as_posix())
    session.say("progress.opened", path=path.as_posix(), round=opening.name)


def forms(session: Session, name: str, unit: str | None, folder: Path | None) -> None:
    """Write the forms of a round; exit with 2 if one would take the place of another file."""
    from plansite.files import project_files  # noqa: PLC0415
    from plansite.progress.forms import forms as forms_of  # noqa: PLC0415
    from plansite.project import rounds  # noqa: PLC0415

    stand = stand_or_exit(session, name)
    found = list(forms_of(stand.standing, unit))
    if not found:
        heirs = stand.standing.assigned.heirs_of(unit or "")
        key = "no-forms" if unit is None else "taken-over" if heirs else "no-unit"
        names = "、".join(f"{each.id}（{each.name}）" for each in heirs)
        session.fail(UNUSABLE, f"progress.{key}", unit=unit, heirs=names)
    place = folder or Path("forms") / name
    made = _made(session, found, place)
    with file_errors_reported(session, place):
        there = rounds.differing(place, made)
        if there is not None:
            session.fail(UNUSABLE, "progress.form-there", path=there.as_posix())
        for file, data in made:
            project_files.write_file(place / file, data)
    session.say("progress.written", count=len(made), folder=place.as_posix())


def _made(session: Session, found: list[Form], place: Path) -> list[tuple[str, bytes]]:
    """Return the files of forms; a bar tells how far they are if they are many."""
    if len(found) < _MANY or session.quiet or not sys.stderr.isatty():
        return [_file(session, form, place) for form in found]
    label = message("progress.writing", session.lang)
    with click.progressbar(found, label=label, file=sys.stderr) as bar:
        return [_file(session, form, place) for form in bar]


def _file(session: Session, form: Form, place: Path) -> tuple[str, bytes]:
    """Return the name and the bytes of a form; exit with 2 if a cell cannot hold what was reported."""
    from plansite.exports.office import forms as office_forms  # noqa: PLC0415
    from plansite.files.zip_archive import EARLIEST  # noqa: PLC0415

    try:
        return form.file, office_forms.write(form, EARLIEST)
    except ValueError:
        session.fail(UNUSABLE, "progress.form-long", path=(place / form.file).as_posix())


def status(session: Session, name: str, form: str) -> None:
    """Print how a round stands."""
    from plansite.progress import telling  # noqa: PLC0415

    stand = stand_or_exit(session, name)
    if form == "json":
        print_json(telling.status_data(stand.standing))
        return
    for line in telling.status_lines(stand.standing, stand.known, session.lang):
        click.echo(line)


def _check_day(session: Session, stand: Stand, day: dt.date) -> None:
    """Exit with 2 if a round cannot have been closed on a day: it had not ended, or was still reported in."""
    files = stand.standing.files
    end = files.round.period.end
    if day < end:
        session.fail(UNUSABLE, "progress.close-early", day=day.isoformat(), end=end.isoformat())
    days = [(each.reported_on, each.unit) for each in files.reports.values()]
    days += [(each.reported_on, each.by) for each in files.summary.forms]
    last, unit = max(days, default=(day, ""))
    if last > day:
        values = {"day": day.isoformat(), "reported": last.isoformat(), "unit": unit}
        session.fail(UNUSABLE, "progress.close-before", **values)


def close(session: Session, name: str, day: dt.date) -> None:
    """Close a round; exit with 2 if it is closed already."""
    from plansite.progress.closing import NotClosedError  # noqa: PLC0415
    from plansite.project import rounds  # noqa: PLC0415

    path = rounds.path_of(name)
    session.left.watch(path)
    with exclusive(session):
        stand = stand_or_exit(session, name)
        closed = stand.standing.round.closed
        if closed is not None:
            session.fail(UNUSABLE, "progress.is-closed", round=name, day=closed.isoformat())
        _check_day(session, stand, day)
        try:
            rounds.close(Path(), stand, day)
        except NotClosedError:
            session.fail(UNUSABLE, "progress.not-closed", path=path.as_posix(), day=day.isoformat())
    count = len(stand.standing.files.reports) + 1
    session.say("progress.closed", path=path.as_posix(), day=day.isoformat(), count=count)
