"""The built site as a reader's browser gets it: every page, link and anchor."""

from __future__ import annotations

import copy
import csv
import datetime as dt
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from plansite.plan.model import Plan
from plansite.views.site import Site
from tests.helpers.pages import broken_links, documents
from tests.helpers.small_plans import GOOD
from tests.helpers.support import ROOT, copy_project, exported, plansite, tree

pytestmark = pytest.mark.full

HOST = re.compile(r"https?:(?:\\?/){2}([\w.-]+)")
COMMENTS = re.compile(r"/\*.*?\*/|(?:<|\\3c )!--.*?--(?:>|\\3e )?", re.DOTALL)
# Names of vocabularies of XML and JSON-LD, which nothing fetches.
VOCABULARIES = {"www.w3.org", "www.sitemaps.org", "schema.org", "json-schema.org"}


def test_every_page_of_the_design_is_there(built: Path, plan: Plan) -> None:
    urls = set(documents(built))
    fixed = "actions projects units matrix matrix/tasks matrix/collaboration targets timeline"
    fixed += " audiences programmes measures plan about search data changes overview sitemap"
    expected = {"", *(f"{name}/" for name in fixed.split())}
    expected |= {f"units/{unit.id}/" for unit in plan.units}
    expected |= {f"actions/{name}/" for name in ("youth", "farmers", "workers", "elderly", "officials")}
    names = ("resources", "digital", "infrastructure", "grassroots", "cooperation")
    expected |= {f"projects/{name}/" for name in names}
    assert urls - {"404.html"} == expected


def test_every_internal_link_and_anchor_resolves(built: Path) -> None:
    assert broken_links(built) == []


def test_no_id_stands_twice_on_a_page(built: Path) -> None:
    twice = {
        page.url: {each for each in page.ids if page.ids.count(each) > 1}
        for page in documents(built).values()
    }
    assert {url: ids for url, ids in twice.items() if ids} == {}


def test_no_page_script_or_style_names_another_host(built: Path) -> None:
    named = set()
    for path in built.rglob("*"):
        if path.suffix in {".html", ".js", ".css", ".svg", ".json"}:
            text = COMMENTS.sub("", path.read_text("utf-8"))
            named |= {(path.relative_to(built).as_posix(), host) for host in HOST.findall(text)}
    assert {each for each in named if each[1] not in VOCABULARIES} == set()


def test_every_row_of_the_csv_leads_to_an_anchor(built: Path) -> None:
    pages = documents(built)
    rows = list(csv.DictReader(io.StringIO((built / "data/responsibilities.csv").read_text("utf-8-sig"))))
    assert [row["role"] for row in rows].count("lead") == 16
    assert [row["role"] for row in rows].count("responsible") == 183
    assert len({row["unit_id"] for row in rows}) == 29
    assert len(rows) == 199
    for row in rows:
        path, anchor = row["url"].split("#")
        assert anchor == row["item_id"]
        assert anchor in pages[path].ids


def test_the_text_of_every_item_shows_on_its_page(built: Path, site: Site) -> None:
    pages = documents(built)
    texts = {url: "".join(page.tree.itertext()) for url, page in pages.items()}
    for node in site.relations.nodes:
        for url in ("plan/", site.item_url(node).split("#")[0]):
            for paragraph in node.item.paragraphs:
                assert paragraph in texts[url], (url, paragraph)


def test_the_document_is_whole_on_the_page_of_the_plan(built: Path, site: Site) -> None:
    article = documents(built)["plan/"].tree.find(".//article")
    assert article is not None
    for mark in article.xpath(".//a[@class='headerlink']"):
        mark.drop_tree()
    shown = "".join("".join(article.itertext()).split())
    for line in site_lines(site):
        assert "".join(line.split()) in shown


def site_lines(site: Site) -> list[str]:
    return exported("text", site).decode().splitlines()


def test_a_unit_page_has_all_that_the_unit_must_do(built: Path, site: Site) -> None:
    pages = documents(built)
    for unit in site.relations.named_units:
        page = pages[site.unit_url(unit)]
        text = "".join(page.tree.itertext())
        for answer in site.relations.of_unit.get(unit.id, ()):
            for paragraph in answer.node.item.paragraphs:
                assert paragraph in text
        for duty in site.relations.duties.get(unit.id, ()):
            assert duty.quote in text


@pytest.mark.parametrize("url", ["matrix/", "matrix/tasks/", "matrix/collaboration/", "actions/youth/"])
def test_a_matrix_is_a_table_that_can_be_heard(built: Path, url: str) -> None:
    page = documents(built)[url]
    (table,) = page.tree.xpath("//div[@class='ps-matrix']/table")
    columns = len(table.xpath("./thead/tr/th"))
    assert all(cell.get("scope") == "col" for cell in table.xpath("./thead/tr/th"))
    rows = table.xpath("./tbody/tr[not(@class)]")
    assert rows
    for row in rows:
        assert row[0].tag == "th"
        assert row[0].get("scope") == "row"
        assert len(row) == columns
    for cell in table.xpath("./tbody/tr/td[a]"):
        (link,) = cell.xpath("./a")
        assert link.get("href")
        assert link.text_content()
        assert len(link.get("aria-label")) > 3
    filled = len(table.xpath("./tbody/tr/td[a]"))
    totals = [int(cell.text or "0") for cell in table.xpath("./tbody/tr/td[@class='ps-total']")]
    assert sum(totals) == filled


def test_the_task_matrix_has_every_responsibility_of_the_tasks(built: Path) -> None:
    page = documents(built)["matrix/tasks/"]
    assert len(page.tree.xpath("//tbody/tr[not(@class)]")) == 34
    assert len(page.tree.xpath("//thead/tr/th")) == 29 + 2
    assert len(page.tree.xpath("//tbody//td[a]")) == 183


def test_pages_are_in_simplified_chinese_and_described(built: Path) -> None:
    for page in documents(built).values():
        assert page.tree.get("lang") == "zh-CN"
        assert page.tree.xpath("string(//title)").strip()
        assert len(page.tree.xpath("//h1")) == 1
        if page.url != "404.html":
            assert page.tree.xpath("string(//meta[@name='description']/@content)")


def test_the_theme_s_script_does_not_have_every_element_styled_anew(built: Path) -> None:
    (script,) = (built / "assets/javascripts").glob("bundle.*.min.js")
    text = script.read_text("utf-8")
    assert '{name:"ps-scheme"}' in text
    assert '{name:"color-scheme"}' not in text
    assert 'setAttribute("data-md-color-switching","")' not in text


def test_building_elsewhere_gives_the_same_bytes(tmp_path: Path, built: Path) -> None:
    project = copy_project(tmp_path / "别处 elsewhere" / "project")
    command = [sys.executable, "-m", "plansite", "build", "--strict"]
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "LC_ALL": "zh_CN.UTF-8",
        "TZ": "Asia/Shanghai",
        "PYTHONHASHSEED": "20210625",
        "PYTHONUTF8": "0",
        "PYTHONPATH": str(ROOT / "generator"),
    }
    subprocess.run(command, cwd=project, env=environment, umask=0o027, check=True, capture_output=True)
    assert tree(project / "site") == tree(built)
    assert tree(project / "docs") == tree(ROOT / "docs")


def test_a_site_is_stamped_with_source_date_epoch(project: Callable[[str], Path]) -> None:
    root = project(GOOD)
    sites = []
    for epoch in ("1600000000", "1700000000", "1600000000"):
        address = {"SITE_URL": "https://example.org/", "SOURCE_DATE_EPOCH": epoch}
        assert plansite("build", "--strict", cwd=root, **address).status == 0
        sites.append(tree(root / "site"))
        day = dt.datetime.fromtimestamp(int(epoch), dt.UTC)
        assert dates(root / "site") == {day.date().isoformat()}
        book = load_workbook(root / "site/data/plan.xlsx")
        assert book.properties.created == day.replace(tzinfo=None)
    assert sites[0] == sites[2]
    assert sites[0] != sites[1]


def dates(site: Path) -> set[str]:
    """Return the days that the sitemap gives its pages."""
    return set(re.findall("<lastmod>(.*?)</lastmod>", (site / "sitemap.xml").read_text("utf-8")))


def test_committed_pages_are_those_of_the_plan() -> None:
    run = plansite("generate", "--check", cwd=ROOT)
    assert (run.status, run.out) == (0, ""), "run: plansite generate"


def test_committed_schema_is_that_of_the_model() -> None:
    run = plansite("schema", cwd=ROOT)
    assert run.out == (ROOT / "plan.schema.json").read_text("utf-8"), (
        "run: plansite schema > plan.schema.json"
    )


def test_a_unit_name_anywhere_is_a_link(built: Path, site: Site) -> None:
    names = sorted((unit.name for unit in site.relations.named_units), key=len, reverse=True)
    for page in documents(built).values():
        if page.url == "404.html":
            continue
        own = next(
            (unit.name for unit in site.relations.named_units if site.unit_url(unit) == page.url), None
        )
        article = page.tree.find(".//article")
        # Headings, captions and what only a screen reader hears name units in passing.
        passing = ".//a | .//h1 | .//caption | .//script | .//*[@class='ps-sr' or @class='ps-crumbs']"
        heads = " or ".join(f"@class='ps-{each}'" for each in ["head", "title", "foot", "kicker", "meta"])
        passing += f" | .//p[{heads}] | .//*[@class='ps-facts']"
        # The full name beside the link.
        passing += " | .//div[@class='ps-table ps-units']//td"
        # The sheet, for its links stand at the text below.
        passing += " | .//div[@class='ps-table ps-sheet']"
        unlinked = copy.deepcopy(article)
        for element in unlinked.xpath(passing):
            element.drop_tree()
        named = [name for name in names if name in unlinked.text_content() and name != own]
        assert named == [], page.url
