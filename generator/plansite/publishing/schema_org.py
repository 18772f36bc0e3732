"""Describe pages in terms of schema.org, as JSON-LD.

Nothing is claimed that neither the plan nor mkdocs.yml says; what is not set is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from plansite.plan.model import Plan, Unit
from plansite.publishing.settings import PageMeta, SiteSettings, absolute
from plansite.text import web_address
from plansite.views.downloads import Download
from plansite.views.page import Crumb, Subject

LANGUAGE = "zh-CN"
_ORGANIZATION = "Organization"
# Escapes for what could end a <script> or open a comment in it; to a JSON parser the text is the same.
_MARKUP = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}

Node = dict[str, Any]
"""A node of JSON-LD."""


def node_of(
    about: PageMeta, settings: SiteSettings, plan: Plan | None, files: Iterable[Download] = ()
) -> Node:
    """Return a page as a node of schema.org; `files` are all downloads of the site."""
    site = _node("WebSite", name=settings.name, url=settings.url, inLanguage=LANGUAGE)
    if not about.url:
        publisher = _node(_ORGANIZATION, name=settings.organizer) if settings.organizer else {}
        document = _document(plan, settings) if plan else {}
        return {**site, **_known(description=about.description, publisher=publisher, about=document)}
    return _node(
        _page_type(about),
        name=about.title,
        description=about.description,
        url=absolute(about.url, settings),
        inLanguage=LANGUAGE,
        isPartOf=site,
        breadcrumb=_breadcrumb(about, settings),
        mainEntity=_subject(about, settings, plan, files) if plan else {},
    )


def _page_type(about: PageMeta) -> str:
    if about.is_column:
        return "CollectionPage"
    return "AboutPage" if about.subject is Subject.SITE else "WebPage"


def _breadcrumb(about: PageMeta, settings: SiteSettings) -> Node:
    if not about.crumbs:
        return {}
    way = (*about.crumbs, Crumb(about.title, about.url))
    steps = [
        _node("ListItem", position=position, name=crumb.label, item=absolute(crumb.url, settings))
        for position, crumb in enumerate(way, start=1)
    ]
    return _node("BreadcrumbList", itemListElement=steps)


def _subject(about: PageMeta, settings: SiteSettings, plan: Plan, files: Iterable[Download]) -> Node:
    if about.subject is Subject.DOCUMENT:
        return _document(plan, settings)
    if about.subject is Subject.ITEM:
        whole = _node("DigitalDocument", name=plan.title, url=absolute("plan/", settings))
        return _node("CreativeWork", name=about.title, inLanguage=LANGUAGE, isPartOf=whole)
    if about.subject is Subject.DATA:
        return _dataset(about, settings, plan, files)
    if about.subject is Subject.UNIT:
        found = next((unit for unit in plan.units if about.url == f"units/{unit.id}/"), None)
        # 各县（区）人民政府 is not one organization.
        return {} if found is None or found.collective else _organization(found, settings)
    return {}


def _years(plan: Plan) -> str | None:
    """Return the years of a plan as an interval of ISO 8601, or None if it names none."""
    return f"{plan.period.start}/{plan.period.end}" if plan.period else None


def _document(plan: Plan, settings: SiteSettings) -> Node:
    """Return the plan as a DigitalDocument; it is not Legislation."""
    document = plan.document
    return _node(
        "DigitalDocument",
        name=plan.title,
        alternateName=plan.short_title,
        identifier=document.number,
        url=absolute("plan/", settings),
        inLanguage=LANGUAGE,
        temporalCoverage=_years(plan),
        publisher=_issuer(plan, settings),
        dateCreated=document.written_on and document.written_on.isoformat(),
        datePublished=document.published_on and document.published_on.isoformat(),
        creativeWorkStatus=document.validity and document.validity.state,
        citation=[_node("CreativeWork", name=each.title, identifier=each.number) for each in document.basis],
    )


def _dataset(about: PageMeta, settings: SiteSettings, plan: Plan, files: Iterable[Download]) -> Node:
    """Return the site's data as a Dataset; if the site's address is unknown, URLs of files are relative."""
    return _node(
        "Dataset",
        name=f"{plan.name}：责任分工数据",
        description=about.description,
        url=absolute(about.url, settings),
        inLanguage=LANGUAGE,
        isAccessibleForFree=True,
        license=_license(settings.data_license),
        creator=_node(_ORGANIZATION, name=settings.organizer) if settings.organizer else {},
        temporalCoverage=_years(plan),
        dateModified=plan.day.isoformat() if plan.is_dated else None,
        isBasedOn=_document(plan, settings),
        distribution=[
            _node(
                "DataDownload",
                name=each.label,
                encodingFormat=each.media_type,
                contentSize=each.weight,
                contentUrl=absolute(each.path, settings) or f"../{each.path}",
            )
            for each in files
        ],
    )


def _license(text: str) -> str | Node:
    """Return a licence as schema.org has it: its URL, or a CreativeWork of that name; "" for none."""
    parts = web_address.read(text)
    return text if parts and parts.scheme else _node("CreativeWork", name=text) if text else ""


def _issuer(plan: Plan, settings: SiteSettings) -> Node:
    issuer = plan.document.issuer
    unit = next((unit for unit in plan.units if issuer in unit.names and not unit.collective), None)
    if unit is not None:
        return {**_organization(unit, settings), "name": issuer}
    return _node(_ORGANIZATION, name=issuer) if issuer else {}


def _organization(unit: Unit, settings: SiteSettings) -> Node:
    """Return a unit as an Organization, or as the type that mkdocs.yml sets for its category."""
    name = unit.full_name or unit.name
    return _node(
        settings.organizations.get(unit.category or "") or _ORGANIZATION,
        name=name,
        alternateName=[each for each in unit.names if each != name],
        telephone=unit.phone,
        url=unit.url,
        address=unit.address,
    )


def _node(kind: str, **properties: object) -> Node:
    return {"@type": kind, **_known(**properties)}


def _known(**properties: object) -> Node:
    return {name: value for name, value in properties.items() if value}


def script_json(value: object) -> str:
    """Return `value` as JSON that is safe inside <script>, whatever text it holds."""
    return json.dumps(value, ensure_ascii=False).translate(_MARKUP)
