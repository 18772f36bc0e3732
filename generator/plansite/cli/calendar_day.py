"""A day as an argument of the command line."""

from __future__ import annotations

import datetime as dt
from typing import IO, TYPE_CHECKING, Any

import click

from plansite.diagnostics.messages import message

if TYPE_CHECKING:
    _Type = click.ParamType[dt.datetime, str | dt.datetime]
else:  # in click 8.1 it takes no arguments
    _Type = click.ParamType


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
