"""Decide from input digests whether a build can be skipped: each build leaves a note for the next one.

The build itself says what it depended on (`KnownInputs`), from the settings that were loaded; no setting is
interpreted here. A build that cannot say leaves no note, and the next one does all of its work.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from importlib.machinery import PathFinder
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from plansite.files import disk, fingerprint

_PROJECT = ("plan.yaml", "mkdocs.yml", "content", "docs")
"""What a build reads in the project; docs/ may hold files that people put there."""


class KnownInputs(Struct, frozen=True):
    """What a build depended on outside the project: environment variables, theme folders, packages.

    `packages` maps module names to the places they were loaded from, because another package of the same name
    may turn up earlier on the path.
    """

    environ: tuple[str, ...]
    folders: tuple[str, ...]
    packages: Mapping[str, str]


class RunNote:
    """The note in the file `path` about a build of `site` from the project at `root`, with `options`."""

    def __init__(self, path: Path, root: Path, site: Path, options: tuple[object, ...]) -> None:
        self._path, self._root, self._site = path, root, site
        self._options = options
        self._environ = dict(os.environ)  # copied now, because a build sets SOURCE_DATE_EPOCH for MkDocs
        self._before = self._project()

    def holds(self) -> bool:
        """Return whether the last such build had the same inputs, and its site is still as it left it."""
        with suppress(OSError, ValueError, TypeError, KeyError):
            noted = json.loads(self._path.read_bytes())
            known = KnownInputs(**noted["known"])
            return bool(noted == self._state(known, self._before))
        return False

    def write(self, known: KnownInputs) -> None:
        """Note the build that was just made, unless something that it read was edited meanwhile.

        Raises OSError if the note cannot be written.
        """
        # The build itself changes docs/, so docs/ is left out of the comparison.
        state = self._state(known, self._project())
        if {**state["project"], "docs": ""} == {**self._before, "docs": ""}:
            disk.replace(self._path, json.dumps(state).encode())

    def forget(self) -> None:
        """Remove the note, so that the next build does all of its work. Raises OSError."""
        self._path.unlink(missing_ok=True)

    def _state(self, known: KnownInputs, project: dict[str, str]) -> dict[str, dict[str, object]]:
        return json.loads(  # type: ignore[no-any-return]  # as it is read back: lists for tuples
            json.dumps(
                {
                    "known": asdict(known),
                    "options": {"all": repr(self._options)},
                    "environ": {name: self._environ.get(name) for name in known.environ},
                    "folders": {
                        folder: fingerprint.of_times(Path(folder), code=True) for folder in known.folders
                    },
                    "packages": {name: location(name) for name in known.packages},
                    "program": {"files": fingerprint.program(), "packages": fingerprint.packages()},
                    "project": project,
                    "site": {"times": fingerprint.of_times(self._site)},
                }
            )
        )

    def _project(self) -> dict[str, str]:
        found = {}
        for name in _PROJECT:
            place = self._root / name
            with suppress(OSError):
                found[name] = fingerprint.of_tree(place) if place.is_dir() else fingerprint.of_file(place)
        return found


def location(name: str) -> str:
    """Return where the path has a top-level module, whatever is loaded already, or "" if it has none."""
    spec = PathFinder.find_spec(name)
    return "" if spec is None else str(spec.origin or list(spec.submodule_search_locations or ()))
