"""Addresses of the site: what a page or an anchor is of, in the words of the ledger docs/.addresses."""

from __future__ import annotations

from dataclasses import dataclass

from plansite.plan import wording
from plansite.plan.model import Audience, Milestone, Programme, Target, Unit
from plansite.plan.tree import Node

Thing = Node | Unit | Target | Programme | Milestone | Audience
"""A part of the plan that has a place on the site."""


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A URL with its anchor, what is there (`item youth`, `unit kexie`, `page about`), and its label."""

    url: str
    of: str
    label: str


def subject(thing: Thing) -> str:
    """Return what an address of `thing` is of: `item youth`."""
    sort = "item" if isinstance(thing, Node) else type(thing).__name__.lower()
    return f"{sort} {thing.id}"


def label(thing: Thing) -> str:
    """Return what `thing` is called."""
    if isinstance(thing, Node):
        return wording.heading_of(thing.item) or wording.excerpt(thing.item)
    return thing.label if isinstance(thing, Target | Milestone) else thing.name
