"""Where the time of `plansite build --no-documents` goes, by stage.

Run with plansite's own Python in the folder of a project: python -m benchmarks.profile. It prints JSON.
"""

from __future__ import annotations

import cProfile
import json
import pstats
import sys
from collections.abc import Mapping
from dataclasses import dataclass

Function = tuple[str, str]
"""The end of a file's path, and a function's name."""


@dataclass(frozen=True, slots=True)
class Stage:
    """The time in some functions, less that in others which they call and which are told elsewhere."""

    name: str
    functions: tuple[Function, ...]
    without: tuple[Function, ...] = ()


_IMPORT = ("<frozen importlib._bootstrap>", "_find_and_load")
_PARSE = (("plansite/reading/yaml_text.py", "parse"), ("plansite/reading/yaml_text.py", "decode"))
_VALIDATE = ("plansite/reading/validate.py", "validate")
_CHECK = ("plansite/reading/checks/__init__.py", "find")
_MARKS = ("plansite/reading/examine.py", "_marked")
_RELATE = ("plansite/plan/relations.py", "relate")
_PAGES = (("plansite/pages/__init__.py", "all_pages"), ("plansite/render/pages.py", "render"))
_SEARCH = ("plansite/views/search_index.py", "index")
_EXPORTS = ("plansite/exports/__init__.py", "text_files")
_MARKDOWN = ("mkdocs/commands/build.py", "_populate_page")
_SHORTCUT = (
    ("plansite/publishing/plugin.py", "on_page_markdown"),
    ("plansite/publishing/plugin.py", "on_page_content"),
)
_TAKE = (
    ("plansite/publishing/page_cache.py", "take"),
    ("plansite/publishing/page_cache.py", "restore_links"),
)
_NOTE = (("plansite/publishing/page_cache.py", "stored"), ("plansite/publishing/page_cache.py", "store"))
_PAGE = ("mkdocs/commands/build.py", "_build_page")
_TEMPLATES = (
    ("mkdocs/commands/build.py", "_build_theme_template"),
    ("mkdocs/commands/build.py", "_build_extra_template"),
)
_WRITE_PAGE = ("mkdocs/utils/__init__.py", "write_file")
_COPY = ("mkdocs/structure/files.py", "copy_static_files")
_WRITE = (("plansite/files/docs_folder.py", "compare"), ("plansite/files/docs_folder.py", "write"))
_SWAP = ("plansite/files/disk.py", "swap")
_UNCHANGED = (
    ("plansite/files/run_note.py", "holds"),
    ("plansite/files/run_note.py", "write"),
)

STAGES = (
    Stage("import modules", (_IMPORT,)),
    Stage("parse the YAML", _PARSE),
    Stage("validate", (_VALIDATE,)),
    Stage("check", (_CHECK, _MARKS)),
    Stage("relate", (_RELATE,)),
    Stage("make pages and render our templates", _PAGES, (_EXPORTS,)),
    Stage("search index", (_SEARCH,)),
    Stage("exports (JSON, CSV, ICS, text)", (_EXPORTS,)),
    Stage("compare and write docs/", _WRITE),
    Stage("pages taken from the last site, and notes for the next", (*_TAKE, *_NOTE)),
    Stage("Markdown past its parser", _SHORTCUT, _TAKE),
    Stage("Markdown conversion by MkDocs", (_MARKDOWN,), _SHORTCUT),
    Stage("MkDocs' templates", (_PAGE, *_TEMPLATES), (_WRITE_PAGE, *_NOTE)),
    Stage("write site/", (_WRITE_PAGE, _COPY)),
    Stage("swap", (_SWAP,)),
    Stage("tell whether anything changed", _UNCHANGED),
)
REST = "the rest: settings, theme, lists of files"


def by_stage(times: Mapping[Function, float], total: float) -> dict[str, float]:
    """Return the seconds of each stage, and of the rest of `total`."""
    found = {
        stage.name: max(0.0, _sum(times, stage.functions) - _sum(times, stage.without)) for stage in STAGES
    }
    return {**found, REST: max(0.0, total - sum(found.values()))}


def _sum(times: Mapping[Function, float], functions: tuple[Function, ...]) -> float:
    return sum(times.get(function, 0.0) for function in functions)


def functions() -> set[Function]:
    """Return all functions that a stage names."""
    return {each for stage in STAGES for each in (*stage.functions, *stage.without)}


def cumulative(profile: cProfile.Profile) -> tuple[dict[Function, float], float]:
    """Return the seconds in each named function with all that it calls, and in everything."""
    stats = pstats.Stats(profile)
    wanted = functions()
    found: dict[Function, float] = {}
    for (path, _, name), (_, _, _, seconds, _) in stats.stats.items():  # type: ignore[attr-defined]
        for ending, wanted_name in wanted:
            if name == wanted_name and path.endswith(ending):
                key = (ending, wanted_name)
                found[key] = found.get(key, 0.0) + seconds
    return found, stats.total_tt  # type: ignore[attr-defined]


def main() -> None:
    """Build the project in this folder under the profiler and print the seconds of each stage."""
    profile = cProfile.Profile()
    profile.enable()
    from plansite.cli.main import main as plansite  # noqa: PLC0415  its import is part of a build

    try:
        plansite(["-q", "build", "--no-documents"])
    except SystemExit as done:
        if done.code:
            raise
    finally:
        profile.disable()
    sys.stdout.write(json.dumps(by_stage(*cumulative(profile)), indent=1) + "\n")


if __name__ == "__main__":
    main()
