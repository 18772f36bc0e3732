"""Compare docs/ with what it should hold, and bring it up to date; files of others in it stay untouched."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from plansite.diagnostics.refusals import NAMES_OTHERS, RefusedError
from plansite.files import disk
from plansite.files.project_files import digest_of, is_below, listed, read_file, read_present

MANIFEST = ".generated"
_MANIFEST_HEAD = (
    "# What `plansite generate` wrote here, with its SHA-256: edit plan.yaml or content/ instead.\n"
)


class Difference(Struct, frozen=True):
    """How docs/ differs from what it should hold, as sorted tuples of paths in docs/.

    `edited` files were generated and then changed by hand; those that are still generated are in `changed`,
    too. `foreign` files were never generated; `blocked` are foreign files in the place of a generated one.
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
        """Whether docs/ is as it should be; foreign files beside the generated ones do not matter."""
        return not (self.missing or self.changed or self.obsolete or self.blocked or self.stale_manifest)


def _manifest_text(files: Mapping[str, bytes]) -> bytes:
    return _manifest_lines((path, digest_of(data)) for path, data in files.items())


def _manifest_lines(written: Iterable[tuple[str, str]]) -> bytes:
    lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(written))
    return (_MANIFEST_HEAD + lines).encode()


def read_manifest(docs: Path) -> dict[str, frozenset[str]]:
    """Return what the generator wrote into `docs`: path → its SHA-256, or two after a run that was killed.

    Raises OSError if it cannot be read, as a RefusedError if it names a file that is not below `docs`.
    """
    try:
        text = read_file(docs / MANIFEST).decode("utf-8", "replace")
    except FileNotFoundError:
        return {}
    pairs = (line.split("  ", 1) for line in text.split("\n") if line and not line.startswith("#"))
    found: dict[str, frozenset[str]] = {}
    for pair in pairs:
        if len(pair) == 2:  # noqa: PLR2004  a digest and a path
            if not is_below(pair[1]):
                raise RefusedError(str(docs / MANIFEST), NAMES_OTHERS)
            found[pair[1]] = found.get(pair[1], frozenset()) | {pair[0]}
    return found


def compare(docs: Path, files: Mapping[str, bytes]) -> Difference:
    """Return how `docs` differs from `files`, without writing anything.

    Raises OSError if `docs` cannot be read, as a RefusedError if a link in it leads out of the project, the
    folder around it: MkDocs would publish the target of the link, and `write` would write there.
    """
    there_already = tuple(listed(docs, docs.parent))
    written = read_manifest(docs)
    missing, changed, edited, blocked = [], [], [], []
    for path, data in files.items():
        there = read_present(docs / path)
        if there is None:
            missing.append(path)
        elif there != data:
            changed.append(path)
            if path not in written:
                blocked.append(path)
            elif digest_of(there) not in written[path]:
                edited.append(path)
    obsolete = [path for path in written if path not in files and (docs / path).is_file()]
    edited += [path for path in obsolete if digest_of((docs / path).read_bytes()) not in written[path]]
    own = {*files, *written, MANIFEST}
    return Difference(
        missing=tuple(sorted(missing)),
        changed=tuple(sorted(set(changed) - set(blocked))),
        obsolete=tuple(sorted(set(obsolete) - set(edited))),
        edited=tuple(sorted(edited)),
        foreign=tuple(path for path in there_already if path not in own),
        blocked=tuple(sorted(blocked)),
        stale_manifest=read_present(docs / MANIFEST) != _manifest_text(files),
    )


def write(docs: Path, files: Mapping[str, bytes], difference: Difference) -> None:
    """Make `docs` hold `files`: write what differs, and remove files that are no longer generated.

    A file that was edited by hand and is no longer generated is kept. Raises OSError if something cannot be
    written, as a FileExistsError if a foreign file is in the way; nothing is written then.
    """
    for path in difference.blocked:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(docs / path))
    disk.tidy(docs)
    if difference.nothing_to_do:
        return
    # List old and new files first: if this run is killed, the next one still recognizes all of them as ours.
    before = {(path, digest) for path, digests in read_manifest(docs).items() for digest in digests}
    disk.replace(
        docs / MANIFEST, _manifest_lines(before | {(path, digest_of(data)) for path, data in files.items()})
    )
    for path in (*difference.missing, *difference.changed):
        disk.replace(docs / path, files[path])
    for path in difference.obsolete:
        disk.remove(docs / path, docs)
    disk.replace(docs / MANIFEST, _manifest_text(files))
