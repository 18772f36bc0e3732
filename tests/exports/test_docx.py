"""任务清单 as docx, read back with mammoth and as plain XML: neither is what writes it."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass

import mammoth
import pytest
from lxml import etree, html

from plansite.exports.docx_ import export
from plansite.plan import wording
from plansite.plan.model import Role, Unit
from plansite.plan.tree import Node
from plansite.reading.examine import examine
from plansite.views.site import Content, Site
from tests.helpers.other_plans import PLANS, site_of
from tests.helpers.support import ROOT, STAMP, exported

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = {"w": W[1:-1]}
ANSWERS = ("牵头", "责任", "配合", "责任、配合")
SECTION = re.compile(r"(?P<number>[一二三四五])、(?P<title>.+)（(?P<count>[0-9]+)[项条]）")


@dataclass(frozen=True, slots=True)
class Part:
    """A section read back: its heading, its count, and its rows by the labels of their columns."""

    title: str
    count: int
    rows: tuple[dict[str, str], ...]


@dataclass(frozen=True, slots=True)
class Read:
    """The list of a unit read back."""

    title: str
    parts: tuple[Part, ...]

    def rows(self, title: str) -> tuple[dict[str, str], ...]:
        """Return the rows of a section, none where there is no such section."""
        return next((part.rows for part in self.parts if part.title == title), ())


def read(data: bytes) -> list[Read]:
    """Return every list in a document, by way of mammoth."""
    found: list[tuple[str, list[Part]]] = []
    for element in html.fromstring(f"<div>{mammoth.convert_to_html(io.BytesIO(data)).value}</div>"):
        text = "".join(element.itertext())
        if element.tag == "h1":
            found.append((text, []))
        elif element.tag == "h2":
            match = SECTION.fullmatch(text)
            assert match, text
            parts = found[-1][1]
            parts.append(Part(match["title"], int(match["count"]), ()))
            assert match["number"] == "一二三四五"[len(parts) - 1]
        elif element.tag == "table" and found:
            part = found[-1][1].pop()
            found[-1][1].append(Part(part.title, part.count, tuple(table(element))))
    return [Read(title, tuple(parts)) for title, parts in found]


def table(element: etree._Element) -> list[dict[str, str]]:
    """Return the rows of a table by their columns' labels; paragraphs of a cell are lines."""
    head = [cell.text_content() for cell in element.iterfind("thead/tr/th")]
    return [
        dict(
            zip(
                head,
                ("\n".join(p.text_content() for p in cell.iterfind("p")) for cell in row.iterfind("td")),
                strict=True,
            )
        )
        for row in element.iterfind("tbody/tr")
    ]


def xml(data: bytes, path: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(path))


def written(data: bytes) -> list[str]:
    """Return the text of each paragraph in the XML, tabs and all."""
    paragraphs = xml(data).iter(f"{W}p")
    return [
        "".join("\t" if each.tag == f"{W}tab" else each.text or "" for each in p.iter(f"{W}t", f"{W}tab"))
        for p in paragraphs
    ]


def item_of(site: Site, row: dict[str, str]) -> Node:
    """Return the item that a row shows, by the words of it alone."""
    shown = (row.get("任务", list(row.values())[1]), row["主要内容"])
    found = [
        node
        for node in site.relations.nodes
        if (wording.heading_of(node.item) or wording.excerpt(node.item), "\n".join(node.item.paragraphs))
        == shown
    ]
    assert len(found) == 1, shown
    return found[0]


def responsibilities(site: Site, unit: Unit, mine: Read) -> set[tuple[str, str, str]]:
    """Return what a list says that `unit` leads and answers for."""
    found = set()
    labels = {site.plan.roles.of(role): role for role in Role}
    one = {"牵头": Role.LEAD, "责任": Role.RESPONSIBLE, "配合": Role.SUPPORT}
    for part in mine.parts:
        if part.title in ANSWERS:
            assert part.count == len(part.rows)
            for row in part.rows:
                role = labels[row["本单位角色"]] if "本单位角色" in row else one[part.title]
                found.add((unit.id, role.value, item_of(site, row).id))
    return found


def expected(site: Site, unit: Unit) -> set[tuple[str, str, str]]:
    return {(unit.id, each.role.value, each.node.id) for each in site.relations.of_unit.get(unit.id, ())}


@pytest.fixture(scope="module")
def documents(site: Site) -> dict[str, bytes]:
    """Return the document of every unit that the plan names."""
    return {unit.id: exported("docx", site, unit) for unit in site.relations.named_units}


@pytest.fixture(scope="module")
def lists(documents: dict[str, bytes]) -> dict[str, Read]:
    """Return the list of every unit read back."""
    found = {ident: read(data) for ident, data in documents.items()}
    assert {len(each) for each in found.values()} == {1}
    return {ident: each[0] for ident, each in found.items()}


@pytest.fixture(scope="module")
def whole(site: Site) -> bytes:
    """Return the document of all units."""
    return exported("docx", site)


def test_every_unit_has_exactly_its_own(site: Site, lists: dict[str, Read]) -> None:
    everything = set()
    for unit in site.relations.named_units:
        mine = lists[unit.id]
        assert mine.title == f"{unit.name}任务清单"
        found = responsibilities(site, unit, mine)
        assert found == expected(site, unit)
        assert sum(len(part.rows) for part in mine.parts if part.title in ANSWERS) == len(found)
        everything |= found
    assert len(everything) == 199
    assert everything == {
        (each.unit.id, each.role.value, each.node.id) for each in site.relations.responsibilities
    }


def test_it_begins_with_all_tasks_at_a_glance(site: Site, lists: dict[str, Read]) -> None:
    roles = {Role.LEAD: "牵头", Role.RESPONSIBLE: "责任"}
    for unit in site.relations.named_units:
        mine = site.relations.of_unit.get(unit.id, ())
        rows = lists[unit.id].rows("任务一览")
        if len(mine) < 2:
            assert not rows
            continue
        assert lists[unit.id].parts[0].title == "任务一览"
        assert lists[unit.id].parts[0].count == len(rows) == len(mine)
        by_role = sorted(mine, key=lambda each: list(Role).index(each.role))
        for row, each in zip(rows, by_role, strict=True):
            item = site.relations.items[each.node.id]
            assert row["任务"] == wording.heading_of(each.node.item)
            assert row["角色"] == roles[each.role]
            assert row["牵头单位"] == "、".join(lead.name for lead in item.lead)
            others = [own.name for role in item.roles for own in role.units if own.id != unit.id]
            assert row["共同单位"] == ("、".join(others) or "—")
            head = wording.heading_of(site.relations.head_of(each.node).item)
            assert row["所属行动/工程"] == ("—" if head == row["任务"] else head)


def test_what_prose_asks_of_a_unit_is_quoted(site: Site, lists: dict[str, Read]) -> None:
    quoted = 0
    for unit in site.relations.named_units:
        duties = site.relations.duties.get(unit.id, ())
        rows = [(row["出处"], row["原文"]) for row in lists[unit.id].rows("组织实施职责")]
        assert rows == [
            (wording.heading_of(site.relations.node[duty.item].item), duty.quote) for duty in duties
        ]
        quoted += len(rows)
    assert quoted == len(site.plan.duties) > 0


def test_what_a_unit_leads_without_being_named_is_listed_apart(
    site: Site, documents: dict[str, bytes], lists: dict[str, Read]
) -> None:
    reached = 0
    note = "这些任务在本单位牵头的范围之内，原文没有把本单位列为责任单位。"
    for unit in site.relations.named_units:
        rows = lists[unit.id].rows("牵头范围内的其他任务")
        assert [item_of(site, row) for row in rows] == list(site.relations.reached(unit))
        assert (note in written(documents[unit.id])) == bool(rows)
        reached += len(rows)
    assert reached > 0


def test_a_row_names_who_answers_and_until_when(site: Site, lists: dict[str, Read]) -> None:
    rows = lists["jiaoyu"].rows("责任")
    assert [row["序号"] for row in rows] == [str(number) for number in range(1, 12)]
    row = next(row for row in rows if item_of(site, row).id == "youth-talent")
    assert list(row) == ["序号", "行动/工程", "任务", "主要内容", "牵头单位", "责任单位"]
    assert row["行动/工程"] == "（一）青少年科学素质提升行动"
    assert (row["牵头单位"], row["责任单位"]) == ("市教育局、市科协", "市教育局、团市委、市科协")
    (led,) = lists["jiaoyu"].rows("牵头")
    assert (led["行动/工程"], led["牵头单位"]) == ("（一）青少年科学素质提升行动", "市教育局、市科协")


def test_it_says_where_it_is_from(documents: dict[str, bytes]) -> None:
    title = "《新余市全民科学素质行动规划纲要实施方案（2021—2025年）》"
    lines = written(documents["tongji"])
    assert lines[:5] == [
        "附件",
        "市统计局任务清单",
        title,
        "（余府发〔2022〕11号）",
        "单位全称：新余市统计局　实施期：2021—2025年",
    ]
    assert lines[-3:] == [
        "注：“牵头单位”一栏为所属行动/工程的牵头单位。",
        "注：原文没有列出时限，实施期为2021—2025年。",
        f"据{title}（余府发〔2022〕11号）编制，与原文有出入的以原文为准。",
    ]


def test_the_whole_holds_every_unit_in_order(site: Site, lists: dict[str, Read], whole: bytes) -> None:
    found = read(whole)
    assert found == [lists[unit.id] for unit in site.relations.named_units]
    assert len(found) == 34
    new_pages = [p for p in xml(whole).iter(f"{W}p") if p.find("w:pPr/w:pageBreakBefore", NAMES) is not None]
    assert ["".join(p.itertext()) for p in new_pages] == [each.title for each in found]


def test_the_first_page_of_the_whole_leads_to_each_unit(site: Site, whole: bytes) -> None:
    document = xml(whole)
    marks = {
        mark.get(f"{W}name"): "".join(mark.getparent().itertext())
        for mark in document.iter(f"{W}bookmarkStart")
    }
    links = [("".join(link.itertext()), link.get(f"{W}anchor")) for link in document.iter(f"{W}hyperlink")]
    assert [name for name, _ in links] == [unit.name for unit in site.relations.named_units]
    assert [marks[anchor] for _, anchor in links] == [f"{name}任务清单" for name, _ in links]
    index = next(html.fromstring(mammoth.convert_to_html(io.BytesIO(whole)).value).iter("table"))
    kexie = next(row for row in table(index) if row["单位"] == "市科协")
    assert list(kexie.values()) == ["24", "市科协", "6", "29", "1", "1"]


def test_the_page_is_that_of_the_standard_laid_on_its_side(documents: dict[str, bytes], whole: bytes) -> None:
    for data in (documents["kexie"], whole):
        (section,) = xml(data).iter(f"{W}sectPr")
        size = {key.removeprefix(W): value for key, value in section.find("w:pgSz", NAMES).items()}
        assert size == {"w": "16838", "h": "11906", "orient": "landscape"}
        margins = {key.removeprefix(W): int(value) for key, value in section.find("w:pgMar", NAMES).items()}
        millimetres = {key: round(value * 25.4 / 1440) for key, value in margins.items()}
        assert (millimetres["left"], millimetres["right"]) == (37, 35)
        assert (millimetres["top"], millimetres["bottom"]) == (28, 26)


def test_tables_repeat_their_header_and_keep_their_rows_and_width(whole: bytes) -> None:
    tables = list(xml(whole).iter(f"{W}tbl"))
    assert len(tables) > 34
    for each in tables:
        header, *rows = each.iterfind("w:tr", NAMES)
        assert header.find("w:trPr/w:tblHeader", NAMES) is not None
        assert all(row.find("w:trPr/w:tblHeader", NAMES) is None for row in rows)
        assert all(row.find("w:trPr/w:cantSplit", NAMES) is not None for row in (header, *rows))
        grid = [int(column.get(f"{W}w")) for column in each.iterfind("w:tblGrid/w:gridCol", NAMES)]
        assert round(sum(grid) * 25.4 / 1440) == 225
        for row in (header, *rows):
            widths = [int(cell.get(f"{W}w")) for cell in row.iterfind("w:tc/w:tcPr/w:tcW", NAMES)]
            assert widths == grid


def test_a_row_longer_than_a_page_may_break() -> None:
    site = small("长" * 2000)
    header, row = xml(exported("docx", site, site.plan.units[0])).iter(f"{W}tr")
    assert header.find("w:trPr/w:cantSplit", NAMES) is not None
    assert row.find("w:trPr/w:cantSplit", NAMES) is None


def test_pages_are_numbered_as_the_standard_has_it(documents: dict[str, bytes]) -> None:
    footer = xml(documents["tongji"], "word/footer.xml")
    assert [each.text for each in footer.iter(f"{W}instrText")] == [" PAGE "]
    assert "".join(each.text for each in footer.iter(f"{W}t")) == "— 1 —"
    style = styles(documents["tongji"])["Footer"]
    assert style.find("w:rPr/w:rFonts", NAMES).get(f"{W}ascii") == "宋体"
    assert style.find("w:rPr/w:sz", NAMES).get(f"{W}val") == "28"
    (used,) = xml(documents["tongji"]).iter(f"{W}footerReference")
    assert used.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id") == "footer"


def styles(data: bytes) -> dict[str, etree._Element]:
    return {each.get(f"{W}styleId"): each for each in xml(data, "word/styles.xml").iter(f"{W}style")}


FONTS = {
    "AnnexLabel": ("黑体", "32"),
    "Title": ("方正小标宋简体", "44"),
    "Heading1": ("方正小标宋简体", "44"),
    "Heading2": ("黑体", "32"),
    "Subtitle": ("楷体_GB2312", "32"),
    "AnnexLine": ("仿宋_GB2312", "24"),
    "Note": ("楷体_GB2312", "21"),
    "Remark": ("楷体_GB2312", "21"),
    "TableHead": ("黑体", "21"),
    "TableText": ("仿宋_GB2312", "21"),
    "TableList": ("仿宋_GB2312", "21"),
    "TableCentre": ("仿宋_GB2312", "21"),
}


def test_fonts_come_from_styles(whole: bytes) -> None:
    document, known = xml(whole), styles(whole)
    assert {each.get(f"{W}val") for each in document.iter(f"{W}pStyle")} == set(FONTS)
    assert not list(document.iter(f"{W}rPr"))
    for name, (font, size) in FONTS.items():
        fonts = known[name].find("w:rPr/w:rFonts", NAMES)
        assert {fonts.get(f"{W}{each}") for each in ("eastAsia", "ascii", "hAnsi")} == {font}
        assert known[name].find("w:rPr/w:sz", NAMES).get(f"{W}val") == size
    defaults = xml(whole, "word/styles.xml").find("w:docDefaults/w:rPrDefault/w:rPr", NAMES)
    assert defaults.find("w:lang", NAMES).get(f"{W}eastAsia") == "zh-CN"
    assert defaults.find("w:color", NAMES).get(f"{W}val") == "000000"
    assert all(each.find("w:rPr/w:color", NAMES) is None for each in known.values())


def test_nothing_in_it_is_of_another_time_or_document(documents: dict[str, bytes]) -> None:
    core = xml(documents["kexie"], "docProps/core.xml")
    stamp = STAMP.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert {etree.QName(each).localname: each.text for each in core} == {
        "title": "市科协任务清单",
        "creator": "新余市人民政府",
        "lastModifiedBy": "新余市人民政府",
        "created": stamp,
        "modified": stamp,
        "revision": "1",
        "language": "zh-CN",
    }
    with zipfile.ZipFile(io.BytesIO(documents["kexie"])) as archive:
        assert sorted(archive.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/fontTable.xml",
            "word/footer.xml",
            "word/settings.xml",
            "word/styles.xml",
        ]
        assert {info.date_time for info in archive.infolist()} == {STAMP.timetuple()[:6]}
        for path in (name for name in archive.namelist() if name.endswith(".rels")):
            relations = list(etree.fromstring(archive.read(path)))
            assert relations
            assert all(each.get("TargetMode") is None for each in relations)
            assert not any(":" in each.get("Target") for each in relations)


@pytest.mark.full
def test_the_same_plan_gives_the_same_bytes_anywhere(documents: dict[str, bytes]) -> None:
    script = (
        "import sys; from tests.helpers.support import ROOT, exported\n"
        "from plansite.reading.examine import examine; from plansite.views.site import Content, Site\n"
        "plan = examine((ROOT / 'plan.yaml').read_bytes(), 'plan.yaml', 'en').record\n"
        "site = Site.of(plan, Content())\n"
        "sys.stdout.buffer.write(exported('docx', site, site.relations.unit['kexie']))\n"
    )
    environment = {**os.environ, "TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    environment["PYTHONPATH"] = str(ROOT / "generator")
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    assert done.stdout == documents["kexie"]


def test_a_stamp_of_any_zone_is_the_same_time(site: Site, documents: dict[str, bytes]) -> None:
    zone = dt.timezone(dt.timedelta(hours=8))
    view = export.show(site, site.relations.unit["kexie"])
    assert export.write(view, STAMP.astimezone(zone)) == documents["kexie"]
    assert export.write(view, STAMP + dt.timedelta(days=1)) != documents["kexie"]


HOSTILE = "a&b<c>\"d\"'e' {{ x }} {% y %} \t { PAGE } MERGEFIELD _x0041_ ]]> &amp;  😀𠮷𪚥㐂 =1+1"


def small(text: str, title: str = "题", name: str = "甲", **more: object) -> Site:
    """Return a plan of one item for which one unit answers."""
    item = {"id": "one", "title": title, "text": text, "responsible": ["a"], **more}
    plan = {
        "schema": 1,
        "title": title,
        "period": {"start": 2020, "end": 2021},
        "units": [{"id": "a", "name": name, "full_name": f"{name}全称"}],
        "items": [item],
    }
    examined = examine(json.dumps(plan, ensure_ascii=False).encode(), "plan.json", "en")
    assert examined.record is not None, examined.problems
    return Site.of(examined.record, Content())


def test_text_is_literal() -> None:
    site = small(f"{HOSTILE}\n第二段", HOSTILE, HOSTILE)
    for data in (exported("docx", site, site.plan.units[0]), exported("docx", site)):
        lines = written(data)
        assert lines.count(HOSTILE) >= 3
        assert f"{HOSTILE}任务清单" in lines
        assert f"《{HOSTILE}》" in lines
        assert f"单位全称：{HOSTILE}全称　实施期：2020—2021年" in lines
        (row,) = read(data)[0].rows("责任")
        assert row["主要内容"] == f"{HOSTILE}\n第二段"
        assert row["责任单位"] == HOSTILE
        assert not list(xml(data).iter(f"{W}instrText", f"{W}fldSimple"))


def test_a_long_name_is_cut_in_the_properties_alone() -> None:
    site = small("文", name="名" * 300)
    data = exported("docx", site, site.plan.units[0])
    assert xml(data, "docProps/core.xml").findtext("{http://purl.org/dc/elements/1.1/}title") == "名" * 255
    assert f"{'名' * 300}任务清单" in written(data)


@pytest.mark.parametrize("name", PLANS)
def test_plans_of_other_shapes(name: str) -> None:
    site = site_of(name)
    everything = set()
    whole = read(exported("docx", site))
    for unit, within in zip(site.relations.named_units, whole, strict=True):
        (own,) = read(exported("docx", site, unit))
        assert own == within
        assert responsibilities(site, unit, own) == expected(site, unit)
        everything |= expected(site, unit)
    assert len(everything) == len(site.relations.responsibilities)


def test_each_role_of_a_unit_is_a_section_under_its_printed_label() -> None:
    site = site_of("nested")
    (both,) = read(exported("docx", site, site.relations.unit["shi"]))
    assert [row["任务"] for row in both.rows("配合")] == ["2.各地落实"]
    assert [row["任务"] for row in both.rows("责任")] == ["（一）经费"]
    (one,) = read(exported("docx", site, site.relations.unit["zhijian"]))
    (row,) = one.rows("配合")
    assert list(row) == ["序号", "专项/举措", "主要内容", "牵头部门", "责任部门", "配合部门"]
    assert row["主要内容"] == "减少重复提交。\n推广电子证照。"
    assert row["配合部门"] == "省市场监管局（省知识产权局）等"


def test_a_remark_tells_when_those_who_lead_are_taken_from_above() -> None:
    site = site_of("nested")
    remark = "注：任务本身未列牵头部门的，“牵头部门”一栏为所属专项/举措的牵头部门。"
    assert written(exported("docx", site, site.relations.unit["gongan"])).count(remark) == 1
    lines = written(exported("docx", site, site.relations.unit["zhijian"]))
    assert [line for line in lines if line.startswith("注：")] == [
        "注：原文没有列出时限，实施期为2023—2024年。"
    ]


def test_a_list_that_is_not_closed_ends_in_and_others() -> None:
    site = site_of("chapters")
    (mine,) = read(exported("docx", site, site.relations.unit["haiguan"]))
    (row,) = mine.rows("牵头")
    assert (row["牵头单位"], row["责任单位"], row["时限"]) == ("海关总署", "财政部等", "2019年12月底前")


def test_a_unit_without_tasks_is_told_so() -> None:
    site = site_of("nested")
    data = exported("docx", site, site.relations.unit["unused"])
    assert read(data) == [Read("省统计局任务清单", ())]
    assert "原文没有向本单位列出任务。" in written(data)


def test_a_plan_without_units_is_told_so() -> None:
    data = exported("docx", site_of("minimal"))
    assert read(data) == []
    assert "原文没有列出单位。" in written(data)
