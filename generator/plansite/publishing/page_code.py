"""The QR code of a page's address, which leads from a printed page back to the site."""

from __future__ import annotations

from functools import cache


@cache
def svg(url: str) -> str:
    """Return the code of `url` as an SVG element, whose colour and size the style sheet gives."""
    import segno  # noqa: PLC0415  most sites are built without an address

    return segno.make(url, micro=False, error="m").svg_inline(
        omitsize=True, border=0, svgclass="ps-code", lineclass=None
    )
