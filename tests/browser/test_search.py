"""The search as people use it, in a real browser: what it finds, how quickly, and with the keyboard alone."""

from __future__ import annotations

import gzip
import random
import re
import statistics
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from plansite.views.site import Site
from tests.helpers.searching import SCRIPTS
from tests.helpers.support import CASES, copy_project, plansite

LINES = (CASES / "queries.tsv").read_text("utf-8").splitlines()
QUERIES = [tuple(line.split("\t")) for line in LINES if line and not line.startswith("#")]
HITS = "[data-search-results] a.ps-hit"
STATUS = ".ps-hits-status"


@pytest.fixture
def engine(page: Page, served: str) -> Page:
    """Open a page with the engine and the index loaded, and `search(query)` in it."""
    page.goto(served)
    for name in SCRIPTS:
        page.add_script_tag(url=f"{served}assets/search/{name}.js")
    page.add_script_tag(url=f"{served}search/index.js")
    page.evaluate(
        "() => { const prepared = plansiteSearch.prepare(plansiteIndex);"
        " self.find = (query) => plansiteSearch.search(prepared, query, 1000); }"
    )
    return page


def find(engine: Page, query: str) -> dict[str, Any]:
    found: dict[str, Any] = engine.evaluate("(query) => find(query)", query)
    return found


def type_and_wait(page: Page, query: str) -> None:
    """Type a query on the page of results, and wait for what it finds."""
    page.evaluate("() => document.querySelector('[data-search-results]').replaceChildren()")
    page.fill("#ps-query", query)
    page.wait_for_selector(STATUS)


def test_every_query_has_its_first_hit_in_the_browser(page: Page, served: str) -> None:
    assert len(QUERIES) >= 60
    page.goto(f"{served}search/")
    wrong = []
    for query, expected, how in QUERIES:
        type_and_wait(page, query)
        links = page.eval_on_selector_all(HITS, "links => links.map((link) => link.href)")
        said = page.inner_text(STATUS)
        first = links[0].removeprefix(served) if links else "-"
        told = "near" if "部分匹配" in said else "none" if "没有找到" in said else "literal"
        if (first, told) != (expected, how):
            wrong.append((query, expected, how, first, told))
    assert wrong == []


def test_any_stretch_of_the_text_finds_its_place(engine: Page, site: Site) -> None:
    chance = random.Random(11)  # noqa: S311  a choice of cases
    for node in site.relations.nodes:
        for paragraph in node.item.paragraphs:
            for _ in range(4):
                start = chance.randrange(max(1, len(paragraph) - 4))
                query = paragraph[start : start + chance.randint(2, 14)]
                found = find(engine, query)
                assert not found["approximate"], query
                assert site.item_url(node) in [hit["url"] for hit in found["hits"]], query


def test_every_name_of_a_unit_puts_its_page_first(engine: Page, site: Site) -> None:
    for unit in site.relations.named_units:
        for name in unit.names:
            assert find(engine, name)["hits"][0]["url"] == site.unit_url(unit), name


def test_width_case_spaces_and_quotation_marks_make_no_difference(engine: Page) -> None:
    for query, others in {
        "科普e站": ["科普 E 站", "科普ｅ站", "“科普e站”"],
        "15%": ["15 %", "１５％"],
        "互联网+教师发展": ["互联网 + 教师发展", "互联网＋教师发展", "“互联网+教师发展”"],
        "（中心）": ["(中心)"],
    }.items():
        expected = [hit["url"] for hit in find(engine, query)["hits"]]
        assert expected, query
        for other in others:
            assert [hit["url"] for hit in find(engine, other)["hits"]] == expected, other


def test_a_place_beats_what_only_quotes_it(engine: Page, site: Site) -> None:
    for programme in site.plan.programmes:
        hits = [hit["url"] for hit in find(engine, programme.quote)["hits"]]
        assert hits[0].split("/")[0] in {"actions", "projects", "measures"}, programme.quote
        quoted = [hit.startswith(("programmes/", "targets/", "audiences/", "timeline/")) for hit in hits]
        assert quoted == sorted(quoted), programme.quote


def test_nothing_is_found_twice(engine: Page) -> None:
    for query in ("科普", "市科协", "科技馆", "的", "2025"):
        hits = [hit["url"] for hit in find(engine, query)["hits"]]
        assert len(hits) == len(set(hits))
        assert find(engine, query)["total"] == len(hits)


def test_the_marked_pieces_are_the_text(engine: Page) -> None:
    (first, *_) = find(engine, "科普 e 站")["hits"]
    assert ["科普e站", True] in first["snippet"]
    assert "".join(piece for piece, _ in first["title"]) == "3.提升智慧科普水平"
    assert len("".join(piece for piece, _ in first["snippet"])) < 100


def test_results_can_be_linked_and_come_back_in_the_address(page: Page, served: str) -> None:
    page.goto(f"{served}search/?q=%E7%A7%91%E6%99%AEe%E7%AB%99")
    expect(page.locator(HITS).first).to_contain_text("提升智慧科普水平")
    expect(page.locator("#ps-query")).to_have_value("科普e站")
    type_and_wait(page, "麻博会")
    assert page.url == f"{served}search/?q=%E9%BA%BB%E5%8D%9A%E4%BC%9A"
    assert page.locator("[data-search-results]").count() == 1


def test_hits_are_links_with_title_then_snippet_and_the_page_as_plain_text(page: Page, served: str) -> None:
    page.goto(f"{served}search/?q=%E9%BA%BB%E5%8D%9A%E4%BC%9A")
    page.wait_for_selector(HITS)
    for hit in page.locator("[data-search-results] li").all():
        assert hit.locator("a.ps-hit").count() == 1
        children = hit.locator("a.ps-hit").evaluate(
            "link => [...link.children].map((child) => child.tagName)"
        )
        assert children == ["STRONG", "SPAN"]
        assert hit.locator("small").inner_text()
    expect(page.locator(f"{HITS} mark").first).to_have_text("麻博会")


def test_more_than_a_screenful_waits_behind_a_button(page: Page, served: str) -> None:
    page.goto(f"{served}search/?q=%E7%A7%91%E6%99%AE")
    page.wait_for_selector(HITS)
    few = page.locator(HITS).count()
    assert few <= 12
    page.get_by_role("button", name="更多").click()
    expect(page.locator(HITS)).to_have_count(2 * few)


def test_the_box_works_with_the_keyboard_alone(page: Page, served: str) -> None:
    page.goto(f"{served}units/kexie/")
    page.keyboard.press("/")
    expect(page.locator("#ps-query")).to_be_focused()
    page.keyboard.type("仙女湖")
    page.wait_for_selector(HITS)
    page.keyboard.press("ArrowDown")
    expect(page.locator(HITS).first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#ps-query")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-search-results]")).to_be_hidden()
    page.keyboard.press("/")
    page.keyboard.type("仙女湖")
    page.wait_for_selector(HITS)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/projects/cooperation/#cooperation-science")


def test_letters_typed_into_the_box_start_nothing_else(page: Page, served: str) -> None:
    page.goto(f"{served}units/kexie/")
    page.locator("#ps-query").focus()
    page.keyboard.type("npsf,./")
    expect(page.locator("#ps-query")).to_have_value("npsf,./")
    assert page.url == f"{served}units/kexie/"


def test_enter_leads_to_the_page_of_results(page: Page, served: str) -> None:
    page.goto(served)
    page.locator("#ps-query").fill("科技馆")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator(HITS).first).to_be_visible()


def test_what_an_input_method_is_still_composing_is_not_searched(page: Page, served: str) -> None:
    page.goto(f"{served}search/")
    page.locator("#ps-query").evaluate(
        "box => { box.value = 'kejiguan';"
        " box.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true })); }"
    )
    expect(page.locator(STATUS)).to_have_count(0)
    page.locator("#ps-query").evaluate(
        "box => { box.value = '科技馆';"
        " box.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true })); }"
    )
    expect(page.locator(STATUS)).to_contain_text("找到")


def test_a_word_that_is_nowhere_says_so_with_a_way_on(page: Page, served: str) -> None:
    page.goto(f"{served}search/")
    type_and_wait(page, "量子纠缠")
    expect(page.locator(STATUS)).to_have_text("没有找到“量子纠缠”")
    ways = page.eval_on_selector_all(".ps-hits-none a", "links => links.map((link) => link.href)")
    paths = ("actions/", "projects/", "audiences/", "programmes/", "measures/", "units/", "plan/")
    assert ways == [f"{served}{path}" for path in paths]


def test_markup_in_a_query_is_text(page: Page, served: str) -> None:
    page.goto(f"{served}search/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.locator(STATUS)).to_have_text("没有找到“<img src=x onerror=alert(1)>”")
    assert page.locator("[data-search-results] img").count() == 0


def test_from_a_key_to_the_results_takes_less_than_50_ms(page: Page, served: str) -> None:
    page.goto(f"{served}search/")
    type_and_wait(page, "科普")
    took = page.evaluate(
        """async (queries) => {
          const box = document.querySelector('#ps-query');
          const results = document.querySelector('[data-search-results]');
          const took = [];
          for (const query of queries) {
            const done = new Promise((resolve) => new MutationObserver((_, observer) => {
              observer.disconnect(); resolve();
            }).observe(results, { childList: true }));
            const start = performance.now();
            box.value = query;
            box.dispatchEvent(new InputEvent('input', { bubbles: true }));
            await done;
            took.push(performance.now() - start);
          }
          return took;
        }""",
        [query for query, _, _ in QUERIES],
    )
    assert statistics.median(took) < 50


def test_the_index_is_small(built: Path) -> None:
    assert len(gzip.compress((built / "search/index.js").read_bytes(), mtime=0)) < 60_000


def test_a_synonym_is_added_in_one_line(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    synonyms = root / "content/synonyms.yaml"
    synonyms.write_text(synonyms.read_text("utf-8") + "  - {words: [烟花], means: [仙女湖车展]}\n", "utf-8")
    assert plansite("generate", cwd=root).status == 0
    assert "烟花\\t仙女湖车展" in (root / "docs/search/index.js").read_text("utf-8")


def test_a_synonym_for_nothing_is_pointed_out(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    (root / "content/synonyms.yaml").write_text("synonyms:\n  - {words: [], means: x}\n", "utf-8")
    run = plansite("generate", cwd=root)
    assert run.status == 1
    assert "content/synonyms.yaml:2:13: error[bad-value]" in run.err
    assert "content/synonyms.yaml:2:24: error[wrong-type]" in run.err


def test_a_question_is_answered_in_part_with_who_answers_and_what_was_not_found(
    page: Page, served: str
) -> None:
    page.goto(f"{served}search/?q=老人 诈骗电话 飞碟")
    page.wait_for_selector(HITS)
    expect(page.locator(STATUS)).to_have_text(re.compile("^部分匹配.*没有找到“飞碟”"))
    live = page.get_by_role("search").get_by_role("status")
    expect(live).to_have_text(page.inner_text(STATUS))
    first = page.locator("[data-search-results] li").first
    expect(first.locator("mark").first).to_be_visible()
    expect(first.locator(".ps-hit-units")).to_contain_text("市卫健委")
    first.get_by_role("link", name="市民政局").click()
    page.wait_for_url("**/units/minzheng/")


def test_a_question_about_who_shows_units_first(page: Page, served: str) -> None:
    page.goto(f"{served}search/?q=防骗归谁管")
    page.wait_for_selector(HITS)
    assert page.locator(HITS).first.get_attribute("href") == f"{served}units/weijian/"


@pytest.mark.parametrize(
    ("typed", "unit"),
    [("文旅局", "wenlv"), ("qixiang", "qixiang"), ("QXJ", "qixiang"), ("工商局", "shichang")],
)
def test_a_unit_is_found_as_people_call_it_and_the_hit_says_why(
    page: Page, served: str, typed: str, unit: str
) -> None:
    page.goto(f"{served}search/?q={typed}")
    page.wait_for_selector(HITS)
    assert page.locator(HITS).first.get_attribute("href") == f"{served}units/{unit}/"
    expect(page.locator("[data-search-results] li").first).to_contain_text(f"“{typed}”")


def test_what_the_plan_does_not_hold_is_not_answered_and_ways_on_are_shown(page: Page, served: str) -> None:
    page.goto(f"{served}search/?q=停车费")
    expect(page.locator(STATUS)).to_have_text("没有找到“停车费”")
    assert page.locator("[data-search-results] .ps-hits-none a").count() >= 2
