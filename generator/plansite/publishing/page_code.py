"""The QR code of a page's address, which leads from a printed page back to the site."""

from __future__ import annotations

from functools import cache

from plansite.text import web_address


@cache
def svg(url: str) -> str:
    """Return the code of `url` as an SVG element, whose colour and size the style sheet gives.

    It holds the address in ASCII, because readers differ on other letters. An address that is too long for a
    code has none: "".
    """
    import segno  # noqa: PLC0415  most sites are built without an address

    try:
        code = segno.make(web_address.in_ascii(url), micro=False, error="m")
    except segno.DataOverflowError:
        return ""
    return code.svg_inline(omitsize=True, border=0, svgclass="ps-code", lineclass=None)
