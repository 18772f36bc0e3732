"""What tests start from: where things are, the program as a user runs it, a copy of the real project."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from plansite.exports import exports
from plansite.plan.model import Unit
from plansite.views.site import Site

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
STAMP = dt.datetime(2022, 4, 9, tzinfo=dt.UTC)
"""印发日期 of the real plan."""


@dataclass(frozen=True, slots=True)
class Run:
    """How a command ended."""

    status: int
    out: str
    err: str


def plansite(*arguments: str | Path, cwd: Path, lang: str = "en_US.UTF-8", **environ: str) -> Run:
    """Run the program in `cwd` as a user does, with a locale and an otherwise small environment."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(cwd), "LANG": lang, "PYTHONUTF8": "1"}
    environment |= {"PYTHONPATH": str(ROOT / "generator"), **environ}  # whatever is installed
    done = subprocess.run(
        [sys.executable, "-m", "plansite", *map(str, arguments)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file under `folder`, hidden ones, too, by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def exported(name: str, site: Site, unit: Unit | None = None) -> bytes:
    """Return a file of the format `name`, as the command line gives it."""
    data = exports()[name].render(site, unit, STAMP)
    assert data is not None
    return data


def copy_project(target: Path) -> Path:
    """Copy what the real site is built from to `target`."""
    target.mkdir(parents=True, exist_ok=True)
    for name in ("plan.yaml", "mkdocs.yml"):
        shutil.copy(ROOT / name, target)
    for name in ("content", "docs"):
        shutil.copytree(ROOT / name, target / name)
    return target
