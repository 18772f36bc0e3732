"""The tools that are compared, each a module with `tools`: found by itself, in the order of the table."""

from __future__ import annotations

import importlib
import pkgutil

from benchmarks.tools.tool import Tool

BASE = "mkdocs-all"
"""The tool that the others are measured against."""
SECTIONS = "mkdocs-sections"
"""Stock MkDocs on the same pages, and nothing else."""
_ORDER = ("plansite", BASE, SECTIONS, "strictdoc", "sphinx-needs", "traceability", "doorstop")


def all_tools() -> dict[str, Tool]:
    """Return the tools by name; one that is not in the order of the table stands last."""
    names = (each.name for each in pkgutil.iter_modules(__path__) if each.name != "tool")
    modules = (importlib.import_module(f"{__name__}.{name}") for name in sorted(names))
    found = {tool.name: tool for module in modules for tool in module.tools}
    known = [name for name in _ORDER if name in found]
    return {name: found[name] for name in (*known, *(name for name in found if name not in known))}
