"""Web addresses: how to read one that may be broken, and how one is sent.

`plan.scalars` says which are good.
"""

from __future__ import annotations

from urllib.parse import SplitResult, quote, urlsplit

_NOTHING = SplitResult("", "", "", "", "")
_KEPT = "%/:;?#[]@!$&'()*+,=~"
"""What stands in an address as it is; % because what is encoded stays so."""


def read(address: str) -> SplitResult | None:
    """Return the parts of an address or a path, or None if it cannot be read: `http://[`."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def host(address: str) -> str:
    """Return the host that an address names, with its port; "" for a path, or what cannot be read."""
    return (read(address) or _NOTHING).netloc


def path(address: str) -> str:
    """Return the path of an address, "" if it cannot be read."""
    return (read(address) or _NOTHING).path


def in_ascii(address: str) -> str:
    """Return a good address in ASCII, as it is sent: the name in punycode, all else percent-encoded."""
    parts = urlsplit(address)
    name = (parts.hostname or "").encode("idna").decode()
    written = f"[{name}]" if ":" in name else name
    port = f":{parts.port}" if parts.port else ""
    return quote(parts._replace(netloc=written + port).geturl(), safe=_KEPT)
