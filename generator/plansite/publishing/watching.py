"""See whether files have changed, by looking at them: what was deleted is seen when it is back."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

_EVERY = 0.1
"""Seconds between two looks, each of which takes a millisecond for a hundred files."""
_PAUSE = 0.05
"""Seconds without a change after which a change is over: an editor or git writes several files."""
_MOST_PAUSES = 40
_PASSED_OVER = frozenset(("__pycache__", ".git"))

_State = dict[str, tuple[int, ...]]


class Watch:
    """Files and folders that a site is made from.

    `sources` are what people write: a change counts from the start of a build. `made` is what a build writes,
    too: there only a change after a build counts, so that a build does not cause the next one.
    """

    def __init__(self, made: Path) -> None:
        self.sources: set[Path] = set()
        self._made = made
        self._seen: dict[Path, _State] = {}

    def begin(self) -> None:
        """Note how the sources are, because a build begins."""
        self._seen = {path: _state(path) for path in self.sources}

    def end(self) -> None:
        """Note how the rest is, because a build has ended: what it writes, and sources that it has named."""
        self._seen = {path: _state(path) for path in (*self.sources, self._made)} | self._seen

    def wait(self) -> None:
        """Return once something has changed since `begin` and `end`, and no more changes follow."""
        now = self._now()
        while now == self._seen:
            time.sleep(_EVERY)
            now = self._now()
        for _ in range(_MOST_PAUSES):
            time.sleep(_PAUSE)
            before, now = now, self._now()
            if now == before:
                return

    def _now(self) -> dict[Path, _State]:
        return {path: _state(path) for path in self._seen}


def _state(path: Path) -> _State:
    """Return what is different once a file under `path` is another, by the names of the files."""
    found: _State = {}
    for place in _under(path):
        try:
            status = os.stat(place)  # noqa: PTH116  many names, none of which is worth a Path
        except OSError:
            continue
        found[place] = (status.st_mode,)
        if not stat.S_ISDIR(status.st_mode):  # its times change with each temporary file in it
            found[place] += (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
    return found


def _under(path: Path) -> Iterator[str]:
    if "\0" in str(path):
        return
    yield str(path)
    for folder, names, files in os.walk(path):
        names[:] = [name for name in names if name not in _PASSED_OVER]
        yield from (f"{folder}/{name}" for name in (*names, *files))
