"""The input of all pages: the plan with its relations, what people wrote, and the URL of everything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct, field

from plansite.plan.content_records import Correction, Synonym
from plansite.plan.model import Plan, Programme, Target, Unit
from plansite.plan.relations import Relations, relate
from plansite.plan.tree import Node
from plansite.progress.entries import RoundFiles
from plansite.views.contacts import Enquiries, Way, enquiries, ways
from plansite.views.standing import Standing, standing

_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
MEASURE = "measure"
"""Id of the kind whose items are collected on /measures/."""


class Content(Struct, frozen=True):
    """What people write under content/: Markdown, files, corrections of the source, and synonyms."""

    about: str = ""
    """Markdown that opens /about/."""
    data: str = ""
    """Markdown that opens /data/: the licence of the data, and what else their users must know."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Pages and assets that go into the site unchanged, by their path in docs/."""
    corrections: tuple[Correction, ...] = ()
    synonyms: tuple[Synonym, ...] = ()
    ignored: tuple[str, ...] = ()
    """Words of questions that carry no meaning to the search."""
    earlier: tuple[Plan | None, ...] = ()
    """The plan before each revision; None if it was not kept."""
    rounds: tuple[RoundFiles, ...] = ()
    """What units reported, in the order of the rounds' periods."""

    @property
    def pages(self) -> Iterator[tuple[str, str]]:
        """The URL and the title of each page among the files, its URL if it has no title."""
        for path, data in self.files.items():
            if path.endswith(".md"):
                folder, _, name = f"/{path}".rpartition("/")
                last = "" if name in {"index.md", "README.md"} else name.removesuffix(".md") + "/"
                url = f"{folder}/{last}"[1:]
                heading = _HEADING.search(data.decode("utf-8", "replace"))
                if url:
                    yield url, heading[1] if heading else url


class Site(Struct, frozen=True, eq=False, dict=True):
    """A plan ready to be laid out; there is one object per build.

    URLs are relative to the site's root: `actions/youth/#youth`.
    """

    plan: Plan
    content: Content
    relations: Relations
    _item_urls: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: Plan, content: Content) -> Site:
        """Return the site of `plan`, whose relations are computed once for all pages."""
        return cls(plan, content, relate(plan))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The printed names of all units, by id."""
        return {unit.id: unit.name for unit in self.plan.units}

    @cached_property
    def standing(self) -> Standing | None:
        """Whether the plan still stands."""
        return standing(self.plan)

    @cached_property
    def enquiries(self) -> Enquiries | None:
        """Whom to ask about the document."""
        return enquiries(self.plan)

    def ways(self, unit: Unit) -> tuple[Way, ...]:
        """Return how a unit can be reached."""
        return ways(unit)

    def has_page(self, unit: Unit) -> bool:
        """Return whether a unit has a page: the plan names it, or one whose part it does now."""
        return unit.id in self._with_page

    @cached_property
    def _with_page(self) -> frozenset[str]:
        return frozenset(unit.id for unit in self.relations.named_units)

    def unit_url(self, unit: Unit) -> str:
        """Return the URL of a unit's page."""
        return f"units/{unit.id}/"

    def item_url(self, node: Node) -> str:
        """Return the URL of an item: a section of the nearest page at or above it, /measures/ or /plan/."""
        found = self._item_urls.get(node.id)
        if found is None:
            home = self.relations.home(node)
            other = "measures/" if node.kind == MEASURE else "plan/"
            found = self._item_urls[node.id] = f"{self.page_url(home) if home else other}#{node.id}"
        return found

    def page_url(self, node: Node) -> str:
        """Return the URL of the page of an item that has its own."""
        kind = self.plan.kinds[node.item.kind or ""]
        return f"{kind.folder}/{node.id}/"

    def target_url(self, target: Target) -> str:
        """Return the URL of a target."""
        return f"targets/#{target.id}"

    def programme_url(self, programme: Programme) -> str:
        """Return the URL of a programme."""
        return f"programmes/#{programme.id}"

    @cached_property
    def _names(self) -> tuple[re.Pattern[str] | None, Mapping[str, Unit]]:
        units = {
            name: unit for unit in self.relations.named_units for name in (unit.full_name, unit.name) if name
        }
        longest_first = sorted(units, key=len, reverse=True)
        return (re.compile("|".join(map(re.escape, longest_first))) if units else None), units

    def mentions(self, text: str) -> list[tuple[str, Unit | None]]:
        """Split `text` into pieces, each with the unit that it names by printed or full name, or None.

        Where several names begin at the same place, the longest wins.
        """
        pattern, units = self._names
        pieces: list[tuple[str, Unit | None]] = []
        end = 0
        for match in pattern.finditer(text) if pattern else ():
            if match.start() > end:
                pieces.append((text[end : match.start()], None))
            pieces.append((match[0], units[match[0]]))
            end = match.end()
        if end < len(text):
            pieces.append((text[end:], None))
        return pieces
