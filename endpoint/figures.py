"""Figures as the pages show them: one entry an observation, with each sentence that tells it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from markupsafe import Markup, escape

from endpoint.graph import Row

MARKS = {"exact": "", "about": "≈", "over": "≥", "under": "<", "at_least": "≥", "at_most": "≤"}
"""The sign of each bound before the value: ≥ for 以上, 余, 多, 超过 and 不少于; < for 近, 不足; ≈ for 约."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Where a figure is told: the sentence, the words that hold the number, the report; raw offsets into its text."""

    sentence: str
    quote: str
    report: str
    sentence_start: int
    start: int
    number_start: int
    number_end: int

    @classmethod
    def of(cls, row: Row) -> Telling:
        """The telling of a row; where the number's own place is unknown it is that of the quote."""
        start = int(row["start"])
        offset = row["sentence"].find(row["quote"])
        begin = int(row.get("sentenceStart", start - max(offset, 0)))
        first = int(row.get("numberStart", start))
        last = int(row.get("numberEnd", first + len(row["quote"]) if offset >= 0 else first))
        return cls(row["sentence"], row["quote"], row["report"], begin, start, first, last)


@dataclass(slots=True)
class Figure:
    """One observation; the row holds its value, unit, measure, program, organisation, period and status."""

    row: Row
    tellings: list[Telling] = field(default_factory=list)

    @property
    def value(self) -> str:
        """The value as a person reads it: ≈ 388,000, or 3–5 for a range."""
        mark = MARKS.get(self.row.get("bound", "exact"), "")
        lower, upper = self.row.get("lower"), self.row.get("upper")
        shown = number(self.row["value"])
        if not mark and lower and upper and lower != upper:
            shown = f"{number(lower)}–{number(upper)}"
        return f"{mark} {shown}" if mark else shown

    @property
    def amount(self) -> float:
        """The value as a length can show it."""
        return float(self.row["value"])

    @property
    def years(self) -> str:
        """The period: 2019, or 2015–2019."""
        return span(self.row.get("from", ""), self.row.get("to", ""))

    @property
    def planned(self) -> bool:
        """Whether it is planned or required, not yet done."""
        return not self.row["status"].endswith("/actual")


def figures(rows: Iterable[Row]) -> list[Figure]:
    """The rows of figures.rq, gathered by observation, in their order."""
    found: dict[str, Figure] = {}
    for row in rows:
        figure = found.setdefault(row["observation"], Figure(row))
        telling = Telling.of(row)
        if telling not in figure.tellings:
            figure.tellings.append(telling)
    return list(found.values())


def span(start: str, end: str) -> str:
    """A stretch of time: 2019, or 2015–2019."""
    return start if start == end or not end else f"{start}–{end}"


def calm(text: str) -> str:
    """A stretch of text to be shown: of a run of empty lines one stays."""
    return re.sub(r"(?:[ \t\u3000\xa0]*\r?\n){3,}", "\n\n", text)


def number(text: str) -> str:
    """A decimal with its thousands apart: 388000 → 388,000; what is no number stays as it is."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    return f"{value:,f}"


def linked(sentence: str, spans: Iterable[tuple[int, int, str]]) -> Markup:
    """A sentence with each span of it marked and linked to the page of its figure, everything escaped.

    Spans are (start, end, address) in the sentence; of two that overlap the first is marked.
    """
    parts, done = [], 0
    for start, end, address in sorted(spans):
        if done <= start < end <= len(sentence):
            link = Markup('<a href="{}"><mark>{}</mark></a>').format(address, sentence[start:end])
            parts += [escape(sentence[done:start]), link]
            done = end
    return Markup("").join([*parts, escape(sentence[done:])])


def marked(sentence: str, quote: str) -> Markup:
    """A sentence with the words that hold the number marked, everything escaped."""
    before, found, after = sentence.partition(quote) if quote else (sentence, "", "")
    if not found:
        return escape(sentence)
    return escape(before) + Markup("<mark>") + escape(found) + Markup("</mark>") + escape(after)
