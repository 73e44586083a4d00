"""Where a name ends though its clause goes on, and stretches that end as a name does and are none."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from kg.extract.lexicon import alternation
from kg.extract.program.naming import LEXICON, STRONG
from kg.language import is_word

TRIM, SUFFIX = LEXICON["trim"], LEXICON["suffix"]
CARRIED, ROUNDS = frozenset(TRIM["carried"]), frozenset(LEXICON["list"]["rounds_alone"])
COUNTS = rf"{alternation(SUFFIX['counts'])}\d"
BEFORE_THE_CLAUSE = rf"{alternation(STRONG)}(?={COUNTS}|{alternation(SUFFIX['goes_on'])})"
OVER = re.compile(BEFORE_THE_CLAUSE)
PRONOUN = re.compile(alternation(TRIM["pronouns"]))


def name_end(text: str, start: int, end: int) -> int:
    """第二届技能大赛|也顺利走完决赛 → where 大赛 ends: what stands behind a contest's ending is the clause."""
    over = OVER.search(text, start, end)
    return over.end() if over else end


def begins_a_word(doc: Doc, start: int) -> bool:
    """Whether a name may begin at `start`: 规范|化街道服务站 and 主办|方滨海市 begin inside a word."""
    return not any(w.idx < start < w.idx + len(w) and is_word(w.text) for w in doc)


def is_phrase(doc: Doc, start: int, end: int) -> bool:
    """经培育和评选, 此项工作, 初赛和选拔赛: a stretch that a preposition leads, a pronoun, or bare rounds."""
    text = doc.text[start:end]
    if any(w.idx == start and w.text in CARRIED for w in doc) or PRONOUN.search(text):
        return True
    return set(re.split("[和与及、]", text)) <= ROUNDS
