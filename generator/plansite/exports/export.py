"""What a format is: text that is part of docs/, or a document that is made when the site is built."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from msgspec import Struct, field

from plansite.diagnostics.problems import Message
from plansite.exports.office.fonts import Font
from plansite.plan.model import Unit
from plansite.progress.standing import Standing
from plansite.views.site import Site

V = TypeVar("V")


class About(Struct, frozen=True):
    """What /data/ says about a format: its label, its purpose, and what each part of its file holds.

    `parts` are (name, meaning) pairs; `parts_label` says what the parts are: 列, 键, 工作表.
    """

    label: str = ""
    purpose: str = ""
    parts_label: str = ""
    parts: tuple[tuple[str, str], ...] = ()


class Export(Struct, frozen=True):
    """A text format: `make` returns the file's bytes for the whole plan or for one unit.

    `path` is the path of the whole plan's file in docs/; None limits the format to the command line. `make`
    returns None if there is nothing for the format to hold; then there is no file.
    """

    make: Callable[[Site, Unit | None], bytes | None]
    path: str | None = None
    about: About = About()
    beside: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    """Functions that make further files of the format, by path."""
    of_rounds: bool = False
    """Whether the file is made of rounds of reports, which lie in content/ and not in the plan."""

    def render(self, site: Site, unit: Unit | None, stamp: dt.datetime) -> bytes | None:  # noqa: ARG002  as `Document` has it
        """Return the file; it carries no stamp, because text files are committed and compared."""
        return self.make(site, unit)


class Document(Struct, Generic[V], frozen=True):
    """A binary format: `show` collects all that a file shows as plain records, `write` makes the file.

    A file is made again only if the `repr` of its record changes, so a record may hold only text, numbers,
    tuples and further records. `write` also takes the time that the file is stamped with (UTC), and returns
    the same bytes for the same arguments.
    """

    show: Callable[[Site, Unit | None], V]
    write: Callable[[V, dt.datetime], bytes]
    path: str
    """Path of the whole plan's file in the site."""
    about: About
    unit_path: str | None = None
    """Path of a unit's file, with {unit} for its id; None if units have no files of their own."""
    unit_label: str = ""
    """Label of a unit's file on the site, with {unit} for the unit's name."""
    unit_hint: str = ""
    """What a unit's file is good for, beside its label on the page of the unit."""
    libraries: tuple[str, ...] = ()
    """Distributions used to write the file; it is made again if the version of one changes."""
    slow: bool = False
    """Whether the file takes seconds to make; it is then made only on request."""
    missing: Callable[[], Message | None] = lambda: None
    """Return what the system lacks to make the file, or None."""
    fonts: Callable[[], tuple[Font, ...]] = tuple
    """Return the fonts of this system that are used; the file is made again if one changes."""

    def unit_file(self, unit: Unit) -> tuple[str, str]:
        """Return the path and the label of a unit's file."""
        return (self.unit_path or "").format(unit=unit.id), self.unit_label.format(unit=unit.name)

    def render(self, site: Site, unit: Unit | None, stamp: dt.datetime) -> bytes:
        """Return the file for the whole plan or for `unit`, stamped with `stamp` (UTC)."""
        return self.write(self.show(site, unit), stamp)


class RoundDocument(Struct, Generic[V], frozen=True):
    """A binary format with a file for each round of reports: `show` and `write` are as in `Document`.

    The files are downloads of the site once their rounds are closed.
    """

    show: Callable[[Site, Standing], V]
    write: Callable[[V, dt.datetime], bytes]
    path: str
    """Path of a round's file, with {round} for its name."""
    label: Callable[[Standing], str]
    """Return the label of a round's file."""
    about: About
    libraries: tuple[str, ...] = ()

    def file(self, found: Standing) -> tuple[str, str]:
        """Return the path and the label of a round's file."""
        return self.path.format(round=found.name), self.label(found)

    def render(self, site: Site, found: Standing, stamp: dt.datetime) -> bytes:
        """Return the file of a round, stamped with `stamp` (UTC)."""
        return self.write(self.show(site, found), stamp)


Format = Export | Document[object]
