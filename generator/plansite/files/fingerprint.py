"""Digests of files and folders, of this program, and of the installed packages."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def of_text(*parts: object) -> str:
    """Return the SHA-256 of the `repr` of `parts`, in hexadecimal."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogateescape")).hexdigest()


def of_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal, or "" if there is no file at `path`."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def of_tree(folder: Path) -> str:
    """Return a digest of the paths and contents of the files under `folder`. Raises OSError.

    What `_files` skips is left out.
    """
    return of_text(*((path.as_posix(), of_file(path)) for path in _files(folder)))


def of_times(folder: Path) -> str:
    """Return a digest of the paths, sizes and modification times of the files under `folder`.

    What `_files` skips is left out. Raises OSError.
    """
    found = ((path.as_posix(), path.lstat()) for path in _files(folder))
    return of_text(*((name, about.st_size, about.st_mtime_ns) for name, about in found))


def _files(folder: Path) -> Iterator[Path]:
    """Yield all files under `folder` in a fixed order; links to folders count as files.

    Folders whose names begin with a dot are skipped (Material has ten thousand icons in one), and so is
    `__pycache__`.
    """
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if Path(place, name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__pycache__")
        for name in sorted([*names, *links]):
            yield Path(place, name)


@cache
def program() -> str:
    """Return a digest of this program's own files."""
    return of_text(*((path.relative_to(_PACKAGE).as_posix(), of_file(path)) for path in _files(_PACKAGE)))


def packages() -> str:
    """Return a digest of the versions of Python and of all installed packages."""
    folders = [folder for folder in sys.path if folder.endswith("-packages") and Path(folder).is_dir()]
    names = (name for folder in folders for name in os.listdir(folder))  # noqa: PTH208  thousands of names
    return of_text(sys.version, sorted(name for name in names if name.endswith(".dist-info")))
