"""Put right in a draft what is listed as an error of the scan of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from plansite.importing.lines.typography import bare
from plansite.importing.onto.spellings import spans
from plansite.plan.content_records import Correction


class Corrections:
    """The errors that are listed, so far as the plan, whose texts are `known`, has the right words."""

    def __init__(self, listed: Iterable[Correction], known: str) -> None:
        whole = bare(known)
        pairs = ((bare(each.scanned), each.corrected) for each in listed if bare(each.corrected) in whole)
        self._pairs = tuple((wrong, right) for wrong, right in pairs if wrong and wrong not in bare(right))

    def of(self, text: str) -> str:
        """Return `text` with the errors put right."""
        found = bare(text) if self._pairs else ""
        for wrong, right in self._pairs:
            if wrong in found:
                text = _replaced(text, spans(wrong, text), right)
                found = bare(text)
        return text

    def of_data(self, data: Any) -> Any:  # noqa: ANN401  any data of a draft
        """Return the data of a draft with the errors put right in each of its texts."""
        if isinstance(data, str):
            return self.of(data)
        if isinstance(data, Mapping):
            return {key: self.of_data(value) for key, value in data.items()}
        return [self.of_data(each) for each in data]


def _replaced(text: str, found: Iterable[tuple[int, int]], right: str) -> str:
    end, pieces = 0, []
    for start, stop in found:
        pieces += [text[end:start], right]
        end = stop
    return "".join((*pieces, text[end:]))
