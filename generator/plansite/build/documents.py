"""The documents of a site: which to make, and a key by which to see whether one has changed."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from plansite.build.addresses import Fate, Fates, is_page
from plansite.exports import document_formats, exports, round_formats, text_files
from plansite.exports.export import About, Document, Export, RoundDocument
from plansite.exports.office import gone_files
from plansite.files import fingerprint
from plansite.plan.model import Unit
from plansite.progress.standing import Standing
from plansite.views import progress
from plansite.views.addresses import Address, subject
from plansite.views.site import Site


class PlannedDocument(Struct, frozen=True):
    """A document to make: its path, its label, and a key that changes with anything that it shows."""

    path: str
    label: str
    key: str
    form: Document[object] | RoundDocument[object]
    view: object
    hint: str = ""
    """What the document is good for, if it is one of several of a unit."""

    def make(self, stamp: dt.datetime) -> bytes:
        """Return the file, stamped with `stamp`."""
        return self.form.write(self.view, stamp)


def planned_documents(
    site: Site, stamp: dt.datetime, published: tuple[Address, ...] = (), *, slow: bool
) -> Iterator[PlannedDocument]:
    """Yield the documents that this system can make, slow ones only if `slow`.

    Among them are stand-ins for documents in `published` that are gone.
    """
    for form in document_formats():
        if (slow or not form.slow) and form.missing() is None:
            yield _planned(form, site, None, stamp)
            if form.unit_path is not None:
                for unit in site.relations.named_units:
                    yield _planned(form, site, unit, stamp)
    for each in round_formats().values():
        yield from (_planned_round(each, site, found, stamp) for found in _closed(site))
    for lost, fate, heir in _lost(site, published):
        kind = _form_of(lost)
        if heir is not None and kind is not None and kind.missing() is None:
            yield replace(_planned(kind, site, heir, stamp), path=lost.url, label=lost.label)
        elif lost.url.endswith(_BINARY):
            view = (lost.url, lost.label or lost.url, fate.sentence)
            key = hashlib.sha256(repr((fingerprint.program(), stamp.isoformat(), view)).encode()).hexdigest()
            yield PlannedDocument(lost.url, lost.label, key, _GONE, view)


def _write_gone(view: tuple[str, str, str], stamp: dt.datetime) -> bytes:
    return gone_files.write(*view, stamp) or b""


_BINARY = (".docx", ".xlsx")
_GONE: Document[Any] = Document(lambda *_: ("", "", ""), _write_gone, "", About())


def downloads_of(site: Site) -> Iterator[Address]:
    """Yield the addresses of all downloads that a full build offers."""
    for each in exports().values():
        if isinstance(each, Export):
            files = [path for path in (each.path, *each.beside) if path in text_files(site)]
            yield from (Address(path or "", "page data", each.about.label) for path in files)
            continue
        yield Address(each.path, "page data", each.about.label)
        if each.unit_path is not None:
            for unit in site.relations.named_units:
                path, label = each.unit_file(unit)
                yield Address(path, subject(unit), label)
    for form in round_formats().values():
        yield from (Address(*_address(form, found)) for found in _closed(site))


def lost_text_files(site: Site, published: tuple[Address, ...]) -> dict[str, bytes]:
    """Return stand-ins for text files in `published` that are gone, by path in docs/."""
    stamp = dt.datetime.combine(site.plan.day, dt.time(), dt.UTC)
    found = {
        lost.url: gone_files.write(lost.url, lost.label or lost.url, fate.sentence, stamp)
        for lost, fate, _ in _lost(site, published)
        if not lost.url.endswith(_BINARY)
    }
    return {path: data for path, data in found.items() if data is not None}


def _lost(site: Site, published: tuple[Address, ...]) -> Iterator[tuple[Address, Fate, Unit | None]]:
    """Yield each download that is gone, what became of it, and the unit that succeeds its own, if any."""
    there = {*(each.url for each in downloads_of(site)), *site.content.files}
    files = [each for each in published if not is_page(each.url.partition("#")[0]) and each.url not in there]
    fates = Fates.of(site, {}, published) if files else None
    for each in files:
        assert fates is not None  # noqa: S101  there are lost files, so it was made
        heir = fates.heir(each.of)
        unit = site.relations.unit.get(heir.removeprefix("unit ")) if heir != each.of else None
        fate = fates.fate(each)
        yield each, replace(fate, label=each.label, how="removed") if not fate.to else fate, unit


def _form_of(lost: Address) -> Document[object] | None:
    """Return the format of a unit's file at the address `lost`, or None if no unit has a file there."""
    ident = lost.of.removeprefix("unit ")
    for form in document_formats():
        if form.unit_path is not None and form.unit_path.format(unit=ident) == lost.url:
            return form
    return None


def _planned(form: Document[object], site: Site, unit: Unit | None, stamp: dt.datetime) -> PlannedDocument:
    view = form.show(site, unit)
    path, label = (form.path, form.about.label) if unit is None else form.unit_file(unit)
    key = _key(form, path, view, stamp, repr(form.fonts()))
    return PlannedDocument(path, label, key, form, view, "" if unit is None else form.unit_hint)


def _planned_round(
    form: RoundDocument[object], site: Site, found: Standing, stamp: dt.datetime
) -> PlannedDocument:
    view = form.show(site, found)
    path, label = form.file(found)
    return PlannedDocument(path, label, _key(form, path, view, stamp, repr(())), form, view)


def _closed(site: Site) -> Iterator[Standing]:
    """Yield the rounds that have documents: what one says that is still open would not last."""
    return (found for found in progress.standings(site) if found.round.closed)


def _address(form: RoundDocument[object], found: Standing) -> tuple[str, str, str]:
    path, label = form.file(found)
    return path, f"page progress/{found.name}", label


def _key(
    form: Document[object] | RoundDocument[object], path: str, view: object, stamp: dt.datetime, fonts: str
) -> str:
    """Return the digest of all that a document is made of."""
    libraries = "".join(f"{name} {_version(name)}\n" for name in form.libraries)
    said = "\n".join((fingerprint.program(), libraries, fonts, stamp.isoformat(), path, repr(view)))
    return hashlib.sha256(said.encode()).hexdigest()


_version = cache(version)
"""The version of a package, which takes a millisecond to look up."""
