"""How a page describes itself to other programs: the tags in its head, and its JSON-LD.

Nothing is claimed that neither the plan nor mkdocs.yml says; what is not set is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from plansite.plan.model import Plan, PrintedDocument
from plansite.publishing import card
from plansite.publishing.schema_org import LANGUAGE, node_of, script_json
from plansite.publishing.settings import PageMeta, SiteSettings, absolute
from plansite.views.downloads import Download
from plansite.views.page import Subject

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page


class Tag(Struct, frozen=True):
    """A <meta> tag: the attribute that names it, its name, and its content as plain text."""

    attribute: str
    name: str
    content: str


class Head(Struct, frozen=True):
    """What the theme puts into a page: its tags, its JSON-LD, and the document that a printed page cites.

    `data`, the JSON-LD, is safe inside <script>; all else is plain text.
    """

    tags: tuple[Tag, ...]
    data: str = ""
    title: str = ""
    document: str = ""
    number: str = ""


def head(
    page: Page | None, settings: SiteSettings, plan: Plan | None, files: Iterable[Download] = ()
) -> Head:
    """Return the head of `page`; None stands for the error page, which can appear at any address."""
    if page is None:
        return Head(tuple(_site_tags(settings)))
    about = PageMeta.of(page)
    tags = (*_site_tags(settings), *_page_tags(about, settings, plan), *_open_graph(about, settings))
    document = plan.document if plan else PrintedDocument()
    return Head(
        tags,
        data=script_json({"@context": "https://schema.org", **node_of(about, settings, plan, files)}),
        title=about.title,
        document=plan.title if plan else "",
        number=document.number or "",
    )


def _site_tags(settings: SiteSettings) -> Iterator[Tag]:
    """Yield the tags that every page of a government site has (国办发〔2017〕47号, 网页标签规范)."""
    yield from _named(
        SiteName=settings.site_name, SiteDomain=settings.site_domain, SiteIDCode=settings.site_id
    )


def _page_tags(about: PageMeta, settings: SiteSettings, plan: Plan | None) -> Iterator[Tag]:
    """Yield the tags of a column or of a content page, from the same rules."""
    if about.is_column:
        yield from _named(
            ColumnName=about.title,
            ColumnDescription=about.description,
            ColumnKeywords=_keywords(about, plan),
            ColumnType=settings.column_type,
        )
    elif about.is_content:
        published = plan.document.published_on if plan and about.subject not in {None, Subject.SITE} else None
        # HTML ignores the case of these names, but programs that look for Description may not.
        yield from _named(
            ArticleTitle=about.title,
            PubDate=published.isoformat() if published else "",
            ContentSource=settings.content_source,
            Keywords=_keywords(about, plan),
            Description=about.description,
            Url=absolute(about.url, settings),
        )


def _named(**tags: str) -> Iterator[Tag]:
    for name, content in tags.items():
        if content:
            yield Tag("name", name, content)


def _keywords(about: PageMeta, plan: Plan | None) -> str:
    words = (about.title, *about.keywords, plan.name if plan else "")
    return ",".join(dict.fromkeys(filter(None, words)))


def _open_graph(about: PageMeta, settings: SiteSettings) -> Iterator[Tag]:
    """Yield the Open Graph tags (https://ogp.me); an address there is absolute."""
    known = {
        "og:title": about.title,
        "og:description": about.description or settings.description,
        "og:type": "article" if about.is_content else "website",
        "og:locale": LANGUAGE.replace("-", "_"),
        "og:site_name": settings.name,
        "og:url": absolute(about.url, settings),
        "og:image": absolute(card.PATH, settings),
    }
    for name, content in known.items():
        if content:
            yield Tag("property", name, content)
