"""Provide what the browser tests need: a Chromium or Chrome, and a Chinese font for what is looked at.

Started as a script. A missing font is only told, since the tests pass without it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.browser.chromium import FLAGS, NAMES, find

FONT = "fonts-noto-cjk"
NO_BROWSER = (
    f"No browser for the tests: none of {', '.join(NAMES)} is on the PATH, and neither `playwright install"
    " chromium` nor apt-get could provide one. Install Chromium or Chrome and run again."
)


def main() -> None:
    """Install what is missing, or exit with 1 and one line."""
    if not (find() or _own_starts() or (_download() and _own_starts()) or _apt("chromium", FONT)):
        sys.exit(NO_BROWSER)
    if not (_has_chinese_font() or _apt(FONT)):
        sys.stderr.write(
            f"No Chinese font: screenshots and PDF will show boxes. Install {FONT} or another one.\n"
        )


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


def _apt(*packages: str) -> bool:
    """Install Debian packages; False where this is no Debian, or its user is not root."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return False
    install = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)
    return _runs("apt-get", "update", "-qq") and _runs(*install)


def _runs(*command: str) -> bool:
    """Run a command that may take a while, without its output; tell whether it ended well."""
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
    main()
