"""The documents of a site: which there are, and how one is told from another by what it shows."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version

from plansite.exports import document_formats
from plansite.exports.export import Document
from plansite.files import fingerprint
from plansite.plan.model import Unit
from plansite.views.site import Site


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
    said = "\n".join((fingerprint.program(), libraries, stamp.isoformat(), path, repr(view)))
    return PlannedDocument(path, label, hashlib.sha256(said.encode()).hexdigest(), form, view)
