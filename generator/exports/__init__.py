"""Formats that a plan is exported to, one a module; a module put into this folder is found by itself."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from generator.exports.export import Export


@cache
def exports() -> dict[str, Export]:
    """Return every format by its name: its module's, without the _ that tells it from a library."""
    found = {}
    for name in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        export = getattr(importlib.import_module(f"{__name__}.{name}"), "export", None)
        if isinstance(export, Export):
            found[name.rstrip("_")] = export
    return found
