"""Provide what the tests need beside Python packages: `python -m tests.install browser nginx`.

On Debian, as root, what is missing is installed; elsewhere a line says what to install. A missing font is
only told, since the tests pass without it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.helpers.chromium import FLAGS, NAMES, SHELL, find

FONT = "fonts-noto-cjk"


@dataclass(frozen=True, slots=True)
class Need:
    """What is looked for, the Debian packages that bring it, and what to say where they cannot."""

    there: Callable[[], bool]
    packages: tuple[str, ...]
    otherwise: str


def main(names: list[str]) -> None:
    """Install what is missing of `names`, or exit with 1 and one line."""
    for name in names:
        need = NEEDS[name]
        if not (need.there() or (_apt(*need.packages) and need.there())):
            sys.exit(need.otherwise)
    if not (_has_chinese_font() or _apt(FONT)):
        sys.stderr.write(f"No Chinese font: screenshots and PDF will show boxes. Install {FONT}.\n")


def _browser() -> bool:
    """Tell whether there is a browser: the quickest that can be had, or else any."""
    quickest = bool(shutil.which(SHELL)) or _apt(SHELL, FONT)
    return quickest or bool(find()) or _own_starts() or (_download() and _own_starts())


def _own_starts() -> bool:
    """Tell whether Playwright's own Chromium is there, with the libraries it needs."""
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415  slow, and seldom needed

    try:
        with sync_playwright() as playwright:
            playwright.chromium.launch(args=FLAGS).close()
    except Error:
        return False
    return True


def _download() -> bool:
    return _runs(sys.executable, "-m", "playwright", "install", "chromium")


def _pango() -> bool:
    """Tell whether WeasyPrint finds it; in a process of its own, for a failed import leaves traces."""
    return _runs(sys.executable, "-c", "import weasyprint", told=False)


def _on_path(*names: str) -> Callable[[], bool]:
    path = f"{os.environ.get('PATH', os.defpath)}{os.pathsep}/usr/sbin"
    return lambda: any(shutil.which(name, path=path) for name in names)


NEEDS = {
    "browser": Need(
        _browser,
        ("chromium", FONT),
        f"No browser for the tests: none of {', '.join(NAMES)} is on the PATH, and neither `playwright"
        " install chromium` nor apt-get could provide one. Install Chromium or Chrome and run again.",
    ),
    "pango": Need(
        _pango,
        ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", FONT),
        "No Pango for the tests of the PDF: install it, and see https://doc.courtbouillon.org/weasyprint/.",
    ),
    "nginx": Need(
        _on_path("nginx"), ("nginx-light",), "No nginx for the long tests: install it and run again."
    ),
    "java": Need(
        _on_path("java"), ("default-jre-headless",), "No Java for the long tests: install it and run again."
    ),
    "libreoffice": Need(
        _on_path("soffice", "libreoffice"),
        ("libreoffice-calc", "libreoffice-writer"),
        "No LibreOffice for the long tests: install it and run again.",
    ),
}


def _apt(*packages: str) -> bool:
    """Install Debian packages; False where this is no Debian, or its user is not root."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return False
    install = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)
    return _runs("apt-get", "update", "-qq") and _runs(*install)


def _runs(*command: str, told: bool = True) -> bool:
    """Run a command that may take a while, without its output; tell whether it ended well."""
    if told:
        sys.stderr.write(f"{' '.join(command)}\n")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0


def _has_chinese_font() -> bool:
    """Ask fontconfig; other systems bring a Chinese font with them."""
    if sys.platform != "linux":
        return True
    if shutil.which("fc-list") is None:
        return any(Path("/usr/share/fonts").rglob("*CJK*"))
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
