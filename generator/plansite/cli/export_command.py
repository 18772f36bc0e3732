"""What `plansite export` does: the plan, one unit's part of it, or a round of reports on it as a file.

Imports are late, so that --help is quick.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from plansite.cli.commands import site_of
from plansite.cli.session import (
    UNUSABLE,
    Session,
    check_source_date,
    file_errors_reported,
    read_project,
    report_or_exit,
)

if TYPE_CHECKING:
    from plansite.plan.model import Unit
    from plansite.progress.standing import Standing
    from plansite.views.site import Site


def export(
    session: Session, form: str, unit_id: str | None, round_name: str | None, output: Path | None
) -> None:
    """Write the plan, one unit's part of it, or a round of reports on it, to `output` or standard output.

    Raises click.UsageError if SOURCE_DATE_EPOCH is no time.
    """
    from plansite.exports import round_formats  # noqa: PLC0415

    check_source_date(session)
    if output is not None:
        session.left.watch(output)
    if form in round_formats():
        if unit_id is not None:
            session.fail(UNUSABLE, "export.whole-round", form=form)
        data = _round_report(session, form, round_name, output)
    else:
        if round_name is not None:
            session.fail(UNUSABLE, "export.no-rounds", form=form)
        data = _of_plan(session, form, unit_id, output)
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    from plansite.files import project_files  # noqa: PLC0415

    with file_errors_reported(session):
        project_files.write_file(output, data)


def _of_plan(session: Session, form: str, unit_id: str | None, output: Path | None) -> bytes:
    """Return the file of a format for the whole plan or for one unit; exit with 2 if there is none."""
    from plansite.exports import exports  # noqa: PLC0415
    from plansite.exports.export import Document, Export  # noqa: PLC0415
    from plansite.project import project  # noqa: PLC0415

    chosen = exports()[form]
    if isinstance(chosen, Document):
        if unit_id is not None and chosen.unit_path is None:
            session.fail(UNUSABLE, "export.whole", form=form)
        _refuse_terminal(session, form, output)
        lacking = chosen.missing()
        if lacking is not None:
            session.fail(UNUSABLE, "document.missing", form=form, reason=lacking.say(session.lang, {}))
    rounds = isinstance(chosen, Export) and chosen.of_rounds
    site = _site_with_rounds(session) if rounds else site_of(session, project.PLAN)
    unit = None if unit_id is None else _unit(session, site, unit_id)
    data = chosen.render(site, unit, project.source_date(site.plan, os.environ))
    if data is None:
        session.fail(UNUSABLE, "export.nothing", form=form)
    return data


def _round_report(session: Session, form: str, name: str | None, output: Path | None) -> bytes:
    """Return the file of a format for one round; exit with 2 if there is no such round."""
    from plansite.exports import round_formats  # noqa: PLC0415
    from plansite.project import project  # noqa: PLC0415

    _refuse_terminal(session, form, output)
    site, found = _round(session, form, name)
    return round_formats()[form].render(site, found, project.source_date(site.plan, os.environ))


def _refuse_terminal(session: Session, form: str, output: Path | None) -> None:
    if output is None and sys.stdout.isatty():
        session.fail(UNUSABLE, "export.binary", form=form)


def _round(session: Session, form: str, name: str | None) -> tuple[Site, Standing]:
    """Return the project's site, and how the round `name` stands; exit with 2 if there is none."""
    from plansite.views.progress import standings  # noqa: PLC0415

    site = _site_with_rounds(session)
    rounds = {each.name: each for each in standings(site)}
    known = ", ".join(sorted(rounds))
    if not known:
        session.fail(UNUSABLE, "export.roundless")
    if name is None:
        session.fail(UNUSABLE, "export.which-round", form=form, known=known)
    if name not in rounds:
        session.fail(UNUSABLE, "export.unknown-round", round=name, known=known)
    return site, rounds[name]


def _site_with_rounds(session: Session) -> Site:
    """Return the site of the project, rounds included; exit with 1 if it has errors."""
    from plansite.views.site import Content, Site  # noqa: PLC0415

    sources = read_project(session)
    plan = report_or_exit(session, sources.plan, sources.problems)
    return Site.of(plan, sources.content or Content())


def _unit(session: Session, site: Site, unit_id: str) -> Unit:
    """Return the unit with this id; exit with 2, naming the known ones, if there is none."""
    unit = site.relations.unit.get(unit_id)
    if unit is None:
        known = ", ".join(sorted(site.relations.unit))
        session.fail(UNUSABLE, "export.unknown", unit=unit_id, known=known)
    return unit
