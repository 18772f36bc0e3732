"""Close a round in the text of its round.yaml, keeping all else as it is, comments included."""

from __future__ import annotations

import datetime as dt

from plansite.progress.records import Sealed
from plansite.reading import yaml_text


class NotClosedError(Exception):
    """The text cannot be closed without changing what else it says."""


def closed(text: str, day: dt.date, seals: tuple[Sealed, ...]) -> str:
    """Return the text of a round.yaml with `closed` and `sealed` at its end.

    Raises NotClosedError if the result would not say exactly that.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = [f"closed: {day.isoformat()}", "sealed:"]
    for each in seals:
        lines += [f"  - file: {each.file}", f"    digest: '{each.digest}'"]
    end = "" if text.endswith(("\n", "\r")) else newline
    result = f"{text}{end}{newline.join(lines)}{newline}"
    before, after = yaml_text.parse(text), yaml_text.parse(result)
    sealed = [{"file": each.file, "digest": each.digest} for each in seals]
    if not isinstance(before.data, dict) or after.faults:
        raise NotClosedError
    if after.data != {**before.data, "closed": day.isoformat(), "sealed": sealed}:
        raise NotClosedError
    return result
