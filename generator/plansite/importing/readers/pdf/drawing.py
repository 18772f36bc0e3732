"""What a PDF page draws: characters and straight lines, each with its place."""

from __future__ import annotations

from typing import Any, NamedTuple

from pypdf import PageObject
from pypdf.generic import ContentStream

from plansite.importing.readers.limits import (
    GLYPHS,
    INSTRUCTIONS,
    MAX_GLYPHS,
    MAX_INSTRUCTIONS,
    MAX_OPERATORS,
    OPERATORS,
    Count,
)
from plansite.importing.readers.pdf import paths as pdf_paths
from plansite.importing.readers.pdf import text as pdf_text
from plansite.importing.readers.pdf.fonts import Fonts
from plansite.importing.readers.pdf.paths import Paths, Rule
from plansite.importing.readers.pdf.state import SAME, Graphics, Matrix, matrix, moved
from plansite.importing.readers.pdf.text import Glyph, Texts

_TURNED_BACK: tuple[Matrix, ...] = (  # by so many quarters with the clock
    SAME,
    (0.0, -1.0, 1.0, 0.0, 0.0, 0.0),
    (-1.0, 0.0, 0.0, -1.0, 0.0, 0.0),
    (0.0, 1.0, -1.0, 0.0, 0.0, 0.0),
)
_DEEPEST = 10  # forms within forms
_DRAWING = 20_000  # lines; a page with more of them is no page of tables


class Drawn(NamedTuple):
    """What a page shows, turned as most of its text is; y grows upwards."""

    glyphs: list[Glyph]
    rules: list[Rule]
    width: float


class Pen:
    """Draws the pages of a document, and counts what that costs."""

    def __init__(self) -> None:
        self.fonts = Fonts()
        self.operators, self.glyphs = Count(MAX_OPERATORS, OPERATORS), Count(MAX_GLYPHS, GLYPHS)
        self._size = Count(MAX_INSTRUCTIONS, INSTRUCTIONS)
        self._forms: dict[int, tuple[Any, list[Any]]] = {}

    def drawn(self, page: PageObject) -> Drawn:
        """Return what a page shows, without stamps and watermarks; raise Unreadable if it is too much."""
        canvas = _Canvas(self, page)
        contents = page.get("/Contents")
        if contents is not None:
            canvas.run(self._parsed(contents.get_object()), page.get("/Resources"))
        return canvas.drawn()

    def form(self, form: Any) -> list[Any]:  # noqa: ANN401  objects of pypdf have no types
        """Return the operators of a form, which is parsed once."""
        if id(form) not in self._forms:
            self._forms[id(form)] = (form, self._parsed(form))
        return self._forms[id(form)][1]

    def _parsed(self, stream: Any) -> list[Any]:  # noqa: ANN401
        content = ContentStream(stream, None, "bytes")
        self._size.add(len(content.get_data()))
        return content.operations


class _Canvas:
    """A page while it is drawn."""

    def __init__(self, pen: Pen, page: PageObject) -> None:
        turns = page.rotation // 90
        self._pen, self._graphics = pen, Graphics(_TURNED_BACK[turns % 4])
        self._sides = (page.mediabox.width, page.mediabox.height)[:: -1 if turns % 2 else 1]
        self._texts, self._paths = Texts(self._graphics, pen.glyphs), Paths(self._graphics)
        self._resources: Any = {}
        self._depth = 0

    def drawn(self) -> Drawn:
        """Return what was drawn, turned as most of the text."""
        turn = max(range(4), key=lambda turn: len(self._texts.glyphs[turn]))
        rules = self._paths.rules if len(self._paths.rules) <= _DRAWING else []
        turned = [_turned(rule, _TURNED_BACK[turn]) for rule in rules]
        return Drawn(self._texts.glyphs[turn], turned, float(self._sides[turn % 2]))

    def run(self, operations: list[Any], resources: Any) -> None:  # noqa: ANN401
        """Carry out operators with the resources that they name; one with wrong operands draws nothing."""
        outer, self._resources = self._resources, resources or self._resources
        for operands, operator in operations:
            self._pen.operators.add()
            try:
                self._act(operator, operands)
            except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
                continue
        self._resources = outer

    def _act(self, operator: bytes, operands: list[Any]) -> None:
        if operator in pdf_text.OPERATORS:
            pdf_text.OPERATORS[operator](self._texts, operands)
        elif operator in pdf_paths.OPERATORS:
            pdf_paths.OPERATORS[operator](self._paths, operands)
        elif operator == b"q":
            self._graphics.keep()
        elif operator == b"Q":
            self._graphics.bring_back()
        elif operator == b"cm":
            self._graphics.transform(matrix(operands))
        elif operator == b"Tf":
            self._graphics.change(size=float(operands[1]), font=None)
            self._graphics.change(font=self._pen.fonts.font(self._resource("/Font", operands[0])))
        elif operator == b"Do":
            self._do(self._resource("/XObject", operands[0]))

    def _do(self, form: Any) -> None:  # noqa: ANN401
        if form.get("/Subtype") != "/Form" or self._depth == _DEEPEST:
            return
        self._depth += 1
        with self._graphics.apart():
            self._graphics.transform(matrix(form.get("/Matrix", SAME)))
            self.run(self._pen.form(form), form.get("/Resources"))
        self._depth -= 1

    def _resource(self, kind: str, name: str) -> Any:  # noqa: ANN401
        return self._resources.get_object()[kind].get_object()[name].get_object()


def _turned(rule: Rule, back: Matrix) -> Rule:
    one, other = moved((rule.x, rule.y), back), moved((rule.end, rule.top), back)
    return Rule(*map(min, one, other), *map(max, one, other))
