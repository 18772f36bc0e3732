"""What passes the Markdown parser by comes out as the parser would have made it, byte for byte."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from plansite.build.build import build
from plansite.plan.model import Plan
from plansite.publishing import fast_markdown
from plansite.reading.examine import examine
from plansite.views.site import Content
from tests.helpers.examples import examples
from tests.helpers.plans_strategy import plans
from tests.helpers.support import CASES, ROOT

PAGES = sorted(path for path in (ROOT / "docs").rglob("*.md"))
# Pieces of Markdown that stand near each other on no generated page, and could.
BLOCKS = (
    "段落（括号）与[链接](../units/a.md)，**粗体**和**[粗的链接](b.md#c)**。",
    "两行\n的段落",
    "段落\n{: .ps-a .ps-b #c-d }",
    "{: .ps-alone }",
    "字符引用&#46;&#42;和实体&amp;",
    "## 标题 { #here }",
    "- 列表\n- 第二项",
    "  缩进的段落",
    "    代码",
    "> 引文\n>\n> —— 出处",
    "<div><p>一</p></div>",
    '<ul id="x">\n<li>一</li>\n</ul>\n<p>二</p>',
    "<div>\n\n没有结束",
    "<p>没有结束的段落",
    "<b>行内</b>的标签",
    "<!-- 注释 -->",
    "<!-- 两个 -->\n<!-- 注释 -->",
    "```\n代码\n```",
    "1. 编号\n2. 编号",
    "一级\n===",
    "![图](a.png)",
    "[不全的链接](",
    "**没有结束的粗体",
    "**一****二**",
    "行末两个空格  ",
    "https://example.org/ 和 a@example.org",
    "[参考]: https://example.org/",
    "| 表 | 格 |\n| --- | --- |\n| 一 | 二 |",
    "plansitecut0end",
    "---",
    "= 等号",
    "2022. 年份",
)


@cache
def config() -> tuple[list[str], dict[str, Any]]:
    """Return the Markdown extensions of the real site, and their settings."""
    text = re.sub(r"!ENV.*", "", (ROOT / "mkdocs.yml").read_text("utf-8"))
    listed = yaml.safe_load(text)["markdown_extensions"]
    names = [each if isinstance(each, str) else next(iter(each)) for each in listed]
    return [*names, "tables", "fenced_code"], {
        key: value for each in listed if isinstance(each, dict) for key, value in each.items()
    }


def parsed(markdown: str) -> str:
    names, settings = config()
    return Markdown(extensions=names, extension_configs=settings).convert(markdown)


def past_the_parser(markdown: str) -> str:
    cut = fast_markdown.cut(markdown, lambda url: url)
    return fast_markdown.restore(parsed(cut.markdown), cut.pieces)


def body(page: str) -> str:
    """Return a page without its front matter."""
    return page.split("---\n", 2)[2]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT / "docs").as_posix())
def test_a_page_is_the_same_either_way(path: Path) -> None:
    markdown = body(path.read_text("utf-8"))
    assert past_the_parser(markdown) == parsed(markdown)


@pytest.mark.parametrize("path", sorted((CASES / "plans").glob("*.yaml")), ids=lambda path: path.stem)
def test_pages_of_other_plans_are_the_same_either_way(path: Path) -> None:
    plan = examine(path.read_bytes(), path.name, "en").record
    assert plan is not None
    for name, page in build(plan, Content()).items():
        if name.endswith(".md"):
            markdown = body(page.decode())
            assert past_the_parser(markdown) == parsed(markdown), name


@examples(15)
@given(plans)
def test_pages_of_any_plan_are_the_same_either_way(plan: Plan) -> None:
    for name, page in build(plan, Content()).items():
        if name.endswith(".md"):
            markdown = body(page.decode())
            assert past_the_parser(markdown) == parsed(markdown), name


@examples(400)
@given(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=6))
def test_any_blocks_are_the_same_either_way(blocks: list[str]) -> None:
    markdown = "\n\n".join(blocks) + "\n"
    assert past_the_parser(markdown) == parsed(markdown)


def test_nearly_all_of_a_page_passes_the_parser_by() -> None:
    left = whole = 0
    for path in PAGES:
        markdown = body(path.read_text("utf-8"))
        whole += len(markdown)
        left += len(
            re.sub(r"plansitecut\d+end\s*", "", fast_markdown.cut(markdown, lambda url: url).markdown)
        )
    assert left < whole / 10


def test_ids_are_told() -> None:
    cut = fast_markdown.cut(
        '段落\n{: .ps-a #one }\n\n<div id="&#95;two"><p id="three">三</p></div>\n', lambda url: url
    )
    assert cut.ids == {"one", "_two", "three"}


def test_a_link_to_nowhere_is_left_to_the_parser() -> None:
    markdown = "到[哪里](nowhere.md)\n\n到[这里](here.md)\n"
    cut = fast_markdown.cut(markdown, lambda url: None if url == "nowhere.md" else url)
    assert "nowhere.md" in cut.markdown
    assert "here.md" in cut.pieces[0]
