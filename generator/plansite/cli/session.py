"""What all commands share: messages, reports, exit statuses, and what is told of an interrupted one."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click
from msgspec import Struct, field

from plansite.diagnostics.messages import message
from plansite.diagnostics.refusals import file_error_reason

if TYPE_CHECKING:
    from plansite.diagnostics.problems import Problem
    from plansite.project.project import Sources

OK, FAILED, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
T = TypeVar("T")
_JOINTS = {"zh": "；", "en": "; "}
_Identity = tuple[int, int] | None


class Left:
    """What a command has done so far to the files and folders that it writes."""

    def __init__(self) -> None:
        self._told: dict[str, str] = {}
        self._watched: dict[str, tuple[Path, _Identity]] = {}

    def watch(self, path: Path, name: str = "") -> None:
        """Note what is at `path` now, because this command may replace it; `name` is what to call it."""
        self._watched[name or str(path)] = path, _identity(path)

    def tell(self, name: str, state: str) -> None:
        """Note what is true of `name` from now on: it is the `same`, written `partly`, or `done`."""
        self._told[name] = state

    def sentence(self, lang: str) -> str:
        """Return what to say of a command that is interrupted now."""
        states = self._told | {
            name: "same" if _identity(path) == before else "done"
            for name, (path, before) in self._watched.items()
        }
        facts = [message(f"left.{state}", lang, path=name) for name, state in states.items()]
        left = _JOINTS[lang].join(facts or [message("left.nothing", lang)])
        return message("interrupted", lang, left=left)


def _identity(path: Path) -> _Identity:
    """Return what is different once something else is at `path`, or None if there is nothing."""
    try:
        found = os.stat(path)  # noqa: PTH116  without a second call
    except OSError:
        return None
    return found.st_dev, found.st_ino


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


def read_project(session: Session) -> Sources:
    """Return what people wrote in this project, with its problems; exit with 2 if it cannot be read."""
    from plansite.project import project  # noqa: PLC0415

    with file_errors_reported(session):
        return project.read(Path(), session.lang)


def print_json(data: object) -> None:
    """Print data as JSON, which is UTF-8 (RFC 8259), whatever the terminal has."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1).encode())


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
