"""Environments, one for each file of locked requirements."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.measure import environment
from benchmarks.tools.tool import Tool

_DONE = ".installed"
_VERSIONS = (
    "import importlib.metadata as m, json, platform, sys;"
    "print(json.dumps({'Python': platform.python_version(), **{n: m.version(n) for n in sys.argv[1:]}}))"
)


class NotInstalledError(Exception):
    """A tool could not be installed; the message says why."""


def install(requirements: Path, folder: Path, editable: Path | None = None) -> Path:
    """Install these requirements into `folder` where they are not there yet; return the folder of programs.

    `editable` is a folder to install beside them. Raises NotInstalledError.
    """
    bin_folder = folder / "bin"
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    done = folder / _DONE
    if done.is_file() and done.read_text("utf-8") == wanted:
        return bin_folder
    shutil.rmtree(folder, ignore_errors=True)
    pip = [str(bin_folder / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    carry_out([sys.executable, "-m", "venv", str(folder)])
    carry_out([*pip, "--require-hashes", "-r", str(requirements)])
    if editable is not None:
        carry_out([*pip, "--no-deps", "--no-build-isolation", "-e", str(editable)])
    done.write_text(wanted, "utf-8")
    return bin_folder


def versions(tool: Tool, bin_folder: Path) -> dict[str, str]:
    """Return the versions of Python and of the packages that are told."""
    told = subprocess.run(  # noqa: S603  our own program
        [str(bin_folder / "python"), "-c", _VERSIONS, *tool.packages],
        capture_output=True,
        text=True,
        check=True,
        env=environment({}, bin_folder),
    )
    found: dict[str, str] = json.loads(told.stdout)
    return found


def carry_out(command: list[str]) -> None:
    """Run a command. Raises NotInstalledError with what it gives as the error."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  pip and venv
    if done.returncode != 0:
        lines = [line for line in done.stderr.splitlines() if "ERROR" in line] or done.stderr.splitlines()
        raise NotInstalledError(lines[-1].strip() if lines else f"exit {done.returncode}")
