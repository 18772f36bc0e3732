"""Refuse settings that would break the site or its promises, with their line and what to write instead.

MkDocs checks that its settings make sense; these are the ones that make sense and still would leave dead
links, ask other hosts, or publish another number than the one that was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from plansite.build.collisions import SCRIPT, STYLE
from plansite.diagnostics.problems import Code, Problem
from plansite.publishing import check_written, footer
from plansite.publishing import settings_faults as faults
from plansite.publishing.settings import mapping, text
from plansite.publishing.settings_file import Keys, SettingsFile
from plansite.text import web_address

_EXTENSIONS = ("attr_list", "tables", "toc")
_FOLDERS = re.compile(r"(?:content|docs)/(?:pages/)?(?=.)")
"""How a path begins that was written as it is in the project, in place of as it is in the site."""


class _Finder:
    def __init__(self, config: MkDocsConfig, lang: str) -> None:
        self.config, self._lang = config, lang
        self._file = SettingsFile(Path(config.config_file_path))

    def problem(self, code: Code, *keys: str | int, **values: object) -> Problem:
        place = self._file.place(*keys)
        return code.at(place.path, (place.line, place.column), self._lang, values)

    def plain(self, *keys: str | int) -> str | None:
        """Return a setting as it is written, if it is a scalar without quotes."""
        return self._file.place(*keys).plain if self._file.has(*keys) else None

    def has(self, *keys: str | int) -> bool:
        return self._file.has(*keys)


def problems(config: MkDocsConfig, lang: str) -> tuple[Problem, ...]:
    """Return what is wrong with the settings that MkDocs loaded, worded in `lang`."""
    find = _Finder(config, lang)
    found = (
        check_written.problems(Path(config.config_file_path), lang),
        *(look(find) for look in (_addresses, _theme, _extensions, _remote, _paths)),
    )
    return tuple(sorted(chain.from_iterable(found)))


def missing_plugin(config: MkDocsConfig, lang: str) -> Problem:
    """Return what is wrong with settings that do not name this program's plugin."""
    return _Finder(config, lang).problem(faults.PLUGIN, "plugins")


def file_problems(
    config: MkDocsConfig, files: Files, needed: Iterable[str], lang: str
) -> tuple[Problem, ...]:
    """Return settings that name files which the site does not have, or leave out a page that is `needed`.

    `needed` are the paths in docs/ of generated pages; of each setting the first is told.
    """
    find = _Finder(config, lang)
    there = {file.dest_uri for file in files if _is_published(file)}
    missing = (
        _missing(find, keys, path)
        for keys, path in _named(config)
        if not web_address.host(path) and path.partition("?")[0] not in there
    )
    return tuple(sorted((*missing, *_excluded(find, files, needed))))


def _missing(find: _Finder, keys: Keys, path: str) -> Problem:
    inside = _FOLDERS.sub("", path, count=1)
    if inside != path:
        return find.problem(faults.WITH_FOLDER, *keys, value=path, path=inside)
    return find.problem(faults.MISSING_FILE, *keys, value=path)


def _excluded(find: _Finder, files: Files, needed: Iterable[str]) -> Iterator[Problem]:
    found: dict[str, str] = {}
    for path in needed:
        file = files.src_uris.get(path)
        if file is None or not _is_published(file):
            keys = (key for key in ("exclude_docs", "draft_docs") if _matches(find.config, key, path))
            found.setdefault(next(keys, "plugins"), path)
    for key, path in found.items():
        yield find.problem(faults.EXCLUDED, key, key=key, value=path)


def _is_published(file: File) -> bool:
    return bool(file.inclusion.is_included())  # type: ignore[no-untyped-call]


def _matches(config: MkDocsConfig, key: str, path: str) -> bool:
    spec = config.get(key)
    return spec is not None and bool(spec.match_file(path))


def _addresses(find: _Finder) -> Iterator[Problem]:
    config = find.config
    if not config.use_directory_urls:
        yield find.problem(faults.DIRECTORY_URLS, "use_directory_urls")
    for position, name in enumerate(config.plugins):
        if name.rpartition("/")[2] == "offline":
            yield find.problem(faults.OFFLINE, "plugins", position)
    root = Path(config.config_file_path).parent
    if Path(config.docs_dir) != root / "docs":
        yield find.problem(faults.DOCS_DIR, "docs_dir", value=find.plain("docs_dir") or config.docs_dir)
    folder = find.plain("site_dir")
    if find.has("site_dir") and (folder is None or Path(folder) != Path("site")):
        yield find.problem(faults.SITE_DIR, "site_dir", value=folder or "…")


def _theme(find: _Finder) -> Iterator[Problem]:
    theme = find.config.theme
    if theme.name != "material":
        yield find.problem(faults.THEME, "theme", "name", value=theme.name or "?")
    elif theme.get("font"):
        yield find.problem(faults.FONT, "theme", "font")


def _extensions(find: _Finder) -> Iterator[Problem]:
    for name in _EXTENSIONS:
        if name not in find.config.markdown_extensions:
            yield find.problem(faults.EXTENSION, "markdown_extensions", value=name)


def _named(config: MkDocsConfig) -> Iterator[tuple[Keys, str]]:
    """Yield the settings that name a file of the site, each with that name."""
    for key in ("extra_css", "extra_javascript"):
        paths = [each.path if isinstance(each, ExtraScriptValue) else str(each) for each in config[key]]
        written = [path for path in paths if path not in {STYLE, SCRIPT}]  # which the plugin has added
        yield from (((key, position), path) for position, path in enumerate(written))
    for key in ("favicon", "logo"):
        if config.theme.get(key):
            yield ("theme", key), str(config.theme[key])
    set_ = mapping(mapping(config.extra).get("footer"))
    yield from ((("extra", "footer", key), text(set_[key])) for key in footer.PICTURES if set_.get(key))


def _paths(find: _Finder) -> Iterator[Problem]:
    """Yield the paths that lead to no file of the site; those at the foot are told as they are written."""
    for keys, path in _named(find.config):
        if keys[0] != "extra":
            for code, values in check_written.path_faults(path, picture=keys[0] == "theme"):
                yield find.problem(code, *keys, **values)


def _remote(find: _Finder) -> Iterator[Problem]:
    for keys, path in _named(find.config):
        if web_address.host(path):
            name = web_address.path(path).rpartition("/")[2] or "file"
            yield find.problem(faults.REMOTE, *keys, value=path, name=name)
    extra: Any = find.config.extra
    analytics = extra.get("analytics")
    if isinstance(analytics, dict) and analytics.get("provider"):
        yield find.problem(faults.ANALYTICS, "extra", "analytics")
