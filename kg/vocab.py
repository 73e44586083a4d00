"""The only place that spells an IRI.

Terms of the ontology are read from `ontology/gonghui.ttl`, so `KG.Observatoin` fails where it is first written; data
IRIs are made by functions that share one escaping rule (`ontology/iris.md` shows every pattern).
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import IriError, OntologyError, UsageError

ONTOLOGY = Path(__file__).resolve().parent.parent / "ontology"
ONTOLOGY_IRI = "https://w3id.org/gonghui/ontology"
DEFAULT_BASE = "https://w3id.org/gonghui/id/"

Segment = Literal[
    "aspect", "award", "bound", "build", "check", "correction", "derivation", "document", "edition", "evidence",
    "graph", "kind", "level", "measure", "observation", "org", "period", "person", "population", "program",
    "property", "reason", "region", "relation", "report", "scheme", "sentence", "site", "skip", "statistic", "status",
    "unit", "unit-kind", "verdict", "work",
]  # fmt: skip
"""The first path segment of a data IRI, which tells the type of the thing."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the surroundings decide: `base` is the IRI below which all data stands, `KG_BASE_IRI`."""

    base: str = DEFAULT_BASE

    @classmethod
    def from_environment(cls) -> Settings:
        """The settings of this process."""
        base = os.environ.get("KG_BASE_IRI", DEFAULT_BASE)
        if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`?#]+/", base):
            raise UsageError(f"KG_BASE_IRI: expected an http(s) IRI ending in '/', got {base!r}; nothing was done")
        return cls(base)


settings = Settings.from_environment()


class Namespace:
    """A closed vocabulary: an attribute for each term it declares, an AttributeError for any other name."""

    def __init__(self, iri: str, names: Callable[[], frozenset[str]] | str) -> None:
        self._iri = iri
        self._names = names

    def terms(self) -> frozenset[str]:
        """The local names that this vocabulary declares."""
        return frozenset(self._names.split()) if isinstance(self._names, str) else self._names()

    def __getattr__(self, name: str) -> NamedNode:
        if name.startswith("__") or name not in self.terms():
            near = ", ".join(get_close_matches(name, self.terms(), 3))
            raise AttributeError(f"<{self._iri}> declares no term {name!r}" + (f"; near it: {near}" if near else ""))
        node = NamedNode(self._iri + name)
        self.__dict__[name] = node
        return node

    def __getitem__(self, name: str) -> NamedNode:
        """The term of a name known only at run time: KG["hostedBy"]."""
        node: NamedNode = getattr(self, name)
        return node

    def __str__(self) -> str:
        return self._iri


@cache
def _ontology_terms() -> frozenset[str]:
    """Local names of everything in the ontology's namespace that `gonghui.ttl` declares."""
    path = ONTOLOGY / "gonghui.ttl"
    prefix = f"{ONTOLOGY_IRI}#"
    try:
        subjects = {quad.subject for quad in parse(path=path, format=RdfFormat.TURTLE)}
    except (SyntaxError, OSError) as error:
        raise OntologyError(path, None, f"expected Turtle, {error}; no term was loaded") from error
    iris = (subject.value for subject in subjects if isinstance(subject, NamedNode))
    return frozenset(iri.removeprefix(prefix) for iri in iris if iri.startswith(prefix))


KG = Namespace(f"{ONTOLOGY_IRI}#", _ontology_terms)
RDF = Namespace(
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type Statement subject predicate object Property langString"
)
RDFS = Namespace(
    "http://www.w3.org/2000/01/rdf-schema#",
    "Class label comment subClassOf subPropertyOf domain range isDefinedBy seeAlso Literal Resource",
)
OWL = Namespace(
    "http://www.w3.org/2002/07/owl#",
    "Ontology Class ObjectProperty DatatypeProperty sameAs differentFrom versionInfo versionIRI deprecated",
)
SKOS = Namespace(
    "http://www.w3.org/2004/02/skos/core#",
    "Concept ConceptScheme prefLabel altLabel hiddenLabel definition notation broader narrower related inScheme"
    " hasTopConcept topConceptOf scopeNote changeNote exactMatch closeMatch broadMatch",
)
PROV = Namespace(
    "http://www.w3.org/ns/prov#",
    "Activity Agent Entity Person wasDerivedFrom wasGeneratedBy wasAssociatedWith wasAttributedTo wasInfluencedBy used"
    " atLocation startedAtTime endedAtTime generatedAtTime value",
)
OA = Namespace("http://www.w3.org/ns/oa#", "TextPositionSelector TextQuoteSelector start end exact prefix suffix")
QB = Namespace(
    "http://purl.org/linked-data/cube#",
    "Observation DataSet dataSet DimensionProperty MeasureProperty AttributeProperty DataStructureDefinition"
    " ComponentSpecification structure component dimension measure attribute order",
)
DCTERMS = Namespace(
    "http://purl.org/dc/terms/",
    "title description issued modified created publisher creator source license identifier language format isPartOf"
    " hasPart spatial temporal Location subject",
)
SCHEMA = Namespace(
    "https://schema.org/",
    "AdministrativeArea CreativeWork Event Person Place Report Organization name jobTitle organizer funder"
    " domainIncludes rangeIncludes",
)
VOID = Namespace(
    "http://rdfs.org/ns/void#",
    "Dataset DatasetDescription Linkset triples entities properties classes class property classPartition"
    " propertyPartition distinctSubjects distinctObjects documents dataDump sparqlEndpoint exampleResource"
    " uriSpace vocabulary subset rootResource feature inDataset openSearchDescription",
)
FOAF = Namespace("http://xmlns.com/foaf/0.1/", "homepage page primaryTopic name Document")
SD = Namespace(
    "http://www.w3.org/ns/sparql-service-description#",
    "Service Dataset Graph NamedGraph endpoint url supportedLanguage resultFormat inputFormat feature defaultDataset"
    " availableGraphs namedGraph name graph defaultGraph SPARQL11Query UnionDefaultGraph BasicFederatedQuery",
)
SH = Namespace(
    "http://www.w3.org/ns/shacl#",
    "NodeShape PropertyShape ValidationReport ValidationResult conforms result focusNode resultPath resultMessage"
    " resultSeverity value Violation Warning Info sourceShape sourceConstraintComponent targetClass path pattern"
    " message declare namespace prefix prefixes",
)
XSD = Namespace(
    "http://www.w3.org/2001/XMLSchema#",
    "string boolean integer nonNegativeInteger decimal double date dateTime gYear gYearMonth anyURI",
)

PREFIXES: dict[str, str] = {
    "kg": str(KG),
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": str(DCTERMS),
    "oa": str(OA),
    "org": "http://www.w3.org/ns/org#",
    "owl": str(OWL),
    "prov": str(PROV),
    "qb": str(QB),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "schema": str(SCHEMA),
    "sd": str(SD),
    "skos": str(SKOS),
    "time": "http://www.w3.org/2006/time#",
    "void": str(VOID),
    "xsd": str(XSD),
}
"""Prefixes for serialisers and queries; data IRIs are written in full."""

_PLAIN_MARKS = frozenset("-_·—、，：；！“”‘’")
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")  # letters by category, invisible on the page


def _invisible(character: str) -> bool:
    """Whether a character shows nothing or is none: controls, zero-width and unassigned ones, variation selectors."""
    return (
        unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
        or character in _FILLERS
        or unicodedata.name(character, "").startswith(("VARIATION SELECTOR", "COMBINING GRAPHEME JOINER"))
    )


def _escape_character(character: str) -> str:
    if (character.isalnum() and character not in _FILLERS) or character in _PLAIN_MARKS:
        return character
    return "".join(f"~{byte:02X}" for byte in character.encode())


@lru_cache(maxsize=65536)
def escape(name: str) -> str:
    """A name as one path segment of an IRI: 《工会法》 → ~E3~80~8A工会法~E3~80~8B.

    Letters, digits and - _ · — 、 ， ： ； ！ “ ” ‘ ’ stand for themselves, every other character for its UTF-8 bytes,
    each written ~XX. The tilde takes the place of the percent sign, which the way through HTTP would undo.
    """
    text = unicodedata.normalize("NFC", name)
    hidden = [f"U+{ord(character):04X}" for character in text if _invisible(character)]
    if hidden or not text or text != text.strip():
        raise IriError(
            f"name {name!r}: expected visible characters without space around them"
            f"{', found ' + ' '.join(hidden) if hidden else ''}; no IRI was made"
        )
    return "".join(map(_escape_character, text))


def unescape(segment: str) -> str:
    """The name that a path segment was made of; the inverse of `escape`."""
    name = unquote(segment.replace("%", "%25").replace("~", "%"), errors="replace")
    try:
        if escape(name) == segment:
            return name
    except IriError:
        pass
    raise IriError(f"path segment {segment!r}: expected ~XX escapes in capitals and nothing else to undo; not read")


def _one_line(printed: str) -> str:
    """Words as a report prints them, without what a line break or a conversion left between them."""
    return "".join(character for character in printed if not character.isspace() and not _invisible(character))


def entity_iri(segment: Segment, *names: str) -> NamedNode:
    """The IRI of a thing: ("org", "淮南市总工会") → <…/org/淮南市总工会>; further names after slashes."""
    return NamedNode(settings.base + "/".join((segment, *map(escape, names))))


def report_iri(report: str) -> NamedNode:
    """A report, by its id: the stem of its file."""
    return entity_iri("report", report)


def sentence_iri(report: str, start: int, end: int) -> NamedNode:
    """A sentence, by its raw offsets."""
    return entity_iri("sentence", report, f"{start}-{end}")


def evidence_iri(report: str, start: int, end: int, number: int | None = None) -> NamedNode:
    """A stretch of a report's text, by its raw offsets; of a figure also by where its number begins."""
    return entity_iri("evidence", report, f"{start}-{end}", *([] if number is None else [str(number)]))


def skip_iri(report: str, start: int, end: int) -> NamedNode:
    """A skipped number, by its raw offsets."""
    return entity_iri("skip", report, f"{start}-{end}")


def observation_iri(report: str, number_start: int, number: str) -> NamedNode:
    """An observation, by the place of its number and the number as printed, so that a corrected reading keeps it."""
    return entity_iri("observation", report, str(number_start), _one_line(number))


def relation_iri(report: str, start: int, predicate: str, subject: str, target: str) -> NamedNode:
    """A stated relation, by where it is stated and what it links."""
    return entity_iri("relation", report, str(start), predicate, _one_line(subject), _one_line(target))


def correction_iri(report: str, number_start: int, field: str, count: int = 1) -> NamedNode:
    """A correction by hand, by the place of the number and what was changed; a second one of both is counted."""
    return entity_iri("correction", report, str(number_start), field, *([str(count)] if count > 1 else []))


def period_iri(start: str, end: str) -> NamedNode:
    """A period by its ISO 8601 ends: 2019, 2019-12, 2015--2019."""
    return entity_iri("period", start if start == end else f"{start}--{end}")


def graph_iri(kind: Literal["report", "ontology", "derived", "file"], name: str | None = None) -> NamedNode:
    """A named graph: ("report", id), ("file", stem), ("ontology",) or ("derived",)."""
    if (name is None) != (kind in {"ontology", "derived"}):
        raise IriError(f"graph {kind!r}: expected a name for report and file only, got {name!r}; no IRI was made")
    return entity_iri("graph", kind, *([] if name is None else [name]))


def iri_names(iri: str | NamedNode) -> tuple[str, ...]:
    """Type and names of a data IRI, unescaped: <…/org/淮南市总工会> → ("org", "淮南市总工会")."""
    value = iri if isinstance(iri, str) else iri.value
    if not value.startswith(settings.base):
        raise IriError(f"IRI {value!r}: expected one below {settings.base}; not read")
    return tuple(map(unescape, value.removeprefix(settings.base).split("/")))


def to_uri(iri: str) -> str:
    """An IRI as HTTP carries it: what is not ASCII percent-encoded."""
    return quote(iri, safe="%/:=&?~#+!$,;'@()*[]")


def to_iri(uri: str) -> str:
    """The IRI behind a URI that HTTP carried."""
    return unquote(uri)
