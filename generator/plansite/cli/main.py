"""The command line: arguments and help; `commands` and `build_commands` do the work."""

from __future__ import annotations

import datetime as dt
import gc
import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from plansite import __version__
from plansite.cli import build_commands, commands, export_command, options, preview, progress_options
from plansite.cli.build_commands import BuildOptions
from plansite.cli.session import UNUSABLE, Session
from plansite.diagnostics.messages import LANGUAGES, locale_language, message
from plansite.diagnostics.refusals import file_error_reason

_ALLOCATIONS = 10_000
"""How many allocations lie between two searches for garbage; a command makes many objects and few cycles."""


def _formats() -> list[str]:
    """Return the names of export formats from their file names, so that --help waits for no import."""
    files = Path(__file__).parents[1].joinpath("exports").glob("*.py")
    return sorted(
        path.stem.rstrip("_").replace("_", "-") for path in files if path.stem not in {"__init__", "export"}
    )


def _asked_language(arguments: list[str]) -> str:
    """Return the language of --lang, which help texts need before click parses it, or the locale's."""
    for position, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else ""
        if argument == "--lang" and position + 1 < len(arguments):
            value = arguments[position + 1]
        if value in LANGUAGES:
            return value
    return locale_language(os.environ)


class _Group(click.Group):
    """Ends an interrupted command with what it has left, in place of click's `Aborted!`."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  click's own return type
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            (ctx.obj or Session(locale_language(os.environ))).end_interrupted()


def make_cli(lang: str) -> click.Group:  # noqa: C901  a list of commands, each a few lines
    """Return the command group, with help texts in `lang`."""

    def word(key: str, **values: object) -> str:
        return message(key, lang, **values)

    @click.group(cls=_Group, help=word("app"), context_settings={"help_option_names": ["-h", "--help"]})
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
        if lang is not None:
            os.environ["LANGUAGE"] = lang  # for what is said within MkDocs
        context.obj = Session(lang or locale_language(os.environ), quiet, verbose)
        if directory is not None:
            os.chdir(directory)

    @cli.command(help=word("check"))
    @click.argument("plan", type=options.GIVEN, default=Path("plan.yaml"))
    @options.form(word("check.format"), "json", "github")
    @click.pass_obj
    def check(session: Session, plan: Path, form: str) -> None:
        commands.check(session, plan, form)

    @cli.command(help=word("generate"))
    @click.option("--check", "only_check", is_flag=True, help=word("generate.check"))
    @click.pass_obj
    def generate(session: Session, *, only_check: bool) -> None:
        if only_check:
            build_commands.compare(session)
        else:
            build_commands.generate(session)

    @cli.command(help=word("build"))
    @click.option("--strict", is_flag=True, help=word("build.strict"))
    @click.option("--pdf", is_flag=True, help=word("build.pdf"))
    @click.option("--no-documents", is_flag=True, help=word("build.documents"))
    @click.option("--force", is_flag=True, help=word("force"))
    @options.site_dir(word("build.site"))
    @click.pass_obj
    def build(session: Session, /, site_dir: Path, *, pdf: bool, no_documents: bool, **how: bool) -> None:
        if pdf and no_documents:
            raise click.UsageError(word("build.both"))
        build_commands.build(session, site_dir, BuildOptions(documents=not no_documents, pdf=pdf, **how))

    @cli.command(help=word("serve"))
    @click.option(
        "-a",
        "--dev-addr",
        metavar="HOST:PORT",
        default="127.0.0.1:8000",
        show_default=True,
        help=word("serve.address"),
    )
    @click.option("-o", "--open", "opened", is_flag=True, help=word("serve.open"))
    @click.pass_obj
    def serve(session: Session, dev_addr: str, *, opened: bool) -> None:
        preview.serve(session, dev_addr, opened=opened)

    @cli.command(help=word("export", formats=", ".join(_formats())))
    @click.argument("form", metavar="FORMAT", type=click.Choice(_formats()))
    @click.option("--unit", metavar="ID", help=word("export.unit"))
    @click.option("--round", "round_name", metavar="ROUND", help=word("export.round"))
    @click.option("-o", "--output", type=options.WRITTEN, help=word("export.output"))
    @click.pass_obj
    def export(
        session: Session, form: str, unit: str | None, round_name: str | None, output: Path | None
    ) -> None:
        export_command.export(session, form, unit, round_name, output)

    @cli.command(help=word("offline"))
    @options.site_dir(word("build.site"))
    @click.option(
        "-o", "--output", type=options.WRITTEN, default=Path("site-offline.zip"), help=word("offline.output")
    )
    @click.pass_obj
    def offline(session: Session, site_dir: Path, output: Path) -> None:
        commands.offline(session, site_dir, output)

    @cli.command(help=word("headers"))
    @options.site_dir(word("build.site"))
    @click.pass_obj
    def headers(session: Session, site_dir: Path) -> None:
        commands.headers(session, site_dir)

    @cli.command(help=word("diff"))
    @click.argument("old", type=options.GIVEN)
    @click.argument("new", type=options.GIVEN)
    @options.form(word("diff.format"), "json", "markdown")
    @click.pass_obj
    def diff(session: Session, old: Path, new: Path, form: str) -> None:
        commands.diff(session, old, new, form)

    @cli.command(help=word("queries"))
    @click.argument("logs", metavar="LOG...", nargs=-1, required=True, type=options.GIVEN)
    @options.form(word("queries.format"), "json")
    @click.pass_obj
    def queries(session: Session, logs: tuple[Path, ...], form: str) -> None:
        commands.queries(session, logs, form)

    @cli.command(name="import", help=word("import"))
    @click.argument("source", type=options.GIVEN)
    @click.option("-o", "--output", type=options.WRITTEN, help=word("import.output"))
    @click.option("--onto", metavar="PLAN", type=options.GIVEN, help=word("import.onto"))
    @click.pass_obj
    def import_(session: Session, source: Path, output: Path | None, onto: Path | None) -> None:
        if onto is None:
            commands.import_(session, source, output or Path("plan.yaml"))
        else:
            commands.import_onto(session, source, onto, output or Path("new.yaml"))

    @cli.command(help=word("new"))
    @click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
    @click.pass_obj
    def new(session: Session, folder: Path) -> None:
        commands.new(session, folder)

    @cli.command(help=word("revise"))
    @options.day("--date", "day", lang=lang, required=True, help=word("revise.day"))
    @click.option("--note", required=True, help=word("revise.note"))
    @click.option("--basis", help=word("revise.basis"))
    @click.pass_obj
    def revise(session: Session, day: dt.datetime, note: str, basis: str | None) -> None:
        if not note.strip():
            raise click.UsageError(word("revise.empty"))
        commands.revise(session, day.date(), note.strip(), (basis or "").strip() or None)

    progress_options.add_to(cli, lang)

    @cli.command(help=word("schema"))
    @click.argument("what", type=click.Choice(["plan", "round", "report", "summary"]), default="plan")
    def schema(what: str) -> None:
        commands.schema(what)

    return cli


def main(arguments: list[str] | None = None) -> Any:  # noqa: ANN401  click's own return type
    """Run the command line."""
    gc.set_threshold(_ALLOCATIONS)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal of another encoding shows ? for what it lacks
            stream.reconfigure(errors="replace")
    lang = _asked_language(sys.argv[1:] if arguments is None else arguments)
    try:
        return make_cli(lang)(arguments)
    except OSError as error:  # raised by printing, or outside `file_errors_reported`
        told = message("file.failed", lang, path=error.filename or "-", reason=file_error_reason(error, lang))
    except KeyboardInterrupt:  # before a command has begun
        Session(lang).end_interrupted()
    except MemoryError:
        told = message("memory.failed", lang)
    with suppress(OSError):
        click.echo(told, err=True)
    # Python would try once more at exit to write what is left in the buffer.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    sys.exit(UNUSABLE)
