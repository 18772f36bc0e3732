"""Find files of content/ that would take the place of something else on the site.

Places are compared as the server sees them: docs/units/kexie.md and docs/units/kexie/index.html are both
served at units/kexie/.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

_INDEX = {"index.md", "README.md"}
ERROR_PAGE = "404.html"
"""The page that is shown at any address where there is nothing, so its links start at the root."""
STYLE = "assets/stylesheets/site.css"
SCRIPT = "assets/javascripts/site.js"
"""Files that every site built by this program has, and no other folder."""
RESERVED = (ERROR_PAGE, "sitemap.xml", "sitemap.xml.gz", STYLE, SCRIPT)
"""Files that a build writes into the site besides docs/ and the documents."""


class CollisionError(Exception):
    """Files of content/ are in the way; `collisions` are all of them."""

    def __init__(self, collisions: tuple[Collision, ...]) -> None:
        super().__init__(*(each.written for each in collisions))
        self.collisions = collisions


class Collision(Struct, frozen=True):
    """A file of content/, by its path in docs/, and the address that it shares with something else.

    `other` is the path in docs/ or in the site of what is there already.
    """

    written: str
    address: str
    other: str


def served_at(path: str) -> str:
    """Return the path in the site of a file in docs/, by the rules of MkDocs for pages."""
    if not path.endswith(".md"):
        return path
    folder, slash, name = path.rpartition("/")
    if name in _INDEX:
        return f"{folder}{slash}index.html"
    return f"{path.removesuffix('.md')}/index.html"


def collisions(
    made: Iterable[str], documents: Iterable[str], written: Iterable[str]
) -> tuple[Collision, ...]:
    """Return the files of content/ that share an address, in order.

    `made` and `written` are paths in docs/, of what is generated and of what people wrote; `documents` are
    paths in the site.
    """
    taken = Taken({each: each for each in (*RESERVED, *documents)} | {served_at(path): path for path in made})
    found = []
    for path in sorted(written):
        place = served_at(path)
        other = taken.by(place)
        if other is not None:
            found.append(Collision(path, place.removesuffix("index.html"), other))
        else:
            taken.add(place, path)
    return tuple(found)


class Taken:
    """Places in the site that are taken: by files, and by the folders that these lie in."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        for place, other in places.items():
            self.add(place, other)

    def by(self, place: str) -> str | None:
        """Return what is at a place, or needs a folder there, or is a file where a folder is needed."""
        found = self._places.get(place) or self._folders.get(place)
        return found or next((self._places[each] for each in _above(place) if each in self._places), None)

    def add(self, place: str, other: str) -> None:
        """Take a place for `other`."""
        self._places[place] = other
        for folder in _above(place):
            self._folders.setdefault(folder, other)


def _above(place: str) -> Iterable[str]:
    parts = place.split("/")[:-1]
    return ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
