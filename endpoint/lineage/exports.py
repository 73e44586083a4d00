"""A lineage as CSV and as Turtle: the same nodes and links as in the picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from endpoint.lineage.kinds import DONE_BY, PREVIOUS, TYPES
from endpoint.lineage.model import Edition, Lineage, Link, Node
from endpoint.lineage.speech import CHINESE
from kg.tables import csv_lines
from kg.vocab import DCTERMS, KG, PREFIXES, PROV, RDF, RDFS, SKOS, XSD

COLUMNS = (
    "type", "from", "from_kind", "from_years", "from_iri", "to", "to_kind", "to_years", "to_iri", "year", "ordinal",
    "missing_between", "in_year_filter",
)  # fmt: skip


def csv(lineage: Lineage, start: int | None = None, end: int | None = None) -> bytes:
    """A row for each link, one with an empty type for a node without any; for Excel, with a byte-order mark."""
    rows: list[dict[str, object]] = [_row(link, lineage.nodes, start, end) for link in lineage.links]
    linked = {iri for link in lineage.links for iri in (link.source, link.target)}
    alone = (node for iri, node in lineage.nodes.items() if iri not in linked)
    rows += [{**dict.fromkeys(COLUMNS, ""), **_end("from", node)} for node in alone]
    return b"".join(csv_lines(rows, COLUMNS, bom=True))


def _row(link: Link, nodes: Mapping[str, Node], start: int | None, end: int | None) -> dict[str, object]:
    source, target = nodes[link.source], nodes[link.target]
    bright = source.within(start, end) and target.within(start, end)
    details = {"year": link.year, "ordinal": link.ordinal, "missing_between": link.gap or None}
    return {
        "type": TYPES[link.type].zh,
        **_end("from", source),
        **_end("to", target),
        **details,
        "in_year_filter": int(bright),
    }


def _end(side: str, node: Node) -> dict[str, str]:
    return {side: node.name, f"{side}_kind": CHINESE.kind(node), f"{side}_years": node.span, f"{side}_iri": node.iri}


def turtle(lineage: Lineage, editions: Mapping[str, Edition]) -> bytes:
    """Names, and every link as the graph states it; editions and what follows what are derived from figures."""
    triples = {triple for node in lineage.nodes.values() for triple in _described(node, editions.get(node.iri))}
    triples |= {triple for link in lineage.links for triple in _stated(link)}
    lines = (serialize(sorted(triples, key=str), format=RdfFormat.TURTLE, prefixes=PREFIXES) or b"").splitlines(True)
    head = sorted(line for line in lines if line.startswith(b"@prefix"))  # the serialiser's order is that of a hash
    return b"".join([*head, b"\n", *(line for line in lines if not line.startswith(b"@prefix"))])


def _described(node: Node, edition: Edition | None) -> Iterator[Triple]:
    this = NamedNode(node.iri)
    if edition is None:
        yield Triple(this, SKOS.prefLabel, Literal(node.name, language="zh"))
        return
    parts = (edition.program_name, edition.organisation_name, str(edition.year or ""))
    yield Triple(this, RDF.type, KG.Edition)
    yield Triple(this, RDFS.label, Literal(" ".join(part for part in parts if part), language="zh"))
    if edition.year:
        yield Triple(this, KG.year, Literal(str(edition.year), datatype=XSD.gYear))
    if edition.organisation:
        yield Triple(this, PROV.wasAssociatedWith, NamedNode(edition.organisation))
    for observation in sorted(edition.figures | edition.planned):
        yield Triple(this, DCTERMS.source, NamedNode(observation))


def _stated(link: Link) -> Iterator[Triple]:
    """The triple behind a link: the downstream thing is its subject."""
    if link.predicate == PREVIOUS and link.gap:
        return  # what lies between is missing: the one is not the edition before the other
    predicate = PROV.wasAssociatedWith if link.predicate == DONE_BY else NamedNode(link.predicate)
    yield Triple(NamedNode(link.target), predicate, NamedNode(link.source))
