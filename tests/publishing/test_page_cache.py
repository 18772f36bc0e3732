"""A page is taken from the last site only where it would come out the same; in doubt it is made."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.structure.pages import Page

from plansite.cli import build_commands
from plansite.cli.session import Session
from plansite.publishing.page_cache import PageCache
from tests.helpers.small_plans import GOOD
from tests.helpers.support import ROOT, tree

pytestmark = pytest.mark.full

Make = Callable[[str], Path]
PLAN = GOOD.replace(
    "[{id: kexie, name: 市科协}]", "[{id: kexie, name: 市科协}, {id: fulian, name: 市妇联}]"
).replace("items: [", "items: [{id: two, number: 二、, title: 乙, text: 做好工作。, responsible: [fulian]}, ")
HELP = "content/pages/help.md"


class Builds:
    """Builds a project over and over; `made` are the pages that the last build did not take."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self._patch = root, monkeypatch
        self.made: set[str] = set()
        self._options: dict[str, bool] = {}
        take = PageCache.take

        def watch(reuse: PageCache, page: Page, *shown: object) -> bool:
            taken = take(reuse, page, *shown)
            if not taken:
                self.made.add(page.file.src_uri)
            return taken

        monkeypatch.setattr(PageCache, "take", watch)

    def build(self, **options: bool) -> None:
        """Build with these options of `Building`, over what is there."""
        self.made.clear()
        self._options = options
        self._patch.chdir(self.root)
        self._patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        build_commands.build(Session("en", quiet=True), Path("site"), build_commands.BuildOptions(**options))

    def is_like_a_fresh_one(self) -> bool:
        """Tell whether the site has the bytes of one that is built from nothing."""
        over = tree(self.root / "site")
        shutil.rmtree(self.root / "site")
        shutil.rmtree(self.root / ".plansite")
        self.build(**self._options)
        return over == tree(self.root / "site")


@pytest.fixture(scope="module")
def new_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a project for the first time; return a copy of it, which lies beside it."""
    root = tmp_path_factory.mktemp("built") / "project"
    (root / "content/pages").mkdir(parents=True)
    (root / "plan.yaml").write_text(PLAN, "utf-8")
    (root / HELP).write_text("# 帮助\n\n[乙](plan/index.md#two)\n", "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", root)
    with pytest.MonkeyPatch.context() as patch:
        found = Builds(root, patch)
        found.build(strict=True, documents=False)
        assert "units/kexie.md" in found.made
    return shutil.copytree(root, root.with_name("copy"), symlinks=True)


@pytest.fixture
def builds(new_site: Path, monkeypatch: pytest.MonkeyPatch) -> Builds:
    """Return a project that has been built, at its own place."""
    root = new_site.with_name("project")
    shutil.rmtree(root)
    shutil.copytree(new_site, root, symlinks=True)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")  # put back afterwards
    return Builds(root, monkeypatch)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_what_does_not_show_a_change_is_taken(builds: Builds) -> None:
    replace(builds.root / "plan.yaml", "做好工作。", "做好工作，报送情况。")
    builds.build(documents=False)
    assert "units/fulian.md" in builds.made
    assert not builds.made & {"units/kexie.md", "about/index.md", "help.md", "changes/index.md"}
    assert builds.is_like_a_fresh_one()


def forget_notes(root: Path) -> None:
    for path in (root / ".plansite/runs").glob("*.pages"):
        path.unlink()


def damage_notes(root: Path) -> None:
    for path in (root / ".plansite/runs").glob("*.pages"):
        path.write_bytes(path.read_bytes().replace(b"[", b"("))


def add_hook(root: Path) -> None:
    (root / "hook.py").write_text("", "utf-8")
    replace(root / "mkdocs.yml", "plugins:", "hooks: [hook.py]\nplugins:")


EVERYTHING: dict[str, Callable[[Path], object]] = {
    "a setting": lambda root: replace(root / "mkdocs.yml", "site_description: ", "site_description: 新"),
    "the navigation": lambda root: replace(
        root / "mkdocs.yml", "plugins:", "nav:\n  - 首页: index.md\nplugins:"
    ),
    "a new page": lambda root: (root / "content/pages/new.md").write_text("# 新\n", "utf-8"),
    "a new picture": lambda root: (root / "content/pages/new.svg").write_text("<svg/>", "utf-8"),
    "the plan's title": lambda root: replace(root / "plan.yaml", "title: 规划", "title: 方案"),
    "the plan's day": lambda root: replace(
        root / "plan.yaml", "title: 规划", "title: 规划\ndocument: {printed_on: 2022-04-09}"
    ),
    "notes that are gone": forget_notes,
    "notes that are damaged": damage_notes,
    "an extension that may read other files": lambda root: replace(
        root / "mkdocs.yml", "  - attr_list", "  - attr_list\n  - pymdownx.snippets"
    ),
    "a hook": add_hook,
}


@pytest.mark.parametrize("edit", [("# 帮助", "# 说明"), ("# 帮助", "---\nicon: material/help\n---\n# 帮助")])
def test_no_page_is_taken_after_a_change_to_what_the_navigation_shows(
    builds: Builds, edit: tuple[str, str]
) -> None:
    replace(builds.root / "mkdocs.yml", "plugins:", "nav: [index.md, help.md]\nplugins:")
    builds.build(documents=False)
    replace(builds.root / HELP, *edit)
    builds.build(documents=False)
    assert "units/kexie.md" in builds.made
    assert builds.is_like_a_fresh_one()


@pytest.mark.parametrize("what", EVERYTHING)
def test_no_page_is_taken_after_a_change_to(builds: Builds, what: str) -> None:
    EVERYTHING[what](builds.root)
    replace(builds.root / "plan.yaml", "做好工作。", "做好工作，报送情况。")
    builds.build(documents=False)
    pages = {
        path.relative_to(builds.root / "docs").as_posix() for path in (builds.root / "docs").rglob("*.md")
    }
    assert builds.made == pages
    assert builds.is_like_a_fresh_one()


def test_a_page_of_the_site_that_was_edited_or_is_gone_is_made(builds: Builds) -> None:
    (builds.root / "site/units/kexie/index.html").write_text("<p>x", "utf-8")
    (builds.root / "site/about/index.html").unlink()
    builds.build(documents=False)
    assert builds.made == {"units/kexie.md", "about/index.md"}
    assert builds.is_like_a_fresh_one()


def test_files_that_pages_offer_count(builds: Builds) -> None:
    builds.build(documents=True)
    assert "units/kexie.md" in builds.made
    assert "matrix/index.md" not in builds.made
    assert builds.is_like_a_fresh_one()


def test_told_to_no_page_is_taken(builds: Builds) -> None:
    before = tree(builds.root / "site")
    builds.build(documents=False, force=True)
    assert "units/kexie.md" in builds.made
    assert tree(builds.root / "site") == before


def test_links_of_a_page_that_is_taken_are_checked(
    builds: Builds, capsys: pytest.CaptureFixture[str]
) -> None:
    other = builds.root / "content/pages/other.md"
    other.write_text("# 其他\n\n## 一节 { #here }\n", "utf-8")
    (builds.root / HELP).write_text("# 帮助\n\n[一节](other.md#here)\n", "utf-8")
    builds.build(documents=False)
    other.write_text("# 其他\n", "utf-8")
    for _ in range(2):
        builds.build(documents=False)
        told = " ".join(capsys.readouterr().err.split())
        assert "Doc file 'help.md' contains a link 'other.md#here'" in told
    assert "help.md" not in builds.made


def test_settings_edited_while_a_build_goes_on_are_not_taken_for_the_ones_it_had(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = builds.root / "mkdocs.yml"
    before = config.read_text("utf-8")
    opened = PageCache.open

    def edit(cache: PageCache, *given: Any) -> None:  # noqa: ANN401  whatever it takes
        config.write_text(before.replace("site_description: ", "site_description: 新"), "utf-8")
        opened(cache, *given)

    monkeypatch.setattr(PageCache, "open", edit)
    builds.build(documents=False, force=True)
    monkeypatch.setattr(PageCache, "open", opened)
    builds.build(documents=False)
    assert builds.is_like_a_fresh_one()
