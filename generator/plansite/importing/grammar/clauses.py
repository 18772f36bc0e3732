"""Split a list of units into clauses, and say which role each gives: 市科协牵头，市教育局、市财政局配合."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from plansite.importing.grammar import units
from plansite.importing.grammar.deadlines import before_deadline, is_deadline
from plansite.importing.grammar.forms import verb_of
from plansite.importing.grammar.groups import is_group
from plansite.importing.grammar.spelling import free
from plansite.plan.model import Role

_WHO = r"(?:有关|相关)(?:部门|单位|方面)"
_WITH_OTHERS = re.compile(rf"(?:会同|联合|商)各?{_WHO}(?:[和及、](?:有关|相关)?(?:部门|单位|方面))*")
_TOGETHER = "会同"
# 此项工作由市科协负责, 并由市教育局配合.
_OPENING_WORD = re.compile(
    r"^(?:(?:[此该本这]项|具体|日常|相关|有关)?(?:工作|任务|事项)?(?:均|统一|具体)?由|会同|并|以及|和|及)"
)
# A clause ends at a mark, or behind a verb that names follow.
_CUT = re.compile(r"[，；。]|(?<=牵头)、|(?<=负责)、|(?<=配合)、|(?<=牵头)(?=会同)|(?<=负责)(?=会同)")


class Clause(Struct, frozen=True):
    """A clause with its place: the names in it, and the role that its verb gives them, if it has one."""

    text: str
    start: int
    names: str
    verb: Role | None

    @property
    def span(self) -> tuple[int, int]:
        """The place of the clause: where it begins and ends."""
        return self.start, self.start + len(self.text)

    @property
    def is_deadline(self) -> bool:
        """Whether it says nothing but by when."""
        return is_deadline(free(self.text))


def split(words: str, start: int) -> Iterator[Clause]:
    """Yield the clauses of `words`, which begin at `start`; a deadline behind names is one of its own."""
    begun = 0
    for cut in (*_CUT.finditer(words), None):
        end = cut.start() if cut else len(words)
        deadline = begun + before_deadline(words[begun:end])
        for first, last in ((begun, deadline), (deadline, end)):
            text = words[first:last].strip("、")
            if text:
                names, verb = verb_of(_OPENING_WORD.sub("", text))
                yield Clause(text, start + first, _WITH_OTHERS.sub("", names).strip("、"), verb)
        begun = cut.end() if cut else end


def assigned(clauses: Iterable[Clause], role: Role | None) -> Iterator[tuple[Role | None, list[Clause]]]:
    """Yield the clauses that belong together, in printed order, with the role of the names in them.

    `role` is that of the label, which keeps it for all names that no verb gives another. What shows no role
    comes last, with None.
    """
    waiting: list[Clause] = []
    left: list[Clause] = []
    began = False
    for clause in clauses:
        if clause.verb is not None:
            yield from _with_verb(clause, clause.verb, waiting, role, first=not began)
            began, waiting = began or bool(clause.names or waiting), []
        elif clause.text.startswith(_TOGETHER) and began:
            yield Role.SUPPORT, [clause]
        elif (waiting or began) and not _names_units(clause.names):
            left.append(clause)
        elif clause.names:
            waiting.append(clause)
    if waiting:
        yield role, waiting
    if left:
        yield None, left


def _with_verb(
    clause: Clause, verb: Role, waiting: list[Clause], role: Role | None, *, first: bool
) -> Iterator[tuple[Role, list[Clause]]]:
    """Yield what a verb says of its own names, and of those before it that wait for a role.

    负责 behind a label only says again what the label says: 牵头单位：市科协负责.
    """
    if not clause.names:
        yield (role if role and verb is Role.RESPONSIBLE else verb), waiting
        return
    before = role or Role.RESPONSIBLE
    own = before if verb is Role.RESPONSIBLE and first and not waiting else verb
    if own is before:
        yield own, [*waiting, clause]
    else:
        yield before, waiting
        yield own, [clause]


def ends_in_verb(words: str) -> bool:
    """Return whether `words` end in a verb that gives units a role: 市科协牵头."""
    return verb_of(words)[1] is not None


def names_by_role(clauses: list[Clause], role: Role) -> Iterator[tuple[Role, str]]:
    """Yield the names in clauses that belong together, with their roles, as one list for each.

    A会同B牵头 makes B support A; A会同B负责 makes both responsible.
    """
    first, together, others = "，".join(clause.names for clause in clauses).partition(_TOGETHER)
    if together and clauses[-1].verb is Role.LEAD:
        yield role, first
        yield Role.SUPPORT, others
    elif clauses:
        yield role, f"{first}、{others}".strip("、")


def _names_units(names: str) -> bool:
    listed = units.read(names, strict=False)
    return listed is not None and any(units.is_unit(name) or is_group(name) for name in listed.names)
