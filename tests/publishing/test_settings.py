"""What an operator sets in mkdocs.yml: the footer, and the address the site is served at."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.helpers.pages import broken_links, documents
from tests.helpers.support import ROOT, copy_project, plansite


def build(tmp_path: Path, edit: dict[str, str], *options: str, **environ: str) -> Path:
    root = copy_project(tmp_path / "project")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    for before, after in edit.items():
        settings, count = re.subn(before, after, settings)
        assert count == 1
    (root / "mkdocs.yml").write_text(settings, "utf-8")
    run = plansite("build", "--strict", *options, cwd=root, **environ)
    assert run.status == 0, run.err
    return root / "site"


@pytest.mark.full
def test_the_footer_shows_what_is_set_and_nothing_else(tmp_path: Path, built: Path) -> None:
    plain = documents(built)[""].tree.xpath("string(//footer)")
    for label in ("主办单位", "网站标识码", "ICP", "公网安备"):
        assert label not in plain
    edit = {
        r"organizer:.*": "organizer: 某某 <b>单位</b>",
        r"site_id:.*": "site_id: 3605000001",
        r"icp:.*": "icp: 赣ICP备00000000号",
        r"police:.*": "police: 赣公网安备 36050000000000号",
    }
    site = build(tmp_path, edit, "--no-documents")
    for page in documents(site).values():
        footer = page.tree.xpath("string(//footer)")
        assert "主办单位：某某 <b>单位</b>" in footer
        assert "网站标识码：3605000001" in footer
        assert "赣ICP备00000000号" in footer
        assert "赣公网安备 36050000000000号" in footer


@pytest.mark.full
def test_it_runs_under_a_sub_path(tmp_path: Path) -> None:
    site = build(tmp_path, {}, SITE_URL="https://www.example.org/kxsz/")
    pages = documents(site)
    for page in pages.values():
        if page.url != "404.html":
            canonical = page.tree.xpath("string(//link[@rel='canonical']/@href)")
            assert canonical == f"https://www.example.org/kxsz/{page.url}"
            page.links.remove(canonical)
            assert not [link for link in page.links if link.startswith("/")]
        else:
            page.links = [link.replace("/kxsz/", "/", 1) for link in page.links]
    assert broken_links(site) == []


def test_a_new_project_has_the_settings_of_the_real_one_but_for_its_names() -> None:
    real = (ROOT / "mkdocs.yml").read_text("utf-8").splitlines()
    fresh = (ROOT / "generator/plansite/project/new_files/mkdocs.yml").read_text("utf-8").splitlines()
    assert len(real) == len(fresh)
    other = {one.split(":")[0].strip() for one, new in zip(real, fresh, strict=True) if one != new}
    assert other == {"site_name", "site_description", "data_license", "content_source"}
    assert not [line for line in fresh if "新余" in line]
