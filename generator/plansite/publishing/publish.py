"""Build site/ from docs/ with MkDocs, beside the old site, and put it in place whole or not at all."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from msgspec import Struct

from plansite.build.collisions import SCRIPT
from plansite.diagnostics import report
from plansite.diagnostics.messages import locale_language, message
from plansite.diagnostics.report import console
from plansite.files import disk, project_files
from plansite.files.run_note import KnownInputs
from plansite.project import ledger_file, project
from plansite.project.project import Documents, Generated
from plansite.publishing import check_settings, check_written, loaded_config, users_code
from plansite.publishing.page_cache import PageCache
from plansite.publishing.plugin import PlanSitePlugin

CONFIG = "mkdocs.yml"


class BuildFailedError(Exception):
    """MkDocs failed; the message says why."""


class NotASiteError(Exception):
    """The folder for the site holds something that this program did not build, so it is not replaced."""


class SiteInsideError(Exception):
    """The folder for the site lies in `folder`, from which the site is made, or around the project."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder


class BuildResult(Struct, frozen=True):
    """How many pages a site has, how many seconds its build took, and whether MkDocs warned of something.

    `known` is what the build depended on outside the project, or None if that is uncertain.
    """

    pages: int
    seconds: float
    warned: bool
    known: KnownInputs | None


def build_site(
    generated: Generated,
    documents: Documents,
    site_dir: Path,
    *,
    strict: bool,
    cache: PageCache | None = None,
) -> BuildResult:
    """Build the site from docs/, which must be up to date, and swap it in at `site_dir`.

    Its addresses go into the ledger. With `cache`, pages of the site there that would come out the same are
    reused.

    Raises BuildFailedError, with the old site left as it was, NotASiteError if something else is in its
    place, SiteInsideError if that place is in a folder that the site is made from, OSError if a file cannot
    be read or written.
    """
    place = Path(os.path.realpath(site_dir))  # a symbolic link stays in place
    if place.exists() and not place.is_dir():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(site_dir))
    if place.is_dir() and any(place.iterdir()) and not (place / SCRIPT).is_file():
        raise NotASiteError
    _stay_outside(place, (project.CONTENT, project.DOCS, project.KEPT))
    project.keep_source_date(generated.plan, os.environ)
    new = disk.fresh(place)
    mask = os.umask(0o022)  # a web server must be able to read the site, whoever builds it
    started = time.monotonic()
    try:
        with _told_warnings() as warnings:
            raw, config = load(site_dir=new, strict=strict)
            _stay_outside(place, map(Path, config.theme.dirs))
            ours = our_plugins(config)
            for plugin in ours:
                plugin.generated, plugin.documents, plugin.cache = generated, documents, cache
            run(config)
        is_known = ours[0].trust.key is not None
        known = loaded_config.known_inputs(config, raw) if is_known else None
        pages = sum(1 for _ in new.rglob("*.html"))
        # Before the swap: what is published must be listed, even if this run is killed between the two.
        ledger_file.add(project.DOCS, generated.published, generated.addresses)
        disk.swap(new, place)
    finally:
        os.umask(mask)
        shutil.rmtree(new, ignore_errors=True)
    return BuildResult(pages, time.monotonic() - started, bool(warnings), known)


def _stay_outside(place: Path, folders: Iterable[Path]) -> None:
    """Raise SiteInsideError if `place` lies in one of the folders, or around the project."""
    here = Path.cwd().resolve()
    if here.is_relative_to(place):
        raise SiteInsideError(str(here))
    for folder in folders:
        if place.is_relative_to(folder.resolve()):
            raise SiteInsideError(str(folder))


def load(*, site_dir: Path, strict: bool = False) -> tuple[bytes, MkDocsConfig]:
    """Return mkdocs.yml as bytes, and as MkDocs loads it. Raises BuildFailedError, OSError."""
    # Read first, because `read_file` refuses a pipe, on which MkDocs would hang.
    raw = project_files.read_file(Path(CONFIG)) if os.path.lexists(CONFIG) else b""
    lang = locale_language(os.environ)
    wrong = check_written.site_url_problems(
        Path(CONFIG), lang
    )  # on which loading would fail, without its line
    if wrong:
        raise BuildFailedError("\n".join(report.line(each, lang) for each in wrong))
    with _failures_named():
        try:
            config = load_config(CONFIG, site_dir=str(site_dir), strict=strict)
        except (Abort, MkDocsException, MemoryError):
            raise
        except Exception as error:  # settings may hold anything, if no hook raised it
            raise BuildFailedError(users_code.place(error) or f"{CONFIG}: {error}") from error
    if not our_plugins(config):
        raise BuildFailedError(report.line(check_settings.missing_plugin(config, lang), lang))
    return raw, config


def our_plugins(config: MkDocsConfig) -> list[PlanSitePlugin]:
    """Return this program's plugin, as often as the settings name it."""
    return [each for each in config.plugins.values() if isinstance(each, PlanSitePlugin)]


def run(config: MkDocsConfig, serve_url: str | None = None) -> None:
    """Let MkDocs build a site, for a preview at `serve_url` if that is given. Raises BuildFailedError."""
    with _failures_named():
        mkdocs_build(config, serve_url=serve_url)


@contextmanager
def _failures_named() -> Iterator[None]:
    """Raise BuildFailedError for what MkDocs refuses, and for errors of hooks, templates and extensions.

    It says which file and line of theirs failed. An error of this program, and a file that cannot be read or
    written, are raised as they are.
    """
    try:
        yield
    except (BuildFailedError, MemoryError):
        raise
    except Abort as error:  # what is wrong has been logged, and its own message is English
        raise BuildFailedError(message("build.above", locale_language(os.environ))) from error
    except MkDocsException as error:
        raise BuildFailedError(str(error)) from error
    except (Exception, SystemExit) as error:  # a hook may call sys.exit
        place = users_code.place(error)
        if place is None and (isinstance(error, TemplateError) or not isinstance(error, OSError)):
            place = users_code.package_place(error)
        if place is None and not isinstance(error, OSError) and not users_code.is_ours(error):
            place = f"{CONFIG}: {type(error).__name__}: {error}"
        if place is None:
            raise
        raise BuildFailedError(place) from error


@contextmanager
def working(lang: str, *, shown: bool) -> Iterator[None]:
    """Show on a terminal that work is in progress."""
    if not (shown and sys.stderr.isatty()):
        yield
        return
    with console().status(message("build.working", lang)):
        yield


@contextmanager
def _told_warnings() -> Iterator[list[str]]:
    """Print the warnings of MkDocs, and yield the list that collects them."""
    told: list[str] = []

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            told.append(record.getMessage())
            console().print(f"{record.levelname}: {record.getMessage()}")

    handler = Handler(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield told
    finally:
        logger.removeHandler(handler)
