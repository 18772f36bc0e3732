"""The files of a project: what people wrote is read, and what is made is written or kept."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plansite.diagnostics import messages
from plansite.diagnostics.messages import RefusedError
from plansite.files import disk
from plansite.reading import yaml_text

ABOUT = "about.md"
DATA = "data.md"
CORRECTIONS = "source/corrections.yaml"
SYNONYMS = "synonyms.yaml"


def read_plan(path: Path) -> bytes:
    """Return the bytes of a plan, no more than are needed to see that it is too large.

    Raises OSError where it cannot be read.
    """
    return read_file(path, yaml_text.MAX_BYTES + 1)


def read_file(path: Path, most: int = -1) -> bytes:
    """Return the bytes of a file, at most as many as asked for.

    Raises OSError where it cannot be read, RefusedError among them where reading a pipe or a device might
    never end.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        if path.is_symlink():
            raise RefusedError(str(path), messages.LEADS_NOWHERE) from None
        raise
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise RefusedError(str(path), messages.NO_FILE)
    with path.open("rb") as file:
        return file.read(most)


@dataclass(frozen=True, slots=True)
class RawContent:
    """The files of content/ as they are; None where one is not there."""

    about: bytes | None
    data: bytes | None
    corrections: bytes | None
    synonyms: bytes | None
    files: dict[str, bytes]
    """Pages and assets by their path in docs/."""


def read_content(folder: Path) -> RawContent:
    """Return what people wrote under `folder`; a folder that is not there is empty.

    Raises OSError where a file cannot be read, RefusedError among them where it lies outside the project, the
    folder around this one: what a link leads to would be published.
    """
    root = folder.parent
    named = {name: folder / name for name in (ABOUT, DATA, CORRECTIONS, SYNONYMS)}
    for path in named.values():
        _stay_inside(root, path)
    pages, assets = folder / "pages", folder / "assets"
    files = {path: read_file(pages / path) for path in listed(pages, root)}
    files |= {f"assets/{path}": read_file(assets / path) for path in listed(assets, root)}
    return RawContent(
        about=read_present(named[ABOUT]),
        data=read_present(named[DATA]),
        corrections=read_present(named[CORRECTIONS]),
        synonyms=read_present(named[SYNONYMS]),
        files=files,
    )


def read_inside(root: Path, path: str) -> bytes | None:
    """Return the file at `path`, or None where there is none or it lies outside `root`.

    Raises OSError where it cannot be read.
    """
    place = root / path
    return read_present(place) if _is_inside(root, place) else None


def _is_inside(root: Path, path: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _stay_inside(root: Path, path: Path) -> None:
    if not _is_inside(root, path):
        raise RefusedError(str(path), messages.LEADS_OUT)


def listed(folder: Path, root: Path) -> Iterator[str]:
    """Yield the paths in `folder` of all files under it, hidden ones left out, in their order.

    Raises OSError where a folder cannot be read, RefusedError among them where something is neither a file
    nor a folder, or where a link leads out of `root`.
    """
    if not os.path.lexists(folder):
        return
    _stay_inside(root, folder)
    for path in sorted(_walk(folder)):
        _stay_inside(root, path)
        if path.is_dir():
            raise RefusedError(str(path), messages.FOLDER_LINK)
        yield path.relative_to(folder).as_posix()


def _walk(folder: Path) -> Iterator[Path]:
    """Yield all under `folder` but folders; a link to a folder is not followed, but is yielded."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path))
            else:
                yield Path(entry.path)


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return every file under `folder` by its path there. Raises OSError where one cannot be read."""
    return {path: read_file(folder / path) for path in listed(folder, folder)}


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of `data`, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_present(path: Path) -> bytes | None:
    """Return the bytes of a file, None where there is none. Raises OSError where it cannot be read."""
    return read_file(path) if os.path.lexists(path) else None


def write_file(path: Path, data: bytes) -> None:
    """Write one file, whole or not at all; a link stays, and what it leads to is written.

    Raises OSError where it cannot, RefusedError among them where a device would be replaced by a file.
    """
    place = Path(os.path.realpath(path))
    if place.exists() and not place.is_file() and not place.is_dir():
        raise RefusedError(str(path), messages.NO_FILE)
    disk.replace(place, data, durable=True)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet. Raises FileExistsError where it is, OSError where it cannot."""
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    disk.replace(path, data, durable=True)


def read_kept(folder: Path, keys: Mapping[str, str]) -> dict[str, bytes]:
    """Return what `keep` kept in `folder`, whole, of the files that `keys` gives a key by path."""
    found = {}
    for path, key in keys.items():
        digest, _, data = (read_present(folder / _kept_name(path, key)) or b"").partition(b"\n")
        if digest.decode(errors="replace") == digest_of(data):
            found[path] = data
    return found


def keep(folder: Path, keys: Mapping[str, str], made: Mapping[str, bytes]) -> None:
    """Keep `made`, files by path, for the next build, and drop what was kept of them under other keys.

    Raises OSError where that cannot be done.
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
