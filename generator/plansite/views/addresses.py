"""Addresses of the site, and the subject found at each, as the ledger docs/.addresses records them."""

from __future__ import annotations

from sys import intern

from msgspec import Struct

from plansite.plan import wording
from plansite.plan.model import Audience, Milestone, Programme, Target, Unit
from plansite.plan.tree import Node

Thing = Node | Unit | Target | Programme | Milestone | Audience
"""A part of the plan that can have an address."""


class Address(Struct, frozen=True, order=True):
    """A URL with its anchor, its subject (`item youth`, `unit kexie`, `page about`), and its label."""

    url: str
    of: str
    label: str


def subject(thing: Thing) -> str:
    """Return the subject of an address of `thing`, such as `item youth`."""
    sort = "item" if isinstance(thing, Node) else type(thing).__name__.lower()
    return intern(f"{sort} {thing.id}")  # each stands in many addresses


def label(thing: Thing) -> str:
    """Return the name of `thing`; for an item its heading, or an excerpt if it has none."""
    if isinstance(thing, Node):
        return intern(wording.heading_of(thing.item) or wording.excerpt(thing.item))
    return thing.label if isinstance(thing, Target | Milestone) else thing.name
