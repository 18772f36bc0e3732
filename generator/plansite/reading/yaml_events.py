"""Build plain data from the events of a YAML stream, and record where each value and key is."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any, TypeAlias

import yaml
from msgspec import Struct

from plansite.diagnostics.problems import Code, Finding, Where
from plansite.reading.faults import (
    BAD_CHARACTER,
    DUPLICATE_KEY,
    MAX_FAULTS,
    TOO_DEEP,
    TOO_MANY,
    UNQUOTED,
    UNSUPPORTED,
    Fault,
    Faults,
    Mark,
)

Data: TypeAlias = "dict[str, Data] | list[Data] | str | None"

MAX_DEPTH = 60
MAX_VALUES = 300_000
"""Most keys, texts, lists and mappings; a plan of 5,000 tasks with 40 units each has 275,000."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
# What a loader of YAML 1.1 or 1.2 reads as a number or a truth value, if it has no quotes.
AMBIGUOUS = re.compile(
    r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])*|[-+]?0[box][0-9a-f_]+|[-+]?[0-9]+(?:\.[0-9]*)?(?:e[-+]?[0-9]+)?"
    r"|true|false|yes|no|on|off|y|n",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"[ \t]+(#.*)")
_IDS = frozenset(("id", "folder"))
# Characters that YAML 1.2 (5.1) does not allow, and the three line ends that only YAML 1.1 knows: editors do
# not count a line there.
UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)


class Positions(Struct, frozen=True):
    """The mark of each value and each key of a text."""

    values: dict[Where, Mark]
    keys: dict[Where, Mark]

    def of(self, where: Where, *, on_key: bool) -> Mark:
        """Return the mark of `where`, or of the nearest value around it that has one."""
        if on_key and where in self.keys:
            return self.keys[where]
        while where and where not in self.values:
            where = where[:-1]
        return self.values.get(where, (1, 1))


def mark_of(mark: Any) -> Mark:  # noqa: ANN401  PyYAML's two mark classes share no base
    """Return a PyYAML mark as a `Mark`: the beginning of the text if there is none."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class Comment(Struct, frozen=True):
    """A comment behind a value on its line, with the key that the value belongs to."""

    mark: Mark
    key: str
    text: str


class Builder:
    """Builds data from an event stream without recursion, within limits on depth and size.

    The marks of the `wanted` places (of all, if None) are added to `positions`, if given. Unless `to_end`,
    building stops when all of them are found.
    """

    def __init__(
        self, positions: Positions | None = None, wanted: set[Where] | None = None, *, to_end: bool = True
    ) -> None:
        self.result: Data | None = None
        self.faults = Faults()
        self._positions = positions
        self._wanted = wanted
        self._missing = None if wanted is None or to_end else wanted - {()}
        self._values = 0
        self._stack: list[_Frame] = []
        self._anchored: dict[str, str] = {}
        self._text = ""
        self.comments: list[Comment] = []
        """The first comments behind values without quotes."""

    def run(self, text: str) -> None:
        """Build `result` and `faults`; raise yaml.MarkedYAMLError if the text is not YAML."""
        documents = 0
        self._text = text
        for event in yaml.parse(text, Loader=_LOADER):
            if self._is_done(event):
                return
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                self._refuse(event)
                self._open(event, {} if isinstance(event, yaml.MappingStartEvent) else [])
                if len(self._stack) > MAX_DEPTH:
                    self._fault(event, TOO_DEEP, limit=MAX_DEPTH)
                    self.result = None
                    return
            elif isinstance(event, yaml.CollectionEndEvent):
                self._stack.pop()
            elif isinstance(event, yaml.AliasEvent):
                self._fault(event, UNSUPPORTED, what=f"*{event.anchor}")
                self._add(event, self._anchored.get(event.anchor or ""))
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._fault(event, UNSUPPORTED, what="---")
                    return

    def _is_done(self, event: yaml.Event) -> bool:
        """Return whether to stop: everything wanted is found, or there are too many values (a fault)."""
        if self._values > MAX_VALUES:
            self._fault(event, TOO_MANY, limit=MAX_VALUES)
            self.result = None
            return True
        return self._missing is not None and not self._missing

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._refuse(event)
        value = event.value
        # Only escapes such as "\\b" can bring these here. Of very many in one scalar, the first are enough.
        for match in islice(UNPRINTABLE.finditer(value), MAX_FAULTS):
            self._fault(event, BAD_CHARACTER, character=f"U+{ord(match[0]):04X}")
        if event.anchor:
            self._anchored[event.anchor] = value
        plain = event.implicit[0]
        if plain and self._stack and len(self.comments) < MAX_FAULTS:
            self._note_comment(event)
        if plain and self._stack and self._stack[-1].wants_id and AMBIGUOUS.fullmatch(value):
            self._fault(event, UNQUOTED, value=value)
        self._add(event, None if plain and value in _NULLS else value)

    def _note_comment(self, event: Any) -> None:  # noqa: ANN401  PyYAML's two mark classes share no base
        match = _COMMENT.match(self._text, event.end_mark.index)
        key = self._stack[-1].key_of_value
        if match and key is not None:
            line, column = mark_of(event.end_mark)
            mark = (line, column + match.start(1) - match.start())
            self.comments.append(Comment(mark, key, match[1]))

    def _fault(self, event: yaml.Event, code: Code, **values: object) -> None:
        self.faults.add(Fault(mark_of(event.start_mark), code, Finding((), values)))

    def _refuse(self, event: Any) -> None:  # noqa: ANN401  the stubs give events no common attributes
        if event.anchor:
            self._fault(event, UNSUPPORTED, what=f"&{event.anchor}")
        if event.tag and event.tag != "!":
            self._fault(event, UNSUPPORTED, what=event.tag)

    def _open(self, event: yaml.Event, container: dict[str, Data] | list[Data]) -> None:
        key = self._stack[-1].key if self._stack else None
        where = self._add(event, container)
        self._stack.append(_Frame(container, where, key))

    def _add(self, event: yaml.Event, value: Data | None) -> Where:
        """Add `value` at the current place of the stream; return that place. A null in a list becomes ""."""
        self._values += 1
        if not self._stack:
            self.result = value
            if self._positions:
                self._note(self._positions.values, (), event)
            return ()
        frame = self._stack[-1]
        if isinstance(frame.container, list):
            where = (*frame.where, len(frame.container)) if self._positions else ()
            frame.container.append("" if value is None else value)
        elif frame.key is None:
            self._key(frame, event, value)
            return frame.where
        else:
            where = (*frame.where, frame.key) if self._positions else ()
            if not frame.dropped:
                frame.container[frame.key] = value
            frame.key, frame.dropped = None, False
        if self._positions:
            self._note(self._positions.values, where, event)
            if self._missing is not None:
                self._missing.discard(where)
        return where

    def _key(self, frame: _Frame, event: yaml.Event, value: Data | None) -> None:
        if not isinstance(value, str):
            self._fault(event, UNSUPPORTED, what="? key")
            frame.key, frame.dropped = "", True
            return
        if value in frame.seen:
            self._fault(event, DUPLICATE_KEY, key=value, first=frame.seen[value])
        frame.seen[value] = mark_of(event.start_mark)[0]
        frame.key = value
        if self._positions:
            self._note(self._positions.keys, (*frame.where, value), event)

    def _note(self, marks: dict[Where, Mark], where: Where, event: yaml.Event) -> None:
        if self._wanted is None or where in self._wanted:
            marks[where] = mark_of(event.start_mark)


class _Frame:
    """A list or mapping that is being read, and the key whose value comes next."""

    __slots__ = ("container", "dropped", "key", "own_key", "seen", "where")

    def __init__(self, container: dict[str, Data] | list[Data], where: Where, own_key: str | None) -> None:
        self.container = container
        self.own_key = own_key
        self.where = where
        self.key: str | None = None
        self.dropped = False  # the key is not a string, so its value is dropped too
        self.seen: dict[str, int] = {}

    @property
    def key_of_value(self) -> str | None:
        """The key that the next scalar, or the list that it stands in, is the value of; None for a key."""
        return self.own_key if isinstance(self.container, list) else self.key

    @property
    def wants_id(self) -> bool:
        """Whether the next scalar is an id or a folder."""
        return isinstance(self.container, dict) and self.key in _IDS
