"""The ledger docs/.addresses: every page, anchor and download that was ever published, one per line.

A line holds the URL with its anchor, the subject found there (`item youth`, `unit kexie`, `page about`) and
its label, separated by tabs. An editor may remove the line of something that was never published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from sys import intern

from plansite.files.project_files import is_below
from plansite.views.addresses import Address

NAME = ".addresses"
"""File name of the ledger in docs/."""

_FIELDS = 3
_OF = re.compile(r"[a-z]+ \S+")


class DamagedLedgerError(Exception):
    """A line of the ledger is malformed; `line` is its number, from 1, and `text` its content."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(line, text)
        self.line, self.text = line, text


def read(data: bytes) -> tuple[Address, ...]:
    """Return the addresses in the ledger. Raises DamagedLedgerError if a line is malformed."""
    found = []
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), start=1):
        if line.strip():
            fields = line.split("\t")
            if len(fields) != _FIELDS or not _OF.fullmatch(fields[1]) or not _is_address(fields[0]):
                raise DamagedLedgerError(number, line)
            found.append(Address(fields[0], intern(fields[1]), intern(fields[2])))
    return tuple(found)


def _is_address(url: str) -> bool:
    """Return whether a URL is one of the site: a page (`units/kexie/#duties`), or a file."""
    path, _, ident = url.partition("#")
    return is_below(path.removesuffix("/")) if path else bool(ident)


def written(addresses: Iterable[Address]) -> bytes:
    """Return the bytes of a ledger of `addresses`, sorted by URL."""
    lines = (f"{each.url}\t{each.of}\t{' '.join(each.label.split())}\n" for each in sorted(addresses))
    return "".join(lines).encode()


def merged(published: Iterable[Address], current: Iterable[Address]) -> tuple[Address, ...]:
    """Return both sets of addresses; for a URL in both, the one in `current` counts."""
    return tuple({each.url: each for each in (*published, *current)}.values())
