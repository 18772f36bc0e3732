"""Rules about the content of a plan, one function each; every module in this folder is found by itself."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from itertools import islice

from plansite.diagnostics.problems import Code, Finding, Rule
from plansite.plan.model import Plan
from plansite.reading.checks.subject import Subject

_MANY = 5000


@cache
def rules() -> tuple[Rule[Subject], ...]:
    """Return every rule in this folder, by module name and then in the order of definition."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return tuple(thing for module in modules for thing in vars(module).values() if isinstance(thing, Rule))


def find(plan: Plan) -> Iterator[tuple[Code, Finding]]:
    """Yield what the rules find in `plan`, up to `_MANY` findings per rule."""
    subject = Subject.of(plan)
    for each in rules():
        for finding in islice(each.find(subject), _MANY):
            yield each.code, finding
