"""Build the items of a reissue: what the document prints, with the ids and editorial fields of the plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from plansite.importing.draft.names import Ids
from plansite.importing.lines.typography import bare
from plansite.importing.onto.fields import Fields, Texts
from plansite.importing.onto.ground import Ground
from plansite.importing.onto.likeness import Entry
from plansite.importing.onto.records import Mark
from plansite.importing.onto.spellings import is_same
from plansite.plan import wording
from plansite.plan.model import Charge, Due, Item, Kind, Part, Plan
from plansite.plan.tree import Node, walk

_PARAGRAPH = re.compile(r"(?P<item>.+)-p[0-9]+")
"""The anchor of an item's paragraph, which no id may be."""


class Built(Struct):
    """The items of the new plan and their kinds, what a person must look at, and deadlines left out."""

    kinds: Kinds
    items: tuple[Item, ...] = ()
    marks: set[Mark] = field(default_factory=set)
    ids: dict[str, str] = field(default_factory=dict)
    """The ids in the new plan of the draft's items."""
    lost: list[tuple[str, Due]] = field(default_factory=list)


def build(both: Ground) -> Built:
    """Return the items of the new plan."""
    return _Builder(both).build()


class _Builder:
    """Builds the tree of the draft anew, each item upon the one of the plan that it is."""

    def __init__(self, both: Ground) -> None:
        matching = both.matching
        self._both = both
        self._fields = Fields(both)
        self._new = {entry.node.id: entry for entry in matching.new}
        self._old = {matching.new[at].node.id: matching.old[one] for at, one in matching.old_of.items()}
        self._divided = {
            matching.new[at].node.id: [matching.old[one].node.item for one in olds]
            for at, olds in matching.divided.items()
        }
        self._in_divided = {matching.new[at].node.id for at in matching.divided_new}
        self._below = _below(matching.new)
        kinds = {
            above: Counter(self._old[each.id].node.item.kind for each in found if each.id in self._old)
            for above, found in self._below.items()
        }
        self._usual = {above: count.most_common(1)[0][0] for above, count in kinds.items() if count}
        """The kind that most of the old items under an item have."""
        self._ids = _NewIds(both.plan)
        self._built = Built(Kinds(both.plan, both.draft))

    def build(self) -> Built:
        self._built.items = tuple(self._items(None))
        return self._built

    def _items(self, above: str | None) -> Iterator[Item]:
        for node in self._below.get(above, ()):
            yield from map(self._settled, self._divided.get(node.id, ()))
            if node.id not in self._in_divided:
                yield self._item(node)

    def _item(self, node: Node) -> Item:
        was = self._old.get(node.id)
        item = self._added(node) if was is None else self._upon(was, node)
        self._built.ids[node.id] = item.id
        return replace(item, items=tuple(self._items(node.id)))

    def _settled(self, item: Item) -> Item:
        """Return an old item and all below it, so that it prints as it did under the new names and labels."""
        before, after = self._both.before, self._both.after
        parts = tuple(after.settled(part, before.of(part)) for part in item.parts)
        below = tuple(self._settled(each) for each in item.items)
        return replace(after.settled(item, before.of(item)), parts=parts, items=below)

    def _upon(self, was: Entry, node: Node) -> Item:
        """Return an old item as the document prints it now, without those below it."""
        old = replace(was.node.item, items=())
        new = self._fields.as_read_before(old, node.item)
        texts = Texts(was.printed, self._new[node.id].printed)
        if texts.before == texts.now:
            return self._with_due_of_a_cell(self._settled(old), node, texts)
        title = self._fields.words(old.title, new.title)
        if old.short_title and title != old.title:
            self._built.marks.add(("items", old.id, "short_title"))
        parts = {bare(part.text or ""): part for part in reversed(old.parts)}
        lists = self._fields.by_list(old.charges)
        item = replace(
            old,
            **self._fields.lists(new, lists),
            number=self._fields.words(old.number, new.number),
            title=title,
            text=self._fields.words(old.text, new.text),
            parts=tuple(
                self._part(old.id, parts.get(bare(part.text or "")), part, lists, texts) for part in new.parts
            ),
            due=self._due(old, node, texts),
        )
        # The plan need not say what follows from the form of the number.
        same = wording.runs_in(item) == wording.runs_in(new)
        return item if same else replace(item, run_in=wording.runs_in(new))

    def _with_due_of_a_cell(self, item: Item, node: Node, texts: Texts) -> Item:
        """Return an item that prints what it did, with a deadline that only a cell now says."""
        due = node.item.due
        if due is None or self._is_guessed(node) or bare(due.text) in texts.now:
            return item
        same = item.due is not None and is_same(item.due.text, due.text)
        return item if same else replace(item, due=due)

    def _part(
        self, ident: str, was: Part | None, new: Part, lists: Mapping[str, Charge], texts: Texts
    ) -> Part:
        due = self._fields.due(was.due if was else None, new.due, texts, guessed=False)
        if was and was.due and due is None:
            self._built.lost.append((ident, was.due))
        text = self._fields.words(was.text if was else None, new.text)
        return replace(was or new, **self._fields.lists(new, lists), text=text, due=due)

    def _due(self, old: Item, node: Node, texts: Texts) -> Due | None:
        guessed = self._is_guessed(node)
        due = self._fields.due(old.due, node.item.due, texts, guessed=guessed)
        if old.due and due is None:
            self._built.lost.append((old.id, old.due))
        if guessed and due is node.item.due:
            self._built.marks.add(("items", old.id, "due"))
        return due

    def _is_guessed(self, node: Node) -> bool:
        return (*node.where, "due") in self._both.guessed

    def _added(self, node: Node) -> Item:
        item, ident = node.item, self._ids.take(node.id)
        if self._is_guessed(node):
            self._built.marks.add(("items", ident, "due"))
        above = node.parent.id if node.parent else None
        return replace(
            item,
            **self._fields.lists(item, {}),
            id=ident,
            kind=self._usual[above] if above in self._usual else self._built.kinds.of(item),
            title=self._fields.words(None, item.title),
            text=self._fields.words(None, item.text),
            parts=tuple(map(self._added_part, item.parts)),
        )

    def _added_part(self, part: Part) -> Part:
        return replace(part, **self._fields.lists(part, {}), text=self._fields.words(None, part.text))


def _below(entries: Sequence[Entry]) -> dict[str | None, list[Node]]:
    """Return the items directly below each item, and below none."""
    found: dict[str | None, list[Node]] = {}
    for entry in entries:
        parent = entry.node.parent
        found.setdefault(parent.id if parent else None, []).append(entry.node)
    return found


class _NewIds:
    """Gives new items ids that none of the plan's items has, or had before an earlier revision."""

    def __init__(self, plan: Plan) -> None:
        items = [node.item for node in walk(plan)]
        taken = {each for item in items for each in (item.id, *item.succeeds)}
        anchors = (_PARAGRAPH.fullmatch(each) for each in taken)
        self._ids = Ids(*taken, *(anchor["item"] for anchor in anchors if anchor))

    def take(self, ident: str) -> str:
        """Return `ident`, or one like it if it is taken, or an anchor of a paragraph."""
        return self._ids.unused([f"{ident}-new" if _PARAGRAPH.fullmatch(ident) else ident])


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
