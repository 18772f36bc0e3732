"""Formats that a plan is exported to, one a module; a module put into this folder is found by itself."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from generator.exports.export import Export


@cache
def exports() -> dict[str, Export]:
    """Return every format by its name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    found = [thing for module in modules for thing in vars(module).values() if isinstance(thing, Export)]
    return {export.name: export for export in found}
