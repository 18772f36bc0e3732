"""The server of a preview: MkDocs' own, but for what it does while a build runs or fails, which is: go on."""

from __future__ import annotations

import ipaddress
import logging
import os
import posixpath
import threading
import time
import webbrowser
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from plansite.diagnostics.messages import locale_language, message
from plansite.diagnostics.refusals import file_error_reason
from plansite.files import disk
from plansite.text import web_address

_LOG = logging.getLogger("mkdocs.plugins.plansite")
_OPEN = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  addresses that stand for all, and what reaches them


class ListenError(Exception):
    """The server cannot listen on its address; `reason` says why."""

    def __init__(self, reason: OSError) -> None:
        super().__init__(str(reason))
        self.reason = reason


class PreviewServer(LiveReloadServer):
    """Serves what is in a folder, and tells browsers when something else is there.

    MkDocs lets each request wait until a build has succeeded. Here a site is built elsewhere, so there is
    always one to be served. A document is made when somebody asks for it. Files are not watched here:
    `watched` collects what plugins want to be watched.
    """

    def __init__(self, host: str, port: int, folder: Path) -> None:
        super().__init__(builder=lambda: None, host=host, port=port, root=str(folder))
        self.watched: set[Path] = set()
        self._host = host
        self._folder = folder
        self._watched_paths[str(folder)] = 1  # else pages would not look for changes
        self.error_handler = self._error_page
        self._pending: dict[str, Callable[[], bytes]] = {}
        self._making = threading.Lock()

    def watch(self, path: str, func: object = None, *, recursive: bool = True) -> None:  # noqa: ARG002  as plugins call it
        """Add a file or folder to those that are watched."""
        self.watched.add(Path(path).absolute())

    def unwatch(self, path: str) -> None:
        """Take it out again."""
        self.watched.discard(Path(path).absolute())

    def listen(self) -> None:
        """Take the address, without answering yet. Raises ListenError."""
        try:
            self.server_bind()
            self.server_activate()
        except OSError as error:
            raise ListenError(error) from error

    def start(self) -> None:
        """Answer from now on, in another thread."""
        self.serve_thread.start()

    def show(self, site: Path, site_url: str, pending: Mapping[str, Callable[[], bytes]]) -> None:
        """Put `site` in the place of what is served, and let browsers load their pages again.

        `pending` makes the files that are empty in it, by path. Raises OSError.
        """
        with self._making:
            disk.swap(site, self._folder)
            self._pending = dict(pending)
            self.mount_path = mount_path(site_url)
        with self._epoch_cond:
            epoch = max(round(time.monotonic() * 1000), self._visible_epoch + 1)
            self._wanted_epoch = self._visible_epoch = epoch
            self._epoch_cond.notify_all()

    def address(self, site_url: str) -> str:
        """Return the URL of the preview of a site that is to be published at `site_url`."""
        host = _OPEN.get(self._host, self._host)
        with suppress(ValueError):
            if ipaddress.ip_address(host).version == 6:  # noqa: PLR2004  the name of the protocol
                host = f"[{host}]"
        return f"http://{host}:{self.server_port}{mount_path(site_url)}"

    def open(self, url: str) -> None:
        """Open a page in the browser, if there is one, without waiting for it."""

        def work() -> None:
            with suppress(Exception):
                webbrowser.open(url)

        threading.Thread(target=work, daemon=True).start()

    def serve_request(
        self, environ: dict[str, str], start_response: Callable[..., object]
    ) -> Iterable[bytes]:
        """Answer a request, as a WSGI application; a pending document is made first."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        try:
            self._make(posixpath.normpath(path.removeprefix(self.mount_path)))  # as a file is looked for
        except OSError as error:
            lang = locale_language(os.environ)
            reason = file_error_reason(error, lang)
            _LOG.error(message("file.failed", lang, path=path, reason=reason))
            start_response("500 Internal Server Error", [("Content-Type", "text/plain; charset=utf-8")])
            return [reason.encode()]
        answer: Iterable[bytes] = super().serve_request(environ, start_response)
        return answer

    def _make(self, path: str) -> None:
        with self._making:
            if path in self._pending:
                disk.replace(self._folder / path, self._pending[path]())
                del self._pending[path]

    def _error_page(self, code: int) -> bytes | None:
        path = self._folder / f"{code}.html"
        return path.read_bytes() if path.is_file() else None


def mount_path(site_url: str) -> str:
    """Return the path of a site, which begins and ends with a slash."""
    return f"/{web_address.path(site_url).strip('/')}/".replace("//", "/")
