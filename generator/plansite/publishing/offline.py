"""Pack the built site into a zip that can be opened from disk: its links name files instead of folders."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from plansite.files import zip_archive

_LINK = re.compile(r"""(?P<before><(?:a|link|form)\b[^>]*?\s(?:href|action)=["']?)(?P<url>[^"'\s>]+)""")
_ABSOLUTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|#|\?)", re.IGNORECASE)


def pack(files: Mapping[str, bytes], folder: str, stamp: dt.datetime) -> bytes:
    """Return a zip of a site's files by path, inside `folder`, each dated `stamp`."""
    return zip_archive.pack(
        {f"{folder}/{path}": _offline(path, data) for path, data in sorted(files.items())}, stamp
    )


def _offline(path: str, data: bytes) -> bytes:
    return to_files(data.decode()).encode() if path.endswith(".html") else data


def to_files(page: str) -> str:
    """Return the HTML of a page with links to folders (`units/kexie/`) naming the index.html in them."""
    return _LINK.sub(lambda match: match["before"] + _to_file(match["url"]), page)


def _to_file(url: str) -> str:
    if _ABSOLUTE.match(url):
        return url
    path = re.split(r"[?#]", url, maxsplit=1)[0]
    rest = url[len(path) :]
    if path.endswith("/") or path.rsplit("/", 1)[-1] in {".", ".."}:
        path = path.rstrip("/") + "/index.html"
    return path + rest
