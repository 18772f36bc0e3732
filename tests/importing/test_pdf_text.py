"""The text of PDFs: characters in their places, from every kind of font, in the paragraphs that were set."""

from __future__ import annotations

import io

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject

from plansite.importing.readers import Unreadable, read
from plansite.importing.readers.pdf.drawing import Pen
from plansite.importing.readers.pdf.text import Glyph
from tests.helpers.drawn_pdf import dictionary, paragraphs, pdf, stream, text, unicode_font

CHARACTERS = (
    "以提升农民科技文化素养为重点，提高农民健康生活、科学生产、理性经营能力，打造一支适应发展要求的队伍"
)


def shown(*pages: bytes, **options: object) -> list[str]:
    return [line.text for line in read("a.pdf", pdf(*pages, **options))]  # type: ignore[arg-type]


def hexed(words: str) -> bytes:
    return words.encode("utf-16-be").hex().encode()


def latin(**entries: DictionaryObject | ArrayObject | str | float) -> DictionaryObject:
    return dictionary(Type="Font", Subtype="TrueType", BaseFont="Times", **entries)


# Where characters stand.


def test_quotation_marks_in_another_font_keep_their_place() -> None:
    # A word processor sets all pieces of one font at once, and the other font's in the gaps.
    marks = b"BT /Q 10 Tf 80 700 Td [<%s> -4000 <%s>] TJ ET " % (hexed("“"), hexed("”"))
    words = b"BT /F 10 Tf 60 700 Td [<%s> -500 <%s> -500 <%s>] TJ ET " % (
        hexed("推进"),
        hexed("一网通办"),
        hexed("改革"),
    )
    fonts = {"Q": unicode_font(width=500)}
    assert shown(marks + words, fonts=fonts) == ["推进“一网通办”改革"]
    assert shown(words + marks, fonts=fonts) == ["推进“一网通办”改革"]


PLACED = {
    "matrix": b"BT /F 1 Tf 10 0 0 10 60 700 Tm <%s> Tj 2 0 Td <%s> Tj ET ",
    "rows below": b"BT /F 10 Tf 12 TL 60 712 Td T* <%s> Tj 0 0 Td 20 0 TD <%s> Tj ET ",
    "quotes": b"BT /F 10 Tf 12 TL 60 712 Td <%s> ' 0 TL 20 0 Td 0 0 <%s> \" ET ",
    "steps": b"BT /F 10 Tf 60 700 Td [<%s> -1000 <%s>] TJ ET ",
    "spaces": b"BT /F 10 Tf 10 Tc 7 Tw 60 700 Td <%s> Tj <%s> Tj ET ",
    "narrow": b"BT /F 10 Tf 50 Tz 60 700 Td [<%s> -3000 <%s>] TJ ET ",
    "raised": b"BT /F 10 Tf 60 698 Td 2 Ts <%s> Tj 20 0 Td <%s> Tj ET ",
    "mirrored twice": b"q 1 0 0 -1 0 800 cm BT /F 10 Tf 1 0 0 -1 60 100 Tm <%s> Tj 20 0 Td <%s> Tj ET Q ",
    "of negative size": b"BT /F -10 Tf -1 0 0 -1 60 700 Tm <%s> Tj -20 0 Td <%s> Tj ET ",
    "after a fault": b"BT /F 10 Tf 60 700 Td (a) Td /None 9 Tf /F 10 Tf <%s> Tj [] 3 Tj 20 0 Td <%s> Tj ET ",
    "kept and brought back": b"BT /F 10 Tf 60 700 Td q /F 3 Tf Q <%s> Tj Q 20 0 Td <%s> Tj ET ",
}


def glyphs(data: bytes) -> list[Glyph]:
    return Pen().drawn(pypdf.PdfReader(io.BytesIO(data)).pages[0]).glyphs


@pytest.mark.parametrize("form", PLACED)
def test_text_stands_where_its_operators_say(form: str) -> None:
    size = 5 if form == "narrow" else 10
    expected = [Glyph("科", 60, 700, 10, 60 + size), Glyph("普", 80, 700, 10, 80 + size)]
    assert glyphs(pdf(PLACED[form] % (hexed("科"), hexed("普")))) == expected


def test_spaces_of_one_byte_are_widened() -> None:
    row = b"BT /X 10 Tf 7 Tw 60 700 Td (a b) Tj ET "
    assert [glyph.x for glyph in glyphs(pdf(row, fonts={"X": latin()}))] == [60, 65, 77]


def test_a_form_draws_where_it_is_put_and_leaves_the_state_as_it_was() -> None:
    box = stream(
        b"Q Q q q BT /F 10 Tf 0 0 Td <%s> Tj ET " % hexed("宣传"),
        Type="XObject",
        Subtype="Form",
        Matrix=ArrayObject([FloatObject(each) for each in (1, 0, 0, 1, 20, 0)]),
    )
    content = b"q 1 0 0 1 60 700 cm BT /F 10 Tf <%s> Tj ET /X Do Q " % hexed("科普")
    assert shown(content + text(60, 680, "周"), forms={"X": box}) == ["科普宣传", "周"]


def test_bold_type_that_is_drawn_twice_is_read_once() -> None:
    assert shown(text(60, 700, "一一得一") + text(60.3, 700, "一一得一")) == ["一一得一"]


def test_what_is_raised_or_lowered_belongs_to_its_row() -> None:
    row = text(60, 700, "面积") + text(80, 704, "2", 6) + text(86, 700, "排放") + text(106, 697, "2", 6)
    assert shown(row + text(112, 700, "下降")) == ["面积2排放2下降"]


def test_letters_apart_are_words_and_characters_apart_are_not() -> None:
    row = text(60, 700, "Open") + text(103, 700, "Source") + text(166, 700, "科") + text(180, 700, "普")
    assert shown(row) == ["Open Source科普"]


def test_stamps_and_watermarks_are_no_text() -> None:
    content = text(60, 700, "科普宣传") + b"BT /F 9 Tf .7 .7 -.7 .7 90 90 Tm <%s> Tj ET " % hexed("草稿")
    assert shown(content + b"BT /F 9 Tf 0 1 -1 0 20 90 Tm <%s> Tj ET " % hexed("密")) == ["科普宣传"]


# Fonts.


def chinese(encoding: str) -> DictionaryObject:
    base = dictionary(Type="Font", Subtype="CIDFontType0", BaseFont="SimSun")
    return dictionary(
        Type="Font",
        Subtype="Type0",
        BaseFont="SimSun",
        Encoding=encoding,
        DescendantFonts=ArrayObject([base]),
    )


NAMES = ArrayObject(
    [FloatObject(65), NameObject("/quotedblleft"), NameObject("/uni79D1"), NameObject("/g17")]
)
FONTS: dict[str, tuple[DictionaryObject, bytes, str]] = {
    "WinAnsi": (latin(Encoding="WinAnsiEncoding"), b"\x93a\x94", "“a”"),
    "MacRoman": (latin(Encoding="MacRomanEncoding"), b"\xd2a\xd3", "“a”"),
    "standard": (latin(), b"\xaaa\xba", "“a”"),
    "names": (latin(Encoding=dictionary(Differences=NAMES)), b"ABCD", "“科\ufffdD"),
    "pictures": (dictionary(Type="Font", Subtype="TrueType", BaseFont="ABC+Wingdings"), b"l", "\ufffd"),
    "GBK": (chinese("GBK-EUC-H"), "“科普”a".encode("gbk"), "“科普”a"),
    "GB18030": (chinese("GBK2K-H"), "科普".encode("gb18030"), "科普"),
    "Big5": (chinese("ETen-B5-H"), "科學".encode("cp950"), "科學"),
    "UCS-2": (chinese("UniGB-UCS2-H"), "“科普”".encode("utf-16-be"), "“科普”"),
    "characters": (
        unicode_font(b"2 beginbfchar <01> <79D1> <02> <666E 5BA3> endbfchar"),
        b"\0\x01\0\x02",
        "科普宣",
    ),
    "ranges": (
        unicode_font(b"1 beginbfrange <0001> <0002> <4E00> <0005> <0006> [<79D1> <666E>] endbfrange"),
        b"\0\x01\0\x02\0\x05\0\x06",
        "一丁科普",
    ),
    "no name": (unicode_font(b"1 beginbfchar <0001> <79D1> endbfchar"), b"\0\x01\0\x02", "科\ufffd"),
    "beyond the first plane": (unicode_font(b"1 beginbfchar <0001> <D842DFB7> endbfchar"), b"\0\x01", "𠮷"),
}


@pytest.mark.parametrize("name", FONTS)
def test_characters_of_every_kind_of_font(name: str) -> None:
    font, codes, words = FONTS[name]
    row = b"BT /X 10 Tf 60 700 Td <%s> Tj ET " % codes.hex().encode()
    # A line with other text, without which a line that the font does not explain would be no text at all.
    assert shown(row + paragraphs([CHARACTERS], 600), fonts={"X": font})[0] == words


def test_widths_of_characters_say_where_the_next_one_stands() -> None:
    widths = ArrayObject(
        [FloatObject(65), ArrayObject([FloatObject(300)]), *map(FloatObject, (66, 70, 2000))]
    )
    font = unicode_font()
    font["/DescendantFonts"][0][NameObject("/W")] = widths  # type: ignore[index]
    row = b"BT /X 10 Tf 60 700 Td <%s> Tj ET " % hexed("ABC")
    # A is 3 points wide, B and C 20: B begins at 63 and C at 83.
    row += text(64, 700, "甲") + text(82, 700, "乙")
    assert shown(row, fonts={"X": font}) == ["AB甲乙C"]


WIDE: dict[str, tuple[DictionaryObject, bytes, list[float]]] = {
    "as named": (latin(Widths=ArrayObject([FloatObject(300)]), FirstChar=66), b"AB", [5, 3]),
    "of a Chinese encoding": (chinese("GBK-EUC-H"), "科a".encode("gbk"), [10, 5]),
    "drawn": (
        dictionary(
            Type="Font",
            Subtype="Type3",
            FontMatrix=ArrayObject(map(FloatObject, (0.01, 0, 0, 0.01, 0, 0))),
            Widths=ArrayObject([FloatObject(70)]),
            FirstChar=65,
        ),
        b"A",
        [7],
    ),
}


@pytest.mark.parametrize("name", WIDE)
def test_characters_are_as_wide_as_the_font_says(name: str) -> None:
    font, codes, widths = WIDE[name]
    row = b"BT /X 10 Tf 60 700 Td <%s> Tj ET " % codes.hex().encode()
    found = glyphs(pdf(row, fonts={"X": font}))
    assert [glyph.end - glyph.x for glyph in found] == pytest.approx(widths)


def test_a_pdf_whose_fonts_name_no_characters_is_refused() -> None:
    row = b"BT /X 10 Tf 60 700 Td <%s> Tj ET " % hexed(CHARACTERS)
    with pytest.raises(Unreadable) as caught:
        read("a.pdf", pdf(row, fonts={"X": unicode_font(b"")}))
    assert "没有说明各字形是什么字" in caught.value.say("zh")
    assert "do not say which characters" in caught.value.say("en")


# Paragraphs.

LONG = [CHARACTERS * 3 + "。", "（一）" + CHARACTERS * 2 + "。", CHARACTERS * 4 + "。"]


def test_rows_are_joined_to_paragraphs() -> None:
    assert shown(paragraphs(LONG, 760)) == LONG


def test_text_in_two_columns_is_read_one_after_the_other() -> None:
    left, right = paragraphs(LONG, 700, 40, 24), paragraphs(LONG, 700, 310, 24)
    title = text(250, 760, "市政府公报", 16)
    assert shown(title + left + right) == ["市政府公报", *LONG, *LONG]


def test_pages_of_different_widths_have_their_own_columns() -> None:
    writer = pypdf.PdfWriter()
    for data in (pdf(paragraphs(LONG, 500, width=70), size=(800, 600)), pdf(paragraphs(LONG, 760, width=40))):
        writer.append(io.BytesIO(data))
    file = io.BytesIO()
    writer.write(file)
    assert [line.text for line in read("a.pdf", file.getvalue())] == LONG * 2


@pytest.mark.parametrize(
    "rows",
    [
        [(490, "某市人民政府"), (470, "2023年5月6日"), (70, "（此件公开发布）")],
        [(50, "一、总体要求" + "." * 44 + "1"), (50, "二、任务" + "." * 46 + "2")],
        [(50, "抄送：" + "市委各部门，" * 7 + "市委。"), (50, "某市人民政府办公室")],
    ],
    ids=["signature", "contents", "imprint"],
)
def test_rows_that_reach_the_edge_and_are_no_paragraph_stay_apart(rows: list[tuple[float, str]]) -> None:
    content = paragraphs(LONG, 760)
    for number, (x, words) in enumerate(rows):
        content += text(x, 400 - number * 15, words)
    if rows[0][1].startswith("抄送"):
        content += text(400, 385, "2023年5月6日印发")
        rows = [rows[0], (50, "某市人民政府办公室\t2023年5月6日印发")]
    assert shown(content)[len(LONG) :] == [words for _, words in rows]


def test_the_number_of_a_paragraph_is_no_cell() -> None:
    rows = [f"{number}.{CHARACTERS[:20]}。" for number in range(1, 6)]
    content = b"".join(
        text(50, 700 - at * 15, row[:2]) + text(90, 700 - at * 15, row[2:]) for at, row in enumerate(rows)
    )
    assert shown(content) == rows
