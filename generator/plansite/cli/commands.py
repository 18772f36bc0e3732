"""What each command does: call the program, print, exit with a status.

Imports are late, so that --help is quick.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Sequence
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plansite.cli.session import (
    FAILED,
    UNUSABLE,
    Session,
    check_source_date,
    exclusive,
    file_errors_reported,
    print_json,
    read_project,
    report_or_exit,
)
from plansite.diagnostics.messages import message

if TYPE_CHECKING:
    from plansite.diagnostics.problems import Problem
    from plansite.importing.report.findings import Finding
    from plansite.plan.model import Plan
    from plansite.plan.relations import Relations
    from plansite.progress.entries import RoundFiles
    from plansite.project.imports import Earlier
    from plansite.views.site import Site

_SHOWN = 300
_TOLD = 100
"""Most findings of a sort that are printed."""
_LITTLE = 0.8
"""The share of a document below which its draft holds too little to be trusted."""
"""How much is shown of a text that was not read."""


def check(session: Session, path: Path, form: str) -> None:
    """Report every problem of a plan, its synonyms, reports on it and settings; exit with 1 for an error."""
    from plansite.diagnostics import report  # noqa: PLC0415
    from plansite.diagnostics.problems import Severity  # noqa: PLC0415
    from plansite.project import project  # noqa: PLC0415

    with file_errors_reported(session):
        examined = project.read_plan(path, session.lang)
        words = project.read_synonyms(path.parent, examined.record, session.lang)
        rounds = project.read_rounds(path.parent, path, examined.record, session.lang)
        settings = _settings(session, path.parent)
    problems = (*examined.problems, *words, *rounds, *settings)
    if form == "json":
        click.echo(report.to_json(problems).encode())  # JSON is UTF-8 (RFC 8259), whatever the terminal has
    elif form == "github":
        click.echo(report.to_github(problems, session.lang), nl=bool(problems))
    else:
        report.to_terminal(session.wanted(problems), session.lang)
    if examined.record is None or any(
        each.severity is Severity.ERROR for each in (*words, *rounds, *settings)
    ):
        click.echo(report.summary(problems, session.lang), err=True)
        sys.exit(FAILED)
    if form == "text":
        from plansite.plan.relations import relate  # noqa: PLC0415

        found = relate(examined.record)
        session.say(
            "check.done",
            path=path,
            items=len(found.nodes),
            tasks=len(found.tasks),
            units=len(found.responsible_units),
            responsibilities=len(found.responsibilities),
        )


def _settings(session: Session, root: Path) -> tuple[Problem, ...]:
    """Return the problems of the settings of a project's site, and what they lack; a plan alone has none."""
    settings = root / "mkdocs.yml"
    if not settings.is_file():
        return ()
    from plansite.publishing import check_written  # noqa: PLC0415

    return check_written.all_problems(settings, session.lang)


def diff(session: Session, old: Path, new: Path, form: str) -> None:
    """Print the differences between two plans; exit with 1 if one of them has errors."""
    from plansite.plan.relations import relate  # noqa: PLC0415
    from plansite.progress.affected import affected, reports_markdown, reports_text, to_json  # noqa: PLC0415
    from plansite.revisions import json_, telling  # noqa: PLC0415
    from plansite.revisions.compare import compare  # noqa: PLC0415

    before, after = (relate(_plan(session, path)) for path in (old, new))
    changes = compare(before, after)
    reported = tuple(affected(_rounds(session, new, after), changes, before, after))
    if form == "json":
        print_json([*json_.to_json(changes), *to_json(reported)])
    elif form == "markdown":
        click.echo(telling.to_markdown(before, after, changes), nl=False)
        click.echo(reports_markdown(reported), nl=False)
    else:
        click.echo(telling.to_text(before, after, changes, session.lang), nl=False)
        click.echo(reports_text(reported, session.lang), nl=False)


def _rounds(session: Session, path: Path, plan: Relations) -> tuple[RoundFiles, ...]:
    """Return the rounds beside a plan, of those without errors."""
    from plansite.project import project  # noqa: PLC0415

    with file_errors_reported(session):
        return project.rounds_beside(path, plan.plan, session.lang)


def _plan(session: Session, path: Path) -> Plan:
    from plansite.diagnostics.problems import Severity  # noqa: PLC0415
    from plansite.project import project  # noqa: PLC0415

    with file_errors_reported(session):
        examined = project.read_plan(path, session.lang)
    errors = tuple(each for each in examined.problems if each.severity is Severity.ERROR)
    return report_or_exit(session, examined.record, errors)


def revise(session: Session, day: dt.date, note: str, basis: str | None) -> None:
    """Keep a copy of the plan and open a new revision; exit with 1 if the plan has errors."""
    from plansite.project import project  # noqa: PLC0415
    from plansite.project.open_revision import NotOpenedError  # noqa: PLC0415

    sources = read_project(session)
    plan = report_or_exit(session, sources.plan, sources.problems)
    if day <= plan.day:
        session.fail(UNUSABLE, "revise.date", date=day.isoformat(), last=plan.day.isoformat())
    entry = {"date": day.isoformat(), "note": note, **({"basis": basis} if basis else {})}
    session.left.watch(project.PLAN)
    try:
        with exclusive(session):
            kept = project.revised(Path(), plan, entry)
    except NotOpenedError:
        session.fail(UNUSABLE, "revise.by-hand", path=project.PLAN)
    session.say("revise.done", path=kept.as_posix(), plan=project.PLAN)


def import_(session: Session, source: Path, output: Path, earlier: Earlier | None = None) -> bool:
    """Write a draft plan from the document at `source`; exit with 2 if that fails or `output` exists.

    What the document has of an `earlier` plan keeps what that says of it. Returns whether something was told
    of that plan, which is so unless the draft has errors.
    """
    from plansite.diagnostics import report  # noqa: PLC0415
    from plansite.importing.readers import Unreadable  # noqa: PLC0415
    from plansite.project import imports  # noqa: PLC0415

    session.left.watch(output)
    try:
        with file_errors_reported(session):
            found = imports.imported(source, output, session.lang, earlier)
    except Unreadable as error:
        session.fail(UNUSABLE, "import.unreadable", path=source, reason=error.say(session.lang))
    _tell(session, source, found.findings)
    for one, other in found.alike:
        click.echo(message("import.alike", session.lang, one=one, other=other), err=True)
    report.to_terminal(session.wanted(found.problems), session.lang)
    session.say("import.done", path=output, **found.counts)
    for each in found.told:
        if each.grave or not session.quiet:
            click.echo(message(each.key, session.lang, **each.values), err=True)
    if found.share < _LITTLE:
        warning = message("import.little", session.lang, share=f"{found.share:.0%}")
        click.secho(warning, err=True, bold=True)
    return bool(found.told)


def _tell(session: Session, source: Path, findings: Sequence[Finding]) -> None:
    """Print what an editor must know of an import, of each sort the first."""
    for sort, group in groupby(findings, key=lambda each: each.sort):
        told = list(group)
        for each in told[:_TOLD]:
            text = each.text if len(each.text) <= _SHOWN else f"{each.text[:_SHOWN]}…"
            click.echo(message(sort.value, session.lang, path=source, line=each.line, text=text), err=True)
        if len(told) > _TOLD:
            click.echo(message("import.more", session.lang, count=len(told) - _TOLD), err=True)


def import_onto(session: Session, source: Path, onto: Path, output: Path) -> None:
    """Write the plan at `onto` as the document at `source` has it now to `output`.

    Exits with 1 if the plan has errors, and with 2 as `import_` does.
    """
    from plansite.project import imports, project  # noqa: PLC0415

    plan = _plan(session, onto)
    with file_errors_reported(session):
        corrections, problems = project.read_corrections(onto.parent, session.lang)
    known = report_or_exit(session, corrections, problems)
    if import_(session, source, output, imports.Earlier(plan, known.corrections)):
        session.say("onto.next", plan=onto, output=output)


def queries(session: Session, logs: Sequence[Path], form: str) -> None:
    """Print what was asked of /search/ in the logs of a web server, what finds nothing first."""
    from plansite.build.build import build  # noqa: PLC0415
    from plansite.files.log_lines import read_log  # noqa: PLC0415
    from plansite.publishing import queries  # noqa: PLC0415
    from plansite.views import search_index  # noqa: PLC0415

    sources = read_project(session)
    with file_errors_reported(session):
        count = queries.asked(chain.from_iterable(map(read_log, logs)))
    report_or_exit(session, sources.plan, sources.problems)
    if sources.plan is None or sources.content is None:
        return
    index = build(sources.plan, sources.content)[search_index.PATH]
    found = queries.answered(count, index)
    if form == "json":
        rows = [
            {"query": each.words, "count": each.count, "found": each.found, "in_part": each.in_part}
            for each in found
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2).encode())
        return
    for each in found:
        key = "queries.nothing" if not each.found else "queries.part" if each.in_part else "queries.found"
        said = message(key, session.lang, found=each.found)
        click.echo(f"{each.count:>6}  {each.words}  {said}")
    lost = sum(not each.found for each in found)
    session.say("queries.done", queries=len(found), asked=count.total(), lost=lost)


def new(session: Session, folder: Path) -> None:
    """Start a project in `folder`; exit with 2 if the folder is not empty."""
    from plansite.project import new_project  # noqa: PLC0415

    session.left.watch(folder)
    try:
        with file_errors_reported(session):
            new_project.fresh(folder)
    except new_project.OccupiedError:
        session.fail(UNUSABLE, "new.occupied", path=folder)
    session.say("new.done", path=folder)


def site_of(session: Session, path: Path) -> Site:
    """Return the site of a plan alone; exit with 1 if it has errors."""
    from plansite.project import project  # noqa: PLC0415
    from plansite.views.site import Content, Site  # noqa: PLC0415

    with file_errors_reported(session):
        examined = project.read_plan(path, session.lang)
    return Site.of(report_or_exit(session, examined.record, examined.problems), Content())


def offline(session: Session, site_dir: Path, output: Path) -> None:
    """Pack the site in `site_dir` into the zip `output`; exit with 2 if there is no site.

    Raises click.UsageError if SOURCE_DATE_EPOCH is no time.
    """
    from plansite.files import project_files  # noqa: PLC0415
    from plansite.project import project  # noqa: PLC0415
    from plansite.publishing.offline import pack  # noqa: PLC0415

    check_source_date(session)
    session.left.watch(output)
    site = site_of(session, project.PLAN)
    if not (site_dir / "index.html").is_file():
        session.fail(UNUSABLE, "offline.missing", path=site_dir)
    with file_errors_reported(session):
        data = pack(
            project_files.read_tree(site_dir), output.stem, project.source_date(site.plan, os.environ)
        )
        project_files.write_file(output, data)
    session.say("offline.done", path=output, size=len(data) // 1024)


def headers(session: Session, site_dir: Path) -> None:
    """Print the HTTP headers of the site in `site_dir` for nginx; exit with 2 if there is no site."""
    from plansite.files import project_files  # noqa: PLC0415
    from plansite.publishing import security_headers  # noqa: PLC0415

    with file_errors_reported(session):
        pages = {
            path: data for path, data in project_files.read_tree(site_dir).items() if path.endswith(".html")
        }
    theme = pages.get(security_headers.THEME)
    if theme is None:
        session.fail(UNUSABLE, "headers.missing", path=site_dir, page=security_headers.THEME)
    for path, data in pages.items():
        for what in dict.fromkeys(security_headers.blocked(data, theme)):
            click.echo(message("headers.blocked", session.lang, path=site_dir / path, what=what), err=True)
    click.echo(security_headers.to_nginx(security_headers.headers(theme)), nl=False)


def schema(what: str) -> None:
    """Print the JSON Schema of plan.yaml, or that of a file of a round."""
    from plansite.plan.schema import json_schema_text  # noqa: PLC0415
    from plansite.progress.schemas import schema_text  # noqa: PLC0415

    text = json_schema_text() if what == "plan" else schema_text(what)
    click.echo(text.encode(), nl=False)
