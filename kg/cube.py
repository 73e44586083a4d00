"""The figures as an RDF Data Cube: one data set, its structure made from the ontology, one observation a figure.

Only a figure that tells its measure, organisation and period can be compared, so only those are in the cube; each has
its own identifier as a dimension, for a report may tell two figures alike. What else is told of it is an attribute.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, QueryTriples, Triple

from kg.schemes import triples
from kg.store import Snapshot, ask
from kg.vocab import DCTERMS, KG, ONTOLOGY, QB, RDF, RDFS, XSD, entity_iri, iri_names

DIMENSIONS = ("measure", "organisation", "period", "status", "aspect")
ATTRIBUTES = ("unit", "bound", "program", "level", "lower", "upper")
SET = entity_iri("scheme", "figures")
STRUCTURE = entity_iri("scheme", "figures", "structure")

FIGURES = f"""
CONSTRUCT {{ ?figure a qb:Observation ; qb:dataSet {SET} ; kg:value ?value ; ?told ?thing . }}
WHERE {{
  ?figure a kg:Observation ; kg:value ?value ; {" ; ".join(f"kg:{name} ?{name}" for name in DIMENSIONS)} .
  VALUES ?told {{ {" ".join(f"kg:{name}" for name in (*DIMENSIONS, *ATTRIBUTES))} }}
  ?figure ?told ?thing .
}}
"""


def cube(snapshot: Snapshot, chosen: frozenset[str] | None = None) -> Iterator[Triple]:
    """The triples of the cube, its structure first; `chosen` are the observations wanted, None for all."""
    yield from _structure()
    found = ask(snapshot.store(), FIGURES)
    assert isinstance(found, QueryTriples)
    told = sorted({t for t in found if chosen is None or str(t.subject.value) in chosen}, key=str)
    last = None
    for triple in told:
        if triple.subject != last:
            last = triple.subject
            yield Triple(last, DCTERMS.identifier, Literal("/".join(iri_names(last)[1:])))
        yield triple


def _structure() -> Iterator[Triple]:
    """The data set, its structure, and the properties that it is made of."""
    yield Triple(SET, RDF.type, QB.DataSet)
    yield Triple(SET, RDFS.label, Literal("工会报告中的数字", language="zh"))
    yield Triple(SET, RDFS.label, Literal("figures of union reports", language="en"))
    yield Triple(SET, QB.structure, STRUCTURE)
    yield Triple(STRUCTURE, RDF.type, QB.DataStructureDefinition)
    parts = [("dimension", DCTERMS.identifier), *(("dimension", KG[name]) for name in DIMENSIONS)]
    parts += [("measure", KG.value), *(("attribute", KG[name]) for name in ATTRIBUTES)]
    for number, (role, term) in enumerate(parts, 1):
        part = entity_iri("scheme", "figures", "structure", str(number))
        yield Triple(STRUCTURE, QB.component, part)
        yield Triple(part, RDF.type, QB.ComponentSpecification)
        yield Triple(part, QB[role], term)
        yield Triple(part, QB.order, Literal(str(number), datatype=XSD.integer))
        yield Triple(term, RDF.type, QB[f"{role.capitalize()}Property"])
    yield from _labels({term for _, term in parts})


def _labels(terms: set[NamedNode]) -> Iterator[Triple]:
    for triple in triples(ONTOLOGY / "gonghui.ttl"):
        if triple.subject in terms and triple.predicate == RDFS.label:
            yield triple
