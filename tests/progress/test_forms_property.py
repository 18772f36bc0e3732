"""Any reports written to forms and read back are the same, in whatever order and whoever saved them."""

from __future__ import annotations

import datetime as dt
import io
import re

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from plansite.exports.office import forms as office
from plansite.files.zip_archive import EARLIEST
from plansite.progress import form_reading, reading
from plansite.progress.entries import RoundFiles
from plansite.progress.forms import report_form, summary_form
from plansite.progress.known import Known
from plansite.progress.records import Conclusion, Evidence, ItemReport, MeasuredValue, Summary, UnitReport
from plansite.progress.standing import standing
from plansite.reading.yaml_events import UNPRINTABLE
from plansite.text.compatibility import unified
from tests.helpers.examples import examples
from tests.helpers.filled_forms import saved, shuffled
from tests.helpers.progress_year import FILES, known

KNOWN = Known(known())
ROUND = reading.read({"2024/round.yaml": FILES["2024/round.yaml"]}, KNOWN.editions, "en").rounds[0].round
ESCAPES = re.compile("_x[0-9a-fA-F]{4}_|x005F_")  # what a workbook itself writes for a character


def plain(text: str) -> str:
    return unified(UNPRINTABLE.sub("", text).replace("\r", "")).strip()


TEXT = (
    st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n=+-@<&>\"'甲乙。，#"), min_size=1)
    .map(plain)
    .filter(lambda text: bool(text) and not ESCAPES.search(text) and plain(text) == text)
)
TITLE = TEXT.map(lambda text: " ".join(text.split())).filter(lambda text: text and "://" not in text)
OPTIONAL = st.none() | TEXT
STATE = st.sampled_from([each.id for each in ROUND.states])
EVIDENCE = st.builds(
    Evidence,
    title=TITLE.filter(lambda t: t[-1] not in "：:"),
    url=st.none() | st.just("https://example.gov.cn/a"),
)
VALUE = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=3)
DAY = st.dates(dt.date(1850, 1, 1), dt.date(2199, 12, 31))


def reports_on(item: str) -> st.SearchStrategy[ItemReport | None]:
    return st.none() | st.builds(
        ItemReport,
        item=st.just(item),
        state=STATE,
        text=OPTIONAL,
        problems=OPTIONAL,
        next=OPTIONAL,
        evidence=st.lists(EVIDENCE, max_size=3).map(tuple),
    )


REPORTS = st.tuples(*map(reports_on, ("training", "data", "halls"))).map(
    lambda found: tuple(filter(None, found))
)
MEASURES = st.lists(
    st.builds(
        MeasuredValue,
        target=st.just("trained"),
        value=VALUE,
        measure=st.none() | TEXT.filter(lambda text: text != "人次"),
        at=DAY,
        source=OPTIONAL,
    ),
    max_size=3,
    unique_by=lambda each: each.at,
).map(lambda found: tuple(sorted(found, key=lambda each: each.at)))


@examples(40)
@given(REPORTS, MEASURES, st.integers(0, 99))
def test_reports_come_back_as_they_were(
    reports: tuple[ItemReport, ...], measures: tuple[MeasuredValue, ...], seed: int
) -> None:
    report = UnitReport(unit="keji", reported_on=dt.date(2025, 1, 10), reports=reports, measures=measures)
    stand = standing(RoundFiles("2024", ROUND, {"keji": report}, Summary()), KNOWN.editions)
    unit = stand.assigned.relations.unit["keji"]
    data = office.write(report_form(stand, unit), EARLIEST)
    for each in (data, saved(load_workbook(io.BytesIO(data))), shuffled(data, seed)):
        found = form_reading.read("keji.xlsx", each, stand, KNOWN, "en")
        assert found.failed is not bool(reports or measures), found.problems
        assert found.reports == reports
        assert found.measures == measures


@examples(20)
@given(
    st.dictionaries(st.sampled_from(["village", "training", "data"]), st.tuples(STATE, OPTIONAL)),
    st.integers(0, 9),
)
def test_conclusions_come_back_as_they_were(said: dict[str, tuple[str, str | None]], seed: int) -> None:
    items = tuple(
        Conclusion(item=item, by="nongye", state=said[item][0], text=said[item][1])
        for item in ("village", "training", "data")
        if item in said
    )
    stand = standing(RoundFiles("2024", ROUND, {}, Summary(items=items)), KNOWN.editions)
    data = office.write(summary_form(stand, stand.assigned.relations.unit["nongye"]), EARLIEST)
    found = form_reading.read("f.xlsx", shuffled(data, seed), stand, KNOWN, "en")
    assert found.failed is not bool(items), found.problems
    assert found.conclusions == items
