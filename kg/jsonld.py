"""A graph as JSON-LD under a context of our own, made from the ontology; written node by node, the same bytes twice.

Terms of the ontology are bare names, links are IRIs relative to the base of the data, and a literal whose type is not
the one that its property declares carries it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import IO, Any

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.schemes import triples
from kg.vocab import KG, ONTOLOGY, OWL, PREFIXES, RDF, RDFS, XSD, settings

Context = dict[str, Any]


@cache
def context() -> Context:
    """The @context: the base, the usual prefixes, and each property of the ontology with the type of its values."""
    described = triples(ONTOLOGY / "gonghui.ttl")
    links = {t.subject for t in described if t.predicate == RDF.type and t.object == OWL.ObjectProperty}
    plain = {t.subject for t in described if t.predicate == RDF.type and t.object == OWL.DatatypeProperty}
    ranges = {t.subject: t.object for t in described if t.predicate == RDFS.range}
    terms: Context = {"@base": settings.base, **{name: PREFIXES[name] for name in sorted(PREFIXES)}}
    for term in sorted(links | plain, key=str):
        name = _local(term)
        if name:
            kind = "@id" if term in links else _compact(ranges.get(term))
            terms[name] = {"@id": f"kg:{name}"} | ({"@type": kind} if kind and kind != "xsd:string" else {})
    return terms


def _local(term: object) -> str | None:
    """The name of a term of the ontology; None for any other."""
    iri = term.value if isinstance(term, NamedNode) else ""
    return iri.removeprefix(str(KG)) if iri.startswith(str(KG)) else None


def _compact(term: object) -> str | None:
    """An IRI as JSON-LD writes it in keys and types: kg:Program, skos:prefLabel, or in full."""
    if not isinstance(term, NamedNode):
        return None
    found = ((name, iri) for name, iri in PREFIXES.items() if term.value.startswith(iri))
    return next((f"{name}:{term.value.removeprefix(iri)}" for name, iri in found), term.value)


def write(quads: Iterable[Quad], out: IO[bytes]) -> None:
    """Write quads that stand together by graph and subject."""
    out.write(b'{"@context": ' + _dumps(context()) + b',\n"@graph": [')
    for place, (graph, members) in enumerate(groupby(quads, key=lambda quad: quad.graph_name)):
        out.write(b",\n" if place else b"\n")
        if isinstance(graph, DefaultGraph):
            out.writelines(_nodes(members))
        else:
            out.write(b'{"@id": ' + _dumps(_relative(graph.value)) + b', "@graph": [\n')
            out.writelines(_nodes(members))
            out.write(b"\n]}")
    out.write(b"\n]}\n")


def _nodes(quads: Iterable[Quad]) -> Iterator[bytes]:
    for place, (subject, members) in enumerate(groupby(quads, key=lambda quad: quad.subject)):
        yield (b",\n" if place else b"") + _dumps(_node(subject, members))


def _node(subject: Any, quads: Iterable[Quad]) -> dict[str, Any]:
    """One subject with all that is said of it."""
    told: dict[str, list[Any]] = defaultdict(list)
    for quad in quads:
        if quad.predicate == RDF.type and isinstance(quad.object, NamedNode):
            told["@type"].append(_compact(quad.object))
        else:
            key = _local(quad.predicate)
            known = key if key in context() else None
            told[known or str(_compact(quad.predicate))].append(_value(quad.object, context().get(known or "", {})))
    return {"@id": _relative(subject.value)} | {key: v[0] if len(v) == 1 else v for key, v in told.items()}


def _value(term: Any, declared: Context) -> Any:
    kind = declared.get("@type")
    if isinstance(term, NamedNode):
        iri = _relative(term.value)
        return iri if kind == "@id" else {"@id": iri}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = _compact(term.datatype)
    if datatype == kind or (kind is None and term.datatype == XSD.string):
        return term.value
    return {"@value": term.value} | ({} if term.datatype == XSD.string else {"@type": datatype})


def _relative(iri: str) -> str:
    """An IRI of the data without its base; one that would then be read as something else stays whole."""
    short = iri.removeprefix(settings.base)
    return iri if not short or ":" in short or short.startswith(("@", "/", "#", "?")) else short


def _dumps(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
