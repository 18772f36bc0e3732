"""What is wrong with a plan: each case is a file, with its problems as `line:column code` beside it."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest

from plansite.diagnostics.messages import LANGUAGES
from plansite.diagnostics.problems import Code, Message, Problem
from plansite.diagnostics.report import line
from plansite.reading import faults, validate
from plansite.reading.checks import rules
from plansite.reading.examine import examine
from tests.helpers.bad_files import ACCEPTED, FILES, GOOD, HEAD
from tests.helpers.support import ROOT

BAD = ROOT / "tests" / "cases" / "bad"
CASES = sorted(BAD.glob("*.yaml"))


def problems(raw: bytes, lang: str = "en") -> tuple[Problem, ...]:
    return examine(raw, "plan.yaml", lang).problems


def places(found: tuple[Problem, ...]) -> list[str]:
    return [f"{problem.line}:{problem.column} {problem.code}" for problem in found]


def expected(case: Path) -> list[str]:
    return case.with_suffix(".txt").read_text("utf-8").splitlines()


def codes_of(module: ModuleType) -> list[Code]:
    return [value for value in vars(module).values() if isinstance(value, Code)]


def every_code() -> list[Code]:
    return [*(rule.code for rule in rules()), *codes_of(faults), *codes_of(validate)]


def fields(wording: str) -> set[str]:
    named = (name for _, name, _, _ in Formatter().parse(wording) if name)
    return {re.sub("_(en|zh)$", "", name) for name in named}


def wordings(code: Code) -> list[Message]:
    return [code.message, *([code.hint] if code.hint else [])]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_all_problems_of_a_plan_are_found_where_they_are(case: Path) -> None:
    found = problems(case.read_bytes())
    told = [line(problem, "en") for problem in found]
    wanted = expected(case)
    assert places(found) == wanted, "\n".join(["expected:", *wanted, "", "found:", *told])


@pytest.mark.parametrize("name", ACCEPTED)
def test_other_ways_to_write_a_plan_are_accepted(name: str) -> None:
    examined = examine(ACCEPTED[name], "plan.yaml", "en")
    assert examined.problems == ()
    assert examined.record is not None


def test_there_are_many_cases() -> None:
    assert len(CASES) + len(FILES) >= 160


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_plan_with_an_error_is_not_handed_on(case: Path) -> None:
    examined = examine(case.read_bytes(), "plan.yaml", "en")
    errors = [problem for problem in examined.problems if problem.severity == "error"]
    assert (examined.record is None) == bool(errors)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_both_languages_tell_the_same_problems(case: Path) -> None:
    told = {lang: problems(case.read_bytes(), lang) for lang in LANGUAGES}
    assert sorted(places(told["zh"])) == sorted(places(told["en"]))
    assert all(re.search("[一-鿿]", problem.message) for problem in told["zh"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_message_names_nothing_that_is_not_in_the_plan(case: Path, lang: str) -> None:
    for problem in problems(case.read_bytes(), lang):
        told = problem.message + (problem.hint or "")
        assert not re.search("missing-|None|{|}", told.replace("{…}", ""))


def test_a_plan_with_many_faults_is_told_all_of_them_at_once() -> None:
    kinds = {problem.code for problem in problems((BAD / "many-at-once.yaml").read_bytes())}
    assert len(kinds) >= 10


def test_every_case_has_its_expectations_and_they_have_their_case() -> None:
    assert {case.stem for case in CASES} == {path.stem for path in BAD.glob("*.txt")}
    assert all(expected(case) for case in CASES)


def test_every_code_has_a_case() -> None:
    in_files = {text.split()[1] for case in CASES for text in expected(case)}
    in_bytes = {text.split()[1] for _, wanted in FILES.values() for text in wanted}
    assert {code.name for code in every_code()} - in_files - in_bytes == set()


def test_codes_are_named_once() -> None:
    names = [code.name for code in every_code()]
    assert len(names) == len(set(names))
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", name) for name in names)


@pytest.mark.parametrize("code", every_code(), ids=lambda code: code.name)
def test_every_code_is_worded_in_both_languages(code: Code) -> None:
    for wording in wordings(code):
        assert wording.zh
        assert wording.en
        assert not re.search("[一-鿿]", wording.en)
        assert fields(wording.en) == fields(wording.zh)
    assert re.search("[一-鿿]", code.message.zh)


def test_a_misspelt_unit_reads_as_promised() -> None:
    plan = GOOD.replace("[kexie]", "[kexie, kexei]").encode()
    told = [line(problem, "zh") for problem in problems(plan, "zh")]
    assert told == ["plan.yaml:13:19: error[unknown-unit] 未知单位 kexei，是否指 kexie（市科协）？"]


def test_a_misspelt_unit_reads_as_promised_in_english() -> None:
    plan = GOOD.replace("[kexie]", "[kexie, kexei]").encode()
    told = [line(problem, "en") for problem in problems(plan)]
    assert told == ["plan.yaml:13:19: error[unknown-unit] unknown unit kexei; did you mean kexie (市科协)?"]


# What stands in the list of leads, and the unit that is suggested for it.
SUGGESTIONS = {"kexei": "kexie", "市科协": "kexie", "Kexie": "kexie", "zzz": None, '""': None}


@pytest.mark.parametrize("wrong", SUGGESTIONS)
def test_a_suggestion_is_given_where_there_is_one(wrong: str) -> None:
    plan = GOOD.replace("[kexie]", f"[kexie, {wrong}]")
    (problem,) = problems(plan.encode())
    wanted = SUGGESTIONS[wrong]
    assert problem.hint == (f"did you mean {wanted} (市科协)?" if wanted else None)


@pytest.mark.parametrize("wrong", ["name", "folder", "quote"])
def test_a_key_that_belongs_elsewhere_is_not_suggested_for_itself(wrong: str) -> None:
    (problem,) = problems(f"{GOOD}{wrong}: a\n".encode())
    assert (problem.code, problem.hint) != ("unknown-key", f"did you mean {wrong}?")


@pytest.mark.parametrize(("wrong", "right"), [("peroid", "period"), ("unitss", "units"), ("xyzzy", None)])
def test_a_misspelt_key_gets_the_key_that_is_meant(wrong: str, right: str | None) -> None:
    (problem,) = problems(f"{GOOD}{wrong}: 1\n".encode())
    assert problem.hint == (f"did you mean {right}?" if right else None)


def test_a_full_width_colon_is_blamed_only_where_it_stands_for_one_of_yaml() -> None:
    (as_key,) = problems((BAD / "yaml-syntax-full-width-colon.yaml").read_bytes())
    (in_prose,) = problems(f"{HEAD}items:\n  - id: a\n    text: 各县：甲\n    title: 甲: 乙\n".encode())
    assert as_key.hint == "after a key stands an ASCII colon and a space"
    assert in_prose.hint is None


def test_a_quotation_from_elsewhere_is_told_where_it_stands() -> None:
    found = problems((BAD / "quote-not-found.yaml").read_bytes())
    assert [problem.hint for problem in found] == ["it stands in rural", None, None, None]


@pytest.mark.parametrize("change", ["", "\ufeff", "\r\n", "\ufeff\r\n"])
def test_a_byte_order_mark_and_windows_line_ends_are_no_problem(change: str) -> None:
    mark, ends = change[:1].strip("\r\n"), "\r\n" if "\r\n" in change else "\n"
    examined = examine((mark + GOOD.replace("\n", ends)).encode(), "plan.yaml", "en")
    assert examined.problems == ()
    assert examined.record is not None
    assert examined.record.items[0].paragraphs == ("普及科学知识。", "培养科学精神。")


def numbered(*sections: tuple[str, list[str]]) -> bytes:
    text = HEAD + "items:\n"
    for section, (number, below) in enumerate(sections):
        text += f"  - id: s{section}\n    number: {number}\n    title: 章\n    items:\n"
        text += "".join(
            f"      - {{id: s{section}-{item}, number: {inner}, title: 节}}\n"
            for item, inner in enumerate(below)
        )
    return text.encode()


STYLES = {
    "restarting": numbered(("一、", ["（一）", "（二）"]), ("二、", ["（一）", "（二）"])),
    "running-on": numbered(("一、", ["1.", "2."]), ("二、", ["3.", "4."]), ("三、", ["5."])),
    "chapters": numbered(("第一章", ["第一条", "第二条"]), ("第二章", ["第三条"]), ("第三章", ["第四条"])),
    "half-width": numbered(("1.", ["(1)", "(2)"]), ("2.", ["(1)", "(2)"])),
    "full-width": numbered(("１．", ["（１）", "（２）"]), ("２．", ["（３）"])),
    "mixed-width": numbered(("一、", ["（一）", "(二)", "（三)"]), ("二、", ["1.", "２．", "3．"])),
    "past-ten": numbered(
        ("一、", [f"（{number}）" for number in "一二三四五六七八九十"] + ["（十一）", "（十二）"])
    ),
    "not-numbers": numbered(("附件", ["——", "★"]), ("专栏", ["甲"])),
}


@pytest.mark.parametrize("style", STYLES)
def test_numbers_as_documents_print_them_give_no_notes(style: str) -> None:
    assert places(problems(STYLES[style])) == []
