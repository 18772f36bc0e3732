"""What a document costs: work that grows with its length and no faster, and bounds that are said."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from plansite.importing.document import imported
from plansite.importing.draft.emit import emit
from plansite.importing.draft.names import Ids, alike
from plansite.importing.grammar.deadlines import before_deadline
from plansite.importing.readers import Unreadable, limits, read
from plansite.importing.report.coverage import coverage
from plansite.project import imports
from plansite.reading.examine import examine

pytestmark = pytest.mark.full

HEAD = "某市工作方案\n一、任务\n"
TASK = "1.宣传。做好。（市教育局负责）\n"


def work(call: Callable[[], object]) -> int:
    """Return how many functions, of Python and of C, a call calls."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        call()
    finally:
        sys.setprofile(before)
    return count


def drafted(name: str, data: bytes) -> str:
    """Return the draft of a document, having compared it with its source."""
    result = imported(read(name, data))
    draft = emit(result.draft)
    coverage(result.source, draft)
    return draft


REPEATED = {
    "titles": lambda n: HEAD + TASK * n,
    "labels": lambda n: HEAD + "1.宣传。做好。" + "（牵头单位：" * n,
    "fields": lambda n: HEAD + "1.宣传。做好。" + "牵头单位：。责任单位：。" * n,
    "nested-brackets": lambda n: HEAD + "1.宣传。做好。" + "（" * n + "）" * n,
    "suspects": lambda n: HEAD + "1.宣传。" + "做好。（市教育局 市科协负责）" * n,
    "prose": lambda n: HEAD + "1.宣传。" + "由市科协牵头制定方案，市教育局配合。" * n,
    "sentences": lambda n: HEAD + "1.宣传。" + "由市科协牵头，市教育局配合。" * n,
    "side-by-side": lambda n: HEAD + "1.宣传。" + "（市科协牵头）" * n,
    "bare-lists": lambda n: HEAD + "1.宣传。" + "做好。（市科协、市教育局）" * n,
    "rules": lambda n: HEAD + "1.宣传。" + "以下任务均由市科协负责，列第一位的" * n,
    "parts": lambda n: HEAD + "1.宣传。" + "做好。（市教育局负责）" * n,
    "numbers": lambda n: HEAD + "一、" * n,
    "numerals": lambda n: HEAD + "一" * n,
    "circles": lambda n: HEAD + "①" * n,
    "articles": lambda n: HEAD + "第一条" * n,
    "digits": lambda n: HEAD + "1" * n,
    "dots": lambda n: HEAD + ". " * n,
    "units": lambda n: HEAD + "".join(f"{k}.宣传。（责任单位：市第{k}局）\n" for k in range(1, n)),
    "programmes": lambda n: HEAD + TASK + "".join(f"“甲{k}行动”" for k in range(n)),
    "targets": lambda n: HEAD + TASK + "甲达到5%。" * n,
    "titles-before": lambda n: "甲乙丙丁\n" * n + HEAD + TASK,
    "wrapped": lambda n: "一，二，三（" + "甲乙丙丁戊己庚辛壬癸，\n" * n,
    "marks": lambda n: HEAD + TASK + "附件1\n甲\n" * n,
    "lists": lambda n: HEAD + TASK + "附件：1.甲表2.乙表\n甲。\n" * n,
    "listed": lambda n: HEAD + TASK + "附件：\n" + "".join(f"{k}.甲表\n" for k in range(1, n)),
    "seams": lambda n: HEAD + TASK + "甲。市教育局2026年3月6日附件1甲表" * n,
    "days": lambda n: HEAD + TASK + "2026年3月6日" * n,
    "heads": lambda n: "市教育局\n" * n + HEAD + TASK,
    "addressees": lambda n: "各区：市教育局" * n + HEAD + TASK,
    "boxes": lambda n: "索引号：甲" * n + HEAD + TASK,
    "names": lambda n: "关于印发《甲乙丙丁方案》的通知\n" * n + HEAD + TASK,
    "signatures": lambda n: HEAD + TASK + "市教育局　市科协\n" * n + "2026年3月6日\n",
    "copies": lambda n: HEAD + TASK + "抄送：市教育局，\n" * n,
    "shy": lambda n: HEAD + "\u00ad\u3000" * n + "甲",
}
MARKDOWN = {
    "comments": lambda n: HEAD + "<!-- " * n,
    "quotes": lambda n: HEAD + ">" * n,
    "bullets": lambda n: HEAD + "- " * n,
    "spaces": lambda n: HEAD + " " * n + "甲",
    "closing": lambda n: HEAD + "甲 #" * n,
    "front-matter": lambda n: "---\n" + "a\n" * n,
}
CASES = [
    *((f"{name}.txt", make) for name, make in REPEATED.items()),
    *((f"{name}.md", make) for name, make in MARKDOWN.items()),
]


@pytest.mark.parametrize(("name", "make"), CASES, ids=[name for name, _ in CASES])
def test_four_times_the_text_is_four_times_the_work(name: str, make: Callable[[int], str]) -> None:
    drafted(name, make(10).encode())  # what is imported and cached once
    once, four = (work(lambda n=n: drafted(name, make(n).encode())) for n in (300, 1200))  # type: ignore[misc]
    assert four <= 5 * once + 2000


def test_many_equal_ids_are_numbered_without_trying_all() -> None:
    ids = Ids("a-2")
    assert [ids.unused(["a"]) for _ in range(3)] == ["a", "a-3", "a-4"]
    many = Ids()
    assert work(lambda: [many.unused(["a"]) for _ in range(4000)]) < 4000 * 8


def test_a_deadline_behind_names_is_looked_for_near_their_end() -> None:
    few, many = (work(lambda n=n: before_deadline("、市某局" * n)) for n in (100, 1000))  # type: ignore[misc]
    assert few == many
    assert before_deadline("、市某局" * 100 + "2026年底前") == 400


def test_of_very_many_units_the_first_are_compared() -> None:
    names = [f"省第{n}住建厅" for n in range(3000)]
    assert work(lambda: alike(names)) < 3_000_000


def packed(document: bytes) -> bytes:
    """Return a docx whose text is the XML `document`."""
    plain, file = io.BytesIO(), io.BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, document if name == "word/document.xml" else old.read(name))
    return file.getvalue()


def body(xml: str) -> bytes:
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return packed(f"<w:document {names}><w:body>{xml}</w:body></w:document>".encode())


BEYOND = {
    "a.txt": ("甲" * (limits.MAX_CHARACTERS + 1)).encode(),
    "lines.txt": "甲\n".encode() * (limits.MAX_LINES + 1),
    "blank.txt": b"\n" * (limits.MAX_ENDS + 1),
    "source.md": b" " * (limits.MAX_SOURCE + 1),
    "a.docx": body("<w:p/>" * (limits.MAX_ELEMENTS + 1)),
    "paragraphs.docx": body("<w:p/>" * (limits.MAX_PARAGRAPHS + 1)),
    "text.docx": body(f"<w:p><w:r><w:t>{'甲' * (limits.MAX_CHARACTERS + 1)}</w:t></w:r></w:p>"),
    "a.html": b"<div>" * (limits.MAX_ELEMENTS + 1),
    "attributes.html": b"<p " + b" ".join(b"a%d" % n for n in range(1100)) + b">a</p>",
    "hidden.html": b'<textarea><a b="</textarea><p ' + b" ".join(b"a%d" % n for n in range(1100)) + b">",
    "objects.pdf": b"%PDF-1.4\n" + b"1 0 obj\n" * (limits.MAX_OBJECTS + 1),
}


@pytest.mark.parametrize("name", BEYOND)
def test_what_is_more_than_is_read_is_said_with_the_limit(name: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(name, BEYOND[name])
    assert "more than" in caught.value.say("en")
    assert "超过" in caught.value.say("zh")
    assert str(caught.value.values["limit"]) in caught.value.say("zh")


def test_a_zip_that_lies_of_its_sizes_is_not_believed() -> None:
    data = bytearray(body("<w:p/>" * 100_000))
    for sign, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(sign)
        while b"word/document.xml" not in data[at : at + 80]:
            at = data.find(sign, at + 4)
        data[at + offset : at + offset + 4] = (1000).to_bytes(4, "little")
    with pytest.raises(Unreadable):
        read("a.docx", bytes(data))


@pytest.mark.parametrize(
    "text",
    [
        "某市工作方案",
        "某市工作方案\n\n",
        "（市教育局负责）",
        "责任单位：市教育局。",
        "一、",
        "一、任务",
        "|",
        "2025年1月1日",
        "各单位：",
    ],
)
@pytest.mark.parametrize("ending", ["txt", "md"])
def test_a_document_of_next_to_nothing_is_a_draft_or_a_reason(text: str, ending: str, tmp_path: Path) -> None:
    source = tmp_path / f"a.{ending}"
    source.write_text(text, "utf-8")
    reason = ""
    try:
        report = imports.imported(source, tmp_path / "plan.yaml", "zh")
    except Unreadable as error:
        reason = error.say("zh")
    else:
        assert set(report.counts) == {"items", "tasks", "units", "responsibilities", "fidelity", "guesses"}
    assert bool(reason) != (tmp_path / "plan.yaml").exists()


@pytest.mark.parametrize("ending", ["txt", "docx", "html", "md"])
def test_radicals_and_compatibility_forms_are_characters_in_every_format(ending: str) -> None:
    lines = ["某市试验⾏动⽅案", "⼀、重点任务", "（⼀）⻘少年⾏動"]
    file = io.BytesIO()
    if ending == "docx":
        document = docx.Document()
        for line in lines:
            document.add_paragraph(line)
        document.save(file)
    elif ending == "html":
        file.write("".join(f"<p>{line}</p>" for line in lines).encode())
    else:
        file.write("\n\n".join(lines).encode())
    found = [line.text for line in read(f"a.{ending}", file.getvalue())]
    assert found == ["某市试验行动方案", "一、重点任务", "（一）青少年行動"]


def test_a_day_in_no_century_of_ours_gives_no_years() -> None:
    text = "某市工作方案\n一、任务\n1.宣传。做好。（市教育局负责）\n某市人民政府\n2823年4月9日\n"
    examined = examine(drafted("a.txt", text.encode()).encode(), "plan.yaml", "en")
    assert examined.record is not None, examined.problems
    assert examined.record.period is None
