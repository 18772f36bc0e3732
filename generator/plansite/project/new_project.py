"""Start a project: write the files of a fresh one, or a draft plan from an official document."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from plansite.diagnostics.messages import NOTHING
from plansite.diagnostics.problems import Problem
from plansite.exports import exports
from plansite.files import disk, project_files
from plansite.plan.schema import json_schema_text
from plansite.project.project import source_date
from plansite.reading.examine import examine
from plansite.views.site import Content, Site

if TYPE_CHECKING:
    from plansite.importing.findings import Finding

_FRESH = Path(__file__).parent / "new_files"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How an import went: what an editor must know, pairs of names that may be one unit, problems, counts."""

    findings: tuple[Finding, ...]
    share: float
    """The share of the file's characters that the draft reproduces, from 0 to 1."""
    alike: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    counts: dict[str, object]


def imported(source: Path, output: Path, lang: str) -> ImportReport:
    """Write a draft plan from the document at `source` to `output`, and return how that went.

    Raises OSError if a file cannot be read or written, as a FileExistsError if `output` exists already, and
    Unreadable if the document cannot be understood.
    """
    from plansite.importing import coverage, document, emit, findings, names, readers  # noqa: PLC0415  slow
    from plansite.project import office  # noqa: PLC0415

    if os.path.lexists(output):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(output))
    given = project_files.read_file(source, readers.MAX_BYTES + 1)
    result = document.imported(readers.read(*office.readable(source.name, given)))
    if "items" not in result.draft.data:
        raise readers.Unreadable(NOTHING, {"name": source.name})
    text = emit.emit(result.draft)
    examined = examine(text.encode(), output.as_posix(), lang)
    if examined.record is None:
        project_files.write_new(output, text.encode())
        counts = dict.fromkeys(("items", "tasks", "units", "responsibilities"), 0)
        told = {**counts, "fidelity": f"{0:.2%}", "guesses": len(result.draft.guessed)}
        return ImportReport(result.findings, 0, (), examined.problems, told)
    site = Site.of(examined.record, Content())
    relations = site.relations
    rebuilt = exports()["text"].render(site, None, source_date(site.plan, {})) or b""
    covered = coverage.coverage(result.source, rebuilt.decode())
    project_files.write_new(output, text.encode())
    return ImportReport(
        (*result.findings, *findings.of_missing(covered.missing)),
        covered.share,
        names.alike([unit.name for unit in site.plan.units]),
        examined.problems,
        {
            "items": len(relations.nodes),
            "tasks": len(relations.tasks),
            "units": len(relations.responsible_units),
            "responsibilities": len(relations.responsibilities),
            "fidelity": f"{covered.share:.2%}",
            "guesses": len(result.draft.guessed),
        },
    )


class OccupiedError(Exception):
    """The folder for a new project is not empty."""


def fresh(folder: Path) -> None:
    """Write the files of a fresh project into `folder`.

    Raises OccupiedError if it is not empty, OSError if a file cannot be written; nothing is then left of it.
    """
    if folder.exists() and any(folder.iterdir()):
        raise OccupiedError
    files = project_files.read_tree(_FRESH)
    files[".gitignore"] = files.pop("gitignore")
    files["plan.schema.json"] = json_schema_text().encode()
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        for path, data in files.items():
            project_files.write_new(folder / path, data)
    except BaseException:
        disk.discard([folder / path for path in files], folder, missing)
        raise
