"""Tell what the foot of a government site lacks, from its settings as they are written, without a build."""

from __future__ import annotations

from pathlib import Path

from plansite.diagnostics.problems import Problem
from plansite.publishing import footer
from plansite.publishing import settings_faults as faults
from plansite.publishing.settings_file import SettingsFile

KEYS = ("site_name", "site_domain", "column_type", "content_source", "organizations")
"""All keys under extra.government."""


def lacking(path: Path, lang: str) -> tuple[Problem, ...]:
    """Return what is not set in the settings at `path` once they name a government site (政府网站).

    There is nothing to tell where there are no settings, or none that can be read; a build tells that.
    """
    if not path.is_file():
        return ()
    settings = SettingsFile(path)
    if not settings.text("extra", "government", "site_name"):
        return ()
    places = ((key, what, settings.place("extra", "footer", key)) for key, what in footer.REQUIRED.items())
    return tuple(
        faults.LACKING.at(place.path, (place.line, place.column), lang, {"what": what, "key": key})
        for key, what, place in places
        if not settings.text("extra", "footer", key)
    )
