"""A project on disk: its plan and content read, its docs/ brought up to date. Nothing is printed here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator import files
from generator.build import build
from generator.examine import Examined, examine
from generator.files import Difference
from generator.model import Plan
from generator.site import Content

PLAN = Path("plan.yaml")
CONTENT = Path("content")
DOCS = Path("docs")


@dataclass(frozen=True, slots=True)
class Generated:
    """What docs/ should hold, and how it differs."""

    plan: Plan
    content: Content
    pages: dict[str, bytes]
    difference: Difference


def read(path: Path, lang: str) -> Examined:
    """Return the plan at `path` and its problems. Raises OSError where the file cannot be read."""
    return examine(files.read_plan(path), path.as_posix(), lang)


def prepare(root: Path, plan: Plan) -> Generated:
    """Return what docs/ under `root` should hold and how it differs from what it holds.

    Raises OSError where a file cannot be read, FileExistsError where content/ is in the way of a page,
    ValueError where content/ is not as it should be.
    """
    content = files.read_content(root / CONTENT)
    pages = build(plan, content)
    return Generated(plan, content, pages, files.compare(root / DOCS, pages))


def write(root: Path, generated: Generated) -> None:
    """Bring docs/ up to date. Raises OSError where a file cannot be written."""
    files.write(root / DOCS, generated.pages, generated.difference)
