"""Import an official document into a draft plan, on its own or onto the plan of which it is the reissue."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from plansite.diagnostics.problems import Problem
from plansite.diagnostics.refusals import NOTHING
from plansite.exports import exports
from plansite.files import project_files
from plansite.plan.content_records import Correction
from plansite.plan.model import Plan
from plansite.project.project import source_date
from plansite.reading.examine import examine
from plansite.views.site import Content, Site

if TYPE_CHECKING:
    from plansite.importing.draft.draft import Draft
    from plansite.importing.onto.reissue import Reissue
    from plansite.importing.onto.report import Told
    from plansite.importing.report.coverage import SourceLine
    from plansite.importing.report.findings import Finding


class ImportReport(Struct, frozen=True):
    """How an import went: what an editor must know, pairs of names that may be one unit, problems, counts."""

    findings: tuple[Finding, ...]
    share: float
    """The share of the file's characters that the draft reproduces, from 0 to 1."""
    alike: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    counts: dict[str, object]
    told: tuple[Told, ...] = ()
    """What is to be said of a plan that the draft was made onto."""


class Earlier(Struct, frozen=True):
    """A plan, without errors, of which a document is the reissue, and the listed errors of its scan."""

    plan: Plan
    corrections: tuple[Correction, ...]


def imported(path: Path, output: Path, lang: str, earlier: Earlier | None = None) -> ImportReport:
    """Write a draft plan from the document at `path` to `output`, and return how that went.

    What the document has of an `earlier` plan keeps its ids, and all that editors added to it.
    Raises OSError if a file cannot be read or written, as a FileExistsError if `output` exists already, and
    Unreadable if the document cannot be understood.
    """
    from plansite.importing import document, readers  # noqa: PLC0415  slow
    from plansite.importing.draft import emit  # noqa: PLC0415  slow
    from plansite.importing.report import coverage, findings  # noqa: PLC0415  slow
    from plansite.project import office  # noqa: PLC0415

    if os.path.lexists(output):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(output))
    given = project_files.read_file(path, readers.MAX_BYTES + 1)
    result = document.imported(readers.read(*office.readable(path.name, given)))
    if "items" not in result.draft.data:
        raise readers.Unreadable(NOTHING, {"name": path.name})
    reissue = _reissue(earlier, result.draft) if earlier else None
    draft = reissue.draft if reissue else result.draft
    text = emit.emit(draft, onto=reissue is not None)
    examined = examine(text.encode(), output.as_posix(), lang)
    if examined.record is None:
        project_files.write_new(output, text.encode())
        counts = dict.fromkeys(("items", "tasks", "units", "responsibilities"), 0)
        told = {**counts, "fidelity": f"{0:.2%}", "guesses": text.count(emit.MARK)}
        return ImportReport(result.findings, 0, (), examined.problems, told)
    site = Site.of(examined.record, Content())
    relations = site.relations
    source = [_corrected(each, reissue) for each in result.source] if reissue else result.source
    rebuilt = exports()["text"].render(site, None, source_date(site.plan, {})) or b""
    covered = coverage.coverage(source, rebuilt.decode())
    project_files.write_new(output, text.encode())
    return ImportReport(
        (*result.findings, *findings.of_missing(covered.missing)),
        covered.share,
        _alike(site.plan, earlier.plan if earlier else None),
        examined.problems,
        {
            "items": len(relations.nodes),
            "tasks": len(relations.tasks),
            "units": len(relations.responsible_units),
            "responsibilities": len(relations.responsibilities),
            "fidelity": f"{covered.share:.2%}",
            "guesses": text.count(emit.MARK),
        },
        tuple(_told(earlier.plan, reissue)) if earlier and reissue else (),
    )


def _alike(plan: Plan, earlier: Plan | None) -> tuple[tuple[str, str], ...]:
    """Return pairs of names that may be one unit, without those that the editors of `earlier` have seen."""
    from plansite.importing.draft import names  # noqa: PLC0415  slow to import

    known = {unit.name for unit in earlier.units} if earlier else set()
    pairs = names.alike([unit.name for unit in plan.units])
    return tuple(pair for pair in pairs if not known.issuperset(pair))


def _corrected(line: SourceLine, reissue: Reissue) -> SourceLine:
    return replace(line, text=reissue.corrections.of(line.text))


def _reissue(earlier: Earlier, draft: Draft) -> Reissue:
    from plansite.importing.onto.reissue import reissued  # noqa: PLC0415  slow to import

    return reissued(earlier.plan, draft, earlier.corrections)


def _told(plan: Plan, reissue: Reissue) -> Iterator[Told]:
    from plansite.importing.onto.report import report  # noqa: PLC0415  slow to import

    return report(plan, reissue)
