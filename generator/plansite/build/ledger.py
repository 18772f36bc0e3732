"""The ledger docs/.addresses: every page, anchor and download that was published, a line each.

A line is the URL with its anchor, what is found there (`item youth`, `unit kexie`, `page about`) and its
label, with tabs between them. An editor may take out the line of something that was never published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from plansite.views.addresses import Address

NAME = ".addresses"
"""The ledger's name in docs/."""

_FIELDS = 3
_OF = re.compile(r"[a-z]+ \S+")


class DamagedLedgerError(Exception):
    """A line of the ledger is none; `line` is its number, from 1, and `text` what it holds."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(line, text)
        self.line, self.text = line, text


def read(data: bytes) -> tuple[Address, ...]:
    """Return what the ledger lists. Raises DamagedLedgerError."""
    found = []
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), start=1):
        if line.strip():
            fields = line.split("\t")
            if len(fields) != _FIELDS or not _OF.fullmatch(fields[1]):
                raise DamagedLedgerError(number, line)
            found.append(Address(*fields))
    return tuple(found)


def written(addresses: Iterable[Address]) -> bytes:
    """Return the ledger of `addresses` as it is written, in the order of their URLs."""
    lines = (f"{each.url}\t{each.of}\t{' '.join(each.label.split())}\n" for each in sorted(addresses))
    return "".join(lines).encode()


def merged(published: Iterable[Address], current: Iterable[Address]) -> tuple[Address, ...]:
    """Return what was published and what is now; of one URL what is found there now."""
    return tuple({each.url: each for each in (*published, *current)}.values())
