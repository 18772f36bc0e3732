"""The headers that a server is told to send: what they allow, and that they fit the site that was built."""

from __future__ import annotations

import re
from importlib.metadata import files
from pathlib import Path

import pytest

from plansite.publishing import security_headers
from tests.helpers.nginx_lines import from_nginx
from tests.helpers.pages import documents
from tests.helpers.support import ROOT, copy_project, plansite

THEME = ROOT / "generator" / "plansite" / "publishing" / "theme"


def directives(text: str) -> dict[str, list[str]]:
    policies = from_nginx(text)["Content-Security-Policy"].split("; ")
    return {name: sources for name, *sources in map(str.split, policies)}


def printed(built: Path) -> str:
    run = plansite("headers", cwd=built.parent)
    assert (run.status, run.err) == (0, "")
    return run.out


@pytest.mark.full
def test_every_line_is_a_header(built: Path) -> None:
    text = printed(built)
    assert len(from_nginx(text)) == len(text.splitlines()) == 5
    assert from_nginx(text)["X-Content-Type-Options"] == "nosniff"


@pytest.mark.full
def test_nothing_inline_is_allowed_but_scripts_by_their_hash(built: Path) -> None:
    allowed = directives(printed(built))
    assert allowed["default-src"] == ["'none'"]
    for name in ("object-src", "base-uri", "frame-ancestors"):
        assert allowed[name] == ["'none'"]
    assert allowed["style-src"] == ["'self'"]
    own, *hashes = allowed["script-src"]
    assert own == "'self'"
    assert 0 < len(hashes) < 8
    assert all(re.fullmatch(r"'sha256-[\w+/]{43}='", each) for each in hashes)
    every = {source for sources in allowed.values() for source in sources}
    assert every - set(hashes) == {"'none'", "'self'", "data:"}


@pytest.mark.full
def test_every_inline_script_of_the_site_is_one_of_the_theme(built: Path) -> None:
    theme = (built / security_headers.THEME).read_bytes()
    assert len(security_headers.inline_scripts(theme)) == len(set(security_headers.inline_scripts(theme)))
    for path in built.rglob("*.html"):
        page = path.read_bytes()
        assert set(security_headers.inline_scripts(page)) <= set(security_headers.inline_scripts(theme)), path
        assert list(security_headers.blocked(page, theme)) == []
    assert len(documents(built)) > 50


@pytest.mark.full
def test_what_a_page_adds_is_named_and_not_allowed(tmp_path: Path, built: Path) -> None:
    root = copy_project(tmp_path / "project")
    page = root / "content/pages/extra.md"
    page.parent.mkdir()
    page.write_text('# 页\n\n<script>alert(1)</script>\n<p style="color:red" onclick="x()">甲</p>\n', "utf-8")
    assert plansite("build", "--no-documents", cwd=root).status == 0
    run = plansite("headers", cwd=root)
    assert run.status == 0
    assert run.out == printed(built)
    told = [line.split(": ")[1].split(" will")[0] for line in run.err.splitlines()]
    assert told == ["<script>", "<p style>", "<p onclick>"]
    assert "site/extra/index.html" in run.err


@pytest.mark.full
def test_without_a_site_there_are_no_headers(tmp_path: Path) -> None:
    run = plansite("headers", cwd=tmp_path)
    assert (run.status, run.out) == (2, "")
    assert "plansite build" in run.err


def test_what_the_theme_does_first_is_that_of_material_but_for_the_way_to_the_root() -> None:
    path = "material/templates/partials/javascripts/base.html"
    (material,) = (each for each in files("mkdocs-material") or () if each.as_posix() == path)
    theirs = material.read_text("utf-8").splitlines()[-1]
    ours = (THEME / "partials/javascripts/base.html").read_text("utf-8").splitlines()[-1]
    base = "{{ config.extra.scope | d(base_url) }}"
    assert theirs.startswith(f'<script>__md_scope=new URL("{base}",location)')
    ours = ours.replace(' data-base="{{ config.extra.scope | d(base_url) | e }}"', "", 1)
    assert ours.replace("document.currentScript.dataset.base", f'"{base}"', 1) == theirs


@pytest.mark.parametrize(
    ("element", "named"),
    [
        ('<img src="https://other.example/a.png">', "<img https://other.example/a.png>"),
        ('<iframe src="https://other.example/"></iframe>', "<iframe>"),
        ('<iframe src="own.html"></iframe>', "<iframe>"),
        ('<video src="//other.example/a.mp4"></video>', "<video //other.example/a.mp4>"),
        ('<video><source src="https://other.example/a.mp4"></video>', "<source https://other.example/a.mp4>"),
        ('<link rel="stylesheet" href="https://other.example/a.css">', "<link https://other.example/a.css>"),
        ('<object data="a.swf"></object>', "<object>"),
    ],
)
def test_what_a_page_would_load_in_vain_is_named(element: str, named: str) -> None:
    theme = b"<html><body></body></html>"
    assert named in list(security_headers.blocked(f"<html><body>{element}</body></html>".encode(), theme))


@pytest.mark.parametrize(
    "element", ['<img src="a.png">', '<video src="a.mp4"></video>', '<a href="https://o.example/">甲</a>']
)
def test_what_works_is_not_named(element: str) -> None:
    theme = b"<html><body></body></html>"
    assert list(security_headers.blocked(f"<html><body>{element}</body></html>".encode(), theme)) == []


def test_a_page_without_an_element_blocks_nothing() -> None:
    for page in (b"", b"\0", b"<!-- -->"):
        assert list(security_headers.blocked(page, b"<html></html>")) == []
