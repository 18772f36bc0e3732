"""Lighthouse, mobile settings: accessibility, best practices and SEO whole.

Performance follows the machine: `make bench` has its score, `tests/browser/test_budgets.py` what decides it.
"""

from __future__ import annotations

import json
import os
import subprocess
import warnings
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.chromium import find

TOOLS = Path(__file__).parent / "node_modules" / ".bin" / "lighthouse"
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
ATTEMPTS = 3
# Elsewhere a warning is an error.
pytestmark = pytest.mark.filterwarnings("default:Lighthouse measured nothing")
WHOLE = ("accessibility", "best-practices", "seo")


def measured(url: str, report: Path) -> Any:  # noqa: ANN401  JSON of others
    """Return the report of one run; a run in which the browser fails measures nothing, and is repeated."""
    told = []
    for _ in range(ATTEMPTS):
        done = subprocess.run(
            [
                TOOLS,
                url,
                "--output=json",
                f"--output-path={report}",
                f"--only-categories={','.join(WHOLE)}",
                f"--chrome-flags={FLAGS}",
            ],
            check=False,
            env={**os.environ, "CHROME_PATH": find() or ""},
            capture_output=True,
            text=True,
            timeout=180,
        )
        if done.returncode == 0:
            return json.loads(report.read_text("utf-8"))
        told.append("".join(done.stderr.strip().splitlines()[-1:]))
        warnings.warn(f"Lighthouse measured nothing: {told[-1]}", stacklevel=1)
    return pytest.fail("\n".join(told))


@pytest.mark.parametrize("path", ["", "actions/youth/", "units/kexie/", "matrix/tasks/"])
def test_the_scores_of_a_page(behind_nginx: str, path: str, tmp_path: Path) -> None:
    data = measured(f"{behind_nginx}{path}", tmp_path / "report.json")
    for name in WHOLE:
        failed = [
            (audit["id"], data["audits"][audit["id"]].get("title"))
            for audit in data["categories"][name]["auditRefs"]
            if audit["weight"]
            and (data["audits"][audit["id"]]["score"] or 0) < 1
            and data["audits"][audit["id"]]["scoreDisplayMode"]
            not in {"notApplicable", "manual", "informative"}
        ]
        assert data["categories"][name]["score"] == 1, (name, failed)
