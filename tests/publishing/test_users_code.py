"""A hook, a template or an extension of the user's that fails is named with its line; the old site stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.small_plans import GOOD
from tests.helpers.support import plansite, started, tree

pytestmark = pytest.mark.full

HOOK = "def on_page_markdown(markdown, **kwargs):\n    return {}\n"
EXTENSION = """
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

class Broken(Preprocessor):
    def run(self, lines):
        raise ValueError("no lines")

def makeExtension(**kwargs):
    class Own(Extension):
        def extendMarkdown(self, md):
            md.preprocessors.register(Broken(md), "own", 1)
    return Own()
"""
CASES: dict[str, tuple[str, str, str, str]] = {
    "a hook": (
        "hooks/own.py",
        HOOK.format("missing"),
        "hooks: [hooks/own.py]\n",
        "hooks/own.py:2: NameError: name 'missing' is not defined",
    ),
    "a hook that calls a library": (
        "hooks/own.py",
        "import json\n\n" + HOOK.format("json.loads('{')"),
        "hooks: [hooks/own.py]\n",
        "hooks/own.py:4: JSONDecodeError: Expecting property name",
    ),
    "a hook that reads a missing file": (
        "hooks/own.py",
        HOOK.format("open('missing.txt').read()"),
        "hooks: [hooks/own.py]\n",
        "hooks/own.py:2: FileNotFoundError:",
    ),
    "a hook that ends the program": (
        "hooks/own.py",
        "import sys\n" + HOOK.format("sys.exit(0)"),
        "hooks: [hooks/own.py]\n",
        "hooks/own.py:3: SystemExit: 0",
    ),
    "a hook that cannot be loaded": (
        "hooks/own.py",
        "\nraise ValueError('not today')\n",
        "hooks: [hooks/own.py]\n",
        "hooks/own.py:2: ValueError: not today",
    ),
    "a hook that is no Python": (
        "hooks/own.py",
        "x = 1\ndef on_config(:\n",
        "hooks: [hooks/own.py]\n",
        "hooks/own.py:2: SyntaxError: invalid syntax",
    ),
    "a template": (
        "overrides/partials/footer.html",
        "<p>\n\n{{ nothing.at.all }}\n",
        "",
        "overrides/partials/footer.html:3: UndefinedError: 'nothing' is undefined",
    ),
    "a template that is none": (
        "overrides/partials/footer.html",
        "<p>\n\n{% fi %}\n",
        "",
        "overrides/partials/footer.html:3: TemplateSyntaxError: Encountered unknown tag 'fi'",
    ),
    "an extra template": (
        "content/pages/robots.txt",
        "User-agent: *\n{{ nothing.at.all }}\n",
        "extra_templates: [robots.txt]\n",
        "content/pages/robots.txt:2: UndefinedError: 'nothing' is undefined",
    ),
    "an extra template that is none": (
        "content/pages/robots.txt",
        "User-agent: *\n{% fi %}\n",
        "extra_templates: [robots.txt]\n",
        "content/pages/robots.txt:2: TemplateSyntaxError: Encountered unknown tag 'fi'",
    ),
}


@pytest.fixture
def root(project: Callable[[str], Path]) -> Path:
    """Return a project with a site."""
    made = project(GOOD)
    assert plansite("build", cwd=made).status == 0
    return made


def settings(root: Path, more: str, *, theme: str = "") -> None:
    path = root / "mkdocs.yml"
    text = path.read_text("utf-8").replace("  name: material\n", f"  name: material\n{theme}")
    path.write_text(f"{text}\n{more}", "utf-8")


@pytest.mark.parametrize("case", CASES)
def test_what_fails_is_named_with_its_line_and_the_old_site_stays(case: str, root: Path) -> None:
    path, text, more, said = CASES[case]
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")
    settings(root, more, theme="  custom_dir: overrides\n" if path.startswith("overrides") else "")
    was = tree(root / "site")
    done = plansite("build", cwd=root)
    assert done.status == 1, done.err
    assert said in done.err
    assert "the site was not built; the old one is as it was" in done.err
    assert "Traceback" not in done.err
    assert tree(root / "site") == was


def test_so_is_a_markdown_extension(root: Path) -> None:
    (root / "own_extension.py").write_text(EXTENSION, "utf-8")
    path = root / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace("  - attr_list\n", "  - attr_list\n  - own_extension\n"))
    was = tree(root / "site")
    done = started("build", cwd=root)
    assert done.status == 1, done.err
    assert "the old one is as it was: own_extension.py:7: ValueError: no lines" in done.err
    assert "Traceback" not in done.err
    assert tree(root / "site") == was


def test_so_is_a_package_that_does_not_bear_the_settings(root: Path) -> None:
    path = root / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace("  language: zh\n", "  language: [zh]\n"), "utf-8")
    done = plansite("build", cwd=root)
    assert done.status == 1, done.err
    assert "plansite/publishing/theme/partials/language.html:" in done.err
    assert "TemplateNotFound: partials/languages/['zh'].html" in done.err
    assert "Traceback" not in done.err


def test_settings_on_which_mkdocs_fails_end_in_a_message(project: Callable[[str], Path]) -> None:
    root = project(GOOD)
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("\nextra_templates: [{name: 甲}]\n")
    run = plansite("build", cwd=root)
    assert run.status == 1
    assert "Traceback" not in run.err
    assert "mkdocs.yml: TypeError" in run.err
