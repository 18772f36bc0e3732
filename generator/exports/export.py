"""What a format is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.model import Unit
from generator.site import Site


@dataclass(frozen=True, slots=True)
class Export:
    """A format: `make` gives a file's bytes for the whole plan, or for one unit.

    `path` is where the whole plan stands in docs/; None keeps the format to the command line.
    """

    make: Callable[[Site, Unit | None], bytes]
    path: str | None = None
