"""The figures of a graph as the audit reads them: each with the interval that its printed digits allow."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from pyoxigraph import QuerySolutions, Store

QUERY = Path(__file__).parent.parent / "queries" / "figures.rq"
_PRINTED = re.compile(r"[0-9][0-9,]*(?:\.([0-9]+))?\s*(?:\([^)]*\))?\s*([十百千万亿萬億]*)")
_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8}


@dataclass(frozen=True, slots=True)
class Interval:
    """The values that a figure may have; None is unbounded."""

    low: Fraction | None
    high: Fraction | None

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return not (_below(self.high, other.low) or _below(other.high, self.low))

    def share(self, whole: Interval) -> Interval:
        """What per cent this is of a whole, both positive and bounded."""
        assert self.low is not None and self.high is not None and whole.low and whole.high
        return Interval(100 * self.low / whole.high, 100 * self.high / whole.low)

    def __add__(self, other: Interval) -> Interval:
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(low, high)


def _below(high: Fraction | None, low: Fraction | None) -> bool:
    return high is not None and low is not None and high < low


@dataclass(frozen=True)
class Figure:
    """One telling of an observation; the names are those of `figures.rq`, IRIs as text."""

    observation: str
    report: str
    issued: str | None
    sentence: str
    section: str | None
    quote: str
    start: str
    number_start: str
    number_end: str
    value: str
    lower: str | None
    upper: str | None
    bound: str
    unit: str | None
    unit_kind: str | None
    words: str | None
    measure: str | None
    statistic: str | None
    status: str
    aspect: str
    program: str | None
    joint: str | None
    organisation: str | None
    since: str | None
    until: str | None
    level: str | None
    place: str | None
    whole: str | None
    denominator: str | None
    sentence_start: str
    sentence_words: str

    @property
    def number_offset(self) -> int:
        """Where the number begins in the words of its sentence."""
        return int(self.number_start) - int(self.sentence_start)

    @property
    def number(self) -> str:
        """The number as printed, with its unit."""
        begin = int(self.number_start) - int(self.start)
        return self.quote[begin : begin + int(self.number_end) - int(self.number_start)]

    @cached_property
    def exact(self) -> bool:
        """Whether the text gives the number without 余, 约, 近 or a range."""
        return self.bound == "exact" and self.lower == self.upper

    @cached_property
    def amount(self) -> Fraction:
        """The value."""
        return Fraction(self.value)

    @cached_property
    def interval(self) -> Interval:
        """What may have been rounded to the printed number: 8.21万 → 82050…82150; 343 is 343."""
        if not self.exact:
            return Interval(self.lower and Fraction(self.lower), self.upper and Fraction(self.upper))  # type: ignore[arg-type]
        half = rounding(self.number, self.unit_kind == "share")
        return Interval(self.amount - half, self.amount + half)


def rounding(number: str, share: bool = False) -> Fraction:
    """Half a unit of the last printed place: 8.21万 → 50, 70.7% → 0.05, 86% → 0.5; a plain whole count is exact."""
    found = _PRINTED.search(unicodedata.normalize("NFKC", number))
    if found is None:
        return Fraction(0)
    decimals, scale = len(found[1] or ""), sum(_SCALES[character] for character in found[2])
    if not (decimals or scale or share):
        return Fraction(0)
    return Fraction(10) ** (scale - decimals) / 2


def figures(store: Store) -> list[Figure]:
    """Every telling of every observation, in the order of the reports."""
    found = store.query(QUERY.read_text("utf-8"))
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    told = [Figure(**dict(zip(names, map(_text, row), strict=True))) for row in found]
    return sorted(_unique(told), key=lambda figure: (figure.report, int(figure.number_start), figure.observation))


def _unique(told: Iterable[Figure]) -> Iterable[Figure]:
    """One figure for each number and observation, though it may share several programs or actors."""
    told = sorted(told, key=repr)  # the store gives solutions in no order to rely on
    return {(figure.observation, figure.report, figure.number_start): figure for figure in told}.values()


def _text(term: Any) -> Any:
    return None if term is None else term.value
