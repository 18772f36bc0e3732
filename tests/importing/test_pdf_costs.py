"""What a PDF costs: work that grows with its length and no faster, and bounds that are said."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject

from plansite.importing.readers import Unreadable, limits, read
from plansite.importing.readers.pdf.aligned import Work
from tests.helpers.drawn_pdf import line, pdf, stream, table, text, unicode_font
from tests.importing.test_costs import work

pytestmark = pytest.mark.full

WORDS = "科普宣传教育与培训和竞赛活动的组织实施"
SHORT = text(60, 700, WORDS)
SHOW = b"BT /X 10 Tf 60 700 Td <0001> Tj ET "


def widths(*numbers: int) -> DictionaryObject:
    font = unicode_font()
    font["/DescendantFonts"][0][NameObject("/W")] = ArrayObject(map(FloatObject, numbers))  # type: ignore[index]
    return font


def nested(count: int) -> bytes:
    """Return a PDF with a form that draws itself."""
    form = stream(b"/X Do " * count, Type="XObject", Subtype="Form")
    return pdf(SHORT + b"/X Do ", forms={"X": form})


def columns(count: int) -> bytes:
    return b"".join(
        text(60 + 100 * at, 790 - number, "甲乙", 1) for number in range(count) for at in range(3)
    )


def across(count: int) -> bytes:
    return b"".join(line(50, 50 + number, 550, 50 + number) for number in range(count))


REPEATED: dict[str, Callable[[int], bytes]] = {
    "rows": lambda n: pdf(b"".join(text(60, 790 - at / 4, "科普", 1) for at in range(n))),
    "parts": lambda n: pdf(b"".join(text(60 + 30 * at, 700, "科普") for at in range(n))),
    "string": lambda n: pdf(text(60, 700, "科普" * n)),
    "steps": lambda n: pdf(b"BT /F 10 Tf 60 700 Td [" + b"<4e00> -9 " * n + b"] TJ ET"),
    "columns": lambda n: pdf(*[columns(n // 20)] * 20),
    "lines across": lambda n: pdf(SHORT + across(n)),
    "a grid of lines": lambda n: pdf(
        *(text(60, 750 - 10 * at, WORDS) + across(20) + line(50, 50, 50, 700) for at in range(n // 20))
    ),
    "tables": lambda n: pdf(*[table([("一", "二")] * 10, (4, 4), 780)] * (n // 20)),
    "states": lambda n: pdf(SHORT + b"q " * n),
    "sections": lambda n: pdf(SHORT + SHOW, fonts={"X": unicode_font(b"beginbfchar " * n)}),
    "codes": lambda n: pdf(SHORT + SHOW, fonts={"X": unicode_font(b"beginbfchar " + b"<0001> <4E00> " * n)}),
    "ranges": lambda n: pdf(
        SHORT + SHOW,
        fonts={"X": unicode_font(b"beginbfrange" + b"<0000> <FFFF> <4E00>" * n + b"endbfrange")},
    ),
    "widths": lambda n: pdf(SHORT + SHOW, fonts={"X": widths(*[0, 65535, 500] * n)}),
}


@pytest.mark.parametrize("name", REPEATED)
def test_four_times_the_pdf_is_four_times_the_work(name: str) -> None:
    read("a.pdf", pdf(SHORT))  # what is imported and cached once
    once, four = (work(partial(read, "a.pdf", REPEATED[name](n))) for n in (300, 1200))
    assert four <= 5 * once + 2000


BEYOND = {
    "glyphs": lambda: pdf(text(60, 700, "科" * (limits.MAX_GLYPHS // 2 + 1))),
    "operators": lambda: pdf(SHORT + b"q " * limits.MAX_OPERATORS),
    "forms in forms": lambda: nested(8),
    "a form": lambda: pdf(
        SHORT + b"/X Do ",
        forms={"X": stream(b" " * (limits.MAX_INSTRUCTIONS + 1), Type="XObject", Subtype="Form")},
    ),
    "widths": lambda: pdf(
        SHORT + b"".join(SHOW.replace(b"/X", b"/X%d" % at) for at in range(4)),
        fonts={f"X{at}": widths(*range(limits.MAX_CODES // 3)) for at in range(4)},
    ),
    "to unicode": lambda: pdf(SHORT + SHOW, fonts={"X": unicode_font(b" " * (limits.MAX_INSTRUCTIONS + 1))}),
}


@pytest.mark.parametrize("name", BEYOND)
def test_what_is_more_than_is_read_is_said_with_the_limit(name: str) -> None:
    data = BEYOND[name]()
    with pytest.raises(Unreadable) as caught:
        read("a.pdf", data)
    assert "more than" in caught.value.say("en")
    assert "超过" in caught.value.say("zh")
    assert str(caught.value.values["limit"]) in caught.value.say("zh")


def test_a_form_that_draws_itself_ends() -> None:
    assert [each.text for each in read("a.pdf", nested(1))] == [WORDS]


def test_a_character_shows_a_few_characters_at_most() -> None:
    font = unicode_font(b"1 beginbfchar <0001> <" + b"4E00" * 100_000 + b"> endbfchar")
    (found,) = read("a.pdf", pdf(SHOW, fonts={"X": font}))
    assert found.text == "一" * 16


def test_past_a_limit_rows_are_not_looked_at_in_columns() -> None:
    work = Work()
    assert work.allows(1000)
    assert not work.allows(100_000)
    assert not work.allows(1)


@pytest.mark.parametrize("size", ["1e38", "-1e38", "0", "1e-38"])
def test_text_of_any_size_is_text_or_a_reason(size: str) -> None:
    content = b"BT /F %s Tf 1e38 700 Td <79D1> Tj 1e38 0 0 1e38 0 0 Tm <666E> Tj ET " % size.encode()
    said = ""
    try:
        found = read(
            "a.pdf", pdf(content + SHORT + b"1e38 1e38 1e38 1e38 re f 1e38 0 0 1e38 0 0 cm 0 0 1 1 re S")
        )
    except Unreadable as error:
        said = error.say("zh")
    else:
        said = "".join(each.text for each in found)
    assert said
