"""Raw text → clean text with its offset map: the order of the repairs is the only thing this file decides."""

from __future__ import annotations

from kg.model import Text
from kg.reading.draft import Draft
from kg.reading.glosses import without_glosses
from kg.reading.lines import joined
from kg.reading.mojibake import undone
from kg.reading.punctuation import unified
from kg.reading.residue import without_residue
from kg.reading.script import simplified, width
from kg.reading.torn import mended

_STEPS = (undone, without_residue, mended, without_glosses, width, simplified, unified, joined)


def repair(raw: str) -> Text:
    """Clean a report's text: `２０１８ 年市總工會(huì)` → 2018年市总工会, each character with its raw stretch."""
    draft = Draft.of(raw)
    for step in _STEPS:
        draft = step(draft)
    return draft.finished(raw)
