"""Read the words of one responsibility: which units have which role, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from plansite.importing.grammar import units
from plansite.importing.grammar.clauses import Clause, assigned, names_by_role, split
from plansite.importing.grammar.forms import role_of_mark
from plansite.importing.grammar.groups import is_group
from plansite.importing.grammar.label_fields import Field, Kind, fields
from plansite.importing.grammar.prefixes import Prefixes
from plansite.importing.grammar.rules import without_rules
from plansite.importing.grammar.spelling import free, hold
from plansite.plan.model import Role

_MARKED = re.compile(r"(?P<name>.+)（(?P<mark>[^（）]{2,8})）")
# A person or a deadline takes a few words, another field a sentence; more is prose.
_LONGEST = {Kind.DUE: 40, Kind.PERSON: 40, Kind.OTHER: 120, Kind.OTHER_UNITS: 120}
_STOPS = "，；。、"

Span = tuple[int, int]


class Said(Struct, frozen=True):
    """What a responsibility says; the fields are those of `finding.Charged`."""

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    etal: bool = False
    collective: frozenset[str] = frozenset()
    first_leads: bool = False
    labels: tuple[tuple[Role, str], ...] = ()
    due: str = ""
    unread: tuple[Span, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names, those in the strongest role first."""
        return self.lead + self.responsible + self.support


class _Heard(Struct):
    """What has been read of a responsibility so far."""

    strict: bool
    given: Role | None
    """The role of names without a label, if it is known from elsewhere, as from the head of a column."""
    certain: bool
    """Whether a deadline or a rule shows that it is a responsibility, even without a label and a verb."""
    prefixes: Prefixes = field(default_factory=Prefixes)
    roles: dict[str, Role] = field(default_factory=dict)
    etal: bool = False
    labels: list[tuple[Role, str]] = field(default_factory=list)
    due: list[str] = field(default_factory=list)
    unread: list[Span] = field(default_factory=list)


class _NotUnderstood(Exception):  # noqa: N818  it never leaves this module
    """The words are not a responsibility."""


def read(body: str, *, strict: bool, given: Role | None = None) -> Said | None:
    """Parse `body` (squeezed, without its brackets); return None if it is not a responsibility.

    `given` is the role of names before the first label, if something outside of `body` gives them one. A
    `strict` reading accepts only names that look like units, and nothing beside them; names that have neither
    such a role nor a label are always read so. What is left over is `unread`: spans of `body` to look at.
    """
    held = hold(body).rstrip(_STOPS)
    words, first_leads, rule = without_rules(held)
    found = tuple(fields(words))
    heard = _Heard(strict, given, first_leads or any(each.kind is Kind.DUE for each in found))
    try:
        for each in found:
            _hear(each, heard)
    except _NotUnderstood:
        return None
    if rule < len(held):
        heard.unread.append((rule, len(held)))
    if not heard.roles or (strict and heard.unread):
        return None
    lead, responsible, support = _by_role(heard)
    groups = frozenset(filter(is_group, heard.roles))
    labels, due = tuple(heard.labels), "，".join(dict.fromkeys(heard.due))
    unread = tuple(sorted(heard.unread))
    return Said(lead, responsible, support, heard.etal, groups, first_leads, labels, due, unread)


def _by_role(heard: _Heard) -> Iterator[tuple[str, ...]]:
    return (tuple(name for name, role in heard.roles.items() if role is own) for own in Role)


def _hear(each: Field, heard: _Heard) -> None:
    """Read a field into `heard`."""
    if each.kind is Kind.UNITS:
        _hear_units(each, heard)
    elif len(each.value) > _LONGEST[each.kind]:
        raise _NotUnderstood
    elif each.kind is Kind.DUE:
        heard.due.append(free(each.value))
    elif each.kind is Kind.OTHER_UNITS:
        heard.unread.append((each.label_start, each.start + len(each.value)))


def _hear_units(each: Field, heard: _Heard) -> None:
    if each.role is not None:
        heard.labels.append((each.role, each.label))
    found = tuple(split(each.value, each.start))
    heard.due += [free(clause.text) for clause in found if clause.is_deadline]
    clauses = [clause for clause in found if not clause.is_deadline]
    bare = Role.RESPONSIBLE if heard.certain and not any(clause.verb for clause in clauses) else None
    strict = heard.strict or not (each.label or heard.given)
    for own, together in assigned(clauses, each.role or heard.given or bare):
        lists = _lists(together, own, heard.prefixes, strict=strict) if own else []
        for role_of_all, names in lists:
            _take(names, role_of_all, heard)
        if not lists:
            _leave(together, heard)


def _lists(
    together: list[Clause], own: Role, prefixes: Prefixes, *, strict: bool
) -> list[tuple[Role, units.Units]]:
    """Return the units in clauses that belong together, by role; nothing if not all of them can be read."""
    found: list[tuple[Role, units.Units]] = []
    for role, names in names_by_role(together, own):
        listed = units.read(names, strict=strict, prefixes=prefixes)
        if listed is None:
            return []
        found.append((role, listed))
    return found


def _leave(clauses: list[Clause], heard: _Heard) -> None:
    """Leave clauses unread, if something else of the responsibility has been read."""
    if clauses and not heard.roles:
        raise _NotUnderstood
    heard.unread += [clause.span for clause in clauses]


def _take(found: units.Units, role: Role, heard: _Heard) -> None:
    """Note names in their strongest roles; 市科协（牵头） has that of its mark."""
    heard.etal = heard.etal or found.etal
    for printed in found.names:
        marked = _MARKED.fullmatch(printed)
        mark = role_of_mark(marked["mark"]) if marked else None
        name = marked["name"] if marked and mark else printed
        own = mark or role
        heard.roles[name] = min(own, heard.roles.get(name, own), key=list(Role).index)
