"""Records of a round as YAML: a person reads it in a diff, and the program reads it back."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plansite.progress.records import (
    STATES,
    ConcludedForm,
    Conclusion,
    Evidence,
    ItemReport,
    MeasuredValue,
    Received,
    ReportCorrection,
    Round,
    Summary,
    UnitReport,
)
from plansite.progress.schemas import SCHEMAS, schema_files, schema_text
from plansite.progress.writing import written
from plansite.reading.examine import examine_as, failed
from plansite.reading.yaml_events import UNPRINTABLE
from tests.helpers.progress_year import REPORT, ROUND, SUMMARY
from tests.helpers.support import ROOT, plansite

TEXT = (
    st.text(
        st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n: #-'\"|>&*!%@`{}[],?~\t\\"), min_size=1
    )
    .map(lambda text: UNPRINTABLE.sub("", text).replace("\r", "").strip())
    .filter(bool)
)
DAY = st.dates(dt.date(1000, 1, 1))
VALUE = st.decimals(-(10**15), 10**15, allow_nan=False, allow_infinity=False, places=4) | st.integers(
    -(10**15), 10**15
).map(Decimal)
EVIDENCE = st.builds(Evidence, title=TEXT, url=st.none() | st.just("https://example.gov.cn/a?b=1#c"))
RECEIVED = st.builds(Received, name=TEXT, sha256=TEXT)
CORRECTION = st.builds(ReportCorrection, date=DAY, reason=TEXT)
OPTIONAL = st.none() | TEXT
REPORTS = st.builds(
    UnitReport,
    unit=TEXT,
    reported_on=DAY,
    replaces=st.lists(DAY, max_size=2).map(tuple),
    plan=OPTIONAL,
    received=st.none() | RECEIVED,
    correction=st.lists(CORRECTION, max_size=2).map(tuple),
    reports=st.lists(
        st.builds(
            ItemReport,
            item=TEXT,
            state=TEXT,
            text=OPTIONAL,
            problems=OPTIONAL,
            next=OPTIONAL,
            evidence=st.lists(EVIDENCE, max_size=2).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    measures=st.lists(
        st.builds(MeasuredValue, target=TEXT, value=VALUE, measure=OPTIONAL, at=DAY, source=OPTIONAL),
        max_size=2,
    ).map(tuple),
)
SUMMARIES = st.builds(
    Summary,
    items=st.lists(st.builds(Conclusion, item=TEXT, by=TEXT, state=TEXT, text=OPTIONAL), max_size=3).map(
        tuple
    ),
    forms=st.lists(
        st.builds(ConcludedForm, by=TEXT, reported_on=DAY, plan=OPTIONAL, received=st.none() | RECEIVED),
        max_size=2,
    ).map(tuple),
)


@given(REPORTS | SUMMARIES)
def test_any_record_is_read_back_as_it_is(record: UnitReport | Summary) -> None:
    found = examine_as(type(record), written(record), "kexie.yaml", "en")
    assert not failed(found.problems), found.problems
    assert found.record == record


def test_a_report_is_laid_out_for_a_person() -> None:
    report = UnitReport(
        unit="kexie",
        reported_on=dt.date(2025, 1, 10),
        reports=(
            ItemReport(
                item="halls",
                state="on-track",
                text="建成 3 个：\n- 甲馆 # 一期",
                evidence=(Evidence(title="通报", url="https://example.gov.cn/"),),
            ),
        ),
        measures=(MeasuredValue(target="built", value=Decimal(10500), at=dt.date(2024, 12, 31)),),
    )
    assert written(report).decode() == (
        "# yaml-language-server: $schema=../report.schema.json\n"
        "unit: kexie\n"
        "reported_on: 2025-01-10\n"
        "reports:\n"
        "  - item: halls\n"
        "    state: on-track\n"
        "    text: |-\n"
        "      建成 3 个：\n"
        "      - 甲馆 # 一期\n"
        "    evidence:\n"
        "      - title: 通报\n"
        "        url: https://example.gov.cn/\n"
        "measures:\n"
        "  - target: built\n"
        "    value: 10500\n"
        "    at: 2024-12-31\n"
    )


def test_a_round_shows_its_states_for_an_editor_to_change() -> None:
    record = examine_as(Round, ROUND.encode(), "round.yaml", "en").record
    assert record is not None
    text = written(record).decode()
    assert [each["id"] for each in yaml.safe_load(text)["states"]] == [each.id for each in STATES]


def as_json(text: str) -> object:
    """Return what an editor's YAML loader makes of a file, with days as the ISO text that a schema sees."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def accepts(name: str, text: str) -> bool:
    return jsonschema.Draft202012Validator(json.loads(schema_text(name))).is_valid(as_json(text))


@pytest.mark.parametrize(("name", "text"), [("round", ROUND), ("report", REPORT), ("summary", SUMMARY)])
def test_a_schema_accepts_what_the_program_does_and_no_more(name: str, text: str) -> None:
    assert accepts(name, text)
    assert not accepts(name, f"{text}colour: red\n")
    record = examine_as(SCHEMAS[name], text.encode(), f"{name}.yaml", "en").record
    assert record is not None
    assert accepts(name, written(record).decode())
    assert set(schema_files()) == {"round.schema.json", "report.schema.json", "summary.schema.json"}


@given(REPORTS)
def test_the_schema_accepts_whatever_is_written(report: UnitReport) -> None:
    assert accepts("report", written(report).decode())


@pytest.mark.full
def test_schema_prints_them_and_that_of_the_plan_by_default() -> None:
    for name in SCHEMAS:
        assert plansite("schema", name, cwd=ROOT).out == schema_text(name)
    assert plansite("schema", cwd=ROOT).out == plansite("schema", "plan", cwd=ROOT).out
