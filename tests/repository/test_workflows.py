"""The workflow files that publish on a push keep the schemas of their services and check first."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.helpers.support import ROOT

FILES = {
    ".github/workflows/site.yml": ("vendor.github-workflows",),
    ".gitlab-ci.yml": ("vendor.gitlab-ci", "--data-transform", "gitlab-ci"),
}
STEPS = ("plansite check", "plansite generate --check", "make publish")


def check(path: Path, *schema: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", *schema, path],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.full
@pytest.mark.parametrize("name", FILES)
def test_it_keeps_its_schema(name: str) -> None:
    done = check(ROOT / name, *FILES[name])
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.full
@pytest.mark.parametrize("name", FILES)
def test_the_schema_would_tell_a_fault(name: str, tmp_path: Path) -> None:
    broken = tmp_path / "workflow.yml"
    text = (ROOT / name).read_text("utf-8")
    broken.write_text(text.replace("runs-on:", "run-on:").replace("stage: check", "stage: [1]"), "utf-8")
    assert check(broken, *FILES[name]).returncode == 1


@pytest.mark.parametrize("name", FILES)
def test_a_change_is_tested_with_the_oldest_and_the_newest_python(name: str) -> None:
    metadata = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    versions = [each.rpartition(" ")[2] for each in metadata["classifiers"]]
    assert metadata["requires-python"] == f">={versions[0]}"
    text = (ROOT / name).read_text("utf-8")
    job = text.partition("\n  test:\n" if "jobs:" in text else "\ntest:\n")[2]
    assert re.findall(r"python: \[(.*)\]|PYTHON: \[(.*)\]", job)
    assert re.findall(r'"(?:python:)?(3\.\d+)(?:-slim)?"', job) == [versions[0], versions[-1]]
    assert 0 < job.find("make quick") < job.find("make test")


@pytest.mark.parametrize("name", FILES)
def test_it_checks_compares_and_publishes(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    places = [text.find(step) for step in STEPS]
    assert -1 not in places
    assert places == sorted(places)
