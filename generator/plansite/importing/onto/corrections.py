"""Put right in a draft what is listed as an error of the scan of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from plansite.importing.lines.typography import bare, bare_places
from plansite.plan.content_records import Correction


class Corrections:
    """The errors that are listed, so far as the plan, whose texts are `known`, has the right words."""

    def __init__(self, listed: Iterable[Correction], known: str) -> None:
        whole = bare(known)
        pairs = ((bare(each.scanned), each.corrected) for each in listed if bare(each.corrected) in whole)
        self._pairs = tuple((wrong, right) for wrong, right in pairs if wrong and wrong != bare(right))

    def of(self, text: str) -> str:
        """Return `text` with the errors put right."""
        found = bare(text) if self._pairs else ""
        for wrong, right in self._pairs:
            if wrong in found:
                text = _replaced(text, found, wrong, right)
                found = bare(text)
        return text

    def of_data(self, data: Any) -> Any:  # noqa: ANN401  any data of a draft
        """Return the data of a draft with the errors put right in each of its texts."""
        if isinstance(data, str):
            return self.of(data)
        if isinstance(data, Mapping):
            return {key: self.of_data(value) for key, value in data.items()}
        return [self.of_data(each) for each in data]


def _replaced(text: str, found: str, wrong: str, right: str) -> str:
    """Return `text`, which is `found` to `bare`, with right words for wrong ones that are no part of such."""
    either = re.compile(f"{re.escape(bare(right))}|{re.escape(wrong)}")
    places = bare_places(text)
    end, pieces = 0, []
    for match in either.finditer(found):
        if match[0] == wrong:
            pieces += [text[end : places[match.start()]], right]
            end = places[match.end() - 1] + 1
    return "".join((*pieces, text[end:]))
