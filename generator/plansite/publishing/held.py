"""HTML of pages between its making and its use: MkDocs makes that of all pages before it uses any.

Compressed it is a tenth, and the plan as records is then the largest thing in a build.
"""

from __future__ import annotations

import zlib

_FAST = 1
_ERRORS = "surrogatepass"  # what is held is given back as it was, whatever it is


class Held:
    """The HTML of pages by their paths."""

    def __init__(self) -> None:
        self._pages: dict[str, bytes] = {}

    def put(self, path: str, html: str) -> None:
        """Hold the HTML of a page."""
        self._pages[path] = zlib.compress(html.encode("utf-8", _ERRORS), _FAST)

    def take(self, path: str) -> str | None:
        """Return the HTML of a page and let go of it; None where none is held."""
        data = self._pages.pop(path, None)
        return None if data is None else zlib.decompress(data).decode("utf-8", _ERRORS)
