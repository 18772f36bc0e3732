"""Tell what is wrong with the settings as they are written, without a build and before MkDocs reads them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

from plansite.diagnostics.problems import Code, Problem
from plansite.plan.scalars import is_web_address
from plansite.publishing import footer, government
from plansite.publishing import settings_faults as faults
from plansite.publishing.settings import mapping, text
from plansite.publishing.settings_file import Keys, Place, SettingsFile, syntax_fault
from plansite.reading.validate import BAD_URL
from plansite.text import web_address

_TEXTS: Mapping[str, Iterable[str]] = {"footer": footer.KEYS, "government": government.KEYS}
"""Parts of `extra` whose values are shown as text, but for the mapping `_ORGANIZATIONS`, and their keys."""
_ORGANIZATIONS = "organizations"
_PICTURES = frozenset((".png", ".svg", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico"))
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NAME = re.compile(r"[\w.-]+")
_ADDRESS = re.compile(r"https?:", re.IGNORECASE)


class _Finder:
    def __init__(self, path: Path, lang: str) -> None:
        self.file, self._lang = SettingsFile(path), lang
        self.extra = mapping(self.file.value("extra"))

    def problem(self, code: Code, *keys: str | int, **values: object) -> Problem:
        return self.problem_at(code, self.file.place(*keys), **values)

    def problem_at(self, code: Code, place: Place, **values: object) -> Problem:
        return code.at(place.path, (place.line, place.column), self._lang, values)

    def plain(self, *keys: str | int) -> str | None:
        """Return a setting as it is written, if it is a scalar without quotes."""
        return self.file.place(*keys).plain if self.file.has(*keys) else None


def problems(path: Path, lang: str) -> tuple[Problem, ...]:
    """Return the errors in the settings at `path`, worded in `lang`."""
    find = _Finder(path, lang)
    looks = (_duplicates, _site_url, _texts, _links, _pictures, _license)
    return tuple(sorted(chain.from_iterable(look(find) for look in looks)))


def site_url_problems(path: Path, lang: str) -> tuple[Problem, ...]:
    """Return what is wrong with the address of the site, on which MkDocs itself could fail."""
    return tuple(_site_url(_Finder(path, lang)))


def all_problems(path: Path, lang: str) -> tuple[Problem, ...]:
    """Return the errors in the settings at `path`, what they lack, and keys that nothing reads.

    There is nothing to tell where there are no settings.
    """
    if not path.is_file():
        return ()
    broken = syntax_fault(path)
    if broken is not None:
        return (faults.SYNTAX.at(broken.path, (broken.line, broken.column), lang, {}),)
    wrong = sorted((*problems(path, lang), *_unknown(_Finder(path, lang))))
    return (*wrong, *government.lacking(path, lang))


def path_faults(path: str, *, picture: bool) -> Iterator[tuple[Code, Mapping[str, str]]]:
    """Yield what is wrong with the form of a setting that names a file of the site by its path."""
    if web_address.host(path):
        return  # another host, which is told as such
    last = re.split(r"[/\\:]", path.partition("?")[0])[-1]
    name = last if _NAME.fullmatch(last) else "file"
    if picture and PurePosixPath(name).suffix.lower() not in _PICTURES:
        yield faults.NO_PICTURE, {"value": path}
    elif path.startswith("/") or "\\" in path or _SCHEME.match(path) or ".." in path.split("/"):
        yield faults.NO_PATH, {"value": path, "name": name}


def _duplicates(find: _Finder) -> Iterator[Problem]:
    for key, place in find.file.duplicates():
        yield find.problem_at(faults.DUPLICATE, place, value=key)


def _site_url(find: _Finder) -> Iterator[Problem]:
    value = text(find.file.value("site_url"))
    if value and (not is_web_address(value) or "?" in value or "#" in value):
        yield find.problem(faults.SITE_URL, "site_url", value=value)


def _links(find: _Finder) -> Iterator[Problem]:
    """Yield the links at the foot of the page that lead to no web page."""
    for key in footer.LINKS:
        value = text(mapping(find.extra.get("footer")).get(key))
        if value and not is_web_address(value):
            yield find.problem(BAD_URL, "extra", "footer", key, value=value)


def _license(find: _Finder) -> Iterator[Problem]:
    value = text(find.extra.get("data_license"))
    if _ADDRESS.match(value) and not is_web_address(value):
        yield find.problem(BAD_URL, "extra", "data_license", value=value)


def _pictures(find: _Finder) -> Iterator[Problem]:
    for key in footer.PICTURES:
        value = text(mapping(find.extra.get("footer")).get(key))
        if value:
            for code, values in path_faults(value, picture=True):
                yield find.problem(code, "extra", "footer", key, **values)


def _texts(find: _Finder) -> Iterator[Problem]:
    yield from _text(find, ("data_license",), find.extra.get("data_license"))
    for name in _TEXTS:
        yield from _mapping(find, (name,), find.extra.get(name))
        for key, value in _entries(find.extra.get(name)):
            if key != _ORGANIZATIONS:
                yield from _text(find, (name, key), value)
            else:
                yield from _mapping(find, (name, key), value)


def _entries(part: object) -> Iterable[tuple[Any, object]]:
    return part.items() if isinstance(part, dict) else ()


def _mapping(find: _Finder, keys: Keys, part: object) -> Iterator[Problem]:
    if part is not None and not isinstance(part, dict):
        yield find.problem(faults.NO_MAPPING, "extra", *keys)


def _text(find: _Finder, keys: Keys, value: object) -> Iterator[Problem]:
    written = find.plain("extra", *keys)
    if isinstance(value, dict | list):
        yield find.problem(faults.NO_TEXT, "extra", *keys)
    elif value is not None and not isinstance(value, str) and written not in {None, str(value)}:
        yield find.problem(faults.UNQUOTED, "extra", *keys, text=written, value=value)


def _unknown(find: _Finder) -> Iterator[Problem]:
    """Yield the keys under extra.footer and extra.government that this program does not read."""
    for name, known in _TEXTS.items():
        for key, _ in _entries(find.extra.get(name)):
            if key not in known:
                close = difflib.get_close_matches(str(key)[:40], known, n=1, cutoff=0.6)
                code = faults.UNKNOWN_LIKE if close else faults.UNKNOWN
                place = find.file.place("extra", name, key)
                values = {"key": key, "suggestion": close[0] if close else "", "part": f"extra.{name}"}
                yield find.problem_at(code, place, **values)
