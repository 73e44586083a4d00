"""From what was read to RDF: one named graph a report, as sorted N-Quads lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

from kg.errors import ReportError
from kg.graph.circles import demand_no_circle
from kg.graph.corrections import corrections
from kg.graph.facts import observations
from kg.graph.lines import Lines, canonical
from kg.graph.names import Names
from kg.graph.places import Places
from kg.graph.relations import relations
from kg.graph.resolution import Apart, targets
from kg.graph.texts import Passages, report, skips
from kg.model import Extraction
from kg.schemes import triples
from kg.vocab import ONTOLOGY, graph_iri

RDF_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
}


def nquads(extraction: Extraction, sha256: str | None = None, apart: Apart = ()) -> list[str]:
    """Sorted N-Quads lines of a report's named graph; `sha256` is that of its file, `apart` what must not be merged."""
    lines = Lines(graph_iri("report", extraction.report.id))
    names = Names(extraction, lines, apart)
    passages = Passages(extraction, lines)
    report(extraction, sha256, names, lines)
    skips(extraction, lines)
    figures = observations(extraction, names, lines)
    for entity in extraction.entities:
        for mention in entity.mentions:
            passages.evidence(mention.start, mention.end, names.find(entity.name, (entity.kind,)))
    relations(extraction, names, figures, passages, lines)
    corrections(extraction, figures, lines)
    return list(lines)


def merged_into(extraction: Extraction) -> set[tuple[str, ...]]:
    """Every thing, by type and name, that a name of the report would be merged into if nobody objected."""
    places = Places(extraction.report.source.region, Lines(graph_iri("derived")))
    return targets((e.kind, e.name, places.region(e.name, e.region)) for e in extraction.entities)


def ontology_quads() -> list[str]:
    """Sorted N-Quads lines of the ontology's graph: all Turtle in `ontology/`; regions stand where mentioned."""
    found = (triple for path in sorted(ONTOLOGY.glob("*.ttl")) for triple in triples(path))
    return canonical(found, graph_iri("ontology"))


def file_quads(path: Path) -> list[str]:
    """Sorted N-Quads lines of an RDF file, all in the graph of that file."""
    graph = graph_iri("file", path.stem)
    try:
        lines = canonical(_triples(path, graph.value), graph)
    except SyntaxError as error:
        raise ReportError(path, error.lineno, f"expected {path.suffix[1:]}: {error.msg}; not loaded") from None
    except OSError as error:
        raise ReportError(path, None, f"expected a readable file: {error.strerror or error}; not loaded") from None
    demand_no_circle(path, lines)
    return lines


def _triples(path: Path, base: str) -> Iterator[Triple]:
    with path.open("rb") as file:
        yield from (quad.triple for quad in parse(file, format=RDF_FORMATS[path.suffix.lower()], base_iri=base))
