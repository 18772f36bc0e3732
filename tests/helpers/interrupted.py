"""Builds in forks of one warm process, each of them killed where it is told to be.

`python -m tests.helpers.interrupted` reads a line for each build in the working folder: `step N` kills it
before the Nth step that writes something, `event N` before the Nth event of any kind that Python announces
(sys.audit), such as a file that is opened or a module that is imported; `step 0` lets it end. It answers with
`killed`, or `done STEPS EVENTS`. These are counts, not times, so the moments are the same on any machine.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import click

from tests.helpers.support import ROOT

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate", "shutil.rmtree"}


@dataclass(frozen=True, slots=True)
class Counts:
    """What a whole build took: steps that write, and events of any kind."""

    steps: int
    events: int


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

    def build(self) -> Counts:
        """Build to the end."""
        return Counts(*map(int, self._ask("step 0").removeprefix("done ").split()))

    def killed_at_step(self, step: int) -> bool:
        """Build and be killed before the given step; tell whether there was one."""
        return self._ask(f"step {step}") == "killed"

    def killed_at_event(self, event: int) -> bool:
        """Build and be killed before the given event; tell whether there was one."""
        return self._ask(f"event {event}") == "killed"

    def _ask(self, line: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()


class Count:
    """Counts what this process does, and kills it before one step that writes or one event."""

    def __init__(self, last_step: int, last_event: int) -> None:
        self.steps = self.events = 0
        self._last_step, self._last_event = last_step, last_event
        self._top = f"{Path.cwd()}/"

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        """Count an event, or end this process before it."""
        self.events += 1
        writes = self._writes(event, arguments)
        self.steps += writes
        if (writes and self.steps == self._last_step) or self.events == self._last_event:
            os.kill(os.getpid(), signal.SIGKILL)

    def _writes(self, event: str, arguments: tuple[object, ...]) -> bool:
        if event == "open":
            path, _, flags = arguments
            return isinstance(flags, int) and bool(flags & _WRITING) and self._inside(path)
        if event == "ctypes.dlsym":
            return arguments[1] == "renameat2"
        return event in _CHANGES and self._inside(arguments[0])

    def _inside(self, path: object) -> bool:
        return isinstance(path, str | bytes | Path) and str(Path.cwd() / os.fsdecode(path)).startswith(
            self._top
        )


def _build(step: int, event: int) -> None:
    """Build the project in the working folder, and end this process."""
    from plansite.cli.build_commands import BuildOptions, build  # noqa: PLC0415
    from plansite.cli.session import Session  # noqa: PLC0415

    count = Count(step, event)
    sys.addaudithook(count)
    status = 1
    try:
        options = BuildOptions(strict=True, force=True)
        build(Session("en", quiet=True), Path("site"), options)
        click.echo(f"done {count.steps} {count.events}")
        status = 0
    finally:
        os._exit(status)


def main() -> None:
    """Answer the lines on standard input."""
    from tests.helpers import warm  # noqa: F401, PLC0415  what this process alone needs

    for line in sys.stdin:
        word, value = line.split()
        child = os.fork()
        if not child:
            _build(int(value) if word == "step" else 0, int(value) if word == "event" else 0)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
            click.echo("killed")
        elif status:
            click.echo("failed")


if __name__ == "__main__":
    main()
