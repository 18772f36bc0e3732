"""HTTP headers for the site, with a content security policy that lets only the theme's scripts run.

The error page holds the theme and nothing of the plan, so the policy allows its inline scripts, by hash, and
no others: a script that any other page adds does not run. https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree, html

from plansite.build.collisions import ERROR_PAGE
from plansite.publishing import site_check

THEME = ERROR_PAGE
"""The page whose inline scripts are the theme's."""

_PARSER = html.HTMLParser(encoding="utf-8")
_SCRIPTS = {"", "module", "text/javascript", "application/javascript", "text/ecmascript"}
# Material's style sheet draws icons as masks from data: URLs.
_DIRECTIVES: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "media-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
_FRAMES = frozenset(("iframe", "frame", "object", "embed"))
_UNUSED = ("camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb")


def headers(theme: bytes) -> dict[str, str]:
    """Return the headers of every response, by name; `theme` is the error page of the built site."""
    hashes = " ".join(dict.fromkeys(f"'{_hash(script)}'" for script in inline_scripts(theme)))
    directives = {**_DIRECTIVES, "script-src": f"{_DIRECTIVES['script-src']} {hashes}".rstrip()}
    return {
        "Content-Security-Policy": "; ".join(f"{name} {sources}" for name, sources in directives.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in _UNUSED),
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def to_nginx(found: Mapping[str, str]) -> str:
    """Return headers as lines for a `location` of nginx; our values hold no quotation mark and no $."""
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in found.items())


def inline_scripts(page: bytes) -> tuple[str, ...]:
    """Return the inline scripts of a page, in order; data blocks are no scripts."""
    return tuple(each.text or "" for each in _tree(page).iter("script") if _is_inline(each))


def blocked(page: bytes, theme: bytes) -> Iterator[str]:
    """Yield the elements and attributes of a page that the policy made from `theme` blocks."""
    allowed = set(inline_scripts(theme))
    for element in _tree(page).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _FRAMES:
            yield f"<{element.tag}>"
        yield from (
            f"<{element.tag} {link}>" for link in site_check.loads(element) if site_check.is_remote(link)
        )
        if element.tag == "style" or (_is_inline(element) and (element.text or "") not in allowed):
            yield f"<{element.tag}>"
        yield from (f"<{element.tag} {name}>" for name in _active(element.attrib))


def _active(names: Iterable[str]) -> Iterator[str]:
    return (name for name in names if name == "style" or name.startswith("on"))


def _is_inline(element: etree._Element) -> bool:
    kind = (element.get("type") or "").strip().lower()
    return element.tag == "script" and element.get("src") is None and kind in _SCRIPTS


def _hash(script: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


def _tree(page: bytes) -> etree._Element:
    try:
        return html.document_fromstring(page, parser=_PARSER)
    except etree.ParserError:  # there is nothing in it
        return html.Element("html")
