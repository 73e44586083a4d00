"""The ontology and its lexicons: every term and concept complete, every reference kept, every label clean."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from opencc import OpenCC
from pyoxigraph import BlankNode, Literal, RdfFormat, Triple, parse
from rdflib import Graph

from kg import model
from kg.errors import NotFoundError, OntologyError
from kg.schemes import LEXICONS, Concept, concept, scheme, triples
from kg.vocab import KG, ONTOLOGY, OWL, RDF, RDFS, SKOS, Namespace, escape

CLOSED = (
    "status", "aspect", "bound", "level", "organisation-kinds", "program-kinds", "unit-kinds", "skip-reasons",
    "verdicts", "statistics", "populations", "properties",
)  # fmt: skip
FILES = sorted(ONTOLOGY.glob("*.ttl"))
SCHEMES = (*LEXICONS, *CLOSED)
REFERENCES = {
    "unitKind": "unit-kinds",
    "population": "populations",
    "property": "properties",
    "statistic": "statistics",
}


def concepts() -> Iterator[tuple[str, Concept]]:
    return ((name, concept) for name in SCHEMES for concept in scheme(name))


@cache
def terms() -> dict[str, list[Triple]]:
    found: dict[str, list[Triple]] = {}
    for triple in triples(ONTOLOGY / "gonghui.ttl"):
        if str(triple.subject).startswith(f"<{KG}"):
            found.setdefault(str(triple.subject), []).append(triple)
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_rdflib_and_oxigraph_read_the_same_triples(path: Path) -> None:
    ours = list(parse(path=path, format=RdfFormat.TURTLE))

    assert len(set(ours)) == len(Graph().parse(path))
    assert [] == [quad for quad in ours if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)]


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition], ids=["label", "definition"])
def test_every_term_has_one_in_chinese_and_one_in_english(predicate: object) -> None:
    languages = {
        term: sorted(
            t.object.language or "" for t in about if t.predicate == predicate and isinstance(t.object, Literal)
        )
        for term, about in terms().items()
    }

    assert {term: ["en", "zh"] for term in terms()} == languages
    assert len(terms()) > 80


def test_every_term_is_a_class_or_a_property() -> None:
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}

    assert [] == [
        term for term, about in terms().items() if not any(t.predicate == RDF.type and t.object in kinds for t in about)
    ]


def test_terms_point_only_to_declared_terms() -> None:
    named = {str(t.object) for about in terms().values() for t in about if str(t.object).startswith(f"<{KG}")}

    assert set() == named - set(terms())


@pytest.mark.parametrize(
    ("name", "least"), [("programs", 450), ("measures", 250), ("units", 150), ("skip-reasons", 15), ("level", 6)]
)
def test_schemes_are_broad(name: str, least: int) -> None:
    assert len(scheme(name)) >= least


def test_every_concept_has_names_and_definitions() -> None:
    def complete(concept: Concept) -> bool:
        texts = (concept.name, concept.en, concept.definition, concept.definition_en)
        return all(texts) and concept.definition.endswith("。") and concept.definition_en.endswith(".")

    assert [] == [concept.key for _, concept in concepts() if not complete(concept)]


def test_the_key_of_a_lexicon_is_its_name() -> None:
    assert [] == [concept.key for name in LEXICONS for concept in scheme(name) if concept.key != concept.name]


def test_keys_are_unique_among_concepts_that_share_a_path() -> None:
    counts = Counter(concept.iri.value for _, concept in concepts())

    assert {} == {iri: count for iri, count in counts.items() if count > 1}


@pytest.mark.parametrize("name", ["programs", "measures"])
def test_no_label_names_two_concepts(name: str) -> None:
    counts = Counter(label for concept in scheme(name) for label in concept.labels)

    assert {} == {label: count for label, count in counts.items() if count > 1}


def test_a_form_shared_by_two_units_is_told_apart_by_their_kind() -> None:
    pairs = Counter((label, unit.extras["unitKind"]) for unit in scheme("units") for label in unit.labels)

    assert {} == {pair: count for pair, count in pairs.items() if count > 1}


def test_labels_are_simplified_normal_and_bare() -> None:
    simplify = OpenCC("t2s").convert
    labels = {label for name in LEXICONS for concept in scheme(name) for label in concept.labels}

    assert [] == [label for label in labels if simplify(label) != label]
    assert [] == [label for label in labels if unicodedata.normalize("NFC", label) != label]
    assert [] == [label for label in labels if re.search(r"[\s\"'“”‘’《》\u200b-\u200f\ufeff]", label)]


@pytest.mark.parametrize("name", LEXICONS)
def test_broader_concepts_exist_and_never_lead_back(name: str) -> None:
    above = {concept.key: concept.broader for concept in scheme(name)}

    def ancestors(key: str, path: tuple[str, ...] = ()) -> Iterator[str]:
        assert key not in path, f"cycle: {path}"
        for broader in above[key]:
            yield broader
            yield from ancestors(broader, (*path, key))

    assert set() == {ancestor for key in above for ancestor in ancestors(key)} - set(above)


def test_references_are_kept() -> None:
    kinds = {kind.key for kind in scheme("program-kinds")}
    programs = {program.key for program in scheme("programs")}

    assert [] == [program.key for program in scheme("programs") if program.kind not in kinds]
    assert [] == [measure.key for measure in scheme("measures") if set(measure.related) - programs]
    for name, target in REFERENCES.items():
        keys = {concept.key for concept in scheme(target)}
        assert [] == [concept.key for _, concept in concepts() if set(concept.extras.get(name, ())) - keys]


def test_every_measure_and_unit_says_what_it_counts() -> None:
    assert [] == [measure.key for measure in scheme("measures") if set(REFERENCES) - set(measure.extras)]
    assert [] == [unit.key for unit in scheme("units") if len(unit.extras["unitKind"]) != 1]


@pytest.mark.parametrize(
    ("name", "literal"), [("bound", model.Bound), ("status", model.Status), ("aspect", model.Aspect)]
)
def test_the_closed_lists_are_those_of_the_model(name: str, literal: object) -> None:
    assert list(get_args(literal)) == [concept.key for concept in scheme(name)]


def test_every_closed_list_is_tested() -> None:
    described = {t.subject for t in triples(ONTOLOGY / "schemes.ttl") if t.object == SKOS.ConceptScheme}

    assert {f"scheme/{name}" for name in CLOSED} == {str(iri).strip("<>").split("/id/")[1] for iri in described}


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("安康杯", "安康杯竞赛"),
        ("春季要约", "集体协商春季要约"),
        ("产改", "产业工人队伍建设改革"),
        ("幸福驿站", "户外劳动者幸福驿站"),
        ("元旦、春节送温暖", "两节送温暖"),
        ("劳模(工匠)创新工作室", "劳模工匠创新工作室"),
    ],
)
def test_a_variant_leads_to_its_program(label: str, name: str) -> None:
    assert [name] == [program.name for program in scheme("programs") if label in program.labels]


def test_a_variant_stands_below_its_brand() -> None:
    assert "户外劳动者服务站点" in concept("programs", "户外劳动者幸福驿站").broader


@pytest.mark.parametrize(
    ("surface", "kind", "name"), [("名", "people", "人"), ("名", "rank", "名"), ("％", "share", "%")]
)
def test_a_printed_unit_has_its_normal_form(surface: str, kind: str, name: str) -> None:
    units = scheme("units")

    assert [name] == [unit.name for unit in units if surface in unit.labels and unit.extras["unitKind"] == (kind,)]


@pytest.mark.parametrize(("name", "key"), [("status", "done"), ("programs", "不存在的项目"), ("colours", "red")])
def test_what_is_not_there_is_not_found(name: str, key: str) -> None:
    with pytest.raises(NotFoundError, match=r"expected one of"):
        concept(name, key)


def test_a_file_that_does_not_parse_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bad.ttl"
    path.write_text("<a> <b> .", encoding="utf-8")

    with pytest.raises(OntologyError, match=r"bad\.ttl: expected Turtle"):
        triples(path)


def test_a_misspelt_term_is_an_attribute_error_that_helps() -> None:
    with pytest.raises(AttributeError, match=r"no term 'Observatoin'; near it: Observation"):
        _ = KG.Observatoin
    with pytest.raises(AttributeError, match=r"no term 'lable'"):
        _ = Namespace("http://example.org/", "label").lable


def test_concept_iris_are_made_by_the_one_rule() -> None:
    assert [] == [concept.key for _, concept in concepts() if not concept.iri.value.endswith("/" + escape(concept.key))]
