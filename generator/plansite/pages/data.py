"""Downloads and open data: every file of the site, what it holds, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from plansite.exports import exports, text_files
from plansite.exports.export import About, Document, Export
from plansite.pages.items import HOME
from plansite.text.escape import safe
from plansite.views.downloads import Download
from plansite.views.page import Column, Nav, Page, Subject
from plansite.views.search_index import Findable
from plansite.views.site import Site

_URL = "data/"
_TITLE = "数据下载"


class TextFormat(Struct, frozen=True):
    """A text format: its id and heading on the page, its description, and its files."""

    anchor: Markup
    title: str
    about: About
    files: tuple[Download, ...]


class DocumentFormat(Struct, frozen=True):
    """A document format, which a site may be built without; `units` says whether units have files, too."""

    anchor: Markup
    title: str
    about: About
    path: str
    units: bool


class DataPage(Struct, frozen=True):
    """What the page shows: the text people write about it, the document formats, and the text formats."""

    text: Markup
    built: tuple[DocumentFormat, ...]
    texts: tuple[TextFormat, ...]


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of downloads."""
    view = DataPage(
        # People write Markdown, so this is not escaped.
        safe(site.content.data),
        tuple(_built(name, form) for name, form in exports().items() if isinstance(form, Document)),
        tuple(_texts(site)),
    )
    abouts = (*(each.about for each in view.built), *(each.about for each in view.texts))
    labels = "、".join(dict.fromkeys(about.label for about in abouts))
    description = f"{site.plan.name}的数据下载：{labels}。"
    yield Page(
        _URL,
        _TITLE,
        description,
        "data.md",
        view,
        (HOME,),
        Nav(Column.RECORDS, "数据"),
        findables=(Findable(_URL, _TITLE, description),),
        subject=Subject.DATA,
    )


def _built(name: str, form: Document[object]) -> DocumentFormat:
    return DocumentFormat(
        _anchor(name), _title(form.about, form.path), form.about, form.path, form.unit_path is not None
    )


def _title(about: About, path: str) -> str:
    return f"{about.label}（{path.rpartition('.')[2].upper()}）"


def _anchor(name: str) -> Markup:
    return safe(f"_{name}")


def _texts(site: Site) -> Iterator[TextFormat]:
    files = text_files(site)
    for name, form in exports().items():
        if isinstance(form, Export) and form.path in files:
            paths = {form.path or "": form.about.label} | dict.fromkeys(
                form.beside, f"{form.about.label}的结构"
            )
            found = tuple(Download(path, label, len(files[path])) for path, label in paths.items())
            yield TextFormat(_anchor(name), _title(form.about, found[0].path), form.about, found)
