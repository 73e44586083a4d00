"""Run-in heads: what a stretch of a paragraph says of itself before it tells, 【职工教育】…, 三是丰富文体生活。…"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.lexicon import lexicon
from kg.extract.program.naming import PLAIN

BARE = frozenset(lexicon("program", "themes")["label"]["bare"])
BRACKETED = re.compile("^【([^【】]{2,16})】")
ORDERED = re.compile(
    r"^(?:[一二三四五六七八九十]是|第[一二三四五六七八九十],|其[一二三四五六七八],?)([^,。:;\d]{4,24})[,。:;]"
)


def under(headings: Sequence[str], head: str | None) -> Sequence[str]:
    """The headings above a stretch with a run-in head of its own: 二是… replaces 一是….

    Without one (None) they stay; where it names nothing ("") it only ends the one before.
    """
    if head is None:
        return headings
    kept = [h for h in headings if not ORDERED.match(f"{h}。")]
    return (*kept, head) if head else tuple(kept)


def label(sentence: str) -> str | None:
    """What a sentence names before it tells: 职工教育 of 【职工教育】 办夜校3所; '' where a new one begins unnamed."""
    if m := BRACKETED.match(sentence):
        return "" if m[1] in BARE or m[1] in PLAIN else m[1]
    m = ORDERED.match(sentence)
    return None if not m else "" if ";" in sentence else m[1]
