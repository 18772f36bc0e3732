"""The documents of a site: which there are, and how one is told from another by what it shows."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from plansite.exports import document_formats
from plansite.exports.export import Document
from plansite.plan.model import Unit
from plansite.views.site import Site

_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A document that is to be made: where it goes, what it is called, and a key of all that it shows."""

    path: str
    label: str
    key: str
    form: Document[object]
    view: object

    def make(self, stamp: dt.datetime) -> bytes:
        """Return the file."""
        return self.form.write(self.view, stamp)


def planned_documents(site: Site, stamp: dt.datetime, *, slow: bool) -> Iterator[PlannedDocument]:
    """Yield the documents that this machine can make; the slow ones only where they are asked for."""
    for form in document_formats():
        if (slow or not form.slow) and form.missing() is None:
            yield _planned(form, site, None, stamp)
            if form.unit_path is not None:
                for unit in site.relations.named_units:
                    yield _planned(form, site, unit, stamp)


def _planned(form: Document[object], site: Site, unit: Unit | None, stamp: dt.datetime) -> PlannedDocument:
    view = form.show(site, unit)
    path, label = form.path, form.about.label
    if unit is not None:
        path, label = form.unit_file(unit)
    libraries = "".join(f"{name} {version(name)}\n" for name in form.libraries)
    said = "\n".join((_program(), libraries, stamp.isoformat(), path, repr(view)))
    return PlannedDocument(path, label, hashlib.sha256(said.encode()).hexdigest(), form, view)


@cache
def _program() -> str:
    """Return what tells this program from another that would write other bytes."""
    sources = sorted(path for path in _PACKAGE.rglob("*") if path.suffix in {".py", ".j2", ".xml"})
    digest = hashlib.sha256()
    for path in sources:
        digest.update(path.read_bytes())
    return digest.hexdigest()
