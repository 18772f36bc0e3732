"""Export formats, one per module; a module added to this folder is found automatically."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache, lru_cache

from plansite.exports.export import Document, Export, Format, RoundDocument
from plansite.plan.model import Unit
from plansite.progress.standing import Standing
from plansite.views.site import Site


@cache
def _found() -> dict[str, object]:
    """Return what each module exports by name: that of the module, without the _ that a library has not.

    Within a name, a - stands for the _ of its module.
    """
    found = {}
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        export = getattr(importlib.import_module(f"{__name__}.{name}"), "export", None)
        found[name.rstrip("_").replace("_", "-")] = export
    return found


@cache
def exports() -> dict[str, Format]:
    """Return every format of a plan, or of a unit's part of it, by name."""
    return {name: each for name, each in _found().items() if isinstance(each, Export | Document)}


@cache
def round_formats() -> dict[str, RoundDocument[object]]:
    """Return every format of a round of reports by name."""
    return {name: each for name, each in _found().items() if isinstance(each, RoundDocument)}


def text_formats() -> tuple[Export, ...]:
    """Return the formats whose files are in docs/."""
    return tuple(each for each in exports().values() if isinstance(each, Export) and each.path)


def document_formats() -> tuple[Document[object], ...]:
    """Return the formats that are made when the site is built."""
    return tuple(each for each in exports().values() if isinstance(each, Document))


def round_files(found: Standing) -> tuple[str, ...]:
    """Return the paths of a round's documents: none while it is open, for what they say would not last."""
    return tuple(each.file(found)[0] for each in round_formats().values()) if found.round.closed else ()


@lru_cache(maxsize=1)
def text_files(site: Site) -> dict[str, bytes]:
    """Return the files of all text formats, by their path in docs/."""
    found = {each.path or "": each.make(site, None) for each in text_formats()}
    files = {path: data for path, data in found.items() if data is not None}
    beside = {
        path: make() for each in text_formats() if each.path in files for path, make in each.beside.items()
    }
    return files | beside


def download_paths(*names: str) -> tuple[str, ...]:
    """Return the paths of the whole plan's files in the formats `names`, skipping formats without one."""
    return tuple(exports()[name].path or "" for name in names if name in exports() and exports()[name].path)


def unit_files(unit: Unit) -> tuple[str, ...]:
    """Return the paths of a unit's documents; those that hold the same, and say so, stand together."""
    forms = [each for each in document_formats() if each.unit_path is not None]
    labels = list(dict.fromkeys(each.unit_label for each in forms))
    forms.sort(key=lambda form: labels.index(form.unit_label))
    return tuple(each.unit_file(unit)[0] for each in forms)
