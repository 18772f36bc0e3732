"""No text of a plan is more than text in what other programs read: exports, feed, index, messages."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
from functools import cache
from itertools import chain
from typing import Any

import feedparser
import icalendar
import pytest
from lxml import etree, html
from openpyxl import load_workbook

from plansite.build.build import build
from plansite.diagnostics import report
from plansite.exports.office.fonts import choose
from plansite.exports.office.printed import printed
from plansite.exports.pdf import document_html
from plansite.plan.content_records import Corrections, Synonyms
from plansite.plan.model import Plan
from plansite.publishing.schema_org import script_json
from plansite.reading.examine import examine, examine_as
from plansite.text.escape import inline, literal
from plansite.views import feed, search_index
from plansite.views.downloads import Offer, fill
from plansite.views.site import Content, Site
from tests.helpers import hostile
from tests.helpers.hostile import BREAKS, EVERY, FAMILIES, REFUSED, SIGNS, Voice
from tests.helpers.support import STAMP, exported

pytestmark = pytest.mark.full

GROUPS = {**FAMILIES, "breaks": BREAKS}
FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def record(say: Voice, old: str = "") -> Plan:
    data = hostile.plan(say, old=old, earlier="" if old else "content/revisions/2022-01-01.yaml")
    for quoted in ("duties", "targets", "audiences", "programmes", "milestones"):
        if say.strings == BREAKS:  # a quote stands in one line of its text, so none has a break
            data[quoted] = []
    found = examine(json.dumps(data, ensure_ascii=False).encode(), "plan.yaml", "en")
    assert found.record is not None, found.problems
    return found.record


@cache
def site(group: str, *, harmless: bool = False) -> Site:
    """Return a plan of the strings of a group, with what people write, and the plan before its revision."""
    say = Voice(GROUPS[group], harmless)
    plan = record(say)
    written = {
        model: examine_as(model, json.dumps(make(say)).encode(), "x.yaml", "en").record
        for model, make in ((Corrections, hostile.corrections), (Synonyms, hostile.synonyms))
    }
    corrections, synonyms = written[Corrections], written[Synonyms]
    assert isinstance(corrections, Corrections)
    assert isinstance(synonyms, Synonyms)
    content = Content(
        corrections=corrections.corrections,
        synonyms=synonyms.synonyms,
        ignored=synonyms.ignored,
        earlier=(record(say, "earlier "),),
    )
    return Site.of(plan, content)


def test_every_field_that_holds_text_is_hostile() -> None:
    say = Voice(FAMILIES["markup"])
    for model, data in (
        (Plan, hostile.plan(say, earlier="content/x.yaml")),
        (Corrections, hostile.corrections(say)),
        (Synonyms, hostile.synonyms(say)),
    ):
        found = examine_as(model, json.dumps(data).encode(), "x.yaml", "en")
        assert found.record is not None, found.problems
        assert hostile.text_fields(model) - set(hostile.filled(found.record, "alert(1)")) == set(), (
            "give the new field a text in tests/hostile.py"
        )


@pytest.mark.parametrize("text", REFUSED)
def test_a_character_that_ends_a_line_unseen_is_refused_with_its_place(text: str) -> None:
    raw = f"schema: 1\ntitle: {text}\nperiod: {{start: 2021, end: 2025}}\nitems: []\n".encode()
    found = examine(raw, "plan.yaml", "en")
    assert found.record is None
    assert (found.problems[0].line, found.problems[0].column, found.problems[0].code) == (
        2,
        9,
        "bad-character",
    )
    escaped = json.dumps({"schema": 1, "title": text, "period": {"start": 2021, "end": 2025}, "items": []})
    assert examine(escaped.encode(), "plan.yaml", "en").record is None


@pytest.mark.parametrize("group", GROUPS)
def test_no_cell_of_a_csv_begins_a_formula_and_its_rows_stay_rows(group: str) -> None:
    rows, harmless = (
        list(csv.reader(io.StringIO(exported("csv", each).decode("utf-8-sig"), newline="")))
        for each in (site(group), site(group, harmless=True))
    )
    assert list(map(len, rows)) == list(map(len, harmless))
    assert not [cell for cell in chain(*rows) if cell.startswith(FORMULAS)]
    names = {unit.name for unit in site(group).plan.units}
    assert {row[1].removeprefix("'") for row in rows[1:]} <= names


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", "＝1+1", "＋1", "－1", "＠甲"])
def test_a_cell_that_would_be_a_formula_has_a_sign_before_it(text: str) -> None:
    data = {
        "schema": 1,
        "title": "方案",
        "period": {"start": 2021, "end": 2025},
        "units": [{"id": "a", "name": text}],
        "items": [{"id": "one", "title": text, "lead": ["a"]}],
    }
    plan = examine(json.dumps(data).encode(), "plan.yaml", "en").record
    assert plan is not None
    row = next(csv.DictReader(io.StringIO(exported("csv", Site.of(plan, Content())).decode("utf-8-sig"))))
    assert (row["unit"], row["item"]) == (f"'{text}", f"'{text}")
    book = load_workbook(io.BytesIO(exported("xlsx", Site.of(plan, Content()))))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize("form", ["xlsx", "register-xlsx"])
@pytest.mark.parametrize("group", GROUPS)
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(group: str, form: str) -> None:
    data = exported(form, site(group))
    cells = [cell for sheet in load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert not [cell.hyperlink for cell in cells if cell.hyperlink]
    assert parts(data) == parts(exported(form, site(group, harmless=True)))


@pytest.mark.parametrize("form", ["docx", "plan-docx", "register-docx"])
@pytest.mark.parametrize("group", GROUPS)
def test_a_document_has_the_elements_of_a_harmless_one(group: str, form: str) -> None:
    hostile_one, harmless = (exported(form, each) for each in (site(group), site(group, harmless=True)))
    assert parts(hostile_one) == parts(harmless)
    for name in parts(hostile_one):
        if name.endswith((".xml", ".rels")):
            kinds = [
                {str(each.tag) for each in member(data, name).iter()} for data in (hostile_one, harmless)
            ]
            assert kinds[0] == kinds[1], name
            for each in member(hostile_one, name).iter("{*}Relationship"):
                assert each.get("TargetMode") is None


def parts(data: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return set(archive.namelist())


def member(data: bytes, name: str) -> Any:  # noqa: ANN401  lxml has no annotations
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


@pytest.mark.parametrize("group", GROUPS)
def test_a_calendar_has_the_lines_of_a_harmless_one(group: str) -> None:
    calendars = [
        icalendar.Calendar.from_ical(exported("ics", each))
        for each in (site(group), site(group, harmless=True))
    ]
    names = [[(each.name, sorted(each)) for each in calendar.walk()] for calendar in calendars]
    assert names[0] == names[1]
    raw = exported("ics", site(group))
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert b"\n" not in raw.replace(b"\r\n", b"")


@pytest.mark.parametrize("group", GROUPS)
def test_the_feed_has_the_elements_of_a_harmless_one_and_the_titles_as_they_are(group: str) -> None:
    trees = [etree.fromstring(feed.feed(each)) for each in (site(group), site(group, harmless=True))]
    shapes = [[(each.tag, sorted(each.attrib)) for each in tree.iter()] for tree in trees]
    assert shapes[0] == shapes[1]
    titles = [" ".join(each.text.split()) for each in trees[0].iter("{*}title")]
    plan = site(group).plan
    assert any(" ".join(plan.title.split()) in title for title in titles)
    assert any(" ".join(plan.revisions[0].note.split()) in title for title in titles)
    # RFC 4287, 3.1: a text without a type is plain text, which a reader of feeds shows as it is.
    assert not [each for each in trees[0].iter("{*}title", "{*}summary") if each.get("type")]
    parsed = feedparser.parse(feed.feed(site(group)), sanitize_html=False)
    assert {entry.title_detail.type for entry in parsed.entries} == {"text/plain"}


@pytest.mark.parametrize("group", GROUPS)
def test_the_data_give_every_text_back(group: str) -> None:
    data = json.loads(exported("json", site(group)))
    assert data["title"] == site(group).plan.title
    texts = exported("text", site(group)).decode()
    assert "".join(site(group).plan.title.split()) in "".join(texts.split())


@pytest.mark.parametrize("group", GROUPS)
def test_the_index_of_the_search_is_one_assignment_of_data(group: str) -> None:
    script = build(site(group).plan, site(group).content)[search_index.PATH].decode()
    data = script.removeprefix("self.plansiteIndex=").removesuffix(";\n")
    assert json.loads(data)["synonyms"]
    assert "\n" not in data


@pytest.mark.parametrize("text", [*EVERY, "甲\u2028乙\u2029丙"])
def test_what_stands_in_a_script_of_data_cannot_end_it(text: str) -> None:
    written = script_json({text: [text]})
    assert json.loads(written) == {text: [text]}
    assert not re.search(r"[<>&\u2028\u2029]", written)


@pytest.mark.parametrize("text", EVERY)
def test_no_text_forges_the_mark_of_a_download(text: str) -> None:
    offer = Offer(("data/plan.xlsx",), ())
    forged = f"{offer.mark(text)}{text}"
    for written in (literal(forged), inline(forged)):
        assert fill(str(written), [offer], {}, "./") == str(written)


@pytest.mark.parametrize("group", GROUPS)
def test_the_pages_of_the_pdf_have_the_elements_of_harmless_ones(group: str) -> None:
    sites = (site(group), site(group, harmless=True))
    trees = [html.fromstring(document_html(printed(each), STAMP, choose(frozenset()))) for each in sites]
    # A title is broken into lines by its length.
    shapes = [[(each.tag, sorted(each.attrib)) for each in tree.iter() if each.tag != "br"] for tree in trees]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("text", EVERY)
def test_a_message_with_a_text_in_it_is_one_line_of_one_problem(text: str) -> None:
    raw = {"schema": 1, "title": "方案", "period": {"start": 2021, "end": 2025}, "items": []}
    found = examine(json.dumps({**raw, text: text}).encode(), "plan.yaml", "en")
    assert found.problems
    told = report.to_github(found.problems, "en")
    assert len(told.splitlines()) == len(found.problems)
    assert all(
        line.startswith(("::error file=plan.yaml", "::warning file=plan.yaml")) for line in told.split("\n")
    )


@pytest.mark.parametrize(
    "text", ["\u202e反", "\u2066甲\u202b乙\u2069", "\u202d甲\u202c乙", "\u2069\u202c甲", "\u2068\u202a"]
)
def test_what_turns_the_direction_of_a_text_ends_with_it(text: str) -> None:
    for written in (str(literal(text)), str(inline(text))):
        assert written.startswith(text)
        assert _open(written) == []
    assert str(literal("甲\u202c")) == "甲\u202c"


def test_no_line_of_a_page_turns_the_direction_of_what_follows() -> None:
    assert [each for each in SIGNS if _open(each)]
    pages = build(site("signs").plan, site("signs").content)
    for path, data in pages.items():
        if path.endswith(".md"):
            assert [line for line in data.decode().split("\n") if _open(line)] == [], path


def _open(text: str) -> list[str]:
    """Return the embeddings and isolates that `text` leaves open (UAX #9, 3.3.2)."""
    opened: list[str] = []
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in {"LRE", "RLE", "LRO", "RLO", "LRI", "RLI", "FSI"}:
            opened.append(kind)
        elif kind == "PDF" and opened and not opened[-1].endswith("I"):
            opened.pop()
        elif kind == "PDI" and any(each.endswith("I") for each in opened):
            while not opened.pop().endswith("I"):
                pass
    return opened
