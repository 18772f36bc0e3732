"""What all commands share: messages, reports of problems, and exit statuses."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click
from msgspec import Struct, field

from plansite.cli.interrupts import Left
from plansite.diagnostics.messages import message
from plansite.diagnostics.refusals import file_error_reason

if TYPE_CHECKING:
    from plansite.diagnostics.problems import Problem

OK, FAILED, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
T = TypeVar("T")


class Session(Struct):
    """The global options, and whether this run has warned of something."""

    lang: str
    quiet: bool = False
    verbose: bool = False
    warned: bool = False
    """Whether this run has warned of something; the next build is then not skipped, to warn again."""
    left: Left = field(default_factory=Left)
    """What this run leaves behind if it is interrupted now."""

    def say(self, key: str, **values: object) -> None:
        """Print a message about how things went, unless quiet."""
        if not self.quiet:
            click.echo(message(key, self.lang, **values), err=True)

    def wanted(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Return the problems to print: all, or all but notes if quiet."""
        return tuple(each for each in problems if each.severity.value != "note" or not self.quiet)

    def fail(self, status: int, key: str, **values: object) -> NoReturn:
        """Print what is wrong, and exit with `status`."""
        click.echo(message(key, self.lang, **values), err=True)
        sys.exit(status)

    def end_interrupted(self) -> NoReturn:
        """Print what this run leaves behind, and exit with 130, as an interrupted program does."""
        click.echo(f"\n{self.left.sentence(self.lang)}", err=True)
        sys.exit(INTERRUPTED)


@contextmanager
def file_errors_reported(session: Session, place: str | Path = "") -> Iterator[None]:
    """Turn an OSError into a message, and exit with 2.

    The message names `place` if the error names no file.
    """
    try:
        yield
    except BrokenPipeError:
        raise  # the reader of our output has closed the pipe
    except OSError as error:
        path = error.filename2 or error.filename or place
        session.fail(UNUSABLE, "file.failed", path=path, reason=file_error_reason(error, session.lang))


def check_source_date(session: Session) -> None:
    """Raise click.UsageError if SOURCE_DATE_EPOCH is set to something that is no time."""
    from plansite.project import source_date  # noqa: PLC0415

    try:
        source_date.given(os.environ)
    except source_date.SourceDateError as error:
        raise click.UsageError(message("epoch.wrong", session.lang, value=error)) from None


def report_or_exit(session: Session, record: T | None, problems: tuple[Problem, ...]) -> T:
    """Print the problems and return `record`; exit with 1 if errors have left it None."""
    from plansite.diagnostics import report  # noqa: PLC0415

    report.to_terminal(session.wanted(problems), session.lang)
    session.warned = session.warned or any(each.severity.value != "note" for each in problems)
    if record is None:
        click.echo(report.summary(problems, session.lang), err=True)
        sys.exit(FAILED)
    return record


@contextmanager
def exclusive(session: Session, place: str | Path = "") -> Iterator[None]:
    """Lock the project for this run, waiting for another one that writes in it; report file errors."""
    from plansite.files import disk  # noqa: PLC0415

    with disk.locked(Path(), lambda: session.say("lock.waiting")), file_errors_reported(session, place):
        yield
