"""Text of the plan is data: whatever it holds shows as it is, rendered as the site renders it."""

from __future__ import annotations

import re
from functools import cache

import pytest
import yaml
from lxml import html
from markdown import Markdown

from plansite.build.build import build
from plansite.plan.model import Plan
from plansite.reading.examine import examine
from plansite.render.environment import environment
from plansite.text.escape import inline, literal
from plansite.views.site import Content
from tests.helpers.support import ROOT

HOSTILE = [
    "*重点* _强调_ **加粗** `代码`",
    "1. 不是列表",
    "1) 不是列表",
    "- 不是列表",
    "+ 不是列表",
    "# 不是标题",
    "> 不是引用",
    "=== 不是线",
    "a | b",
    "![图](x.png) [链接](javascript:alert(1))",
    "<script>alert(1)</script>",
    "<b onclick='x'>粗</b> & &amp; &lt;",
    "\"引号\" '单引号'",
    "{{ 7*7 }} {% raw %} {: .x } { #id }",
    "<!-- 注释 -->",
    "\\*反斜线\\*",
    "~~~",
    "```",
    "https://example.org/ a@example.org",
    "[^1] *[缩写]: 词",
    ": 定义",
    "!!! note",
    "    四个空格",
    "[TOC]",
    "𠮷😀é",
]


def extensions() -> list[str]:
    """Return the Markdown extensions of the real site."""
    text = re.sub(r"!ENV.*", "", (ROOT / "mkdocs.yml").read_text("utf-8"))
    return [
        each if isinstance(each, str) else next(iter(each))
        for each in yaml.safe_load(text)["markdown_extensions"]
    ]


def shown(markdown: str) -> str:
    """Return the text that a reader sees."""
    return "".join(
        html.fragment_fromstring(Markdown(extensions=extensions()).convert(markdown), "div").itertext()
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_paragraph_shows_its_characters(text: str) -> None:
    assert shown(str(literal(text))) == text.strip()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_heading_a_link_and_an_attribute_show_their_characters(text: str) -> None:
    assert shown(f"## {inline(text)} {{ #here }}") == text.strip()
    assert shown(f"甲 [{inline(text)}](x.md) 乙") == f"甲 {text} 乙"
    block = html.fragment_fromstring(
        Markdown(extensions=extensions()).convert(f'<p title="{inline(text)}">{literal(text)}</p>')
    )
    assert block.get("title") == text
    assert block.text_content() == text.strip()


def test_a_line_break_in_a_title_is_a_space() -> None:
    assert str(literal("甲\n# 乙")) == "甲 &#35; 乙"


def plan_of(text: str) -> Plan:
    """Return a plan with `text` in every field that a page shows."""
    fields = {
        "schema": 1,
        "title": text,
        "short_title": text,
        "document": {
            "head": text,
            "number": text,
            "issuer": text,
            "printed_by": text,
            "cc": text,
            "notice": {"title": text, "to": text, "text": text, "note": text},
            "basis": [{"title": text, "number": text}],
        },
        "period": {"start": 2021, "end": 2025},
        "roles": {"lead": text, "responsible": text},
        "kinds": {"action": {"label": text, "group": text, "folder": "actions"}, "measure": {"label": text}},
        "units": [
            {"id": "a", "name": text, "full_name": text + "全", "category": text, "aliases": [text + "别"]}
        ],
        "items": [
            {
                "id": "one",
                "kind": "action",
                "number": text,
                "title": text,
                "text": f"{text}\n{text}",
                "lead": ["a"],
                "items": [
                    {"id": "two", "title": text, "text": text, "responsible": ["a"], "due": {"text": text}}
                ],
            },
            {"id": "three", "kind": "measure", "title": text, "text": text},
        ],
        "duties": [{"unit": "a", "item": "three", "quote": text}],
        "targets": [{"id": "t", "item": "one", "label": text, "value": 1, "measure": text, "quote": text}],
        "audiences": [{"id": "u", "name": text, "items": ["one"], "quote": text}],
        "programmes": [{"id": "p", "name": text, "item": "one", "quote": text, "category": text}],
        "milestones": [{"id": "m", "item": "one", "label": text, "quote": text, "from": 2021, "to": 2022}],
    }
    examined = examine(yaml.safe_dump(fields, allow_unicode=True).encode(), "plan.yaml", "en")
    assert examined.record is not None, examined.problems
    return examined.record


@cache
def built(text: str) -> dict[str, bytes]:
    return build(plan_of(text), Content())


@pytest.mark.parametrize("text", HOSTILE)
def test_every_field_of_every_page_is_text(text: str) -> None:
    harmless, hostile = built("文"), built(text)
    assert hostile.keys() == harmless.keys()
    for path, data in hostile.items():
        if not path.endswith(".md"):
            continue
        tags, expected = tags_of(data), tags_of(harmless[path])
        assert tags == expected, path


def tags_of(page: bytes) -> list[tuple[str, tuple[str, ...]]]:
    """Return the elements of a page in order, each with the names of its attributes but `title`."""
    body = page.decode().split("---\n", 2)[2]
    tree = html.fragment_fromstring(Markdown(extensions=extensions()).convert(body), "div")
    return [(str(each.tag), tuple(sorted(set(each.attrib) - {"title"}))) for each in tree.iter()]


@pytest.mark.parametrize(
    "value", [None, [], ("甲",), {"甲": "乙"}, 1.5, object()], ids=lambda value: type(value).__name__
)
def test_a_template_prints_text_and_numbers_and_nothing_else(value: object) -> None:
    template = environment().from_string("{{ value }}")
    with pytest.raises(TypeError, match="a template prints"):
        template.render(value=value)
