"""Quantities: from the characters of a sentence to value, unit and bound, or to a skip with its reason.

A rule is a name, a pattern and a production. The name says what the reader sees (`quantity/arabic-with-unit`). Rules
are tried in order, each over the whole sentence; what an earlier rule took is closed to the later ones. The corpus
beside this file shows what each takes and leaves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.extract.lexicon import alternation
from kg.extract.quantity.counts import RULES as COUNTS
from kg.extract.quantity.quantity import (
    CHINESE,
    DIGITS,
    LEXICON,
    NUMERALS,
    PLACES,
    Found,
    Quantity,
    Rule,
    fixed,
    skipped,
    unit_pattern,
)
from kg.extract.quantity.shares import RANKS, SHARES
from kg.extract.quantity.skips import IDENTIFIERS, NAMES, ORDINALS
from kg.regions import regions

__all__ = ["RULES", "Found", "Quantity", "Rule", "find_quantities"]

RULES: Sequence[Rule] = (
    *IDENTIFIERS,
    *NAMES,
    *RANKS,
    *ORDINALS,
    *SHARES,
    *COUNTS,
    Rule("quantity/skip-unread", DIGITS, fixed(r"\d+(?:[.,]\d+)*"), skipped("unread")),
    Rule("quantity/skip-unread", DIGITS, fixed(r"\d+"), skipped("unread")),  # what is left of A41,652
)
TELLING = re.compile(f"[{DIGITS}{NUMERALS}半数几]|翻番")


def find_quantities(text: str, closed: Sequence[tuple[int, int]] = ()) -> list[Found]:
    """All quantities and skips of `text` from left to right; nothing inside the spans of `closed` is read."""
    if not TELLING.search(text):
        return []
    taken = bytearray(len(text))  # 1 where a character is somebody's
    for start, end in (*closed, *(m.span() for m in _names().finditer(text))):
        _take(taken, start, end)
    characters = set(text)
    found = [f for rule in RULES if not characters.isdisjoint(rule.needs) for f in _apply(rule, text, taken)]
    return sorted(found, key=lambda f: f.start)


def _take(taken: bytearray, start: int, end: int) -> None:
    taken[start:end] = b"\1" * (end - start)


@cache
def _names() -> re.Pattern[str]:
    """Names with a Chinese numeral and a unit in them: 五台县 has no five machines, 红十字会 no ten words."""
    looks_counted = re.compile(rf"{CHINESE}(?:{unit_pattern()}|{PLACES})")
    places = [form for region in regions() for form in region.forms if looks_counted.search(form)]
    clear = alternation([*(form for form in places if len(form) > 2), *LEXICON["name"]["words"]])
    short = alternation(form for form in places if len(form) == 2)  # 三台 is a county or three machines
    return re.compile(rf"{clear}|{short}(?={alternation(LEXICON['name']['behind_places'])})")


def _apply(rule: Rule, text: str, taken: bytearray) -> Iterator[Found]:
    position = 0
    pattern = rule.pattern()
    while m := pattern.search(text, position):
        result = rule.produce(m, rule.id)
        free = result is not None and 1 not in taken[result.start : result.end]
        position = m.end() if free else m.start() + 1
        if result and free:
            _take(taken, result.start, result.end)
            yield result
