"""The arithmetic audit: what the figures of all reports say about each other, as findings that cite their operands.

A finding never changes a figure. What the text does not settle gives none: a share is compared only with the one pair
of figures that fits it, or with the one it names; rounding is what the printed digits of all operands allow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import permutations

from pyoxigraph import Store

from kg.graph.changes import changes
from kg.graph.figures import Figure, figures
from kg.graph.findings import VERDICTS, Finding, derived_quads, grouped
from kg.graph.plans import targets
from kg.graph.wholes import parts, totals

__all__ = ["Finding", "audit", "derived_quads"]

DISCRETE = ("people", "visits", "households", "organisations", "groups", "events", "cases", "documents")
FULFILMENT = ("完成率", "达成率", "实现率")
PURE = ("share", "multiple", "rank", "ordinals", "levels", "scores", "age", "time")
"""Kinds of unit that are no amounts, so that no share of them is printed."""


def audit(store: Store) -> list[Finding]:
    """All findings over a graph, those that disagree first."""
    told = figures(store)
    found = {finding.iri.value: finding for check in CHECKS for finding in check(told)}
    return sorted(
        found.values(), key=lambda finding: (VERDICTS.index(finding.verdict), finding.kind, finding.iri.value)
    )


def ratios(told: Iterable[Figure]) -> list[Finding]:
    """Shares that two figures yield: 343/485 = 70.7%; a repeat of one that is settled is left out."""
    found = list(_ratios(told))
    settled = {(f.operands[0].report, f.operands[0].amount) for f in found if f.verdict != "undecided"}
    return [f for f in found if f.verdict != "undecided" or (f.operands[0].report, f.operands[0].amount) not in settled]


def _ratios(told: Iterable[Figure]) -> Iterator[Finding]:
    """Each share with the figures of its sentence, or of its section and subject."""
    for near in grouped(told, lambda figure: (figure.report, figure.section)):
        amounts = [figure for figure in near if _amount(figure)]
        for share in near:
            if share.unit_kind == "share" and share.exact and share.aspect != "delta" and share.statistic != "growth":
                yield from _ratio(share, amounts)


def _ratio(share: Figure, amounts: list[Figure]) -> Iterator[Finding]:
    """The finding on one share: the nearer pairs decide, and only if one of them alone fits."""
    pairs = [(part, whole) for part, whole in permutations(amounts, 2) if _fraction_of(part, whole, share)]
    within = [pair for pair in pairs if all(figure.sentence == share.sentence for figure in pair)]
    named = [(part, whole) for part, whole in within if whole.observation == share.denominator]
    if share.denominator and len(named) == 1:
        yield _ratio_finding(share, *named[0])
        return
    for candidates in (within, [pair for pair in pairs if _alike(*pair) and any(_alike(share, f) for f in pair)]):
        fitting = [pair for pair in candidates if pair[0].interval.share(pair[1].interval).meets(share.interval)]
        if len({frozenset((part.observation, whole.observation)) for part, whole in fitting}) == 1:
            yield _ratio_finding(share, *fitting[0])
        if fitting:
            return
    yield Finding("ratio", "undecided", "未见比率的分子、分母", f"印作 {share.number}", (share,))


def _amount(figure: Figure) -> bool:
    return figure.exact and figure.amount > 0 and figure.unit_kind not in PURE and figure.aspect in ("flow", "stock")


def _fraction_of(part: Figure, whole: Figure, share: Figure) -> bool:
    same = part.unit is not None and part.unit == whole.unit and part.status == whole.status == share.status
    return (
        same and part.observation != whole.observation and part.amount <= whole.amount and (whole.interval.low or 0) > 0
    )


def _alike(one: Figure, other: Figure) -> bool:
    """Whether two figures are about the same thing: one measure, or names that share two characters in a row."""
    if one.measure and one.measure == other.measure:
        return True
    first, second = one.words or "", other.words or ""
    return any(first[i : i + 2] in second for i in range(len(first) - 1))


def _ratio_finding(share: Figure, part: Figure, whole: Figure) -> Finding:
    quotient = part.interval.share(whole.interval)
    agrees = quotient.meets(share.interval)
    low, high = quotient.low or Fraction(0), quotient.high or Fraction(0)
    return Finding(
        kind="ratio",
        verdict="consistent" if agrees else "inconsistent",
        label="比率与分子、分母相符" if agrees else "比率与分子、分母不符",
        formula=f"{part.number} ÷ {whole.number} = {float(100 * part.amount / whole.amount):.4g}%，印作 {share.number}",
        operands=(share, part, whole),
        expected=100 * part.amount / whole.amount,
        tolerance=(high - low) / 2 + ((share.interval.high or 0) - share.amount),
    )


def agreements(told: Iterable[Figure]) -> Iterator[Finding]:
    """The same quantity told in two sections or reports: a repeat or a contradiction of the first."""
    settled = [f for f in told if f.words and f.organisation and f.unit and f.since and not f.joint]
    for first, *later in grouped(settled, _subject):
        for again in later:
            apart = (first.report, first.section) != (again.report, again.section)  # side by side two things are told
            if apart and first.observation != again.observation:
                yield from _agreement(first, again)


def _subject(figure: Figure) -> tuple[str | None, ...]:
    """Everything that two figures have to share to speak of one quantity."""
    about = (figure.measure, figure.words, figure.unit, figure.program, figure.organisation, figure.level, figure.place)
    return *about, figure.status, figure.aspect, figure.since, figure.until


def _agreement(first: Figure, again: Figure) -> Iterator[Finding]:
    formula = f"{first.number}；{again.number}"
    if first.amount == again.amount and first.bound == again.bound:
        if first.report != again.report:
            yield Finding("repeat", "consistent", "两份报告数值一致", formula, (first, again))
    elif not first.interval.meets(again.interval):
        one = again.aspect in ("stock", "rate", "rank")  # a flow may be two deeds of the same kind
        label = "同一指标数值矛盾" if one else "同一指标数值不同，或为两事"
        yield Finding("contradiction", "inconsistent" if one else "undecided", label, formula, (first, again))


def impossible(told: Iterable[Figure]) -> Iterator[Finding]:
    """Values that nothing countable can have, and deeds told before they could be done."""
    for figure in told:
        for label, wrong in (
            ("占比超过百分之百", _share(figure) and figure.amount > 100),
            ("数量为负", figure.amount < 0 and figure.aspect in ("flow", "stock") and figure.unit_kind in DISCRETE),
            ("名次不是正整数", figure.aspect == "rank" and (figure.amount < 1 or figure.amount.denominator > 1)),
            ("可数之物不是整数", figure.unit_kind in DISCRETE and _fractional(figure)),
            ("已实现的数值晚于报告发布", figure.status == "actual" and _later(figure.since, figure.issued)),
        ):
            if wrong:
                yield Finding("impossible", "inconsistent", label, figure.quote, (figure,))


def _share(figure: Figure) -> bool:
    """Whether a figure is a part of a hundred: a task may be done by more (完成率123%)."""
    return figure.statistic == "share" and figure.aspect == "rate" and not (figure.words or "").endswith(FULFILMENT)


def _fractional(figure: Figure) -> bool:
    return figure.exact and figure.aspect in ("flow", "stock") and figure.amount.denominator > 1


def _later(date: str | None, issued: str | None) -> bool:
    """Whether a date lies after another, as far as both are told."""
    length = min(len(date or ""), len(issued or ""))
    return (date or "")[:length] > (issued or "")[:length]


CHECKS = (ratios, agreements, parts, totals, changes, targets, impossible)
