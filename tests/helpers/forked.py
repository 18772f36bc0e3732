"""The program in a fork of a process that has imported it already: a process of its own, without the start.

An interpreter takes its encodings and its path from the environment as it starts, and has imported nothing:
tests of that use `support.started`.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from unittest import mock

WARM = "tests.helpers.warm"
"""What the process that is forked has imported."""
ROOT = Path(__file__).parents[2]
_PATH = os.pathsep.join((str(ROOT / "generator"), str(ROOT)))
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["__main__", WARM, __name__])


@dataclass(frozen=True, slots=True)
class Run:
    """How a command ended."""

    status: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class _Task:
    arguments: tuple[str, ...]
    cwd: str
    environment: dict[str, str]
    before: Callable[[], None] | None


def run(
    *arguments: str | Path,
    cwd: Path,
    environment: Mapping[str, str],
    before: Callable[[], None] | None = None,
    seconds: float = 120,
) -> Run:
    """Run `python -m plansite` in `cwd` with just this environment; `before` is called first, in the fork.

    Raises TimeoutError where it has not ended after so many seconds; a command that was killed has the
    number of the signal as a negative status.
    """
    (out, out_end), (err, err_end) = (_FORKS.Pipe(duplex=False) for _ in range(2))
    words = tuple(map(str, arguments))
    task = _Task(words, str(cwd), dict(environment), before)
    process = _FORKS.Process(target=_main, args=(task, out_end, err_end))
    with mock.patch.dict(os.environ, PYTHONPATH=_PATH):  # the first call starts what is forked
        process.start()
    out_end.close()
    err_end.close()
    said: dict[str, bytes] = {}
    readers = [threading.Thread(target=_read, args=each) for each in ((said, "out", out), (said, "err", err))]
    for reader in readers:
        reader.start()
    process.join(seconds)
    late = process.is_alive()
    if late:
        process.kill()
        process.join()
    for reader in readers:
        reader.join()
    status = process.exitcode
    process.close()
    if late or status is None:
        text = f"plansite {' '.join(words)} was still running after {seconds} s: {said['err'].decode()}"
        raise TimeoutError(text)
    return Run(status, said["out"].decode(), said["err"].decode())


def _read(said: dict[str, bytes], name: str, end: Connection) -> None:
    with os.fdopen(os.dup(end.fileno()), "rb") as file:
        said[name] = file.read()
    end.close()


def _main(task: _Task, out: Connection, err: Connection) -> None:
    """Be the program: in the fork, with its own standard output, environment and folder."""
    assert WARM in sys.modules, f"the process that is forked could not import {WARM}"
    assert Path(str(sys.modules["plansite"].__file__)).is_relative_to(ROOT), "it is another plansite"
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    out.close()
    err.close()
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  as at the start
    sys.stderr = open(2, "w", 1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(task.environment)
    sys.dont_write_bytecode = "PYTHONDONTWRITEBYTECODE" in os.environ
    os.chdir(task.cwd)
    sys.argv[1:] = task.arguments
    if task.before is not None:
        task.before()
    runpy.run_module("plansite", run_name="__main__", alter_sys=True)
