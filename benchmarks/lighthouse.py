"""Lighthouse's performance score, mobile settings. It follows the machine, so no test asks for it.

`python -m benchmarks.lighthouse SITE` prints, as JSON, the lowest score of some pages, 0 to 100, each of them
the median of three runs.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.searching import BROWSERS
from benchmarks.serving import serving
from benchmarks.tools.tool import ROOT

PROGRAM = ROOT / "tests" / "long" / "node_modules" / ".bin" / "lighthouse"
_FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
_RUNS = 3


def scored(site: Path) -> dict[str, float]:
    """Return the lowest score of the home page, the units, a matrix and the largest page of a unit."""
    largest = max((site / "units").glob("*/index.html"), key=lambda path: path.stat().st_size).parent
    with serving(site) as address:
        pages = ("", "units/", "matrix/tasks/", f"{largest.relative_to(site).as_posix()}/")
        return {"lighthouse": min(statistics.median(_scores(address + page)) for page in pages)}


def _scores(url: str) -> Iterator[float]:
    browser = next((path for path in map(shutil.which, BROWSERS) if path), "")
    for _ in range(_RUNS):
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "report.json"
            options = ("--output=json", f"--output-path={report}", "--only-categories=performance")
            subprocess.run(  # noqa: S603  locked in tests/long/package-lock.json
                [PROGRAM, url, *options, f"--chrome-flags={_FLAGS}"],
                check=True,
                capture_output=True,
                timeout=180,
                env={**os.environ, "CHROME_PATH": browser},
            )
            found = json.loads(report.read_text("utf-8"))
            yield 100 * found["categories"]["performance"]["score"]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(scored(Path(sys.argv[1]))))
