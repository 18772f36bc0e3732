"""Select and patch Material's own files: only what is used, and nothing that contacts another host."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemLoader

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.theme import Theme

# Source maps, the scripts of Material's search, which our own replaces, and its palette: base.css has ours.
_UNUSED = re.compile(r".*\.map|assets/javascripts/(?:lunr|workers)/.*|assets/stylesheets/palette\..*")
# Material's bundle can fetch a polyfill, Mermaid, and the statistics of a GitHub repository. This site uses
# none of the three, so these URLs are never fetched; they are removed all the same.
_REMOTE = re.compile(r"https://(?:unpkg\.com|api\.github\.com)/")

# Material's script also sets the colour scheme in a meta element that it adds; each of these two changes
# restyles every element. The style sheets already say the same (color-scheme on the root, in plansite.css).
_SCHEME = 'x("meta",{name:"color-scheme"})'

# While it switches the palette, at the start as well, it stops all transitions: two more restyles.
_SWITCHING = 'document.body.setAttribute("data-md-color-switching","")'


class _VisibleFiles(FileSystemLoader):
    """Finds templates as ever, but lists none in hidden folders; Material has ten thousand icons in one."""

    def list_templates(self) -> list[str]:
        """Return the names of templates, sorted."""
        found: set[str] = set()
        for root in self.searchpath:
            for folder, inner, names in os.walk(root, followlinks=self.followlinks):
                inner[:] = [name for name in inner if not name.startswith(".")]
                found.update(Path(folder, name).relative_to(root).as_posix() for name in names)
        return sorted(found)


def list_fewer(theme: Theme) -> None:
    """Keep MkDocs from listing files of `theme` in hidden folders, which it would leave out one by one."""
    plain = theme.get_env

    def get_env() -> Environment:
        env = plain()
        env.loader = _VisibleFiles(theme.dirs)
        return env

    theme.get_env = get_env  # type: ignore[method-assign]


def is_needed(path: str) -> bool:
    """Return whether a file of the theme goes into the site."""
    return not _UNUSED.fullmatch(path)


def mended(script: str) -> str:
    """Return a script of the theme without other hosts, and without what restyles every element."""
    script = _REMOTE.sub("about:blank#", script).replace(_SCHEME, 'x("meta",{name:"ps-scheme"})')
    return script.replace(_SWITCHING, "void 0")
