"""Start a project: write the files of a fresh one."""

from __future__ import annotations

from pathlib import Path

from plansite.files import disk, project_files
from plansite.plan.schema import json_schema_text

_FRESH = Path(__file__).parent / "new_files"


class OccupiedError(Exception):
    """The folder for a new project is not empty."""


def fresh(folder: Path) -> None:
    """Write the files of a fresh project into `folder`.

    Raises OccupiedError if it is not empty, OSError if a file cannot be written; nothing is then left of it.
    """
    if folder.exists() and any(folder.iterdir()):
        raise OccupiedError
    files = project_files.read_tree(_FRESH)
    files[".gitignore"] = files.pop("gitignore")
    files["plan.schema.json"] = json_schema_text().encode()
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        for path, data in files.items():
            project_files.write_new(folder / path, data)
    except BaseException:
        disk.discard([folder / path for path in files], folder, missing)
        raise
