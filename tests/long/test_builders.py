"""docs/ is Markdown that other programs build as well: Material's end of life is no end of the site.

The pages are counted. Their face is the builder's own, for the plugin that brings ours is one of MkDocs.
Zensical is locked at 0.0: its 0.1 needs `zensical-ui`, which could not be installed when it was locked.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.helpers.support import ROOT

BUILDERS = {"properdocs": ["build", "--strict", "-d", "site"], "zensical": ["build", "--strict"]}


@pytest.fixture(scope="module", params=BUILDERS)
def program(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Install a builder from its lock into an environment of its own; return its command."""
    folder = tmp_path_factory.mktemp(request.param)
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    lock = ROOT / f"tests/long/requirements-{request.param}.txt"
    pip = [str(folder / "bin/python"), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run(
        [*pip, "install", "--require-hashes", "-r", str(lock)], capture_output=True, check=False
    )
    assert done.returncode == 0, f"{request.param} cannot be installed: {done.stderr.decode()}"
    return [str(folder / "bin" / request.param), *BUILDERS[request.param]]


def test_docs_builds_with_it_page_for_page(program: list[str], tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    assert settings.count("plugins:\n  - plansite\n") == 1
    (tmp_path / "mkdocs.yml").write_text(
        settings.replace("plugins:\n  - plansite\n", "plugins: []\n"), "utf-8"
    )
    done = subprocess.run(program, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    pages = {
        path.relative_to(tmp_path / "docs").with_suffix("") for path in (tmp_path / "docs").rglob("*.md")
    }
    expected = {page if page.name == "index" else page / "index" for page in pages}
    built = {
        path.relative_to(tmp_path / "site").with_suffix("") for path in (tmp_path / "site").rglob("*.html")
    }
    assert built == expected | {Path("404")}
    assert len(built) == 64
    for page in expected:
        text = (tmp_path / "site" / page).with_suffix(".html").read_text("utf-8")
        title = yaml.safe_load(
            (tmp_path / "docs" / _source(page, pages)).read_text("utf-8").split("---\n")[1]
        )["title"]
        assert f"{title}" in text


def _source(page: Path, pages: set[Path]) -> Path:
    return (page if page in pages else page.parent).with_suffix(".md")
