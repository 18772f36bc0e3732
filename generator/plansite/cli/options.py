"""The options and arguments that several commands have."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeAlias

import click

from plansite.diagnostics.messages import message

if TYPE_CHECKING:
    _Type = click.ParamType[dt.datetime, str | dt.datetime]
else:  # in click 8.1 it takes no arguments
    _Type = click.ParamType

Option: TypeAlias = Callable[[Any], Any]
"""What adds an option to a command: click's own type."""
GIVEN = click.Path(path_type=Path, readable=False)
"""A file that is read, which tells by itself why it cannot be."""
WRITTEN = click.Path(path_type=Path, dir_okay=False)
"""A file that is written."""


class _NoDayError(click.BadParameter):
    """A value that is no day: one sentence says so, without the usage of the command."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence to standard error."""
        click.echo(self.message, file=file, err=True)


class CalendarDay(_Type):
    """A day of the calendar, written YYYY-MM-DD; what is none is told in `lang`."""

    name = "YYYY-MM-DD"

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def convert(
        self, value: str | dt.datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.datetime:
        """Return the day at midnight. Raises click.BadParameter if the value is none."""
        if isinstance(value, dt.datetime):
            return value
        try:
            return dt.datetime.strptime(value, "%Y-%m-%d")  # noqa: DTZ007  a day has no time zone
        except ValueError:
            option = param.opts[0] if param else ""
            told = message("day.wrong", self._lang, option=option, value=value)
            raise _NoDayError(told, ctx, param) from None


def day(*names: str, lang: str, **how: Any) -> Option:  # noqa: ANN401  click's own types
    """Return an option for a day."""
    return click.option(*names, metavar="YYYY-MM-DD", type=CalendarDay(lang), **how)


def form(told: str, *others: str) -> Option:
    """Return --format, with the help `told`: text, or one of `others`."""
    return click.option("--format", "form", type=click.Choice(["text", *others]), default="text", help=told)


def site_dir(told: str) -> Option:
    """Return --site-dir, with the help `told`."""
    return click.option("-d", "--site-dir", type=click.Path(path_type=Path), default=Path("site"), help=told)
