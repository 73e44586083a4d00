"""Which IRI a name stands for in one report, and what the graph says of the thing behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from pyoxigraph import NamedNode

from kg.graph.lines import Lines, zh
from kg.graph.places import Places
from kg.model import Entity, Extraction
from kg.schemes import Concept, scheme, scheme_iri
from kg.vocab import KG, RDF, SKOS, Segment, entity_iri

CLASSES: Mapping[str, NamedNode] = {
    "org": KG.Organisation,
    "program": KG.Program,
    "person": KG.Person,
    "site": KG.Site,
    "award": KG.Award,
    "document": KG.Document,
    "measure": KG.Measure,
    "unit": KG.Unit,
}
SCHEMES: Mapping[str, str] = {"program": "programs", "measure": "measures", "unit": "units"}
ENDS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "partOf": (("program",), ("program",)),
    "variantOf": (("program",), ("program",)),
    "hostedBy": (("program",), ("org",)),
    "coHostedBy": (("program",), ("org",)),
    "awarded": (("org", "person", "site"), ("program", "award")),
    "editionOf": (("program",), ("program",)),
    "siteOf": (("site",), ("program",)),
    "guidedBy": (("program",), ("document", "org", "program")),
    "supportedBy": (("program",), ("org",)),
    "targetOf": (("program",), ("program", "document")),
    "fulfils": (("program",), ("program",)),
    "locatedIn": (("org", "site"), ("region",)),
    "subOrganisationOf": (("org",), ("org",)),
}
"""The kinds that either end of a relation may have, the likeliest first; the report's own entities decide."""


@cache
def concepts(name: str) -> Mapping[str, Concept]:
    """The concepts of a scheme by each of their Chinese labels; a preferred label wins over another's alias."""
    found = {label: concept for concept in scheme(name) for label in concept.labels[1:]}
    return found | {concept.name: concept for concept in scheme(name)}


class Names:
    """The things that one report names; a thing is described when its IRI is first asked for."""

    def __init__(self, extraction: Extraction, lines: Lines) -> None:
        self._report = extraction.report.id
        self._lines = lines
        self._places = Places(extraction.report.source.region, lines)
        self._kinds: dict[str, set[str]] = defaultdict(set)
        self._entities: dict[tuple[str, str], Entity] = {}
        self._known: dict[tuple[str, str], NamedNode] = {}
        for entity in extraction.entities:
            self._kinds[entity.name].add(entity.kind)
            self._entities.setdefault((entity.kind, entity.name), entity)

    def find(self, name: str, kinds: Sequence[str]) -> NamedNode:
        """The thing called `name`, of the first of `kinds` under which the report names it, else of the first."""
        kind = next((kind for kind in kinds if kind in self._kinds[name]), kinds[0])
        if (kind, name) not in self._known:
            self._known[kind, name] = self._describe(kind, name)
        return self._known[kind, name]

    def _describe(self, kind: str, name: str) -> NamedNode:
        if kind == "region":
            return self._places.find(name)
        if kind in SCHEMES and name in concepts(SCHEMES[kind]):
            return concepts(SCHEMES[kind])[name].iri  # the ontology's graph describes it
        iri = self._iri(kind, name)
        self._lines.add(iri, (RDF.type, CLASSES[kind]), (SKOS.prefLabel, zh(name)))
        if kind in SCHEMES:
            self._found_concept(iri)
        if entity := self._entities.get((kind, name)):
            self._attributes(iri, entity)
        return iri

    def _iri(self, kind: str, name: str) -> NamedNode:
        if kind == "person":  # two reports may name two people alike
            return entity_iri("person", self._report, name)
        segment: Segment = kind  # type: ignore[assignment]  # the keys of CLASSES are segments
        return entity_iri(segment, name.strip("《》") if kind == "document" else name)

    def _attributes(self, iri: NamedNode, entity: Entity) -> None:
        if entity.type and entity.kind in ("org", "program"):
            self._lines.add(iri, (KG.kind, entity_iri("kind", entity.type)))
        if entity.region and entity.kind in ("org", "site"):
            self._lines.add(iri, (KG.region, self._places.find(entity.region)))

    def _found_concept(self, iri: NamedNode) -> None:
        found = scheme_iri("found")
        self._lines.add(iri, (RDF.type, SKOS.Concept), (SKOS.inScheme, found))
        self._lines.add(found, (RDF.type, SKOS.ConceptScheme), (SKOS.prefLabel, zh("报告中发现、词表未收的概念")))
