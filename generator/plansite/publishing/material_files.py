"""Select and patch Material's own files: only what is used, and nothing that contacts another host."""

from __future__ import annotations

import re

# Source maps, and the scripts of Material's search, which our own search replaces.
_UNUSED = re.compile(r".*\.map|assets/javascripts/(?:lunr|workers)/.*")
# Material's bundle can fetch a polyfill, Mermaid, and the statistics of a GitHub repository. This site uses
# none of the three, so these URLs are never fetched; they are removed all the same.
_REMOTE = re.compile(r"https://(?:unpkg\.com|api\.github\.com)/")

# Material's script also sets the colour scheme in a meta element that it adds; each of these two changes
# restyles every element. The style sheets already say the same (color-scheme on the root, in plansite.css).
_SCHEME = 'x("meta",{name:"color-scheme"})'

# While it switches the palette, at the start as well, it stops all transitions: two more restyles.
_SWITCHING = 'document.body.setAttribute("data-md-color-switching","")'


def is_needed(path: str) -> bool:
    """Return whether a file of the theme goes into the site."""
    return not _UNUSED.fullmatch(path)


def mended(script: str) -> str:
    """Return a script of the theme without other hosts, and without what restyles every element."""
    script = _REMOTE.sub("about:blank#", script).replace(_SCHEME, 'x("meta",{name:"ps-scheme"})')
    return script.replace(_SWITCHING, "void 0")
