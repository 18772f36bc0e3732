"""CSV: a row for each responsibility, in document order (RFC 4180, UTF-8 with a byte-order mark)."""

from __future__ import annotations

import csv
import io

from generator import printed
from generator.exports.export import Export
from generator.model import Unit
from generator.relations import Responsibility
from generator.site import Site

COLUMNS = ("unit_id", "unit", "role", "item_id", "number", "item", "parent_id", "parent", "kind", "url")


def make(site: Site, unit: Unit | None) -> bytes:
    """Return the responsibilities of the plan, or of `unit` alone."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for answer in site.relations.responsibilities:
        if unit is None or answer.unit == unit:
            writer.writerow([_safe(value) for value in _row(site, answer)])
    return file.getvalue().encode("utf-8-sig")


def _row(site: Site, answer: Responsibility) -> tuple[str, ...]:
    node, parent = answer.node, answer.node.parent
    return (
        answer.unit.id,
        answer.unit.name,
        answer.role.value,
        node.id,
        node.item.number or "",
        printed.title_of(node.item),
        parent.id if parent else "",
        printed.title_of(parent.item) if parent else "",
        node.kind or "",
        site.item_url(node),
    )


def _safe(value: str) -> str:
    # A spreadsheet runs a cell that begins so as a formula (OWASP, "CSV Injection").
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


export = Export(make, "data/responsibilities.csv", "责任清单")
