"""The page of search results, filled in by the browser."""

from __future__ import annotations

from collections.abc import Iterator

from plansite.pages.items import HOME
from plansite.views.page import Page
from plansite.views.site import Site


def pages(site: Site) -> Iterator[Page]:
    """Yield the page that /search/?q=… shows its results on."""
    description = f"在{site.plan.name}中搜索任务、单位和原文。"
    yield Page("search/", "搜索", description, "search.md", None, (HOME,), wide=True, findables=())
