"""The SKOS schemes of `ontology/` as tuples of concepts: the extractor's lexicon and the closed lists of the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.errors import NotFoundError, OntologyError
from kg.vocab import DEFAULT_BASE, KG, ONTOLOGY, SKOS, entity_iri, escape, iri_names, settings

LEXICONS = ("programs", "measures", "units")
"""Schemes with a file of their own; every other scheme stands in `schemes.ttl`."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: `key` is its name in its IRI, `broader`, `related` and `kind` hold keys, `extras` the rest."""

    iri: NamedNode
    key: str
    name: str
    en: str
    alt: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    kind: str | None = None
    definition: str = ""
    definition_en: str = ""
    notation: str | None = None
    extras: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    @property
    def labels(self) -> tuple[str, ...]:
        """Every Chinese form that names the concept, the canonical one first."""
        return self.name, *self.alt, *self.hidden


Description = dict[str, list[Triple]]
"""What one subject has to say, by the IRI of the predicate."""


def triples(path: Path) -> list[Triple]:
    """The triples of an ontology file, its data IRIs below the base in force."""
    try:
        source = path.read_text("utf-8").replace(f"<{DEFAULT_BASE}", f"<{settings.base}")
        return [quad.triple for quad in parse(source, format=RdfFormat.TURTLE)]
    except (SyntaxError, OSError, UnicodeDecodeError) as error:
        raise OntologyError(path, None, f"expected Turtle in UTF-8, {error}; no concept was loaded") from error


def _descriptions(found: Iterable[Triple]) -> dict[NamedNode, Description]:
    described: dict[NamedNode, Description] = defaultdict(lambda: defaultdict(list))
    for triple in found:
        if isinstance(triple.subject, NamedNode):
            described[triple.subject][triple.predicate.value].append(triple)
    return described


def _texts(about: Description, predicate: NamedNode, language: str | None = "zh") -> tuple[str, ...]:
    values = (triple.object for triple in about.get(predicate.value, ()))
    return tuple(value.value for value in values if isinstance(value, Literal) and value.language == language)


def _keys(about: Description, predicate: str) -> tuple[str, ...]:
    """Values of a property: the last name of an IRI, or the text of a literal."""
    values = (triple.object for triple in about.get(predicate, ()))
    return tuple(iri_names(v)[-1] if isinstance(v, NamedNode) else v.value for v in values if not isinstance(v, Triple))


def _extras(about: Description) -> Mapping[str, tuple[str, ...]]:
    names = {predicate: predicate.removeprefix(str(KG)) for predicate in about if predicate.startswith(str(KG))}
    return {name: _keys(about, predicate) for predicate, name in names.items() if name != "kind"}


def _concept(path: Path, iri: NamedNode, about: Description) -> Concept:
    name, en = _texts(about, SKOS.prefLabel), _texts(about, SKOS.prefLabel, "en")
    if not (len(name) == len(en) == 1):
        raise OntologyError(
            path, None, f"<{iri.value}>: expected one skos:prefLabel in zh and one in en; nothing loaded"
        )
    return Concept(
        iri=iri,
        key=iri_names(iri)[-1],
        name=name[0],
        en=en[0],
        alt=_texts(about, SKOS.altLabel),
        hidden=_texts(about, SKOS.hiddenLabel),
        broader=_keys(about, SKOS.broader.value),
        related=_keys(about, SKOS.related.value),
        kind=next(iter(_keys(about, KG.kind.value)), None),
        definition="".join(_texts(about, SKOS.definition)[:1]),
        definition_en="".join(_texts(about, SKOS.definition, "en")[:1]),
        notation=next(iter(_texts(about, SKOS.notation, None)), None),
        extras=_extras(about),
    )


@cache
def _schemes(path: Path) -> dict[str, tuple[Concept, ...]]:
    """The schemes of one file, each with its concepts in the order of the file."""
    found: dict[str, list[Concept]] = defaultdict(list)
    for iri, about in _descriptions(triples(path)).items():
        for name in _keys(about, SKOS.inScheme.value):
            found[name].append(_concept(path, iri, about))
    for concepts in found.values():
        _demand_order(path, concepts)
    return {name: tuple(concepts) for name, concepts in found.items()}


def _demand_order(path: Path, concepts: Iterable[Concept]) -> None:
    """Every broader concept is known, and no concept is above itself."""
    above = {concept.key: concept.broader for concept in concepts}
    for key, broader in above.items():
        if strange := next((name for name in broader if name not in above), None):
            raise OntologyError(path, _line(path, key), f"{key}: unknown broader concept {strange}; nothing loaded")
        if key in _all_above(key, above):
            raise OntologyError(path, _line(path, key), f"{key} is by way of skos:broader above itself; nothing loaded")


def _all_above(key: str, above: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Every concept that a chain of broader leads to."""
    found: set[str] = set()
    left = list(above[key])
    while left:
        if (name := left.pop()) not in found:
            found.add(name)
            left += above.get(name, ())
    return found


def _line(path: Path, key: str) -> int | None:
    """Where a concept is described."""
    ends = f"/{escape(key)}>"
    lines = path.read_text("utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.startswith("<") and line.rstrip().endswith(ends)), None)


def scheme(name: str) -> tuple[Concept, ...]:
    """The concepts of a scheme, in the order of its file: scheme("programs"), scheme("status")."""
    path = ONTOLOGY / (f"{name}.ttl" if name in LEXICONS else "schemes.ttl")
    concepts = _schemes(path).get(name)
    if concepts is None:
        raise NotFoundError(f"scheme {name!r}: expected one of {path.name}; nothing was loaded")
    return concepts


@cache
def _by_key(name: str) -> dict[str, Concept]:
    return {concept.key: concept for concept in scheme(name)}


def concept(name: str, key: str) -> Concept:
    """One concept of a scheme by its key: concept("status", "actual"), concept("programs", "金秋助学")."""
    found = _by_key(name).get(key)
    if found is None:
        raise NotFoundError(f"concept {key!r}: expected one of scheme {name!r}; nothing was looked up")
    return found


def scheme_iri(name: str) -> NamedNode:
    """The IRI of a scheme itself."""
    return entity_iri("scheme", name)
