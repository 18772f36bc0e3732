"""Files as LibreOffice saves them in another format."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def office_saved(path: Path, form: str) -> Path:
    """Return a form as LibreOffice saves it in another format."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "LibreOffice is needed: make test-long installs it on Debian"
    folder = path.parent / form
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command: list[str | Path] = [
        program,
        "--headless",
        profile,
        "--convert-to",
        form,
        "--outdir",
        folder,
        path,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder / f"{path.stem}.{form}"
