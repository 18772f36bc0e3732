"""What the benchmark must know of a tool."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.plans import Plan

ROOT = Path(__file__).parent.parent.parent
REQUIREMENTS = Path(__file__).parent.parent / "requirements"


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: where it is installed from, what it reads, how it is run and what it makes."""

    name: str
    label: str
    packages: tuple[str, ...]
    """Those whose versions are told, the tool itself first."""
    requirements: Path
    """Hash-locked; tools with the same file share an environment."""
    inputs: Callable[[Plan], dict[str, bytes]]
    """A plan to the files of the tool's own format, by path in the project."""
    command: tuple[str, ...]
    """Run in the project; its first word is a program of the tool's environment."""
    output: str
    """The folder that it makes."""
    caches: tuple[str, ...] = ()
    """What else it keeps between builds, and a full build must not find."""
    editable: Path | None = None
    """A folder to install beside the requirements: ours."""
    starts_anew: bool = False
    """It keeps nothing between builds, so where it is slow one build tells of the others."""
    repository: bool = False
    """It runs in a Git repository only."""
    note: str = ""
    """What a reader should know of how it is run."""


def encoded(texts: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files as bytes."""
    return {path: text.encode() for path, text in texts.items()}
