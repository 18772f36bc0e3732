"""Digests of files, and of this program."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def of_text(*parts: object) -> str:
    """Return a digest of `parts` by their `repr`, in hexadecimal."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogateescape")).hexdigest()


def of_file(path: Path) -> str:
    """Return a digest of a file; "" where there is none, or where what stands there is no file."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def of_tree(folder: Path) -> str:
    """Return a digest of the names and contents of all under `folder`. Raises OSError."""
    return of_text(*((path.as_posix(), of_file(path)) for path in _files(folder)))


def of_times(folder: Path) -> str:
    """Return a digest of names, sizes and times of all under `folder`. Raises OSError.

    Folders whose names begin with a dot are left out: Material has ten thousand icons in one.
    """
    found = ((path.as_posix(), path.lstat()) for path in _files(folder))
    return of_text(*((name, about.st_size, about.st_mtime_ns) for name, about in found))


def _files(folder: Path) -> Iterator[Path]:
    """Yield all under `folder` but folders, in a fixed order; a link to a folder is no folder."""
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if Path(place, name).is_symlink()]
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__pycache__")
        for name in sorted([*names, *links]):
            yield Path(place, name)


@cache
def program() -> str:
    """Return a digest of the files of this program."""
    return of_text(*((path.relative_to(_PACKAGE).as_posix(), of_file(path)) for path in _files(_PACKAGE)))


def packages() -> str:
    """Return a digest of the versions of Python and of all packages that can be imported."""
    folders = [folder for folder in sys.path if folder.endswith("-packages") and Path(folder).is_dir()]
    names = (name for folder in folders for name in os.listdir(folder))  # noqa: PTH208  thousands of names
    return of_text(sys.version, sorted(name for name in names if name.endswith(".dist-info")))
