"""Figures as the pages show them: one entry an observation, with each sentence that tells it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from markupsafe import Markup, escape

from endpoint.graph import Row

MARKS = {"exact": "", "about": "≈", "over": ">", "under": "<", "at_least": "≥", "at_most": "≤"}
"""The sign of each bound before the value."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Where a figure is told: the sentence, the words that hold the number, the report."""

    sentence: str
    quote: str
    report: str


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
    def years(self) -> str:
        """The period: 2019, or 2015–2019."""
        start, end = self.row.get("from", ""), self.row.get("to", "")
        return start if start == end else f"{start}–{end}"


def figures(rows: Iterable[Row]) -> list[Figure]:
    """The rows of figures.rq, gathered by observation, in their order."""
    found: dict[str, Figure] = {}
    for row in rows:
        figure = found.setdefault(row["observation"], Figure(row))
        telling = Telling(row["sentence"], row["quote"], row["report"])
        if telling not in figure.tellings:
            figure.tellings.append(telling)
    return list(found.values())


def number(text: str) -> str:
    """A decimal with its thousands apart: 388000 → 388,000; what is no number stays as it is."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    return f"{value:,f}"


def marked(sentence: str, quote: str) -> Markup:
    """A sentence with the words that hold the number marked, everything escaped."""
    before, found, after = sentence.partition(quote) if quote else (sentence, "", "")
    if not found:
        return escape(sentence)
    return escape(before) + Markup("<mark>") + escape(found) + Markup("</mark>") + escape(after)
