"""What was measured, kept as JSON after each round, so that a run that was broken off can go on."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measure import Cost, Made

STEPS = ("full", "one", "none")
"""A build from nothing, one after a change to one task, one after no change."""


@dataclass(frozen=True, slots=True)
class Round:
    """One turn of a tool at a size: its builds, up to the first that failed, and what they made."""

    size: str
    tool: str
    number: int
    costs: dict[str, Cost]
    made: Made | None = None

    @property
    def error(self) -> str:
        """What went wrong, empty if nothing did."""
        return next((f"{step}: {cost.error}" for step, cost in self.costs.items() if cost.error), "")


@dataclass(slots=True)
class Results:
    """All that a run has found so far; `program` tells the version of plansite that it is about."""

    program: str
    machine: dict[str, str]
    versions: dict[str, dict[str, str]] = field(default_factory=dict)
    lacking: dict[str, str] = field(default_factory=dict)
    """Tools that could not be installed, and why."""
    rounds: list[Round] = field(default_factory=list)
    ours: dict[str, dict[str, float]] = field(default_factory=dict)
    """By size, what else is measured of plansite: see `ours`."""
    profiles: dict[str, dict[str, float]] = field(default_factory=dict)
    """By size and step (`small, full`), where the time of a build goes: see `profile`."""

    def of(self, size: str, tool: str) -> list[Round]:
        """Return the rounds of a tool at a size."""
        return [each for each in self.rounds if (each.size, each.tool) == (size, tool)]


def load(path: Path, program: str, machine: dict[str, str]) -> Results:
    """Return what was kept at `path` for this program on this machine, else empty results."""
    if path.is_file():
        kept = json.loads(path.read_text("utf-8"))
        if (kept["program"], kept["machine"]) == (program, machine):
            return Results(**{**kept, "rounds": [_round(each) for each in kept["rounds"]]})
    return Results(program, machine)


def save(path: Path, results: Results) -> None:
    """Keep the results at `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(dataclasses.asdict(results), ensure_ascii=False, indent=1) + "\n", "utf-8")


def _round(kept: dict[str, Any]) -> Round:
    costs = {step: Cost(**cost) for step, cost in kept["costs"].items()}
    return Round(**{**kept, "costs": costs, "made": Made(**kept["made"]) if kept["made"] else None})
