"""Source documents made here, in every format, and the lines that they show."""

from __future__ import annotations

import codecs
import io
import zipfile

import docx
import docx.document
import pypdf
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from plansite.importing.lines.wraps import joined
from plansite.importing.readers import MAX_BYTES, Line, Unreadable, endings, read
from plansite.importing.readers.docx_zip import MAX_UNPACKED
from plansite.importing.readers.grid import MAX_COLUMNS
from plansite.importing.readers.numerals import numeral
from tests.helpers.examples import examples

CHINESE = st.text(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动", min_size=1
)


def texts(name: str, data: bytes) -> list[str]:
    return [line.text for line in read(name, data)]


def inside(name: str, data: bytes) -> list[str]:
    return [line.text for line in read(name, data) if not line.outside]


def refused(name: str, data: bytes, zh: str, en: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(name, data)
    assert zh in caught.value.say("zh")
    assert en in caught.value.say("en")


# What every format has in common.


def test_formats_are_found_by_themselves() -> None:
    assert {".txt", ".md", ".html", ".htm", ".docx", ".pdf"} <= set(endings())


@pytest.mark.parametrize("name", ["plan.wps", "plan", "plan.pdf.zip"])
def test_an_unknown_format_is_named_with_those_that_are_known(name: str) -> None:
    refused(name, b"x", f"{name} 的格式无法读取", ".docx .htm .html")


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".docx", ".pdf"])
def test_a_file_beyond_the_bound_is_refused(ending: str) -> None:
    refused(f"plan{ending}", bytes(MAX_BYTES + 1), "超过上限 52428800", "more than 52428800")


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".docx", ".pdf"])
@examples(100)
@given(data=st.binary(max_size=300))
def test_no_bytes_end_in_anything_but_lines_or_a_reason(ending: str, data: bytes) -> None:
    try:
        lines = read(f"plan{ending}", data)
    except Unreadable as error:
        said = {error.say("zh"), error.say("en")}
    else:
        said = {line.text for line in lines}
    assert said
    assert all(text and text == text.strip() for text in said)


# Text.

PLAN = "新余市科学素质纲要\n\n　　一、总体要求\r\n  到2025年，达到15%。\xa0\n"
PLAN_LINES = (Line("新余市科学素质纲要", 1), Line("一、总体要求", 3), Line("到2025年，达到15%。", 4))


@pytest.mark.parametrize(
    "data",
    [
        PLAN.encode(),
        codecs.BOM_UTF8 + PLAN.encode(),
        PLAN.replace("\xa0", "").encode("gbk"),
        PLAN.encode("gb18030"),
        codecs.BOM_UTF16_LE + PLAN.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be"),
        PLAN.replace("\r\n", "\n").replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "bom", "gbk", "gb18030", "utf-16-le", "utf-16-be", "cr"],
)
def test_text_in_every_encoding_has_the_same_lines(data: bytes) -> None:
    assert read("plan.TXT", data) == PLAN_LINES


def test_inner_spaces_of_text_stay() -> None:
    assert texts("a.txt", "  附  件　1\t表 \u200b".encode()) == ["附  件　1\t表"]


@pytest.mark.parametrize("data", [b"\x00\x01\x02plan", b"\xff\xff\xff", b"PK\x03\x04\x00\x00\x08\x00"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read("a.txt", data)
    assert "文本" in caught.value.say("zh")


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", "\ufeff　".encode()])
def test_an_empty_text_is_told(data: bytes) -> None:
    refused("a.txt", data, "a.txt 中没有文字", "no text in a.txt")


# Markdown.


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# 一、总体要求", "一、总体要求"),
        ("##（一）指导思想 ##", "（一）指导思想"),
        ("#科普#进校园", "#科普#进校园"),
        ("- 1.提升教师素质。", "1.提升教师素质。"),
        ("* 市科协", "市科协"),
        ("> > - **重点**：*科普*", "重点：科普"),
        (">50%的单位", ">50%的单位"),
        ("- 3 -", "- 3 -"),
        ("**“双减”**行动、__五年__计划", "“双减”行动、五年计划"),
        ("__五年__ 计划", "五年 计划"),
        ("***重要***内容", "重要内容"),
        ("**一、*总体*要求**", "一、总体要求"),
        ("面积 3*4*5 米，a_b_c", "面积 3*4*5 米，a_b_c"),
        (r"1\. 提升 \*质量\* 与 \_水平\_", "1. 提升 *质量* 与 _水平_"),
        ('见[通知](https://www.gov.cn/a_(1).htm "题")。', "见通知。"),
        ("余府发[2022](试行)11号", "余府发[2022](试行)11号"),
        ("见[通知][1]和[2022][11]\n\n[1]: https://www.gov.cn/", "见通知和[2022][11]"),
        ("一&emsp;二&lt;三&未知;", "一\u2003二<三&未知;"),
        ("正文\\", "正文"),
    ],
)
def test_marks_of_markdown_go(markdown: str, text: str) -> None:
    assert texts("a.md", markdown.encode()) == [text]


def test_lines_of_markdown_keep_their_numbers() -> None:
    source = (
        "---\ntitle: 规划\n---\n# 规划  \n<!-- 备注\n两行 -->\n第一行  \n第二行\n\n---\n\n| 单位 | 任务 |\n"
        "| :--- | --- |\n| 市科协 | **科普** |\n```\n**原样**\n```\n"
    )
    found = read("a.md", source.encode())
    assert [(line.number, line.text) for line in found] == [
        (4, "规划"),
        (7, "第一行"),
        (8, "第二行"),
        (12, "单位\t任务"),
        (14, "市科协\t科普"),
        (16, "**原样**"),
    ]
    assert [[cell.text for cell in line.cells] for line in found if line.table == 1] == [
        ["单位", "任务"],
        ["市科协", "科普"],
    ]


@given(st.lists(st.text("一二三科学素质，。、；：（）《》“”—%0123456789.年", min_size=1), min_size=1))
def test_plain_text_is_the_same_in_markdown(lines: list[str]) -> None:
    assert texts("a.md", "\n\n".join(lines).encode()) == lines


# HTML.

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>纲要_政府网</title>
<style>p {{}}</style><script>var a = "脚本，脚本。";</script></head><body>
<div class="header"><a href="/">首页</a><a href="/zw">政务公开，公开。</a></div>
<nav>导航，导航。</nav>
<div class="wrap content"><div class="crumbs">当前位置：<a href="/">首页</a></div>
<div class="TRS_Editor"><p>　　一、总体&#35201;求</p>
<p>&nbsp;&nbsp;全面贯彻
新发展理念，<b>提升</b>素质。<br>（一）目标，到2025年&lt;15%&gt;。</p>
<table><tr><th>单位</th><th>任务</th></tr>
<tr><td><p>市科协</p></td><td><p>科普，</p><p>宣传</p></td></tr></table>
<p style="display:none">隐藏，隐藏。</p></div></div>
<div class="related"><a href="/1">相关文件，很长很长很长很长很长很长很长很长很长很长很长很长。</a></div>
<div id="footer">主办：某市人民政府，版权所有。</div><footer>页脚，页脚。</footer></body></html>"""
ARTICLE = [
    "一、总体要求",
    "全面贯彻新发展理念，提升素质。",
    "（一）目标，到2025年<15%>。",
    "单位\t任务",
    "市科协\t科普， 宣传",
]


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gbk"), ("utf-8", "gbk")])
def test_of_a_page_only_the_article_is_read(charset: str, encoding: str) -> None:
    data = PAGE.format(charset=charset).encode(encoding)
    assert inside("a.html", data) == ARTICLE
    # What is left of the page is told apart, as far as it has sentences.
    assert [line.text for line in read("a.html", data) if line.outside] == ["主办：某市人民政府，版权所有。"]


def test_big5_is_believed_where_a_page_says_so() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=big5"><p>科學素質，國民。</p>'
    assert texts("a.htm", page.encode("big5")) == ["科學素質，國民。"]


def test_an_article_is_found_where_nothing_is_named() -> None:
    paragraph = "以提升科学素质为重点，服务人民。" * 10
    page = (
        "<html><body><div><ul><li>首页</li><li>新闻</li></ul></div><div><div><div>"
        f"<p>{paragraph}</p><p>二、任务</p><p>{paragraph}</p></div></div><div>浏览次数：3</div></div>"
        "<div>版权所有</div></body></html>"
    )
    assert texts("a.html", page.encode()) == [paragraph, "二、任务", paragraph]


def test_a_table_that_lays_out_a_page_is_no_table_of_data() -> None:
    page = "<table><tr><td><p>一、要求</p><p>坚持人民至上，服务人民。</p></td></tr></table>"
    assert texts("a.html", page.encode()) == ["一、要求", "坚持人民至上，服务人民。"]


def test_a_table_in_a_cell_of_a_table_of_data_is_text_of_the_cell() -> None:
    inner = "<table><tr><td>甲</td><td>乙</td></tr></table>"
    rows = [["序号", "任务", "单位"], ["1", f"科普{inner}讲座", "市科协"], ["2", "宣传", "市教育局"]]
    written = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for cells in rows)
    found = read("a.html", f"<body><p>任务分工，表。</p><table>{written}</table></body>".encode())
    assert [line.text for line in found] == [
        "任务分工，表。",
        "序号\t任务\t单位",
        "1\t科普 甲 乙 讲座\t市科协",
        "2\t宣传\t市教育局",
    ]
    assert [len(line.cells) for line in found] == [0, 3, 3, 3]


@pytest.mark.parametrize("cells", ["<td colspan=65000>1</td>", "<td>1</td>" * 150])
def test_of_a_row_wider_than_any_table_all_cells_are_read(cells: str) -> None:
    page = f"<body><p>任务分工，表。</p><table><tr>{cells}<td>科普</td><td>市科协</td></tr></table></body>"
    (line,) = (line for line in read("a.html", page.encode()) if line.cells)
    assert len(line.cells) <= MAX_COLUMNS
    assert [text for cell in line.cells[-2:] for text in cell.text.split("\n")][-2:] == ["科普", "市科协"]


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<ol><li>讲座。</li><li><p>展览。</p></li></ol>", ["1.讲座。", "2.展览。"]),
        (
            "<ol><li><b>讲座。</b></li></ol><p>其次。</p><ol start=2><li>展览。</li></ol>",
            ["1.讲座。", "其次。", "2.展览。"],
        ),
        ("<ol><li>一、讲座。</li><li>（二）展览。</li></ol>", ["一、讲座。", "（二）展览。"]),
        ("<ul><li>讲座。</li></ul>", ["讲座。"]),
        ("<ol style='list-style: none'><li>讲座。</li></ol>", ["讲座。"]),
        ("<ol start=99999999 ><li value=x>讲座。</li></ol>", ["1.讲座。"]),
    ],
)
def test_items_of_a_numbered_list_have_the_numbers_that_are_shown(markup: str, lines: list[str]) -> None:
    assert texts("a.html", f"<body><p>科普，工作。</p>{markup}</body>".encode()) == ["科普，工作。", *lines]


def test_a_page_nested_beyond_reason_is_refused() -> None:
    with pytest.raises(Unreadable):
        read("a.html", ("<div>" * 50_000 + "科学，素质。").encode())


def test_a_page_without_text_is_told() -> None:
    refused("a.html", b"<html><body><script>render()</script></body></html>", "由脚本加载", "by a script")


# Word.


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def numbered(levels: str, *nums: str) -> docx.document.Document:
    """Return a document with one abstract list of these w:lvl and lists 91, 92 … that use it."""
    document = docx.Document()
    root = document.part.numbering_part.element
    first = root.find(qn("w:num"))
    first.addprevious(
        parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>')
    )
    for at, overrides in enumerate(nums or ("",), 91):
        xml = f'<w:num {nsdecls("w")} w:numId="{at}"><w:abstractNumId w:val="90"/>{overrides}</w:num>'
        root.append(parse_xml(xml))
    return document


def lvl(depth: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def item(document: docx.document.Document, text: str, depth: int = 0, num: int = 91) -> Paragraph:
    paragraph = document.add_paragraph(text)
    numbers = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(numbers))  # noqa: SLF001  python-docx has no lists
    return paragraph


OFFICIAL = (
    lvl(0, "chineseCountingThousand", "%1、")
    + lvl(1, "chineseCounting", "（%2）")
    + lvl(2, "decimal", "%3.")
    + lvl(3, "decimalEnclosedCircle", "%4")
    + lvl(4, "bullet", "●")
    + lvl(5, "decimal", "%3.%6")
)


def test_automatic_numbers_are_put_before_the_text() -> None:
    document = numbered(OFFICIAL)
    document.add_paragraph("纲要")
    for depth in (0, 1, 2, 2, 3, 3, 1, 2, 5, 4, 0, 1, 2):
        item(document, "甲", depth)
    shown = ["纲要", "一、甲", "（一）甲", "1.甲", "2.甲", "①甲", "②甲", "（二）甲", "1.甲", "1.1甲", "甲"]
    assert texts("a.docx", saved(document)) == [*shown, "二、甲", "（一）甲", "1.甲"]


def test_a_list_starts_anew_where_it_says_so() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    document = numbered(lvl(0, "decimal", "%1.", 3), "", override, "")
    for num in (91, 91, 92, 92, 93):
        item(document, "甲", num=num)
    # Lists of one abstract list count on from each other, as in Word.
    assert texts("a.docx", saved(document)) == ["3.甲", "4.甲", "5.甲", "6.甲", "7.甲"]


def test_a_level_that_never_restarts_counts_on() -> None:
    levels = lvl(0, "japaneseCounting", "第%1章　") + lvl(
        1, "japaneseCounting", "第%2条　", more='<w:lvlRestart w:val="0"/>'
    )
    document = numbered(levels)
    for depth in (0, 1, 1, 0, 1):
        item(document, "甲", depth)
    shown = ["第一章　甲", "第一条　甲", "第二条　甲", "第二章　甲", "第三条　甲"]
    assert texts("a.docx", saved(document)) == shown


def test_numbers_come_through_styles() -> None:
    document = numbered(
        lvl(0, "decimal", "%1、") + lvl(1, "upperRoman", "%2) ", more='<w:pStyle w:val="Heading2"/>')
    )
    for name in ("Heading 1", "Heading 2"):
        properties = document.styles[name].element.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="91"/></w:numPr>'))
    for text, style in (("甲", "Heading 1"), ("乙", "Heading 2"), ("丙", "Heading 2"), ("丁", "Heading 1")):
        document.add_paragraph(text, style)
    item(document, "无", num=0).style = "Heading 1"
    assert texts("a.docx", saved(document)) == ["1、甲", "I) 乙", "II) 丙", "2、丁", "无"]


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("decimal", 12, "12"),
        ("decimalFullWidth", 12, "１２"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 11, "十一"),
        ("chineseCountingThousand", 20, "二十"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1001, "一千零一"),
        ("japaneseCounting", 21, "二十一"),
        ("ideographDigital", 10, "一〇"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircle", 51, "51"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 3, "c"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 4, "iv"),
        ("bullet", 1, ""),
        ("somethingNew", 7, "7"),
    ],
)
def test_forms_of_numbers(form: str, value: int, shown: str) -> None:
    assert numeral(value, form) == shown


def runs(*xml: str) -> docx.document.Document:
    document = docx.Document()
    for each in xml:
        namespaces = nsdecls("w") + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        document.element.body.insert_element_before(parse_xml(f"<w:p {namespaces}>{each}</w:p>"), "w:sectPr")
    return document


OLD, NEW = "<w:r><w:delText>旧</w:delText></w:r>", "<w:r><w:t>新</w:t></w:r>"
BOX = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


SHOWN = {
    "breaks": ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>", ["甲\t乙", "丙"]),
    "hyphens": ("<w:r><w:t>素</w:t><w:softHyphen/><w:t>质\u00ad</w:t><w:noBreakHyphen/></w:r>", ["素质-"]),
    "deleted": (f'<w:del w:id="1">{OLD}</w:del><w:ins w:id="2">{NEW}</w:ins>', ["新"]),
    "moved": (f'<w:moveFrom w:id="1">{NEW}</w:moveFrom><w:moveTo w:id="2">{NEW}</w:moveTo>', ["新"]),
    "hidden": ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:t>显</w:t></w:r>", ["显"]),
    "shown": ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r>', ["显"]),
    "field": (
        f"{mark('begin')}<w:r><w:t>令</w:t></w:r>{mark('separate')}{NEW}{mark('end')}<w:r><w:t>页</w:t></w:r>",
        ["新页"],
    ),
    "wrapped": (f"<w:hyperlink>{NEW}</w:hyperlink><w:smartTag>{NEW}</w:smartTag>", ["新新"]),
    "box": (
        f"{NEW}<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice></mc:AlternateContent></w:r>",
        ["框", "新"],
    ),
    "note": (f'{NEW}<w:r><w:footnoteReference w:id="2"/><w:commentReference w:id="3"/></w:r>', ["新"]),
}


@pytest.mark.parametrize(("xml", "lines"), SHOWN.values(), ids=SHOWN)
def test_what_a_paragraph_shows(xml: str, lines: list[str]) -> None:
    assert texts("a.docx", saved(runs(xml))) == lines


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    document = runs(
        '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r>', "<w:r><w:t>乙</w:t></w:r>"
    )
    assert read("a.docx", saved(document)) == (Line("甲乙", 2),)


def test_tables_are_read_row_by_row_and_merged_cells_once() -> None:
    document = numbered(lvl(0, "decimal", "%1"))
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    document.add_paragraph("任务表")
    table = document.add_table(3, 3)
    for row, words in zip(
        table.rows, (("序号", "任务", "单位"), ("", "科普", "市科协"), ("", "宣传", "")), strict=True
    ):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    for row in table.rows[1:]:
        row.cells[0].paragraphs[0].text = ""
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 2).merge(table.cell(2, 2))
    document.add_paragraph("完")
    assert texts("a.docx", saved(document)) == ["任务表", "序号 任务\t单位", "科普\t市科协", "宣传", "完"]


def test_a_table_that_lays_out_a_document_is_read_through() -> None:
    document = docx.Document()
    frame = document.add_table(2, 2)
    frame.cell(0, 0).text = "一、任务"
    frame.cell(0, 0).add_paragraph("按下表落实。")
    below = frame.cell(1, 1)
    below.text = "二、分工"
    inner = below.add_table(2, 3)
    for row, words in zip(inner.rows, (("任务", "单位", "时限"), ("科普", "市科协", "6月")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    box = document.add_table(1, 1).cell(0, 0)
    box.text = "三、要求"
    box.add_paragraph("加强领导。")
    found = read("a.docx", saved(document))
    assert [line.text for line in found if not line.cells] == [
        *("一、任务", "按下表落实。", "二、分工", "三、要求", "加强领导。")
    ]
    assert [line.text for line in found if line.cells] == ["任务\t单位\t时限", "科普\t市科协\t6月"]


def test_a_table_in_a_cell_of_a_task_is_text_of_the_cell() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    rows = (("任务", "单位", "时限"), ("科普", "市科协", "6月"), ("宣传", "市教育局", "7月"))
    for row, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    table.cell(1, 0).add_table(1, 2).cell(0, 1).text = "讲座"
    assert texts("a.docx", saved(document)) == [
        "任务\t单位\t时限",
        "科普 讲座\t市科协\t6月",
        "宣传\t市教育局\t7月",
    ]


def test_a_table_of_contents_is_left_out() -> None:
    document = docx.Document()
    style = document.styles.add_style("toc 1", 1)
    document.add_paragraph("一、要求\t1", style)
    document.add_paragraph("一、要求")
    assert texts("a.docx", saved(document)) == ["一、要求"]


def repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *change}:
            new.writestr(name, change[name] if name in change else old.read(name))
    return stream.getvalue()


def test_a_zip_bomb_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(MAX_UNPACKED + 1))
    refused("a.docx", file.getvalue(), f"超过 {MAX_UNPACKED} 字节", f"more than {MAX_UNPACKED} bytes")


def test_entities_are_not_expanded() -> None:
    body = (
        '<!DOCTYPE d [<!ENTITY a "爆炸"><!ENTITY b "&a;&a;">]><w:document '
        + nsdecls("w")
        + "><w:body><w:p><w:r>"
        "<w:t>甲</w:t><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert texts("a.docx", repacked(saved(docx.Document()), {"word/document.xml": body.encode()})) == ["甲"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        "文字".encode(),
        saved(docx.Document())[:5000],
        repacked(saved(docx.Document()), {"word/document.xml": b"<w"}),
    ],
    ids=["empty", "head", "text", "cut", "xml"],
)
def test_a_damaged_docx_is_told(data: bytes) -> None:
    refused("a.docx", data, "不是 Word 文档，或文件已损坏", "no Word document, or it is damaged")


def test_an_old_or_locked_word_file_is_told() -> None:
    refused(
        "a.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        "另存为不带密码的 .docx",
        "without a password",
    )


# PDF.

SENTENCE = (
    "以提升农民科技文化素养为重点，提高农民健康生活、科学生产、理性经营能力，打造一支适应2025年发展要求的队伍"
)
PARAGRAPHS = [
    "一、指导思想和工作目标",
    f"{SENTENCE * 6}。",
    "（一）户籍居民",
    f"1.提升素质。{SENTENCE * 5}。（责任单位：市科协）",
    f"2.完善机制。{SENTENCE * 4}。（责任单位：市教育局）",
    "二、保障措施",
    *(f"{SENTENCE * 7}。" for _ in range(5)),
]
STYLE = """@page { size: A5; margin: 20mm; @top-center { content: "某市人民政府文件" } FOOT }
@page :first { @top-center { content: none } }
* { font-family: "Noto Serif CJK SC"; font-size: 12pt; margin: 0 }
p { text-indent: 2em; text-align: justify }"""
FOOTS = [
    '"— " counter(page) " —"',
    '"- " counter(page) " -"',
    '"第 " counter(page) " 页 共 " counter(pages) " 页"',
    "counter(page)",
]


def printed(body: str, foot: str = FOOTS[0], more: str = "") -> bytes:
    style = STYLE.replace("FOOT", f"@bottom-center {{ content: {foot} }}") + more
    import weasyprint  # noqa: PLC0415  fails without Pango

    made: bytes = weasyprint.HTML(string=f"<style>{style}</style>{body}").write_pdf()
    return made


@pytest.mark.full
@pytest.mark.parametrize("foot", FOOTS)
def test_paragraphs_of_a_pdf_are_whole_again(foot: str) -> None:
    data = printed("".join(f"<p>{text}</p>" for text in PARAGRAPHS), foot)
    lines = read("a.pdf", data)
    assert [line.text for line in lines] == PARAGRAPHS
    assert lines[0].number == 1
    assert lines[-1].number == 4


@pytest.mark.full
def test_a_title_over_two_rows_is_one_and_a_table_is_read_row_by_row() -> None:
    body = (
        "<h1 style='font-size:20pt;text-align:center'>某市全民科学素质行动规划<br>纲要实施方案</h1>"
        + "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:2])
        + "<table style='width:100%'><tr><td>市科协<td>科普宣传</tr><tr><td>市教育局<td>科学教育</tr></table>"
    )
    shown = [
        "某市全民科学素质行动规划纲要实施方案",
        *PARAGRAPHS[:2],
        "市科协\t科普宣传",
        "市教育局\t科学教育",
    ]
    assert texts("a.pdf", printed(body)) == shown


def drawn(content: bytes) -> bytes:
    """Return a PDF of one page with this content and one font of letters, as Word writes: piece by piece."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(600, 800)
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Courier"}
    font = DictionaryObject({NameObject(key): NameObject(name) for key, name in names.items()})
    fonts = DictionaryObject({NameObject("/F"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = StreamObject()
    stream.set_data(content)
    page[NameObject("/Contents")] = stream
    return saved_pdf(writer)


def test_pieces_far_apart_are_cells_and_what_is_turned_is_no_text() -> None:
    pieces = (
        (b"1 0 0 1 60 700", b"Unit"),
        (b"1 0 0 1 300 700", b"Task"),
        (b".7 .7 -.7 .7 200 200", b"Draft"),
    )
    content = b"".join(b"BT /F 12 Tf %s Tm (%s) Tj ET\n" % piece for piece in pieces)
    assert texts("a.pdf", drawn(content)) == ["Unit\tTask"]


@pytest.mark.full
def test_digits_within_the_text_are_no_page_number() -> None:
    body = "<p>目标</p><p>甲</p><p>乙</p><p>15</p><p>丙</p><p>丁</p><p>2025</p>"
    assert texts("a.pdf", printed(body))[-4:] == ["15", "丙", "丁", "2025"]


@pytest.mark.full
def test_radicals_become_characters_and_punctuation_stays() -> None:
    data = printed("<p>⼾⺠⻓⻔⾏，（１）。“⻅”</p>")
    assert texts("a.pdf", data) == ["户民长门行，（１）。“见”"]


@pytest.mark.full
def test_a_scanned_pdf_is_told() -> None:
    pixel = (
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
        "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    refused(
        "a.pdf",
        printed(f"<img src='{pixel}' width=300 height=400>"),
        "请先做文字识别（OCR）",
        "run OCR over it first",
    )


@pytest.mark.full
def test_a_short_pdf_with_text_is_none_that_was_scanned() -> None:
    assert texts("a.pdf", printed("<p>通知</p>")) == ["通知"]


def locked(user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(printed("<p>通知</p>")))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    return saved_pdf(writer)


def saved_pdf(writer: pypdf.PdfWriter) -> bytes:
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


@pytest.mark.full
def test_an_encrypted_pdf_is_told_and_one_that_only_forbids_is_read() -> None:
    refused("a.pdf", locked("secret"), "该 PDF 设有密码", "protected by a password")
    assert texts("a.pdf", locked("")) == ["通知"]


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n", "文字".encode(), printed("<p>通知</p>")[:600], saved_pdf(pypdf.PdfWriter())]
)
def test_a_damaged_pdf_is_told(data: bytes, caplog: pytest.LogCaptureFixture) -> None:
    refused("a.pdf", data, "不是 PDF 文件，或文件已损坏", "no PDF, or it is damaged")
    assert caplog.records == []


# Where lines end.


def wrapped(paragraphs: list[str], width: int) -> tuple[Line, ...]:
    parts = [text[at : at + width] for text in paragraphs for at in range(0, len(text), width)]
    return tuple(Line(part, number) for number, part in enumerate(parts, 1))


@given(
    st.lists(
        st.text("的是在不了有和人这中大为上个国我以要他时来", min_size=70, max_size=200),
        min_size=1,
        max_size=6,
    ),
    st.integers(20, 34),
)
def test_wrapped_paragraphs_come_back(paragraphs: list[str], width: int) -> None:
    # The last line of each is short, as it is where a paragraph's end can be seen at all.
    whole = [f"{text[: len(text) // width * width]}以此为准。" for text in paragraphs]
    assert [line.text for line in joined(wrapped(whole, width))] == whole


@given(st.lists(CHINESE.map(lambda text: f"{text}。"), max_size=8))
def test_text_that_is_not_wrapped_comes_back_as_it_is(paragraphs: list[str]) -> None:
    lines = tuple(Line(text, number) for number, text in enumerate(paragraphs, 1))
    assert joined(lines) == list(lines)


def test_a_width_counted_in_characters_breaks_years_that_come_back() -> None:
    text = "到2025年，全市公民具备科学素质比例达到15%，经费达到1000万元以上，持续到2035年并完善机制。"
    whole = [f"{number}.{text}" for number in range(1, 8)]
    for width in range(20, 27):
        assert [line.text for line in joined(wrapped(whole, width))] == whole


def lines_of(*source: str) -> tuple[Line, ...]:
    return tuple(Line(text, number) for number, text in enumerate(source, 1) if text)


def test_headings_and_numbers_stay_apart_in_a_wrapped_source() -> None:
    source = (
        "某市科学素质行动方案",
        "一、总体要求",
        "以提升全民科学素质为重点，坚持服务人民，坚持科学普",
        "及与科技创新同等重要，健全市县乡三级科普服务体系，",
        "推动高质量发展。",
        "1.加强智慧助老服务，普及智能技术知识和技能并提升素",
        "2.强化老年人健康科普服务，推动健康科普进社区进家庭",
        "和乡村。",
    )
    shown = [source[0], source[1], "".join(source[2:5]), source[5], "".join(source[6:])]
    assert [line.text for line in joined(lines_of(*source))] == shown
    assert [line.number for line in joined(lines_of(*source))] == [1, 2, 3, 6, 7]


def test_what_a_page_broke_in_mid_sentence_is_joined() -> None:
    long = "推动传统媒体与新媒体深度融合，加强从业人员科学传播能力培训，弘扬科学家精神，践行社会主"
    source = (
        long,
        "",
        "义核心价值观。",
        "",
        f"2.开展培训。{long}义。（责任单位：市教育局、市科",
        "",
        "协、市妇联）",
        "",
        "三、保障",
    )
    shown = [f"{long}义核心价值观。", f"{source[4]}协、市妇联）", "三、保障"]
    assert [line.text for line in joined(lines_of(*source))] == shown


@pytest.mark.parametrize(
    "lines",
    [
        ["各县（市、区）人民政府，市政府各部门、各直属", "机构："],
        ["各市人民政府，各县（市、区）人民政府，各开发", "区管委会，市政府各部门、各直属", "机构:"],
    ],
)
def test_an_addressee_that_is_wrapped_is_whole_again(lines: list[str]) -> None:
    body = [
        "为做好科普工作，提升公民科学素质，服务全市高",
        *["坚持人民至上，服务发展大局，服务社会各界的人"] * 4,
    ]
    text = ["青禾市科普工作实施方案", *lines, *body, "民，现提出以下意见。"]
    found = joined([Line(each, number) for number, each in enumerate(text, 1)])
    assert [line.text for line in found] == [text[0], "".join(lines), "".join(text[len(lines) + 1 :])]


def test_words_of_letters_keep_a_space_between_them() -> None:
    source = ("本市推广使用的开源软件包括名为 Open", "Office 的办公软件以及其他各类软件", "和服务。")
    assert [line.text for line in joined(lines_of(*source))] == [
        "本市推广使用的开源软件包括名为 Open Office 的办公软件以及其他各类软件和服务。"
    ]


def test_spaces_that_were_line_ends_go_and_those_between_names_stay() -> None:
    spaced = [
        f"{number}.加强科普服务，广泛开展各类科技活动 并健全科普体系，普及知识，弘扬科学精神。"
        for number in (1, 2, 3)
    ]
    names = "市科协 市妇联 团市委"
    shown = [*(text.replace(" ", "") for text in spaced), names]
    assert [line.text for line in joined(lines_of(*spaced, names))] == shown
