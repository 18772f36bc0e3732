"""What every command does alike: says how things went, tells problems, leaves with a status."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from plansite.diagnostics.messages import file_error_reason, message

if TYPE_CHECKING:
    from plansite.diagnostics.problems import Problem

OK, FAILED, UNUSABLE = 0, 1, 2
T = TypeVar("T")


@dataclass(slots=True)
class Session:
    """The global options."""

    lang: str
    quiet: bool = False
    verbose: bool = False
    warned: bool = False
    """Whether this run has warned of something: the next one must say so again."""

    def say(self, key: str, **values: object) -> None:
        """Say how things went, unless told to be quiet."""
        if not self.quiet:
            click.echo(message(key, self.lang, **values), err=True)

    def wanted(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Return the problems to print: told to be quiet, those that are more than a note."""
        return tuple(each for each in problems if each.severity.value != "note" or not self.quiet)

    def fail(self, status: int, key: str, **values: object) -> NoReturn:
        """Say what is wrong and leave."""
        click.echo(message(key, self.lang, **values), err=True)
        sys.exit(status)


@contextmanager
def file_errors_reported(session: Session, place: str | Path = "") -> Iterator[None]:
    """Turn a file that cannot be read or written into a message and exit 2.

    It is at `place` where the error names none.
    """
    try:
        yield
    except BrokenPipeError:
        raise  # who reads our output has seen enough
    except OSError as error:
        path = error.filename2 or error.filename or place
        session.fail(UNUSABLE, "file.failed", path=path, reason=file_error_reason(error, session.lang))


def report_or_exit(session: Session, record: T | None, problems: tuple[Problem, ...]) -> T:
    """Return `record` after telling its problems; leaves with 1 where there is none for an error in it."""
    from plansite.diagnostics import report  # noqa: PLC0415

    report.to_terminal(session.wanted(problems), session.lang)
    session.warned = session.warned or any(each.severity.value != "note" for each in problems)
    if record is None:
        click.echo(report.summary(problems, session.lang), err=True)
        sys.exit(FAILED)
    return record


@contextmanager
def exclusive(session: Session, place: str | Path = "") -> Iterator[None]:
    """Wait until no other run writes in the project, and let none while this one does."""
    from plansite.files import disk  # noqa: PLC0415

    with disk.locked(Path(), lambda: session.say("lock.waiting")), file_errors_reported(session, place):
        yield
