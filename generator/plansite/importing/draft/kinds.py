"""Decide which entries get their own pages: those with tasks below them, named as the document names them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from plansite.importing.draft.pieces import Piece
from plansite.importing.outline import OutlineItem

_SHORT = 12
"""Longest name of a group of pages, in characters."""
_GROUP = re.compile(
    r"(?<![一二三四五六七八九十两])[一二三四五六七八九十两]{1,9}(?:大|项|个)[\u4e00-\u9fff]{1,8}?(?:行动|工程|任务|专项)"
)
_NAMED = (("action", "行动", "actions"), ("project", "工程", "projects"), ("campaign", "专项", "campaigns"))
_MEASURES = re.compile(r"保障|组织实施|组织领导")
_TASKS = "重点任务"


class Kinds:
    """The kinds of a document, declared as they are met; `records` becomes the plan's `kinds`."""

    def __init__(self, pieces: Mapping[int, Sequence[Piece]]) -> None:
        self.records: dict[str, dict[str, Any]] = {}
        self._pieces = pieces

    def of(self, entry: OutlineItem, above: tuple[OutlineItem, ...]) -> str:
        """Return the kind of an entry, or "" if it has none; `above` are the entries above it, top first."""
        if len(above) == 1 and _MEASURES.search(above[0].title):
            return self._declare("measure", {"label": "保障措施"})
        if not any(self._is_task(each) for each in entry.entries):
            return ""
        title = entry.title.rstrip("。")
        for name, label, folder in _NAMED:
            if title.endswith(label):
                group = _group(above) or f"重点{label}"
                return self._declare(name, {"label": label, "group": group, "folder": folder})
        chapter = above[-1].title.rstrip("。") if above else ""
        group = chapter if 0 < len(chapter) <= _SHORT else _TASKS
        return self._declare("section", {"label": "专题", "group": group, "folder": "sections"})

    def _declare(self, name: str, record: dict[str, Any]) -> str:
        self.records.setdefault(name, record)
        return name

    def _is_charged(self, entry: OutlineItem) -> bool:
        return any(piece.charged for piece in self._pieces[id(entry)])

    def _is_task(self, entry: OutlineItem) -> bool:
        return self._is_charged(entry) and not any(self._is_charged(each) for each in entry.walk())


def _group(above: tuple[OutlineItem, ...]) -> str:
    """Return the name that the nearest heading above gives to all of them: 五大提升行动."""
    found = (_GROUP.search(each.title) for each in reversed(above))
    return next((match[0] for match in found if match), "")
