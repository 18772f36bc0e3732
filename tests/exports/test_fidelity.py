"""The plan says what was published, character by character."""

from __future__ import annotations

import re
import unicodedata

from plansite.plan.content_records import Corrections
from plansite.plan.model import Item, Plan
from plansite.plan.tree import walk
from plansite.reading.validate import validate
from plansite.reading.yaml_text import parse
from plansite.views.site import Site
from tests.helpers.support import ROOT, exported

SOURCE = ROOT / "content/source/yufufa-2022-11.txt"
QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


def bare(text: str) -> str:
    """Return `text` without white space and Markdown marks, its punctuation at half width."""
    text = text.replace("**", "")
    text = re.sub(r"^- (?=\d\.)", "", text, flags=re.MULTILINE)
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(QUOTES)


def corrections() -> Corrections:
    validated = validate(
        parse((ROOT / "content/source/corrections.yaml").read_text("utf-8")).data, Corrections
    )
    assert validated.record is not None
    assert not validated.findings
    return validated.record


def test_the_text_is_the_published_one_but_for_the_listed_corrections(site: Site) -> None:
    published = bare(SOURCE.read_text("utf-8"))
    for correction in corrections().corrections:
        scanned = bare(correction.scanned)
        assert published.count(scanned) == correction.times, correction
        assert correction.reason
        published = published.replace(scanned, bare(correction.corrected))
    rebuilt = bare(exported("text", site).decode())
    for position, (one, other) in enumerate(zip(rebuilt, published, strict=False)):
        assert one == other, (
            position,
            rebuilt[position - 20 : position + 20],
            published[position - 20 : position + 20],
        )
    assert len(rebuilt) == len(published)


def test_without_a_correction_the_texts_differ(site: Site) -> None:
    assert bare(exported("text", site).decode()) != bare(SOURCE.read_text("utf-8"))


def test_the_text_has_no_traces_of_the_scan(plan: Plan) -> None:
    text = "\n".join(paragraph for item in _items(plan) for paragraph in (item.title or "", *item.paragraphs))
    assert not re.search(r"[,;:()\"'*]", text), "half-width punctuation"
    assert not re.search(r"[\u3400-\u9fff] | [\u3400-\u9fff]", text), "a space beside a Han character"
    assert text.count("“") == text.count("”")
    assert text.count("‘") == text.count("’")


def _items(plan: Plan) -> list[Item]:
    return [node.item for node in walk(plan)]
