"""The service description: what /sparql can do and which graphs it has, as RDF."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple, serialize

from endpoint import urls
from endpoint.snapshots import Serving
from endpoint.sparql import child, formats
from kg.vocab import DCTERMS, PREFIXES, RDF, SD, VOID, XSD

HOST = re.compile(r"(?:[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?")
_FORMATS = "http://www.w3.org/ns/formats/"
_W3C = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "rdfxml": "RDF_XML",
    "jsonld": "JSON-LD",
    "trig": "TriG",
    "nquads": "N-Quads",
    "n3": "N3",
}


def write(address: str, graphs: Iterable[str], serving: Serving, form: str) -> bytes:
    """The description in one of `formats.DOCUMENTS`."""
    prefixes = {name: PREFIXES[name] for name in ("sd", "void", "dcterms", "rdf", "xsd")}
    return serialize(_triples(address, graphs, serving), format=child.GRAPHS[form], prefixes=prefixes) or b""


def _triples(address: str, graphs: Iterable[str], serving: Serving) -> list[Triple]:
    service = NamedNode(address + urls.SPARQL)
    dataset, union = NamedNode(f"{service.value}#dataset"), NamedNode(f"{service.value}#union")
    triples = [
        Triple(service, RDF.type, SD.Service),
        Triple(service, SD.endpoint, service),
        Triple(service, SD.supportedLanguage, SD.SPARQL11Query),
        Triple(service, SD.feature, SD.UnionDefaultGraph),
        Triple(service, SD.defaultDataset, dataset),
        Triple(service, DCTERMS.title, Literal("工会工作知识图谱 SPARQL 端点", language="zh")),
        Triple(dataset, RDF.type, SD.Dataset),
        Triple(dataset, SD.defaultGraph, union),
        Triple(union, RDF.type, SD.Graph),
    ]
    triples += [Triple(service, SD.resultFormat, NamedNode(_FORMATS + _W3C[name])) for name in _names()]
    if serving.snapshot:
        quads = Literal(str(serving.snapshot.build.get("quads", 0)), datatype=XSD.integer)
        triples += [
            Triple(dataset, DCTERMS.identifier, Literal(serving.hash)),
            Triple(dataset, VOID.triples, quads),
        ]
    for number, graph in enumerate(graphs, 1):
        node = NamedNode(f"{service.value}#graph-{number}")
        triples += [
            Triple(dataset, SD.namedGraph, node),
            Triple(node, RDF.type, SD.NamedGraph),
            Triple(node, SD.name, NamedNode(graph)),
        ]
    return triples


def _names() -> list[str]:
    every = dict.fromkeys(form.name for form in (*formats.TABLES, *formats.GRAPHS))
    return [name for name in every if name in _W3C]
