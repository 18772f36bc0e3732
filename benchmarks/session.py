"""A run of the benchmark: all tools in turn, round after round, what is found kept after each."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import folders, machine, measure, ours, table
from benchmarks import results as kept
from benchmarks.environments import NotInstalledError, install, versions
from benchmarks.measure import Cost
from benchmarks.plans import Plan, Size, changed, plan_of
from benchmarks.results import STEPS, Results, Round
from benchmarks.tools import all_tools
from benchmarks.tools.tool import REQUIREMENTS, ROOT, Tool

_SLOW = 60
"""A tool whose full build takes more seconds has one round at that size."""
_OURS = "plansite"
_BROWSER = REQUIREMENTS / "browser.txt"


@dataclass(slots=True)
class Session:
    """What was asked for, and what it has come to."""

    tools: dict[str, Tool]
    sizes: tuple[Size, ...]
    runs: int
    seconds: float
    """No build is begun after these."""
    timeout: float
    output: Path
    work: Path
    _started: float = field(default_factory=time.monotonic)
    _bins: dict[str, Path] = field(default_factory=dict)

    def run(self, *, fresh: bool) -> None:
        """Install, measure, and write the table after each round."""
        path = self.work / "results.json"
        if fresh:
            path.unlink(missing_ok=True)
        results = kept.load(path, program(), machine.describe())
        self._install(results)
        self._started = time.monotonic()
        for size in self.sizes:
            plan = plan_of(size)
            edited = changed(plan)
            for number in range(self.runs):
                for tool in self.tools.values():
                    if not self._is_due(results, size, tool, number):
                        continue
                    results.rounds.append(self._round(size, tool, number, plan, edited))
                    self._save(path, results)
            self._look_closer(results, size, plan, edited)
            self._save(path, results)

    def _install(self, results: Results) -> None:
        for tool in self.tools.values():
            _say(f"{tool.name}: installing")
            results.lacking.pop(tool.name, None)
            try:
                self._bins[tool.name] = install(
                    tool.requirements, self._env(tool.requirements), tool.editable
                )
                results.versions[tool.name] = versions(tool, self._bins[tool.name])
            except (NotInstalledError, subprocess.CalledProcessError, OSError) as error:
                results.lacking[tool.name] = str(error)
                _say(f"{tool.name}: could not be installed: {error}")

    def _env(self, requirements: Path) -> Path:
        return self.work / "env" / requirements.stem

    def _is_due(self, results: Results, size: Size, tool: Tool, number: int) -> bool:
        done = results.of(size.name, tool.name)
        if tool.name not in self._bins or any(each.number == number for each in done):
            return False
        if done:  # a round that is known to be quick costs little, even late
            return not any(each.error or _is_slow(each.costs["full"]) for each in done)
        return time.monotonic() - self._started < self.seconds

    def _round(self, size: Size, tool: Tool, number: int, plan: Plan, edited: Plan) -> Round:
        project = self._project(size, tool)
        log = self.work / "logs" / f"{size.name}-{tool.name}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        folders.forget(project, (tool.output, *tool.caches))
        costs: dict[str, Cost] = {}
        for step in STEPS:
            if step != "none":
                folders.write(project, tool.inputs(edited if step == "one" else plan))
            bin_folder = self._bins[tool.name]
            costs[step] = measure.run(tool.command, project, self.timeout, log, bin_folder)
            _say(f"{size.name} {tool.name} round {number + 1} {step}: {_told(costs[step])}")
            if costs[step].error:
                return Round(size.name, tool.name, number, costs)
            if tool.starts_anew and _is_slow(costs[step]):
                break
        return Round(size.name, tool.name, number, costs, measure.made(project / tool.output))

    def _project(self, size: Size, tool: Tool) -> Path:
        project = self.work / "projects" / f"{size.name}-{tool.name}"
        project.mkdir(parents=True, exist_ok=True)
        if tool.repository and not (project / ".git").exists():
            subprocess.run(["git", "init", "--quiet"], cwd=project, check=True)  # noqa: S607  the git of this machine
        return project

    def _look_closer(self, results: Results, size: Size, plan: Plan, edited: Plan) -> None:
        """Measure what is measured of plansite alone, once a size."""
        done = results.of(size.name, _OURS)
        if not done or done[-1].error or _OURS not in self._bins or f"{size.name}, one" in results.profiles:
            return
        tool, bin_folder = self.tools[_OURS], self._bins[_OURS]
        project = self._project(size, tool)
        log = self.work / "logs" / f"{size.name}-{_OURS}-commands.log"
        try:
            _say(f"{size.name} {_OURS}: other commands")
            results.ours[size.name] = ours.measured(project, bin_folder, log)
            _say(f"{size.name} {_OURS}: search")
            browser = install(_BROWSER, self._env(_BROWSER))
            results.ours[size.name] |= ours.searched(project, browser, ours.queries(plan))
            _say(f"{size.name} {_OURS}: Lighthouse")
            results.ours[size.name] |= ours.scored(project, browser)
        except (ours.FailedError, NotInstalledError) as error:
            _say(f"{size.name} {_OURS}: {error}")
        _say(f"{size.name} {_OURS}: profiles")
        folders.forget(project, (tool.output, *tool.caches))
        try:
            for step, given in (("full", plan), ("one", edited)):
                folders.write(project, tool.inputs(given))
                results.profiles[f"{size.name}, {step}"] = ours.profiled(project, bin_folder)
        except ours.FailedError as error:
            _say(f"{size.name} {_OURS}: {error}")

    def _save(self, path: Path, results: Results) -> None:
        kept.save(path, results)
        self.output.parent.mkdir(parents=True, exist_ok=True)
        self.output.write_text(table.markdown(results, all_tools()), "utf-8")


def program() -> str:
    """Return what tells this version of plansite and of the benchmark from others."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607  the git of this machine
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    found = hashlib.sha256()
    for folder in ("generator", "benchmarks"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix not in {".pyc", ".md"}:
                found.update(path.read_bytes())
    return f"commit {commit or 'none'}, files {found.hexdigest()[:12]}"


def _is_slow(cost: Cost) -> bool:
    return cost.seconds > _SLOW


def _told(cost: Cost) -> str:
    return cost.error or f"{cost.seconds:.2f} s, {cost.mib:.0f} MiB"


def _say(line: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")
