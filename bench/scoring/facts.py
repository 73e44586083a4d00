"""Facts: which of ours is which of gold's, by report, value, sentence and quote, and what is right about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bench.scoring.figure import Figure, pair, share
from bench.scoring.names import fits, fold, likeness

Row = Mapping[str, Any]
CORE = ("unit", "measure", "org", "period", "status")
FULL = (*CORE, "program", "bound", "aspect", "level")
UNITS = {"名": "人", "位": "人", "场": "场次"}
NUMERAL = re.compile(r"[0-9][0-9.]*|[零〇一二三四五六七八九十百千万亿两半数]+")


def score_facts(gold: Sequence[Row], ours: Sequence[Row]) -> dict[str, Figure]:
    """The figures of one report; rows of gold that are optional count neither way."""
    found = [(gold[i], ours[j]) for i, j in pair(_candidates(gold, ours))]
    optional = sum(bool(row.get("optional")) for row in gold)
    free = sum(bool(row.get("optional")) for row, _ in found)
    pairs = [(theirs, row) for theirs, row in found if not theirs.get("optional")]
    sizes = len(ours) - free, len(gold) - optional
    counts = {
        "found": len(pairs),
        "core": sum(all(agrees(key, *both) for key in CORE) for both in pairs),
        "full": sum(all(agrees(key, *both) for key in FULL) for both in pairs),
    }
    figures = {name: Figure(right, *sizes) for name, right in counts.items()}
    for key in FULL:
        figures[key] = share(agrees(key, *both) for both in pairs)
        figures[f"{key}.answered"] = share(agrees(key, *both) for both in pairs if both[1].get(key) not in (None, ""))
    return figures


def agrees(key: str, gold: Row, ours: Row) -> bool:
    """Whether an attribute of ours is what gold says."""
    return COMPARE.get(key, _equal)(key, gold, ours)


def _equal(key: str, gold: Row, ours: Row) -> bool:
    return (gold.get(key) or None) == (ours.get(key) or None)


def _same_unit(key: str, gold: Row, ours: Row) -> bool:
    a, b = (fold(row.get(key)) or row.get(key) for row in (gold, ours))
    return UNITS.get(a or "", a) == UNITS.get(b or "", b)


def _accepted(key: str, gold: Row, ours: Row) -> bool:
    return fits(key, ours.get(key), gold.get(key) or [])


def _same_years(key: str, gold: Row, ours: Row) -> bool:
    return years(gold.get(key)) == years(ours.get(key))


def _told_as_done(key: str, gold: Row, ours: Row) -> bool:
    """What is planned and what is required are told apart by few readers."""
    theirs, told = gold[key], ours.get(key) or "actual"
    return bool((theirs == "actual") == (told == "actual"))


COMPARE: Mapping[str, Callable[[str, Row, Row], bool]] = {
    "unit": _same_unit,
    "measure": _accepted,
    "program": _accepted,
    "org": _accepted,
    "period": _same_years,
    "status": _told_as_done,
}


def years(period: Mapping[str, str | None] | None) -> tuple[str, str]:
    """First and last year of a period."""
    start = (period or {}).get("start") or ""
    return start[:4], ((period or {}).get("end") or start)[:4]


def _candidates(gold: Sequence[Row], ours: Sequence[Row]) -> Iterator[tuple[float, int, int]]:
    for i, theirs in enumerate(gold):
        for j, row in enumerate(ours):
            if same_value(theirs["value"], row.get("value")) and same_place(theirs, row):
                yield _likeness(theirs, row), i, j


def _likeness(gold: Row, ours: Row) -> float:
    quote = likeness(fold(gold["quote"]), fold(ours["quote"]))
    sentence = likeness(fold(gold["sentence"]), fold(ours["sentence"]), 4)
    return sum(agrees(key, gold, ours) for key in FULL) + 2 * quote + 2 * sentence


def same_value(gold: float, ours: float | None) -> bool:
    """Equal but for rounding."""
    return ours is not None and abs(gold - ours) <= 1e-6 * max(1.0, abs(gold))


def same_place(gold: Row, ours: Row) -> bool:
    """Whether our sentence is gold's, give or take a clause, and our quote is a short one around the same numeral."""
    sentence, quote = fold(ours.get("sentence")), fold(ours.get("quote"))
    theirs, number = fold(gold["sentence"]), fold(gold["quote"])
    if not quote or quote not in sentence or len(sentence) > 2 * len(theirs) + 40 or len(quote) > len(number) + 30:
        return False
    if not (number in sentence or sentence in theirs or likeness(theirs, sentence, 4) >= 0.5):
        return False
    numerals = NUMERAL.findall(number)
    return not numerals or any(numeral in quote for numeral in numerals)
