"""A project on disk: read its plan and content, and bring docs/ up to date. Nothing is printed here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from plansite.build.build import PageParts, lay_out
from plansite.build.collisions import Collision
from plansite.build.documents import planned_documents
from plansite.diagnostics.messages import message
from plansite.diagnostics.problems import Code, Finding, Message, Problem, Severity
from plansite.exports import document_formats, exports
from plansite.exports.export import Document, Export
from plansite.exports.office.fonts import Font
from plansite.files import disk, docs_folder, project_files
from plansite.files.docs_folder import Difference
from plansite.pages.navigation import Section
from plansite.plan.content_records import Corrections, Synonyms
from plansite.plan.model import Plan
from plansite.plan.relations import relate
from plansite.progress import reading
from plansite.progress.entries import RoundFiles
from plansite.progress.reading import Rounds
from plansite.progress.rules import reserved_units
from plansite.progress.standing import editions
from plansite.project import ledger_file
from plansite.project.open_revision import with_entry
from plansite.project.source_date import given as given_source_date
from plansite.reading import synonyms
from plansite.reading.examine import Examined, examine, examine_as, examine_text, failed, located
from plansite.views.addresses import Address
from plansite.views.downloads import Download
from plansite.views.site import Content, Site

PLAN = Path("plan.yaml")
CONTENT = Path("content")
DOCS = Path("docs")
KEPT = Path(".plansite")
"""Folder of what builds keep, such as documents, which are used again until what they show changes."""

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


class Sources(Struct, frozen=True):
    """What people wrote, and its problems; `plan` and `content` are None if any problem is an error.

    `published` are the addresses in the ledger, which must keep working.
    """

    plan: Plan | None
    content: Content | None
    problems: tuple[Problem, ...]
    published: tuple[Address, ...] = ()


class Generated(Struct, frozen=True):
    """What docs/ should hold, its navigation, and how it differs from what is there.

    `parts` holds the ids and offers of each generated page, by path; `addresses` are those of the site, and
    `published` those that were published before. `sizes` is filled in by `without_bytes`.
    """

    site: Site
    sections: tuple[Section, ...]
    parts: dict[str, PageParts]
    addresses: tuple[Address, ...]
    published: tuple[Address, ...]
    files: dict[str, bytes]
    difference: Difference
    sizes: dict[str, int] = field(default_factory=dict)

    def without_bytes(self) -> Generated:
        """Return the same with sizes in place of bytes, which free their memory once docs/ is written."""
        sizes = {path: len(data) for path, data in self.files.items()}
        return replace(self, files=dict.fromkeys(self.files, b""), sizes=sizes)

    def size(self, path: str) -> int:
        """Return the size of a file in bytes."""
        return self.sizes.get(path) or len(self.files[path])

    @property
    def made(self) -> tuple[str, ...]:
        """The paths in docs/ of all generated files, without those of content/."""
        return tuple(path for path in self.files if path not in self.site.content.files)

    @property
    def plan(self) -> Plan:
        """The plan that the site is made from."""
        return self.site.plan


class Documents(Struct, frozen=True):
    """The documents of a site by path, their labels and hints, and the paths of those that were made anew.

    `keys` change with what a document shows. `pending` makes those that are empty in `files`.
    """

    files: dict[str, bytes]
    told: dict[str, tuple[str, str]]
    made: tuple[str, ...]
    keys: dict[str, str] = {}
    pending: dict[str, Callable[[], bytes]] = {}


NO_DOCUMENTS = Documents({}, {}, ())


def alone(root: Path, waiting: Callable[[], None]) -> AbstractContextManager[None]:
    """Return a context in which no other process writes under `root`; `waiting` is called before a wait."""
    return disk.locked(root, waiting)


def read_plan(path: Path, lang: str) -> Examined[Plan]:
    """Return the plan at `path` and its problems. Raises OSError if the file cannot be read."""
    return examine(project_files.read_plan(path), path.as_posix(), lang)


def read(root: Path, lang: str) -> Sources:
    """Return the plan, the content and the ledger under `root`. Raises OSError if one cannot be read."""
    written = project_files.read_plan(root / PLAN)
    plan = examine(written, PLAN.as_posix(), lang)
    earlier, earlier_problems = _read_earlier(root, plan.record, written, lang)
    raw = project_files.read_content(root / CONTENT)
    about, about_problems = examine_text(raw.about or b"", f"{CONTENT}/{project_files.ABOUT}", lang)
    data, data_problems = examine_text(raw.data or b"", f"{CONTENT}/{project_files.DATA}", lang)
    corrections = _corrections(raw.corrections, lang)
    words = _synonyms(raw.synonyms, plan.record, lang)
    rounds = _rounds(raw.progress, plan.record, earlier, written, lang)
    published, ledger_problems = ledger_file.read(root / DOCS, lang)
    told = (*about_problems, *data_problems, *_page_problems(raw.files, lang), *ledger_problems)
    inside = (*corrections.problems, *words.problems, *rounds.problems)
    problems = (*plan.problems, *earlier_problems, *told, *inside)
    if failed(problems) or corrections.record is None or words.record is None:
        return Sources(None, None, problems)
    content = Content(
        about.strip(),
        data.strip(),
        raw.files,
        corrections.record.corrections,
        words.record.synonyms,
        words.record.ignored,
        earlier,
        rounds.rounds,
    )
    return Sources(plan.record, content, problems, published)


def read_corrections(root: Path, lang: str) -> tuple[Corrections | None, tuple[Problem, ...]]:
    """Return the corrections of the source under `root`, or None if they have errors, and their problems.

    Raises OSError if they cannot be read.
    """
    found = _corrections(project_files.read_inside(root, f"{CONTENT}/{project_files.CORRECTIONS}"), lang)
    return found.record, found.problems


def _corrections(raw: bytes | None, lang: str) -> Examined[Corrections]:
    return examine_as(Corrections, raw or b"", f"{CONTENT}/{project_files.CORRECTIONS}", lang)


def read_synonyms(root: Path, plan: Plan | None, lang: str) -> tuple[Problem, ...]:
    """Return the problems of the synonyms under `root`, as words for `plan`. Raises OSError."""
    raw = project_files.read_inside(root, f"{CONTENT}/{project_files.SYNONYMS}")
    return _synonyms(raw, plan, lang).problems


def _synonyms(raw: bytes | None, plan: Plan | None, lang: str) -> Examined[Synonyms]:
    path = f"{CONTENT}/{project_files.SYNONYMS}"
    return examine_as(Synonyms, raw or b"", path, lang, synonyms.rules(plan))


def read_rounds(root: Path, written: Path, plan: Plan | None, lang: str) -> tuple[Problem, ...]:
    """Return the problems of what units reported under `root` on a plan in the file `written`.

    Raises OSError.
    """
    return _rounds_of(root, written, plan, lang).problems


def rounds_beside(written: Path, plan: Plan, lang: str) -> tuple[RoundFiles, ...]:
    """Return what units reported on a plan in the file `written`, without rounds that have errors.

    Raises OSError.
    """
    return _rounds_of(written.parent, written, plan, lang).rounds


def _rounds_of(root: Path, written: Path, plan: Plan | None, lang: str) -> Rounds:
    raw = project_files.read_progress(root / CONTENT)
    if not raw:
        return Rounds((), ())
    text = project_files.read_plan(written)
    return _rounds(raw, plan, _read_earlier(root, plan, text, lang)[0], text, lang)


def _rounds(
    raw: Mapping[str, bytes], plan: Plan | None, earlier: tuple[Plan | None, ...], written: bytes, lang: str
) -> Rounds:
    if not raw:
        return Rounds((), ())
    known = editions(relate(plan), earlier) if plan else ()
    found = reading.read(raw, known, lang)
    reserved = located(written, PLAN.as_posix(), lang, reserved_units(plan)) if plan else ()
    return replace(found, problems=(*reserved, *found.problems))


def _page_problems(found: Mapping[str, bytes], lang: str) -> Iterator[Problem]:
    """Yield the problems of the pages that people wrote."""
    for path, data in found.items():
        if path.endswith(".md"):
            yield from examine_text(data, f"{CONTENT}/pages/{path}", lang)[1]


def _read_earlier(
    root: Path, plan: Plan | None, written: bytes, lang: str
) -> tuple[tuple[Plan | None, ...], tuple[Problem, ...]]:
    """Return the plan before each revision, and the errors in these plans.

    Lesser problems are left out, because nobody will fix them any more.
    """
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
    """Return what docs/ under `root` should hold, and how it differs from what is there.

    Raises OSError if docs/ cannot be read, CollisionError if a file of content/ would take the place
    of something else on the site.
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


def collision(found: Collision, lang: str) -> str:
    """Return what to say of a file of content/ that would take the place of something else."""
    folder = CONTENT if found.written.startswith("assets/") else CONTENT / "pages"
    return message(
        "content.collision",
        lang,
        path=(folder / found.written).as_posix(),
        address=f"/{found.address}",
        other=found.other,
    )


def write(root: Path, generated: Generated, lang: str) -> tuple[str, ...]:
    """Bring docs/ up to date; return what to say of files that were edited by hand.

    Each edit is copied to .plansite/edited/ before it is replaced. Raises OSError.
    """
    told = []
    for path in generated.difference.edited:
        if path in generated.files:
            kept = project_files.set_aside(root / KEPT / "edited" / path, (root / DOCS / path).read_bytes())
            told.append(message("files.edited", lang, path=path, kept=kept.relative_to(root).as_posix()))
        else:
            told.append(message("files.left", lang, path=path))
    docs_folder.write(root / DOCS, generated.files, generated.difference)
    return tuple(told)


def documents(
    root: Path, generated: Generated, stamp: dt.datetime, *, slow: bool, force: bool = False
) -> Documents:
    """Return the documents of a site, making only those again whose content has changed, or all with `force`.

    Raises OSError if one cannot be kept for the next build.
    """
    planned = documents_to_make(root, generated, stamp, slow=slow, force=force)
    made = {path: make() for path, make in planned.pending.items()}
    project_files.keep(root / KEPT, planned.keys, made)
    return replace(planned, files=planned.files | made, made=tuple(made), pending={})


def documents_to_make(
    root: Path, generated: Generated, stamp: dt.datetime, *, slow: bool, force: bool = False
) -> Documents:
    """Return the documents of a site; those whose content has changed, or all with `force`, are pending."""
    found = tuple(planned_documents(generated.site, stamp, generated.published, slow=slow))
    keys = {each.path: each.key for each in found}
    kept = {} if force else project_files.read_kept(root / KEPT, keys)
    return Documents(
        files={path: kept.get(path, b"") for path in keys},
        told={each.path: (each.label, each.hint) for each in found},
        made=(),
        keys=keys,
        pending={each.path: partial(each.make, stamp) for each in found if each.path not in kept},
    )


def lacking(*, slow: bool) -> tuple[tuple[str, Message], ...]:
    """Return the requested document formats that this system cannot make, each with the reason."""
    asked = (
        (name, form.missing())
        for name, form in exports().items()
        if isinstance(form, Document) and (slow or not form.slow)
    )
    return tuple((name, reason) for name, reason in asked if reason is not None)


def fonts(*, slow: bool) -> tuple[Font, ...]:
    """Return the fonts of this system that the requested documents use."""
    forms = [form for form in document_formats() if (slow or not form.slow) and form.missing() is None]
    return tuple(font for form in forms for font in form.fonts())


def downloads(generated: Generated, made: Documents) -> dict[str, Download]:
    """Return the downloads of the site by path, without the files that only say that one is gone."""
    texts = {each.path: (each.about.label, "") for each in exports().values() if isinstance(each, Export)}
    sizes = {path: generated.size(path) for path in texts if path in generated.files}
    sizes |= {path: len(data) for path, data in made.files.items()}
    told, offered = texts | made.told, {each.url for each in generated.addresses}
    return {
        path: Download(path, told[path][0], size, told[path][1])
        for path, size in sizes.items()
        if path in offered
    }


def source_date(plan: Plan, environ: Mapping[str, str]) -> dt.datetime:
    """Return the time (UTC) that a site and its files are stamped with.

    It is SOURCE_DATE_EPOCH if that is set, else the start of the plan's day. Raises SourceDateError.
    """
    return given_source_date(environ) or dt.datetime.combine(plan.day, dt.time(), dt.UTC)


def keep_source_date(plan: Plan, environ: MutableMapping[str, str]) -> None:
    """Set SOURCE_DATE_EPOCH for programs that read it, such as MkDocs."""
    environ["SOURCE_DATE_EPOCH"] = str(int(source_date(plan, environ).timestamp()))


def revised(root: Path, plan: Plan, entry: dict[str, str]) -> Path:
    """Keep a copy of the plan under content/revisions/, add `entry` to the plan, and return the copy's path.

    Raises FileExistsError if the copy exists already, OSError if a file cannot be written, NotOpenedError if
    the entry cannot be added without changing what else the plan says.
    """
    kept = REVISIONS / f"{plan.day.isoformat() if plan.is_dated else 'original'}.yaml"
    written = project_files.read_plan(root / PLAN)
    text = with_entry(written.decode(), {**entry, "plan": kept.as_posix()})
    project_files.write_new(root / kept, written)
    try:
        project_files.write_file(root / PLAN, text.encode())
    except BaseException:
        if project_files.read_plan(root / PLAN) == written:
            disk.remove(root / kept, root / CONTENT)
        raise
    return kept
