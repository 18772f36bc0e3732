"""PDF: the whole text as GB/T 9704—2012 prints it, with bookmarks; contents and an index of units follow it.

WeasyPrint lays it out, which needs Pango and a Chinese font on the system; all fonts are embedded.
"""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

from msgspec import Struct

from plansite.diagnostics.problems import Message
from plansite.exports.export import About, Document
from plansite.exports.office import fonts, standard
from plansite.exports.office.fonts import Font
from plansite.exports.office.printed import PrintedText, printed
from plansite.plan.model import Role, Unit
from plansite.render.environment import environment
from plansite.text.escape import safe
from plansite.views.site import Site

_PANGO = Message(
    "WeasyPrint does not find Pango; on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
    "libharfbuzz-subset0",
    "WeasyPrint 找不到 Pango；Debian 上请安装 libpango-1.0-0、libpangoft2-1.0-0 和 libharfbuzz-subset0",
)
_FONT = Message(
    "there is no Chinese font; on Debian: apt-get install fonts-noto-cjk",
    "没有中文字体；Debian 上请安装 fonts-noto-cjk",
)
_POINTS: Mapping[str, float] = {
    "size": standard.SIZE,
    "closer": standard.PITCH - standard.SIZE,
    "line": standard.LINE,
    "indent": 2 * standard.PITCH,
    "title_size": standard.TITLE_SIZE,
    "title_line": 1.15 * standard.LINE,
    "aid_line": standard.LINE * 2 / 3,
}
"""Lengths of the style sheet, in points."""

Pages: TypeAlias = tuple[tuple[int, str], ...]
"""Page numbers, each with an anchor on that page."""


class UnitPlaces(Struct, frozen=True):
    """A unit and, by role, the anchors of the items that name it."""

    name: str
    by_role: tuple[tuple[str, tuple[str, ...]], ...]


class IndexedText(Struct, frozen=True):
    """All that the file shows: the document, and what leads to its pages."""

    text: PrintedText
    units: tuple[UnitPlaces, ...]


def show(site: Site, unit: Unit | None) -> IndexedText:
    """Return the document, line by line; `unit` is ignored, because units have no file of their own."""
    del unit
    places = (_place(site, each) for each in site.relations.named_units)
    return IndexedText(printed(site), tuple(place for place in places if place.by_role))


def _place(site: Site, unit: Unit) -> UnitPlaces:
    relations = site.relations
    mine = relations.of_unit.get(unit.id, ())
    anchors: dict[str, list[str]] = {}
    for role in Role:
        for each in mine:
            if each.role is role:
                anchors.setdefault(each.label, []).append(each.node.id)
    for duty in relations.duties.get(unit.id, ()):
        anchors.setdefault("组织实施", []).append(duty.item)
    name = relations.successions.name_with_heirs(unit)
    return UnitPlaces(name, tuple((role, tuple(found)) for role, found in anchors.items()))


def write(view: IndexedText, stamp: dt.datetime) -> bytes:
    """Return the PDF, stamped with `stamp`.

    The document is laid out first, because contents and index need its page numbers. They follow it, so that
    the document itself stays as it was sent out, page by page.
    """
    used = fonts.chosen()
    document = _lay_out(document_html(view.text, stamp, used))
    page_of = {
        anchor: number for number, page in enumerate(document.pages, start=1) for anchor in page.anchors
    }
    contents = tuple((line, page_of[line.anchor]) for line in view.text.contents if line.anchor in page_of)
    index = tuple(_index(view, page_of))
    if contents or index:
        aids = _html("pdf-aids.html.j2", used, contents=contents, index=index, first=len(document.pages))
        document = document.copy([*document.pages, *_lay_out(aids).pages])
    made: bytes = document.write_pdf(pdf_tags=True, finisher=_say_nothing_of_programs)
    return made


def document_html(text: PrintedText, stamp: dt.datetime, used: tuple[Font, ...]) -> str:
    """Return the page that the document is laid out from."""
    return _html("pdf.html.j2", used, view=text, stamp=stamp.isoformat(), head_size=standard.head_size)


def _html(template: str, used: tuple[Font, ...], **values: object) -> str:
    return environment().get_template(template).render(style=_style(used), **values)


def _lay_out(text: str) -> Any:  # noqa: ANN401  WeasyPrint has no annotations
    from weasyprint import HTML  # noqa: PLC0415  takes 0.5 s, and fails without Pango

    return HTML(string=text, url_fetcher=_fetch_nothing).render()


def _style(used: tuple[Font, ...]) -> dict[str, object]:
    """Return what the style sheet is made of. Nothing in it is text of a plan, so it is not escaped."""
    values = {name: f"{points:.2f}pt" for name, points in _POINTS.items()}
    values["margin"] = " ".join(f"{each}mm" for each in standard.MARGINS)
    values["red"] = f"#{standard.RED}"
    for each in used:
        weight = "bold" if each.bold else "normal"
        values[each.face.name] = f'font-family: "{each.family}", serif; font-weight: {weight};'
    return {name: safe(value) for name, value in values.items()}


def _say_nothing_of_programs(_: object, pdf: Any) -> None:  # noqa: ANN401  pydyf has no annotations
    """Take the names of programs out of the properties, where an office expects those of people."""
    for name in ("Producer", "Creator"):
        pdf.info.pop(name, None)


def _index(
    view: IndexedText, page_of: Mapping[str, int]
) -> Iterator[tuple[str, tuple[tuple[str, Pages], ...]]]:
    """Yield each unit with, by role, the pages that name it and an anchor on each."""
    for unit in view.units:
        yield (
            unit.name,
            tuple(
                (role, tuple({page_of[anchor]: anchor for anchor in anchors if anchor in page_of}.items()))
                for role, anchors in unit.by_role
            ),
        )


def _fetch_nothing(url: str, *_: object, **__: object) -> object:
    raise ValueError(url)


@cache
def missing() -> Message | None:
    """Return what the system lacks: Pango, or a Chinese font as far as fontconfig can tell; else None."""
    try:
        import weasyprint  # noqa: F401, PLC0415  as above
    except OSError:
        return _PANGO
    try:
        listed = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=True)  # noqa: S607
    except (OSError, subprocess.CalledProcessError):
        return None
    return None if listed.stdout.strip() else _FONT


export = Document(
    show,
    write,
    "data/plan.pdf",
    About(
        "规划全文",
        "公布文本的全文，按《党政机关公文格式》（GB/T 9704—2012）排版，供阅读和打印；"
        "有书签，文后附目录和各单位页码索引。",
    ),
    libraries=("weasyprint", "pydyf", "fonttools"),
    slow=True,
    missing=missing,
    fonts=fonts.known,
)
