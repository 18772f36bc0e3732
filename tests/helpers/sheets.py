"""What the browser prints, read back."""

from __future__ import annotations

import io
import re
import unicodedata

from playwright.sync_api import Page
from pypdf import PageObject, PdfReader

# A PDF names glyphs; one that serves a character and a radical alike may be read back as the radical.
_RADICALS = str.maketrans(
    "⼾⺠⺟⻄⻁⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳―",
    "户民母西虎见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟—",
)


def sheets_of(page: Page) -> list[PageObject]:
    """Print the page that is open; return its sheets, of the size that it asks for."""
    return list(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)


def squeezed(text: str) -> str:
    """Return `text` without white space, each sign that only looks like a character as that character."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text.translate(_RADICALS)))
