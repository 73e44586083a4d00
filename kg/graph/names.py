"""Which IRI a name stands for in one report, and what the graph says of the thing behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode

from kg.graph.derivations import derive
from kg.graph.lines import Lines, zh
from kg.graph.places import Places
from kg.graph.resolution import SCHEMES, Apart, Merge, alias, concept_of, head, organisation, variant_of
from kg.model import Entity, Extraction
from kg.schemes import scheme_iri
from kg.vocab import KG, RDF, SKOS, Segment, entity_iri, evidence_iri, report_iri

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


class Names:
    """The things that one report names; a thing is described when its IRI is first asked for."""

    def __init__(self, extraction: Extraction, lines: Lines, apart: Apart = ()) -> None:
        self._report = extraction.report.id
        self._lines = lines
        self._apart = apart
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
        if kind in SCHEMES and (concept := concept_of(kind, name, self._apart)):
            if kind == "program" and (merge := alias(kind, name, concept)):
                self._merge(concept.iri, merge, kind, name, concept.iri)
            return concept.iri  # the ontology's graph describes it
        if kind == "org":
            return self._organisation(name)
        return self._own(kind, name, name)

    def _own(self, kind: str, name: str, told: str) -> NamedNode:
        """A thing that the ontology does not know, under `name`, which the report calls `told`."""
        iri = self._iri(kind, name)
        self._lines.add(iri, (RDF.type, CLASSES[kind]), (SKOS.prefLabel, zh(name)))
        if kind in SCHEMES:
            self._found_concept(iri)
        if kind == "program" and (concept := variant_of(name, self._apart)):
            reason = f"词表以“{name}”为“{concept.name}”的别称，名称不同，各自成项"
            for edge in (KG.variantOf, SKOS.broader):
                derive(self._lines, (iri, edge, concept.iri), "resolution/variant-of-the-scheme", reason, [concept.iri])
        elif kind == "program" and (brand := head(name, self._apart)):
            reason = f"“{name}”以词表中“{brand.name}”的名称结尾，是其下位项目"
            derive(self._lines, (iri, SKOS.broader, brand.iri), "resolution/ends-in-a-brand", reason, [brand.iri])
        if entity := self._entities.get((kind, told)):
            self._attributes(iri, entity)
        return iri

    def _organisation(self, name: str) -> NamedNode:
        """An organisation under its full name."""
        entity = self._entities.get(("org", name))
        region = self._places.region(name, entity.region if entity else None)
        merge = organisation(name, region, self._apart)
        iri = self._own("org", merge.name if merge else name, name)
        if region:
            self._lines.add(iri, (KG.region, self._places.find(region.code)))
        if merge and region:
            self._merge(iri, merge, "org", name, self._places.find(region.code))
        return iri

    def _merge(self, iri: NamedNode, merge: Merge, kind: str, name: str, ground: NamedNode) -> None:
        """Keep a name that a thing goes by here, with why, and where the report has it."""
        entity = self._entities.get((kind, name))
        spans = [(m.start, m.end) for m in entity.mentions] if entity else []
        proof = [evidence_iri(self._report, *span) for span in spans] or [report_iri(self._report)]
        derive(self._lines, (iri, SKOS.altLabel, zh(name)), merge.rule, merge.reason, [ground, *proof])

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
