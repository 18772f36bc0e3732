"""Bring docs/ and the documents up to date within a build by MkDocs; problems go to its log."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from mkdocs.exceptions import PluginError

from plansite.build.collisions import CollisionError
from plansite.diagnostics import report
from plansite.diagnostics.messages import locale_language, message
from plansite.diagnostics.problems import Severity
from plansite.diagnostics.refusals import file_error_reason
from plansite.project import project
from plansite.project.project import Documents, Generated

_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.NOTE: logging.INFO}


def docs(root: Path, log: logging.Logger, *, serving: bool) -> Generated | None:
    """Bring docs/ under `root` up to date and return what it holds, or None if that fails in a preview.

    Raises PluginError if it fails in a build.
    """
    lang = locale_language(os.environ)
    try:
        generated = _written(root, log, lang)
        if generated is not None:
            return generated
    except OSError as error:
        log.error(_file_failed(error, lang))  # noqa: TRY400
    except CollisionError as error:
        for each in error.collisions:
            log.error(project.collision(each, lang))  # noqa: TRY400
    if serving:
        log.error(message("serve.broken", lang))
        return None
    raise PluginError(message("build.failed", lang, reason=project.PLAN))


def _written(root: Path, log: logging.Logger, lang: str) -> Generated | None:
    sources = project.read(root, lang)
    for problem in sources.problems:
        log.log(_LEVELS[problem.severity], report.line(problem, lang))
    if sources.plan is None or sources.content is None:
        return None
    generated = project.prepare(root, sources.plan, sources.content, sources.published)
    for path in generated.difference.blocked:
        log.error(message("files.blocked", lang, path=path))
    for told in project.write(root, generated, lang):
        log.warning(told)
    return generated


def _file_failed(error: OSError, lang: str) -> str:
    return message("file.failed", lang, path=error.filename or "", reason=file_error_reason(error, lang))


def pending_documents(root: Path, generated: Generated) -> Documents:
    """Return the documents that are quick to make, for a preview: only those made before are there."""
    stamp = project.source_date(generated.plan, os.environ)
    return project.documents_to_make(root, generated, stamp, slow=False)


def documents(root: Path, generated: Generated, log: logging.Logger) -> Documents:
    """Return the documents that are quick to make, for a build by MkDocs alone.

    If a file cannot be written, log that and return NO_DOCUMENTS.
    """
    stamp = project.source_date(generated.plan, os.environ)
    try:
        return project.documents(root, generated, stamp, slow=False)
    except OSError as error:
        lang = locale_language(os.environ)
        log.error(_file_failed(error, lang))  # noqa: TRY400
        return project.NO_DOCUMENTS
