"""The records of a responsibility matrix: headers, cells, rows, sums, and the lines of its legend."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from plansite.plan.model import Role

_UPRIGHT = 20
"""Columns that an upright sheet of A4 has room for beside the text, at 6.4 mm a column."""
_CROSSWISE = ((34, "a4"), (53, "a3"))
"""The same for a sheet that lies crosswise; a wider matrix is a poster."""

NAMED_ROLES = tuple((role.value, role) for role in Role)
"""Roles with their names, strongest first; looked up once, for a large matrix asks very often."""
_PLACE = {name: place for place, (name, _) in enumerate(NAMED_ROLES)}
SIGNS = {Role.LEAD: "●", Role.RESPONSIBLE: "○", Role.SUPPORT: "△"}
_SIGN = {"": "", **{role.value: sign for role, sign in SIGNS.items()}}


class MatrixHeader(Struct, frozen=True):
    """The header of a row or column: its label, a longer title, and the page it links to.

    `unit` is the id of the unit that it stands for, if any; `told` is that unit's name with the units that do
    its part now, if others do.
    """

    label: str
    title: str
    url: str
    unit: str = ""
    told: str = ""


class MatrixCell(Struct, frozen=True):
    """A filled cell: a sign and a count to see, words for screen readers, and the part of a page it links to.

    `role` is the unit's own role in the item of the row, "" for none. `counts` are the numbers of further
    items that the cell counts, by the role in them, strongest first. `step` is the cell's step of the heat
    map, 0 for none.
    """

    words: str
    url: str
    role: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    step: int = 0

    @property
    def sign(self) -> str:
        """The sign of the unit's own role."""
        return _SIGN[self.role]

    @property
    def count(self) -> int:
        """The number of items that the cell counts."""
        return sum(dict(self.counts).values())

    @property
    def figure(self) -> str:
        """The count as shown: "" for zero."""
        return str(self.count or "")

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that the cell covers, strongest first."""
        held = {self.role, *dict(self.counts)} - {""}
        return tuple(sorted(held, key=_PLACE.__getitem__))

    @property
    def style(self) -> str:
        """The CSS classes of the cell, for its strongest role and its step."""
        strongest = self.roles[:1]
        names = [f"ps-{strongest[0]}"] if strongest else []
        return " ".join([*names, f"ps-heat-{self.step}"] if self.step else names)


class MatrixRow(Struct, frozen=True):
    """A row with a cell for each column, None for an empty one; `total` is the number of filled cells.

    `group` is the label of the rows that it belongs to, `item` the id of the action or project by which it is
    filtered. `named` lists where a unit is named, for the filter of units × units: `youth:7l` is the id of
    the action or project, the number of the item, and the first letter of the role.
    """

    header: MatrixHeader
    cells: tuple[MatrixCell | None, ...]
    total: int
    group: str = ""
    item: str = ""
    named: tuple[str, ...] = ()


class MatrixSum(Struct, frozen=True):
    """A row of sums below the columns; `label` says what is counted.

    The sums are those of the cells' counts if `of_counts`, else numbers of filled cells.
    """

    label: str
    sums: tuple[int, ...]
    of_counts: bool = False


class Matrix(Struct, frozen=True):
    """A table of rows and columns; `caption` says what it shows, `corner` what the rows are.

    `total_label` says what the totals of the rows count. `steps` are the lower bounds of the heat map's
    steps, empty if the matrix has no counts.
    """

    caption: str
    corner: str
    columns: tuple[MatrixHeader, ...]
    rows: tuple[MatrixRow, ...]
    sums: tuple[MatrixSum, ...] = ()
    total_label: str = "共几家单位"
    steps: tuple[int, ...] = ()

    @property
    def sheet(self) -> str:
        """The paper, laid crosswise, on which every column can be read; "" if an upright A4 is enough."""
        count = len(self.columns)
        return "" if count <= _UPRIGHT else next((name for most, name in _CROSSWISE if count <= most), "a1")


class LegendSign(Struct, frozen=True):
    """A line of the legend: a cell as the matrix shows it, None for an empty one, and what it means."""

    cell: MatrixCell | None
    words: str


def role_legend(roles: Iterable[tuple[Role, str]]) -> tuple[LegendSign, ...]:
    """Return the legend of the signs of roles, each with its label."""
    return tuple(LegendSign(MatrixCell("", "", role.value), label) for role, label in roles)
