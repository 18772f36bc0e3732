"""What the tests share: the real plan, its built site, and small projects made of text."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plansite.plan.model import Plan
from plansite.reading.examine import examine
from plansite.views.site import Content, Site
from tests.helpers.interrupted import Interruptible
from tests.helpers.killed_builds import Two
from tests.helpers.small_plans import GOOD
from tests.helpers.support import ROOT, copy_project, plansite


@pytest.fixture(scope="session")
def plan() -> Plan:
    """Return the real plan."""
    examined = examine((ROOT / "plan.yaml").read_bytes(), "plan.yaml", "en")
    assert examined.record is not None, examined.problems
    return examined.record


@pytest.fixture(scope="session")
def site(plan: Plan) -> Site:
    """Return the real plan related, without content."""
    return Site.of(plan, Content())


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the real site and return its folder."""
    project = copy_project(tmp_path_factory.mktemp("real") / "project")
    run = plansite("build", "--strict", cwd=project)
    assert run.status == 0, run.err
    return project / "site"


@pytest.fixture
def project(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that makes a project of a plan's text, with the real site's settings."""

    def make(text: str) -> Path:
        (tmp_path / "plan.yaml").write_text(text, "utf-8")
        shutil.copy(ROOT / "mkdocs.yml", tmp_path)
        return tmp_path

    return make


@pytest.fixture
def two(project: Callable[[str], Path]) -> Iterator[Two]:
    """Return a project with two plans in turn, whose builds can be killed."""
    root = project(GOOD)
    with Interruptible(root) as builds:
        yield Two(root, builds)


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder outside of the project."""
    return tmp_path_factory.mktemp("elsewhere")
