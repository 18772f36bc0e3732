"""Where a hook, a plugin or an extension takes part, pages are made the plain way, and are the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.helpers.support import ROOT, copy_project, plansite, tree

pytestmark = pytest.mark.full


def with_a_hook(root: Path) -> Path:
    """Add a hook that does nothing to a project, which no short cut may know; return its site."""
    (root / "hook.py").write_text('"""Does nothing."""\n', "utf-8")
    config = root / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}\nhooks: [hook.py]\n", "utf-8")
    return built(root)


def built(root: Path) -> Path:
    done = plansite("build", "--no-documents", cwd=root)
    assert done.status == 0, done.err
    return root / "site"


@pytest.fixture(params=["plan", "rounds"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a copy of the real project, or of the one with rounds of reports."""
    if request.param == "plan":
        return copy_project(tmp_path / "project")
    left = shutil.ignore_patterns("site", "docs", ".plansite")
    return Path(shutil.copytree(ROOT / "examples/shifan", tmp_path / "project", ignore=left))


def test_every_page_is_the_same_the_plain_way(project: Path, tmp_path: Path) -> None:
    plain = tree(with_a_hook(Path(shutil.copytree(project, tmp_path / "plain"))))
    short = tree(built(project))
    assert plain.keys() == short.keys()
    for name in plain:
        assert plain[name] == short[name], name
