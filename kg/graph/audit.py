"""The arithmetic audit: what the figures of all reports say about each other, as findings that cite their operands.

A finding never changes a figure. What the text does not settle gives none: a share is compared only with the one pair
of figures that fits it, or with the one it names; rounding is what the printed digits of all operands allow.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from pyoxigraph import NamedNode, Store

from kg.graph.figures import Figure, Interval, figures
from kg.graph.lines import Lines, decimal, text, zh
from kg.vocab import KG, RDF, RDFS, entity_iri, graph_iri

DISCRETE = ("people", "visits", "households", "organisations", "groups", "events", "cases", "documents")
PURE = ("share", "multiple", "rank", "ordinals", "levels", "scores", "age", "time")
"""Kinds of unit that are no amounts, so that no share of them is printed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A check of some figures: `kind` is the audit's rule, `verdict` consistent, inconsistent or undecided."""

    kind: str
    verdict: str
    label: str
    formula: str
    operands: tuple[Figure, ...]
    expected: Fraction | None = None
    tolerance: Fraction | None = None

    @property
    def iri(self) -> NamedNode:
        """The check's node, by its kind and operands."""
        operands = "\n".join(figure.observation for figure in self.operands)
        return entity_iri("check", self.kind, hashlib.sha256(operands.encode()).hexdigest()[:16])


def audit(store: Store) -> list[Finding]:
    """All findings over a graph, those that disagree first."""
    told = figures(store)
    order = ("inconsistent", "undecided", "consistent")
    found = {finding.iri.value: finding for check in CHECKS for finding in check(told)}
    return sorted(found.values(), key=lambda finding: (order.index(finding.verdict), finding.kind, finding.iri.value))


def derived_quads(findings: Iterable[Finding]) -> list[str]:
    """Sorted N-Quads lines of findings for the graph of what is derived."""
    lines = Lines(graph_iri("derived"))
    for finding in findings:
        lines.add(
            finding.iri,
            (RDF.type, KG.Check),
            (RDFS.label, zh(finding.label)),
            (KG.rule, text(f"audit/{finding.kind}")),
            (KG.verdict, entity_iri("verdict", finding.verdict)),
            (KG.formula, text(finding.formula)),
            (KG.expected, decimal(_decimal(finding.expected))),
            (KG.tolerance, decimal(_decimal(finding.tolerance))),
            *((KG.operand, NamedNode(figure.observation)) for figure in finding.operands),
        )
        if finding.kind == "repeat":
            first, again = finding.operands
            lines.add(NamedNode(again.observation), (KG.repeats, NamedNode(first.observation)))
    return list(lines)


def _decimal(number: Fraction | None) -> float | None:
    return None if number is None else round(float(number), 6)


def ratios(told: Iterable[Figure]) -> Iterator[Finding]:
    """Shares that two figures of the same sentence, or of the same section and subject, yield: 343/485 = 70.7%."""
    for near in _grouped(told, lambda figure: (figure.report, figure.section)):
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
        if len({(part.observation, whole.observation) for part, whole in fitting}) == 1:
            yield _ratio_finding(share, *fitting[0])
        if fitting:
            return


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
    for first, *later in _grouped(settled, _subject):
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


def parts(told: Iterable[Figure]) -> Iterator[Finding]:
    """Figures that the text calls part of another: none is greater, and together they may make up the whole."""
    told = list(told)
    wholes = {figure.observation: figure for figure in told}
    groups = _grouped((f for f in told if f.whole in wholes and f.unit == wholes[f.whole].unit), lambda f: (f.whole,))
    for members in groups:
        whole = wholes[members[0].whole or ""]
        members = list({figure.observation: figure for figure in members}.values())
        for part in members:
            if (
                part.interval.low is not None
                and whole.interval.high is not None
                and part.interval.low > whole.interval.high
            ):
                formula = f"{part.number} > {whole.number}"
                yield Finding("part", "inconsistent", "部分大于总数", formula, (whole, part), whole.amount)
        if len(members) > 1 and whole.exact and all(member.exact for member in members):
            yield from _total(whole, members)


def _total(whole: Figure, members: list[Figure]) -> Iterator[Finding]:
    total = Interval(Fraction(0), Fraction(0))
    for member in members:
        total += member.interval
    if total.meets(whole.interval):
        formula = " + ".join(member.number for member in members) + f" = {whole.number}"
        yield Finding("total", "consistent", "各部分之和等于总数", formula, (whole, *members), whole.amount)


def impossible(told: Iterable[Figure]) -> Iterator[Finding]:
    """Values that nothing countable can have, and deeds told before they could be done."""
    for figure in told:
        for label, wrong in (
            ("占比超过百分之百", figure.statistic == "share" and figure.aspect == "rate" and figure.amount > 100),
            ("数量为负", figure.amount < 0 and figure.aspect in ("flow", "stock") and figure.unit_kind in DISCRETE),
            ("名次不是正整数", figure.aspect == "rank" and (figure.amount < 1 or figure.amount.denominator > 1)),
            ("可数之物不是整数", figure.unit_kind in DISCRETE and _fractional(figure)),
            ("已实现的数值晚于报告发布", figure.status == "actual" and _later(figure.since, figure.issued)),
        ):
            if wrong:
                yield Finding("impossible", "inconsistent", label, figure.quote, (figure,))


def _fractional(figure: Figure) -> bool:
    return figure.exact and figure.aspect in ("flow", "stock") and figure.amount.denominator > 1


def _later(date: str | None, issued: str | None) -> bool:
    """Whether a date lies after another, as far as both are told."""
    length = min(len(date or ""), len(issued or ""))
    return (date or "")[:length] > (issued or "")[:length]


def _grouped(told: Iterable[Figure], key: Callable[[Figure], tuple[str | None, ...]]) -> Iterable[list[Figure]]:
    groups: dict[tuple[str | None, ...], list[Figure]] = defaultdict(list)
    for figure in told:
        groups[key(figure)].append(figure)
    return groups.values()


CHECKS = (ratios, agreements, parts, impossible)
