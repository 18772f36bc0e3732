"""Builds in forks of one warm process, each of them killed where it is told to be.

`python -m tests.helpers.interrupted` reads a line for each build in the working folder, `step N` or `after
SECONDS`, and answers with how it ended: `killed`, or `done N` with the number of steps that wrote something.
`step 0` lets it end.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

import click

from tests.helpers.support import ROOT

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate", "shutil.rmtree"}


class Interruptible:
    """A process that builds the project in a folder again and again, and is killed in each build or none."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __enter__(self) -> Self:
        environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'generator'}{os.pathsep}{ROOT}"}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.helpers.interrupted"],
            cwd=self.root,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate(timeout=60)

    def build(self) -> int:
        """Build to the end; return how many steps wrote something."""
        return int(self._ask("step 0").removeprefix("done "))

    def killed_at(self, step: int) -> bool:
        """Build and be killed before the given step; tell whether there was one."""
        return self._ask(f"step {step}") == "killed"

    def killed_after(self, seconds: float) -> bool:
        """Build and be killed after a time; tell whether it had not ended by then."""
        return self._ask(f"after {seconds}") == "killed"

    def _ask(self, line: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class _Steps:
    """Counts what this process is about to write under the working folder, and kills it before one step."""

    def __init__(self, last: int) -> None:
        self.count = 0
        self._last = last
        self._top = f"{Path.cwd()}/"

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if not isinstance(flags, int) or not flags & _WRITING or not self._inside(path):
                return
        elif event == "ctypes.dlsym":
            if arguments[1] != "renameat2":
                return
        elif event not in _CHANGES or not self._inside(arguments[0]):
            return
        self.count += 1
        if self.count == self._last:
            _kill()

    def _inside(self, path: object) -> bool:
        return isinstance(path, str | bytes | Path) and str(Path.cwd() / os.fsdecode(path)).startswith(
            self._top
        )


def _build(step: int, seconds: float) -> None:
    """Build the project in the working folder, and end this process."""
    from plansite.cli.build_commands import BuildOptions, build  # noqa: PLC0415
    from plansite.cli.session import Session  # noqa: PLC0415

    steps = _Steps(step)
    sys.addaudithook(steps)
    if seconds:
        timer = threading.Timer(seconds, _kill)
        timer.daemon = True
        timer.start()
    status = 1
    try:
        options = BuildOptions(strict=True, force=True)
        build(Session("en", quiet=True), Path("site"), options)
        click.echo(f"done {steps.count}")
        status = 0
    finally:
        os._exit(status)


def main() -> None:
    """Answer the lines on standard input."""
    from plansite import exports  # noqa: PLC0415  warm before each fork
    from plansite.cli import build_commands  # noqa: F401, PLC0415  warm before each fork
    from plansite.publishing import publish  # noqa: F401, PLC0415  warm before each fork

    exports.exports()
    for line in sys.stdin:
        word, value = line.split()
        child = os.fork()
        if not child:
            _build(int(value) if word == "step" else 0, float(value) if word == "after" else 0)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
            click.echo("killed")
        elif status:
            click.echo("failed")


if __name__ == "__main__":
    main()
