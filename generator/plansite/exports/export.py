"""What a format is: text that stands in docs/, or a document that is made when the site is built."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from plansite.diagnostics.problems import Message
from plansite.plan.model import Unit
from plansite.views.site import Site

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class About:
    """What /data/ says of a format: what its file is called, what it is for, and what each part of it holds.

    `parts` are (name, meaning), `parts_label` says what they are: 列, 键, 工作表.
    """

    label: str = ""
    purpose: str = ""
    parts_label: str = ""
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Export:
    """A format of text: `make` gives a file's bytes for the whole plan, or for one unit.

    `path` is where the whole plan stands in docs/, None keeps the format to the command line. `make` gives
    None where the format has nothing to tell of: then there is no file.
    """

    make: Callable[[Site, Unit | None], bytes | None]
    path: str | None = None
    about: About = About()
    beside: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    """Further files that belong to the format, by path."""

    def render(self, site: Site, unit: Unit | None, stamp: dt.datetime) -> bytes | None:  # noqa: ARG002  as below
        """Return a file; a text carries no stamp, for it is committed and compared."""
        return self.make(site, unit)


@dataclass(frozen=True, slots=True)
class Document(Generic[V]):
    """A binary format: `show` gives all that a file will show, as plain records; `write` makes it of them.

    Two records with one `repr` are one file, which is then made once: a record holds text, numbers, tuples
    and further records only. `write` also takes the time that the file is stamped with (UTC), and gives the
    same bytes for the same arguments.
    """

    show: Callable[[Site, Unit | None], V]
    write: Callable[[V, dt.datetime], bytes]
    path: str
    """Where the file of the whole plan stands in the site."""
    about: About
    unit_path: str | None = None
    """Where a unit's file stands, with {unit} for its id; None where there is none for a unit."""
    unit_label: str = ""
    """What the site calls a unit's file, with {unit} for its name."""
    libraries: tuple[str, ...] = ()
    """The distributions that write it: with another version of one the file is made anew."""
    slow: bool = False
    """Whether the file takes seconds: then it is only made when asked for."""
    missing: Callable[[], Message | None] = lambda: None
    """What the machine lacks to make it."""

    def unit_file(self, unit: Unit) -> tuple[str, str]:
        """Return the path and the label of a unit's file."""
        return (self.unit_path or "").format(unit=unit.id), self.unit_label.format(unit=unit.name)

    def render(self, site: Site, unit: Unit | None, stamp: dt.datetime) -> bytes:
        """Return a file stamped with `stamp` (UTC)."""
        return self.write(self.show(site, unit), stamp)


Format = Export | Document[object]
