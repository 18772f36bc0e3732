"""The command `serve`. Imports are late, so that --help is quick."""

from __future__ import annotations

import errno
import ipaddress
import os
import sys

import click

from plansite.cli.session import UNUSABLE, Session, check_source_date
from plansite.diagnostics.messages import message
from plansite.diagnostics.refusals import file_error_reason

_LAST_PORT = 65535


def serve(session: Session, address: str, *, opened: bool) -> None:
    """Serve the site on `address` (host:port) until interrupted; exit with 2 if that is taken.

    Raises click.UsageError if it is no address, or SOURCE_DATE_EPOCH no time.
    """
    check_source_date(session)
    host, port = parse(address, session.lang)
    for path in ("plan.yaml", "mkdocs.yml"):
        if not os.path.lexists(path):
            session.fail(UNUSABLE, "serve.missing", path=path)
    from plansite.publishing.preview_server import ListenError  # noqa: PLC0415
    from plansite.publishing.serve import serve as run  # noqa: PLC0415

    try:
        run(host, port, session.lang, opened=opened and _has_screen(), quiet=session.quiet)
    except ListenError as error:
        _refuse(session, address, error.reason)
    session.say("serve.ended")


def parse(address: str, lang: str) -> tuple[str, int]:
    """Return the host and the port of HOST:PORT. Raises click.UsageError if it is something else."""
    host, colon, port = address.rpartition(":")
    if not colon or not host or not port:
        raise click.UsageError(message("serve.form", lang, address=address))
    bracketed = host.startswith("[") and host.endswith("]")
    bare = host[1:-1] if bracketed else host
    try:
        right = (ipaddress.ip_address(bare).version == 6) is bracketed  # noqa: PLR2004  the name of the protocol
    except ValueError:
        right = host == "localhost"
    if not right:
        raise click.UsageError(message("serve.host", lang, host=host))
    if not (port.isascii() and port.isdigit() and len(port) < 6 and int(port) <= _LAST_PORT):  # noqa: PLR2004  the digits of 65535
        raise click.UsageError(message("serve.port", lang, port=port))
    return bare, int(port)


def _refuse(session: Session, address: str, reason: OSError) -> None:
    if reason.errno == errno.EADDRINUSE:
        session.fail(UNUSABLE, "serve.taken", address=address)
    if reason.errno == errno.EADDRNOTAVAIL:
        words = message("serve.no-host", session.lang)
    else:
        words = file_error_reason(reason, session.lang)
    session.fail(UNUSABLE, "serve.refused", address=address, reason=words)


def _has_screen() -> bool:
    """Return whether a browser can open a window; one for text would take over the terminal."""
    if sys.platform in {"darwin", "win32"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))
