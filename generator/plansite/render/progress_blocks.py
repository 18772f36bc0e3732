"""The grid of a round as HTML: a large plan has thousands of cells, so each is as short as it can be."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from plansite.text.escape import literal
from plansite.views.progress_grid import Grid, GridGroup, GridRow
from plansite.views.unit_changes import NamedLink


def grid(grid: Grid, caption: str, root: str) -> Markup:
    """Return the grid as a table; `root` is the path from its page to the site's root."""
    return Markup("\n".join(_table(grid, caption, root)))  # noqa: S704  escaped


def _table(grid: Grid, caption: str, root: str) -> Iterator[str]:
    label = literal(caption)
    yield f'<div class="ps-matrix ps-progress" role="region" aria-label="{label}" tabindex="0">'
    yield f'<table class="ps-standing">\n<caption>{label}</caption>'
    heads = "".join(f'<th scope="col">{_link(each, root)}</th>' for each in grid.columns)
    first = f'<th scope="col" class="ps-corner">事项</th><th scope="col">{_span("总体进展")}</th>'
    yield f"<thead><tr>{first}{heads}</tr></thead>"
    for group in grid.groups:
        yield from _group(group, len(grid.columns) + 2, root)
    yield "</table>\n</div>\n"


def _group(group: GridGroup, columns: int, root: str) -> Iterator[str]:
    yield "<tbody>"
    yield f'<tr class="ps-group"><th scope="rowgroup" colspan="{columns}">{_link(group.head, root)}</th></tr>'
    for row in group.rows:
        yield _row(row, root)
    yield "</tbody>"


def _row(row: GridRow, root: str) -> str:
    cells = [
        f'<td class="{each.style}">{literal(each.label)}</td>' if each else "<td></td>" for each in row.cells
    ]
    total = f'<td class="ps-total {row.mark.style}">{literal(row.mark.label)}</td>'
    return f'<tr><th scope="row">{_link(row.item, root)}</th>{total}{"".join(cells)}</tr>'


def _link(named: NamedLink, root: str) -> str:
    text = _span(named.label)
    return f'<a href="{root}{named.url}">{text}</a>' if named.url else text


def _span(text: str) -> str:
    return f"<span>{literal(text)}</span>"
