"""Digests of files and folders, of this program, and of the installed packages."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def of_text(*parts: object) -> str:
    """Return the SHA-256 of `parts`, in hexadecimal: of texts, and of the `repr` of all else."""
    digest = hashlib.sha256()
    for part in parts:
        text = part if isinstance(part, str) else repr(part)
        data = text.encode("utf-8", "surrogatepass")
        digest.update(f"{type(part).__name__} {len(data)} ".encode())
        digest.update(data)
    return digest.hexdigest()


def of_file(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal, or "" if there is no file at `path`."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def of_tree(folder: Path) -> str:
    """Return a digest of the paths and contents of all files under `folder`. Raises OSError."""
    return of_text(*((path.as_posix(), of_file(path)) for path in _files(folder, _no_folder)))


def of_times(folder: Path, *, code: bool = False) -> str:
    """Return a digest of the paths, sizes and modification times of all files under `folder`.

    With `code`, what `_no_code` says is left out. Raises OSError.
    """
    files = _files(folder, _no_code if code else _no_folder)
    found = ((path.as_posix(), path.lstat()) for path in files)
    return of_text(*((name, about.st_size, about.st_mtime_ns) for name, about in found))


def _no_folder(name: str) -> bool:  # noqa: ARG001  skips none
    return False


def _no_code(name: str) -> bool:
    """Return whether a folder of a package is skipped: bytecode, and Material's ten thousand icons."""
    return name.startswith(".") or name == "__pycache__"


def _files(folder: Path, skipped: Callable[[str], bool]) -> Iterator[Path]:
    """Yield all files under `folder` in a fixed order, through links to folders as well, each folder once."""
    seen = {os.path.realpath(folder)}
    for place, folders, names in os.walk(folder, followlinks=True):
        inner = sorted(name for name in folders if not skipped(name))
        places = {name: os.path.realpath(Path(place, name)) for name in inner}
        folders[:] = [name for name in inner if places[name] not in seen]
        seen.update(places.values())
        for name in sorted(names):
            yield Path(place, name)


@cache
def program() -> str:
    """Return a digest of the paths, sizes and modification times of this program's own files."""
    return of_times(_PACKAGE, code=True)


def packages() -> str:
    """Return a digest of the versions of Python and of all installed packages."""
    folders = [folder for folder in sys.path if folder.endswith("-packages") and Path(folder).is_dir()]
    names = (name for folder in folders for name in os.listdir(folder))  # noqa: PTH208  thousands of names
    return of_text(sys.version, sorted(name for name in names if name.endswith(".dist-info")))
