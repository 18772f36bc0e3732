"""Kinds of page, one per module with `pages(site)`; a module added to this folder is found automatically."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType

from plansite.views.page import Page
from plansite.views.site import Site


@cache
def modules() -> tuple[ModuleType, ...]:
    """Return the modules of this folder, sorted by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)


def all_pages(site: Site) -> Iterator[Page]:
    """Yield every page of the site."""
    for module in modules():
        yield from module.pages(site)
