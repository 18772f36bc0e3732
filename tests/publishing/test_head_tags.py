"""What a page says of itself to other programs: tags, JSON-LD; nothing that is not known."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from plansite.plan.model import Plan
from plansite.publishing.schema_org import node_of, script_json
from plansite.publishing.settings import PageMeta, SiteSettings
from plansite.reading.examine import examine
from plansite.views.disclosure import facts
from plansite.views.page import Crumb, Subject
from tests.helpers.pages import Document, documents
from tests.helpers.support import ROOT, copy_project, plansite

HOSTILE = "甲</script><script>alert(1)</script> \"双\" '单' & &amp; <!-- * 乙"
SITE_TAGS = {"SiteName", "SiteDomain", "SiteIDCode"}
COLUMN_TAGS = {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
CONTENT_TAGS = {"ArticleTitle", "PubDate", "ContentSource", "Keywords", "Description", "Url"}
OPEN_GRAPH = {"og:title", "og:description", "og:type", "og:locale", "og:site_name", "og:url"}
ADDRESS = "https://www.example.org/kxsz/"
COLUMNS = {
    "actions/",
    "projects/",
    "units/",
    "matrix/",
    "matrix/tasks/",
    "matrix/collaboration/",
    "targets/",
    "timeline/",
    "audiences/",
    "programmes/",
    "measures/",
}


def tags(page: Document) -> dict[str, str]:
    """Return the tags of a page by name; none may stand twice."""
    found = page.tree.xpath("//head/meta[@name or @property]")
    names = [each.get("name") or each.get("property") for each in found]
    assert [name for name, times in Counter(names).items() if times > 1] == [], page.url
    return {name: each.get("content", "") for name, each in zip(names, found, strict=True)}


def data(page: Document) -> dict[str, Any]:
    """Return the JSON-LD of a page."""
    (script,) = page.tree.xpath("//script[@type='application/ld+json']")
    found: dict[str, Any] = json.loads(script.text)
    return found


def types(node: object) -> set[str]:
    """Return the types that stand anywhere in JSON-LD."""
    if isinstance(node, list):
        return {each for part in node for each in types(part)}
    if not isinstance(node, dict):
        return set()
    return {node["@type"]} | {each for part in node.values() for each in types(part)}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the real site with everything set that can be; return its folder."""
    root = copy_project(tmp_path_factory.mktemp("told") / "project")
    plan, settings = root / "plan.yaml", root / "mkdocs.yml"
    plan.write_text(
        plan.read_text("utf-8").replace(
            "  printed_on: 2022-04-09",
            "  printed_on: 2022-04-09\n  written_on: 2022-04-08\n  published_on: 2022-04-11\n"
            "  index_number: 甲-1\n  validity: 有效",
        ),
        "utf-8",
    )
    text = settings.read_text("utf-8")
    for key, value in {
        "organizer": "某某单位",
        "site_id": "3605000001",
        "site_name": "新余 <市> 人民政府",
        "site_domain": "www.example.gov.cn",
        "column_type": "政策文件",
        "content_source": '新余市"人民政府"',
    }.items():
        line = f"    {key}: {json.dumps(value, ensure_ascii=False)}"
        text, count = re.subn(rf"(?m)^    {key}:.*$", line, text)
        assert count == 1
    settings.write_text(text, "utf-8")
    run = plansite("build", "--strict", cwd=root, SITE_URL=ADDRESS)
    assert run.status == 0, run.err
    return root / "site"


@pytest.mark.full
def test_what_is_not_set_is_left_out(built: Path) -> None:
    for page in documents(built).values():
        found = tags(page)
        assert found["SiteName"] == "新余市全民科学素质行动"
        absent = {"SiteDomain", "SiteIDCode", "ColumnType", "PubDate", "ContentSource", "Url", "og:url"}
        assert absent & set(found) == set(), page.url
        if page.url != "404.html":
            assert "http" not in json.dumps(data(page)).replace('"@context": "https://schema.org"', "")


@pytest.mark.full
def test_each_page_has_the_tags_of_its_sort_once(told: Path) -> None:
    pages = documents(told)
    assert pages.keys() >= COLUMNS
    for page in pages.values():
        found = tags(page)
        assert found["SiteName"] == "新余 <市> 人民政府"
        assert found["SiteDomain"] == "www.example.gov.cn"
        assert found["SiteIDCode"] == "3605000001"
        own = set(found) & (COLUMN_TAGS | CONTENT_TAGS)
        if page.url in COLUMNS:
            assert own == COLUMN_TAGS, page.url
            assert found["ColumnName"] == page.tree.xpath("string(//h1/text())")
            assert found["ColumnType"] == "政策文件"
        elif page.url == "about/":
            assert own == CONTENT_TAGS - {"PubDate"}
        elif page.url.startswith(("actions/", "projects/", "units/", "plan/")):
            assert own == CONTENT_TAGS, page.url
            assert found["ArticleTitle"] == page.tree.xpath("string(//h1/text())")
            assert found["PubDate"] == "2022-04-11"
            assert found["ContentSource"] == '新余市"人民政府"'
            assert found["Url"] == f"{ADDRESS}{page.url}"
            assert found["Description"] == found["description"]
        elif page.url in {"", "404.html"}:
            assert own == set(), page.url


@pytest.mark.full
def test_open_graph_is_whole_and_true(told: Path, built: Path) -> None:
    for site, expected in ((told, OPEN_GRAPH), (built, OPEN_GRAPH - {"og:url"})):
        for page in documents(site).values():
            found = tags(page)
            if page.url == "404.html":
                assert not OPEN_GRAPH & set(found)
                continue
            assert OPEN_GRAPH & set(found) == expected, page.url
            assert found["og:title"] == page.tree.xpath("string(//h1/text())")
            assert found["og:description"] == found["description"]
            assert found["og:locale"] == "zh_CN"
            assert found["og:type"] == ("article" if "ArticleTitle" in found else "website")
            if site == told:
                assert found["og:url"] == f"{ADDRESS}{page.url}"
                assert page.tree.xpath("string(//link[@rel='canonical']/@href)") == found["og:url"]


@pytest.mark.full
def test_json_ld_says_what_a_page_is(told: Path) -> None:
    pages = documents(told)
    for page in pages.values():
        if page.url == "404.html":
            continue
        found = data(page)
        assert found["@context"] == "https://schema.org"
        assert not types(found) & {"Legislation", "Report"}
        assert ("Dataset" in types(found)) == (page.url == "data/")
        if page.url == "":
            assert found["@type"] == "WebSite"
            assert found["url"] == ADDRESS
            assert found["publisher"] == {"@type": "Organization", "name": "某某单位"}
            continue
        assert found["url"] == f"{ADDRESS}{page.url}"
        steps = found["breadcrumb"]["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert [steps[0]["item"], steps[-1]["item"]] == [ADDRESS, f"{ADDRESS}{page.url}"]
        shown = page.tree.xpath("string(//p[@class='ps-crumbs'])")
        assert " › ".join(step["name"] for step in steps) == shown
    document = data(pages["plan/"])["mainEntity"]
    assert document["@type"] == "DigitalDocument"
    assert document["identifier"] == "余府发〔2022〕11号"
    assert document["dateCreated"] == "2022-04-08"
    assert document["datePublished"] == "2022-04-11"
    assert document["publisher"]["@type"] == "GovernmentOrganization"
    assert document["publisher"]["name"] == "新余市人民政府"
    assert len(document["citation"]) == 3
    assert data(pages["actions/youth/"])["mainEntity"]["@type"] == "CreativeWork"
    assert data(pages["about/"])["@type"] == "AboutPage"


@pytest.mark.full
def test_the_page_of_downloads_is_a_dataset_with_its_files(told: Path) -> None:
    found = data(documents(told)["data/"])["mainEntity"]
    assert found["license"] == {"@type": "CreativeWork", "name": "MIT"}
    assert found["isBasedOn"]["identifier"] == "余府发〔2022〕11号"
    assert found["temporalCoverage"] == "2021/2025"
    files = {each["contentUrl"].removeprefix(ADDRESS): each for each in found["distribution"]}
    assert {"data/plan.json", "data/responsibilities.csv", "data/calendar.ics", "data/plan.xlsx"} <= set(
        files
    )
    for path, each in files.items():
        assert (told / path).is_file(), path
        assert each["encodingFormat"]
        assert each["name"]


@pytest.mark.full
def test_only_what_is_surely_a_government_organization_is_called_one(built: Path, plan: Plan) -> None:
    pages = documents(built)
    expected = {"政府部门": "GovernmentOrganization", "人民政府": "GovernmentOrganization"}
    for unit in plan.units:
        entity = data(pages[f"units/{unit.id}/"]).get("mainEntity")
        if unit.collective:
            assert entity is None, unit.id
        else:
            assert entity is not None
            assert entity["@type"] == expected.get(unit.category or "", "Organization"), unit.id
            assert {entity["name"], *entity.get("alternateName", ())} == set(unit.names)


def test_a_type_is_claimed_only_where_the_settings_give_it(plan: Plan) -> None:
    about = PageMeta("units/jiaoyu/", "市教育局", subject=Subject.UNIT)
    assert node_of(about, SiteSettings("站"), plan)["mainEntity"]["@type"] == "Organization"
    settings = SiteSettings("站", organizations={"政府部门": "GovernmentOrganization"})
    assert node_of(about, settings, plan)["mainEntity"]["@type"] == "GovernmentOrganization"
    assert "mainEntity" not in node_of(about, settings, None)


def test_a_page_without_an_address_has_a_way_without_links() -> None:
    about = PageMeta("units/", "责任单位", crumbs=(Crumb("首页", ""),))
    steps = node_of(about, SiteSettings("站"), None)["breadcrumb"]["itemListElement"]
    assert steps == [
        {"@type": "ListItem", "position": 1, "name": "首页"},
        {"@type": "ListItem", "position": 2, "name": "责任单位"},
    ]


def test_text_cannot_leave_its_script() -> None:
    text = script_json({"名": HOSTILE + "\u2028"})
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == {"名": HOSTILE + "\u2028"}


@pytest.mark.full
def test_hostile_titles_are_only_text(tmp_path: Path) -> None:
    fields = {
        "schema": 1,
        "title": HOSTILE,
        "short_title": HOSTILE,
        "document": {"number": HOSTILE, "issuer": HOSTILE, "validity": HOSTILE, "index_number": HOSTILE},
        "period": {"start": 2021, "end": 2025},
        "kinds": {"action": {"label": HOSTILE, "group": HOSTILE, "folder": "actions"}},
        "units": [{"id": "a", "name": HOSTILE, "category": HOSTILE, "aliases": [HOSTILE + "别"]}],
        "items": [{"id": "one", "kind": "action", "title": HOSTILE, "text": HOSTILE, "lead": ["a"]}],
    }
    (tmp_path / "plan.yaml").write_text(yaml.safe_dump(fields, allow_unicode=True), "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    run = plansite("build", cwd=tmp_path)
    assert run.status == 0, run.err
    pages = documents(tmp_path / "site")
    for page in pages.values():
        scripts = page.tree.xpath("//script[contains(., 'alert(1)')]")
        assert all(script.get("type") == "application/ld+json" for script in scripts), page.url
    assert tags(pages["units/a/"])["ArticleTitle"] == HOSTILE
    assert tags(pages["actions/"])["ColumnName"] == HOSTILE
    assert tags(pages["actions/"])["og:title"] == HOSTILE
    assert data(pages["units/a/"])["mainEntity"]["name"] == HOSTILE
    header = pages["units/a/"].tree.xpath("//div[@class='ps-print-header']")[0]
    assert header.get("data-title") == HOSTILE
    assert header.xpath("string(p[1]/span[1])") == HOSTILE


@pytest.mark.full
def test_a_page_written_by_hand_claims_no_more_than_it_says(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    (root / "content/pages").mkdir(exist_ok=True)
    (root / "content/pages/help.md").write_text("# 使用帮助\n\n请看下文。\n", "utf-8")
    run = plansite("build", "--strict", cwd=root)
    assert run.status == 0, run.err
    page = documents(root / "site")["help/"]
    found = tags(page)
    assert found["ArticleTitle"] == "使用帮助"
    assert set(found) & (COLUMN_TAGS | CONTENT_TAGS) == {"ArticleTitle", "Keywords"}
    assert set(data(page)) == {"@context", "@type", "name", "inLanguage", "isPartOf"}


@pytest.mark.full
def test_what_is_known_of_the_document_stands_in_a_box(built: Path, told: Path, plan: Plan) -> None:
    always = ["发文机关", "标题", "发文字号", "印发日期", "实施期", "依据文件"]
    assert [fact.label for fact in facts(plan)] == always
    for site in (built, told):
        (line,) = documents(site)[""].tree.xpath("//p[@class='ps-meta']")
        assert "余府发〔2022〕11号" in line.text_content()
        for url in ("plan/", "about/"):
            (box,) = documents(site)[url].tree.xpath("//dl[@class='ps-facts']")
            labels = [each.text for each in box.iter("dt")]
            if site == built:
                assert labels == always
            else:
                assert set(labels) == {*always, "索引号", "成文日期", "发布日期", "有效性"}
            assert "余府发〔2022〕11号" in box.text_content()
            assert "国发〔2021〕9号" in box.text_content()


def test_an_unknown_document_still_has_a_box() -> None:
    text = "schema: 1\ntitle: 规划\nperiod: {start: 2021, end: 2025}\nitems: [{id: a, title: 甲}]\n"
    plan = examine(text.encode(), "plan.yaml", "en").record
    assert plan is not None
    assert [fact.label for fact in facts(plan)] == ["标题", "实施期"]
