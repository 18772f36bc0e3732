"""What `progress read` does: forms that were sent back become reports, each whole or not at all."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct, field
from msgspec.structs import asdict

from plansite.cli.progress_commands import stand_or_exit
from plansite.cli.session import FAILED, UNUSABLE, Session, exclusive, file_errors_reported
from plansite.diagnostics.messages import message

if TYPE_CHECKING:
    from plansite.progress.form_reading import FormRead
    from plansite.project.rounds import Files, Kept, Stand


class Handed(Struct, frozen=True):
    """How forms were handed in: the day, if it was named, and the reason of a correction."""

    day: dt.date | None
    correction: str | None
    form: str = "text"

    @property
    def on(self) -> dt.date:
        """The day on which they were handed in."""
        return self.day or dt.datetime.now(tz=dt.UTC).astimezone().date()


class _Outcome(Struct):
    """What has become of the files so far, as plain data."""

    files: list[dict[str, Any]] = field(default_factory=list)
    good: int = 0


def read(session: Session, name: str, paths: Sequence[Path], handed: Handed) -> None:
    """Read forms into a round and print what changes; exit with 1 if one of them has errors."""
    from plansite.progress.form_reading import twice  # noqa: PLC0415
    from plansite.project import rounds  # noqa: PLC0415

    with file_errors_reported(session):
        received = [rounds.received(path) for path in paths]
    if handed.day is None:
        session.say("progress.today", day=handed.on.isoformat())
    outcome = _Outcome()
    with exclusive(session):
        stand = stand_or_exit(session, name)
        _check_closed(session, stand, handed)
        found = tuple(rounds.read_form(file, data, stand, session.lang) for file, data in received)
        forms = twice(found, session.lang)
        files = rounds.Files.of(stand.standing.files)
        for form, (file, data) in zip(forms, received, strict=True):
            _tell_problems(session, form, handed)
            if form.failed:
                _refused(session, form, handed, outcome)
                continue
            given = rounds.given(data, file, handed.on, handed.correction)
            kept = rounds.merged(form, files, given, stand.known)
            if kept.same and handed.correction is not None:
                _refused(session, form, handed, outcome, "nothing-changes")
                continue
            _tell_changes(session, kept, stand, handed)
            if not kept.same:
                session.left.watch(kept.path)
                _keep(session, files, kept)
            _done(session, kept, handed, outcome)
    if handed.form == "json":
        click.echo(json.dumps(outcome.files, ensure_ascii=False, indent=1).encode())
    elif len(forms) > 1:
        session.say("progress.read-done", good=outcome.good, all=len(forms))
    if outcome.good < len(forms):
        sys.exit(FAILED)


def _keep(session: Session, files: Files, kept: Kept) -> None:
    """Write a file; say so if the seal of a corrected one cannot be renewed."""
    from plansite.progress.closing import NotClosedError  # noqa: PLC0415

    try:
        files.keep(Path(), kept)
    except NotClosedError:
        session.say("progress.not-resealed", path=kept.path.with_name("round.yaml").as_posix())


def _check_closed(session: Session, stand: Stand, handed: Handed) -> None:
    """Exit with 2 if a closed round would change without a correction, or an open one with it."""
    name, closed = stand.standing.name, stand.standing.round.closed
    if closed is None and handed.correction is not None:
        session.fail(UNUSABLE, "progress.is-open", round=name)
    if closed is not None and handed.correction is None:
        session.fail(UNUSABLE, "progress.is-closed", round=name, day=closed.isoformat())
    if closed is not None and handed.on < closed:
        session.fail(UNUSABLE, "progress.early", day=handed.on.isoformat(), closed=closed.isoformat())


def _tell_problems(session: Session, form: FormRead, handed: Handed) -> None:
    from plansite.diagnostics import report  # noqa: PLC0415

    if handed.form == "text":
        wanted = [each for each in form.problems if each.severity.value != "note" or not session.quiet]
        report.to_terminal(wanted, session.lang)


def _refused(
    session: Session, form: FormRead, handed: Handed, outcome: _Outcome, key: str = "refused"
) -> None:
    outcome.files.append(_data(form, path=None, written=False, changes=[]))
    if handed.form == "text":
        click.echo(message(f"progress.{key}", session.lang, name=form.name), err=True)


def _tell_changes(session: Session, kept: Kept, stand: Stand, handed: Handed) -> None:
    """Print what a form changes in an earlier report, before that is replaced."""
    from plansite.progress import telling  # noqa: PLC0415

    if handed.form != "text" or kept.is_new or not kept.changes:
        return
    click.echo(message("progress.differences", session.lang, name=kept.form.name, path=kept.path.as_posix()))
    for change in kept.changes:
        for line in telling.change_lines(change, stand.standing, stand.known, session.lang):
            click.echo(f"  {line}")


def _done(session: Session, kept: Kept, handed: Handed, outcome: _Outcome) -> None:
    from plansite.progress import telling  # noqa: PLC0415

    path = kept.path.as_posix()
    changes = [telling.change_data(each) for each in kept.changes]
    outcome.good += 1
    outcome.files.append(_data(kept.form, path=path, written=not kept.same, changes=changes))
    if handed.form == "text":
        key = "unchanged" if kept.same else "read-new" if kept.is_new else "read-again"
        session.say(f"progress.{key}", name=kept.form.name, path=path, count=len(changes))


def _data(
    form: FormRead, *, path: str | None, written: bool, changes: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "file": form.name,
        "unit": form.unit or None,
        "path": path,
        "written": written,
        "problems": [asdict(each) for each in form.problems],
        "changes": changes,
    }
