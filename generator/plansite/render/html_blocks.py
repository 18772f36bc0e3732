"""HTML built without templates, for speed: a large plan has thousands of these blocks.

Building one in Python takes a tenth of the time of a template.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Protocol

from markupsafe import Markup

from plansite.plan.model import Role
from plansite.plan.relations import Partner
from plansite.text.escape import literal, safe
from plansite.views.charts import Segment
from plansite.views.matrix_records import Matrix, MatrixCell, MatrixHeader, MatrixRow, MatrixSum
from plansite.views.unit_sheet import SheetRow


class SharedItems(Protocol):
    """The items that a unit shares with a partner; see `pages.units`."""

    @property
    def partner(self) -> Partner: ...  # noqa: D102
    @property
    def anchor(self) -> str: ...  # noqa: D102
    @property
    def bar(self) -> tuple[Segment, ...]: ...  # noqa: D102


def bar(segments: tuple[Segment, ...]) -> Markup:
    """Return a bar as SVG, whose lengths are attributes, so that no page needs inline styles."""
    drawn = "".join(
        f"<rect{_attribute('class', f'ps-{each.name}' if each.name else '')}"
        f'{_attribute("x", each.start)} width="{each.length}" height="10"/>'
        for each in segments
    )
    return safe(
        '<svg class="ps-bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true"'
        f">{drawn}</svg>"
    )


def _attribute(name: str, value: str | int) -> str:
    return f' {name}="{value}"' if value else ""


def point(url: str, text: str) -> Markup:
    """Return a link as a list item."""
    return safe(f'<li><a href="{url}">{literal(text)}</a></li>\n')


def partner(shared: SharedItems, url: str, points: Markup, *, opened: bool) -> Markup:
    """Return a partner of a unit, with the items that name both as a collapsible list."""
    name = literal(shared.partner.unit.name)
    return safe(
        f'<div class="ps-partner"><a href="{url}">{name}</a>{bar(shared.bar)}\n'
        f"<details{' open' if opened else ''}><summary>{len(shared.partner.nodes)}项"
        f'<span class="ps-sr">，与{name}共同的事项</span></summary>\n'
        f'<ul id="{literal(shared.anchor)}">\n{points}</ul>\n</details></div>\n'
    )


def sheet_row(row: SheetRow, url: str, *, has_due: bool) -> Markup:
    """Return an item of a unit's sheet as a row; `has_due` says that the sheet has a column of deadlines."""
    lead = ' class="ps-lead"' if row.role is Role.LEAD else ""
    due = f"<td>{literal(row.due or '原文未列')}</td>" if has_due else ""
    return safe(
        f'<tr><th scope="row"><a href="{url}">{literal(row.title)}</a></th><td{lead}>{literal(row.noun)}</td>'
        f"<td>{literal(row.partners or '—')}</td>{due}</tr>\n"
    )


def matrix(matrix: Matrix, root: str, *, grouped: bool, filtered: bool) -> Markup:
    """Return a responsibility matrix as a table; `root` is the path from its page to the site's root.

    If `grouped`, each group of rows has a header row. If `filtered`, the table carries the data attributes
    that matrix.js needs to filter it.
    """
    return safe("\n".join(_table(matrix, root, grouped, filtered)))


def _table(matrix: Matrix, root: str, grouped: bool, filtered: bool) -> Iterator[str]:  # noqa: FBT001
    caption, total = literal(matrix.caption), literal(matrix.total_label)
    steps = f' data-steps="{" ".join(map(str, matrix.steps))}"' if filtered and matrix.steps else ""
    yield f'<div class="ps-matrix" role="region" aria-label="{caption}" tabindex="0">'
    yield f'<table class="ps-grid"{steps}>'
    yield f"<caption>{caption}</caption>"
    yield f'<thead><tr><th scope="col" class="ps-corner">{literal(matrix.corner)}</th>'
    heads = "".join(_head(column, "col", root, filtered) for column in matrix.columns)
    yield f'{heads}<th scope="col" class="ps-total"><span>{total}</span></th></tr></thead>'
    for group, rows in groupby(matrix.rows, lambda row: row.group):
        yield "<tbody>"
        if grouped and group:
            head = (
                f'<th scope="rowgroup" colspan="{len(matrix.columns) + 2}"><span>{literal(group)}</span></th>'
            )
            yield f'<tr class="ps-group">{head}</tr>'
        for row in rows:
            yield _row(row, root, filtered)
        yield "</tbody>"
    if matrix.sums:
        yield f"<tfoot>{''.join(map(_sum, matrix.sums))}</tfoot>"
    yield "</table>\n</div>\n"


def _sum(row: MatrixSum) -> str:
    counted = " data-counted" if row.of_counts else ""
    sums = "".join(f"<td>{each}</td>" for each in row.sums)
    return f'<tr{counted}><th scope="row">{literal(row.label)}</th>{sums}<td class="ps-total"></td></tr>'


def _head(header: MatrixHeader, scope: str, root: str, filtered: bool) -> str:  # noqa: FBT001
    label, title = literal(header.label), literal(header.title)
    data = ""
    if filtered and scope == "col":
        data = f' data-unit="{header.unit}"' + (f' data-told="{literal(header.told)}"' if header.told else "")
    titled = f' title="{title}"' if header.title != header.label else ""
    return f'<th scope="{scope}"{data}><a href="{root}{header.url}"{titled}><span>{label}</span></a></th>'


def _row(row: MatrixRow, root: str, filtered: bool) -> str:  # noqa: FBT001
    data = f' data-item="{row.item}"' if filtered and row.item else ""
    if filtered and row.header.unit:
        data += f' data-unit="{row.header.unit}" data-named="{" ".join(row.named)}"'
    cells = ["<td></td>" if cell is None else _cell(cell, root, filtered) for cell in row.cells]
    head = _head(row.header, "row", root, filtered)
    return f'<tr{data}>{head}{"".join(cells)}<td class="ps-total">{row.total}</td></tr>'


def _cell(cell: MatrixCell, root: str, filtered: bool) -> str:  # noqa: FBT001
    names = cell.style
    style = f' class="{names}"' if names else ""
    data = _data(cell) if filtered and len(cell.roles) > 1 else ""
    link = f'<a href="{root}{cell.url}" aria-label="{literal(cell.words)}">{_face(cell)}</a>'
    return f"<td{style}{data}>{link}</td>"


def _data(cell: MatrixCell) -> str:
    """Return what a cell of several roles shows for each of them alone."""
    counts = " ".join(f"{role}:{count}" for role, count in cell.counts)
    return (f' data-own="{cell.role}"' if cell.role else "") + f' data-counts="{counts}"'


def _face(cell: MatrixCell) -> str:
    """Return what stands in a cell; a sign has an element of its own where it is drawn apart from text."""
    sign, figure = cell.sign, cell.figure
    apart = sign and (figure or cell.role == Role.LEAD)
    return (f"<i>{sign}</i>" if apart else sign) + figure


def sample(cell: MatrixCell | None) -> Markup:
    """Return a cell as a legend shows it, with the same classes and content; None is an empty cell."""
    style, face = (f" {cell.style}", _face(cell)) if cell else ("", "")
    return safe(f'<span class="ps-sample{style}" aria-hidden="true">{face}</span>')


def charge(text: Markup, who: Markup) -> Markup:
    """Return the text of an item with, beside it, who answers for it and by when; each can be empty."""
    if not who:
        return safe(f"{text}\n") if text else Markup()
    parts = [f'<div class="ps-task-text">\n{text}</div>\n'] if text else []
    parts.append(f'<div class="ps-task-who">\n{who}</div>\n')
    return safe(f'<div class="ps-task">\n{"".join(parts)}</div>\n\n')
