"""What the two tools on Sphinx write alike."""

from __future__ import annotations

from collections.abc import Iterable


def heading(title: str) -> str:
    """Return a title with its line: a Han character is two columns wide."""
    return f"{title}\n{'=' * (2 * len(title))}\n\n"


def toctree(names: Iterable[str]) -> str:
    """Return the table of contents of these pages."""
    return ".. toctree::\n   :maxdepth: 1\n\n" + "".join(f"   {name}\n" for name in names)
