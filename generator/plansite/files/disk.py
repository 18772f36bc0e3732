"""Write to disk safely: atomic file writes, folders swapped in one step, one writer at a time."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

TEMPORARY = ".plansite-new"
"""Suffix of unfinished files and folders; a run that was killed leaves them behind."""

_PREFIX = 40  # characters of a name to keep, so that the temporary name does not become too long
_AT_FDCWD = -100  # linux/fcntl.h: paths are relative to the working directory
_SWAP = 2  # RENAME_EXCHANGE in linux/fs.h, RENAME_SWAP in macOS' sys/stdio.h
_UNABLE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


def replace(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write one file atomically; if `durable`, sync its data to disk before it takes its place.

    Raises OSError if that fails; what was there before is then still there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        _write_beside(path, data, durable=durable)
    except OSError as error:
        # Name the file that was asked for: ENOSPC names none, and the temporary name helps nobody.
        error.filename, error.filename2 = str(path), None
        raise


def _write_beside(path: Path, data: bytes, *, durable: bool) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:_PREFIX]}.", suffix=TEMPORARY)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def remove(path: Path, top: Path) -> None:
    """Remove a file, and the folders below `top` that are then empty. Raises OSError if that fails."""
    path.unlink(missing_ok=True)
    folder = path.parent
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def discard(paths: Iterable[Path], top: Path, folders: Iterable[Path]) -> None:
    """Remove those of the files that are there, with what is then empty below `top`, and empty folders.

    What cannot be removed stays.
    """
    for path in paths:
        with suppress(OSError):
            remove(path, top)
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def tidy(folder: Path) -> None:
    """Remove unfinished files that a killed run left under `folder`. Raises OSError if that fails."""
    for path in folder.rglob(f".*{TEMPORARY}"):
        path.unlink(missing_ok=True)


def fresh(place: Path) -> Path:
    """Return an empty folder beside `place`, to be filled and then put there by `swap`.

    Its name is always the same, so that what a killed run left is found and removed. Raises OSError if it
    cannot be made.
    """
    folder = place.with_name(f".{place.name}{TEMPORARY}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    return folder


def swap(new: Path, place: Path) -> None:
    """Put the folder `new` at `place`, and remove what was there. Raises OSError if that fails.

    Where the system can exchange two folders (Linux, macOS), there is a folder at `place` at every moment;
    elsewhere there is none between two renames.
    """
    if not place.exists():
        new.rename(place)
    elif exchange(new, place):
        shutil.rmtree(new, ignore_errors=True)
    else:
        aside = new.with_name(f"{new.name}.old")
        shutil.rmtree(aside, ignore_errors=True)
        place.rename(aside)
        new.rename(place)
        shutil.rmtree(aside, ignore_errors=True)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two paths in one step; return False if the system or its file system cannot do that.

    Raises OSError if it can, but fails.
    """
    library: Any = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        failed = library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, ctypes.c_uint(_SWAP))
    elif sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(first, second, ctypes.c_uint(_SWAP))
    else:
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in _UNABLE:
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(other))


@contextmanager
def locked(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Lock `folder` against other processes; the lock ends with the block, or with this process.

    `waiting` is called before a wait for another process. The folder itself is locked (flock), so there is no
    lock file to write or leave behind. Where there is no such lock (Windows, some network file systems),
    nothing is locked.
    """
    try:
        import fcntl  # noqa: PLC0415  not on Windows
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:  # the file system has no locks
            pass
        yield
    finally:
        os.close(handle)
