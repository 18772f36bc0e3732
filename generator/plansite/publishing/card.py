"""The picture that other programs show beside a link to the site (og:image): who answers for what.

It has no words, because a font would be that of the machine; the tags beside it have the title.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from plansite.pages.items import groups
from plansite.views.signature import Picture, picture
from plansite.views.site import Site

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

PATH = "assets/images/card.png"
SIZE = (1200, 630)
"""Width and height in pixels, as Open Graph's readers expect them."""

_FINER = 2
"""The picture is drawn larger and made smaller, which rounds its dots."""
_MARGIN, _RULE, _GAP = 80, 8, 4
_COLOURS = Path(__file__).parent / "theme/assets/stylesheets/base.css"
_Box = tuple[float, float, float, float]


def png(site: Site) -> bytes:
    """Return the picture of a site; a site without one has its red rule on paper."""
    from PIL import Image, ImageDraw  # noqa: PLC0415  most sites are built without an address

    width, height = (_FINER * each for each in SIZE)
    colours = _colours()
    image = Image.new("RGB", (width, height), colours["paper"])
    draw = ImageDraw.Draw(image)
    rule = tuple(_FINER * each for each in (_MARGIN, _MARGIN, SIZE[0] - _MARGIN, _MARGIN + _RULE))
    draw.rectangle(rule, colours["red"])
    found = picture(site, [entry.node for group in groups(site) for entry in group.entries])
    if found is not None:
        _squares(draw, found, colours)
    out = io.BytesIO()
    image.resize(SIZE, Image.Resampling.BOX).quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _squares(draw: ImageDraw, found: Picture, colours: Mapping[str, str]) -> None:
    for style, (left, top, right, bottom) in _cells(found):
        step = re.search(r"ps-(heat-[0-9])", style)
        draw.rectangle(
            (left, top, right, bottom), colours[step[1] if step else "heat-2" if style else "soft"]
        )
        if "ps-lead" in style:
            x, y, radius = (left + right) / 2, (top + bottom) / 2, min(right - left, bottom - top) / 4
            for more, colour in ((1.4, "paper"), (1.0, "red")):
                size = radius * more
                draw.ellipse((x - size, y - size, x + size, y + size), colours[colour])


def _cells(found: Picture) -> Iterator[tuple[str, _Box]]:
    """Yield the class and the place of each square; there is twice the gap between groups of rows."""
    rows = sum(map(len, found.groups))
    top: float = _MARGIN + 6 * _RULE
    width = (SIZE[0] - 2 * _MARGIN + _GAP) / len(found.columns)
    height = (SIZE[1] - _MARGIN - top + _GAP - 2 * _GAP * (len(found.groups) - 1)) / rows
    for number, group in enumerate(found.groups):
        for row in group:
            for column, cell in enumerate(row.cells):
                left = _MARGIN + column * width
                box = (left, top, left + width - _GAP, top + height - _GAP)
                yield cell.style if cell else "", tuple(_FINER * each for each in box)  # type: ignore[misc]
            top += height
        top += 2 * _GAP if number < len(found.groups) else 0


@cache
def _colours() -> Mapping[str, str]:
    """Return the colours of the light palette, by name."""
    light = _COLOURS.read_text("utf-8").partition('[data-md-color-scheme="default"]')[2].partition("}")[0]
    return dict(re.findall(r"--ps-([\w-]+): (#[0-9a-f]{3,6});", light))
