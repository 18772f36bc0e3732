"""The preview: an edit shows, what is broken or deleted leaves the last good site, and it settles."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plansite.publishing.preview_server import PreviewServer
from tests.helpers.preview import Preview, serving, small_project
from tests.helpers.small_plans import BAD, GOOD
from tests.helpers.support import ENGLISH, ROOT, copy_project, environment, plansite

pytestmark = pytest.mark.full

FAILS = """
from pathlib import Path
from unittest import mock
from plansite.publishing import plugin, publish

Path("docs").mkdir()

def build(site):
    _, config = publish.load(site_dir=Path(site))
    config.plugins.on_startup(command="serve", dirty=False)
    publish.run(config)

try:
    with mock.patch.object(plugin.PlanSitePlugin, "on_post_page", side_effect=plugin.PluginError):
        build("one")  # fails at the first page: the HTML of all others waits
except publish.BuildFailedError:
    print("PluginError")
plan, config = Path("plan.yaml"), Path("mkdocs.yml")
plan.write_text(plan.read_text("utf-8").replace("title: 甲", "title: 乙"), "utf-8")
Path("own.py").write_text("", "utf-8")
config.write_text(config.read_text("utf-8") + "\\nhooks: [own.py]\\n", "utf-8")
build("two")
article = Path("two/plan/index.html").read_text("utf-8").partition("<article")[2]
print("yi" if "乙" in article else "jia")
"""
HOOK = "def on_post_page(output, **kwargs):\n    return output.replace('</h1>', '{}</h1>')\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small project."""
    return small_project(tmp_path)


def test_an_edit_shows_a_broken_plan_is_survived_and_it_settles(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    plan = root / "plan.yaml"
    good = plan.read_text("utf-8")
    with serving(root) as preview:
        assert "青少年科学素质提升行动" in preview.page("actions/youth/")

        plan.write_text(good.replace("激发青少年好奇心和想象力", "激发青少年好奇心与想象力"), "utf-8")
        preview.shows("好奇心与想象力", "actions/youth/")

        plan.write_text(good.replace("lead: [jiaoyu, kexie]", "lead: [jiaoyu, kexei]"), "utf-8")
        preview.says("unknown-unit")
        preview.says("the preview shows the site as it was before")
        assert "好奇心与想象力" in preview.page("actions/youth/")

        plan.write_text(good, "utf-8")
        preview.shows("好奇心和想象力", "actions/youth/")
        preview.settle()


def overwrite(name: str, text: str) -> Callable[[Path], None]:
    def do(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")

    return do


def delete(name: str) -> Callable[[Path], None]:
    def do(root: Path) -> None:
        path = root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return do


BROKEN = {
    "plan.yaml deleted": delete("plan.yaml"),
    "plan.yaml broken": overwrite("plan.yaml", BAD),
    "content/ broken": overwrite("content/synonyms.yaml", "["),
    "mkdocs.yml deleted": delete("mkdocs.yml"),
    "mkdocs.yml broken": overwrite("mkdocs.yml", "site_name: ["),
    "mkdocs.yml with a name that no file has": overwrite(
        "mkdocs.yml", 'INHERIT: "a\\0b"\nhooks: ["c\\0d"]\n'
    ),
    "mkdocs.yml without the plugin": overwrite("mkdocs.yml", "site_name: x\n"),
    "base.yml deleted": delete("base.yml"),
    "base.yml broken": overwrite("base.yml", "theme: ["),
    "a hook deleted": delete("own.py"),
    "a hook that is no Python": overwrite("own.py", "def on_post_page(:\n"),
    "a hook that fails": overwrite("own.py", "def on_post_page(output, **kwargs):\n    1 / 0\n"),
    "a hook that ends the program": overwrite("own.py", "def on_pre_build(config):\n    raise SystemExit\n"),
    "a hook's module that fails": overwrite("helper.py", "1 / 0\n"),
    "a template that is none": overwrite("overrides/partials/footer.html", "{% fi %}"),
    "a template that fails": overwrite("overrides/partials/footer.html", "{{ nothing.at.all }}"),
    "overrides/ deleted": delete("overrides"),
}


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Preview a project with settings in two files, a hook of two files and a template."""
    root = tmp_path_factory.mktemp("rich") / "project"
    overwrite_all(root)
    with serving(root) as preview:
        yield preview


def overwrite_all(root: Path) -> None:
    (root / "content").mkdir(parents=True, exist_ok=True)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace("  name: material\n", "  name: material\n  custom_dir: overrides\n")
    files = {
        "plan.yaml": GOOD,
        "content/synonyms.yaml": "{}\n",
        "base.yml": settings,
        "mkdocs.yml": "INHERIT: base.yml\nhooks: [own.py]\n",
        "helper.py": "MARK = '·'\n",
        "own.py": "from helper import MARK\n" + HOOK.format("'+ MARK +'"),
        "overrides/partials/footer.html": "<footer>我们的页脚</footer>\n",
    }
    for name, text in files.items():
        overwrite(name, text)(root)


@pytest.mark.parametrize("case", BROKEN)
def test_whatever_is_broken_or_deleted_the_last_good_site_stays_until_it_is_mended(
    case: str, rich: Preview
) -> None:
    root, plan = rich.root, rich.root / "plan.yaml"
    rich.shows("我们的页脚")
    page, seen = rich.page(), len(rich.said)
    BROKEN[case](root)
    rich.wait_for(lambda: any("the preview shows the site as it was" in line for line in rich.said[seen:]))
    assert without_script(rich.page()) == without_script(page)
    if plan.is_file():  # another edit does not take it away either
        seen = len(rich.said)
        plan.write_text(plan.read_text("utf-8") + "# \n", "utf-8")
        rich.wait_for(
            lambda: any("the preview shows the site as it was" in line for line in rich.said[seen:])
        )
        assert without_script(rich.page()) == without_script(page)
    overwrite_all(root)
    title = f"规划{len(rich.said)}"
    plan.write_text(GOOD.replace("title: 规划", f"title: {title}"), "utf-8")
    rich.shows(title)
    assert "我们的页脚" in rich.page()
    assert "·</h1>" in rich.page()


def without_script(page: str) -> str:
    """Return a page without the script by which it looks for changes."""
    return re.sub(r"livereload\([0-9]+, [0-9]+\)", "", page)


def test_docs_that_are_deleted_come_back(root: Path) -> None:
    with serving(root) as preview:
        built = preview.builds()
        (root / "docs").rename(root.parent / "deleted")  # at once, so that it is one change
        preview.wait_for(lambda: preview.builds() > built)
        assert (root / "docs/plan/index.md").is_file()
        shutil.rmtree(root / "docs")
        (root / "plan.yaml").write_text(GOOD.replace("甲", "乙"), "utf-8")
        preview.shows("乙")
        preview.settle()


def test_a_file_that_is_laid_into_docs_shows(root: Path) -> None:
    with serving(root) as preview:
        (root / "docs/more.md").write_text("# 更多\n", "utf-8")
        preview.shows("更多", "more/")
        preview.settle()


def test_content_that_is_deleted_and_put_back_shows(root: Path) -> None:
    page = root / "content/pages/more.md"
    page.parent.mkdir()
    page.write_text("# 更多\n", "utf-8")
    with serving(root) as preview:
        assert "更多" in preview.page("more/")
        shutil.rmtree(root / "content")
        preview.wait_for(lambda: "更多" not in preview.page("more/"))
        page.parent.mkdir(parents=True)
        page.write_text("# 再多\n", "utf-8")
        preview.shows("再多", "more/")


@pytest.mark.parametrize("name", ["plan.yaml", "mkdocs.yml", "own.py"])
def test_a_preview_that_begins_with_something_broken_says_so_in_the_browser(name: str, root: Path) -> None:
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("hooks: [own.py]\n")
    (root / "own.py").write_text(HOOK.format("·"), "utf-8")
    good = (root / name).read_text("utf-8")
    (root / name).write_text("a: [" if name != "own.py" else "1 / 0\n", "utf-8")
    with serving(root) as preview:
        assert "there is nothing to show yet" in preview.page()
        assert name in preview.page()
        assert 'http-equiv="refresh"' in preview.page("")
        (root / name).write_text(good, "utf-8")
        preview.shows("·</h1>")
        assert "nothing to show" not in preview.page("no/such/page/")


def test_with_a_broken_plan_and_docs_that_were_committed_these_show(root: Path) -> None:
    assert plansite("generate", cwd=root).status == 0
    (root / "plan.yaml").write_text(BAD, "utf-8")
    with serving(root) as preview:
        assert "甲" in preview.page()
        preview.says("unknown-unit")
        (root / "plan.yaml").write_text(GOOD.replace("甲", "乙"), "utf-8")
        preview.shows("乙")


def test_a_page_is_answered_while_a_build_hangs(root: Path) -> None:
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("hooks: [own.py]\n")
    (root / "own.py").write_text("def on_pre_build(config):\n    pass\n", "utf-8")
    with serving(root) as preview:
        wait = "import pathlib, time\n\n\ndef on_pre_build(config):\n    pathlib.Path('hangs').touch()\n"
        (root / "own.py").write_text(f"{wait}    time.sleep(10**6)\n", "utf-8")
        preview.wait_for((root / "hangs").exists)
        assert "甲" in preview.page()
        assert preview.end(signal.SIGTERM) == 0
        assert preview.temporary() == []


def test_a_document_is_made_when_it_is_asked_for(root: Path) -> None:
    with serving(root) as preview:
        before = preview.file("data/./plan.docx")
        assert before.startswith(b"PK")
        assert "data/plan.docx" in preview.page("data/")
        plan = root / "plan.yaml"
        plan.write_text(plan.read_text("utf-8").replace("title: 甲", "title: 乙"), "utf-8")
        preview.shows("乙", "plan/")
        after = preview.file("data/plan.docx")
    assert plansite("build", cwd=root).status == 0
    assert (root / "site/data/plan.docx").read_bytes() == after != before


def test_nothing_of_a_build_that_failed_is_in_the_next(root: Path) -> None:
    (root / "fails.py").write_text(FAILS, "utf-8")
    run = [sys.executable, "fails.py"]
    done = subprocess.run(run, cwd=root, env=environment(root), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["PluginError", "yi"]


def test_a_document_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", ENGLISH)
    server = PreviewServer("127.0.0.1", 0, tmp_path / "site")
    (tmp_path / "new/data").mkdir(parents=True)

    def full() -> bytes:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    server.show(tmp_path / "new", "/", {"data/a.docx": full})
    told: list[str] = []
    environ = {"PATH_INFO": "/data/a.docx", "REQUEST_METHOD": "GET"}
    answer = b"".join(server.serve_request(environ, lambda status, _headers: told.append(status)))
    server.server_close()
    assert told == ["500 Internal Server Error"]
    assert answer == b"the disk is full"
