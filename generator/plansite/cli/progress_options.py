"""The arguments and help of the commands on rounds of reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import click

from plansite.cli import options, progress_commands, progress_reading
from plansite.cli.progress_reading import Handed
from plansite.cli.session import Session
from plansite.diagnostics.messages import message


def add_to(cli: click.Group, lang: str) -> None:
    """Add `progress` and its commands to the command line, with help texts in `lang`."""

    def word(key: str) -> str:
        return message(key, lang)

    @cli.group(help=word("progress"))
    def progress() -> None:
        pass

    _add_opening(progress, word, lang)
    _add_reading(progress, word, lang)

    @progress.command(name="forms", help=word("progress.forms"))
    @click.argument("round_", metavar="ROUND")
    @click.option("--unit", metavar="ID", help=word("progress.unit"))
    @click.option(
        "-o", "--output", type=click.Path(path_type=Path, file_okay=False), help=word("progress.output")
    )
    @click.pass_obj
    def forms(session: Session, round_: str, unit: str | None, output: Path | None) -> None:
        progress_commands.forms(session, round_, unit, output)

    @progress.command(name="status", help=word("progress.status-help"))
    @click.argument("round_", metavar="ROUND")
    @options.form(word("progress.format"), "json")
    @click.pass_obj
    def status(session: Session, round_: str, form: str) -> None:
        progress_commands.status(session, round_, form)

    @progress.command(name="close", help=word("progress.close"))
    @click.argument("round_", metavar="ROUND")
    @options.day("--date", "day", lang=lang, required=True, help=word("progress.closed-on"))
    @click.pass_obj
    def close(session: Session, round_: str, day: dt.datetime) -> None:
        progress_commands.close(session, round_, day.date())


def _add_opening(progress: click.Group, word: Callable[[str], str], lang: str) -> None:
    @progress.command(name="open", help=word("progress.open"))
    @click.argument("round_", metavar="ROUND")
    @options.day("--from", "start", lang=lang, required=True, help=word("progress.from"))
    @options.day("--to", "end", lang=lang, required=True, help=word("progress.to"))
    @options.day("--due", lang=lang, required=True, help=word("progress.due"))
    @options.day("--as-of", lang=lang, help=word("progress.as-of"))
    @click.option("--label", help=word("progress.label"))
    @click.option("--coordinator", metavar="UNIT", help=word("progress.coordinator"))
    @click.pass_obj
    def open_(
        session: Session,
        /,
        round_: str,
        label: str | None,
        coordinator: str | None,
        **days: dt.datetime | None,
    ) -> None:
        from plansite.project.rounds import Opening  # noqa: PLC0415

        given = {key: day.date() for key, day in days.items() if day is not None}
        opening = Opening(name=round_, label=_stripped(label), coordinator=_stripped(coordinator), **given)
        progress_commands.open_(session, opening)


def _stripped(text: str | None) -> str | None:
    return (text or "").strip() or None


def _add_reading(progress: click.Group, word: Callable[[str], str], lang: str) -> None:
    @progress.command(name="read", help=word("progress.read"))
    @click.argument("round_", metavar="ROUND")
    @click.argument("files", metavar="FILE...", nargs=-1, required=True, type=options.GIVEN)
    @options.day("--date", "day", lang=lang, help=word("progress.date"))
    @click.option("--correction", metavar="REASON", help=word("progress.correction"))
    @options.form(word("progress.format"), "json")
    @click.pass_obj
    def read(  # noqa: PLR0913  an argument for each of the command's
        session: Session,
        /,
        round_: str,
        files: tuple[Path, ...],
        *,
        day: dt.datetime | None,
        correction: str | None,
        form: str,
    ) -> None:
        if correction is not None and not correction.strip():
            raise click.UsageError(word("progress.empty-reason"))
        handed = Handed(day.date() if day else None, _stripped(correction), form)
        progress_reading.read(session, round_, files, handed)
