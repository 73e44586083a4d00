"""The ontology as a page, made from its Turtle: every term with names, definition and place, every scheme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from flask import Blueprint, Response
from pyoxigraph import Literal, NamedNode

from endpoint.views import Views
from endpoint.words import language
from kg.schemes import triples
from kg.vocab import KG, ONTOLOGY, OWL, PREFIXES, RDF, RDFS, SCHEMA, SKOS

ADDRESS = "/ontology"
KINDS = (
    ("类", OWL.Class),
    ("关系", KG.RelationPredicate),
    ("对象属性", OWL.ObjectProperty),
    ("数据属性", OWL.DatatypeProperty),
)
PLACES = (
    ("上位类", RDFS.subClassOf),
    ("上位属性", RDFS.subPropertyOf),
    ("定义域", RDFS.domain),
    ("定义域", SCHEMA.domainIncludes),
    ("值域", RDFS.range),
)
Told = Mapping[NamedNode, list[NamedNode | Literal]]


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property: `labels` and `definitions` by language, `places` what it stands below and links."""

    name: str
    iri: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    places: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A list of concepts and how many it has."""

    iri: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    size: int


def blueprint(views: Views) -> Blueprint:
    """The route of the page."""
    routes = Blueprint("ontology", __name__)

    @routes.get(ADDRESS)
    def ontology() -> Response:
        return views.page(lambda _: markup(views), language())

    return routes


def markup(views: Views) -> str:
    """The page."""
    return views.render("ontology.html", sections=sections(), schemes=schemes())


@cache
def _described(name: str = "gonghui.ttl") -> Mapping[NamedNode, Told]:
    """What a file of the ontology says, by subject and predicate."""
    found: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples(ONTOLOGY / name):
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            found[triple.subject][triple.predicate].append(triple.object)
    return {subject: dict(about) for subject, about in found.items()}


@cache
def sections() -> tuple[tuple[str, tuple[Term, ...]], ...]:
    """The terms by kind, each once, in the order of their names."""
    seen: set[str] = set()
    found = []
    for title, kind in KINDS:
        terms = [_term(iri, about) for iri, about in _described().items() if kind in about.get(RDF.type, ())]
        new = sorted((t for t in terms if t.iri.startswith(str(KG)) and t.name not in seen), key=lambda term: term.name)
        seen |= {term.name for term in new}
        found.append((title, tuple(new)))
    return tuple(found)


def _term(iri: NamedNode, about: Told) -> Term:
    places: dict[str, list[str]] = defaultdict(list)
    for title, predicate in PLACES:
        places[title] += [short(o) for o in about.get(predicate, ()) if isinstance(o, NamedNode)]
    told = tuple((title, tuple(names)) for title, names in places.items() if names)
    name = iri.value.removeprefix(str(KG))
    return Term(name, iri.value, _texts(about, RDFS.label), _texts(about, SKOS.definition), told)


def _texts(about: Told, predicate: NamedNode) -> dict[str, str]:
    """Texts by language."""
    return {o.language: o.value for o in about.get(predicate, ()) if isinstance(o, Literal) and o.language}


def short(iri: NamedNode) -> str:
    """kg:Program for an IRI of a known vocabulary, any other in full."""
    found = (f"{name}:{iri.value.removeprefix(base)}" for name, base in PREFIXES.items() if iri.value.startswith(base))
    return next(found, iri.value)


@cache
def schemes() -> tuple[Scheme, ...]:
    """The schemes of all files, the largest first."""
    sizes: dict[object, int] = defaultdict(int)
    heads: dict[NamedNode, Told] = {}
    for path in sorted(ONTOLOGY.glob("*.ttl")):
        for iri, about in _described(path.name).items():
            if SKOS.ConceptScheme in about.get(RDF.type, ()):
                heads[iri] = about
            for scheme in about.get(SKOS.inScheme, ()):
                sizes[scheme] += 1
    found = [
        Scheme(iri.value, _texts(about, SKOS.prefLabel), _texts(about, SKOS.definition), sizes[iri])
        for iri, about in heads.items()
    ]
    return tuple(sorted(found, key=lambda scheme: (-scheme.size, scheme.iri)))
