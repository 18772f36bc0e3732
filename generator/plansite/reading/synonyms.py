"""Rules on content/synonyms.yaml: what stands for a word is in the plan, and no two lines disagree."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

from plansite.diagnostics.problems import Code, Finding, warning
from plansite.plan.content_records import Synonyms
from plansite.plan.model import Plan
from plansite.plan.tree import walk

UNUSED = warning(
    "unused-meaning",
    "the plan does not have “{mean}”",
    "规划中没有“{mean}”",
    ("write it as the plan does, or take it out", "请改成规划的写法，或删去"),
)
TWICE = warning(
    "word-twice",
    "“{word}” stands in two lines that mean different things",
    "“{word}”出现在两行里，含义不同",
    ("keep it in one of them, or put the meanings together", "请只留一行，或把含义合并到一行"),
)

Found = tuple[Code, Finding]


def rules(plan: Plan | None) -> Callable[[Synonyms], Iterator[Found]]:
    """Return what finds the faults of synonyms for a plan; of None, whose faults are told first, nothing."""

    def find(synonyms: Synonyms) -> Iterator[Found]:
        if plan is None:
            return
        text = _texts(plan)
        meant: dict[str, tuple[str, ...]] = {}
        for line, synonym in enumerate(synonyms.synonyms):
            for at, mean in enumerate(synonym.means):
                if _folded(mean) not in text:
                    yield UNUSED, Finding(("synonyms", line, "means", at), {"mean": mean})
            for at, word in enumerate(synonym.words):
                if meant.setdefault(_folded(word), synonym.means) != synonym.means:
                    yield TWICE, Finding(("synonyms", line, "words", at), {"word": word})

    return find


def _texts(plan: Plan) -> str:
    """Return all that the search finds entries by: titles, texts, names."""
    items = [node.item for node in walk(plan)]
    words = [
        *(text for item in items for text in (item.title or "", *item.paragraphs)),
        *(part.text or "" for item in items for part in item.parts),
        *(name for unit in plan.units for name in (unit.name, unit.full_name or "", *unit.aliases)),
        *(each.name for each in plan.programmes),
        *(each.label for each in plan.targets),
        *(each.label for each in plan.milestones),
        *(each.name for each in plan.audiences),
        *(kind.label for kind in plan.kinds.values()),
        plan.title,
    ]
    return _folded("\n".join(words))


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
