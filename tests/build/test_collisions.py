"""No file of content/ silently takes the place of another, or is silently left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plansite.build.build import build
from plansite.build.collisions import CollisionError, served_at
from plansite.reading.examine import examine
from plansite.views.addresses import Address
from plansite.views.site import Content
from tests.helpers.small_plans import GOOD
from tests.helpers.support import plansite, tree

Make = Callable[[str], Path]
IN_THE_WAY = {
    # a path in docs/: what is there already
    "units/kexie.md": "units/kexie.md",
    "units/kexie/index.md": "units/kexie.md",
    "units/kexie/README.md": "units/kexie.md",
    "units/kexie/index.html": "units/kexie.md",
    "units.md": "units/index.md",
    "README.md": "index.md",
    "index.html": "index.md",
    "units": "units/index.md",
    "data/plan.json": "data/plan.json",
    "data/plan.json/more.md": "data/plan.json",
    "data/plan.xlsx": "data/plan.xlsx",
    "data/units/kexie.docx": "data/units/kexie.docx",
    "data/plan.pdf": "data/plan.pdf",
    "404.html": "404.html",
    "404.html/index.md": "404.html",
    "sitemap.xml": "sitemap.xml",
    "sitemap.xml.gz": "sitemap.xml.gz",
    "search/index.js": "search/index.js",
    "assets/stylesheets/site.css": "assets/stylesheets/site.css",
    "assets/javascripts/site.js": "assets/javascripts/site.js",
}


def files(*paths: str, published: tuple[Address, ...] = ()) -> dict[str, bytes]:
    examined = examine(GOOD.encode(), "plan.yaml", "en")
    assert examined.record is not None
    return build(examined.record, Content(files=dict.fromkeys(paths, b"")), published)


@pytest.mark.parametrize("path", IN_THE_WAY)
def test_what_would_take_another_place_is_told(path: str) -> None:
    with pytest.raises(CollisionError) as raised:
        files(path)
    (found,) = raised.value.collisions
    assert (found.written, found.other) == (path, IN_THE_WAY[path])


@pytest.mark.parametrize(
    "paths", [("help.md", "help/index.md"), ("help.md", "help/index.html"), ("a/README.md", "a/index.md")]
)
def test_two_files_that_people_wrote_may_collide_as_well(paths: tuple[str, str]) -> None:
    with pytest.raises(CollisionError):
        files(*paths)


def test_all_of_them_are_told_at_once() -> None:
    with pytest.raises(CollisionError) as raised:
        files(*IN_THE_WAY, "help.md")
    assert {each.written for each in raised.value.collisions} == set(IN_THE_WAY)


def test_other_files_are_not_in_the_way() -> None:
    paths = ("help.md", "help/more.md", "units/kexie/logo.png", "data/more.json", "assets/images/favicon.svg")
    assert set(paths) <= set(files(*paths))


def test_nothing_stands_in_for_a_page_where_there_is_a_file_now() -> None:
    published = tuple(Address(url, "page old", "旧页") for url in ("data/plan.json/", "old/", "help/"))
    found = files("help.md", published=published)
    assert found["help.md"] == b""
    assert "old/index.md" in found
    assert not [path for path in found if path.startswith("data/plan.json/")]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("index.md", "index.html"),
        ("a.md", "a/index.html"),
        ("a/README.md", "a/index.html"),
        ("a/readme.md", "a/readme/index.html"),
        ("a.v1.md", "a.v1/index.html"),
        ("a.html", "a.html"),
    ],
)
def test_pages_are_served_where_mkdocs_puts_them(path: str, place: str) -> None:
    from mkdocs.structure.files import File  # noqa: PLC0415  what it is compared with

    assert served_at(path) == place == File(path, "docs", "site", use_directory_urls=True).dest_uri


@pytest.mark.full
def test_it_is_told_with_the_file_and_nothing_is_written(project: Make) -> None:
    root = project(GOOD)
    (root / "content/pages/units/kexie").mkdir(parents=True)
    (root / "content/pages/units/kexie/index.md").write_text("# 我", "utf-8")
    before = tree(root)
    for command in (("build",), ("generate",), ("generate", "--check")):
        run = plansite(*command, cwd=root)
        assert run.status == 1
        assert "content/pages/units/kexie/index.md would be served at /units/kexie/" in run.err
        assert tree(root) == before


@pytest.mark.full
def test_the_same_file_in_both_folders_is_told(project: Make) -> None:
    root = project(GOOD)
    for folder in ("content/assets", "content/pages/assets"):
        (root / folder).mkdir(parents=True)
        (root / folder / "a.svg").write_text("<svg/>", "utf-8")
    run = plansite("build", cwd=root)
    assert run.status == 2
    assert "content/assets/a.svg: content/pages/assets/ has a file of the same name" in run.err
