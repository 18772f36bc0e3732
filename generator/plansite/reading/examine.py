"""Read a file into a record and find every problem in it, in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from plansite.diagnostics.problems import Code, Finding, Problem, Severity, Where, note, warning
from plansite.plan.model import Plan, Record
from plansite.reading import checks, safe_links, yaml_text
from plansite.reading.faults import MAX_FAULTS, MORE, Fault, counted, more
from plansite.reading.validate import R, text_keys, validate
from plansite.reading.yaml_events import Comment, Data

_Found: TypeAlias = tuple[Code, Finding]
_WEIGHTS = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_SHOWN = 200
REVIEW = "# 请核对"
"""The comment with which a draft marks what was guessed."""
_QUOTE_IT = ("if it belongs to the text, put the whole text in quotes", "如属于正文，请把整段文字加上引号")
CUT_TEXT = warning(
    "cut-text",
    "the text ends here: {comment} is a comment to YAML",
    "文字到此为止：YAML 把 {comment} 当作注释",
    _QUOTE_IT,
)
COMMENT = note(
    "comment-after-text", "a comment follows the text: {comment}", "文字之后是注释：{comment}", _QUOTE_IT
)


class Examined(Struct, Generic[R], frozen=True):
    """A record and its problems in file order; `record` is None if any problem is an error."""

    record: R | None
    problems: tuple[Problem, ...]


def examine(raw: bytes, path: str, lang: str) -> Examined[Plan]:
    """Read, validate and check the plan in `raw`; its problems name `path` and are worded in `lang`."""
    return examine_as(Plan, raw, path, lang, checks.find)


def examine_as(
    model: type[R],
    raw: bytes,
    path: str,
    lang: str,
    find: Callable[[R], Iterator[_Found]] = lambda _: iter(()),
) -> Examined[R]:
    """Read and validate the record of type `model` in `raw`, and add what `find` finds in it."""
    text, faults = yaml_text.decode(raw)
    if text is None:
        return Examined(None, _told(path, lang, faults))
    parsed = yaml_text.parse(text)
    faults = (*faults, *parsed.faults, *_cut_texts(parsed.comments, model))
    record = None
    if parsed.data is not None or not parsed.faults:
        record, findings, left = _look(model, parsed.data, find)
        faults = (*faults, *_marked(text, findings, to_end=bool(parsed.faults)), *more((1, 1), left))
    record = None if any(fault.code.severity is Severity.ERROR for fault in faults) else record
    return Examined(record, _told(path, lang, faults))


def _cut_texts(comments: Iterable[Comment], model: type[Record]) -> Iterator[Fault]:
    """Yield a fault for each comment behind a text that could be meant as part of it."""
    for each in comments:
        if each.text != REVIEW and each.key in text_keys(model):
            code = COMMENT if each.text.startswith("# ") or each.text == "#" else CUT_TEXT
            yield Fault(each.mark, code, Finding((), {"comment": each.text}))


def located(raw: bytes, path: str, lang: str, findings: Iterable[_Found]) -> tuple[Problem, ...]:
    """Return `findings` as problems, with their lines and columns in the file `raw`."""
    return _told(path, lang, _marked(yaml_text.decode(raw)[0] or "", findings, to_end=True))


def examine_text(raw: bytes, path: str, lang: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the Markdown text in `raw` and its problems; the text is "" if it cannot be decoded."""
    text, faults = yaml_text.decode(raw)
    return text or "", _told(path, lang, (*faults, *safe_links.faults(text or "")))


def failed(problems: Iterable[Problem]) -> bool:
    """Return whether any of `problems` is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


class _Repaired(Struct, frozen=True):
    """The places that repairs removed or filled in, and (`around`) everything that contains one."""

    places: frozenset[Where]
    around: frozenset[Where]

    @classmethod
    def of(cls, repaired: tuple[Where, ...]) -> _Repaired:
        around = (where[:end] for where in repaired for end in range(len(where) + 1))
        return cls(frozenset(repaired), frozenset(around))


def _look(
    model: type[R], data: Data | None, find: Callable[[R], Iterator[_Found]]
) -> tuple[R | None, list[_Found], int]:
    """Return the record, its findings, and how many further faults there are."""
    validated = validate({} if data is None else data, model)
    findings = list(validated.findings)
    if validated.record is not None:
        gone = _Repaired.of(validated.repaired)
        findings += [found for found in find(validated.record) if not _is_moot(*found, gone)]
    return validated.record, findings, validated.left


# Tables each rule needs; skip the rule if one was repaired, because it would find too much.
_LOOKS_UP: dict[str, set[Where]] = {
    "unknown-unit": {("units",)},
    "unused-unit": {("items",), ("duties",)},
    "unknown-item": {("items",)},
    "unknown-kind": {("kinds",)},
}


def _is_moot(code: Code, finding: Finding, gone: _Repaired) -> bool:
    """Return whether a finding only follows from a repair: it is in, around, or looked up in its place."""
    where = finding.where
    return (
        where in gone.around
        or any(where[:end] in gone.places for end in range(len(where) + 1))
        or not gone.places.isdisjoint(_LOOKS_UP.get(code.name, ()))
    )


def _marked(text: str, findings: Iterable[_Found], *, to_end: bool) -> tuple[Fault, ...]:
    """Return the first MAX_FAULTS findings, errors first, as faults in `text`; the rest are counted."""
    by_weight = sorted(findings, key=lambda found: _WEIGHTS.index(found[0].severity))
    kept, left = by_weight[:MAX_FAULTS], by_weight[MAX_FAULTS:]
    if not kept:
        return ()
    marks = yaml_text.positions(text, [finding.where for _, finding in kept], to_end=to_end)
    end = yaml_text.end(text)
    found = tuple(
        Fault(min(marks.of(finding.where, on_key=finding.on_key), end), code, finding)
        for code, finding in kept
    )
    return (*found, *more(found[-1].mark, len(left)))


def _told(path: str, lang: str, faults: Iterable[Fault]) -> tuple[Problem, ...]:
    """Return `faults` as problems in file order; of too many, keep errors first and count the rest."""
    faults = tuple(faults)
    by_weight = sorted(
        (fault for fault in faults if fault.code is not MORE),
        key=lambda fault: (_WEIGHTS.index(fault.code.severity), fault.mark),
    )
    kept = by_weight[:MAX_FAULTS]
    left = len(by_weight) - len(kept) + sum(map(counted, faults))
    end = more(max((fault.mark for fault in kept), default=(1, 1)), left)
    told = sorted(_problem(path, lang, fault) for fault in kept)
    return (*told, *(_problem(path, lang, fault) for fault in end))


def _problem(path: str, lang: str, fault: Fault) -> Problem:
    code, finding = fault.code, fault.finding
    values = {key: _short(value) for key, value in finding.values.items()}
    found = code.at(path, fault.mark, lang, values)
    return found if finding.hinted else replace(found, hint=None)


def _short(value: object) -> object:
    """Return a value for a message: text is shortened, and unprintable characters become spaces."""
    if not isinstance(value, str):
        return value
    shown = value[:_SHOWN] + ("…" if len(value) > _SHOWN else "")
    return "".join(char if char.isprintable() else " " for char in shown)
