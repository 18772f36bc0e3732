"""Lighthouse, mobile settings: accessibility, best practices and SEO whole, performance at least 95."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from pathlib import Path

import pytest

from tests.browser.chromium import find

TOOLS = Path(__file__).parent / "node_modules" / ".bin" / "lighthouse"
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
RUNS = 3
WHOLE = ("accessibility", "best-practices", "seo")


def scores(url: str, tmp_path: Path) -> dict[str, float]:
    """Return the score of each category, 0 to 100, and what failed in those that must be whole."""
    report = tmp_path / "report.json"
    subprocess.run(
        [TOOLS, url, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}"],
        check=True,
        env={**os.environ, "CHROME_PATH": find() or ""},
        capture_output=True,
        timeout=180,
    )
    data = json.loads(report.read_text("utf-8"))
    found = {name: 100 * category["score"] for name, category in data["categories"].items()}
    for name in WHOLE:
        failed = [
            (audit["id"], data["audits"][audit["id"]].get("title"))
            for audit in data["categories"][name]["auditRefs"]
            if audit["weight"]
            and (data["audits"][audit["id"]]["score"] or 0) < 1
            and data["audits"][audit["id"]]["scoreDisplayMode"]
            not in {"notApplicable", "manual", "informative"}
        ]
        assert found[name] == 100, (url, name, failed)
    return found


@pytest.mark.parametrize("path", ["", "actions/youth/", "units/kexie/", "matrix/tasks/"])
def test_the_scores_of_a_page(behind_nginx: str, path: str, tmp_path: Path) -> None:
    runs = [scores(f"{behind_nginx}{path}", tmp_path) for _ in range(RUNS)]
    assert statistics.median(run["performance"] for run in runs) >= 95, runs
