"""What a reissue costs: work that grows with the documents and no faster, whatever is alike in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from plansite.importing.document import imported
from plansite.importing.draft.draft import Draft
from plansite.importing.draft.emit import emit
from plansite.importing.onto.division import stretches
from plansite.importing.onto.likeness import Entry, entries
from plansite.importing.onto.reissue import reissued
from plansite.importing.onto.report import report
from plansite.importing.readers import read
from plansite.plan.model import Plan
from plansite.reading.validate import record_of, validate
from tests.importing.test_costs import HEAD, TASK, work

pytestmark = pytest.mark.full


def draft(text: str) -> Draft:
    return imported(read("document.txt", text.encode())).draft


def told(number: int, about: str) -> str:
    text = f"拨款{number}万元，{about}在{number}月完工。"
    return f"{number}.修第{number}号{about}。{text}（市第{number % 40}局负责）\n"


def many(n: int, about: str) -> str:
    return HEAD + "".join(told(number, about) for number in range(1, n))


def lists(n: int, first: int) -> str:
    units = "、".join(f"市第{number}局" for number in range(first, first + n))
    return f"{HEAD}1.宣传。做好。（责任单位：{units}）\n"


def parts(n: int, verb: str) -> str:
    return HEAD + "1.宣传。" + "".join(f"{verb}好。（市第{number}局负责）" for number in range(n))


PAIRS: dict[str, Callable[[int], tuple[str, str]]] = {
    "the-same": lambda n: (many(n, "桥"), many(n, "桥")),
    "equal-tasks": lambda n: (HEAD + TASK * n, HEAD + TASK * (n - 3)),
    "equal-titles": lambda n: (
        HEAD + "".join(f"1.宣传。第{number}次。\n" for number in range(n)),
        HEAD + "".join(f"1.宣传。第{number}回。\n" for number in range(n)),
    ),
    "nothing-in-common": lambda n: (many(n, "桥"), many(n, "塔").replace("修", "建")),
    "the-other-way-round": lambda n: (many(n, "桥"), "\n".join(reversed(many(n, "桥").splitlines()))),
    "paragraphs": lambda n: (HEAD + "做好宣传。\n" * n, HEAD + "做好动员。\n" * n),
    "parts": lambda n: (
        HEAD + "1.宣传。" + "做好。（市教育局负责）" * n,
        HEAD + "1.宣传。" + "办好。（市教育局负责）" * n,
    ),
    "parts-of-many-units": lambda n: (parts(n, "做"), parts(n, "办")),
    "one-line-and-many": lambda n: (
        HEAD + "科普宣传进村入户到田间地头\n" * n,
        HEAD + "科普宣传进村入户到田间地头科\n" * n,
    ),
    "units": lambda n: (lists(n, 1), lists(n, 10_000)),
    "quotes": lambda n: (
        HEAD + "1.宣传。" + "".join(f"培训{number}人次以上，" for number in range(n)),
        HEAD + "1.宣传。" + "".join(f"培训{number}人以上，" for number in range(n)),
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_four_times_the_items_is_four_times_the_work(name: str) -> None:
    counts = []
    for n in (10, 150, 600):  # the first imports and caches
        old, new = map(draft, PAIRS[name](n))
        plan = validate(old.data, Plan).record
        assert plan is not None

        def carry(plan: Plan = plan, new: Draft = new) -> None:
            made = reissued(plan, new)
            emit(made.draft, onto=True)
            list(report(plan, made))

        counts.append(work(carry))
    assert counts[2] <= 5 * counts[1] + 4000


def test_texts_that_almost_come_to_the_same_are_not_tried_for_ever() -> None:
    def entries_of(n: int, text: str) -> list[Entry]:
        items = [{"id": f"a{number}", "text": text} for number in range(n)]
        return entries(record_of({"schema": 1, "title": "甲", "items": items}, Plan))

    def meet(n: int) -> None:
        old, new = entries_of(n, "甲" * 1999), entries_of(n - 1, "甲" * 2003)
        assert list(stretches(old, new, range(n), range(n - 1))) == []

    meet(5)
    once, four = (work(lambda n=n: meet(n)) for n in (100, 400))  # type: ignore[misc]
    assert four <= 5 * once
