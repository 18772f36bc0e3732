"""Very many revisions: no page grows with them, and none moves when there is one more."""

from __future__ import annotations

import datetime as dt
import re

import feedparser

from plansite.build.build import build
from plansite.reading.examine import examine
from plansite.views.site import Content
from tests.helpers.small_plans import GOOD

FIRST = dt.date(2021, 1, 2)
DAY = re.compile(r"\{ #_(\d{4}-\d{2}-\d{2}) \}")


def files(count: int) -> dict[str, bytes]:
    """Build a plan with `count` revisions, a day apart."""
    days = (FIRST + dt.timedelta(days=at) for at in range(count))
    text = GOOD + "revisions:\n" + "".join(f"  - {{date: {day}, note: 第{day}次}}\n" for day in days)
    examined = examine(text.encode(), "plan.yaml", "en")
    assert examined.record is not None, examined.problems
    return build(examined.record, Content())


def lists(found: dict[str, bytes]) -> dict[str, list[str]]:
    """Return the days that each page of the list of revisions has, in order."""
    pages = {
        path: data.decode()
        for path, data in found.items()
        if re.fullmatch(r"changes/(?:index|part-\d+)\.md", path)
    }
    return {path: DAY.findall(text) for path, text in pages.items()}


def test_each_revision_is_listed_once_and_latest_first() -> None:
    found = lists(files(250))
    assert set(found) == {"changes/index.md", "changes/part-1.md", "changes/part-2.md"}
    in_order = [day for name in ("index", "part-2", "part-1") for day in found[f"changes/{name}.md"]]
    assert in_order == [(FIRST + dt.timedelta(days=at)).isoformat() for at in range(250)][::-1]
    assert max(map(len, found.values())) == 100


def test_one_more_revision_moves_none_from_part_to_part() -> None:
    before, after = lists(files(250)), lists(files(251))
    for name in ("changes/part-1.md", "changes/part-2.md"):
        assert before[name] == after[name]


def test_few_revisions_have_one_page() -> None:
    assert set(lists(files(100))) == {"changes/index.md"}
    assert set(lists(files(101))) == {"changes/index.md", "changes/part-1.md"}


def test_the_feed_has_the_latest() -> None:
    entries = feedparser.parse(files(250)["changes/feed.xml"]).entries
    assert len(entries) == 100
    assert "第2021-09-08次" in entries[0].title


def test_what_a_revision_is_about_is_a_paragraph_of_its_own() -> None:
    assert "\n\n第2021-01-02次\n\n没有保留" in files(1)["changes/index.md"].decode()
