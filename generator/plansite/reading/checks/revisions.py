"""Rules about the revisions of a plan."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath

from plansite.diagnostics.problems import Finding, Message, Severity, rule
from plansite.reading.checks.subject import Subject

FOLDER = "content/revisions"
"""Where the plan before each revision is kept: a site is built only from files of the project."""


@rule(
    "revisions-out-of-order",
    Severity.ERROR,
    Message("the revision of {date} is not later than the one before it", "{date} 的修订不晚于前一次修订"),
)
def revisions_out_of_order(subject: Subject) -> Iterator[Finding]:
    """Each revision is dated later than the one before it."""
    dates = [revision.date for revision in subject.plan.revisions]
    for position, (before, after) in enumerate(pairwise(dates), start=1):
        if after <= before:
            yield Finding(("revisions", position, "date"), {"date": after.isoformat()})


@rule(
    "revision-elsewhere",
    Severity.ERROR,
    Message("{path} is not in {folder}/", "{path} 不在 {folder}/ 中"),
    Message(
        "move the file there, and write {suggestion}",
        "请把文件移到该目录，并写成 {suggestion}",
    ),
)
def revision_elsewhere(subject: Subject) -> Iterator[Finding]:
    """The plan before a revision is where `plansite revise` keeps it, so that edits to it are noticed."""
    for position, revision in enumerate(subject.plan.revisions):
        if revision.plan is not None and not _is_kept(revision.plan):
            name = PurePosixPath(revision.plan.replace("\\", "/")).name
            suggestion = f"{FOLDER}/{name or f'{revision.date.isoformat()}.yaml'}"
            values = {"path": revision.plan, "folder": FOLDER, "suggestion": suggestion}
            yield Finding(("revisions", position, "plan"), values)


def _is_kept(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return "/".join(parts[:2]) == FOLDER and len(parts) > 2 and ".." not in parts  # noqa: PLR2004  a file in it
