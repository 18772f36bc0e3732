"""The files of a project: what people wrote is read, docs/ is compared and brought up to date."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import disk, messages, source
from generator.messages import RefusedError

MANIFEST = ".generated"
_MANIFEST_HEAD = (
    "# What `plansite generate` wrote here, with its SHA-256: edit plan.yaml or content/ instead.\n"
)
ABOUT = "about.md"
DATA = "data.md"
CORRECTIONS = "source/corrections.yaml"
SYNONYMS = "synonyms.yaml"


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands between docs/ and what it should be, each a sorted tuple of paths in docs/.

    `edited` were generated and then changed by hand; `foreign` were never generated; `blocked` are foreign
    files in the place of a generated one.
    """

    missing: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    obsolete: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    stale_manifest: bool = False

    @property
    def nothing_to_do(self) -> bool:
        """Tell whether docs/ is as it should be (foreign files may stand beside)."""
        return not (self.missing or self.changed or self.obsolete or self.blocked or self.stale_manifest)


def read_plan(path: Path) -> bytes:
    """Return the bytes of a plan, no more than are needed to see that it is too large.

    Raises OSError where it cannot be read.
    """
    return read_file(path, source.MAX_BYTES + 1)


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
    files = {path: read_file(pages / path) for path in _files(pages, root)}
    files |= {f"assets/{path}": read_file(assets / path) for path in _files(assets, root)}
    return RawContent(
        about=_read(named[ABOUT]),
        data=_read(named[DATA]),
        corrections=_read(named[CORRECTIONS]),
        synonyms=_read(named[SYNONYMS]),
        files=files,
    )


def read_inside(root: Path, path: str) -> bytes | None:
    """Return the file at `path`, or None where there is none or it lies outside `root`.

    Raises OSError where it cannot be read.
    """
    place = root / path
    return _read(place) if _is_inside(root, place) else None


def _is_inside(root: Path, path: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _stay_inside(root: Path, path: Path) -> None:
    if not _is_inside(root, path):
        raise RefusedError(str(path), messages.LEADS_OUT)


def _files(folder: Path, root: Path) -> Iterator[str]:
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
    return {path: read_file(folder / path) for path in _files(folder, folder)}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _manifest_text(files: Mapping[str, bytes]) -> bytes:
    return _manifest_lines((path, _digest(data)) for path, data in files.items())


def _manifest_lines(written: Iterable[tuple[str, str]]) -> bytes:
    lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(written))
    return (_MANIFEST_HEAD + lines).encode()


def read_manifest(docs: Path) -> dict[str, frozenset[str]]:
    """Return what the generator wrote into `docs`: path → SHA-256, two of them where a run was killed."""
    try:
        text = read_file(docs / MANIFEST).decode("utf-8", "replace")
    except FileNotFoundError:
        return {}
    pairs = (line.split("  ", 1) for line in text.splitlines() if line and not line.startswith("#"))
    found: dict[str, frozenset[str]] = {}
    for pair in pairs:
        if len(pair) == 2:  # noqa: PLR2004  a digest and a path
            found[pair[1]] = found.get(pair[1], frozenset()) | {pair[0]}
    return found


def compare(docs: Path, files: Mapping[str, bytes]) -> Difference:
    """Return how `docs` differs from `files`; nothing is written.

    Raises OSError where it cannot be read, RefusedError among them where a link in it leads out of the
    project, the folder around it: MkDocs would publish what it leads to, and we would write there.
    """
    there_already = tuple(_files(docs, docs.parent))
    written = read_manifest(docs)
    missing, changed, edited, blocked = [], [], [], []
    for path, data in files.items():
        there = _read(docs / path)
        if there is None:
            missing.append(path)
        elif there != data:
            changed.append(path)
            if path not in written:
                blocked.append(path)
            elif _digest(there) not in written[path]:
                edited.append(path)
    obsolete = [path for path in written if path not in files and (docs / path).is_file()]
    edited += [path for path in obsolete if _digest((docs / path).read_bytes()) not in written[path]]
    own = {*files, *written, MANIFEST}
    return Difference(
        missing=tuple(sorted(missing)),
        changed=tuple(sorted(set(changed) - set(blocked))),
        obsolete=tuple(sorted(set(obsolete) - set(edited))),
        edited=tuple(sorted(edited)),
        foreign=tuple(path for path in there_already if path not in own),
        blocked=tuple(sorted(blocked)),
        stale_manifest=_read(docs / MANIFEST) != _manifest_text(files),
    )


def _read(path: Path) -> bytes | None:
    return read_file(path) if os.path.lexists(path) else None


def write(docs: Path, files: Mapping[str, bytes], difference: Difference) -> None:
    """Make `docs` hold `files`: write what differs, remove what was generated before and is no more.

    A file that was edited by hand and is no more generated is kept. Raises OSError where something cannot
    be written, FileExistsError among them where a file that is not ours is in the way: then nothing is.
    """
    for path in difference.blocked:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(docs / path))
    disk.tidy(docs)
    if difference.nothing_to_do:
        return
    # First what may be found once this run has been killed, so that the next one knows it for ours.
    before = {(path, digest) for path, digests in read_manifest(docs).items() for digest in digests}
    disk.replace(
        docs / MANIFEST, _manifest_lines(before | {(path, _digest(data)) for path, data in files.items()})
    )
    for path in (*difference.missing, *difference.changed):
        disk.replace(docs / path, files[path])
    for path in difference.obsolete:
        disk.remove(docs / path, docs)
    disk.replace(docs / MANIFEST, _manifest_text(files))


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
        digest, _, data = (_read(folder / _kept_name(path, key)) or b"").partition(b"\n")
        if digest.decode(errors="replace") == _digest(data):
            found[path] = data
    return found


def keep(folder: Path, keys: Mapping[str, str], made: Mapping[str, bytes]) -> None:
    """Keep `made`, files by path, for the next build, and drop what was kept of them under other keys.

    Raises OSError where that cannot be done.
    """
    disk.tidy(folder)
    for path, data in made.items():
        name = _kept_name(path, keys[path])
        disk.replace(folder / name, f"{_digest(data)}\n".encode() + data)
        for other in (folder / name).parent.glob(f"*-{Path(path).name}"):
            if other.name != Path(name).name:
                other.unlink(missing_ok=True)


def _kept_name(path: str, key: str) -> str:
    place = Path(path)
    return (place.parent / f"{key[:32]}-{place.name}").as_posix()
