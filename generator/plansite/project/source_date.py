"""The time that files are stamped with, where whoever runs the program has set one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

_MOST_DIGITS = 20
_LAST = 4_102_444_799  # the end of 2099, the last time that zip and all readers of dates support


class SourceDateError(ValueError):
    """SOURCE_DATE_EPOCH is no number of seconds; the message is what it is."""


def given(environ: Mapping[str, str]) -> dt.datetime | None:
    """Return the time (UTC) in SOURCE_DATE_EPOCH, but not after 2099, or None if it is empty or not set.

    See https://reproducible-builds.org/specs/source-date-epoch/. Raises SourceDateError if it is no time.
    """
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return None
    if not (epoch.isascii() and epoch.isdigit()):
        raise SourceDateError(epoch)
    seconds = int(epoch) if len(epoch) <= _MOST_DIGITS else _LAST
    return dt.datetime.fromtimestamp(min(seconds, _LAST), dt.UTC)
