"""The example to look at, examples/shifan/: its plan, the edition before its revision, its rounds."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeVar

from plansite.plan.model import Plan, Record
from plansite.plan.relations import relate
from plansite.progress.entries import RoundFiles
from plansite.progress.records import Round, Summary, UnitReport
from plansite.progress.standing import Standing, editions, standing
from plansite.project import project
from plansite.reading import yaml_text
from plansite.reading.validate import record_of
from tests.helpers.support import ROOT

EXAMPLE = ROOT / "examples" / "shifan"
PROGRESS = EXAMPLE / "content" / "progress"
Model = TypeVar("Model", bound=Record)


@cache
def plan(path: str = "plan.yaml") -> Plan:
    """Return an edition of the plan, which has neither errors nor notes."""
    examined = project.read_plan(EXAMPLE / path, "en")
    assert examined.record is not None, examined.problems
    assert not examined.problems
    return examined.record


def record(model: type[Model], path: Path) -> Model:
    """Return a file of a round as a record."""
    return record_of(yaml_text.parse(path.read_text("utf-8")).data, model)


@cache
def round_of(name: str) -> Standing:
    """Return how a round of the example stands."""
    folder = PROGRESS / name
    reports = {
        path.stem: record(UnitReport, path)
        for path in sorted(folder.glob("*.yaml"))
        if path.stem not in {"round", "summary"}
    }
    summary = record(Summary, folder / "summary.yaml")
    files = RoundFiles(name, record(Round, folder / "round.yaml"), reports, summary)
    kept = tuple(plan(each.plan) for each in plan().revisions if each.plan)
    return standing(files, editions(relate(plan()), kept))
