"""content/synonyms.yaml is looked through: meanings that the plan does not have, lines that disagree."""

from __future__ import annotations

import pytest

from plansite.plan.content_records import Synonyms
from plansite.reading import synonyms
from plansite.reading.examine import examine, examine_as
from plansite.text.question_words import QUESTION_WORDS
from tests.helpers.support import ROOT

PLAN = examine((ROOT / "plan.yaml").read_bytes(), "plan.yaml", "en").record
HEAD = "synonyms:\n"
FINE = "  - {words: [防骗], means: [电信诈骗, 市科协]}\n"


def told(text: str) -> list[tuple[str, int, int]]:
    found = examine_as(Synonyms, text.encode(), "synonyms.yaml", "en", synonyms.rules(PLAN))
    return [(each.code, each.line, each.column) for each in found.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + FINE, []),
        (HEAD + FINE + "  - {words: [停车], means: [停车费]}\n", [("unused-meaning", 3, 27)]),
        (HEAD + FINE + "  - {words: [防骗], means: [农民]}\n", [("word-twice", 3, 14)]),
        (HEAD + FINE + FINE, []),
        ("ignored: [怎么办]\n", []),
        (HEAD, []),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert told(text) == expected


def test_a_line_below_those_of_a_new_project_is_read() -> None:
    fresh = (ROOT / "generator/plansite/project/new_files/content/synonyms.yaml").read_text("utf-8")
    for line in ("", FINE):
        found = examine_as(Synonyms, (fresh + line).encode(), "synonyms.yaml", "en")
        assert found.problems == ()
        assert found.record is not None
        assert len(found.record.synonyms) == bool(line)


def test_question_words_are_those_of_the_program_where_none_are_given() -> None:
    assert Synonyms().ignored == QUESTION_WORDS
    assert Synonyms(ignored=("怎么办",)).ignored == ("怎么办",)


def test_the_synonyms_of_the_plan_have_no_problem() -> None:
    assert told((ROOT / "content/synonyms.yaml").read_text("utf-8")) == []
