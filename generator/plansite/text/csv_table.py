"""A table as CSV that spreadsheets open as text (RFC 4180, UTF-8 with a byte-order mark)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

# A spreadsheet runs a cell that begins like this as a formula (OWASP, "CSV Injection"); one set to an East
# Asian language treats full-width signs the same way.
_FORMULA = (*"=+-@", *"＝＋－＠", "\t", "\r", "\n")


def written(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table with a head."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows(rows)
    return file.getvalue().encode("utf-8-sig")


def safe(value: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value
