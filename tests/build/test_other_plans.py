"""Plans of other shapes than the real one: each builds without a warning, and says all that it holds."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from tests.helpers.other_plans import PLANS, site_of
from tests.helpers.pages import broken_links, documents
from tests.helpers.support import CASES, ROOT, exported, plansite


@pytest.mark.full
@pytest.mark.parametrize("name", PLANS)
def test_it_builds_with_every_link_and_every_word(name: str, tmp_path: Path) -> None:
    shutil.copy(CASES / "plans" / f"{name}.yaml", tmp_path / "plan.yaml")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    run = plansite("build", "--strict", cwd=tmp_path)
    assert run.status == 0, run.err
    built, site = tmp_path / "site", site_of(name)
    assert broken_links(built) == []
    pages = documents(built)
    texts = {url: "".join(page.tree.itertext()) for url, page in pages.items()}
    for node in site.relations.nodes:
        path, anchor = site.item_url(node).split("#")
        assert anchor in pages[path].ids
        for paragraph in node.item.paragraphs:
            assert paragraph in texts[path]
    for row in csv.DictReader(io.StringIO((built / "data/responsibilities.csv").read_text("utf-8-sig"))):
        path, anchor = row["url"].split("#")
        assert anchor in pages[path].ids


def test_the_lists_are_printed_in_the_form_of_the_document() -> None:
    chapters = exported("text", site_of("chapters")).decode()
    assert (
        "一、统筹两个市场，打造加工制造中心。\n1.拓展两个市场。积极稳妥地推广试点。（税务总局、" in chapters
    )
    assert "（责任单位：海关总署、财政部等）" in chapters
    assert "3.没有标题的事项，直接写出内容。（责任单位：税务总局）" in chapters
    nested = exported("text", site_of("nested")).decode()
    assert (
        "1.简化材料。减少重复提交。（省公安厅、政务和数据局负责）\n推广电子证照。（牵头部门：省政务和数据局，"
        in nested
    )
    assert "配合部门：省公安厅、省市场监管局（省知识产权局）等）" in nested
    assert "2.各地落实\n各市人民政府结合实际落实。（配合部门：各市人民政府）" in nested


def test_the_first_unit_of_each_list_leads_where_the_document_says_so() -> None:
    rows = list(csv.DictReader(io.StringIO(exported("csv", site_of("chapters")).decode("utf-8-sig"))))
    assert [(row["item_id"], row["unit_id"]) for row in rows if row["role"] == "lead"] == [
        ("one", "shuiwu"),
        ("two", "haiguan"),
        ("three", "shuiwu"),
    ]
