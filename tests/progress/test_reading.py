"""The files of content/progress/: what they say, and every fault in them, where it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from plansite.diagnostics.refusals import RefusedError
from plansite.plan.model import Plan
from plansite.plan.relations import relate
from plansite.progress import closing, reading, sealing
from plansite.progress.reading import Rounds
from plansite.progress.rules import reserved_units
from plansite.progress.standing import editions, standing
from plansite.project import project
from tests.helpers.progress_year import BEFORE, FILES, PLAN, REPORT, ROUND, SUMMARY, known, plan_in
from tests.helpers.support import plansite

EDITIONS = known()
KEJI, ROUND_FILE, SUMMED = "2024/keji.yaml", "2024/round.yaml", "2024/summary.yaml"


def read(changed: Mapping[str, str | None], lang: str = "en") -> Rounds:
    """Return the small round with some of its files changed, or None: taken away."""
    files = {path: raw for path, raw in FILES.items() if path not in changed}
    files |= {path: text.encode() for path, text in changed.items() if text is not None}
    return reading.read(files, EDITIONS, lang)


def told(changed: Mapping[str, str | None]) -> list[tuple[str, str, int, int]]:
    prefix = "content/progress/"
    return [
        (each.code, each.path.removeprefix(prefix), each.line, each.column) for each in read(changed).problems
    ]


def test_a_round_is_read_with_its_reports_and_conclusions() -> None:
    found = read({})
    assert found.problems == ()
    (files,) = found.rounds
    assert (files.name, files.round.label, files.round.day) == ("2024", "2024年度", dt.date(2025, 1, 31))
    assert list(files.reports) == ["keji"]
    assert [each.state for each in files.reports["keji"].reports] == ["on-track", "done"]
    assert [each.by for each in files.summary.items] == ["nongye"]


def test_rounds_stand_in_the_order_of_their_periods_and_then_of_their_names() -> None:
    later = ROUND.replace("2024-12-31", "2025-12-31")
    names = {"2025/round.yaml": later, "2023b/round.yaml": ROUND, "a/round.yaml": later}
    assert [each.name for each in read(names).rounds] == ["2023b", "2024", "2025", "a"]


def test_other_files_are_left_alone() -> None:
    others = {"README.md": "- {", "2024/round.schema.json": "{", "2024/kexie.xlsx": "x", "Notes/a.txt": ""}
    assert told(others) == []
    assert reading.read({}, EDITIONS, "en") == Rounds((), ())


def test_the_coordinator_gives_the_values_of_targets_that_are_no_units() -> None:
    value = "unit: kexie\nreported_on: 2025-01-09\nmeasures: [{target: built, value: 5, at: 2024-12-31}]\n"
    assert told({"2024/kexie.yaml": value}) == []
    other = ROUND.replace("kexie", "nongye")
    codes = [each[:2] for each in told({"2024/kexie.yaml": value, ROUND_FILE: other})]
    assert codes == [("not-its-item", "2024/kexie.yaml")]


def test_an_item_or_unit_of_an_earlier_edition_is_known() -> None:
    former = REPORT.replace("item: data", "item: gone")
    heirs = "unit: xiangcun\nreported_on: 2024-02-01\nreports: [{item: training, state: done}]\n"
    assert told({KEJI: former, "2024/xiangcun.yaml": heirs}) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"Jahr/round.yaml": ROUND}, ("bad-round", "Jahr/round.yaml", 1, 1)),
        ({"index/round.yaml": ROUND}, ("bad-round", "index/round.yaml", 1, 1)),
        ({"nul/round.yaml": ROUND}, ("bad-round", "nul/round.yaml", 1, 1)),
        ({ROUND_FILE: ROUND.replace("due: 2025", "due: 2023")}, ("due-early", ROUND_FILE, 3, 6)),
        ({ROUND_FILE: ROUND.replace("of: 2025-01-31", "of: 2025-01-14")}, ("as-of-early", ROUND_FILE, 4, 8)),
        ({"2025/round.yaml": ROUND}, ("label-twice", "2025/round.yaml", 1, 8)),
        ({"-a/round.yaml": ROUND}, ("bad-round", "-a/round.yaml", 1, 1)),
        ({f"{'a' * 65}/round.yaml": ROUND}, ("bad-round", f"{'a' * 65}/round.yaml", 1, 1)),
        ({ROUND_FILE: None}, ("round-missing", KEJI, 1, 1)),
        ({"2024/keji.yml": REPORT}, ("stray-file", "2024/keji.yml", 1, 1)),
        ({"2024/kexie.YAML": REPORT}, ("stray-file", "2024/kexie.YAML", 1, 1)),
        ({"keji.yaml": REPORT}, ("stray-file", "keji.yaml", 1, 1)),
        ({"2024/old/keji.yaml": REPORT}, ("stray-file", "2024/old/keji.yaml", 1, 1)),
        ({ROUND_FILE: ROUND.replace("to: 2024", "to: 2023")}, ("period-reversed", ROUND_FILE, 2, 32)),
        ({ROUND_FILE: ROUND.replace("kexie", "kexei")}, ("unknown-unit", ROUND_FILE, 5, 14)),
        ({ROUND_FILE: ROUND.replace("due: ", "due: 15.")}, ("bad-date", ROUND_FILE, 3, 6)),
        ({ROUND_FILE: ROUND + "colour: red\n"}, ("unknown-key", ROUND_FILE, 6, 1)),
        ({KEJI: REPORT.replace("unit: keji", "unit: kexie")}, ("other-unit", KEJI, 1, 7)),
        ({KEJI: REPORT.replace("item: data", "item: dara")}, ("unknown-item", KEJI, 5, 12)),
        ({KEJI: REPORT.replace("item: data", "item: village")}, ("not-its-item", KEJI, 5, 12)),
        ({KEJI: REPORT.replace("item: data", "item: training")}, ("item-twice", KEJI, 5, 12)),
        ({KEJI: REPORT.replace("target: trained", "target: train")}, ("unknown-target", KEJI, 7, 14)),
        ({KEJI: REPORT.replace("target: trained", "target: built")}, ("not-its-item", KEJI, 7, 14)),
        (
            {SUMMED: SUMMARY.replace("training, by: nongye", "venues, by: kexie")},
            ("no-duties", SUMMED, 2, 12),
        ),
        ({KEJI: REPORT.replace("state: done", "state: fertig")}, ("unknown-state", KEJI, 5, 25)),
        ({KEJI: REPORT + REPORT.splitlines()[-1] + "\n"}, ("value-twice", KEJI, 8, 39)),
        ({KEJI: REPORT.replace("value: 800", "value: 约800")}, ("wrong-type", KEJI, 7, 30)),
        ({SUMMED: SUMMARY.replace("item: training", "item: trainin")}, ("unknown-item", SUMMED, 2, 12)),
        ({SUMMED: SUMMARY.replace("nongye", "nongyee")}, ("unknown-unit", SUMMED, 2, 26)),
        ({SUMMED: SUMMARY.replace("nongye", "kexie")}, ("other-concludes", SUMMED, 2, 26)),
        ({SUMMED: SUMMARY.replace("on-track", "ontrack")}, ("unknown-state", SUMMED, 2, 41)),
        ({SUMMED: SUMMARY + SUMMARY.splitlines()[-1] + "\n"}, ("item-twice", SUMMED, 3, 12)),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(
    changed: Mapping[str, str | None], expected: tuple[str, str, int, int]
) -> None:
    found = told(changed)
    assert found[0] == expected
    assert {each[0] for each in found} == {expected[0]} or expected[0] == "other-unit"


def test_a_wrong_word_has_the_nearest_one_suggested() -> None:
    wrong = REPORT.replace("state: done", "state: 已完成").replace("item: training", "item: traning")
    hints = {each.code: each.hint for each in read({KEJI: wrong}, "zh").problems}
    assert hints == {
        "unknown-state": "是否指 done（已完成）？",
        "unknown-item": "是否指 training（1.技能培训）？",
    }


@pytest.mark.parametrize(
    ("states", "code"),
    [
        ("[{id: a, label: 甲}, {id: a, label: 乙}]", "state-twice"),
        ("[{id: a, label: 甲}, {id: b, label: 甲}]", "state-twice"),
        ("[{id: A b, label: 甲}]", "bad-id"),
        ("[{id: a, label: 未报送}]", "state-reserved"),
        ("[]", "bad-value"),
    ],
)
def test_states_differ_in_id_and_label(states: str, code: str) -> None:
    assert code in [each[0] for each in told({ROUND_FILE: f"{ROUND}states: {states}\n"})]


def test_a_round_with_an_error_is_left_out_and_the_others_are_read() -> None:
    found = read({"2023/round.yaml": ROUND, "2023/keji.yaml": "unit: [\n"})
    assert [each.name for each in found.rounds] == ["2024"]
    assert [each.code for each in found.problems] == ["yaml-syntax"]


def test_of_a_plan_with_errors_only_what_the_files_say_by_themselves_is_examined() -> None:
    files = FILES | {
        KEJI: REPORT.replace("item: data", "item: dara").replace("state: done", "state: x").encode()
    }
    assert [each.code for each in reading.read(files, (), "en").problems] == ["unknown-state"]


@pytest.mark.parametrize("ident", ["round", "summary", "summary-nongye"])
def test_a_unit_whose_file_would_be_another_is_refused(ident: str) -> None:
    plan = plan_in(PLAN.replace("keji", ident))
    assert [(code.name, finding.where) for code, finding in reserved_units(plan)] == [
        ("reserved-unit", ("units", 3, "id"))
    ]
    assert not list(reserved_units(plan_in(PLAN.replace("keji", "summaries"))))


def closed() -> dict[str, str | None]:
    """Return the round file of the small round as it is when it has been closed."""
    (files,) = read({}).rounds
    lines = [
        f"  - {{file: {e.file}, {f'by: {e.by}, ' if e.by else ''}digest: {e.digest}}}\n"
        for e in sealing.seals(files.reports, files.summary)
    ]
    return {ROUND_FILE: f"{ROUND}closed: 2025-02-20\nsealed:\n{''.join(lines)}"}


def test_a_closed_round_that_only_looks_different_is_unchanged() -> None:
    assert told(closed()) == []
    other = REPORT.replace("{item: data, state: done}", "item: data\n    state: 'done' # 说明")
    assert told(closed() | {KEJI: other.replace("value: 800", "value: 800.0")}) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({KEJI: REPORT.replace("800人", "900人")}, ("changed-after-closing", KEJI, 1, 1)),
        ({KEJI: None}, ("removed-after-closing", ROUND_FILE, 8, 12)),
        (
            {"2024/kexie.yaml": "unit: kexie\nreported_on: 2025-03-01\n"},
            ("added-after-closing", "2024/kexie.yaml", 1, 1),
        ),
        ({SUMMED: SUMMARY.replace("顺利", "良好")}, ("changed-after-closing", SUMMED, 1, 1)),
        ({SUMMED: None}, ("removed-after-closing", ROUND_FILE, 9, 12)),
    ],
)
def test_a_change_after_closing_is_told(
    changed: Mapping[str, str | None], expected: tuple[str, str, int, int]
) -> None:
    assert told({**closed(), **changed}) == [expected]


@pytest.mark.parametrize(("day", "codes"), [("2025-02-20", []), ("2025-02-19", ["changed-after-closing"])])
def test_a_correction_dated_on_or_after_the_closing_lets_a_report_change(day: str, codes: list[str]) -> None:
    changed = REPORT.replace("800人", "900人") + f"correction: {{date: {day}, reason: 漏报}}\n"
    assert [each[0] for each in told(closed() | {KEJI: changed})] == codes
    summary = SUMMARY.replace("顺利", "良好") + (
        f"forms: [{{by: nongye, reported_on: 2025-01-12, correction: {{date: {day}, reason: 漏报}}}}]\n"
    )
    assert [each[0] for each in told(closed() | {SUMMED: summary})] == codes


def test_a_round_closed_without_any_report_is_sealed_too() -> None:
    (files,) = read({KEJI: None, SUMMED: None}).rounds
    (seal,) = sealing.seals(files.reports, files.summary)
    text = f"{ROUND}closed: 2025-02-20\nsealed: [{{file: {seal.file}, digest: {seal.digest}}}]\n"
    assert told({ROUND_FILE: text, KEJI: None, SUMMED: None}) == []
    assert [each[0] for each in told({ROUND_FILE: text, SUMMED: None})] == ["added-after-closing"]


def closed_by_command() -> dict[str, str | None]:
    """Return the round file of the small round as `progress close` leaves it."""
    (files,) = read({}).rounds
    day = dt.date(2025, 2, 20)
    shut = replace(files.round, closed=day)
    duties = standing(replace(files, round=shut), EDITIONS).assigned.duties_digest
    seals = (*sealing.own_seals(shut, duties), *sealing.seals(files.reports, files.summary, day))
    return {ROUND_FILE: closing.closed(ROUND, day, seals)}


def test_what_a_closed_round_says_of_itself_is_sealed() -> None:
    done = closed_by_command()
    text = done[ROUND_FILE] or ""
    assert told(done) == []
    for old, new in (
        ("label: 2024年度", "label: 2024"),
        ("due: 2025-01-15", "due: 2025-01-14"),
        ("as_of: 2025-01-31", "as_of: 2025-01-30"),
        ("to: 2024-12-31", "to: 2024-12-30"),
        ("closed: 2025-02-20", "closed: 2025-02-21"),
        ("closed:", "publish: [next]\nclosed:"),
        ("closed:", "states: [{id: on-track, label: 好}, {id: done, label: 完}]\nclosed:"),
    ):
        problems = told({ROUND_FILE: text.replace(old, new)})
        assert [(code, path) for code, path, *_ in problems] == [("changed-after-closing", ROUND_FILE)], new


def test_who_reports_on_what_is_sealed_too() -> None:
    done = {path: text.encode() for path, text in closed_by_command().items() if text}
    for old, new in (
        ("responsible: [kexie], support: [keji]", "responsible: [kexie]"),
        ("lead: [nongye, kexie]", "lead: [kexie, nongye]"),
    ):
        other = editions(relate(plan_in(PLAN.replace(old, new))), (plan_in(BEFORE),))
        found = reading.read(FILES | done, other, "en")
        codes = [
            (each.code, each.severity.value) for each in found.problems if each.path.endswith("round.yaml")
        ]
        assert codes == [("plan-changed-after-closing", "warning")]
        assert len(found.rounds) == 1
    assert reading.read(FILES | done, (), "en").problems == ()


def test_a_correction_of_one_unit_covers_no_conclusion_of_another() -> None:
    two = SUMMARY + "  - {item: halls, by: kexie, state: done, text: 已建成。}\n"
    (files,) = read({SUMMED: two}).rounds
    seals = sealing.seals(files.reports, files.summary)
    done = {ROUND_FILE: closing.closed(ROUND, dt.date(2025, 2, 20), seals)}
    assert told({**done, SUMMED: two}) == []
    mine = "forms: [{by: nongye, reported_on: 2025-01-12, correction: {date: 2025-03-01, reason: 漏报}}]\n"
    assert told({**done, SUMMED: two.replace("顺利", "良好") + mine}) == []
    both = two.replace("顺利", "良好").replace("已建成", "建成") + mine
    (problem,) = read({**done, SUMMED: both}).problems
    assert (problem.code, "summary.yaml (kexie)" in problem.message) == ("changed-after-closing", True)


def test_seals_of_an_earlier_program_hold() -> None:
    (files,) = read({}).rounds
    lines = [f"  - {{file: keji.yaml, digest: {sealing.digest(files.reports['keji'])}}}\n"]
    lines.append(f"  - {{file: summary.yaml, digest: {sealing.digest(files.summary)}}}\n")
    done = {ROUND_FILE: f"{ROUND}closed: 2025-02-20\nsealed:\n{''.join(lines)}"}
    assert told(done) == []
    assert told({**done, ROUND_FILE: done[ROUND_FILE].replace("label: 2024年度", "label: 2024")}) == []
    changed = told({**done, SUMMED: SUMMARY.replace("顺利", "良好")})
    assert changed == [("changed-after-closing", SUMMED, 1, 1)]
    assert told({**done, SUMMED: None}) == [("removed-after-closing", ROUND_FILE, 9, 12)]


def test_a_correction_that_is_sealed_explains_no_later_change() -> None:
    done = closed_by_command()
    right = REPORT.replace("800人", "900人") + "correction: {date: 2025-03-01, reason: 漏报}\n"
    (files,) = read({**done, KEJI: right}).rounds
    key = ("keji.yaml", "")
    seals = sealing.renewed(files.round, files.round.sealed, key, files.reports, files.summary)
    text = closing.resealed((done[ROUND_FILE] or "") + "# 结束\n", seals)
    assert text.startswith(ROUND)
    assert text.endswith("# 结束\n")
    assert told({ROUND_FILE: text, KEJI: right}) == []
    later = told({ROUND_FILE: text, KEJI: right.replace("900人", "990人")})
    assert later == [("changed-after-closing", KEJI, 1, 1)]
    again = right.replace("900人", "990人").replace("{date: 2025-03-01, reason: 漏报}", "\n") + (
        "  - {date: 2025-03-01, reason: 漏报}\n  - {date: 2025-04-01, reason: 又漏}\n"
    )
    assert told({ROUND_FILE: text, KEJI: again}) == []


def test_a_round_closed_by_hand_is_told() -> None:
    (problem,) = read({ROUND_FILE: f"{ROUND}closed: 2025-02-20\n"}).problems
    assert (problem.code, problem.severity.value, problem.line) == ("not-sealed", "note", 6)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a project with the small plan and its round."""
    for path, raw in FILES.items():
        (tmp_path / "content/progress" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content/progress" / path).write_bytes(raw)
    (tmp_path / "content/revisions").mkdir()
    (tmp_path / "content/revisions/2022-03-01.yaml").write_text(BEFORE, "utf-8")
    (tmp_path / "plan.yaml").write_text(PLAN, "utf-8")
    return tmp_path


def plan_at(root: Path) -> Plan | None:
    return project.read_plan(root / "plan.yaml", "en").record


def test_a_project_has_its_rounds(root: Path) -> None:
    sources = project.read(root, "en")
    assert sources.content is not None
    assert [each.name for each in sources.content.rounds] == ["2024"]
    assert not [each for each in sources.problems if "progress" in each.path]
    assert project.read_rounds(root, root / "plan.yaml", plan_at(root), "en") == ()


def test_an_error_in_a_report_is_one_of_the_project(root: Path) -> None:
    path = root / "content/progress/2024/keji.yaml"
    path.write_text(REPORT.replace("item: data", "item: dara"), "utf-8")
    sources = project.read(root, "en")
    assert sources.content is None
    assert [each.code for each in sources.problems if "progress" in each.path] == ["unknown-item"]
    problems = project.read_rounds(root, root / "plan.yaml", plan_at(root), "en")
    assert [each.code for each in problems] == ["unknown-item"]


def test_without_rounds_a_unit_may_be_called_round(root: Path) -> None:
    path = root / "plan.yaml"
    path.write_text(PLAN.replace("keji", "round"), "utf-8")
    assert "reserved-unit" in [each.code for each in project.read(root, "en").problems]
    for each in sorted((root / "content/progress").rglob("*"), reverse=True):
        each.unlink() if each.is_file() else each.rmdir()
    assert "reserved-unit" not in [each.code for each in project.read(root, "en").problems]


def test_a_report_that_lies_outside_the_project_is_refused(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "kexie.yaml"
    outside.write_text("unit: kexie\n", "utf-8")
    (root / "content/progress/2024/kexie.yaml").symlink_to(outside)
    with pytest.raises(RefusedError):
        project.read(root, "en")


@pytest.mark.full
def test_check_tells_the_faults_of_reports(root: Path) -> None:
    assert plansite("check", cwd=root).status == 0
    (root / "content/progress/2024/keji.yaml").write_text(REPORT.replace("state: done", "state: x"), "utf-8")
    run = plansite("check", cwd=root)
    assert run.status == 1
    assert (
        "content/progress/2024/keji.yaml:5:25: error[unknown-state] x is not a state of this round" in run.err
    )
