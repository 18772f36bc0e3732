"""PDF: the whole document in order, with contents, bookmarks, and an index of units with page numbers.

WeasyPrint lays it out, which needs Pango and a Chinese font on the system; all fonts are embedded.
"""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from plansite.diagnostics.problems import Message
from plansite.exports.export import About, Document
from plansite.plan import wording
from plansite.plan.model import Role, Unit
from plansite.plan.wording import Style
from plansite.render.environment import environment
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
Pages: TypeAlias = tuple[tuple[int, str], ...]
"""Page numbers, each with an anchor on that page."""

_DEEPEST = 3
"""The deepest level in the table of contents: 章、节、任务."""


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of the PDF: `level` is that of its bookmark, 0 for none, and `label` is the bookmark's text."""

    style: str
    anchor: str
    opening: str
    text: str
    level: int
    label: str


@dataclass(frozen=True, slots=True)
class UnitPlaces:
    """A unit and, by role, the anchors of the items that name it."""

    name: str
    by_role: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class PrintedPlan:
    """All that the file shows."""

    title: str
    number: str
    issuer: str
    settings: tuple[SetLine, ...]
    units: tuple[UnitPlaces, ...]

    @property
    def contents(self) -> tuple[SetLine, ...]:
        """The lines that the table of contents lists."""
        return tuple(each for each in self.settings if 0 < each.level <= _DEEPEST)


def show(site: Site, unit: Unit | None) -> PrintedPlan:
    """Return the document, line by line; `unit` is ignored, because units have no file of their own."""
    del unit
    plan = site.plan
    return PrintedPlan(
        plan.title,
        plan.document.number or "",
        plan.document.issuer or "",
        tuple(_settings(site)),
        tuple(
            place for place in (_place(site, each) for each in site.relations.named_units) if place.by_role
        ),
    )


def _settings(site: Site) -> Iterator[SetLine]:
    for line in wording.lines(site.plan):
        level, label = 0, ""
        if line.node is not None and (line.opening or line.style is Style.HEADING):
            level, label = len(line.node.lineage), wording.heading_of(line.node.item)
        yield SetLine(
            line.style.value, line.anchor or "", line.opening, line.text, level if label else 0, label
        )


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


def write(view: PrintedPlan, stamp: dt.datetime) -> bytes:
    """Return the PDF, stamped with `stamp`.

    The document is laid out first, because the index needs its page numbers.
    """
    from weasyprint import HTML  # noqa: PLC0415  takes 0.5 s, and fails without Pango

    def lay_out(template: str, **values: object) -> Any:  # noqa: ANN401  WeasyPrint has no annotations
        text = environment().get_template(template).render(view=view, stamp=stamp.isoformat(), **values)
        return HTML(string=text, url_fetcher=_fetch_nothing).render()

    document = lay_out("pdf.html.j2")
    page_of = {
        anchor: number for number, page in enumerate(document.pages, start=1) for anchor in page.anchors
    }
    index = tuple(_index(view, page_of))
    if index:
        laid_out = lay_out("pdf-index.html.j2", index=index, first=len(document.pages))
        document = document.copy([*document.pages, *laid_out.pages])
    made: bytes = document.write_pdf(pdf_tags=True)
    return made


def _index(
    view: PrintedPlan, page_of: Mapping[str, int]
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
    About("规划全文", "公布文本的全文，有目录、书签和各单位的页码索引，供阅读和打印。"),
    libraries=("weasyprint", "pydyf", "fonttools"),
    slow=True,
    missing=missing,
)
