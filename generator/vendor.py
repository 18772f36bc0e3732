"""What of Material's own files goes into the site: what is used, and nothing that calls another host."""

from __future__ import annotations

import re

_LUNR = "assets/javascripts/lunr/"
_LUNR_NEEDED = re.compile(r"min/lunr\.(?:multi|stemmer\.support|zh)\.min\.js")
# Material's bundle can fetch a polyfill, Mermaid and the figures of a repository on GitHub, and its search
# names a page in a warning. This site has none of these, so the addresses are never used; they go too.
_REMOTE = re.compile(r"https://(?:unpkg\.com|api\.github\.com|bit\.ly)/")


def is_needed(path: str) -> bool:
    """Tell whether a file of the theme goes into the site: no source maps, no word breaking but Chinese."""
    if path.endswith(".map"):
        return False
    return not path.startswith(_LUNR) or bool(_LUNR_NEEDED.fullmatch(path.removeprefix(_LUNR)))


def without_hosts(script: str) -> str:
    """Return a script of the theme with the hosts that it could call taken out."""
    return _REMOTE.sub("about:blank#", script)
