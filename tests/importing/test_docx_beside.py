"""Word documents with text beside the text: boxes, drawn letters, headers and footers."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from plansite.importing.document import imported
from plansite.importing.readers import read

NAMES = (
    nsdecls("w", "wp")
    + ' xmlns:v="urn:schemas-microsoft-com:vml"'
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    + ' xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'
)


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def content(*texts: str) -> str:
    return f"<w:txbxContent>{''.join(map(paragraph, texts))}</w:txbxContent>"


def old(*texts: str) -> str:
    return f"<w:pict><v:shape><v:textbox>{content(*texts)}</v:textbox></v:shape></w:pict>"


def new(*texts: str) -> str:
    return f"<w:drawing><wps:wsp><wps:txbx>{content(*texts)}</wps:txbx></wps:wsp></w:drawing>"


def both(*texts: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{new(*texts)}</mc:Choice>'
        f"<mc:Fallback>{old(*texts)}</mc:Fallback></mc:AlternateContent>"
    )


def lines_of(*paragraphs: str, header: str = "", footer: str = "") -> list[str]:
    """Return the lines of a document with these paragraphs, in XML, and this header and footer."""
    document = docx.Document()
    for xml in paragraphs:
        element = parse_xml(f"<w:body {NAMES}>{xml}</w:body>")[0]
        document.element.body.insert(len(document.element.body) - 1, element)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    stream = io.BytesIO()
    document.save(stream)
    return [line.text for line in read("a.docx", stream.getvalue())]


GROUP = (
    f"<w:drawing><wpg:wgp><wps:wsp><wps:txbx>{content('甲')}</wps:txbx></wps:wsp>"
    f"<wps:wsp><wps:txbx>{content('乙')}</wps:txbx></wps:wsp></wpg:wgp></w:drawing>"
)
EMPTY_CHOICE = (
    '<mc:AlternateContent><mc:Choice Requires="wpc"><w:drawing/></mc:Choice>'
    f"<mc:Fallback>{old('甲')}</mc:Fallback></mc:AlternateContent>"
)
NESTED = new("甲").replace("<w:t>甲</w:t>", f"<w:t>甲</w:t>{old('乙')}")
TABLE = (
    "<w:pict><v:textbox><w:txbxContent><w:tbl><w:tr>"
    f"<w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl></w:txbxContent></v:textbox></w:pict>"
)


@pytest.mark.parametrize(
    ("box", "shown"),
    [
        (old("甲", "乙"), ["甲", "乙"]),
        (new("甲"), ["甲"]),
        (both("甲"), ["甲"]),
        (EMPTY_CHOICE, ["甲"]),
        (GROUP, ["甲", "乙"]),
        (NESTED, ["甲", "乙"]),
        (TABLE, ["甲\t乙"]),
        ('<w:pict><v:shape><v:textpath string="甲"/></v:shape></w:pict>', ["甲"]),
        (f"<w:rPr><w:vanish/></w:rPr>{both('甲')}", []),
    ],
    ids=["old", "new", "both", "fallback", "group", "nested", "table", "letters", "hidden"],
)
def test_a_box_is_read_once_behind_its_paragraph(box: str, shown: list[str]) -> None:
    held = f"<w:p><w:r>{box}</w:r><w:r><w:t>正文一</w:t></w:r></w:p>"
    assert lines_of(paragraph("题"), held, paragraph("正文二")) == ["题", "正文一", *shown, "正文二"]


def test_a_box_on_the_first_paragraph_is_the_head_of_the_page() -> None:
    held = f"<w:p><w:r>{both('青禾市人民政府文件')}<w:t>青禾市科普工作方案</w:t></w:r></w:p>"
    assert lines_of(held, paragraph("正文")) == ["青禾市人民政府文件", "青禾市科普工作方案", "正文"]


def test_a_box_does_not_part_what_runs_on_into_the_next_paragraph() -> None:
    cut = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r>{old('甲')}<w:t>前半，</w:t></w:r></w:p>"
    assert lines_of(paragraph("题"), cut, paragraph("后半")) == ["题", "甲", "前半，后半"]


def test_runs_that_are_written_twice_are_read_once() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    choice = f'<mc:Choice Requires="w14">{run.format("甲")}</mc:Choice>'
    ways = f"{choice}<mc:Fallback>{run.format('乙')}</mc:Fallback>"
    assert lines_of(f"<w:p><mc:AlternateContent>{ways}</mc:AlternateContent></w:p>") == ["甲"]


@pytest.mark.parametrize(
    ("header", "footer", "before", "after"),
    [
        ("青禾市人民政府文件", "— 1 —", ["青禾市人民政府文件"], []),
        ("青禾市科普工作方案", "", [], []),
        ("内部资料", "第 1 页 共 2 页", [], []),
        ("", "（责任单位：市科协）", [], ["（责任单位：市科协）"]),
        ("资料如有变动，以公布为准。", "", [], ["资料如有变动，以公布为准。"]),
    ],
)
def test_of_headers_and_footers_only_text_is_read(
    header: str, footer: str, before: list[str], after: list[str]
) -> None:
    text = ["青禾市科普工作方案", "一、任务"]
    assert lines_of(*map(paragraph, text), header=header, footer=footer) == [*before, *text, *after]


def test_the_units_below_a_box_are_still_those_of_the_task() -> None:
    held = f"<w:p><w:r><w:t>每学期开课。</w:t></w:r><w:r>{both('专栏1 重大工程。')}</w:r></w:p>"
    texts = [
        "青禾市行动方案",
        "一、重点任务",
        "1.建设课程",
        held,
        "责任单位：市教育局、市科协",
        "二、保障",
        "加强领导。",
    ]
    shown = lines_of(*(text if text.startswith("<") else paragraph(text) for text in texts))
    result = imported(read("a.txt", "\n".join(shown).encode()))
    task = result.draft.data["items"][0]["items"][0]
    assert task["text"] == "每学期开课。\n专栏1重大工程。"
    assert task["responsible"] == ["jiaoyu", "kexie"]
