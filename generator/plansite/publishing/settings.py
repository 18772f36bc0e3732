"""Read the settings of the site from mkdocs.yml, and those of a page from its front matter.

In the front matter, `render` has escaped all text for HTML; here it becomes plain text again.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from plansite.text import web_address
from plansite.views.page import Crumb, Subject

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page


class SiteSettings(Struct, frozen=True):
    """What mkdocs.yml says about the site; what it does not say is empty."""

    name: str
    description: str = ""
    url: str = ""
    """URL at which the site is served, with a trailing slash."""
    organizer: str = ""
    site_name: str = ""
    site_domain: str = ""
    site_id: str = ""
    column_type: str = ""
    content_source: str = ""
    data_license: str = ""
    """The licence of the data, as its URL or its name."""
    organizations: Mapping[str, str] = field(default_factory=dict)
    """Types of schema.org, by category of units."""

    @classmethod
    def of(cls, config: MkDocsConfig) -> SiteSettings:
        """Read the settings of a site from the configuration that MkDocs loaded."""
        extra = mapping(config.extra)
        footer, government = mapping(extra.get("footer")), mapping(extra.get("government"))
        url = config.site_url or ""
        return cls(
            name=config.site_name,
            description=text(config.site_description),
            url=url,
            organizer=text(footer.get("organizer")),
            site_name=text(government.get("site_name")) or config.site_name,
            site_domain=text(government.get("site_domain")) or _hostname(url),
            site_id=text(footer.get("site_id")),
            column_type=text(government.get("column_type")),
            content_source=text(government.get("content_source")),
            data_license=text(extra.get("data_license")),
            organizations={
                str(category): text(name)
                for category, name in mapping(government.get("organizations")).items()
            },
        )


class PageMeta(Struct, frozen=True):
    """What is known about one page; `url` is relative to the site's root, and empty for the home page."""

    url: str
    title: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    crumbs: tuple[Crumb, ...] = ()
    subject: Subject | None = None

    @classmethod
    def of(cls, page: Page) -> PageMeta:
        """Read a page's front matter, whether it is generated or written by hand."""
        meta = page.meta
        subject = text(meta.get("subject"))
        keywords, crumbs = meta.get("keywords"), meta.get("crumbs")
        return cls(
            url="" if page.is_homepage else page.url,
            title=unescape(text(meta.get("title") or page.title)),
            description=unescape(text(meta.get("description"))),
            keywords=tuple(unescape(text(word)) for word in _list(keywords)),
            crumbs=tuple(Crumb(unescape(text(label)), unescape(text(url))) for label, url in _list(crumbs)),
            subject=Subject(subject) if subject in set(Subject) else None,
        )

    @property
    def is_column(self) -> bool:
        """Whether the page is a column (栏目): it links to content pages and has no subject of its own."""
        return bool(self.crumbs) and self.subject is None

    @property
    def is_content(self) -> bool:
        """Whether the page is a content page."""
        return bool(self.url) and not self.is_column


def absolute(url: str, settings: SiteSettings) -> str:
    """Return the absolute URL of a page or file, or "" if that of the site is not known."""
    return f"{settings.url}{url}" if settings.url else ""


def _hostname(url: str) -> str:
    parts = web_address.read(url)
    return (parts and parts.hostname) or ""


def text(value: object) -> str:
    """Return a setting as text, because YAML reads 3605000001 as a number."""
    return "" if value is None else str(value).strip()


def mapping(value: object) -> Mapping[Any, Any]:
    """Return a setting as a mapping, empty if it is none."""
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
