"""The records of the files in content/: corrections of the source, and synonyms for the search."""

from typing import Annotated

from plansite.plan.model import Record
from plansite.plan.scalars import Lists, whole
from plansite.text.question_words import QUESTION_WORDS


class Correction(Record, frozen=True):
    """A scanning error in the published text, and what the plan has in its place."""

    scanned: str
    corrected: str
    times: Annotated[int, whole(1)]
    reason: str


class Corrections(Record, frozen=True):
    """content/source/corrections.yaml: where the plan differs from the published text, and why."""

    corrections: tuple[Correction, ...] = ()


class Synonym(Record, frozen=True):
    """Words that people use, and the words of the plan that they mean."""

    words: Annotated[tuple[str, ...], Lists.NOT_EMPTY]
    means: Annotated[tuple[str, ...], Lists.NOT_EMPTY]


class Synonyms(Record, frozen=True):
    """content/synonyms.yaml: what to search for when a word does not occur in the plan.

    `ignored` are words of questions that carry no meaning; if it is left out, they are `QUESTION_WORDS`.
    """

    synonyms: tuple[Synonym, ...] = ()
    ignored: tuple[str, ...] = QUESTION_WORDS
