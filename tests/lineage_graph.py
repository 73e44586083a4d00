"""A small graph as the builder makes it: a program with its whole, directive, editions, organisations and a plan."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.vocab import (
    KG,
    OA,
    RDF,
    RDFS,
    SKOS,
    XSD,
    Segment,
    entity_iri,
    evidence_iri,
    graph_iri,
    observation_iri,
    period_iri,
    report_iri,
    sentence_iri,
)

REPORT = "r-2020"
GRAPH = graph_iri("report", REPORT)
SENTENCE = "评选第五届巧匠，<命名>工匠12名。"


def quad(subject: NamedNode, *pairs: tuple[NamedNode, NamedNode | Literal]) -> Iterator[str]:
    """Lines that tell of a subject."""
    yield from (f"{subject} {predicate} {value} {GRAPH} ." for predicate, value in pairs)


def thing(kind: Segment, name: str, cls: NamedNode) -> Iterator[str]:
    """A thing with its class and name."""
    yield from quad(entity_iri(kind, name), (RDF.type, cls), (SKOS.prefLabel, Literal(name, language="zh")))


def gyear(year: int) -> Literal:
    return Literal(str(year), datatype=XSD.gYear)


def stated(
    number: int, subject: NamedNode, predicate: NamedNode, target: NamedNode, year: int, **extra: int
) -> Iterator[str]:
    """A link with the relation that tells of it and its evidence."""
    node = entity_iri("relation", REPORT, str(number))
    proof = evidence_iri(REPORT, 2, 7)
    yield from quad(subject, (predicate, target))
    yield from quad(node, (RDF.type, KG.Relation), (RDF.subject, subject), (RDF.predicate, predicate))
    yield from quad(node, (RDF.object, target), (KG.report, report_iri(REPORT)), (KG.year, gyear(year)))
    yield from quad(node, (KG.evidence, proof), *((KG[name], Literal(value)) for name, value in extra.items()))


def figure(start: int, value: int, year: int, program: str, org: str, status: str = "actual") -> Iterator[str]:
    """A number of craftsmen with its evidence."""
    node, proof = observation_iri(REPORT, start, f"{value}名"), evidence_iri(REPORT, start, start + 4)
    period = period_iri(str(year), str(year))
    yield from quad(period, (KG.start, gyear(year)), (KG.end, gyear(year)))
    yield from quad(
        node,
        (RDF.type, KG.Observation),
        (KG.value, Literal(str(value), datatype=XSD.decimal)),
        (KG.bound, entity_iri("bound", "exact")),
        (KG.status, entity_iri("status", status)),
        (KG.measureText, Literal("命名工匠")),
        (KG.program, entity_iri("program", program)),
        (KG.organisation, entity_iri("org", org)),
        (KG.period, period),
        (KG.report, report_iri(REPORT)),
        (KG.evidence, proof),
    )
    yield from quad(
        proof,
        (KG.report, report_iri(REPORT)),
        (KG.sentence, sentence_iri(REPORT, 0, 17)),
        (OA.start, Literal(start)),
        (OA.exact, Literal(f"工匠{value}名")),
    )


def lineage_lines() -> Iterator[str]:
    """The N-Quads of the graph."""
    for key, name in (("actual", "实际"), ("planned", "计划")):
        yield from quad(
            entity_iri("status", key), (SKOS.notation, Literal(key)), (SKOS.prefLabel, Literal(name, language="zh"))
        )
    yield from quad(entity_iri("bound", "exact"), (SKOS.notation, Literal("exact")))
    yield from quad(KG.editionOf, (RDFS.label, Literal("届次归属", language="zh")))
    yield from quad(report_iri(REPORT), (RDF.type, KG.Report))
    sentence = sentence_iri(REPORT, 0, 17)
    yield from quad(sentence, (RDF.type, KG.Sentence), (KG.report, report_iri(REPORT)), (OA.exact, Literal(SENTENCE)))
    yield from quad(sentence, (OA.start, Literal(0)), (OA.end, Literal(17)))
    yield from quad(evidence_iri(REPORT, 2, 7), (OA.exact, Literal("第五届巧匠")), (OA.start, Literal(2)))
    for name in ("巧匠", "第三届巧匠", "第五届巧匠", "匠心行动", "孤项"):
        yield from thing("program", name, KG.Program)
    for name in ("甲市总工会", "乙区总工会"):
        yield from thing("org", name, KG.Organisation)
    yield from thing("document", "育才办法", KG.Document)
    one, three, five = (entity_iri("program", name) for name in ("巧匠", "第三届巧匠", "第五届巧匠"))
    yield from quad(one, (SKOS.broader, entity_iri("program", "匠心行动")))
    yield from stated(1, three, KG.editionOf, one, 2018, ordinal=3)
    yield from stated(2, five, KG.editionOf, one, 2020, ordinal=5)
    yield from stated(3, one, KG.guidedBy, entity_iri("document", "育才办法"), 2018)
    yield from stated(4, five, KG.hostedBy, entity_iri("org", "乙区总工会"), 2020)
    yield from stated(5, entity_iri("org", "乙区总工会"), KG.subOrganisationOf, entity_iri("org", "甲市总工会"), 2020)
    yield from figure(8, 12, 2018, "巧匠", "甲市总工会")
    yield from figure(30, 15, 2020, "巧匠", "甲市总工会")
    yield from figure(50, 20, 2021, "巧匠", "甲市总工会", "planned")
    yield from stated(6, observation_iri(REPORT, 50, "20名"), KG.targetOf, entity_iri("program", "匠心行动"), 2021)
