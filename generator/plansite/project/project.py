"""A project on disk: its plan and content read, its docs/ brought up to date. Nothing is printed here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path

from plansite.build.build import PageParts, lay_out
from plansite.build.documents import planned_documents
from plansite.diagnostics.problems import Code, Finding, Message, Problem, Severity
from plansite.exports import exports
from plansite.exports.export import Document, Export
from plansite.files import disk, docs_folder, project_files
from plansite.files.docs_folder import Difference
from plansite.plan.model import Corrections, Plan, Synonyms
from plansite.project import ledger_file
from plansite.project.open_revision import with_entry
from plansite.reading.examine import Examined, examine, examine_as, examine_text, failed, located
from plansite.views.addresses import Address
from plansite.views.downloads import Download
from plansite.views.page import Page
from plansite.views.site import Content, Site

PLAN = Path("plan.yaml")
CONTENT = Path("content")
DOCS = Path("docs")
KEPT = Path(".plansite")
"""What a build keeps for the next one: documents, used again while what they show is the same."""

REVISION_MISSING = Code(
    "revision-missing",
    Severity.ERROR,
    Message("there is no {path} in the project", "项目中没有 {path}"),
    Message(
        "restore the plan that was kept before this revision, or take the key out",
        "请恢复该次修订前保存的规划，或删去此键",
    ),
)
REVISIONS = CONTENT / "revisions"
_LAST = 4_102_444_799  # the end of 2099, the last that a zip and every reader of dates knows


@dataclass(frozen=True, slots=True)
class Sources:
    """What people wrote, and its problems; `plan` and `content` are None where one of those is an error.

    `published` are the addresses of the ledger, which must stay answered.
    """

    plan: Plan | None
    content: Content | None
    problems: tuple[Problem, ...]
    published: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Generated:
    """What docs/ should hold by path, its navigation, and how it differs from what is there.

    `parts` are the ids and offers of each generated page, by its path; `addresses` are what it holds, and
    `published` what was published before.
    """

    site: Site
    sections: tuple[tuple[str, Page], ...]
    parts: dict[str, PageParts]
    addresses: tuple[Address, ...]
    published: tuple[Address, ...]
    files: dict[str, bytes]
    difference: Difference
    sizes: dict[str, int] = field(default_factory=dict)

    def without_bytes(self) -> Generated:
        """Return the same with sizes in place of bytes: what a build needs once docs/ is written."""
        sizes = {path: len(data) for path, data in self.files.items()}
        return replace(self, files=dict.fromkeys(self.files, b""), sizes=sizes)

    def size(self, path: str) -> int:
        """Return how many bytes a file has."""
        return self.sizes.get(path) or len(self.files[path])

    @property
    def plan(self) -> Plan:
        """The plan that it was made from."""
        return self.site.plan


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of a site by path, their labels, and the paths of those that were made anew."""

    files: dict[str, bytes]
    labels: dict[str, str]
    made: tuple[str, ...]


NO_DOCUMENTS = Documents({}, {}, ())


def alone(root: Path, waiting: Callable[[], None]) -> AbstractContextManager[None]:
    """Return what to write under `root` within, one process at a time; `waiting` is called before a wait."""
    return disk.locked(root, waiting)


def read_plan(path: Path, lang: str) -> Examined[Plan]:
    """Return the plan at `path` and its problems. Raises OSError where the file cannot be read."""
    return examine(project_files.read_plan(path), path.as_posix(), lang)


def read(root: Path, lang: str) -> Sources:
    """Return the plan, the content and the ledger under `root`. Raises OSError if a file cannot be read."""
    written = project_files.read_plan(root / PLAN)
    plan = examine(written, PLAN.as_posix(), lang)
    earlier, earlier_problems = _read_earlier(root, plan.record, written, lang)
    raw = project_files.read_content(root / CONTENT)
    about, about_problems = examine_text(raw.about or b"", f"{CONTENT}/{project_files.ABOUT}", lang)
    data, data_problems = examine_text(raw.data or b"", f"{CONTENT}/{project_files.DATA}", lang)
    corrections = examine_as(
        Corrections, raw.corrections or b"", f"{CONTENT}/{project_files.CORRECTIONS}", lang
    )
    synonyms = examine_as(Synonyms, raw.synonyms or b"", f"{CONTENT}/{project_files.SYNONYMS}", lang)
    published, ledger_problems = ledger_file.read(root / DOCS, lang)
    told = (*about_problems, *data_problems, *_page_problems(raw.files, lang), *ledger_problems)
    problems = (*plan.problems, *earlier_problems, *told, *corrections.problems, *synonyms.problems)
    if failed(problems) or corrections.record is None or synonyms.record is None:
        return Sources(None, None, problems)
    content = Content(
        about.strip(),
        data.strip(),
        raw.files,
        corrections.record.corrections,
        synonyms.record.synonyms,
        earlier,
    )
    return Sources(plan.record, content, problems, published)


def _page_problems(found: Mapping[str, bytes], lang: str) -> Iterator[Problem]:
    """Yield what is wrong with the pages that people wrote."""
    for path, data in found.items():
        if path.endswith(".md"):
            yield from examine_text(data, f"{CONTENT}/pages/{path}", lang)[1]


def _read_earlier(
    root: Path, plan: Plan | None, written: bytes, lang: str
) -> tuple[tuple[Plan | None, ...], tuple[Problem, ...]]:
    """Return the plan before each revision, and what is wrong with them; notes on them help nobody now."""
    earlier: list[Plan | None] = []
    problems: list[Problem] = []
    missing: list[tuple[Code, Finding]] = []
    for position, revision in enumerate(plan.revisions if plan else ()):
        raw = project_files.read_inside(root, revision.plan) if revision.plan else None
        if raw is None:
            earlier.append(None)
            if revision.plan:
                where = ("revisions", position, "plan")
                missing.append((REVISION_MISSING, Finding(where, {"path": revision.plan})))
            continue
        examined = examine(raw, revision.plan or "", lang)
        earlier.append(examined.record)
        problems += [each for each in examined.problems if each.severity is Severity.ERROR]
    return tuple(earlier), (*located(written, PLAN.as_posix(), lang, missing), *problems)


def prepare(root: Path, plan: Plan, content: Content, published: tuple[Address, ...] = ()) -> Generated:
    """Return what docs/ under `root` should hold and how it differs from what it holds.

    Raises OSError where docs/ cannot be read, CollisionError where content/ is in the way of a page.
    """
    site = Site.of(plan, content)
    found = lay_out(site, published)
    return Generated(
        site=site,
        sections=found.sections,
        parts=found.parts,
        addresses=found.addresses,
        published=published,
        files=found.files,
        difference=docs_folder.compare(root / DOCS, found.files),
    )


def write(root: Path, generated: Generated) -> None:
    """Bring docs/ up to date; what was edited there by hand is kept aside before it is replaced.

    Raises OSError where a file cannot be written.
    """
    for path in generated.difference.edited:
        if path in generated.files:
            project_files.write_file(root / KEPT / "edited" / path, (root / DOCS / path).read_bytes())
    docs_folder.write(root / DOCS, generated.files, generated.difference)


def documents(
    root: Path, site: Site, stamp: dt.datetime, published: tuple[Address, ...] = (), *, slow: bool
) -> Documents:
    """Return the documents of a site, each made anew only where what it shows has changed.

    Raises OSError where one cannot be kept for the next build.
    """
    found = tuple(planned_documents(site, stamp, published, slow=slow))
    keys = {each.path: each.key for each in found}
    kept = project_files.read_kept(root / KEPT, keys)
    made = {each.path: each.make(stamp) for each in found if each.path not in kept}
    project_files.keep(root / KEPT, keys, made)
    both = kept | made
    return Documents(
        {path: both[path] for path in keys}, {each.path: each.label for each in found}, tuple(made)
    )


def lacking(*, slow: bool) -> tuple[tuple[str, Message], ...]:
    """Return the formats that were asked for and that this machine cannot make, each with the reason."""
    asked = (
        (name, form.missing())
        for name, form in exports().items()
        if isinstance(form, Document) and (slow or not form.slow)
    )
    return tuple((name, reason) for name, reason in asked if reason is not None)


def downloads(generated: Generated, made: Documents) -> dict[str, Download]:
    """Return all that a reader of the site can take away, by path; what only says that it is gone is none."""
    texts = {each.path: each.about.label for each in exports().values() if isinstance(each, Export)}
    sizes = {path: generated.size(path) for path in texts if path in generated.files}
    sizes |= {path: len(data) for path, data in made.files.items()}
    labels, offered = texts | made.labels, {each.url for each in generated.addresses}
    return {path: Download(path, labels[path], size) for path, size in sizes.items() if path in offered}


def source_date(plan: Plan, environ: Mapping[str, str]) -> dt.datetime:
    """Return the time (UTC) that a site and its files are stamped with.

    It is SOURCE_DATE_EPOCH where that is set (https://reproducible-builds.org/specs/source-date-epoch/), else
    the start of the plan's day.
    """
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        return dt.datetime.fromtimestamp(min(int(epoch), _LAST), dt.UTC)
    return dt.datetime.combine(plan.day, dt.time(), dt.UTC)


def keep_source_date(plan: Plan, environ: MutableMapping[str, str]) -> None:
    """Set SOURCE_DATE_EPOCH for the programs that read it, MkDocs among them."""
    environ["SOURCE_DATE_EPOCH"] = str(int(source_date(plan, environ).timestamp()))


def revised(root: Path, plan: Plan, entry: dict[str, str]) -> Path:
    """Keep the plan as it is under content/revisions/, and open `entry` in it; return where it is kept.

    Raises FileExistsError where something is kept there already, OSError where a file cannot be written,
    NotOpenedError where the entry cannot be added without changing what the file says.
    """
    kept = REVISIONS / f"{plan.day.isoformat()}.yaml"
    written = project_files.read_plan(root / PLAN)
    text = with_entry(written.decode(), {**entry, "plan": kept.as_posix()})
    project_files.write_new(root / kept, written)
    project_files.write_file(root / PLAN, text.encode())
    return kept
