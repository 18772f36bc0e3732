"""Headers as `plansite headers` writes them for nginx, read back."""

from __future__ import annotations

import re

_LINE = re.compile(r'add_header ([\w-]+) "([^"$]*)" always;')


def from_nginx(text: str) -> dict[str, str]:
    """Return the headers in lines of nginx by name."""
    lines = [_LINE.fullmatch(line) for line in text.splitlines()]
    return {line[1]: line[2] for line in lines if line}
