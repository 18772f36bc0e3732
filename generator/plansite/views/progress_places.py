"""Where what was reported stands on the site."""

from __future__ import annotations

from functools import lru_cache

from plansite.plan.tree import Node
from plansite.progress.entries import ItemStanding
from plansite.progress.standing import Standing
from plansite.views.site import Site

ROOT = "progress/"
ANCHOR = "_progress"
"""Id of the section 进展 on the pages of items and units; `<ANCHOR>-<item>` is that of an item in it."""
_MOST = 800
"""Entries on one page; a part of the plan that has more gets a page for each of its items."""


def round_url(found: Standing) -> str:
    """Return the URL of a round's page."""
    return f"{ROOT}{found.name}/"


@lru_cache(maxsize=32)
def by_head(found: Standing) -> tuple[tuple[Node, tuple[ItemStanding, ...]], ...]:
    """Return the items of a round by action or project, or else by chapter, in document order."""
    heads: dict[str, tuple[Node, list[ItemStanding]]] = {}
    for item in found.items.values():
        head = found.assigned.relations.head_of(item.node)
        heads.setdefault(head.id, (head, []))[1].append(item)
    return tuple((head, tuple(items)) for head, items in heads.values())


@lru_cache(maxsize=32)
def divided(found: Standing) -> frozenset[str]:
    """Return the ids of the parts of the plan in which each item has a page for its reports."""
    return frozenset(
        head.id for head, items in by_head(found) if sum(len(item.entries) for item in items) > _MOST
    )


def head_url(found: Standing, head: Node) -> str:
    """Return the URL of the reports on one part of the plan."""
    return f"{round_url(found)}{head.id}/"


def detail_url(found: Standing, node: Node) -> str:
    """Return the URL of all that was reported on an item in a round."""
    head = found.assigned.relations.head_of(node)
    return f"{head_url(found, head)}{f'{node.id}/' if head.id in divided(found) else f'#{node.id}'}"


def item_progress_url(site: Site, found: Standing, ident: str) -> str:
    """Return the URL of an item's section 进展, or of its reports if it has no page or left the plan."""
    node = site.relations.node.get(ident)
    home = site.relations.home(node) if node else None
    if node is None or home is None:
        return detail_url(found, found.assigned.relations.node[ident])
    return f"{site.page_url(home)}#{ANCHOR}-{ident}"
