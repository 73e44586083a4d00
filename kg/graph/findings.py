"""A finding of the audit, and how the graph tells it."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from pyoxigraph import NamedNode

from kg.graph.figures import Figure
from kg.graph.lines import Lines, decimal, text, zh
from kg.vocab import KG, RDF, RDFS, entity_iri, graph_iri

VERDICTS = ("inconsistent", "undecided", "consistent")
"""Those that disagree first."""


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

    @property
    def said(self) -> tuple[object, ...]:
        """What is found, wherever it stands: a sentence that is told twice says the same."""
        return self.kind, self.verdict, frozenset((f.amount, f.measure or f.words) for f in self.operands)


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


def tally(findings: Iterable[Finding]) -> dict[str, Counter[str]]:
    """How many findings of each kind have which verdict; what a report repeats counts once."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, verdict, _ in {finding.said for finding in findings}:
        counts[str(kind)][str(verdict)] += 1
    return dict(sorted(counts.items()))


def grouped(told: Iterable[Figure], key: Callable[[Figure], tuple[str | None, ...]]) -> list[list[Figure]]:
    """Figures that share a key, in the order of the first of each."""
    groups: dict[tuple[str | None, ...], list[Figure]] = defaultdict(list)
    for figure in told:
        groups[key(figure)].append(figure)
    return list(groups.values())
