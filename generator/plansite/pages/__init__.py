"""Kinds of page, one per module with `pages(site)`; a module added to this folder is found automatically.

A module with `closing(site, pages)` instead makes pages about all the others.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType

from msgspec.structs import replace

from plansite.views.page import Page
from plansite.views.site import Site


@cache
def modules() -> tuple[ModuleType, ...]:
    """Return the modules of this folder, sorted by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)


def all_pages(site: Site) -> Iterator[Page]:
    """Yield every page of the site."""
    made: list[Page] = []
    for module in modules():
        for page in module.pages(site) if hasattr(module, "pages") else ():
            made.append(replace(page, view=None))  # frees memory: see `build`
            yield page
    for module in modules():
        if hasattr(module, "closing"):
            yield from module.closing(site, tuple(made))
