"""Parse the words of one responsibility: which units have which role, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plansite.importing import units
from plansite.importing.forms import FIELD, role_of, verb_of
from plansite.importing.spelling import free, hold
from plansite.plan.model import Role

_WHEN = re.compile(r"(?:[0-9]{4}年|长期|持续|常年|每年|立即)[^，；。]*")
# 排在第一位的部门为牵头部门，下同  列第一位者为牵头单位，下同.
_FIRST_LEADS = re.compile(
    r"[，；。][^，；。]{0,12}(?:第一|首)[^，；。]{0,8}为[^，；。]{0,4}牵头[^，；。]{0,4}(?:[，；。]?下同)?$"
)
_SAME_BELOW = re.compile(r"[，；。]下同$")
_WITH_OTHERS = re.compile(
    r"(?:会同|联合|商)各?(?:有关|相关)(?:部门|单位|方面)(?:[和及、](?:有关|相关)?(?:部门|单位|方面))*"
)
_MARKED = re.compile(r"(?P<name>.+)（(?P<role>牵头|配合)(?:单位|部门)?）")
_OPENING_WORD = re.compile(r"^(?:由|会同|并|以及|和|及)")
# A person or a deadline takes a few words; more is prose.
_LONGEST_ASIDE = 40
_STOPS = "，；。、"


@dataclass(frozen=True, slots=True)
class Said:
    """What a responsibility says; the fields are those of `responsibility.Charged`."""

    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    support: tuple[str, ...]
    etal: bool
    collective: frozenset[str]
    first_leads: bool
    labels: tuple[tuple[Role, str], ...]
    due: str


@dataclass(frozen=True, slots=True)
class _Given:
    """A role and the units to which one clause gives it."""

    role: Role
    units: units.Units


def read(body: str, *, strict: bool) -> Said | None:
    """Parse `body` (squeezed, without its brackets); return None if it is not a responsibility.

    A `strict` reading accepts only names that look like units; names without a label are always read so.
    """
    words, rules = _FIRST_LEADS.subn("", hold(body).rstrip(_STOPS))
    words = _SAME_BELOW.sub("", words).rstrip(_STOPS)
    given: list[_Given] = []
    labels: list[tuple[Role, str]] = []
    due = ""
    for role, label, value in _fields(words):
        if label and role is None:
            if len(value) > _LONGEST_ASIDE:
                return None
            due = due or (free(value) if label == "due" else "")
            continue
        clauses, when = _without_dates(value)
        of_field = _clauses(clauses, role, strict=strict or role is None)
        if of_field is None:
            return None
        given += of_field
        due = due or free(when)
        if role is not None:
            labels.append((role, label))
    names = _by_role(given)
    groups = frozenset(name for of_role in names for name in of_role if units.is_group(name))
    etal = any(one.units.etal for one in given)
    return Said(*names, etal, groups, rules > 0, tuple(labels), due) if any(names) else None


def _fields(words: str) -> Iterator[tuple[Role | None, str, str]]:
    """Yield (role, label, value) of each field.

    Words before the first field have no label. The labels "due" and "person" have no role.
    """
    fields = list(FIELD.finditer(words))
    bounds = [*(match.start() for match in fields), len(words)]
    if words[: bounds[0]]:
        yield None, "", words[: bounds[0]]
    for match, end in zip(fields, bounds[1:], strict=True):
        value = words[match.end() : end].strip("，；。、")
        if match["label"]:
            yield role_of(match["label"]), match["label"], value
        else:
            yield None, "due" if match["due"] else "person", value


def _without_dates(value: str) -> tuple[list[str], str]:
    """Return the clauses of a value, and the deadline found among them."""
    parted = re.sub(r"(牵头|负责|配合)(?:、|(?=会同))", r"\1，", value)
    parts = [part for part in re.split(r"[，；。]", parted) if part]
    dates = [part for part in parts if _WHEN.fullmatch(part)]
    return [part for part in parts if part not in dates], "，".join(dates)


def _clauses(parts: list[str], role: Role | None, *, strict: bool) -> list[_Given] | None:
    """Return who has which role: names take that of the next verb, or else `role`, that of the label.

    Return None if names have no role, or are not units.
    """
    said: list[tuple[Role, str]] = []
    waiting: list[str] = []
    for part in parts:
        names, verb = verb_of(_OPENING_WORD.sub("", part))
        names = _WITH_OTHERS.sub("", names)
        first, together, others = names.partition("会同")
        if verb is Role.LEAD and together:
            said += [(verb, "，".join([*waiting, first])), (Role.SUPPORT, others)]
            waiting = []
            continue
        if verb is None and part.startswith("会同") and said and said[-1][0] is Role.LEAD:
            verb = Role.SUPPORT
        waiting.append(f"{first}、{others}" if together else names)
        if verb is not None:
            said.append((verb, "，".join(waiting)))
            waiting = []
    if waiting:
        if role is None:
            return None
        said.append((role, "，".join(waiting)))
    listed = [(verb, units.read(names, strict=strict)) for verb, names in said]
    if any(names is None for _, names in listed):
        return None
    return [_Given(verb, names) for verb, names in listed if names is not None]


def _by_role(given: list[_Given]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the names in each role, each name only in its strongest role."""
    roles: dict[str, Role] = {}
    for one in given:
        for printed in one.units.names:
            marked = _MARKED.fullmatch(printed)
            name = marked["name"] if marked else printed
            role = (Role.LEAD if marked["role"] == "牵头" else Role.SUPPORT) if marked else one.role
            roles[name] = min(role, roles.get(name, role), key=list(Role).index)
    lead, responsible, support = (
        tuple(name for name, role in roles.items() if role is wanted) for wanted in Role
    )
    return lead, responsible, support
