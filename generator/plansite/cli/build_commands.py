"""The commands that write docs/ and site/. Imports are late, so that --help is quick."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from plansite.cli.session import (
    FAILED,
    UNUSABLE,
    Session,
    check_source_date,
    exclusive,
    file_errors_reported,
    report_or_exit,
)
from plansite.diagnostics.messages import message

if TYPE_CHECKING:
    from plansite.exports.office.fonts import Font
    from plansite.project.project import Documents, Generated
    from plansite.publishing.page_cache import PageCache
    from plansite.publishing.publish import BuildResult

_DOCS = "docs/"


def compare(session: Session) -> None:
    """Print how docs/ differs from what the plan gives; exit with 1 if it does."""
    generated = _prepare(session)
    difference = generated.difference
    differing = {
        "missing": difference.missing,
        "changed": difference.changed,
        "obsolete": difference.obsolete,
        "blocked": difference.blocked,
        "stale": (".generated",) if difference.stale_manifest else (),
    }
    for word, paths in differing.items():
        for path in paths:
            click.echo(f"docs/{path}: {message(f'differs.{word}', session.lang)}")
    if not difference.nothing_to_do:
        session.fail(FAILED, "generate.differs")
    unlisted = {each.url for each in generated.addresses} - {each.url for each in generated.published}
    if generated.published and unlisted:
        session.say("ledger.behind", count=len(unlisted))


def generate(session: Session) -> None:
    """Bring docs/ up to date; exit with 2 if a file that was not generated is in the way."""
    session.left.tell(_DOCS, "same")
    with exclusive(session):
        _generate(session)


def _prepare(session: Session) -> Generated:
    from plansite.build.collisions import CollisionError  # noqa: PLC0415
    from plansite.project import project  # noqa: PLC0415
    from plansite.views.site import Content  # noqa: PLC0415

    with file_errors_reported(session):
        sources = project.read(Path(), session.lang)
    plan = report_or_exit(session, sources.plan, sources.problems)
    try:
        with file_errors_reported(session):
            generated = project.prepare(Path(), plan, sources.content or Content(), sources.published)
    except CollisionError as error:
        for each in error.collisions:
            click.echo(project.collision(each, session.lang), err=True)
        sys.exit(FAILED)
    for path in generated.difference.foreign:
        session.warned = True
        session.say("files.foreign", path=path)
    return generated


def _generate(session: Session) -> Generated:
    from plansite.project import project  # noqa: PLC0415

    generated = _prepare(session)
    difference = generated.difference
    for path in difference.blocked:
        click.echo(message("files.blocked", session.lang, path=path), err=True)
    if difference.blocked:
        sys.exit(UNUSABLE)
    if not difference.nothing_to_do:
        session.left.tell(_DOCS, "partly")
    with file_errors_reported(session):
        edited = project.write(Path(), generated, session.lang)
    session.left.tell(_DOCS, "done")
    for told in edited:
        session.warned = True
        click.echo(told, err=True)
    written = (*difference.missing, *difference.changed)
    if session.verbose:
        for path in (*written, *difference.obsolete):
            click.echo(f"docs/{path}", err=True)
    kept = len(generated.files) - len(written)
    if difference.nothing_to_do:
        session.say("generate.same", kept=kept)
    else:
        session.say("generate.done", written=len(written), removed=len(difference.obsolete), kept=kept)
    return generated


class BuildOptions(Struct, frozen=True):
    """How to build a site: fail on warnings, with which documents, and even if nothing has changed."""

    strict: bool = False
    documents: bool = True
    pdf: bool = False
    force: bool = False


def build(session: Session, site_dir: Path, options: BuildOptions) -> None:
    """Bring docs/ up to date and build the site; exit with 1 if MkDocs fails.

    Raises click.UsageError if SOURCE_DATE_EPOCH is no time.
    """
    from plansite.files import fingerprint  # noqa: PLC0415
    from plansite.files.run_note import RunNote  # noqa: PLC0415
    from plansite.publishing.page_cache import PageCache  # noqa: PLC0415

    check_source_date(session)
    session.left.tell(_DOCS, "same")
    session.left.watch(site_dir, f"{site_dir.as_posix()}/")
    with exclusive(session, site_dir):
        kept = Path(".plansite", "runs", fingerprint.of_text(site_dir.as_posix())[:16])
        flags = (site_dir.as_posix(), options.strict, options.documents, options.pdf)
        note = RunNote(kept, Path(), site_dir, flags)
        if not options.force and note.holds():
            session.say("build.same", path=site_dir)
            return
        cache = PageCache(kept.with_suffix(".pages"), site_dir, force=options.force)
        built = _build(session, site_dir, options, cache)
        if not built.warned:
            cache.save()
        if built.known is None or session.warned:
            note.forget()
        else:
            note.write(built.known)
    session.say("build.done", path=site_dir, pages=built.pages, seconds=built.seconds)


def _build(session: Session, site_dir: Path, options: BuildOptions, cache: PageCache) -> BuildResult:
    from plansite.project import project  # noqa: PLC0415
    from plansite.publishing import publish  # noqa: PLC0415

    try:
        generated = _generate(session).without_bytes()
        with publish.working(session.lang, shown=not session.quiet):
            made = _documents(session, generated, options) if options.documents else project.NO_DOCUMENTS
            built = publish.build_site(generated, made, site_dir, strict=options.strict, cache=cache)
    except publish.BuildFailedError as error:
        session.fail(FAILED, "build.failed", reason=error)
    except publish.NotASiteError:
        session.fail(UNUSABLE, "build.occupied", path=site_dir)
    except publish.SiteInsideError as error:
        session.fail(UNUSABLE, "build.inside", path=site_dir, folder=error.folder)
    session.warned = session.warned or built.warned
    return built


def _tell_fonts(session: Session, fonts: tuple[Font, ...]) -> None:
    """Say which fonts stand for the typefaces of official documents."""
    lang = session.lang
    told = (
        message("font.bold" if each.bold else "font.plain", lang, face=each.face, family=each.family)
        for each in fonts
    )
    if fonts:
        session.say("build.fonts", fonts=message("font.and", lang).join(told))


def _documents(session: Session, generated: Generated, options: BuildOptions) -> Documents:
    """Make the documents of a site, leaving out with a warning those that this system cannot make."""
    from plansite.project import project  # noqa: PLC0415

    for form, lacking in project.lacking(slow=options.pdf):
        session.warned = True
        session.say("document.missing", form=form, reason=lacking.say(session.lang, {}))
    _tell_fonts(session, project.fonts(slow=options.pdf))
    stamp = project.source_date(generated.plan, os.environ)
    found = project.documents(Path(), generated, stamp, slow=options.pdf, force=options.force)
    session.say("build.documents.done", made=len(found.made), kept=len(found.files) - len(found.made))
    return found
