"""Turn printed responsibilities into plan data: unit ids by role, and the notation if it is unusual."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from plansite.importing.draft import names
from plansite.importing.draft.categories import category_of
from plansite.importing.draft.pieces import Piece
from plansite.importing.grammar.responsibility import Charged
from plansite.plan import wording
from plansite.plan.model import Charge, Role, RoleLabels
from plansite.reading.validate import record_of

Data = dict[str, Any]


class Charges:
    """The responsibilities of a document, in order, with the labels and unit ids that they share."""

    def __init__(self, charged: Sequence[Charged]) -> None:
        self.labels = _labels(charged)
        self.notations = [each.notation for each in charged if each.notation]
        named = (name for each in charged for name in (*each.lead, *each.responsible, *each.support))
        self._ids = names.unit_ids(dict.fromkeys(named))
        self._names = {ident: name for name, ident in self._ids.items()}
        self._collective = {name for each in charged for name in each.collective}
        self._first_leads = False

    def units(self) -> list[Data]:
        """Return the units in order of first mention, with a category if the name suggests one."""
        return [
            {"id": ident, "name": name}
            | ({"category": category_of(name)} if category_of(name) else {})
            | ({"collective": "true"} if name in self._collective else {})
            for name, ident in self._ids.items()
        ]

    def put(self, into: Data, piece: Piece) -> None:
        """Put the responsibility of `piece` into an item or a part; call it in document order."""
        charged = piece.charged
        if charged is None:
            return
        for role, found in self._roles(charged).items():
            if found:
                into[role.value] = [self._ids[name] for name in found]
        if charged.etal:
            into["etal"] = "true"
        if charged.due:
            into["due"] = {"text": charged.due}
        if piece.notation and self._rebuilt(into) != piece.notation:
            into["notation"] = piece.notation

    def _roles(self, charged: Charged) -> dict[Role, tuple[str, ...]]:
        """Return the units by role; 排在第一位的部门为牵头部门，下同 applies from where it is printed."""
        self._first_leads = self._first_leads or charged.first_leads
        roles = {
            Role.LEAD: charged.lead,
            Role.RESPONSIBLE: charged.responsible,
            Role.SUPPORT: charged.support,
        }
        named = [*charged.lead, *charged.responsible, *charged.support]
        if self._first_leads and not charged.lead and named and named[0] not in self._collective:
            roles = {role: tuple(name for name in found if name != named[0]) for role, found in roles.items()}
            roles[Role.LEAD] = (named[0],)
        return roles

    def _rebuilt(self, into: Data) -> str:
        """Return the parenthesis that the plan would print without a notation."""
        known = {key: into[key] for key in ("lead", "responsible", "support", "etal") if key in into}
        return wording.parenthesis(record_of(known, Charge), RoleLabels(**self.labels), self._names)


def _labels(charged: Sequence[Charged]) -> dict[str, str]:
    """Return the label that the document prints most often for each role."""
    count = Counter(label for each in charged for label in each.labels)
    found: dict[Role, str] = {}
    for (role, label), _ in count.most_common():
        found.setdefault(role, label)
    return {role.value: found[role] for role in Role if role in found}
