"""Decide from the configuration that MkDocs loaded which work of a build can be skipped.

A page may bypass the Markdown parser or be reused from the last site, or a whole build be skipped, only if
all that was loaded is on a closed list: this plugin and no other, no hooks, Material's theme without a custom
folder, Markdown extensions that work on a page's own text alone, and settings that are plain data. All else
is built without shortcuts. The text of mkdocs.yml is no basis for this, because INHERIT, !ENV and quotes in
it are resolved on loading.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import get_yaml_loader
from msgspec import Struct
from pathspec import PathSpec

from plansite.files import fingerprint
from plansite.files.run_note import KnownInputs, location
from plansite.publishing.slugs import slugify

PLUGIN = "plansite"
# Extensions with which the parser turns a plain paragraph or a block of HTML into what `fast_markdown` does.
_PLAIN = frozenset(("attr_list", "fenced_code", "tables", "toc"))
# Extensions whose output depends on nothing but a page's own text.
_SELF_CONTAINED = _PLAIN | {
    *("abbr", "admonition", "def_list", "footnotes", "md_in_html", "meta", "sane_lists", "smarty"),
}
# Packages that turn Markdown into pages: one of the same name may turn up earlier on the path.
_RENDERERS = ("babel", "jinja2", "markdown", "markupsafe", "material", "mkdocs", "plansite")
# Settings that are checked separately, and those that affect no page.
_APART = frozenset(("plugins", "hooks", "theme", "site_dir", "strict", "dev_addr", "watch"))


class Trust(Struct, frozen=True):
    """Which shortcuts a build may take.

    `key` is a digest of all that goes into a page besides docs/; if it is None, no page is reused from the
    last site.
    """

    passes_parser: bool
    key: str | None


def trust(config: MkDocsConfig, own_theme: Path) -> Trust:
    """Return the shortcuts for a build with `config`; `own_theme` is the folder of this program's theme."""
    nothing = Trust(passes_parser=False, key=None)
    if list(config.plugins) != [PLUGIN] or config.hooks or not _is_material(config, own_theme):
        return nothing
    if Path(config.docs_dir) != Path(config.config_file_path).parent / "docs":
        return nothing
    extensions = set(config.markdown_extensions)
    if not extensions <= _SELF_CONTAINED:
        return nothing
    try:
        settings = _plain({key: value for key, value in config.items() if key not in _APART})
        look = _plain({**dict(config.theme.items()), "locale": str(config.theme.locale)})
    except _NotPlainError:
        return nothing
    folders = [(folder, fingerprint.of_times(Path(folder), code=True)) for folder in config.theme.dirs]
    places = [location(name) for name in _RENDERERS]
    key = fingerprint.of_text(fingerprint.program(), fingerprint.packages(), places, folders, settings, look)
    return Trust(passes_parser={"attr_list"} <= extensions <= _PLAIN, key=key)


def known_inputs(config: MkDocsConfig, raw: bytes) -> KnownInputs | None:
    """Return what a build with `config`, loaded from `raw`, depended on, or None if that is uncertain.

    `config` must be one that `trust` gave a key.
    """
    names: set[str] = set()

    class Loader(get_yaml_loader()):  # type: ignore[misc]  # a class that MkDocs makes
        """Records the names of environment variables in the file."""

    plain = Loader.yaml_constructors["!ENV"]

    def construct(loader: yaml.Loader, node: yaml.Node) -> object:
        names.update(_scalars(node))
        return plain(loader, node)

    Loader.add_constructor("!ENV", construct)
    data = yaml.load(raw, Loader=Loader)  # noqa: S506  as MkDocs has just done
    if not isinstance(data, dict) or "INHERIT" in data:
        return None
    return KnownInputs(
        environ=tuple(sorted({"SOURCE_DATE_EPOCH", *names})),
        folders=tuple(config.theme.dirs),
        packages={name: location(name) for name in sorted(_third_party())},
    )


def _scalars(node: yaml.Node) -> Iterator[str]:
    for each in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        if isinstance(each, yaml.ScalarNode) and each.value:
            yield each.value  # the last may be a default value, but looking it up as a name does no harm


def _third_party() -> Iterator[str]:
    """Yield the names of loaded top-level modules from outside the standard library."""
    for name, module in list(sys.modules.items()):
        known = "." in name or name in sys.stdlib_module_names or name.startswith("_")
        if not known and getattr(module, "__spec__", None) is not None:
            yield name


def _is_material(config: MkDocsConfig, own_theme: Path) -> bool:
    """Return whether the theme is Material with this program's own folder and no other."""
    theme = config.theme
    if theme.name != "material" or theme.custom_dir:
        return False
    import material  # noqa: PLC0415  the theme that was just loaded
    import mkdocs  # noqa: PLC0415

    roots = (own_theme, *(Path(module.__file__).parent for module in (material, mkdocs) if module.__file__))
    return all(any(Path(folder).is_relative_to(root) for root in roots) for folder in theme.dirs)


class _NotPlainError(Exception):
    """A setting holds something that is not plain data, such as a function."""


def _plain(value: Any) -> object:  # noqa: ANN401  any value that MkDocs makes of a setting
    """Return a setting as plain data, whose `repr` identifies it. Raises _NotPlainError."""
    if value is None or isinstance(value, str | int | float | bool | dt.date):
        return value
    if value is slugify:
        return "slugify"
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, ExtraScriptValue):
        return _plain(vars(value))
    if isinstance(value, PathSpec):
        return [str(pattern.regex) for pattern in value.patterns]
    raise _NotPlainError
