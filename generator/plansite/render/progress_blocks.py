"""Grids and reports of a round as HTML, built without templates: a large plan has thousands of each.

A cell of a grid is as short as it can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from plansite.progress.records import Evidence
from plansite.text.escape import inline, literal, safe
from plansite.views.progress import Mark, Said
from plansite.views.progress_grid import Grid, GridGroup, GridRow
from plansite.views.unit_changes import NamedLink


def grid(grid: Grid, caption: str, root: str) -> Markup:
    """Return the grid as a table; `root` is the path from its page to the site's root."""
    return safe("\n".join(_table(grid, caption, root)))


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


def said_rows(rows: Iterable[Said], root: str, first: str) -> Markup:
    """Return what was reported as rows of a table, each headed by its `first`: unit, item, or both."""
    return safe("".join(_said(each, first, root) for each in rows))


def _said(said: Said, first: str, root: str) -> str:
    heads = {"unit": (said.unit,), "item": (said.item,), "both": (said.unit, said.item)}[first]
    named = "<br>".join(_named(each, root) for each in heads)
    words = "".join(_words(said))
    return f'<tr><th scope="row">{named}</th><td>{state(said.mark)}</td><td>{words}</td></tr>\n'


def _named(named: NamedLink, root: str) -> str:
    name = inline(named.label)
    return f'<a href="{root}{named.url}">{name}</a>' if named.url else name


def state(mark: Mark) -> str:
    """Return a state as a word on its ground."""
    return f'<span class="ps-state {mark.style}">{literal(mark.label)}</span>'


def _words(said: Said) -> Iterator[str]:
    for line in said.text:
        yield f"<p>{inline(line)}</p>"
    for label, lines in (("存在问题", said.problems), ("下一步打算", said.next)):
        if lines:
            yield f"<p><b>{label}</b> {'<br>'.join(map(inline, lines))}</p>"
    if said.evidence:
        yield f"<p><b>佐证材料</b> {'、'.join(map(_evidence, said.evidence))}</p>"
    for note in said.notes:
        yield f'<p class="ps-noted">{inline(note)}</p>'


def _evidence(each: Evidence) -> str:
    title = inline(each.title)
    return f'<a href="{literal(each.url)}" rel="noopener nofollow">{title}</a>' if each.url else title
