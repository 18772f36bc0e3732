"""Writing on a disk: files whole or not at all, folders that change places, one writer at a time."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TEMPORARY = ".plansite-new"
"""How the names of files end that a run is still writing; one that was killed leaves them."""

_PREFIX = 40  # a name and what makes it a temporary one are together no longer than a name may be
_AT_FDCWD = -100  # linux/fcntl.h: paths are meant from the working folder
_SWAP = 2  # RENAME_EXCHANGE in linux/fs.h, RENAME_SWAP in macOS' sys/stdio.h
_UNABLE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


def replace(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write one file, whole or not at all; `durable`, so that it outlives a loss of power.

    Raises OSError where it cannot, with what stood there before.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        _write_beside(path, data, durable=durable)
    except OSError as error:
        # A full disk names no file, and the temporary file's name helps nobody.
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
    """Remove a file, and the folders below `top` that are empty then. Raises OSError where it cannot."""
    path.unlink(missing_ok=True)
    folder = path.parent
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def tidy(folder: Path) -> None:
    """Remove what a killed run was writing under `folder`. Raises OSError where that cannot be done."""
    for path in folder.rglob(f".*{TEMPORARY}"):
        path.unlink(missing_ok=True)


def fresh(place: Path) -> Path:
    """Return an empty folder beside `place` to make something in that is put there by `swap`.

    It has one name, so that what a killed run left is found and goes. Raises OSError where it cannot be made.
    """
    folder = place.with_name(f".{place.name}{TEMPORARY}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    return folder


def swap(new: Path, place: Path) -> None:
    """Put the folder `new` at `place`, and remove what was there. Raises OSError where it cannot.

    Where the system can let two folders change places (Linux, macOS), there is no moment without either;
    elsewhere there is one between two renames.
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
    """Let two paths change places in one step; False where the system or its file system has no such step.

    Raises OSError where it has and cannot.
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
    """Hold `folder`, as no other process can then; it is let go when this one ends, however it does.

    The folder itself is locked (flock), so no file is left and none needs to be written; `waiting` is called
    before a wait. Where there is no such lock (Windows, some network file systems), nothing is held.
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
        except OSError:  # a file system without it
            pass
        yield
    finally:
        os.close(handle)
