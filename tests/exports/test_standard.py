"""The whole text is set as GB/T 9704—2012 asks: the PDF measured with pypdf, the docx by its own settings."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from lxml import etree
from pypdf import PdfReader

from plansite.exports.office import fonts, standard, titles
from plansite.exports.office.fonts import Face, choose
from plansite.plan import wording
from plansite.plan.wording import Style
from plansite.views.site import Site
from tests.helpers.other_plans import PLANS, site_of
from tests.helpers.support import STAMP, exported

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = {"w": W[1:-1]}
MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text on a sheet: where it begins, in millimetres from the left and the top."""

    text: str
    left: float
    base: float
    size: float
    font: str


@cache
def reader(site: Site) -> PdfReader:
    return PdfReader(io.BytesIO(exported("pdf", site)))


@cache
def runs(site: Site, number: int) -> tuple[Run, ...]:
    """Return the text of a page, counted from 1, from the top down."""
    page, found = reader(site).pages[number - 1], []
    height = float(page.mediabox.height)

    def visit(text: str, user: list[float], line: list[float], font: Any, size: float) -> None:  # noqa: ANN401
        if text.strip():
            left = user[0] * line[4] + user[2] * line[5] + user[4]
            base = height - (user[1] * line[4] + user[3] * line[5] + user[5])
            name = str(font["/BaseFont"]) if font else ""
            found.append(Run(text.strip(), left / MM, base / MM, size * abs(user[0]), name))

    page.extract_text(visitor_text=visit)
    return tuple(sorted(found, key=lambda run: (run.base, run.left)))


def printed_pages(site: Site) -> int:
    """Return the number of pages of the document, without contents and index, which follow it."""
    return next(n for n in range(1, len(reader(site).pages) + 1) if runs(site, n)[0].text == "目　录") - 1


@pytest.mark.full
def test_the_text_of_a_page_is_22_lines_of_28_characters_within_the_margins(site: Site) -> None:
    page = reader(site).pages[3]
    assert [round(float(each) / MM) for each in (page.mediabox.width, page.mediabox.height)] == [210, 297]
    counted: Counter[int] = Counter()
    for number in range(3, printed_pages(site)):
        *lines, footer = runs(site, number)
        assert re.fullmatch(r"— \d+ —", footer.text)
        counted[len({round(line.base, 1) for line in lines})] += 1
        # 三号 is 16 points.
        assert {round(line.size, 1) for line in lines} == {16.0}
        # Each font has its base line at a height of its own, so only lines of one font are compared.
        pitches = [(b.base - a.base) * MM for a, b in pairwise(lines) if a.font == b.font]
        assert max(abs(each - standard.LINE) for each in pitches if each > 1) < 0.1
        # A line stands in the middle of its pitch, and glyphs of CJK fonts in the middle of their body.
        middle = lines[0].base - 0.38 * 16 / MM
        assert abs(middle - standard.LINE / 2 / MM - 37) < 0.7
        assert lines[-1].base < 37 + 225
        assert {round(line.left, 1) for line in lines} <= {28.0, 39.1}
    # Headings stay with the text below them, so a page may end earlier.
    assert max(counted) == counted.most_common(1)[0][0] == 22
    assert min(counted) >= 19


@pytest.mark.full
def test_a_full_line_holds_28_characters(site: Site) -> None:
    lengths = Counter(
        len(run.text)
        for number in range(3, printed_pages(site))
        for run in runs(site, number)
        if round(run.left, 1) == 28.0 and re.fullmatch(r"[^\x00-\x7f]+", run.text)
    )
    assert max(lengths) == 28
    assert lengths[28] > 100
    assert standard.PITCH * 28 <= 156 * MM < standard.PITCH * 28 + 0.3
    assert standard.LINE * 22 <= 225 * MM < standard.LINE * 22 + 0.3


@pytest.mark.full
def test_numbers_of_pages_stand_outside_below_the_text(site: Site) -> None:
    for number in range(1, len(reader(site).pages) + 1):
        footer = runs(site, number)[-1]
        assert footer.text == f"— {number} —"
        assert round(footer.size, 1) == 14.0
        # 一字线 stand 7 mm below 版心, a third of the size above the base line.
        assert abs(footer.base - 0.35 * 14 / MM - (37 + 225 + 7)) < 0.7
        left = 28 + 14 / MM
        assert footer.left > 150 if number % 2 else abs(footer.left - left) < 0.5


@pytest.mark.full
def test_the_first_page_has_the_head_in_red_and_a_line_below_the_number(site: Site) -> None:
    head, number, *title = runs(site, 1)
    document = site.plan.document
    assert (head.text, number.text) == (document.head, document.number)
    assert abs(head.left - 28) < 2  # as large as one line allows
    assert head.base - head.size / MM > 37 + 30
    assert [run.text for run in title[:3]] == [
        "新余市人民政府关于印发",
        "《新余市全民科学素质行动规划纲要",
        "实施方案（2021—2025年）》的通知",
    ]
    assert {round(run.size) for run in title[:3]} == {22}
    red = [int(standard.RED[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    contents = [page.get_contents() for page in reader(site).pages]
    drawn = [_colours(b"" if each is None else each.get_data()) for each in contents]
    assert any(close(red, each) for each in drawn[0])
    assert not [number for number, page in enumerate(drawn[1:], 2) for each in page if close(red, each)]


def _colours(data: bytes) -> set[tuple[float, ...]]:
    found = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b", data)
    return {tuple(float(part) for part in each) for each in found}


def close(one: list[float], other: tuple[float, ...]) -> bool:
    return all(abs(a - b) < 0.01 for a, b in zip(one, other, strict=True))


@pytest.mark.full
def test_the_imprint_stands_at_the_foot_of_the_last_page_in_one_block(site: Site) -> None:
    *_, first, second, by, on, footer = runs(site, printed_pages(site))
    document = site.plan.document
    assert f"{first.text}{second.text}" == f"抄送：{document.cc}"
    assert (by.text, on.text) == (document.printed_by, "2022年4月9日印发")
    assert by.base == on.base
    assert {round(run.size, 1) for run in (first, second, by, on)} == {14.0}
    character = 14 / MM
    assert [round(run.left - 28, 1) for run in (first, by)] == [round(character, 1)] * 2
    assert round(second.left - first.left, 1) == round(3 * character, 1)  # below what follows the colon
    assert on.left > 28 + 156 / 2
    assert 258 < by.base < 37 + 225
    assert footer.text.startswith("—")


@pytest.mark.full
def test_levels_have_the_faces_of_the_standard(site: Site) -> None:
    faces = {each.face: each for each in fonts.chosen()}
    by_text = {run.text: run.font for number in range(1, 5) for run in runs(site, number)}
    wanted = {
        "一、指导思想和工作目标": Face.FIRST,
        "（一）指导思想": Face.SECOND,
        "新余市人民政府文件": Face.TITLE,
    }
    for text, face in wanted.items():
        font = by_text[text].partition("+")[2].replace("-", " ")
        assert font.startswith(faces[face].family), (text, font)
        # Not every substitute has a bold cut.
        assert font.endswith("Bold") == faces[face].bold or not font.startswith("Noto")


@pytest.mark.full
def test_the_file_is_by_the_issuer_and_names_no_program(site: Site) -> None:
    about = reader(site).metadata
    assert about is not None
    assert about.author == site.plan.document.issuer
    assert {"/Producer", "/Creator"}.isdisjoint(about)


def test_fonts_are_those_of_the_standard_where_they_are_installed() -> None:
    found = {
        each.face: each
        for each in choose(frozenset({"方正小标宋简体", "FangSong", "KaiTi", "SimHei", "宋体"}))
    }
    assert [found[face].family for face in (Face.TITLE, Face.TEXT, Face.SECOND, Face.FIRST)] == [
        "方正小标宋简体",
        "FangSong",
        "KaiTi",
        "SimHei",
    ]
    assert not any(each.bold for each in found.values())
    substitutes = choose(frozenset({"Noto Serif CJK SC", "Noto Sans CJK SC"}))
    assert [(each.face.name, each.family, each.bold) for each in substitutes] == [
        ("TITLE", "Noto Serif CJK SC", True),
        ("TEXT", "Noto Serif CJK SC", False),
        ("SECOND", "Noto Serif CJK SC", True),
        ("FIRST", "Noto Sans CJK SC", False),
        ("NUMBERS", "Noto Serif CJK SC", False),
    ]
    others = choose(frozenset({"AR PL UKai CN", "WenQuanYi Micro Hei", "AR PL UMing CN"}))
    assert [each.family for each in others] == [
        "AR PL UMing CN",
        "AR PL UMing CN",
        "AR PL UKai CN",
        "WenQuanYi Micro Hei",
        "AR PL UMing CN",
    ]
    # One that is installed is better than the usual one that is not.
    assert {each.family for each in choose(frozenset({"WenQuanYi Zen Hei"}))} == {"WenQuanYi Zen Hei"}


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("短", ("短",)),
        (
            "国务院办公厅关于印发《“十四五”国民健康规划》的通知",
            ("国务院办公厅关于印发", "《“十四五”国民健康规划》的通知"),
        ),
        (
            "新余市全民科学素质行动规划纲要实施方案（2021—2025年）",
            ("新余市全民科学素质行动规划纲要", "实施方案（2021—2025年）"),
        ),
    ],
)
def test_a_title_is_broken_between_words(title: str, lines: tuple[str, ...]) -> None:
    assert titles.lines_of(title, standard.TITLE_ROOM) == lines


@pytest.mark.parametrize("title", ["长" * 70, "长" * 4000, "a" * 300, "（" * 90, "。" * 50, "甲2021年" * 9])
def test_a_title_of_any_length_keeps_its_characters(title: str) -> None:
    lines = titles.lines_of(title, standard.TITLE_ROOM)
    assert "".join(lines) == title
    assert len(lines) == 1 or max(map(len, lines)) <= standard.TITLE_ROOM / 0.55


def member(data: bytes, path: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(path))


def attributes(element: etree._Element, path: str) -> dict[str, str]:
    return {key.removeprefix(W): value for key, value in element.find(path, NAMES).items()}


def test_the_docx_has_the_page_and_the_grid_of_the_standard(site: Site) -> None:
    (section,) = member(exported("plan-docx", site), "word/document.xml").iter(f"{W}sectPr")
    assert attributes(section, "w:pgSz") == {"w": "11906", "h": "16838"}
    margins = {name: int(value) for name, value in attributes(section, "w:pgMar").items()}
    assert [round(margins[side] * 25.4 / 1440) for side in ("top", "right", "bottom", "left")] == [
        37,
        26,
        35,
        28,
    ]
    grid = attributes(section, "w:docGrid")
    assert grid["type"] == "linesAndChars"
    pitch = int(grid["linePitch"])
    height, width = 16838 - margins["top"] - margins["bottom"], 11906 - margins["left"] - margins["right"]
    assert height // pitch == 22
    # charSpace is in 4096ths of a point, on top of the size of the default style.
    character = 20 * (16 + int(grid["charSpace"]) / 4096)
    assert width // character == 28
    assert abs(pitch / 20 - standard.LINE) < 0.05
    assert abs(character / 20 - standard.PITCH) < 0.01
    normal = styles(exported("plan-docx", site))["Normal"]
    assert attributes(normal, "w:rPr/w:sz") == {"val": "32"}
    # Office programs read the grid in different ways, so the text has a pitch of its own.
    assert attributes(normal, "w:rPr/w:snapToGrid") == {"val": "0"}
    own = 20 * 16 + int(attributes(normal, "w:rPr/w:spacing")["val"])
    assert width // own == 28


def styles(data: bytes) -> dict[str, etree._Element]:
    return {each.get(f"{W}styleId"): each for each in member(data, "word/styles.xml").iter(f"{W}style")}


def test_the_styles_of_the_docx_name_the_faces_of_the_standard(site: Site) -> None:
    found = styles(exported("plan-docx", site))
    faces = {
        "IssuingHead": "方正小标宋简体",
        "Title": "方正小标宋简体",
        "Heading1": "黑体",
        "Heading2": "楷体_GB2312",
        "Footer": "宋体",
    }
    for name, face in faces.items():
        assert attributes(found[name], "w:rPr/w:rFonts")["eastAsia"] == face
    defaults = member(exported("plan-docx", site), "word/styles.xml").find("w:docDefaults", NAMES)
    assert attributes(defaults, "w:rPrDefault/w:rPr/w:rFonts")["eastAsia"] == "仿宋_GB2312"
    assert all(found[name].find("w:rPr/w:rFonts", NAMES) is None for name in ("BodyText", "Heading3"))
    assert attributes(found["BodyText"], "w:pPr/w:ind")["firstLineChars"] == "200"


def test_the_docx_numbers_its_pages_outside(site: Site) -> None:
    data = exported("plan-docx", site)
    document = member(data, "word/document.xml")
    kinds = {each.get(f"{W}type"): each.values()[1] for each in document.iter(f"{W}footerReference")}
    assert kinds == {"default": "footer", "even": "evenFooter"}
    assert member(data, "word/settings.xml").find("w:evenAndOddHeaders", NAMES) is not None
    sides = {}
    for name in ("footer", "evenFooter"):
        footer = member(data, f"word/{name}.xml")
        assert "".join(each.text for each in footer.iter(f"{W}t")) == "— 1 —"
        sides[name] = attributes(
            styles(data)[footer.find("w:p/w:pPr/w:pStyle", NAMES).get(f"{W}val")], "w:pPr/w:jc"
        )
    assert sides == {"footer": {"val": "right"}, "evenFooter": {"val": "left"}}


def paragraphs(data: bytes) -> list[tuple[str, str]]:
    """Return the style and the text of each paragraph, cells of the imprint among them."""
    return [
        (p.find("w:pPr/w:pStyle", NAMES).get(f"{W}val"), "".join(t.text or "" for t in p.iter(f"{W}t")))
        for p in member(data, "word/document.xml").iter(f"{W}p")
    ]


@pytest.mark.parametrize("name", ["", *PLANS])
def test_the_docx_holds_the_text_word_for_word_in_its_order(name: str, site: Site) -> None:
    found = site_of(name) if name else site
    lines = [f"{line.opening}{line.text}" for line in wording.lines(found.plan)]
    assert [text for _, text in paragraphs(exported("plan-docx", found)) if text] == lines


def test_each_line_of_the_docx_has_the_look_of_its_kind(site: Site) -> None:
    looks = {text: look for look, text in paragraphs(exported("plan-docx", site))}
    printed = {line.style: line.text for line in wording.lines(site.plan)}
    assert looks[printed[Style.HEAD]] == "IssuingHead"
    assert looks[printed[Style.NUMBER]] == "NumberUnderHead"
    assert looks[printed[Style.ADDRESSEE]] == "Addressee"
    assert looks["一、指导思想和工作目标"] == "Heading1"
    assert looks["（一）指导思想"] == "Heading2"
    assert looks[f"抄送：{site.plan.document.cc}"] == "ImprintCopies"
    assert looks["2022年4月9日印发"] == "ImprintPrintedOn"


def test_the_imprint_of_the_docx_is_one_block_at_the_foot(site: Site) -> None:
    *before, block, anchor, section = member(exported("plan-docx", site), "word/document.xml").find(
        "w:body", NAMES
    )
    assert [etree.QName(each).localname for each in (block, anchor, section)] == ["tbl", "p", "sectPr"]
    assert {etree.QName(each).localname for each in before} == {"p"}
    place = attributes(block, "w:tblPr/w:tblpPr")
    assert (place["vertAnchor"], place["tblpYSpec"]) == ("margin", "bottom")
    # LibreOffice lets a table of this width float only if its place is counted from the edge of the page.
    assert (place["horzAnchor"], place["tblpX"]) == ("page", attributes(section, "w:pgMar")["left"])
    assert attributes(block, "w:tblPr/w:tblW")["w"] == str(11906 - 1587 - 1474)
    assert ["".join(row.itertext()) for row in block.iterfind("w:tr", NAMES)] == [
        f"抄送：{site.plan.document.cc}",
        f"{site.plan.document.printed_by}2022年4月9日印发",
    ]


def test_only_the_whole_text_has_a_head_in_red(site: Site) -> None:
    unit = site.relations.unit["kexie"]
    red = standard.RED.upper().encode()
    coloured = {}
    for name in ("plan-docx", "docx", "register-docx"):
        data = exported(name, site, None if name == "plan-docx" else unit)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            coloured[name] = any(red in archive.read(path).upper() for path in archive.namelist())
        assert any(text == site.plan.document.head for _, text in paragraphs(data)) == (name == "plan-docx")
    assert coloured == {"plan-docx": True, "docx": False, "register-docx": False}


def test_a_document_without_a_head_has_no_red_line_and_one_without_an_imprint_no_block() -> None:
    data = exported("plan-docx", site_of("minimal"))
    assert not list(member(data, "word/document.xml").iter(f"{W}tbl"))
    assert {"IssuingHead", "NumberUnderHead"}.isdisjoint(look for look, _ in paragraphs(data))


def test_the_docx_is_titled_as_the_plan_and_by_its_issuer(site: Site) -> None:
    core = {
        etree.QName(each).localname: each.text
        for each in member(exported("plan-docx", site), "docProps/core.xml")
    }
    assert (core["title"], core["creator"]) == (site.plan.title, "新余市人民政府")
    assert core["created"] == core["modified"] == STAMP.strftime("%Y-%m-%dT%H:%M:%SZ")
    anonymous = member(exported("plan-docx", site_of("minimal")), "docProps/core.xml")
    author = anonymous.findtext("{http://purl.org/dc/elements/1.1/}creator")
    assert author == site_of("minimal").plan.name


def test_no_style_puts_spaces_between_han_and_digits(site: Site) -> None:
    for name in ("plan-docx", "docx"):
        normal = styles(exported(name, site))["Normal"]
        for setting in ("autoSpaceDE", "autoSpaceDN"):
            assert attributes(normal, f"w:pPr/w:{setting}") == {"val": "0"}
