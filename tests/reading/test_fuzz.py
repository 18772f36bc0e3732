"""Anything at all: bytes for the plan, bytes for the importer, any character in the texts of a plan."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from plansite.exports import exports
from plansite.importing.document import imported
from plansite.importing.draft.emit import emit
from plansite.importing.readers import Unreadable, read
from plansite.plan.model import Plan
from plansite.reading.examine import examine
from plansite.views.site import Content, Site
from tests.helpers.bad_files import GOOD
from tests.helpers.examples import examples
from tests.helpers.support import ROOT, STAMP, plansite

REAL = (ROOT / "plan.yaml").read_bytes()
MARKS = tuple("[]{},:#&*!|>'\"%@`?-\n\r\t \\\0\x7f\x85\ufeff\u2028\ud7ff\uffff𠮷")


def mutated(random: Random, data: bytes) -> bytes:
    """Return `data` after a few flips, cuts, insertions and repetitions."""
    found = bytearray(data)
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(found) + 1)
        piece = bytes(found[at : at + random.randint(1, 60)])
        way = random.randrange(5)
        if way == 0 and piece:
            found[at] ^= 1 << random.randrange(8)
        elif way == 1:
            del found[at : at + len(piece)]
        elif way == 2:
            found[at:at] = random.choice(MARKS).encode() * random.randint(1, 3)
        elif way == 3:
            found[at:at] = piece * random.randint(1, 40)
        else:
            found[at:at] = random.randbytes(random.randint(1, 4))
    return bytes(found)


def assert_told(raw: bytes) -> None:
    """Assert that `raw` is a plan, or is told what is wrong with it, in places that are in it."""
    examined = examine(raw, "plan.yaml", "zh")
    errors = [problem for problem in examined.problems if problem.severity == "error"]
    assert (examined.record is None) == bool(errors)
    lines = re.split("\r\n|\r|\n", raw.decode("utf-8-sig", "replace"))
    for problem in examined.problems:
        assert 1 <= problem.line <= len(lines), problem
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
        assert problem.message.isprintable()


randoms = st.integers(0, 2**32 - 1).map(Random)


@examples(1500)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_plan_or_are_told(raw: bytes) -> None:
    assert_told(raw)


@examples(1500)
@given(st.text(st.sampled_from("ab:-,[]{}?&*!|>'\"%#\n\r \t一\ufeff\x85"), max_size=60))
def test_any_signs_of_yaml_are_a_plan_or_are_told(text: str) -> None:
    assert_told(text.encode())


@examples(800)
@given(randoms, st.sampled_from([REAL[:4000], GOOD.encode()]))
def test_a_plan_that_is_damaged_is_told(random: Random, raw: bytes) -> None:
    assert_told(mutated(random, raw))


@examples(40)
@given(randoms)
def test_the_real_plan_damaged_is_told(random: Random) -> None:
    assert_told(mutated(random, REAL))


TEXT = (
    "关于加强科普工作的实施方案\n为做好工作，制定本方案。\n一、总体要求\n坚持服务群众。\n二、重点任务\n"
    "（一）建设科普阵地。面向基层。（责任单位：市科协、市教育局）\n1.完善机制。（市科协牵头，团市委配合）\n"
)


def docx() -> bytes:
    """Return the real plan as a docx."""
    site = Site.of(plan_of(GOOD), Content())
    return exports()["docx"].render(site, None, STAMP) or b""


def pdf() -> bytes:
    """Return a pdf of one page with a line of text."""
    words = "".join(f"{ord(char):02x}" for char in "(1) abc")
    stream = f"BT /F 12 Tf 72 700 Td <{words}> Tj (1. Work on it) Tj ET"
    parts = (
        "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj",
        "2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj",
        "3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 5 0 R>> endobj",
        f"4 0 obj <</Length {len(stream)}>> stream\n{stream}\nendstream endobj",
        "5 0 obj <</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>> endobj",
    )
    head, offsets = "%PDF-1.4\n", []
    for part in parts:
        offsets.append(f"{len(head):010} 00000 n \n")
        head += part + "\n"
    table = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{''.join(offsets)}"
    trailer = f"trailer <</Size {len(parts) + 1}/Root 1 0 R>>\nstartxref\n{len(head)}\n%%EOF\n"
    return (head + table + trailer).encode()


def plan_of(text: str) -> Plan:
    """Return the plan in `text`."""
    record = examine(text.encode(), "plan.yaml", "en").record
    assert record is not None
    return record


SOURCES = {
    "txt": TEXT.encode(),
    "md": ("# " + TEXT.replace("\n", "\n\n- ")).encode(),
    "html": ("<html><body><p>" + TEXT.replace("\n", "</p><p>") + "</body></html>").encode(),
    "docx": docx(),
    "pdf": pdf(),
}


def test_the_documents_that_are_damaged_can_be_read_whole() -> None:
    for ending, data in SOURCES.items():
        assert read(f"document.{ending}", data)


def assert_imported(ending: str, data: bytes) -> None:
    """Assert that a document is read or is said to be unreadable, and that its draft can be looked at."""
    try:
        lines = read(f"document.{ending}", data)
    except Unreadable:
        return
    assert_told(emit(imported(lines).draft).encode())


@pytest.mark.parametrize("ending", SOURCES)
@examples(100)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_imported_or_refused(ending: str, data: bytes) -> None:
    assert_imported(ending, data)


@pytest.mark.parametrize("ending", ["txt", "md", "html"])
@examples(300)
@given(
    text=st.text(st.one_of(st.sampled_from(TEXT + "#*->|<&`[]()\t\r\u3000"), st.characters()), max_size=80)
)
def test_any_text_is_imported_or_refused(ending: str, text: str) -> None:
    assert_imported(ending, text.encode("utf-8", "replace"))


@pytest.mark.parametrize("ending", SOURCES)
@examples(100)
@given(random=randoms)
def test_a_document_that_is_damaged_is_imported_or_refused(ending: str, random: Random) -> None:
    assert_imported(ending, mutated(random, SOURCES[ending]))


@examples(100)
@given(random=randoms)
def test_a_docx_whose_parts_are_damaged_is_imported_or_refused(random: Random) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SOURCES["docx"])) as old, zipfile.ZipFile(buffer, "w") as new:
        chosen = random.choice(old.namelist())
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, mutated(random, data) if name == chosen else data)
    assert_imported("docx", buffer.getvalue())


# Each is in texts of its own; whitespace may be another in HTML.
ODD = (
    *(
        "\u200b\u200c\u200d\u2060",
        "\u202e\u202d\u2066\u2069\u200f",
        "👩‍👩‍👧‍👦🇨🇳",
        "𠮷𪚥𰻞",
        "\U0001fffe\U0010ffff",
    ),
    *(
        "e\u0301\u0323",
        "\xa0a\xa0",
        "\u3000一\u3000",
        "\u00ad",
        "\ufeff一",
        "\ue000\uf8ff",
        "ﷺ",
        "\ufffd",
        "\u2060",
    ),
    *("<b>&amp;</b>", "*_`~^#|\\", "{{ x }} {% y %}", "[a](b)", "$x$", "1. a", "- a", "+ a", "=====", "&#0;"),
    *(
        "![a](b)",
        "<!-- a -->",
        "http://a.b/c",
        "a@b.c",
        ":smile:",
        "\"'“”‘’",
        "{ #a .b }",
        "[TOC]",
        "--8<-- a",
    ),
)


def visible(page: bytes) -> str:
    """Return the text of a page, its white space as HTML collapses it."""
    tree = html.fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    return collapsed("".join(tree.xpath("//article//text()")))


def collapsed(text: str) -> str:
    return re.sub(r"[ \t\n\r\f]+", " ", text)


def odd_texts() -> Iterator[str]:
    """Yield texts with odd characters in their beginning, middle and end."""
    random = Random(7)  # noqa: S311  the same texts each time
    for at, odd in enumerate(ODD):
        yield f"{odd}文{at}字{odd}尾{odd}"
    for _ in range(20):
        chars = (
            chr(random.choice((random.randrange(0x20, 0x3000), random.randrange(0x10FFFF))))
            for _ in range(30)
        )
        yield "".join(char for char in chars if not 0xD800 <= ord(char) < 0xE000)


@pytest.mark.full
def test_odd_characters_show_as_they_are(tmp_path: Path) -> None:
    items = [
        {"id": f"odd-{at}", "title": text, "text": text, "responsible": ["kexie"]}
        for at, text in enumerate(odd_texts())
    ]
    accepted = []
    for item in items:
        plan = {
            "schema": 1,
            "title": "规划",
            "period": {"start": 2021, "end": 2025},
            "units": [{"id": "kexie", "name": "市科协𠮷"}],
            "items": [item],
        }
        if examine(json.dumps(plan, ensure_ascii=False).encode(), "plan.yaml", "en").record:
            accepted.append(item)
    assert len(accepted) > len(ODD) - 2
    plan["items"] = [{"id": "top", "kind": "action", "title": "行动", "items": accepted}]
    plan["kinds"] = {"action": {"label": "行动", "folder": "actions"}}
    (tmp_path / "plan.yaml").write_text(json.dumps(plan, ensure_ascii=False), "utf-8")
    (tmp_path / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    done = plansite("build", "--strict", cwd=tmp_path)
    assert done.status == 0, done.err
    record = examine((tmp_path / "plan.yaml").read_bytes(), "plan.yaml", "en").record
    assert record is not None
    texts = [collapsed(line) for item in record.items[0].items for line in item.paragraphs]
    assert len(texts) >= len(accepted)
    for path in ("plan/index.html", "actions/top/index.html", "units/kexie/index.html"):
        shown = visible((tmp_path / "site" / path).read_bytes())
        assert [text for text in texts if text not in shown] == []
    exported = collapsed(plansite("export", "text", cwd=tmp_path).out)
    assert [text for text in texts if text not in exported] == []
