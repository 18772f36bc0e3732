"""Settings that lead a build elsewhere than to what it knows: nothing is left out, and nothing is old.

What may be left out is decided on what MkDocs loaded: it makes no difference how a setting is written.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import jinja2
import material
import pytest

from tests.helpers.forked import Run
from tests.helpers.small_plans import GOOD
from tests.helpers.support import ROOT, plansite, started, tree

pytestmark = pytest.mark.full

Make = Callable[[str], Path]
SAME = "nothing has changed"
PLAN = GOOD.replace("title: 甲", "title: 甲, text: 科普，要做好。做好科普工作。")


def build(root: Path, **environ: str) -> None:
    works(plansite("build", "--strict", "--no-documents", cwd=root, **environ))


def build_anew(root: Path, **environ: str) -> None:
    """Build in an interpreter that is started for it, so that the environment decides on what it imports."""
    works(started("build", "--strict", "--no-documents", cwd=root, **environ))


def works(done: Run) -> None:
    assert done.status == 0, done.err
    assert SAME not in done.err


def setting(root: Path, old: str, new: str) -> None:
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert old in text
    config.write_text(text.replace(old, new), "utf-8")


def shown(root: Path, url: str = "plan/") -> str:
    return (root / "site" / url / "index.html").read_text("utf-8")


def is_like_a_fresh_one(root: Path, **environ: str) -> bool:
    """Tell whether the site has the bytes of one that is built from nothing."""
    over = tree(root / "site")
    shutil.rmtree(root / "site")
    shutil.rmtree(root / ".plansite")
    build(root, **environ)
    return over == tree(root / "site")


def test_a_file_read_by_snippets_from_outside_content_is_edited(project: Make) -> None:
    root = project(PLAN)
    (root / "content/pages").mkdir(parents=True)
    (root / "content/pages/help.md").write_text('# 帮助\n\n--8<-- "shared.md"\n', "utf-8")
    (root / "shared.md").write_text("旧的话", "utf-8")
    setting(root, "  - attr_list", "  - attr_list\n  - pymdownx.snippets")
    build(root)
    (root / "shared.md").write_text("新的话", "utf-8")
    build(root)
    assert "新的话" in shown(root, "help")
    assert is_like_a_fresh_one(root)


@pytest.mark.parametrize(
    "written", ["!ENV\n  - NAME_OF_SITE\n  - 网站", "!ENV [NAME_OF_SITE, 网站]", "!ENV NAME_OF_SITE"]
)
def test_a_variable_that_the_settings_name_changes(project: Make, written: str) -> None:
    root = project(PLAN)
    setting(root, "site_name: 新余市全民科学素质行动", f"site_name: {written}")
    build(root, NAME_OF_SITE="甲网")
    assert SAME in plansite("build", "--strict", "--no-documents", cwd=root, NAME_OF_SITE="甲网").err
    build(root, NAME_OF_SITE="乙网")
    assert "乙网" in shown(root)
    assert "甲网" not in shown(root)
    assert is_like_a_fresh_one(root, NAME_OF_SITE="乙网")


def test_the_plan_before_a_revision_is_edited(project: Make) -> None:
    root = project(PLAN)
    (root / "content/revisions").mkdir(parents=True)
    kept = root / "content/revisions/2021-01-01.yaml"
    kept.write_text(PLAN, "utf-8")
    entry = f"revisions: [{{date: 2023-01-01, note: 一, plan: {kept.relative_to(root)}}}]\n"
    (root / "plan.yaml").write_text(PLAN + entry, "utf-8")
    build(root)
    kept.write_text(PLAN.replace("做好科普工作", "做好宣传工作"), "utf-8")
    build(root)
    assert "宣传" in shown(root, "changes/2023-01-01")
    assert is_like_a_fresh_one(root)


@pytest.mark.parametrize("key", ["INHERIT", '"INHERIT"', "'INHERIT'"])
def test_the_file_that_settings_are_inherited_from_is_edited(project: Make, key: str) -> None:
    root = project(PLAN)
    (root / "base.yml").write_text("copyright: 旧的话\n", "utf-8")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f"\n{key}: base.yml\n")
    build(root)
    (root / "base.yml").write_text("copyright: 新的话\n", "utf-8")
    build(root)
    assert "新的话" in shown(root)
    assert is_like_a_fresh_one(root)


def test_another_package_of_the_theme_comes_earlier_on_the_path(project: Make, elsewhere: Path) -> None:
    root, path = project(PLAN), elsewhere
    ignored = shutil.ignore_patterns(".icons", "__pycache__")
    shutil.copytree(Path(material.__file__).parent, path / "material", ignore=ignored)
    icons = Path(material.__file__).parent / "templates" / ".icons"
    (path / "material" / "templates" / ".icons").symlink_to(icons)
    footer = path / "material/templates/partials/footer.html"
    footer.write_text(footer.read_text("utf-8") + "\n<p>另一个主题</p>\n", "utf-8")
    build_anew(root)
    build_anew(root, PYTHONPATH=f"{path}:{ROOT / 'generator'}")
    assert "另一个主题" in shown(root)
    build_anew(root)
    assert "另一个主题" not in shown(root)


def test_another_package_that_renders_pages_comes_earlier_on_the_path(project: Make, elsewhere: Path) -> None:
    root = project(PLAN)
    shutil.copytree(Path(jinja2.__file__).parent, elsewhere / "jinja2")
    with (elsewhere / "jinja2" / "environment.py").open("a", encoding="utf-8") as file:
        file.write("\n_render = Template.render\n")
        file.write("_added = {'main.html': '<!-- 别的 -->'}\n")  # the theme's, not those of docs/
        file.write(
            "Template.render = lambda self, *a, **k: _render(self, *a, **k) + _added.get(self.name, '')\n"
        )
    build_anew(root)
    assert "别的" not in shown(root)
    build_anew(root, PYTHONPATH=f"{elsewhere}:{ROOT / 'generator'}")
    assert "别的" in shown(root)


@pytest.mark.parametrize("key", ["plugins", '"plugins"'])
def test_another_plugin_sees_all_of_every_page(project: Make, key: str) -> None:
    root = project(PLAN)
    setting(root, "plugins:\n  - plansite", f"{key}:\n  - plansite\n  - search")
    build(root)
    index = root / "site/search/search_index.json"
    before = len(json.loads(index.read_text("utf-8"))["docs"])
    (root / "plan.yaml").write_text(PLAN.replace("title: 甲", "title: 乙"), "utf-8")
    build(root)
    assert len(json.loads(index.read_text("utf-8"))["docs"]) == before > 10
    assert is_like_a_fresh_one(root)


HOOK = """
def on_page_markdown(markdown, **_):
    return markdown.replace('科普', '科学普及')
"""


def test_a_hook_sees_all_of_every_page(project: Make) -> None:
    root = project(PLAN)
    (root / "hook.py").write_text(HOOK, "utf-8")
    setting(root, "plugins:", "hooks: [hook.py]\nplugins:")
    build(root)
    docs = [path.read_text("utf-8").count("科普") for path in (root / "docs").rglob("*.md")]
    # What a page's front matter says is no part of its Markdown.
    made = (path.read_text("utf-8") for path in (root / "site").rglob("*.html"))
    pages = "".join(page.partition("<article")[2] for page in made)
    assert sum(docs) > 0
    assert "做好科学普及工作" in shown(root)
    assert "做好科普工作" not in pages


def test_an_extension_sees_all_of_every_page(project: Make) -> None:
    root = project(PLAN)
    setting(root, "  - attr_list", "  - attr_list\n  - abbr")
    (root / "glossary.md").write_text("*[科普]: 科学技术普及\n", "utf-8")
    setting(
        root,
        "  - abbr",
        "  - abbr\n  - pymdownx.snippets: {auto_append: [glossary.md]}",
    )
    build(root)
    assert shown(root).count('<abbr title="科学技术普及">科普</abbr>') >= 1
    assert is_like_a_fresh_one(root)
