"""A newcomer's tour: what was committed, on a machine that is as unfriendly as it may be.

The path has spaces and Chinese characters, the user is not root, files are private by default, the locale is
C, and there is no git. Then the wheel, in another environment, far from the repository.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers.support import ROOT

NOBODY = 65534


@dataclass(frozen=True)
class Newcomer:
    """Somebody in a folder of their own, who has nothing but make and Python."""

    home: Path

    @property
    def project(self) -> Path:
        """The project, as it was unpacked."""
        return self.home / "科学 素质" / "my project"

    def run(self, command: str, folder: Path | None = None) -> str:
        """Run a line of a shell in the project, or in another folder; return what it says."""
        kept = {name: os.environ[name] for name in os.environ if name.startswith("PIP_")}
        path = f"{self.home / 'bin'}:/usr/bin:/bin"
        environ = {**kept, "HOME": str(self.home), "LANG": "C", "PATH": path, "PIP_NO_CACHE_DIR": "1"}
        drop = (
            ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
            if os.geteuid() == 0
            else []
        )
        done = subprocess.run(
            [*drop, "sh", "-c", f"umask 077; {command}"],
            cwd=folder or self.project,
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr


def python() -> str:
    """Return an interpreter that another user may start: the system's if it will do, or else our own."""
    system = "/usr/bin/python3"
    check = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))"
    fit = os.access(system, os.X_OK) and subprocess.run([system, "-c", check], check=False).returncode == 0
    return system if fit else sys.executable


@pytest.fixture(scope="module")
def newcomer() -> Iterator[Newcomer]:
    """Unpack what was committed into a folder of somebody else."""
    found = Newcomer(Path(tempfile.mkdtemp(prefix="tour-")))
    found.project.mkdir(parents=True)
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x", "-C", str(found.project)], input=archive, check=True)
    (found.home / "bin").mkdir()
    (found.home / "bin/git").write_text("#!/bin/sh\necho there is no git >&2; exit 127\n")
    (found.home / "bin/git").chmod(0o755)
    if os.geteuid() == 0:
        subprocess.run(["chown", "-R", f"{NOBODY}:{NOBODY}", str(found.home)], check=True)
    yield found
    shutil.rmtree(found.home)


def test_the_site_is_made_by_the_command_of_the_readme(newcomer: Newcomer) -> None:
    newcomer.run(f"make site PYTHON={python()}")
    site = newcomer.project / "site"
    assert (site / "index.html").stat().st_mode & 0o044 == 0o044, "a server may read it"
    assert (site / "data/plan.xlsx").is_file()
    assert "nothing has changed" in newcomer.run("make site")
    newcomer.run("make check && make offline && .venv/bin/plansite generate --check")
    assert (newcomer.project / "site-offline.zip").is_file()


def test_the_wheel_works_far_from_the_repository(newcomer: Newcomer) -> None:
    for folder in (".tour", "../other"):
        newcomer.run(f"{python()} -m venv {folder}")
        newcomer.run(f"{folder}/bin/python -m pip -q install --require-hashes -r requirements.txt")
    newcomer.run(".tour/bin/python -m pip -q wheel --no-deps --no-build-isolation -w dist .")
    newcomer.run("../other/bin/python -m pip -q install --no-deps dist/*.whl")
    (source,) = (newcomer.project / "content/source").glob("*.txt")
    shutil.copy(source, newcomer.home / "公布 文本.txt")
    (newcomer.home / "公布 文本.txt").chmod(0o644)
    plansite = f"'{newcomer.project.parent}/other/bin/plansite'"
    newcomer.run(f"{plansite} new demo", newcomer.home)
    for command in ("import '../公布 文本.txt'", "check", "build --strict", "offline"):
        newcomer.run(f"{plansite} {command}", newcomer.home / "demo")
    assert (newcomer.home / "demo/site/index.html").is_file()
    assert (newcomer.home / "demo/site-offline.zip").is_file()
    modules = newcomer.run(
        f"'{newcomer.project.parent}/other/bin/python' -c 'import plansite; print(plansite.__file__)'",
        newcomer.home,
    )
    assert "site-packages" in modules
