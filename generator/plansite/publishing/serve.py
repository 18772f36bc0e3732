"""Preview a site: build it after each edit, beside the one that is shown, and show it once that succeeded.

Whatever is broken or deleted meanwhile, the last good site stays.
"""

from __future__ import annotations

import html
import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from types import FrameType

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from plansite.diagnostics.messages import message
from plansite.diagnostics.refusals import file_error_reason
from plansite.files import disk
from plansite.project import project
from plansite.project.project import Documents, Generated
from plansite.publishing import publish, refresh, settings_file, users_code
from plansite.publishing.page_cache import PageCache
from plansite.publishing.preview_server import PreviewServer
from plansite.publishing.watching import Watch

_LOG = logging.getLogger("mkdocs.plugins.plansite")
_PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>plansite</title>
</head><body><pre style="white-space: pre-wrap">{text}</pre></body></html>
"""
"""Shown until there is a site. It reloads by itself, as MkDocs lets only pages of a site do that."""


def serve(host: str, port: int, lang: str, *, opened: bool = False, quiet: bool = False) -> None:
    """Serve the site of the project in the working folder until this process is interrupted or ended.

    With `opened` it is opened in a browser. Raises ListenError if the address cannot be had.
    """
    # Python takes an old hook for the new one where both are of the same second and size.
    sys.dont_write_bytecode = True
    _log_to_terminal(quiet=quiet)
    with _until_ended() as ended, TemporaryDirectory(prefix="plansite_") as folder:
        server = PreviewServer(host, port, Path(folder, "site"))
        try:
            server.listen()
            _Preview(server, Path(folder, "site"), lang, ended).run(opened=opened)
        finally:
            _uninterrupted()
            server.shutdown()


class _Preview:
    """Builds a project's site whenever something has changed."""

    def __init__(self, server: PreviewServer, place: Path, lang: str, ended: Event) -> None:
        self._server, self._place, self._lang, self._ended = server, place, lang, ended
        self._root = Path.cwd()
        self._watch = Watch(self._root / project.DOCS)
        self._watch.sources |= {self._root / project.PLAN, self._root / project.CONTENT}
        self._shown = False
        self._errors = _Errors()
        self._config: MkDocsConfig | None = None
        self._site_url = "/"
        self._source_date = os.environ.get("SOURCE_DATE_EPOCH", "")

    def run(self, *, opened: bool) -> None:
        """Build, serve, and build again after each change, without end."""
        try:
            self._update()
            url = self._server.address(self._site_url)
            self._server.start()
            _LOG.info(message("serve.at", self._lang, url=url))
            if opened:
                self._server.open(url)
            while not self._ended.is_set():
                self._watch.wait()
                self._update()
        finally:
            if self._config is not None:
                self._config.plugins.on_shutdown()

    def _update(self) -> None:
        """Build the site and show it; if that fails, say why and leave what is shown."""
        with suppress(ValueError):  # a name that no file can have
            self._watch.sources.update(settings_file.sources(self._root / publish.CONFIG))
        self._watch.begin()
        self._errors.told.clear()
        try:
            new, documents = self._built()
            self._server.show(new, self._site_url, documents.pending)
            self._shown = True
        except publish.BuildFailedError as error:
            self._keep(str(error))
        except OSError as error:
            reason = file_error_reason(error, self._lang)
            self._keep(message("file.failed", self._lang, path=error.filename or "", reason=reason))
        except Exception as error:  # noqa: BLE001  an error of this program is no reason to take the site away
            _LOG.exception("")
            self._keep(f"{type(error).__name__}: {error}")
        finally:
            self._watch.sources |= users_code.files(self._root) | self._server.watched
            self._watch.end()

    def _built(self) -> tuple[Path, Documents]:
        """Build the site in a folder of its own; return that, and the documents, of which some are pending.

        Raises BuildFailedError, OSError.
        """
        self._restore_source_date()
        users_code.forget(self._root)
        generated, documents = self._generated()
        self._watch_plans(generated)
        new = disk.fresh(self._place)
        _, config = publish.load(site_dir=new)
        self._begin(config)
        self._site_url = config.site_url or "/"
        config.site_url = url = self._server.address(self._site_url)
        cache = PageCache(self._place.with_name("pages"), self._place)
        for plugin in publish.our_plugins(config):
            plugin.generated, plugin.documents, plugin.as_it_is = generated, documents, generated is None
            plugin.cache = cache
        publish.run(config, serve_url=url)
        cache.save()
        return new, documents or project.NO_DOCUMENTS

    def _generated(self) -> tuple[Generated | None, Documents | None]:
        """Bring docs/ up to date; return what it holds and the documents, or two None to show it as it is.

        Raises BuildFailedError if the plan has errors, and there is a site already, or no docs/ to show.
        """
        with project.alone(self._root, lambda: _LOG.info(message("lock.waiting", self._lang))):
            try:
                generated = refresh.docs(self._root, _LOG, serving=False)
            except PluginError:
                if self._shown or not (self._root / project.DOCS / "index.md").is_file():
                    told = message("serve.plan", self._lang, path=project.PLAN)
                    raise publish.BuildFailedError(told) from None
                _LOG.error(message("serve.broken", self._lang))
                return None, None
            return generated, refresh.pending_documents(self._root, generated) if generated else None

    def _restore_source_date(self) -> None:
        """Undo what the last build did: it sets the day of its plan, which may be another one now."""
        os.environ.pop("SOURCE_DATE_EPOCH", None)
        if self._source_date:
            os.environ["SOURCE_DATE_EPOCH"] = self._source_date

    def _begin(self, config: MkDocsConfig) -> None:
        """Tell plugins once that this is a preview, and watch what they and the settings name."""
        if self._config is None:
            config.plugins.on_startup(command="serve", dirty=False)
            config.plugins.on_serve(self._server, config=config, builder=self._server.builder)
        self._config = config
        self._watch.sources.update(Path(each).absolute() for each in config.watch)
        if config.theme.custom_dir:
            self._watch.sources.add(Path(config.theme.custom_dir).absolute())

    def _watch_plans(self, generated: Generated | None) -> None:
        """Watch the plans before each revision, which may lie anywhere in the project."""
        revisions = generated.plan.revisions if generated else ()
        self._watch.sources.update(self._root / each.plan for each in revisions if each.plan)

    def _keep(self, reason: str) -> None:
        """Say why there is no new site; where there is none at all, say it in the browser, too."""
        _LOG.error(message("serve.kept" if self._shown else "serve.nothing", self._lang, reason=reason))
        if self._shown:
            return
        page = _PAGE.format(lang=self._lang, text=html.escape("\n".join(self._errors.told)))
        for name in ("index.html", "404.html"):
            with suppress(OSError):  # on a full disk the terminal must do
                disk.replace(self._place / name, page.encode("utf-8", "replace"))


class _Errors(logging.Handler):
    """Collects the errors that are told while a site is built."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []
        logging.getLogger("mkdocs").addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep an error."""
        self.told.append(record.getMessage())


def _log_to_terminal(*, quiet: bool) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)-8s %(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING if quiet else logging.INFO)


@contextmanager
def _until_ended() -> Iterator[Event]:
    """Leave the block when this process is interrupted or ended, which is no error.

    Yields an event that is then set, because a hook may catch what is raised in its midst.
    """
    ended = Event()

    def end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  as Python calls it
        ended.set()
        raise KeyboardInterrupt

    for each in _signals():
        if signal.getsignal(each) is not signal.SIG_IGN:  # as with nohup
            signal.signal(each, end)
    try:
        yield ended
    except KeyboardInterrupt:
        pass
    finally:
        _uninterrupted()


def _uninterrupted() -> None:
    """Let nothing but a kill interrupt this process from now on, so that it leaves no files behind."""
    for each in _signals():
        signal.signal(each, signal.SIG_IGN)


def _signals() -> tuple[signal.Signals, ...]:
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    return tuple(getattr(signal, name) for name in names if hasattr(signal, name))
