"""Change over time: base + delta = now, and growth rates, across the years that the reports tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from kg.graph.figures import Figure, Interval
from kg.graph.findings import Finding, grouped

AMOUNTS = ("flow", "stock")


def changes(told: Iterable[Figure]) -> Iterator[Finding]:
    """Deltas and growth rates against the figure of the same measure now and, where it is told, a year before."""
    settled = [figure for figure in told if figure.measure and figure.organisation and figure.until]
    for same in grouped(settled, lambda f: (f.measure, f.organisation, f.program, f.level, f.status)):
        for change in same:
            rate = change.unit_kind == "share"
            if change.aspect == "delta" and not rate:
                yield from _delta(change, same)
            elif rate and (change.statistic == "growth" or change.aspect == "delta"):
                yield from _growth(change, same)


def _now(change: Figure, same: Sequence[Figure], back: int = 0) -> Figure | None:
    """The one amount of the same measure that is told for a change's year, or for `back` years before it."""
    year = str(int((change.until or "")[:4]) - back)
    amounts = [f for f in same if f.aspect in AMOUNTS and f.unit_kind != "share" and (f.until or "")[:4] == year]
    near = [f for f in amounts if f.sentence == change.sentence] or amounts
    return near[0] if len({figure.amount for figure in near}) == 1 else None


def _delta(change: Figure, same: Sequence[Figure]) -> Iterator[Finding]:
    now, base = _now(change, same), _now(change, same, 1)
    if now is None or now.unit != change.unit:
        return
    if base is not None and base.unit == now.unit:
        fits = (base.interval + change.interval).meets(now.interval)
        label = "基数与增量之和等于现数" if fits else "基数与增量之和不等于现数"
        formula = f"{base.number} + {change.number} = {float(base.amount + change.amount):.12g}，印作 {now.number}"
        verdict = "consistent" if fits else "inconsistent"
        yield Finding("delta", verdict, label, formula, (now, base, change), base.amount + change.amount)
    elif change.interval.low is not None and now.interval.high is not None:  # the base itself is not told
        fits = change.interval.low <= now.interval.high
        label = "增量不大于现数" if fits else "增量大于现数"
        formula = f"{change.number} {'≤' if fits else '>'} {now.number}，未见基数"
        yield Finding("delta", "consistent" if fits else "inconsistent", label, formula, (now, change), now.amount)


def _growth(change: Figure, same: Sequence[Figure]) -> Iterator[Finding]:
    now, base = _now(change, same), _now(change, same, 1)
    if now is None or base is None or now.unit != base.unit or base.amount <= 0:
        formula = f"增长 {change.number}，未见现数或基数"
        yield Finding("growth", "undecided", "增长率缺少现数或基数", formula, (change,))
        return
    if None in (now.interval.low, now.interval.high) or not (base.interval.low and base.interval.high):
        return
    whole = Fraction(100)
    rate = now.interval.share(base.interval) + Interval(-whole, -whole)
    expected = 100 * now.amount / base.amount - 100
    fits = rate.meets(change.interval)
    formula = f"{now.number} ÷ {base.number} − 1 = {float(expected):.4g}%，印作 {change.number}"
    label = "增长率与现数、基数相符" if fits else "增长率与现数、基数不符"
    yield Finding("growth", "consistent" if fits else "inconsistent", label, formula, (change, now, base), expected)
