"""A project with the small plan of a year, on disk, without a round."""

from __future__ import annotations

from pathlib import Path

from tests.helpers.forked import Run
from tests.helpers.progress_year import BEFORE, PLAN
from tests.helpers.support import plansite

OPEN = ("2024", "--from", "2024-01-01", "--to", "2024-12-31", "--due", "2025-01-15", "--coordinator", "kexie")


def project_in(root: Path) -> Path:
    """Write the plan and the edition before it into a folder, and return that."""
    (root / "content/revisions").mkdir(parents=True)
    (root / "content/revisions/2022-03-01.yaml").write_text(BEFORE, "utf-8")
    (root / "plan.yaml").write_text(PLAN, "utf-8")
    return root


def progress(root: Path, *arguments: str | Path) -> Run:
    """Run a command on rounds in a project."""
    return plansite("progress", *arguments, cwd=root)


def opened(root: Path) -> Path:
    """Open the round 2024 and write its forms; return their folder."""
    for arguments in (("open", *OPEN), ("forms", "2024")):
        run = progress(root, *arguments)
        assert run.status == 0, run.err
    return root / "forms/2024"


def reports(root: Path) -> dict[str, bytes]:
    """Return the YAML files of the round 2024 by name."""
    return {path.name: path.read_bytes() for path in (root / "content/progress/2024").glob("*.yaml")}
