"""The graph under OWL 2 RL: a reasoner finds no contradiction in it, and does find one where there is one."""

from __future__ import annotations

import pytest
from extractions import huangshan
from pyoxigraph import DefaultGraph
from rdflib import OWL, RDF, Graph, URIRef

from kg.build import SEEDS, build
from kg.graph import nquads
from kg.store import Snapshot
from kg.vocab import KG, ONTOLOGY, entity_iri

owlrl = pytest.importorskip("owlrl", reason="the reasoner comes with the dev extra")
UNION = URIRef(entity_iri("org", "黄山市总工会").value)


def contradictions(*graphs: Graph) -> list[str]:
    """What OWL 2 RL finds to be contradictory in the union of graphs."""
    union = Graph()
    for graph in graphs:
        union += graph
    reasoner = owlrl.OWLRL.OWLRL_Semantics(union, False, False)
    reasoner.closure()
    return sorted(reasoner.error_messages)


def terms() -> Graph:
    return Graph().parse(ONTOLOGY / "gonghui.ttl")


def read(lines: list[str]) -> Graph:
    """The lines of named graphs as one graph."""
    return Graph().parse(data="\n".join(f"{line[: line.rindex(' <')]} ." for line in lines), format="nt")


def term(name: str) -> URIRef:
    return URIRef(KG[name].value)


def test_the_terms_are_consistent() -> None:
    assert [] == contradictions(terms())


def test_a_report_is_consistent() -> None:
    assert [] == contradictions(terms(), read(nquads(huangshan(), "0" * 64)))


@pytest.mark.parametrize(
    ("subject", "predicate", "target"),
    [
        (UNION, RDF.type, term("Person")),
        (UNION, term("subOrganisationOf"), UNION),
        (UNION, term("value"), UNION),
        (UNION, OWL.differentFrom, UNION),
    ],
    ids=["both-union-and-person", "below-itself", "a-union-with-a-value", "different-from-itself"],
)
def test_a_contradiction_is_found(subject: URIRef, predicate: URIRef, target: URIRef) -> None:
    wrong = read(nquads(huangshan(), "0" * 64))
    wrong.add((subject, predicate, target))
    wrong.add((UNION, OWL.sameAs, UNION))
    assert contradictions(terms(), wrong)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return build([SEEDS], None, tmp_path_factory.mktemp("data"), workers=1).snapshot


def test_the_default_graph_is_consistent(snapshot: Snapshot) -> None:
    """Its things and how they are linked; literals and the reports' words cannot contradict a class."""
    words = ('"', "/evidence/", "/sentence/", "/skip/", "/derivation/", "shapes#")
    lines = [f"{quad} ." for quad in snapshot.store() if quad.graph_name != DefaultGraph()]
    things = [line for line in lines if not any(word in line for word in words)]
    assert len(things) > 5000
    assert [] == contradictions(terms(), read(things))
