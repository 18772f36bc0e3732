"""Where a hook, a plugin or an extension takes part, pages are made the plain way, and are the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.helpers.preview import small_project
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


PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
HELP = """---
title: 帮助
tags: [答疑]
---

# 帮助

一加一得{{ 1 + 1 }}。

![图](../assets/help.svg)
"""
PLUGINS = {
    "search": ("search", "search/search_index.json", '"location":"help/"'),
    "tags": ("tags", "help/index.html", 'class="md-tag"'),
    "redirects": ("redirects: {redirect_maps: {old.md: units/index.md}}", "old/index.html", "../units/"),
    "minify": ("minify: {minify_html: true}", "plan/index.html", "<!doctype html><html lang=zh"),
    "glightbox": ("glightbox", "help/index.html", 'class="glightbox"'),
    "macros": ("macros", "help/index.html", "一加一得2。"),
}
"""Popular plugins: how each is set, a file of the site, and words that it brings there."""


@pytest.mark.parametrize("name", PLUGINS)
def test_another_plugin_has_its_way_with_every_page(name: str, tmp_path: Path) -> None:
    setting, path, words = PLUGINS[name]
    root = small_project(tmp_path / name)
    (root / "content/pages").mkdir(parents=True, exist_ok=True)
    (root / "content/assets").mkdir(exist_ok=True)
    (root / "content/pages/help.md").write_text(HELP, "utf-8")
    (root / "content/assets/help.svg").write_bytes(PICTURE)
    before = built(root)
    assert words not in text(before / path)
    assert "title: 甲" in (root / "plan.yaml").read_text("utf-8")

    config = root / "mkdocs.yml"
    written = config.read_text("utf-8")
    config.write_text(written.replace("plugins:\n", f"plugins:\n  - {setting}\n"), "utf-8")
    assert words in text(built(root) / path)

    plan = root / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("title: 甲", "title: 乙"), "utf-8")
    edited = tree(built(root))
    assert "乙" in text(root / "site/plan/index.html")
    shutil.rmtree(root / "site")
    shutil.rmtree(root / ".plansite", ignore_errors=True)
    assert edited == tree(built(root))


def text(path: Path) -> str:
    return path.read_text("utf-8") if path.is_file() else ""
