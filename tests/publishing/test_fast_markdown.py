"""What passes the Markdown parser by comes out as the parser would have made it, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.toc import nest_toc_tokens

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
    "# [链接](../a.md#b)和**粗体** { #_top }",
    "### 1&#46;深的  标题 { #deep }",
    "###### 最深的标题 { #deepest }",
    "## 没有标识的标题",
    "## 带类的 { #with .ps-a }",
    "##没有空格 { #none }",
    "## 两行\n的标题 { #two }",
    "## 标题\n段落 { #para }",
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


def parsed(markdown: str) -> tuple[str, list[Any]]:
    """Return the HTML and the contents."""
    names, settings = config()
    parser = Markdown(extensions=names, extension_configs=settings)
    return parser.convert(markdown), nested(getattr(parser, "toc_tokens", ()))


def nested(tokens: Iterable[Any]) -> list[Any]:
    return [(each["level"], each["id"], each["name"], nested(each["children"])) for each in tokens]


@cache
def heading(level: int) -> fast_markdown.Heading:
    return fast_markdown.heading(*config(), level)


def cut(markdown: str, resolve: Callable[[str], str | None] = lambda url: url) -> fast_markdown.Cut:
    return fast_markdown.cut(markdown, resolve, heading)


def past_the_parser(markdown: str) -> tuple[str, list[Any]]:
    found = cut(markdown)
    html, contents = parsed(found.markdown)
    if found.contents is not None:
        contents = nested(nest_toc_tokens(list(found.contents)))
    return fast_markdown.restore(html, found), contents


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
        left += len(re.sub(r"plansitecut\d+end\s*", "", cut(markdown).markdown))
    assert left < whole / 25


def test_a_page_of_known_forms_leaves_nothing_to_the_parser() -> None:
    markdown = "段落\n\n# 标题 { #_top }\n\n<p>一</p>\n\n## [链接](a.md) { #b }\n"
    found = cut(markdown)
    assert found.markdown == ""
    assert found.contents is not None
    assert [(each["level"], each["name"]) for each in found.contents] == [(1, "标题"), (2, "链接")]
    assert cut(f"{markdown}\n- 列表\n").contents is None


def test_ids_are_told() -> None:
    found = cut('段落\n{: .ps-a #one }\n\n<div id="&#95;two"><p id="three">三</p></div>\n')
    assert found.ids == {"one", "_two", "three"}


def test_a_link_to_nowhere_is_left_to_the_parser() -> None:
    markdown = "到[哪里](nowhere.md)\n\n到[这里](here.md)\n"
    found = cut(markdown, lambda url: None if url == "nowhere.md" else url)
    assert "nowhere.md" in found.markdown
    assert "here.md" in found.pieces[0]
