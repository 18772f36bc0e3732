"""Code of the user's that takes part in a build: hooks, templates and Markdown extensions.

What neither this program nor an installed package brought is the user's.
"""

from __future__ import annotations

import importlib
import site
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import FrameType

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError
from mkdocs.config.config_options import Hooks
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

_OURS = Path(__file__).parents[1]
_LIBRARIES = ("jinja2", "markupsafe", "mkdocs")
"""Packages that run the code of others: an error in their midst is an error of what they run."""
_EXTRA = "<template>"
"""What Jinja calls a template without a file: MkDocs reads those of `extra_templates` itself."""


def place(error: BaseException) -> str | None:
    """Return `hooks/x.py:12: ValueError: …` for an error that code of the user's raised, else None."""
    where = _stated(error) or next((each for each in _frames(error) if _is_users(each[0])), None)
    return _told(where, error) if where else None


def package_place(error: BaseException) -> str | None:
    """Return the same for an error in an installed package, or None if this program raised it.

    A template of this program is a part of the theme, which fails where settings are not what it needs.
    """
    for path, line in _frames(error):
        file = Path(path)
        if file.is_relative_to(_OURS) and file.suffix == ".py":
            return None
        for folder in (_OURS.parent, *_packages()):
            if file.is_relative_to(folder) and file.relative_to(folder).parts[0] not in _LIBRARIES:
                return _told((file.relative_to(folder).as_posix(), line), error)
    return None


def is_ours(error: BaseException) -> bool:
    """Return whether this program raised an error, and not MkDocs, given settings that it does not check."""
    for path, _ in _frames(error):
        file = Path(path)
        if file.is_relative_to(_OURS):
            return True
        if any(file.is_relative_to(folder / "mkdocs") for folder in _packages()):
            return False
    return True


def broken_templates(config: MkDocsConfig, files: Files) -> Iterator[str]:
    """Yield a sentence for each of `extra_templates` that is no template; MkDocs would leave it out."""
    for name in config.extra_templates:
        file = files.get_file_from_path(str(name))
        if file is not None:
            try:
                Environment(autoescape=True).parse(file.content_string)
            except TemplateSyntaxError as error:
                yield _told((_source(str(name)), error.lineno), error)


def files(root: Path) -> set[Path]:
    """Return the files of the loaded modules that are the user's and lie in `root`."""
    return {path for _, path in _modules(root)}


def forget(root: Path) -> None:
    """Let each module of the user's in `root` be loaded again, as it is then."""
    for name, _ in list(_modules(root)):
        del sys.modules[name]
    Hooks._load_hook.cache_clear()  # noqa: SLF001  MkDocs would keep a hook as it was first
    importlib.invalidate_caches()


def _modules(root: Path) -> Iterator[tuple[str, Path]]:
    for name, module in list(sys.modules.items()):
        path = getattr(module, "__file__", None)
        if name != "__main__" and path and Path(path).is_relative_to(root) and _is_users(path):
            yield name, Path(path)


def _stated(error: BaseException) -> tuple[str, int] | None:
    """Return the file and line that an error of syntax names, if the file is the user's."""
    if isinstance(error, SyntaxError | TemplateSyntaxError):
        path, line = error.filename, error.lineno
        return (path, line) if path and line and _is_users(path) else None
    return None


def _frames(error: BaseException) -> Iterator[tuple[str, int]]:
    """Yield the file and the line of each call that led to an error, the innermost first."""
    found: list[tuple[str, int]] = []
    trace, extra = error.__traceback__, ""
    while trace is not None:
        extra = _extra_template(trace.tb_frame) or extra
        path = trace.tb_frame.f_code.co_filename
        found.append((_source(extra) if path == _EXTRA and extra else path, trace.tb_lineno))
        trace = trace.tb_next
    yield from reversed(found)


def _extra_template(frame: FrameType) -> str:
    """Return the name of the template that MkDocs makes in this frame, or ""."""
    if frame.f_code.co_name != "_build_extra_template":
        return ""
    return str(frame.f_locals.get("template_name", ""))


def _source(name: str) -> str:
    """Return where an extra template was written: docs/ holds a copy of what is in content/."""
    places = (Path("content", name), Path("content/pages", name))
    return next((each for each in places if each.is_file()), Path("docs", name)).as_posix()


def _is_users(path: str) -> bool:
    file = Path(path)
    if not file.is_file():  # as <string>
        return False
    return not any(file.absolute().is_relative_to(folder) for folder in (_OURS, *_packages(), *_std()))


@cache
def _packages() -> tuple[Path, ...]:
    paths = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), *site.getsitepackages()}
    return tuple(Path(path) for path in sorted({*paths, site.getusersitepackages()}))


@cache
def _std() -> tuple[Path, ...]:
    return tuple(Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib"))


def _told(where: tuple[str, int], error: BaseException) -> str:
    path, line = where
    name = Path(path)
    with suppress(OSError, ValueError):  # there is no working folder, or it is somewhere else
        name = name.relative_to(Path.cwd())
    match error:
        case SyntaxError():
            words = error.msg
        case TemplateNotFound():  # its message lists every folder that was searched
            words = str(error.name)
        case TemplateSyntaxError():
            words = error.message or ""
        case _:
            words = str(error)
    return f"{name.as_posix()}:{line}: {type(error).__name__}: {' '.join(words.split())}"
