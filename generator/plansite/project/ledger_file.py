"""The ledger of a project on disk, docs/.addresses; only a build adds to it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from plansite.build import ledger
from plansite.diagnostics.problems import Problem, error
from plansite.files import disk, project_files
from plansite.views.addresses import Address

DAMAGED = error(
    "ledger-damaged",
    "no line of the ledger of addresses: {text}",
    "网址登记中的这一行无法识别：{text}",
    (
        "a line is a URL, what is there (item youth) and its label, with tabs between; restore or delete it",
        "每行依次为网址、所指内容（如 item youth）、名称，以制表符分隔；请恢复或删去此行",
    ),
)
_SHOWN = 60


def read(docs: Path, lang: str) -> tuple[tuple[Address, ...], tuple[Problem, ...]]:
    """Return the addresses in the ledger of `docs`, and its problems; before the first build there are none.

    Raises OSError if it cannot be read.
    """
    data = project_files.read_present(docs / ledger.NAME)
    if data is None:
        return (), ()
    try:
        return ledger.read(data), ()
    except ledger.DamagedLedgerError as error:
        path, values = f"{docs.name}/{ledger.NAME}", {"text": error.text[:_SHOWN]}
        return (), (DAMAGED.at(path, (error.line, 1), lang, values),)


def add(docs: Path, published: Iterable[Address], current: Iterable[Address]) -> None:
    """Add `current`, the addresses of a site that was just built, to those in `published`. Raises OSError."""
    data = ledger.written(ledger.merged(published, current))
    path = docs / ledger.NAME
    if project_files.read_present(path) != data:
        disk.replace(path, data, durable=True)
