"""What a command costs and what it leaves: seconds, peak memory, files, bytes and pages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.launch import TIMED_OUT

_LAUNCH = Path(__file__).parent / "launch.py"
_TOLD = 200


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of a command, peak memory (MiB) of its largest process, and what went wrong, if anything."""

    seconds: float
    mib: float
    error: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What a folder holds."""

    files: int
    bytes: int
    pages: int
    largest_page: int


def run(command: Sequence[str], folder: Path, seconds: float, log: Path, bin_folder: Path) -> Cost:
    """Run a program of `bin_folder` in `folder`, its words going to `log`; what goes wrong is in the cost."""
    program = [sys.executable, "-I", "-S", str(_LAUNCH), str(seconds), str(log)]
    first = str(bin_folder / command[0])
    done = subprocess.run(  # noqa: S603  the command is a tool's
        [*program, first, *command[1:]],
        cwd=folder,
        env=environment(os.environ, bin_folder),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        return Cost(0, 0, _last_line(done.stderr))
    told = json.loads(done.stdout)
    return Cost(told["seconds"], told["mib"], _error(told["status"], seconds, log))


def environment(outer: Mapping[str, str], bin_folder: Path) -> dict[str, str]:
    """Return what a tool runs with: nothing that would change what it does."""
    kept = {key: outer[key] for key in ("HOME", "TMPDIR") if key in outer}
    return {
        **kept,
        "PATH": f"{bin_folder}:{outer.get('PATH', os.defpath)}",
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
    }


def _error(status: int, seconds: float, log: Path) -> str:
    if status == TIMED_OUT:
        return f"not done in {seconds / 60:.0f} minutes"
    return f"exit {status}: {_last_line(log.read_text('utf-8', 'replace'))}" if status else ""


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].strip()[:_TOLD] if lines else ""


def made(folder: Path) -> Made:
    """Return what a folder holds; a page is a file .html."""
    sizes = [(path.suffix == ".html", path.stat().st_size) for path in folder.rglob("*") if path.is_file()]
    pages = [size for is_page, size in sizes if is_page]
    return Made(len(sizes), sum(size for _, size in sizes), len(pages), max(pages, default=0))
