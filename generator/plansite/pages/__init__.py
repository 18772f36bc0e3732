"""Kinds of page, one a module: each gives `pages(site)`; a module put into this folder is found by itself."""

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
    """Return the modules of this folder, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)


def all_pages(site: Site) -> Iterator[Page]:
    """Yield every page of the site."""
    for module in modules():
        yield from module.pages(site)
