"""Refuse settings that would break the site or its promises, with their line and what to write instead.

MkDocs checks that its settings make sense; these are the ones that make sense and still would leave dead
links, ask other hosts, or publish another number than the one that was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from plansite.diagnostics.problems import Code, Message, Problem, Severity
from plansite.publishing.settings import SCRIPT, STYLE
from plansite.publishing.settings_file import Keys, SettingsFile

_W = Message


def _code(name: str, message: Message, hint: Message) -> Code:
    return Code(name, Severity.ERROR, message, hint)


_DELETE = _W("delete this line", "请删去此行")
_PLUGIN = _code(
    "missing-plugin",
    _W(
        "the plugin plansite is missing, so the site would not be made from the plan",
        "缺少插件 plansite，网站无法由规划生成",
    ),
    _W("write under plugins: - plansite", "请在 plugins 下写上 - plansite"),
)
_DIRECTORY_URLS = _code(
    "directory-urls",
    _W(
        "use_directory_urls: false would break every link of the site",
        "use_directory_urls: false 会使全站链接失效",
    ),
    _DELETE,
)
_OFFLINE = _code(
    "offline-plugin",
    _W("the plugin offline would break every link of the site", "插件 offline 会使全站链接失效"),
    _W("delete it, and pack the built site with: plansite offline", "请删去，改用 plansite offline 打包"),
)
_DOCS_DIR = _code(
    "docs-dir",
    _W("docs_dir is {value}, but the pages are in docs/", "docs_dir 为 {value}，而页面在 docs/ 中"),
    _DELETE,
)
_SITE_DIR = _code(
    "site-dir",
    _W("site_dir is not used", "site_dir 不起作用"),
    _W(
        "delete this line, and name the folder in the command: plansite build -d {value}",
        "请删去此行，改在命令中指定：plansite build -d {value}",
    ),
)
_THEME = _code(
    "theme",
    _W(
        "the theme is {value}, but the pages are made for material",
        "主题为 {value}，而页面是为 material 制作的",
    ),
    _W("write under theme: name: material", "请在 theme 下写 name: material"),
)
_FONT = _code(
    "other-host",
    _W(
        "with theme.font, every page asks another host for a font",
        "设置了 theme.font，每个页面都会向其他网站请求字体",
    ),
    _W("write under theme: font: false", "请在 theme 下写 font: false"),
)
_ANALYTICS = _code(
    "other-host",
    _W(
        "with extra.analytics, every page asks another host",
        "设置了 extra.analytics，每个页面都会请求其他网站",
    ),
    _W("delete it", "请删去"),
)
_REMOTE = _code(
    "other-host",
    _W("every page would ask another host for {value}", "每个页面都会向其他网站请求 {value}"),
    _W(
        "put the file into content/assets/ and write: assets/{name}",
        "请把文件放到 content/assets/ 下，并写 assets/{name}",
    ),
)
_MISSING_FILE = _code(
    "missing-file",
    _W("there is no {value} in the site", "网站中没有 {value}"),
    _W(
        "put it into content/, as content/{value}, or delete this line",
        "请把它放到 content/{value}，或删去此行",
    ),
)
_EXTENSION = _code(
    "missing-extension",
    _W(
        "without the Markdown extension {value}, ids and tables of the pages are lost",
        "缺少 Markdown 扩展 {value}，页面会丢失锚点或表格",
    ),
    _W("write under markdown_extensions: - {value}", "请在 markdown_extensions 下写上 - {value}"),
)
_UNQUOTED = _code(
    "unquoted",
    _W("YAML reads {text} as {value}", "YAML 会把 {text} 读作 {value}"),
    _W('put it in quotes: "{text}"', '请加引号："{text}"'),
)
_NO_TEXT = _code(
    "no-text", _W("this must be text", "这里须是文字"), _W("write it on one line", "请写在一行内")
)
_EXCLUDED = _code(
    "excluded-page",
    _W(
        "{key} leaves out docs/{value}, which other pages link to",
        "{key} 排除了 docs/{value}，而其他页面链接到它",
    ),
    _W("narrow the pattern", "请缩小范围"),
)

_EXTENSIONS = ("attr_list", "tables", "toc")
_TEXTS = ("footer", "government")
"""Parts of `extra` whose values are shown as text."""


class _Finder:
    def __init__(self, config: MkDocsConfig, lang: str) -> None:
        self.config, self._lang = config, lang
        self._file = SettingsFile(Path(config.config_file_path))

    def problem(self, code: Code, *keys: str | int, **values: object) -> Problem:
        place = self._file.place(*keys)
        hint = code.hint.say(self._lang, values) if code.hint else None
        said = code.message.say(self._lang, values)
        return Problem(place.path, place.line, place.column, code.severity, code.name, said, hint)

    def plain(self, *keys: str | int) -> str | None:
        """Return a setting as it is written, if it is a scalar without quotes."""
        return self._file.place(*keys).plain if self._file.has(*keys) else None

    def has(self, *keys: str | int) -> bool:
        return self._file.has(*keys)


def problems(config: MkDocsConfig, lang: str) -> tuple[Problem, ...]:
    """Return what is wrong with the settings that MkDocs loaded, worded in `lang`."""
    find = _Finder(config, lang)
    return tuple(
        sorted((*_addresses(find), *_theme(find), *_extensions(find), *_remote(find), *_texts(find)))
    )


def missing_plugin(config: MkDocsConfig, lang: str) -> Problem:
    """Return what is wrong with settings that do not name this program's plugin."""
    return _Finder(config, lang).problem(_PLUGIN, "plugins")


def file_problems(
    config: MkDocsConfig, files: Files, needed: Iterable[str], lang: str
) -> tuple[Problem, ...]:
    """Return settings that name files which the site does not have, or leave out a page that is `needed`.

    `needed` are the paths in docs/ of generated pages; of each setting the first is told.
    """
    find = _Finder(config, lang)
    there = {file.dest_uri for file in files if _is_published(file)}
    missing = (
        find.problem(_MISSING_FILE, *keys, value=path)
        for keys, path in _named(config)
        if not _host(path) and path.partition("?")[0].lstrip("/") not in there
    )
    return tuple(sorted((*missing, *_excluded(find, files, needed))))


def _excluded(find: _Finder, files: Files, needed: Iterable[str]) -> Iterator[Problem]:
    found: dict[str, str] = {}
    for path in needed:
        file = files.src_uris.get(path)
        if file is None or not _is_published(file):
            keys = (key for key in ("exclude_docs", "draft_docs") if _matches(find.config, key, path))
            found.setdefault(next(keys, "plugins"), path)
    for key, path in found.items():
        yield find.problem(_EXCLUDED, key, key=key, value=path)


def _is_published(file: File) -> bool:
    return bool(file.inclusion.is_included())  # type: ignore[no-untyped-call]


def _matches(config: MkDocsConfig, key: str, path: str) -> bool:
    spec = config.get(key)
    return spec is not None and bool(spec.match_file(path))


def _addresses(find: _Finder) -> Iterator[Problem]:
    config = find.config
    if not config.use_directory_urls:
        yield find.problem(_DIRECTORY_URLS, "use_directory_urls")
    for position, name in enumerate(config.plugins):
        if name.rpartition("/")[2] == "offline":
            yield find.problem(_OFFLINE, "plugins", position)
    root = Path(config.config_file_path).parent
    if Path(config.docs_dir) != root / "docs":
        yield find.problem(_DOCS_DIR, "docs_dir", value=find.plain("docs_dir") or config.docs_dir)
    folder = find.plain("site_dir")
    if find.has("site_dir") and (folder is None or Path(folder) != Path("site")):
        yield find.problem(_SITE_DIR, "site_dir", value=folder or "…")


def _theme(find: _Finder) -> Iterator[Problem]:
    theme = find.config.theme
    if theme.name != "material":
        yield find.problem(_THEME, "theme", "name", value=theme.name or "?")
    elif theme.get("font"):
        yield find.problem(_FONT, "theme", "font")


def _extensions(find: _Finder) -> Iterator[Problem]:
    for name in _EXTENSIONS:
        if name not in find.config.markdown_extensions:
            yield find.problem(_EXTENSION, "markdown_extensions", value=name)


def _named(config: MkDocsConfig) -> Iterator[tuple[Keys, str]]:
    """Yield the settings that name a file of the site, each with that name."""
    for key in ("extra_css", "extra_javascript"):
        paths = [each.path if isinstance(each, ExtraScriptValue) else str(each) for each in config[key]]
        written = [path for path in paths if path not in {STYLE, SCRIPT}]  # which the plugin has added
        yield from (((key, position), path) for position, path in enumerate(written))
    for key in ("favicon", "logo"):
        if config.theme.get(key):
            yield ("theme", key), str(config.theme[key])


def _host(path: str) -> str:
    """Return the host that a URL names, or "" for a path."""
    return urlsplit(path).netloc


def _remote(find: _Finder) -> Iterator[Problem]:
    for keys, path in _named(find.config):
        if _host(path):
            name = urlsplit(path).path.rpartition("/")[2] or "file"
            yield find.problem(_REMOTE, *keys, value=path, name=name)
    extra: Any = find.config.extra
    analytics = extra.get("analytics")
    if isinstance(analytics, dict) and analytics.get("provider"):
        yield find.problem(_ANALYTICS, "extra", "analytics")


def _texts(find: _Finder) -> Iterator[Problem]:
    extra: Any = find.config.extra
    parts = {name: extra.get(name) for name in _TEXTS}
    found: list[tuple[Keys, object]] = [(("extra", "data_license"), extra.get("data_license"))]
    found += [
        (("extra", name, key), value)
        for name, part in parts.items()
        if isinstance(part, dict)
        for key, value in part.items()
        if key != "organizations"
    ]
    for keys, value in found:
        written = find.plain(*keys)
        if isinstance(value, dict | list):
            yield find.problem(_NO_TEXT, *keys)
        elif (
            value is not None and not isinstance(value, str) and written is not None and str(value) != written
        ):
            yield find.problem(_UNQUOTED, *keys, text=written, value=value)
