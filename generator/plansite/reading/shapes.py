"""Plain data to records in one pass, with everything in it that does not fit.

What is wrong is left out or gets a stand-in right there, so that the rest of the file can be checked in the
same run: an editor sees the misspelt key and the unknown unit together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from functools import cache, cached_property
from typing import Any, NamedTuple, TypeVar

from plansite.diagnostics.problems import Where
from plansite.plan.fields import Type, fields_of
from plansite.plan.model import Record
from plansite.plan.scalars import Lists, Reason, Wrong

_MANY = 5000
"""Most misfits that are kept; half a million of them would take a gigabyte."""

_STAND_INS = {
    "schema": "1",
    **dict.fromkeys(("start", "from"), "1900"),
    **dict.fromkeys(("end", "to"), "2200"),
    "date": "1900-01-01",
    "url": "https://example.invalid/",
}
"""Texts for missing values that break no rule by themselves: the widest period, the earliest day."""


class Misfit(NamedTuple):
    """A value that is wrong in its place."""

    where: Where
    wrong: Wrong
    value: object


class Run:
    """One reading: its `path` to where it is, the first misfits, and how many more are `left`.

    It `is_lost` if something was wrong that has no stand-in.
    """

    def __init__(self) -> None:
        self.path: list[str | int] = []
        self.misfits: list[Misfit] = []
        self.left = 0
        self.is_lost = False

    def note(self, wrong: Wrong, value: object, *key: str) -> None:
        """Keep or count what is wrong at the path, or at a key there."""
        if len(self.misfits) < _MANY:
            self.misfits.append(Misfit((*self.path, *key), wrong.with_traceback(None), value))
        else:
            self.left += 1


class Shape:
    """Reads the values that may stand in a place."""

    def read(self, value: Any, run: Run) -> Any:  # noqa: ANN401  checks data of any shape
        """Return `value` as a record has it; what does not fit inside it is noted.

        Raises Wrong if it does not fit itself.
        """
        raise NotImplementedError

    def instead(self, run: Run, text: str = "") -> Any:  # noqa: ANN401  see read()
        """Return what takes the place of a value that is needed and does not fit: `text`, if that fits."""
        try:
            return self.read(text, run)
        except Wrong:
            run.is_lost = True
            return None


class _Scalar(Shape):
    def __init__(self, form: Callable[[Any], Any]) -> None:
        self._form = form

    def read(self, value: Any, run: Run) -> Any:  # noqa: ANN401, ARG002  as all shapes
        return self._form(value)


def _word_of(words: type[Enum]) -> Callable[[object], Enum]:
    known = {each.value: each for each in words}

    def read(value: object) -> Enum:
        if isinstance(value, str) and value in known:
            return known[value]
        raise Wrong(Reason.NO_SUCH_WORD, words=", ".join(known))

    return read


class _List(Shape):
    def __init__(self, entry: Shape, type_: Type) -> None:
        self._entry = entry
        self._is_needed = Lists.NOT_EMPTY in type_.lists
        single = dict if isinstance(entry, _Record) else str
        self._single = single if Lists.ONE_OR_MANY in type_.lists else ()

    def read(self, value: Any, run: Run) -> Any:  # noqa: ANN401  as all shapes
        if isinstance(value, self._single):
            value = (value,)
        if not isinstance(value, list | tuple):
            raise Wrong(Reason.NO_LIST)
        if self._is_needed and not value:
            raise Wrong(Reason.EMPTY)
        return tuple(each for _, each in _entries(enumerate(value), self._entry, run))

    def instead(self, run: Run, text: str = "") -> Any:  # noqa: ANN401  as all shapes
        return (self._entry.instead(run, text),) if self._is_needed else ()


class _Mapping(Shape):
    def __init__(self, entry: Shape) -> None:
        self._entry = entry

    def read(self, value: Any, run: Run) -> Any:  # noqa: ANN401  as all shapes
        if not isinstance(value, dict):
            raise Wrong(Reason.NO_MAPPING)
        return {key.strip(): each for key, each in _entries(value.items(), self._entry, run)}


K = TypeVar("K", int, str)


def _entries(entries: Iterable[tuple[K, Any]], shape: Shape, run: Run) -> Iterator[tuple[K, Any]]:
    run.path.append(0)
    for at, each in entries:
        run.path[-1] = at
        try:
            yield at, shape.read(each, run)
        except Wrong as wrong:
            run.note(wrong, each)
            yield at, shape.instead(run)
    run.path.pop()


class _Record(Shape):
    """Reads a record; its fields are looked up when the first one is read."""

    def __init__(self, model: type[Record]) -> None:
        self._model = model

    @cached_property
    def _fields(self) -> dict[str, tuple[str, Shape]]:
        return {each.key: (each.name, _shape(each.type)) for each in fields_of(self._model).values()}

    @cached_property
    def _required(self) -> tuple[tuple[str, str, Shape], ...]:
        required = (each.key for each in fields_of(self._model).values() if each.is_required)
        return tuple((key, *self._fields[key]) for key in required)

    def read(self, value: Any, run: Run) -> Any:  # noqa: ANN401  as all shapes
        if isinstance(value, str) and self._model.alone:
            value = {self._model.alone: value}
        if not isinstance(value, dict):
            raise Wrong(Reason.NO_MAPPING)
        found: dict[str, Any] = {}
        wrong_keys = set()
        fields, path = self._fields, run.path
        path.append("")
        for key, each in value.items():
            path[-1] = key
            if key not in fields:
                run.note(Wrong(Reason.NO_SUCH_KEY, known=fields), each)
            elif each is not None:
                name, shape = fields[key]
                try:
                    found[name] = shape.read(each, run)
                except Wrong as wrong:
                    run.note(wrong, each)
                    wrong_keys.add(key)
        path.pop()
        for key, name, _ in self._required:
            if name not in found and key not in wrong_keys:
                run.note(Wrong(Reason.MISSING), value, key)
        return self._made(found, run)

    def _made(self, found: dict[str, Any], run: Run) -> Record:
        for key, name, shape in self._required:
            if name not in found:
                # The ? makes it an invalid id, which cannot be taken for one of the plan's.
                text = _STAND_INS.get(key) or "-".join(map(str, ("?", *run.path)))
                found[name] = shape.instead(run, text)
        return self._model(**found)

    def instead(self, run: Run, text: str = "") -> Any:  # noqa: ANN401, ARG002  as all shapes
        return self._made({}, run)


@cache
def shape_of(model: type[Record]) -> Shape:
    """Return the shape of a record."""
    return _Record(model)


def _shape(type_: Type) -> Shape:
    type_ = type_.bare  # what is null is as if it were not there
    if type_.is_record:
        return shape_of(type_.base)
    if type_.entry is None:
        return _Scalar(_word_of(type_.base) if type_.is_enum else type_.form.read)
    entry = _shape(type_.entry)
    return _Mapping(entry) if type_.base is dict else _List(entry, type_)
