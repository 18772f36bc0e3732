"""The files of a project: read what people wrote, and write or cache what is made from it."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from plansite.diagnostics import refusals
from plansite.diagnostics.refusals import RefusedError
from plansite.files import disk
from plansite.reading import yaml_text

ABOUT = "about.md"
DATA = "data.md"
CORRECTIONS = "source/corrections.yaml"
SYNONYMS = "synonyms.yaml"
PROGRESS = "progress"
_LONGEST = 250  # bytes of a name; the usual limit is 255, and a page's name gets an ending
_UNUSABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\\]")


def read_plan(path: Path) -> bytes:
    """Return the bytes of a plan, reading no more than is needed to see that it is too large.

    Raises OSError if it cannot be read.
    """
    return read_file(path, yaml_text.MAX_BYTES + 1)


def read_file(path: Path, most: int = -1) -> bytes:
    """Return the bytes of a file, at most `most` of them, or all if that is negative.

    Raises OSError if it cannot be read, as a RefusedError for a link to nowhere, and for a pipe or a device,
    which might never end.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        if path.is_symlink():
            raise RefusedError(str(path), refusals.LEADS_NOWHERE) from None
        raise
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise RefusedError(str(path), refusals.NO_FILE)
    with path.open("rb") as file:
        return file.read(most)


class RawContent(Struct, frozen=True):
    """The files of content/ as bytes; None for a missing one."""

    about: bytes | None
    data: bytes | None
    corrections: bytes | None
    synonyms: bytes | None
    files: dict[str, bytes]
    """Pages and assets, by their path in docs/."""
    progress: dict[str, bytes]
    """What units reported, by path below content/progress/."""


def read_content(folder: Path) -> RawContent:
    """Return what people wrote under `folder`; a missing folder counts as empty.

    Raises OSError if a file cannot be read, as a RefusedError if it lies outside the project, the folder
    around this one: the target of a link would be published.
    """
    root = folder.parent
    named = {name: folder / name for name in (ABOUT, DATA, CORRECTIONS, SYNONYMS)}
    for path in named.values():
        _stay_inside(root, path)
    return RawContent(
        about=read_present(named[ABOUT]),
        data=read_present(named[DATA]),
        corrections=read_present(named[CORRECTIONS]),
        synonyms=read_present(named[SYNONYMS]),
        files=_read_published(folder),
        progress=read_progress(folder),
    )


def read_progress(folder: Path) -> dict[str, bytes]:
    """Return the YAML files of what units reported, below progress/ in `folder`; none where there is none.

    Raises OSError like `read_content`.
    """
    place = folder / PROGRESS
    found = [path for path in listed(place, folder.parent) if path.lower().endswith((".yaml", ".yml"))]
    return {path: read_plan(place / path) for path in found}


def _read_published(folder: Path) -> dict[str, bytes]:
    """Return pages and assets by their path in docs/. Raises OSError like `read_content`."""
    root = folder.parent
    found: dict[str, bytes] = {}
    for place, prefix in ((folder / "pages", ""), (folder / "assets", "assets/")):
        for path in listed(place, root):
            name = f"{prefix}{path}"
            if not is_below(name):
                raise RefusedError(str(place / path), refusals.BAD_NAME)
            if name.startswith("templates/"):
                raise RefusedError(str(place / path), refusals.LEFT_OUT)
            if name in found:
                raise RefusedError(str(place / path), refusals.TWICE)
            found[name] = read_file(place / path)
    return found


def read_inside(root: Path, path: str) -> bytes | None:
    """Return the bytes of the file at `path`, or None if it is missing or lies outside `root`.

    Raises OSError if it cannot be read.
    """
    place = root / path
    return read_present(place) if _is_inside(root, place) else None


def is_below(path: str) -> bool:
    """Return whether a path with slashes names something below the folder that it starts from.

    No part may be empty, hold a control character or a backslash, or be too long for a file system.
    """
    return all(
        part not in {"", ".", ".."}
        and len(part.encode("utf-8", "replace")) <= _LONGEST
        and not _UNUSABLE.search(part)
        for part in path.split("/")
    )


def _is_inside(root: Path, path: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _stay_inside(root: Path, path: Path) -> None:
    if not _is_inside(root, path):
        raise RefusedError(str(path), refusals.LEADS_OUT)


def listed(folder: Path, root: Path) -> Iterator[str]:
    """Yield the paths of all files under `folder`, relative to it and sorted, leaving out hidden ones.

    Raises OSError if a folder cannot be read, as a RefusedError for a link to a folder, and for a link that
    leads out of `root`. A missing folder yields nothing.
    """
    if not os.path.lexists(folder):
        return
    _stay_inside(root, folder)
    for path in sorted(_walk(folder)):
        _stay_inside(root, path)
        if path.is_dir():
            raise RefusedError(str(path), refusals.FOLDER_LINK)
        yield path.relative_to(folder).as_posix()


def _walk(folder: Path) -> Iterator[Path]:
    """Yield everything under `folder` that is not hidden or a folder; links to folders are not followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path))
            else:
                yield Path(entry.path)


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return the files under `folder` by their relative paths. Raises OSError if one cannot be read."""
    return {path: read_file(folder / path) for path in listed(folder, folder)}


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of `data`, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_present(path: Path) -> bytes | None:
    """Return the bytes of a file, or None if there is none. Raises OSError if it cannot be read."""
    return read_file(path) if os.path.lexists(path) else None


def write_file(path: Path, data: bytes) -> None:
    """Write one file atomically; a link stays in place, and its target is written.

    Raises OSError if that fails, as a RefusedError if a device would be replaced by a file.
    """
    place = Path(os.path.realpath(path))
    if place.exists() and not place.is_file() and not place.is_dir():
        raise RefusedError(str(path), refusals.NO_FILE)
    disk.replace(place, data, durable=True)


def set_aside(path: Path, data: bytes) -> Path:
    """Keep `data` in a file at `path`, or beside it if there is another version already; return where it is.

    Raises OSError if that fails.
    """
    place, version = path, 1
    while os.path.lexists(place) and read_file(place) != data:
        version += 1
        place = path.with_name(f"{path.stem}.{version}{path.suffix}")
    write_file(place, data)
    return place


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet. Raises FileExistsError if it does, OSError if writing fails."""
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    disk.replace(path, data, durable=True)


def read_kept(folder: Path, keys: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files that `keep` stored in `folder` under these keys, by path.

    `keys` holds a key for each path. Damaged files are left out.
    """
    found = {}
    for path, key in keys.items():
        digest, _, data = (read_present(folder / _kept_name(path, key)) or b"").partition(b"\n")
        if digest.decode(errors="replace") == digest_of(data):
            found[path] = data
    return found


def keep(folder: Path, keys: Mapping[str, str], made: Mapping[str, bytes]) -> None:
    """Store `made`, files by path, for the next build, and drop versions of them under other keys.

    Raises OSError if that fails.
    """
    disk.tidy(folder)
    for path, data in made.items():
        name = _kept_name(path, keys[path])
        disk.replace(folder / name, f"{digest_of(data)}\n".encode() + data)
        for other in (folder / name).parent.glob(f"*-{Path(path).name}"):
            if other.name != Path(name).name:
                other.unlink(missing_ok=True)


def _kept_name(path: str, key: str) -> str:
    place = Path(path)
    return (place.parent / f"{key[:32]}-{place.name}").as_posix()
