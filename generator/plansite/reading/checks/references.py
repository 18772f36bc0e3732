"""Rules about ids, references to items, and quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from plansite.diagnostics.problems import Finding, Message, Severity, Where, rule
from plansite.plan.scalars import ID_MAX_LENGTH, ID_PATTERN
from plansite.reading.checks.subject import Subject, Suggestions

RESERVED_FOLDERS = frozenset(
    (
        *("units", "matrix", "targets", "timeline", "audiences", "programmes", "measures"),
        *("overview", "sitemap", "progress"),
        *("about", "plan", "search", "changes", "data", "assets"),
    )
)
"""Top-level URLs that the site itself uses (README, "URLs and data")."""

# `index` is the page of a folder itself; the rest are device names on Windows, where a clone would fail.
RESERVED_IDS = frozenset(
    ["index", "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
_ID = re.compile(ID_PATTERN)
_PARAGRAPH = re.compile(r"(?P<item>.+)-p[0-9]+")
_LOOKED_FOR = 500_000
_LISTS = ("units", "targets", "audiences", "programmes", "milestones")


def _ids(subject: Subject) -> Iterator[tuple[str, Where, str]]:
    """Yield (namespace, path, id): ids in one namespace share a page or a folder, so they must differ."""
    for node in subject.nodes:
        yield "items", (*node.where, "id"), node.id
    for key in _LISTS:
        for position, record in enumerate(getattr(subject.plan, key)):
            yield key, (key, position, "id"), record.id


def _is_id(text: str) -> bool:
    return bool(_ID.fullmatch(text)) and len(text) <= ID_MAX_LENGTH and text not in RESERVED_IDS


@rule(
    "bad-id",
    Severity.ERROR,
    Message("{id} is not an id", "{id} 不能用作标识"),
    Message(
        "lower-case ASCII letters, digits and single hyphens, 64 at most, no reserved name",
        "只用小写英文字母、数字和单个连字符，不超过 64 个字符，且不得使用保留名",
    ),
)
def bad_id(subject: Subject) -> Iterator[Finding]:
    """An id can be used in a URL and as a file name on every system."""
    for _, where, ident in _ids(subject):
        if not _is_id(ident):
            yield Finding(where, {"id": ident})
    for kind_id, kind in subject.plan.kinds.items():
        if kind.folder is not None and (not _is_id(kind.folder) or kind.folder in RESERVED_FOLDERS):
            yield Finding(("kinds", kind_id, "folder"), {"id": kind.folder})


@rule(
    "duplicate-id",
    Severity.ERROR,
    Message("the id {id} is taken already", "标识 {id} 已被使用"),
)
def duplicate_id(subject: Subject) -> Iterator[Finding]:
    """No id or folder is used twice, and no id can ever be the anchor of an item's paragraph (`<id>-p2`)."""
    items = {node.id for node in subject.nodes}
    seen: set[tuple[str, str]] = set()
    for namespace, where, ident in _ids(subject):
        anchor = _PARAGRAPH.fullmatch(ident) if namespace == "items" else None
        if (namespace, ident) in seen or (anchor and anchor["item"] in items):
            yield Finding(where, {"id": ident})
        seen.add((namespace, ident))
    folders: set[str] = set()
    for kind_id, kind in subject.plan.kinds.items():
        if kind.folder is not None and kind.folder in folders:
            yield Finding(("kinds", kind_id, "folder"), {"id": kind.folder})
        folders.add(kind.folder or "")


@rule(
    "unknown-item",
    Severity.ERROR,
    Message("there is no item {item}", "没有标识为 {item} 的事项"),
    Message("did you mean {suggestion} ({name})?", "是否指 {suggestion}（{name}）？"),
)
def unknown_item(subject: Subject) -> Iterator[Finding]:
    """Every item that is referenced by id is in the tree."""
    names = {ident: node.item.title or "" for ident, node in subject.node_by_id.items()}
    suggestions = Suggestions(names)
    for where, ref in subject.item_refs():
        if ref not in names:
            close = suggestions.of(ref)
            values = {"item": ref, "suggestion": close, "name": names.get(close or "")}
            yield Finding(where, values, hinted=close is not None)


@rule(
    "unknown-kind",
    Severity.ERROR,
    Message("there is no kind {kind}", "没有名为 {kind} 的类别"),
    Message("did you mean {suggestion}?", "是否指 {suggestion}？"),
)
def unknown_kind(subject: Subject) -> Iterator[Finding]:
    """The kind of every item is declared under `kinds`."""
    labels = {ident: kind.label for ident, kind in subject.plan.kinds.items()}
    suggestions = Suggestions(labels)
    for node in subject.nodes:
        kind = node.item.kind
        if kind is not None and kind not in labels:
            close = suggestions.of(kind)
            yield Finding(
                (*node.where, "kind"), {"kind": kind, "suggestion": close}, hinted=close is not None
            )


@rule(
    "quote-not-found",
    Severity.ERROR,
    Message("the quote does not stand in the text of {item}: {quote}", "引文不在 {item} 的原文中：{quote}"),
    Message("it stands in {others}", "该引文见于 {others}"),
)
def quote_not_found(subject: Subject) -> Iterator[Finding]:
    """A quote occurs word for word in the title or in one paragraph of an item that its record names."""
    plan, places = subject.plan, _Places(subject)
    for key in ("duties", "targets", "programmes", "milestones"):
        for position, record in enumerate(getattr(plan, key)):
            if record.item in subject.node_by_id:
                yield from _quote(subject, (key, position, "quote"), record.quote, (record.item,), places)
    for position, audience in enumerate(plan.audiences):
        known = tuple(ref for ref in audience.items if ref in subject.node_by_id)
        yield from _quote(subject, ("audiences", position, "quote"), audience.quote, known, places)


@rule(
    "when-not-found",
    Severity.ERROR,
    Message("{when} does not stand in the quote of the milestone", "{when} 不在该阶段的引文中"),
    Message("copy the words from the quote", "请照引文填写"),
)
def when_not_found(subject: Subject) -> Iterator[Finding]:
    """The `when` of a milestone occurs in its quote."""
    for position, milestone in enumerate(subject.plan.milestones):
        if milestone.when is not None and milestone.when not in milestone.quote:
            yield Finding(("milestones", position, "when"), {"when": milestone.when})


def _quote(
    subject: Subject, where: Where, quote: str, refs: tuple[str, ...], places: _Places
) -> Iterator[Finding]:
    if any(_stands_in(subject, ref, quote) for ref in refs) or not refs:
        return
    others = places.of(quote)
    values = {"item": "、".join(refs), "quote": quote, "others": ", ".join(others)}
    yield Finding(where, values, hinted=bool(others))


class _Places:
    """Finds where else a quote occurs; as this is slow, only the first of very many quotes are looked up."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._left = _LOOKED_FOR

    def of(self, quote: str) -> tuple[str, ...]:
        """Return the ids of the first three items whose title or text contains `quote`."""
        if self._left <= 0:
            return ()
        self._left -= len(self._subject.nodes)
        found = (n.id for n in self._subject.nodes if _is_id(n.id) and _stands_in(self._subject, n.id, quote))
        return tuple(islice(found, 3))


def _stands_in(subject: Subject, ref: str, quote: str) -> bool:
    item = subject.node_by_id[ref].item
    return bool(quote) and any(quote in text for text in (item.title or "", *item.paragraphs))
