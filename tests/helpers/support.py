"""What tests start from: where things are, the program as a user runs it, a copy of the real project."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from plansite.exports import exports
from plansite.plan.model import Unit
from plansite.views.site import Site
from tests.helpers import forked
from tests.helpers.forked import Run

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
ENGLISH = "en_US.UTF-8"
STAMP = dt.datetime(2022, 4, 9, tzinfo=dt.UTC)
"""印发日期 of the real plan."""


def plansite(
    *arguments: str | Path,
    cwd: Path,
    lang: str = ENGLISH,
    **environ: str,
) -> Run:
    """Run the program in `cwd` as a user does, with a locale and an otherwise small environment."""
    return bounded(None, *arguments, cwd=cwd, lang=lang, **environ)


def bounded(
    bounds: Callable[[], None] | None, *arguments: str | Path, cwd: Path, lang: str = ENGLISH, **environ: str
) -> Run:
    """Run the program likewise, in a process that first sets itself `bounds`."""
    assert "PYTHONPATH" not in environ, "only an interpreter that is started reads it: use `started`"
    return forked.run(*arguments, cwd=cwd, environment=environment(cwd, lang) | environ, before=bounds)


def started(*arguments: str | Path, cwd: Path, lang: str = ENGLISH, **environ: str) -> Run:
    """Run the program likewise in an interpreter that is started for it."""
    done = subprocess.run(
        [sys.executable, "-m", "plansite", *map(str, arguments)],
        cwd=cwd,
        env=environment(cwd, lang) | environ,
        capture_output=True,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def environment(home: Path, lang: str = ENGLISH) -> dict[str, str]:
    """Return the environment of a program that a user starts, whatever plansite is installed."""
    found = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": lang, "PYTHONUTF8": "1"}
    return found | {"PYTHONPATH": str(ROOT / "generator")}


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
