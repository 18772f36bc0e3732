"""What an interrupted command has left behind, as a sentence that is true."""

from __future__ import annotations

import os
from pathlib import Path

from plansite.diagnostics.messages import message

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
