"""The problems of a form as they are found."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from plansite.diagnostics.problems import CellProblem, Code, Severity
from plansite.reading.faults import MAX_FAULTS

_SHOWN = 200
WHOLE = ("", "")
"""The place of a problem that is of the whole file."""


class Told(Struct):
    """The problems of the file `name`, worded in `lang`."""

    name: str
    lang: str
    found: list[CellProblem] = field(default_factory=list)

    def add(
        self, code: Code, place: tuple[str, str], values: Mapping[str, object], *, hinted: bool = True
    ) -> None:
        """Add a problem at a sheet and cell; of very many, the first are kept."""
        if len(self.found) < MAX_FAULTS:
            short = {key: _short(value) for key, value in values.items()}
            self.found.append(
                code.in_cell(self.name, (_short(place[0]), place[1]), self.lang, short, hinted=hinted)
            )

    @property
    def failed(self) -> bool:
        """Whether one of them is an error."""
        return any(each.severity is Severity.ERROR for each in self.found)


def _short(value: object) -> str:
    text = str(value)
    shown = text[:_SHOWN] + ("…" if len(text) > _SHOWN else "")
    return "".join(char if char.isprintable() else " " for char in shown)
