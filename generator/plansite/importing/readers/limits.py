"""How much of a document is read: bounds far above those of any plan, each said when it is met."""

from __future__ import annotations

from plansite.diagnostics.problems import Message
from plansite.importing.readers.reader import Unreadable

MAX_CHARACTERS = 300_000
MAX_LINES = 10_000
MAX_PARAGRAPHS = 50_000
MAX_ELEMENTS = 400_000
MAX_PAGES = 1_000
MAX_SOURCE = 4_000_000
MAX_ENDS = 200_000
MAX_INSTRUCTIONS = 5_000_000
MAX_OPERATORS = 300_000
MAX_OBJECTS = 400_000
MAX_CODES = 200_000
MAX_GLYPHS = 600_000
MAX_PAGE = 16_000_000

_LESS = ("keep what belongs to the plan and import that", "请只保留规划的内容，再导入")


def _more(en: str, zh: str) -> Message:
    return Message(f"it has more than {{limit}} {en}; {_LESS[0]}", f"文件超过 {{limit}} {zh}；{_LESS[1]}")


CHARACTERS = _more("characters of text", "个字")
LINES = _more("lines of text", "行文字")
PARAGRAPHS = _more("paragraphs and table rows, empty ones included", "个段落和表格行（含空的）")
ELEMENTS = _more("elements or attributes", "个元素或属性")
OBJECTS = _more("objects", "个对象")
PAGES = _more("pages", "页")
INSTRUCTIONS = _more("bytes of instructions that draw its pages", "字节的页面绘制指令")
OPERATORS = _more("instructions that draw its pages", "条页面绘制指令")
CODES = _more("widths of characters in its fonts", "个字体字符宽度")
GLYPHS = _more("characters drawn, spaces and repeated ones included", "个绘制的字符（含空格和重复的）")
ENDS = _more("lines, blank ones included", "行（含空行）")
SOURCE = _more("characters, markup and blank lines included", "个字符（含标记和空行）")


class Count:
    """Counts what is read, and ends the reading at a limit."""

    def __init__(self, limit: int, wording: Message) -> None:
        self._limit, self._wording, self._count = limit, wording, 0

    def add(self, number: int = 1) -> None:
        """Count `number` more; raise Unreadable, which says the limit, if these are too many."""
        self._count += number
        if self._count > self._limit:
            raise Unreadable(self._wording, {"limit": self._limit})
