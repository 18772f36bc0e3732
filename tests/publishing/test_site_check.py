"""The built site is checked as it is: dead links and other hosts, whoever wrote them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from plansite.publishing import site_check
from plansite.publishing.site_check import SiteFault, check
from tests.helpers.small_plans import GOOD
from tests.helpers.support import plansite

Make = Callable[[str], Path]
PAGE = '<html><head><link rel="icon" href="{root}a.png"></head><body><h1 id="top">甲</h1>{body}</body></html>'
DEAD = [
    "../no/", "../b/#no", "#no", "no.png", "/no/", "../b", "../../../../no/", "..%2fno/", "?q=1#no",
    "https://own.example/kxsz/no/", "&#110;o/",
    "http://[", "//[a/", "https://a℀b.cn/",
]  # fmt: skip
LIVE = [
    "../b/", "../b/#one", "#top", "#", "../", "../a.png", "../b/?q=1", "mailto:a@b", "https://other.example/",
    "//other.example/", "https://own.example/kxsz/b/#one", "/kxsz/b/", "/other/", "../b/#%6Fne",
    "../b/index.html", "tel:1", "../b/#:~:text=甲", "./",
]  # fmt: skip
REMOTE = [
    '<img src="https://other.example/a.png">', '<script src="//other.example/a.js"></script>',
    "<IMG SRC='https://other.example/a.png'>", "<img src=https://other.example/a.png>",
    '<img srcset="../a.png 1x, https://other.example/a.png 2x">', '<video poster="https://other.example/a.png">',
    '<iframe src="https://other.example/">', '<object data="https://other.example/a.swf">',
    '<p style="background: url(https://other.example/a.png)">', "<style>@import 'https://other.example/a.css';</style>",
    '<link rel="stylesheet" href="https://other.example/a.css">', '<link rel="preconnect" href="https://other.example">',
    '<svg><image href="https://other.example/a.png"/></svg>', '<audio src="https://other.example/a.mp3">',
    '<embed src="https://other.example/a">', '<source src="https://other.example/a">',
]  # fmt: skip


def site(folder: Path, body: str) -> Path:
    for name, text, root in (("a", body, "../"), ("b", '<p id="one">乙</p>', "../"), ("", "", "")):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "index.html").write_text(PAGE.format(body=text, root=root), "utf-8")
    (folder / "a.png").write_bytes(b"")
    return folder


@pytest.mark.parametrize("generated", [True, False], ids=["scanned", "parsed"])
@pytest.mark.parametrize("link", DEAD)
def test_a_dead_link_is_found(tmp_path: Path, link: str, *, generated: bool) -> None:
    url = "https://own.example/kxsz/" if "own.example" in link else ""
    folder = site(tmp_path, f'<a href="{link}">甲</a>')
    (found,) = check(folder, {"a/index.html"} if generated else set(), url)
    assert (found.page, found.remote) == ("a/index.html", False)


@pytest.mark.parametrize("generated", [True, False], ids=["scanned", "parsed"])
def test_a_link_that_leads_somewhere_is_none(tmp_path: Path, *, generated: bool) -> None:
    folder = site(tmp_path, "".join(f'<a href="{link}">甲</a>' for link in LIVE))
    pages = {"a/index.html", "b/index.html", "index.html"} if generated else set()
    assert check(folder, pages, "https://own.example/kxsz/") == ()


@pytest.mark.parametrize("element", REMOTE)
def test_what_a_page_loads_from_another_host_is_found(tmp_path: Path, element: str) -> None:
    found = check(site(tmp_path, element), set())
    assert [(each.page, each.remote) for each in found] == [("a/index.html", True)]
    assert "other.example" in found[0].link


def test_a_style_sheet_is_checked(tmp_path: Path) -> None:
    folder = site(tmp_path, "")
    style = (
        "p { background: url('no.png') } @import url(https://other.example/a.css); b { mask: url(data:x) }"
    )
    (folder / "a" / "own.css").write_text(style, "utf-8")
    found = check(folder, set())
    assert {(each.link, each.remote) for each in found} == {
        ("no.png", False), ("https://other.example/a.css", True),
    }  # fmt: skip


def test_links_of_the_page_of_errors_start_at_the_root(tmp_path: Path) -> None:
    folder = site(tmp_path, "")
    (folder / "404.html").write_text(
        '<a href="/b/#one">乙</a><a href="b/">乙</a><a href="/no/">无</a>', "utf-8"
    )
    assert check(folder, set()) == (SiteFault("404.html", "/no/", remote=False),)


@pytest.mark.parametrize("data", [b"", b"\0", b"<!-- -->", b"  \n", b"\xff\xfe", b"<!doctype html>"])
def test_a_page_without_an_element_has_no_links(tmp_path: Path, data: bytes) -> None:
    folder = site(tmp_path, "")
    (folder / "x.html").write_bytes(data)
    assert check(folder, set()) == ()


def test_each_page_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = site(tmp_path, '<a href="../b/#no">乙</a>' * 50)
    plain, read = Path.read_bytes, []

    def watched(path: Path) -> bytes:
        read.append(path)
        return plain(path)

    monkeypatch.setattr(Path, "read_bytes", watched)
    check(folder, {"a/index.html"})
    assert len(read) == len(set(read)) == 3


def test_what_is_on_every_page_is_said_once() -> None:
    every = [SiteFault(f"{at}/index.html", f"{'../' * (at % 3)}no.css", remote=False) for at in range(30)]
    assert len(list(site_check.shown(every, 20))) == 1
    many = [SiteFault("index.html", f"{at}.css", remote=False) for at in range(30)]
    assert len(list(site_check.shown(many, 20))) == 20


@pytest.mark.full
def test_a_build_warns_of_what_it_finds(project: Make) -> None:
    root = project(GOOD)
    (root / "content/pages").mkdir(parents=True)
    page = '# 帮助\n\n<a href="../nowhere/">无</a> <img src="https://other.example/a.png" alt="图">\n'
    (root / "content/pages/help.md").write_text(page, "utf-8")
    run = plansite("build", cwd=root)
    assert run.status == 0
    assert "help/index.html: the link ../nowhere/ leads nowhere" in run.err
    assert "help/index.html: a browser would ask another host for https://other.example/a.png" in run.err
    assert plansite("build", "--strict", cwd=root).status == 1


@pytest.mark.full
@pytest.mark.parametrize("name", ["about.md", "data.md"])
def test_links_that_people_write_into_generated_pages_are_found_in_any_form(project: Make, name: str) -> None:
    root = project(GOOD)
    (root / "content").mkdir()
    (root / "content" / name).write_text("<a href='../nowhere/'>无</a>\n", "utf-8")
    run = plansite("build", "--strict", cwd=root)
    assert run.status == 1
    assert "the link ../nowhere/ leads nowhere" in run.err
