"""What a responsibility says, in a form that a table of cases can be written in."""

from __future__ import annotations

from dataclasses import dataclass

from plansite.importing.grammar.responsibility import Charged, Said


@dataclass(frozen=True)
class Says:
    """What a notation is read as: the names of a role in one string, joined by spaces."""

    lead: str = ""
    responsible: str = ""
    support: str = ""
    etal: bool = False
    collective: str = ""
    first_leads: bool = False
    due: str = ""


def said(charged: Charged | Said) -> Says:
    """Put a responsibility the way `Says` does."""
    return Says(
        " ".join(charged.lead),
        " ".join(charged.responsible),
        " ".join(charged.support),
        charged.etal,
        " ".join(sorted(charged.collective)),
        charged.first_leads,
        charged.due,
    )
