"""Choose the kinds of new items: what their titles or the draft say, in the words of the plan."""

from __future__ import annotations

from msgspec.structs import replace

from plansite.importing.onto.marks import Mark
from plansite.plan.model import Item, Kind, Plan


class Kinds:
    """The kinds of the new plan: those of the old one, and those that new items need besides."""

    def __init__(self, plan: Plan, draft: Plan) -> None:
        self.records = dict(plan.kinds)
        self.marks: set[Mark] = set()
        self._drafted = draft.kinds

    def of(self, item: Item) -> str | None:
        """Return the kind of a new item that no old one stands beside."""
        title = (item.title or "").removesuffix("。")
        ending = (ident for ident, kind in self.records.items() if title.endswith(kind.label))
        return next(ending, None) or self._of_draft(item.kind)

    def _of_draft(self, ident: str | None) -> str | None:
        drafted = self._drafted.get(ident or "")
        if ident is None or drafted is None:
            return None
        for known, kind in self.records.items():
            if kind.label == drafted.label:
                return known
        return self._declared(ident, drafted)

    def _declared(self, ident: str, kind: Kind) -> str:
        folders = {each.folder for each in self.records.values()}
        while ident in self.records:
            ident += "-2"
        folder = None if kind.folder in folders else kind.folder
        self.records[ident] = replace(kind, folder=folder)
        self.marks.add(("kinds", ident))
        return ident
