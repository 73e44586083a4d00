"""How much of a report its digest tells: which facts have one of the same value, unit and year there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bench.scoring.facts import COMPARE, same_value, years
from bench.scoring.figure import Figure, share

Row = Mapping[str, Any]


def told_again(original: Iterable[Row], digest: Iterable[Row]) -> Figure:
    """How many facts of the original's gold the digest tells too; a fact that gold marks optional is not asked for."""
    told = list(digest)
    return share(any(same_figure(fact, other) for other in told) for fact in original if not fact.get("optional"))


def same_figure(a: Row, b: Row) -> bool:
    """The same value and unit for the same years."""
    return (
        same_value(a["value"], b["value"])
        and COMPARE["unit"]("unit", a, b)
        and years(a.get("period")) == years(b.get("period"))
    )
