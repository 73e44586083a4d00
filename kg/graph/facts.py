"""Facts as observations: a figure told twice in the same way is one observation with two pieces of evidence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain, count

from pyoxigraph import NamedNode

from kg.graph.lines import Lines, decimal, integer, text, when, zh
from kg.graph.names import Names
from kg.model import Extraction, Fact, Period
from kg.vocab import (
    KG,
    OA,
    QB,
    RDF,
    RDFS,
    entity_iri,
    evidence_iri,
    observation_iri,
    period_iri,
    report_iri,
    sentence_iri,
)

ACTORS = ("org", "person", "site")
Observations = Mapping[int, NamedNode]
"""The observation of each number, by where the number begins."""


def observations(extraction: Extraction, names: Names, lines: Lines) -> Observations:
    """Write the facts of a report; the first fact of a statement names its observation."""
    report, raw = extraction.report.id, extraction.report.text.raw
    statements = _statements(extraction.facts)
    nodes = _nodes(statements, report, raw)
    by_start: dict[int, NamedNode] = {}
    for node, facts in zip(nodes, statements, strict=True):
        _observe(node, facts[0], names, lines)
        for fact in facts:
            by_start.setdefault(fact.number_start, node)
            _prove(node, fact, report, raw, lines)
    _repeat(nodes, statements, lines)
    for node, facts in zip(nodes, statements, strict=True):
        for predicate, start in (link for fact in facts for link in fact.links.items()):
            lines.add(node, (KG[predicate], by_start.get(start)))
    return by_start


def _statements(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Facts grouped into statements, in text order; a sentence tells a figure once, so two in one stay apart."""
    groups: list[list[Fact]] = []
    latest: dict[object, list[Fact]] = {}
    for fact in sorted(facts, key=lambda fact: (fact.number_start, fact.number_end, fact.start, repr(fact))):
        told = latest.get(_statement(fact))
        if told is None or fact.measure is None or told[-1].sentence_start == fact.sentence_start:
            told = []
            groups.append(told)
            latest.setdefault(_statement(fact), told)
        told.append(fact)
    return groups


def _statement(fact: Fact) -> object:
    """All that two statements must agree in to be one."""
    amount = (fact.value, fact.value_max, fact.unit, fact.bound, fact.status, fact.aspect, fact.period)
    subject = (fact.measure, fact.indicator, fact.programs, fact.organisations, fact.level, fact.place)
    return amount, subject


def _nodes(statements: Iterable[list[Fact]], report: str, raw: str) -> list[NamedNode]:
    """An IRI for each statement, of its first number; a number that carries several facts counts them from 2 on."""
    nodes: dict[NamedNode, None] = {}
    for first, *_ in statements:
        base = observation_iri(report, first.number_start, raw[first.number_start : first.number_end])
        counted = (NamedNode(f"{base.value}/{number}") for number in count(2))
        nodes[next(node for node in chain([base], counted) if node not in nodes)] = None
    return list(nodes)


def _observe(node: NamedNode, fact: Fact, names: Names, lines: Lines) -> None:
    lower, upper = limits(fact)
    lines.add(
        node,
        (RDF.type, KG.Observation),
        (RDF.type, QB.Observation),
        (KG.value, decimal(fact.value)),
        (KG.lower, decimal(lower)),
        (KG.upper, decimal(upper)),
        (KG.unit, names.find(fact.unit, ("unit",)) if fact.unit else None),
        (KG.measure, names.find(fact.indicator, ("measure",)) if fact.indicator else None),
        (KG.measureText, text(fact.measure)),
        (KG.bound, entity_iri("bound", fact.bound)),
        (KG.status, entity_iri("status", fact.status)),
        (KG.aspect, entity_iri("aspect", fact.aspect)),
        (KG.level, entity_iri("level", fact.level) if fact.level else None),
        (KG.place, text(fact.place)),
        (KG.period, period(fact.period, lines)),
    )
    _belong(node, fact, names, lines)


def _belong(node: NamedNode, fact: Fact, names: Names, lines: Lines) -> None:
    """Programs and actors; the first is the figure's own, further ones share it."""
    programs = dict.fromkeys(names.find(name, ("program",)) for name in fact.programs)  # two names may be one thing
    for place, program in enumerate(programs):
        lines.add(node, (KG.jointProgram if place else KG.program, program))
    actors = dict.fromkeys(names.find(name, ACTORS) for name in fact.organisations)
    for place, actor in enumerate(actors):
        lines.add(node, (KG.jointOrganisation if place else KG.organisation, actor))


def limits(fact: Fact) -> tuple[float | None, float | None]:
    """The least and greatest value meant: 3至5家 → (3, 5), 5000余 → (5000, None), 约30 → (None, None)."""
    if fact.value_max is not None:
        return fact.value, fact.value_max
    lower = fact.value if fact.bound in ("exact", "over", "at_least") else None
    upper = fact.value if fact.bound in ("exact", "under", "at_most") else None
    return lower, upper


def _prove(node: NamedNode, fact: Fact, report: str, raw: str, lines: Lines) -> None:
    """The evidence of one number."""
    proof = evidence_iri(report, fact.start, fact.end, fact.number_start)
    lines.add(node, (KG.evidence, proof), (KG.report, report_iri(report)))
    lines.add(node, (KG.unitText, text(fact.unit_text)))  # none where print leaves it out: 3065建档困难职工家庭
    lines.add(node, *((KG.rule, text(rule)) for rule in fact.rules))
    lines.add(
        proof,
        (RDF.type, KG.Evidence),
        (KG.report, report_iri(report)),
        (KG.sentence, sentence_iri(report, fact.sentence_start, fact.sentence_end)),
        (OA.start, integer(fact.start)),
        (OA.end, integer(fact.end)),
        (OA.exact, text(raw[fact.start : fact.end])),
        (KG.numberStart, integer(fact.number_start)),
        (KG.numberEnd, integer(fact.number_end)),
    )


def _repeat(nodes: Iterable[NamedNode], statements: Iterable[list[Fact]], lines: Lines) -> None:
    """Link a figure to the first that gave the same value, unit and measure for the same time in another sentence."""
    told: dict[object, list[tuple[NamedNode, Fact]]] = defaultdict(list)
    for node, (fact, *_) in zip(nodes, statements, strict=True):
        same = told[fact.value, fact.value_max, fact.unit, fact.measure, fact.status, fact.period]
        first = next((other for other, told in same if told.sentence_start != fact.sentence_start), None)
        lines.add(node, (KG.repeats, first if fact.measure else None))
        same.append((node, fact))


def period(span: Period | None, lines: Lines) -> NamedNode | None:
    """A period's node, described."""
    if span is None or not re.match("[1-9]", span.start):  # 0000 or nothing: a period that is not known
        return None
    node = period_iri(span.start, span.end)
    label = span.start if span.start == span.end else f"{span.start}—{span.end}"
    lines.add(node, (RDF.type, KG.Period), (KG.start, when(span.start)), (KG.end, when(span.end)))
    lines.add(node, (RDFS.label, zh(label)))
    return node
