"""Whom to ask: shown wherever the editor says it, exported, and never more than that."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from lxml import html
from msgspec.structs import replace

from plansite.build.build import build
from plansite.plan.model import Plan
from plansite.reading.examine import examine
from plansite.views.site import Content, Site
from tests.helpers.hostile import ADDRESSES
from tests.helpers.support import ROOT, exported

TELLING = """
schema: 1
title: 行动方案
document:
  contact: {unit: office, phone: 0790-1, hours: 工作日9:00—17:00}
  interpretations: [{title: 一图读懂, url: "https://example.gov.cn/jiedu?a=1&b=2"}]
units:
  - {id: kexie, name: 市科协, phone: 0790-2, url: "https://kexie.example.gov.cn/x/", address: 某路1号}
  - {id: jiaoyu, name: 市教育局}
  - {id: office, name: 市政府办公室, phone: 0790-3, address: 某路2号}
items: [{id: one, number: 一、, title: 甲, text: 做好工作。, lead: [kexie], responsible: [jiaoyu]}]
"""
JAVASCRIPT = "javascript:alert(1)"


@pytest.fixture(scope="module")
def telling() -> Plan:
    examined = examine(TELLING.encode(), "plan.yaml", "en")
    assert examined.record is not None
    assert examined.problems == ()  # so the office counts as used
    return examined.record


@pytest.fixture(scope="module")
def pages(telling: Plan) -> dict[str, str]:
    return {path: unescape(data.decode()) for path, data in build(telling, Content()).items()}


def contact(page: str) -> list[str]:
    """Return the lines of text about whom to ask."""
    found = html.fromstring(f"<div>{page}</div>").xpath("//p[@class='ps-contact']/span")
    return [each.text_content() for each in found]


def test_a_unit_shows_what_is_known_of_it_and_its_page_is_whole_without(pages: dict[str, str]) -> None:
    assert contact(pages["units/kexie.md"]) == ["电话：0790-2", "地址：某路1号", "网址：kexie.example.gov.cn"]
    assert '<a href="https://kexie.example.gov.cn/x/" rel="noopener">' in pages["units/kexie.md"]
    assert "ps-contact" not in pages["units/jiaoyu.md"]


def test_whom_to_ask_stands_on_home_at_the_foot_of_the_text_and_among_the_facts(
    pages: dict[str, str],
) -> None:
    for path in ("index.md", "plan/index.md"):
        assert contact(pages[path]) == [
            "咨询机关：市政府办公室",
            "电话：0790-1",
            "咨询时间：工作日9:00—17:00",
            "地址：某路2号",
        ]
    assert "units/office/" not in pages["plan/index.md"]  # the plan does not name it, so it has no page
    for path in ("about/index.md", "plan/index.md"):
        assert "<dt>咨询机关</dt><dd>市政府办公室</dd><dd>电话：0790-1</dd>" in pages[path]
        assert (
            '<dt>解读</dt><dd><a href="https://example.gov.cn/jiedu?a=1&b=2" rel="noopener">一图读懂</a>'
            in pages[path]
        )


def test_a_unit_of_the_plan_that_is_asked_is_a_link(telling: Plan) -> None:
    assert telling.document.contact
    asked = replace(telling.document, contact=replace(telling.document.contact, unit="kexie"))
    page = unescape(build(replace(telling, document=asked), Content())["plan/index.md"].decode())
    assert '<span>咨询机关：<a href="../units/kexie/">市科协</a></span><span>电话：0790-1</span>' in page


def test_the_data_have_all_of_it_and_hold_to_their_schema(telling: Plan) -> None:
    site = Site.of(telling, Content())
    data = json.loads(exported("json", site))
    unit = data["units"][0]
    assert unit["url"] == "units/kexie/"
    assert (unit["website"], unit["phone"]) == ("https://kexie.example.gov.cn/x/", "0790-2")
    assert data["document"]["contact"] == {"unit": "office", "phone": "0790-1", "hours": "工作日9:00—17:00"}
    assert data["document"]["interpretations"][0]["title"] == "一图读懂"
    Draft202012Validator(json.loads(build(telling, Content())["data/plan.schema.json"])).validate(data)
    alone = json.loads(exported("json", site, telling.units[0]))
    assert (alone["url"], alone["website"]) == ("units/kexie/", "https://kexie.example.gov.cn/x/")


@pytest.mark.parametrize("key", sorted(ADDRESSES))
def test_an_address_of_the_web_is_checked_wherever_it_stands(key: str) -> None:
    data = yaml.safe_load(TELLING)
    for place in (data["units"][0], data["document"]["interpretations"][0]):
        kept, place[key] = place[key], JAVASCRIPT
        found = examine(json.dumps(data).encode(), "plan.yaml", "en")
        assert (found.record, [each.code for each in found.problems]) == (None, ["bad-url"])
        place[key] = kept
    assert examine(json.dumps(data).encode(), "plan.yaml", "en").record is not None


def test_nothing_is_invented_for_the_real_plan(plan: Plan) -> None:
    assert plan.document.contact is None
    assert plan.document.interpretations == ()
    assert not [unit for unit in plan.units if unit.phone or unit.url or unit.address]
    for page in Path(ROOT, "docs").rglob("*.md"):
        assert "ps-contact" not in page.read_text("utf-8"), page
