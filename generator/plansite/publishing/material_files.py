"""What of Material's own files goes into the site: what is used, and nothing that calls another host."""

from __future__ import annotations

import re

# Source maps, and the scripts of Material's own search, which ours replaces.
_UNUSED = re.compile(r".*\.map|assets/javascripts/(?:lunr|workers)/.*")
# Material's bundle can fetch a polyfill, Mermaid and the figures of a repository on GitHub. This site has
# none of the three, so the addresses are never used; they go all the same.
_REMOTE = re.compile(r"https://(?:unpkg\.com|api\.github\.com)/")

# It tells the browser the colour scheme a second time, in a meta element that it makes: each of two changes
# has every element styled anew. The style sheets say the same (color-scheme on the root, in plansite.css).
_SCHEME = 'x("meta",{name:"color-scheme"})'

# While it puts the palette on, also at the start, it stops the transitions of every element: two more times.
_SWITCHING = 'document.body.setAttribute("data-md-color-switching","")'


def is_needed(path: str) -> bool:
    """Tell whether a file of the theme goes into the site."""
    return not _UNUSED.fullmatch(path)


def mended(script: str) -> str:
    """Return a script of the theme without other hosts, and without what has every element styled anew."""
    script = _REMOTE.sub("about:blank#", script).replace(_SCHEME, 'x("meta",{name:"ps-scheme"})')
    return script.replace(_SWITCHING, "void 0")
