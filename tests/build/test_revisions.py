"""Revisions of the real plan: what the diff, the pages, the units, redirects and the feed make of each."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from tests.helpers.pages import broken_links, documents
from tests.helpers.revising import DAY, KEPT, REVISIONS, TOGETHER, build, real, revised
from tests.helpers.support import ROOT, plansite

Built = Callable[..., Path]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a function that builds the real plan after some revisions, each combination once."""
    roots: dict[tuple[str, ...], Path] = {}

    def make(*names: str) -> Path:
        if names not in roots:
            roots[names] = build(tmp_path_factory.mktemp("revised") / "project", revised(*names))
        return roots[names]

    return make


def changes(root: Path) -> list[dict[str, Any]]:
    """Return the diff of a revision as JSON, without the entry of the revision itself."""
    run = plansite("diff", KEPT, "plan.yaml", "--format", "json", cwd=root)
    assert run.status == 0, run.err
    found: list[dict[str, Any]] = json.loads(run.out)
    assert {each["version"] for each in found} <= {1}
    return [each for each in found if each.get("key") != "revisions"]


def told(root: Path) -> list[tuple[str, str]]:
    """Return (change, id) of all changes that are told of items and units."""
    return [
        (each["change"], each.get("item") or each.get("unit") or each.get("target") or "")
        for each in changes(root)
    ]


def text(root: Path, url: str, path: str = "//article") -> str:
    (element,) = documents(root / "site")[url].tree.xpath(path)
    return "".join("".join(element.itertext()).split())


def notice(root: Path, unit: str) -> str:
    """Return what a unit's page says changed for it."""
    page = text(root, f"units/{unit}/")
    return page.partition("本单位的变化")[2].partition("上一个")[0]


def row(root: Path, item: str) -> str:
    return text(root, f"changes/{DAY}/", f"//tr[@id='{item}']")


@pytest.mark.full
@pytest.mark.parametrize("names", [*((name,) for name in REVISIONS), TOGETHER], ids="+".join)
def test_all_that_was_published_is_still_answered(names: tuple[str, ...], made: Built, built: Path) -> None:
    old, new = documents(built), documents(made(*names) / "site")
    unanswered = {
        (url, ident)
        for url, page in old.items()
        for ident in ("", *page.ids)
        if url not in new or (ident and ident not in new[url].ids)
    }
    assert unanswered == set()
    assert broken_links(made(*names) / "site") == []
    for page in new.values():
        assert len(page.ids) == len(set(page.ids)), page.url


@pytest.mark.full
@pytest.mark.parametrize("names", [*((name,) for name in REVISIONS), TOGETHER], ids="+".join)
def test_the_feed_tells_of_it(names: tuple[str, ...], made: Built) -> None:
    parsed = feedparser.parse((made(*names) / "site/changes/feed.xml").read_bytes())
    assert not parsed.bozo
    assert parsed.entries[0].title == "2024年3月1日修订：机构改革"
    assert len(parsed.entries) == 2
    assert parsed.entries[0].updated == f"{DAY}T00:00:00Z"
    assert "余办发〔2024〕2号" in parsed.entries[0].summary
    assert parsed.entries[0].link.endswith(f"{DAY}/")
    assert len({entry.id for entry in parsed.entries}) == 2


@pytest.mark.full
def test_a_task_is_added(made: Built) -> None:
    root = made("add_task")
    assert ("item-added", "elderly-repair") in told(root)
    assert not [each for each in told(root) if each[0] == "item-moved"]
    assert "新增" in row(root, "elderly-repair")
    assert "（无）" in row(root, "elderly-repair")
    assert "新列为责任单位：4.开展家电维修进社区" in notice(root, "minzheng")
    assert "历次修订没有涉及本单位" in notice(root, "tongji")
    page = text(root, "actions/elderly/")
    assert "最近一次变动：2024年3月1日，新增、单位变动。修订对照" in page


@pytest.mark.full
def test_a_task_is_removed(made: Built) -> None:
    root = made("remove_task")
    assert ("item-removed", "grassroots-services") in told(root)
    assert "（删去）" in row(root, "grassroots-services")
    assert "不再列为责任单位：2.健全基层科普服务体系" in notice(root, "kexie")
    gone = text(root, "projects/grassroots/", "//*[@id='grassroots-services']")
    assert gone == "“2.健全基层科普服务体系”已经删去，见2024年3月1日的修订对照。"


@pytest.mark.full
def test_a_task_is_moved(made: Built) -> None:
    root = made("move_task")
    assert ("item-moved", "officials-recruitment") in told(root)
    assert "调整位置" in row(root, "officials-recruitment")
    assert "调整位置" in notice(root, "zuzhi")
    page = documents(root / "site")["actions/officials/"]
    (line,) = page.tree.xpath("//*[@id='officials-recruitment']")
    assert line.xpath("./a/@href")[0] == "../../actions/workers/#officials-recruitment"


@pytest.mark.full
def test_a_task_is_renumbered(made: Built) -> None:
    root = made("renumber_task")
    assert [name for name, _ in told(root)].count("item-renumbered") == 2
    assert [name for name, _ in told(root)].count("item-moved") == 1
    assert "调整编号" in notice(root, "minzheng")


@pytest.mark.full
def test_a_task_is_reworded(made: Built) -> None:
    root = made("reword_task")
    (change,) = changes(root)
    assert change["change"] == "item-reworded"
    assert {"kind": "added", "text": "和乡村建设"} in change["runs"]
    page = documents(root / "site")[f"changes/{DAY}/"]
    assert page.tree.xpath("//tr[@id='farmers-practitioners']//ins/text()") == ["和乡村建设"]
    assert page.tree.xpath("//tr[@id='farmers-practitioners']//del") == []
    assert "修改文字：2.提升农业从业人员科学素质" in notice(root, "linye")
    assert "最近一次变动：2024年3月1日，修改文字。" in text(root, "actions/farmers/")


@pytest.mark.full
def test_a_unit_is_added_and_one_dropped(made: Built) -> None:
    root = made("add_and_drop_a_unit")
    derived = [each for each in changes(root) if each["change"].startswith("responsibility-")]
    assert [(each["change"], each["unit"]) for each in derived] == [
        ("responsibility-gained", "tiyu"),
        ("responsibility-lost", "fulian"),
    ]
    assert "新列为责任单位：1.提升基础教育阶段科学教育水平" in notice(root, "tiyu")
    assert "不再列为责任单位：1.提升基础教育阶段科学教育水平" in notice(root, "fulian")
    page = documents(root / "site")[f"changes/{DAY}/"]
    assert page.tree.xpath("//tr[@id='youth-basic-education']//del/text()") == ["市妇联"]
    assert page.tree.xpath("//tr[@id='youth-basic-education']//ins/text()") == ["市体育局"]


@pytest.mark.full
def test_a_unit_is_replaced_in_every_list(made: Built) -> None:
    root = made("replace_unit")
    assert ("unit-removed", "xiangcun") in told(root)
    lost = [each for each in changes(root) if each["change"] == "responsibility-lost"]
    assert {each["unit"] for each in lost} == {"xiangcun"}
    assert len(lost) == 3
    page = documents(root / "site")["units/xiangcun/"]
    (refresh,) = page.tree.xpath("//head/noscript/meta/@content")
    assert refresh == "0; url=../nongye/"
    assert "“市乡村振兴局”已由市农业农村局取代" in text(root, "units/xiangcun/")
    section = text(root, f"changes/{DAY}/")
    assert "不再列入规划" in section.partition("各单位的变化")[2]


@pytest.mark.full
def test_units_are_merged_and_one_is_renamed_under_a_text_that_stays(made: Built) -> None:
    root = made("merge_and_rename")
    names = [name for name, _ in told(root)]
    assert names.count("unit-succeeded") == 3
    assert not [name for name in names if name.startswith(("item-", "responsibility-"))]
    old = plansite("export", "text", cwd=ROOT).out
    assert plansite("export", "text", cwd=root).out == old
    assert "2024年3月1日起，本单位的职责由市农业农村局承担。依据：余办发〔2024〕2号。" in text(
        root, "units/xiangcun/"
    )
    assert "承接自市乡村振兴局（3项）" in text(root, "units/nongye/")
    assert "承接自市大数据中心" in notice(root, "shuju")
    assert "本单位的职责现由市数据局承担" in notice(root, "dashuju")
    assert "市乡村振兴局（现由市农业农村局承担）" in text(root, "actions/farmers/")
    csv = (root / "site/data/responsibilities.csv").read_text("utf-8-sig")
    assert csv.count("nongye,市农业农村局,,\n") == 3
    for name in ("市数据局", "现由市数据局承担"):
        assert name in (root / "site/search/index.js").read_text("utf-8")
        assert name in (root / "site/matrix/tasks/index.html").read_text("utf-8")


@pytest.mark.full
def test_a_unit_is_split(made: Built) -> None:
    root = made("split_unit")
    assert ("unit-succeeded", "keji") in told(root)
    assert "本单位的职责由市工信局、市人社局承担" in text(root, "units/keji/")
    for heir in ("gongxin", "renshe"):
        assert "承接自市科技局" in text(root, f"units/{heir}/")
        assert "承接自市科技局" in notice(root, heir)


@pytest.mark.full
def test_a_target_is_changed(made: Built) -> None:
    root = made("change_target")
    assert ("target-changed", "science-literacy") in told(root)
    section = text(root, f"changes/{DAY}/").partition("其他改动")[2]
    assert "主要目标公民具备科学素质比例：全市公民具备科学素质比例达到15%" in section
    page = documents(root / "site")[f"changes/{DAY}/"]
    assert page.tree.xpath("//h2[@id='_others']/following-sibling::div[1]//ins/text()") == ["16%"]


@pytest.mark.full
def test_a_page_that_another_took_the_place_of_leads_there(made: Built) -> None:
    root = made("replace_action")
    page = documents(root / "site")["actions/elderly/"]
    assert page.tree.xpath("//head/noscript/meta/@content") == ["0; url=../seniors/"]
    (line,) = page.tree.xpath(
        "//*[@id='elderly-smart']//a[1]/@href | //*[@id='elderly-smart'][self::p]/a[1]/@href"
    )
    assert line == "../../actions/seniors/#elderly-smart"


@pytest.mark.full
def test_a_page_that_is_gone_says_so(made: Built) -> None:
    root = made("remove_project")
    page = documents(root / "site")["projects/cooperation/"]
    assert page.tree.xpath("//head/noscript/meta") == []
    assert "已经删去，见2024年3月1日的修订对照" in text(root, "projects/cooperation/")
    assert page.tree.xpath("//*[@id='cooperation-science']")


@pytest.mark.full
def test_all_of_them_together(made: Built) -> None:
    root = made(*TOGETHER)
    names = {name for name, _ in told(root)}
    assert names >= {
        *("item-added", "item-removed", "item-moved", "item-renumbered", "item-reworded"),
        *("responsibility-gained", "responsibility-lost", "unit-removed", "unit-succeeded", "target-changed"),
    }


@pytest.mark.full
def test_with_no_revision_the_pages_say_so(built: Path) -> None:
    pages = documents(built)
    assert "没有修订" in pages["changes/"].tree.text_content()
    assert "规划自印发以来没有修订" in pages["units/kexie/"].tree.text_content()
    assert not [url for url in pages if url.startswith("changes/2")]
    parsed = feedparser.parse((built / "changes/feed.xml").read_bytes())
    assert (parsed.bozo, len(parsed.entries)) == (False, 1)


@pytest.mark.full
def test_two_revisions_one_after_the_other(tmp_path: Path) -> None:
    root = build(tmp_path / "project", revised("merge_and_rename"))
    run = plansite("revise", "--date", "2025-01-10", "--note", "调整任务", cwd=root)
    assert run.status == 0, run.err
    data = revised("merge_and_rename", "reword_task")
    data["revisions"].append(
        {"date": "2025-01-10", "note": "调整任务", "plan": f"content/revisions/{DAY}.yaml"}
    )
    (root / "plan.yaml").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    assert plansite("build", "--strict", "--no-documents", cwd=root).status == 0
    pages = documents(root / "site")
    later = text(root, "changes/2025-01-10/")
    assert "修改文字" in later
    assert "承接自" not in later
    assert "承接自市大数据中心" in text(root, f"changes/{DAY}/")
    said = notice(root, "nongye")
    assert said.index("2025年1月10日") < said.index("2024年3月1日")
    assert broken_links(root / "site") == []
    assert pages["changes/"].tree.xpath("//h2/text()") == ["2025年1月10日", "2024年3月1日"]


@pytest.mark.full
def test_the_links_of_the_feed_are_absolute_where_the_address_is_known(tmp_path: Path) -> None:
    root = build(tmp_path / "project", revised("reword_task"))
    address = "https://example.org/kxsz/"
    assert plansite("build", "--no-documents", cwd=root, SITE_URL=address).status == 0
    data = (root / "site/changes/feed.xml").read_bytes()
    links = [(each.get("rel"), each.get("href")) for each in etree.fromstring(data).iter("{*}link")]
    assert links == [
        ("self", f"{address}changes/feed.xml"),
        ("alternate", f"{address}changes/"),
        ("alternate", f"{address}changes/{DAY}/"),
        ("alternate", f"{address}plan/"),
    ]
    assert not feedparser.parse(data).bozo


@pytest.mark.full
def test_the_diff_of_a_plan_with_itself_tells_nothing() -> None:
    assert plansite("diff", "plan.yaml", "plan.yaml", "--format", "json", cwd=ROOT).out == "[]\n"
    for form in ("text", "markdown"):
        run = plansite("diff", "plan.yaml", "plan.yaml", "--format", form, cwd=ROOT)
        assert (run.status, run.out.count("\n")) == (0, 1)


@pytest.mark.full
def test_a_diff_says_which_file_it_cannot_use(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("schema: 1\n", "utf-8")
    run = plansite("diff", ROOT / "plan.yaml", "bad.yaml", cwd=tmp_path)
    assert run.status == 1
    assert "bad.yaml:1:1" in run.err
    assert plansite("diff", "nowhere.yaml", "bad.yaml", cwd=tmp_path).status == 2


def test_the_editor_s_data_are_the_real_plan() -> None:
    assert len(real()["units"]) == 34


@pytest.mark.full
def test_the_list_of_revisions_counts_what_a_revision_touches(made: Built) -> None:
    root = made(*TOGETHER)
    found = re.search(r"涉及(\d+)个事项、(\d+)家单位", text(root, "changes/"))
    assert found is not None
    feed = feedparser.parse((root / "docs/changes/feed.xml").read_bytes()).entries[0].summary
    assert f"涉及{found[1]}个事项、{found[2]}家单位" in feed
    assert int(found[1]) == len({each["item"] for each in changes(root) if "item" in each})
