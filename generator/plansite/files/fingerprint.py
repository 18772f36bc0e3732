"""Whether a run would make what is there already: told from what goes into it, before that is understood.

In doubt it is told that something has changed: then everything is made anew, which is never wrong.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from plansite.files import disk

_CONFIG = "mkdocs.yml"
_PLAN = "plan.yaml"
_CONTENT = "content"
_PROGRAM = Path(__file__).parents[1]
# Settings by which a build depends on files that are not looked at here, or on programs that may do anything.
_DOUBTFUL = re.compile(rb"^(?:INHERIT|hooks|docs_dir)\s*:|custom_dir|!!python|!relative", re.MULTILINE)
_PLUGINS = re.compile(rb"^plugins:(?P<listed>.*(?:\n(?:[ \t-].*)?)*)", re.MULTILINE)
_PLUGIN = re.compile(rb"[\w/-]*\w")
_ENV = re.compile(rb"!ENV\b(.*)")
_NAME = re.compile(rb"[A-Za-z_]\w*")
_KEPT_PLAN = re.compile(rb"^[ \t-]*plan:[ \t]*[\"']?(?P<path>[^\s\"']+)", re.MULTILINE)


class _DoubtError(Exception):
    """What a run depends on cannot be told."""


def inputs(root: Path, options: Iterable[object], around: str | None) -> str | None:
    """Return a digest of all that a run with `options` depends on, but docs/; None where that is in doubt.

    `around` is what `surroundings` returned.
    """
    if around is None:
        return None
    found = hashlib.sha256(around.encode())
    with suppress(_DoubtError, OSError):
        for part in map(repr, options):
            found.update(part.encode("utf-8", "surrogateescape") + b"\n")
        kept = _KEPT_PLAN.findall(_read(root / _PLAN))
        if any(not path.startswith(b"content/") or b".." in path for path in kept):
            raise _DoubtError
        for path in (root / _PLAN, *_files(root / _CONTENT)):
            found.update(f"{path.as_posix()}\n".encode("utf-8", "surrogateescape") + _digest(path))
        return found.hexdigest()
    return None


def surroundings(root: Path, environ: Mapping[str, str]) -> str | None:
    """Return a digest of what a run depends on beside plan.yaml, content/ and docs/; None where in doubt."""
    return _digest_of(lambda: (*_program(), *_settings(root, environ)))


def program() -> str | None:
    """Return a digest of this program and the packages that it runs with; None where that is in doubt."""
    return _digest_of(_program)


def _digest_of(parts: Callable[[], Iterable[str]]) -> str | None:
    found = hashlib.sha256()
    with suppress(_DoubtError, OSError):
        for part in parts():
            found.update(part.encode("utf-8", "surrogateescape") + b"\n")
        return found.hexdigest()
    return None


def _settings(root: Path, environ: Mapping[str, str]) -> Iterator[str]:
    config = _read(root / _CONFIG) if os.path.lexists(root / _CONFIG) else b""
    plugins = _PLUGINS.search(config)
    if _DOUBTFUL.search(config) or (plugins and set(_PLUGIN.findall(plugins["listed"])) - {b"plansite"}):
        raise _DoubtError
    yield hashlib.sha256(config).hexdigest()
    names = {name.decode() for line in _ENV.findall(config) for name in _NAME.findall(line)}
    for name in sorted({"SOURCE_DATE_EPOCH", *names}):
        yield f"{name}={environ.get(name)}"


def _program() -> Iterator[str]:
    """Yield what tells this program, and the packages that it runs with, from another version of them."""
    yield sys.version
    for path in _files(_PROGRAM):
        if "__pycache__" not in path.relative_to(_PROGRAM).parts:
            yield f"{path.name} {_digest(path).hex()}"
    for folder in sys.path:
        if folder.endswith("-packages"):
            yield from sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))  # noqa: PTH208


def _read(path: Path) -> bytes:
    if not path.is_file():  # a pipe would never end, and a link to a folder is not looked into
        raise _DoubtError
    return path.read_bytes()


def _digest(path: Path) -> bytes:
    return hashlib.sha256(_read(path)).digest()


def _files(folder: Path) -> Iterator[Path]:
    """Yield all under `folder` but folders; a link to a folder is no folder."""
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if Path(place, name).is_symlink()]
        folders.sort()
        for name in sorted([*names, *links]):
            yield Path(place, name)


def written(root: Path) -> str:
    """Return a digest of docs/ under `root`, "" where it is in doubt."""
    found = hashlib.sha256()
    with suppress(_DoubtError, OSError):
        for path in _files(root / "docs"):
            found.update(path.as_posix().encode("utf-8", "surrogateescape") + _digest(path))
        return found.hexdigest()
    return ""


def count(root: Path) -> int:
    """Return how many files there are in docs/ under `root` that do not begin with a dot."""
    return sum(1 for path in _files(root / "docs") if not path.name.startswith("."))


def built(site: Path) -> str:
    """Return a digest of names, sizes and times of a site's files, in which any change to one shows."""
    found = hashlib.sha256()
    for path in _files(site):
        about = path.lstat()
        found.update(
            f"{path.as_posix()} {about.st_size} {about.st_mtime_ns}\n".encode("utf-8", "surrogateescape")
        )
    return found.hexdigest()


class Run:
    """A run by its name and options, with what goes into it now; `site` is the folder that it builds.

    `path` is where it is noted, and `around` stands for its surroundings.
    """

    def __init__(self, root: Path, name: str, options: tuple[object, ...], site: Path | None = None) -> None:
        self.path = root / ".plansite" / "runs" / hashlib.sha256(name.encode()).hexdigest()[:16]
        self._root, self._site = root, site
        self._options = (name, *options)
        self._environ = dict(os.environ)  # a build sets SOURCE_DATE_EPOCH for MkDocs
        self.around = surroundings(root, self._environ)
        self._inputs = inputs(root, self._options, self.around)

    def is_undisturbed(self) -> bool:
        """Tell whether no setting and nothing of the program was edited since the run began."""
        return self.around is not None and self.around == surroundings(self._root, self._environ)

    def is_known(self) -> bool:
        """Tell whether the last such run had the same inputs, and what it made is there as it left it."""
        if not self._inputs:
            return False
        with suppress(OSError):
            kept = self.path.read_text("utf-8").split()
            return kept[:1] == [self._inputs] and kept == [self._inputs, *self._made()]
        return False

    def note(self) -> None:
        """Keep this run for the next one, unless what goes into it was edited meanwhile.

        Raises OSError where that cannot be done.
        """
        made = self._made()
        now = inputs(self._root, self._options, surroundings(self._root, self._environ))
        if self._inputs and all(made) and self._inputs == now:
            text = "".join(f"{digest}\n" for digest in (self._inputs, *made))
            disk.replace(self.path, text.encode())

    def _made(self) -> tuple[str, ...]:
        return (written(self._root), *((built(self._site),) if self._site else ()))
