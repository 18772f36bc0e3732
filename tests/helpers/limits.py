"""Bounds that a process puts on itself before it runs the program."""

from __future__ import annotations

import ctypes
import errno
import importlib
import itertools
import os
import resource
import signal
import tempfile

MEMORY = 512 * 1024 * 1024
CPU = 5
"""Seconds of work, not of waiting: they are no more on a machine that has other things to do."""

_LIBC = ctypes.CDLL(None, use_errno=True)
_VERSION_3 = 0x20080522
_DAC_OVERRIDE, _DAC_READ_SEARCH = 1, 2
"""The capabilities by which root passes over permissions: linux/capability.h."""


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def as_anybody() -> None:
    """Let permissions hold for this process, even if it is root's. Raises OSError where that is refused."""
    if os.geteuid() != 0:
        return
    header, sets = _Header(_VERSION_3, 0), (_Sets * 2)()
    if _LIBC.capget(ctypes.byref(header), sets) != 0:
        raise OSError(ctypes.get_errno(), "capget")
    kept = ~(1 << _DAC_OVERRIDE | 1 << _DAC_READ_SEARCH)
    sets[0].effective &= kept
    sets[0].permitted &= kept
    if _LIBC.capset(ctypes.byref(header), sets) != 0:
        raise OSError(ctypes.get_errno(), "capset")


def limited() -> None:
    """Bound the memory and the time of work."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    as_anybody()


def small_files(size: int = 4096) -> None:
    """Let no file grow beyond `size` bytes: each write behind it fails, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    as_anybody()


def private() -> None:
    """Take all permissions of others from what is made, as the umask of a careful administrator does."""
    os.umask(0o077)


def full_disk() -> None:
    """Let no file be begun, as on a disk that is full."""

    def fail(*_: object, **__: object) -> tuple[int, str]:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    tempfile.mkstemp = fail  # type: ignore[assignment]


class InterruptedBefore:
    """Interrupts this process, as Ctrl-C does, before a function of a module is called for the nth time."""

    def __init__(self, module: str, name: str, nth: int = 1) -> None:
        self._module, self._name, self._nth = module, name, nth

    def __call__(self) -> None:
        """Put that in place."""
        owner = importlib.import_module(self._module)
        plain = getattr(owner, self._name)
        calls = itertools.count(1)

        def called(*arguments: object, **named: object) -> object:
            if next(calls) == self._nth:
                os.kill(os.getpid(), signal.SIGINT)
            return plain(*arguments, **named)

        signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever starts the tests may ignore it
        setattr(owner, self._name, called)
