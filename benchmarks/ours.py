"""What is measured of plansite alone: other commands, the largest pages, the search."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from pathlib import Path

from benchmarks.measure import environment, made, run
from benchmarks.plans import Plan
from benchmarks.tools.tool import ROOT

COMMANDS = {
    "check": ("plansite", "-q", "check"),
    "generate": ("plansite", "-q", "generate"),
    "help": ("plansite", "--help"),
}
_TIMES = 3


class FailedError(Exception):
    """A command of ours failed; the message says which and how."""


def measured(project: Path, bin_folder: Path, log: Path) -> dict[str, float]:
    """Return seconds of each command (the median of three) and bytes of the site built in `project`.

    Raises FailedError.
    """
    found = {name: _seconds(command, project, bin_folder, log) for name, command in COMMANDS.items()}
    site = project / "site"
    return {
        **found,
        "page_bytes": made(site).largest_page,
        "matrix_bytes": made(site / "matrix").largest_page,
    }


def queries(plan: Plan) -> list[str]:
    """Return what people may look for: names of units, words of titles, stretches of text, and nothing."""
    names = [unit.name for unit in plan.units[:10]]
    tasks = [chapter.tasks[0] for chapter in plan.chapters[:10]]
    return [*names, *(task.title[:4] for task in tasks), *(task.text[:12] for task in tasks), "查无此词"]


def searched(project: Path, browser_folder: Path, asked: list[str]) -> dict[str, float]:
    """Return what `searching` measures on the site built in `project`. Raises FailedError."""
    return _told("benchmarks.searching", [str(project / "site"), *asked], project, browser_folder)


def scored(project: Path, bin_folder: Path) -> dict[str, float]:
    """Return what `lighthouse` measures on the site built in `project`. Raises FailedError."""
    return _told("benchmarks.lighthouse", [str(project / "site")], project, bin_folder)


def profiled(project: Path, bin_folder: Path) -> dict[str, float]:
    """Return the seconds of each stage of a build of `project`. Raises FailedError."""
    return _told("benchmarks.profile", [], project, bin_folder)


def _told(module: str, arguments: list[str], project: Path, bin_folder: Path) -> dict[str, float]:
    """Run a module of ours with the Python of an environment; return the JSON that it prints."""
    done = subprocess.run(  # noqa: S603  our own program
        [str(bin_folder / "python"), "-m", module, *arguments],
        cwd=project,
        env={**environment(os.environ, bin_folder), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        message = f"{module}: {' '.join(done.stderr.strip().splitlines()[-1:])}"
        raise FailedError(message)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _seconds(command: tuple[str, ...], project: Path, bin_folder: Path, log: Path) -> float:
    taken = []
    for _ in range(_TIMES):
        cost = run(command, project, 600, log, bin_folder)
        if cost.error:
            message = f"{' '.join(command)}: {cost.error}"
            raise FailedError(message)
        taken.append(cost.seconds)
    return statistics.median(taken)
