"""The command line: reads arguments, hands over, prints. Imports are late so that --help is quick."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from generator import __version__
from generator.messages import LANGUAGES, detect, reason, say

if TYPE_CHECKING:
    from generator.problems import Problem
    from generator.project import Generated
    from generator.site import Site

OK, FAILED, UNUSABLE = 0, 1, 2
T = TypeVar("T")


@dataclass(slots=True)
class Settings:
    """The global options."""

    lang: str
    quiet: bool = False
    verbose: bool = False

    def tell(self, key: str, **values: object) -> None:
        """Say how things went, unless told to be quiet."""
        if not self.quiet:
            click.echo(say(key, self.lang, **values), err=True)

    def wanted(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Return the problems to print: told to be quiet, those that are more than a note."""
        return tuple(each for each in problems if each.severity.value != "note" or not self.quiet)

    def fail(self, status: int, key: str, **values: object) -> NoReturn:
        """Say what is wrong and leave."""
        click.echo(say(key, self.lang, **values), err=True)
        sys.exit(status)


@contextmanager
def _readable(settings: Settings) -> Iterator[None]:
    """Turn a file that cannot be read or written into a message and exit 2."""
    try:
        yield
    except OSError as error:
        path = error.filename2 or error.filename or ""
        settings.fail(UNUSABLE, "file.failed", path=path, reason=reason(error, settings.lang))


def _formats() -> list[str]:
    """Return the names of export formats as their files give them: --help must not wait for an import."""
    files = Path(__file__).parent.joinpath("exports").glob("*.py")
    return sorted(path.stem.rstrip("_") for path in files if path.stem not in {"__init__", "export"})


def _asked_language(arguments: list[str]) -> str:
    """Return the language of --lang, which help texts need before click has read it, or the locale's."""
    for position, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else ""
        if argument == "--lang" and position + 1 < len(arguments):
            value = arguments[position + 1]
        if value in LANGUAGES:
            return value
    return detect(os.environ)


def make_cli(lang: str) -> click.Group:  # noqa: C901  a list of commands, each a few lines
    """Return the commands with their help in `lang`."""

    def word(key: str, **values: object) -> str:
        return say(key, lang, **values)

    @click.group(help=word("app"), context_settings={"help_option_names": ["-h", "--help"]})
    @click.option(
        "-C",
        "directory",
        metavar="DIR",
        type=click.Path(exists=True, file_okay=False),
        help=word("opt.directory"),
    )
    @click.option("-q", "--quiet", is_flag=True, help=word("opt.quiet"))
    @click.option("-v", "--verbose", is_flag=True, help=word("opt.verbose"))
    @click.option("--lang", type=click.Choice(LANGUAGES), help=word("opt.lang"))
    @click.version_option(__version__, prog_name="plansite")
    @click.pass_context
    def cli(
        context: click.Context, directory: str | None, lang: str | None, *, quiet: bool, verbose: bool
    ) -> None:
        context.obj = Settings(lang or detect(os.environ), quiet, verbose)
        if directory is not None:
            os.chdir(directory)

    @cli.command(help=word("check"))
    @click.argument("plan", type=click.Path(path_type=Path), default=Path("plan.yaml"))
    @click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", "github"]),
        default="text",
        help=word("check.format"),
    )
    @click.pass_obj
    def check(settings: Settings, plan: Path, form: str) -> None:
        _check(settings, plan, form)

    @cli.command(help=word("generate"))
    @click.option("--check", "only_check", is_flag=True, help=word("generate.check"))
    @click.pass_obj
    def generate(settings: Settings, *, only_check: bool) -> None:
        if only_check:
            _compare(settings)
        else:
            _generate(settings)

    @cli.command(help=word("build"))
    @click.option("--strict", is_flag=True, help=word("build.strict"))
    @click.option("--no-documents", is_flag=True, help=word("build.documents"))
    @click.option(
        "-d", "--site-dir", type=click.Path(path_type=Path), default=Path("site"), help=word("build.site")
    )
    @click.pass_obj
    def build(settings: Settings, site_dir: Path, *, strict: bool, no_documents: bool) -> None:
        del no_documents  # there are none yet that a build makes
        _build(settings, site_dir, strict=strict)

    @cli.command(help=word("serve"))
    @click.option(
        "-a",
        "--dev-addr",
        metavar="HOST:PORT",
        default="127.0.0.1:8000",
        show_default=True,
        help=word("serve.address"),
    )
    @click.pass_obj
    def serve(settings: Settings, dev_addr: str) -> None:
        _serve(settings, dev_addr)

    @cli.command(help=word("export", formats=", ".join(_formats())))
    @click.argument("form", metavar="FORMAT", type=click.Choice(_formats()))
    @click.option("--unit", metavar="ID", help=word("export.unit"))
    @click.option(
        "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help=word("export.output")
    )
    @click.pass_obj
    def export(settings: Settings, form: str, unit: str | None, output: Path | None) -> None:
        _export(settings, form, unit, output)

    @cli.command(help=word("schema"))
    def schema() -> None:
        _schema()

    return cli


def _told(settings: Settings, record: T | None, problems: tuple[Problem, ...]) -> T:
    """Return `record` after telling its problems; leaves with 1 where there is none for an error in it."""
    from generator import report  # noqa: PLC0415

    report.to_terminal(settings.wanted(problems), settings.lang)
    if record is None:
        click.echo(report.summary(problems, settings.lang), err=True)
        sys.exit(FAILED)
    return record


def _check(settings: Settings, path: Path, form: str) -> None:
    from generator import project, report  # noqa: PLC0415

    with _readable(settings):
        examined = project.read_plan(path, settings.lang)
    problems = examined.problems
    if form == "json":
        click.echo(report.to_json(problems))
    elif form == "github":
        click.echo(report.to_github(problems, settings.lang), nl=bool(problems))
    else:
        report.to_terminal(settings.wanted(problems), settings.lang)
    if examined.record is None:
        click.echo(report.summary(problems, settings.lang), err=True)
        sys.exit(FAILED)
    if form == "text":
        from generator.relations import relate  # noqa: PLC0415

        found = relate(examined.record)
        settings.tell(
            "check.done",
            path=path,
            items=len(found.nodes),
            tasks=len(found.tasks),
            units=len(found.responsible_units),
            responsibilities=len(found.responsibilities),
        )


def _prepare(settings: Settings) -> Generated:
    from generator import project  # noqa: PLC0415
    from generator.build import CollisionError  # noqa: PLC0415
    from generator.site import Content  # noqa: PLC0415

    with _readable(settings):
        sources = project.read(Path(), settings.lang)
    plan = _told(settings, sources.plan, sources.problems)
    try:
        with _readable(settings):
            generated = project.prepare(Path(), plan, sources.content or Content())
    except CollisionError as error:
        settings.fail(FAILED, "content.collision", path=error.path)
    for path in generated.difference.foreign:
        settings.tell("files.foreign", path=path)
    return generated


def _compare(settings: Settings) -> None:
    difference = _prepare(settings).difference
    told = {
        "missing": difference.missing,
        "changed": difference.changed,
        "obsolete": difference.obsolete,
        "blocked": difference.blocked,
        "stale": (".generated",) if difference.stale_manifest else (),
    }
    for word, paths in told.items():
        for path in paths:
            click.echo(f"docs/{path}: {say(f'differs.{word}', settings.lang)}")
    if not difference.nothing_to_do:
        settings.fail(FAILED, "generate.differs")


def _generate(settings: Settings) -> Generated:
    from generator import project  # noqa: PLC0415

    generated = _prepare(settings)
    difference = generated.difference
    for path in difference.blocked:
        click.echo(say("files.blocked", settings.lang, path=path), err=True)
    if difference.blocked:
        sys.exit(UNUSABLE)
    for path in difference.edited:
        key = "files.edited" if path in generated.files else "files.left"
        click.echo(say(key, settings.lang, path=path), err=True)
    with _readable(settings):
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


def _build(settings: Settings, site_dir: Path, *, strict: bool) -> None:
    from generator import publish  # noqa: PLC0415

    generated = _generate(settings)
    try:
        with _readable(settings), publish.working(settings.lang, shown=not settings.quiet):
            built = publish.build_site(generated, site_dir, strict=strict)
    except publish.BuildFailedError as error:
        settings.fail(FAILED, "build.failed", reason=error)
    settings.tell("build.done", path=site_dir, pages=built.pages, seconds=built.seconds)


def _serve(settings: Settings, address: str) -> None:
    from generator import publish  # noqa: PLC0415

    with _readable(settings):
        publish.serve(address)


def _export(settings: Settings, form: str, unit_id: str | None, output: Path | None) -> None:
    from generator import files, project  # noqa: PLC0415
    from generator.exports import exports  # noqa: PLC0415

    site = _site(settings, project.PLAN)
    unit = None
    if unit_id is not None:
        unit = site.relations.unit.get(unit_id)
        if unit is None:
            known = ", ".join(sorted(site.relations.unit))
            settings.fail(UNUSABLE, "export.unknown", unit=unit_id, known=known)
    data = exports()[form].make(site, unit)
    if output is None:
        sys.stdout.buffer.write(data)
        return
    with _readable(settings):
        files.write_file(output, data)


def _site(settings: Settings, path: Path) -> Site:
    from generator import project  # noqa: PLC0415
    from generator.site import Content, Site  # noqa: PLC0415

    with _readable(settings):
        examined = project.read_plan(path, settings.lang)
    return Site.of(_told(settings, examined.record, examined.problems), Content())


def _schema() -> None:
    import json  # noqa: PLC0415

    from generator.model import json_schema  # noqa: PLC0415

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


def main(arguments: list[str] | None = None) -> Any:  # noqa: ANN401  click's own return type
    """Run the command line."""
    return make_cli(_asked_language(sys.argv[1:] if arguments is None else arguments))(arguments)
