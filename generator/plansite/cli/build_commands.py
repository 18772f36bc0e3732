"""The commands that write docs/ and site/. Imports are late: --help is quick."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from plansite.cli.session import FAILED, UNUSABLE, Settings, alone, readable, told
from plansite.diagnostics.messages import say

if TYPE_CHECKING:
    from plansite.project.project import Documents, Generated
    from plansite.publishing.page_cache import Reuse
    from plansite.publishing.publish import Built


def compare(settings: Settings) -> None:
    """Print what differs between docs/ and the plan; leaves with 1 where something does."""
    difference = _prepare(settings).difference
    differing = {
        "missing": difference.missing,
        "changed": difference.changed,
        "obsolete": difference.obsolete,
        "blocked": difference.blocked,
        "stale": (".generated",) if difference.stale_manifest else (),
    }
    for word, paths in differing.items():
        for path in paths:
            click.echo(f"docs/{path}: {say(f'differs.{word}', settings.lang)}")
    if not difference.nothing_to_do:
        settings.fail(FAILED, "generate.differs")


def generate(settings: Settings, *, force: bool) -> None:
    """Bring docs/ up to date; leaves with 2 where a file that is not ours is in the way."""
    from plansite.files import fingerprint  # noqa: PLC0415

    with alone(settings):
        run = fingerprint.Run(Path(), "generate", ())
        if not force and run.is_known():
            settings.tell("generate.same", kept=fingerprint.count(Path()))
            return
        _generate(settings)
        if not settings.warned:
            run.note()


def _prepare(settings: Settings) -> Generated:
    from plansite.build.build import CollisionError  # noqa: PLC0415
    from plansite.project import project  # noqa: PLC0415
    from plansite.views.site import Content  # noqa: PLC0415

    with readable(settings):
        sources = project.read(Path(), settings.lang)
    plan = told(settings, sources.plan, sources.problems)
    try:
        with readable(settings):
            generated = project.prepare(Path(), plan, sources.content or Content())
    except CollisionError as error:
        settings.fail(FAILED, "content.collision", path=error.path)
    for path in generated.difference.foreign:
        settings.warned = True
        settings.tell("files.foreign", path=path)
    return generated


def _generate(settings: Settings) -> Generated:
    from plansite.project import project  # noqa: PLC0415

    generated = _prepare(settings)
    difference = generated.difference
    for path in difference.blocked:
        click.echo(say("files.blocked", settings.lang, path=path), err=True)
    if difference.blocked:
        sys.exit(UNUSABLE)
    for path in difference.edited:
        settings.warned = True
        key = "files.edited" if path in generated.files else "files.left"
        click.echo(say(key, settings.lang, path=path), err=True)
    with readable(settings):
        project.write(Path(), generated)
    written = (*difference.missing, *difference.changed)
    if settings.verbose:
        for path in (*written, *difference.obsolete):
            click.echo(f"docs/{path}", err=True)
    kept = len(generated.files) - len(written)
    if difference.nothing_to_do:
        settings.tell("generate.same", kept=kept)
    else:
        settings.tell("generate.done", written=len(written), removed=len(difference.obsolete), kept=kept)
    return generated


@dataclass(frozen=True, slots=True)
class Building:
    """How a site is built: whether a warning is a failure, with which files, and even if nothing changed."""

    strict: bool = False
    documents: bool = True
    pdf: bool = False
    force: bool = False


def build(settings: Settings, site_dir: Path, options: Building) -> None:
    """Bring docs/ up to date and build the site; leaves with 1 where MkDocs gives up."""
    from plansite.files import fingerprint  # noqa: PLC0415
    from plansite.publishing.page_cache import Reuse  # noqa: PLC0415

    with alone(settings, site_dir):
        flags = (options.strict, options.documents, options.pdf)
        run = fingerprint.Run(Path(), f"build {site_dir}", flags, site_dir)
        if not options.force and run.is_known():
            settings.tell("build.same", path=site_dir)
            return
        pages = Reuse(run.path.with_suffix(".pages"), site_dir, run.around, force=options.force)
        built = _build(settings, site_dir, options, pages)
        if not built.warned and run.is_undisturbed():
            pages.keep()
        if not settings.warned:
            run.note()
    settings.tell("build.done", path=site_dir, pages=built.pages, seconds=built.seconds)


def _build(settings: Settings, site_dir: Path, options: Building, reuse: Reuse) -> Built:
    from plansite.project import project  # noqa: PLC0415
    from plansite.publishing import publish  # noqa: PLC0415

    try:
        generated = _generate(settings).without_bytes()
        with publish.working(settings.lang, shown=not settings.quiet):
            made = (
                _documents(settings, generated, pdf=options.pdf)
                if options.documents
                else project.NO_DOCUMENTS
            )
            built = publish.build_site(generated, made, site_dir, strict=options.strict, reuse=reuse)
    except publish.BuildFailedError as error:
        settings.fail(FAILED, "build.failed", reason=error)
    except publish.NotASiteError:
        settings.fail(UNUSABLE, "build.occupied", path=site_dir)
    settings.warned = settings.warned or built.warned
    return built


def _documents(settings: Settings, generated: Generated, *, pdf: bool) -> Documents:
    """Make the documents of a site; what this machine cannot make is told in a line, and left out."""
    from plansite.project import project  # noqa: PLC0415

    for form, lacking in project.lacking(slow=pdf):
        settings.warned = True
        settings.tell("document.missing", form=form, reason=lacking.say(settings.lang, {}))
    stamp = project.source_date(generated.plan, os.environ)
    found = project.documents(Path(), generated.site, stamp, slow=pdf)
    settings.tell("build.documents.done", made=len(found.made), kept=len(found.files) - len(found.made))
    return found
