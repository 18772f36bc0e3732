"""Walk the plan's tree in document order: each item with its path, parent and kind."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from plansite.diagnostics.problems import Where
from plansite.plan.model import Item, Plan


class Node(Struct, frozen=True, eq=False):
    """An item, its id and its path in the plan; `kind` is the id of the nearest kind at or above it."""

    id: str
    item: Item
    where: Where
    parent: Node | None
    kind: str | None

    @property
    def lineage(self) -> tuple[Node, ...]:
        """The nodes from the top of the document down to and including this one."""
        return (*(self.parent.lineage if self.parent else ()), self)


def walk(plan: Plan) -> Iterator[Node]:
    """Yield every item of the plan in document order."""
    yield from _walk(plan.items, (), None)


def _walk(items: tuple[Item, ...], where: Where, parent: Node | None) -> Iterator[Node]:
    for position, item in enumerate(items):
        inherited = parent.kind if parent else None
        node = Node(item.id, item, (*where, "items", position), parent, item.kind or inherited)
        yield node
        yield from _walk(item.items, node.where, node)
