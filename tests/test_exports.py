"""Exports read back by two libraries: the same graph in every format, and the same bytes each time."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, DefaultGraph, Quad, RdfFormat, parse
from rdflib import Dataset as RdflibDataset
from two_reports import TONGLING, made, two_reports

from kg.errors import NotFoundError
from kg.export import FORMATS, export
from kg.jsonld import context
from kg.store import Snapshot
from kg.vocab import KG, graph_iri

PLANNED = "2022年计划新建爱心驿站12个。\n"
RDFLIB = {
    "trig": "trig",
    "nquads": "nquads",
    "turtle": "turtle",
    "ntriples": "nt",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}
GRAPHS = [name for name in FORMATS if name != "cube"]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = two_reports(tmp_path_factory.mktemp("texts"))
    (folder / "tongling-2021.txt").write_text(TONGLING + PLANNED, "utf-8")
    return made(folder, tmp_path_factory.mktemp("data")).snapshot


def written(snapshot: Snapshot, name: str, **part: Any) -> bytes:
    out = io.BytesIO()
    export(snapshot, name, out, **part)
    return out.getvalue()


def quads(data: bytes, name: str) -> set[Quad]:
    """What Oxigraph reads."""
    return set(parse(data, format=FORMATS[name]))


def by_rdflib(data: bytes, name: str) -> set[Quad]:
    """What rdflib reads, told as N-Quads and so comparable; numbers keep the characters that were written."""
    graph = RdflibDataset()
    graph.parse(data=data, format=RDFLIB[name])
    lines = graph.serialize(format="nquads", encoding="utf-8")
    return {_unnamed(quad) for quad in parse(lines, format=RdfFormat.N_QUADS)}


def _unnamed(quad: Quad) -> Quad:
    """rdflib has a name for the default graph."""
    if quad.graph_name != DefaultGraph() and "default" in str(quad.graph_name):
        return Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())
    return quad


def whole(snapshot: Snapshot, name: str, keep: Callable[[Quad], bool] = lambda quad: True) -> set[Quad]:
    """What an export should hold: named graphs where the format has them, else their union."""
    named = {quad for quad in snapshot.store() if quad.graph_name != DefaultGraph() and keep(quad)}
    if FORMATS[name].supports_datasets:
        return named
    return {Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in named}


@pytest.mark.parametrize("name", GRAPHS)
def test_one_report_is_the_same_graph_to_both_libraries(name: str, snapshot: Snapshot) -> None:
    data = written(snapshot, name, report="tongling-2021")
    expected = whole(snapshot, name, lambda quad: quad.graph_name == graph_iri("report", "tongling-2021"))
    assert len(expected) > 100
    assert expected == quads(data, name)
    assert expected == by_rdflib(data, name)


@pytest.mark.parametrize("name", GRAPHS)
def test_the_whole_is_the_graph(name: str, snapshot: Snapshot) -> None:
    assert whole(snapshot, name) == quads(written(snapshot, name), name)


@pytest.mark.parametrize("name", GRAPHS)
def test_rdflib_reads_the_whole_as_the_same_graph(name: str, snapshot: Snapshot) -> None:
    assert whole(snapshot, name) == by_rdflib(written(snapshot, name), name)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("part", [{}, {"report": "huangshan-2021"}, {"program": "金秋助学"}], ids=str)
def test_two_exports_are_the_same_bytes(name: str, part: dict[str, str], snapshot: Snapshot) -> None:
    assert written(snapshot, name, **part) == written(snapshot, name, **part)


def test_a_program_comes_with_its_figures_and_their_evidence(snapshot: Snapshot) -> None:
    told = written(snapshot, "turtle", program="金秋助学").decode()
    assert "筹集金秋助学款85.6万元" in told and "安康杯竞赛，覆盖" not in told
    with pytest.raises(NotFoundError, match="program '没有的项目': not in this snapshot"):
        written(snapshot, "turtle", program="没有的项目")


def test_turtle_is_sorted_and_prefixed(snapshot: Snapshot) -> None:
    lines = written(snapshot, "turtle", report="tongling-2021").decode().splitlines()
    subjects = [line.split()[0] for line in lines if line and line[0] not in "@\t "]
    assert sorted(subjects) == subjects
    assert sum(line.startswith("@prefix") for line in lines) > 10
    assert not any("<https://w3id.org/gonghui/ontology#" in line for line in lines if not line.startswith("@"))


def test_jsonld_has_terms_of_our_own(snapshot: Snapshot) -> None:
    found = json.loads(written(snapshot, "jsonld", report="tongling-2021"))
    figure = next(node for node in found["@graph"][0]["@graph"] if node.get("value") == "230")
    assert context() == found["@context"]
    assert {"@id": "kg:value", "@type": "xsd:decimal"} == found["@context"]["value"]
    assert "program/安康杯竞赛" == figure["program"]


def test_the_cube_is_whole(snapshot: Snapshot) -> None:
    found = quads(written(snapshot, "cube"), "cube")
    cube = "http://purl.org/linked-data/cube#"
    dimensions = {str(q.object) for q in found if str(q.predicate) == f"<{cube}dimension>"}
    members = {q.subject for q in found if str(q.predicate) == f"<{cube}dataSet>"}
    assert len(members) >= 2
    for member in members:
        told = [str(q.predicate) for q in found if q.subject == member]
        assert dimensions <= set(told), member
        assert 1 == told.count(str(KG.value))
        assert all(told.count(dimension) == 1 for dimension in dimensions)


def test_every_format_has_no_blank_nodes(snapshot: Snapshot) -> None:
    dataset = Dataset(quads(written(snapshot, "nquads"), "nquads"))
    before = set(dataset)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    assert before == set(dataset)
