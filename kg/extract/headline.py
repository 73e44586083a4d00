"""A headline's figures: what the text below tells of the same number holds for them too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.context import as_of
from kg.model import Fact

UNDATED = "time/of-the-report"


def told_below(headline: Sequence[Fact], body: Sequence[Fact]) -> list[Fact]:
    """The facts of a headline, dated as the first fact of the text with the same number and unit is.

    驿站添到260家 over 三年来,全市建成驿站260家: both are of the three years.
    """
    first = {(f.value, f.unit): f for f in reversed(body)}
    return [_dated_as(fact, first.get((fact.value, fact.unit))) for fact in headline]


def _dated_as(fact: Fact, below: Fact | None) -> Fact:
    """A headline that tells its own time keeps it; so does a number too small to know again."""
    if below is None or fact.value < 10:
        return fact
    if UNDATED not in fact.rules:
        planned = below.status == "planned" and fact.status == "actual" and below.period == fact.period
        return replace(fact, status="planned") if planned else fact  # 今年再建60个驿站 over 今年将再建60个
    if fact.aspect == "stock":  # 骑手有了56个歇脚的家: a state, however it came about
        return replace(fact, period=as_of(below.period, "stock"), status=below.status)
    return replace(fact, period=below.period, aspect=below.aspect, status=below.status)
