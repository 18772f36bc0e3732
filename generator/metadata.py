"""What a page says of itself to other programs: tags of its head, and JSON-LD of schema.org.

Nothing is claimed that neither the plan nor mkdocs.yml says: what is not set is left out. MkDocs hands
over the front matter, in which `render` has escaped all text for HTML; here it is plain text again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from generator.downloads import Download
from generator.model import Plan, PrintedDocument, Unit
from generator.page import Crumb, Subject

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

_LANGUAGE = "zh-CN"
_ORGANIZATION = "Organization"
# What could end a <script> or open a comment in it; the same text to a reader of JSON.
_MARKUP = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}

Node = dict[str, Any]
"""A node of JSON-LD."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What mkdocs.yml says of the site; what it does not say is empty."""

    name: str
    description: str = ""
    url: str = ""
    """Where the site is served, with a slash at the end."""
    organizer: str = ""
    site_name: str = ""
    site_domain: str = ""
    site_id: str = ""
    column_type: str = ""
    content_source: str = ""
    data_license: str = ""
    """The licence of the data: its address, or its name."""
    organizations: Mapping[str, str] = field(default_factory=dict)
    """Types of schema.org by category of units."""

    @classmethod
    def of(cls, config: MkDocsConfig) -> Settings:
        """Read the settings of a site."""
        extra = _mapping(config.extra)
        footer, government = _mapping(extra.get("footer")), _mapping(extra.get("government"))
        url = config.site_url or ""
        return cls(
            name=config.site_name,
            description=_text(config.site_description),
            url=url,
            organizer=_text(footer.get("organizer")),
            site_name=_text(government.get("site_name")) or config.site_name,
            site_domain=_text(government.get("site_domain")) or urlsplit(url).hostname or "",
            site_id=_text(footer.get("site_id")),
            column_type=_text(government.get("column_type")),
            content_source=_text(government.get("content_source")),
            data_license=_text(extra.get("data_license")),
            organizations={
                str(category): _text(name)
                for category, name in _mapping(government.get("organizations")).items()
            },
        )


@dataclass(frozen=True, slots=True)
class About:
    """What is known of one page; `url` is relative to the site's root, that of the home page is empty."""

    url: str
    title: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    crumbs: tuple[Crumb, ...] = ()
    subject: Subject | None = None

    @classmethod
    def of(cls, page: Page) -> About:
        """Read a page's front matter, be it generated or written by hand."""
        meta = page.meta
        subject = _text(meta.get("subject"))
        keywords, crumbs = meta.get("keywords"), meta.get("crumbs")
        return cls(
            url="" if page.is_homepage else page.url,
            title=unescape(_text(meta.get("title") or page.title)),
            description=unescape(_text(meta.get("description"))),
            keywords=tuple(unescape(_text(word)) for word in _list(keywords)),
            crumbs=tuple(Crumb(unescape(_text(label)), unescape(_text(url))) for label, url in _list(crumbs)),
            subject=Subject(subject) if subject in set(Subject) else None,
        )

    @property
    def is_column(self) -> bool:
        """Whether the page is a column (栏目): it leads to pages of content and is about nothing itself."""
        return bool(self.crumbs) and self.subject is None

    @property
    def is_content(self) -> bool:
        """Whether the page is one of content."""
        return bool(self.url) and not self.is_column


@dataclass(frozen=True, slots=True)
class Tag:
    """A <meta>: the attribute that names it, its name, and its content as plain text."""

    attribute: str
    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Head:
    """What the theme puts into a page: its tags, its JSON-LD, and the document that a printed page cites.

    `data` is safe inside <script>; all else is plain text.
    """

    tags: tuple[Tag, ...]
    data: str = ""
    title: str = ""
    document: str = ""
    number: str = ""


def head(page: Page | None, settings: Settings, plan: Plan | None, files: Iterable[Download] = ()) -> Head:
    """Return what `page` says of itself; None is the page of errors, which is found at any address."""
    if page is None:
        return Head(tuple(_site_tags(settings)))
    about = About.of(page)
    tags = (*_site_tags(settings), *_page_tags(about, settings, plan), *_open_graph(about, settings))
    document = plan.document if plan else PrintedDocument()
    return Head(
        tags,
        data=script_json({"@context": "https://schema.org", **node_of(about, settings, plan, files)}),
        title=about.title,
        document=plan.title if plan else "",
        number=document.number or "",
    )


def _site_tags(settings: Settings) -> Iterator[Tag]:
    """Yield the tags of every page of a government site (国办发〔2017〕47号, 网页标签规范)."""
    yield from _named(
        SiteName=settings.site_name, SiteDomain=settings.site_domain, SiteIDCode=settings.site_id
    )


def _page_tags(about: About, settings: Settings, plan: Plan | None) -> Iterator[Tag]:
    """Yield the tags of a column or of a page of content, from the same rules."""
    if about.is_column:
        yield from _named(
            ColumnName=about.title,
            ColumnDescription=about.description,
            ColumnKeywords=_keywords(about, plan),
            ColumnType=settings.column_type,
        )
    elif about.is_content:
        published = plan.document.published_on if plan and about.subject not in {None, Subject.SITE} else None
        # HTML takes Description and description for one name; programs that look for these tags may not.
        yield from _named(
            ArticleTitle=about.title,
            PubDate=published.isoformat() if published else "",
            ContentSource=settings.content_source,
            Keywords=_keywords(about, plan),
            Description=about.description,
            Url=_absolute(about.url, settings),
        )


def _named(**tags: str) -> Iterator[Tag]:
    for name, content in tags.items():
        if content:
            yield Tag("name", name, content)


def _keywords(about: About, plan: Plan | None) -> str:
    words = (about.title, *about.keywords, plan.name if plan else "")
    return ",".join(dict.fromkeys(filter(None, words)))


def _open_graph(about: About, settings: Settings) -> Iterator[Tag]:
    """Yield the tags of https://ogp.me."""
    known = {
        "og:title": about.title,
        "og:description": about.description or settings.description,
        "og:type": "article" if about.is_content else "website",
        "og:locale": _LANGUAGE.replace("-", "_"),
        "og:site_name": settings.name,
        "og:url": _absolute(about.url, settings),
    }
    for name, content in known.items():
        if content:
            yield Tag("property", name, content)


def node_of(about: About, settings: Settings, plan: Plan | None, files: Iterable[Download] = ()) -> Node:
    """Return what a page is in the words of schema.org; `files` are all downloads of the site."""
    site = _node("WebSite", name=settings.name, url=settings.url, inLanguage=_LANGUAGE)
    if not about.url:
        publisher = _node(_ORGANIZATION, name=settings.organizer) if settings.organizer else {}
        document = _document(plan, settings) if plan else {}
        return {**site, **_known(description=about.description, publisher=publisher, about=document)}
    return _node(
        _page_type(about),
        name=about.title,
        description=about.description,
        url=_absolute(about.url, settings),
        inLanguage=_LANGUAGE,
        isPartOf=site,
        breadcrumb=_breadcrumb(about, settings),
        mainEntity=_subject(about, settings, plan, files) if plan else {},
    )


def _page_type(about: About) -> str:
    if about.is_column:
        return "CollectionPage"
    return "AboutPage" if about.subject is Subject.SITE else "WebPage"


def _breadcrumb(about: About, settings: Settings) -> Node:
    if not about.crumbs:
        return {}
    way = (*about.crumbs, Crumb(about.title, about.url))
    steps = [
        _node("ListItem", position=position, name=crumb.label, item=_absolute(crumb.url, settings))
        for position, crumb in enumerate(way, start=1)
    ]
    return _node("BreadcrumbList", itemListElement=steps)


def _subject(about: About, settings: Settings, plan: Plan, files: Iterable[Download]) -> Node:
    if about.subject is Subject.DOCUMENT:
        return _document(plan, settings)
    if about.subject is Subject.ITEM:
        whole = _node("DigitalDocument", name=plan.title, url=_absolute("plan/", settings))
        return _node("CreativeWork", name=about.title, inLanguage=_LANGUAGE, isPartOf=whole)
    if about.subject is Subject.DATA:
        return _dataset(about, settings, plan, files)
    if about.subject is Subject.UNIT:
        found = next((unit for unit in plan.units if about.url == f"units/{unit.id}/"), None)
        # 各县（区）人民政府 is not one organization.
        return {} if found is None or found.collective else _organization(found, settings)
    return {}


def _document(plan: Plan, settings: Settings) -> Node:
    """Return the plan as a document: no Legislation, which it is not."""
    document = plan.document
    return _node(
        "DigitalDocument",
        name=plan.title,
        alternateName=plan.short_title,
        identifier=document.number,
        url=_absolute("plan/", settings),
        inLanguage=_LANGUAGE,
        temporalCoverage=f"{plan.period.start}/{plan.period.end}",
        publisher=_issuer(plan, settings),
        dateCreated=document.written_on and document.written_on.isoformat(),
        datePublished=document.published_on and document.published_on.isoformat(),
        creativeWorkStatus=document.validity,
        citation=[_node("CreativeWork", name=each.title, identifier=each.number) for each in document.basis],
    )


def _dataset(about: About, settings: Settings, plan: Plan, files: Iterable[Download]) -> Node:
    """Return the site's data as a dataset; without an address of the site its files are relative to it."""
    return _node(
        "Dataset",
        name=f"{plan.name}：责任分工数据",
        description=about.description,
        url=_absolute(about.url, settings),
        inLanguage=_LANGUAGE,
        isAccessibleForFree=True,
        license=_license(settings.data_license),
        creator=_node(_ORGANIZATION, name=settings.organizer) if settings.organizer else {},
        temporalCoverage=f"{plan.period.start}/{plan.period.end}",
        dateModified=plan.day.isoformat(),
        isBasedOn=_document(plan, settings),
        distribution=[
            _node(
                "DataDownload",
                name=each.label,
                encodingFormat=each.media_type,
                contentSize=each.weight,
                contentUrl=_absolute(each.path, settings) or f"../{each.path}",
            )
            for each in files
        ],
    )


def _license(text: str) -> str | Node:
    """Return a licence as schema.org has it: its address, or a work of that name."""
    return text if urlsplit(text).scheme else _node("CreativeWork", name=text) if text else ""


def _issuer(plan: Plan, settings: Settings) -> Node:
    issuer = plan.document.issuer
    unit = next((unit for unit in plan.units if issuer in unit.names and not unit.collective), None)
    if unit is not None:
        return {**_organization(unit, settings), "name": issuer}
    return _node(_ORGANIZATION, name=issuer) if issuer else {}


def _organization(unit: Unit, settings: Settings) -> Node:
    """Return a unit as an organization, of the type that mkdocs.yml gives its category."""
    name = unit.full_name or unit.name
    return _node(
        settings.organizations.get(unit.category or "") or _ORGANIZATION,
        name=name,
        alternateName=[each for each in unit.names if each != name],
    )


def _node(kind: str, **properties: object) -> Node:
    return {"@type": kind, **_known(**properties)}


def _known(**properties: object) -> Node:
    return {name: value for name, value in properties.items() if value}


def _absolute(url: str, settings: Settings) -> str:
    return f"{settings.url}{url}" if settings.url else ""


def script_json(value: object) -> str:
    """Return `value` as JSON that stands in a <script> whatever its text holds."""
    return json.dumps(value, ensure_ascii=False).translate(_MARKUP)


def _text(value: object) -> str:
    """Return a setting as text: YAML reads 3605000001 as a number."""
    return "" if value is None else str(value).strip()


def _mapping(value: object) -> Mapping[Any, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
