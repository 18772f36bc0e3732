"""The search results page, which the browser fills in."""

from __future__ import annotations

from collections.abc import Iterator

from plansite.pages.items import HOME
from plansite.views.page import Page
from plansite.views.site import Site


def pages(site: Site) -> Iterator[Page]:
    """Yield the page that shows the results of /search/?q=…."""
    description = f"在{site.plan.name}中搜索任务、单位和原文。"
    yield Page("search/", "搜索", description, "search.md", None, (HOME,), wide=True, findables=())
