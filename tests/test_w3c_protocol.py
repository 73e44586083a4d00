"""The query tests of the W3C SPARQL 1.1 Protocol suite, by their names there; its updates must be refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

import pytest
from served import Reply, Served, serving

from kg.store import write_snapshot
from kg.vocab import FOAF, RDF

DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
ZERO, ONE, TWO, THREE = (DATA.format(number) for number in range(4))
QUERY, FORM, UPDATE = "application/sparql-query", "application/x-www-form-urlencoded", "application/sparql-update"
BOTH = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type }}"
NAMED = f"GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }}"
ASK_NAMED = f"ASK {{ {NAMED} }}"


@dataclass(frozen=True)
class Case:
    """One test: a request, the status that is right, and, of an ASK, the answer."""

    name: str
    method: str
    fields: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    type: str | None = None
    status: tuple[int, ...] = (200,)
    kinds: tuple[str, ...] = field(default=("application/sparql-results+json", "application/sparql-results+xml"))
    answer: bool | None = None


def graphs(default: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
    return tuple(("default-graph-uri", iri) for iri in default) + tuple(("named-graph-uri", iri) for iri in named)


def post(name: str, query: str, dataset: tuple[tuple[str, str], ...] = (), **more: object) -> Case:
    return Case(name, "POST", dataset, query.encode(), QUERY, **more)  # type: ignore[arg-type]


def bad(name: str, method: str = "POST", fields: tuple[tuple[str, str], ...] = (), **more: object) -> Case:
    return Case(name, method, fields, status=tuple(range(400, 500)), **more)  # type: ignore[arg-type]


TABLE = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values")
GRAPH = ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json")
CASES = [
    Case("query_post_form", "POST", graphs((ZERO,)), b"query=ASK%20%7B%7D", FORM, answer=True),
    Case("query_dataset_default_graphs_get", "GET", (("query", BOTH), *graphs((ONE, TWO))), answer=True),
    post("query_dataset_default_graphs_post", BOTH, graphs((ONE, TWO)), answer=True),
    post("query_dataset_named_graphs_post", ASK_NAMED, graphs((), (ONE, TWO)), answer=True),
    Case("query_dataset_named_graphs_get", "GET", (("query", ASK_NAMED), *graphs((), (ONE, TWO))), answer=True),
    post("query_dataset_full", f"ASK {{ <{THREE}> a ?type . {NAMED} }}", graphs((THREE,), (ONE, TWO)), answer=True),
    post("query_multiple_dataset", f"ASK FROM <{THREE}> {{ {NAMED} }}", graphs((), (ONE, TWO)), answer=True),
    post("query_multiple_dataset: one", f"ASK FROM <{THREE}> {{ ?s a ?t }}", graphs((), (ONE,)), answer=False),
    Case("query_get", "GET", (("query", "ASK {}"), *graphs((ZERO,))), answer=True),
    post("query_content_type_select", "SELECT (1 AS ?value) {}", graphs((ZERO,)), kinds=TABLE),
    post("query_content_type_ask", "ASK {}", graphs((ZERO,)), answer=True),
    post("query_content_type_describe", "DESCRIBE <http://example.org/>", graphs((ZERO,)), kinds=GRAPH),
    post("query_content_type_construct", "CONSTRUCT { <s> <p> 1 } WHERE {}", graphs((ZERO,)), kinds=GRAPH),
    post("query_post_direct", "ASK {}", answer=True),
    bad("bad_query_method", "PUT", (("query", "ASK {}"), *graphs((ZERO,))), type=FORM),
    bad("bad_multiple_queries", "GET", (("query", "ASK {}"), ("query", "SELECT * {}"))),
    bad("bad_query_wrong_media_type", body=b"ASK {}", type="text/plain"),
    bad("bad_query_missing_form_type", body=b"query=ASK%20%7B%7D"),
    bad("bad_query_missing_direct_type", body=b"ASK {}"),
    bad("bad_query_non_utf8", body="ASK {}".encode("utf-16"), type=f"{QUERY}; charset=UTF-16"),
    bad("bad_query_syntax", "GET", (("query", "ASK {"),)),
    bad("bad_update_get", "GET", (("update", "CLEAR ALL"),)),
    bad("bad_multiple_updates", body=b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", type=FORM),
    bad("bad_update_wrong_media_type", body=b"CLEAR NAMED", type="text/plain"),
    bad("bad_update_missing_form_type", body=b"update=CLEAR%20NAMED"),
    bad("bad_update_non_utf8", body="CLEAR NAMED".encode("utf-16"), type=f"{UPDATE}; charset=UTF-16"),
    bad("bad_update_syntax", body=b"update=CLEAR%20XYZ", type=FORM),
    bad("bad_update_dataset_conflict", fields=(("using-graph-uri", ONE),), body=b"CLEAR ALL", type=UPDATE),
    bad("update_post_form is refused", body=b"update=CLEAR+ALL", type=FORM),
    bad("update_post_direct is refused", body=b"CLEAR ALL", type=UPDATE),
    bad("update_dataset is refused", fields=(("using-named-graph-uri", ONE),), body=b"CLEAR ALL", type=UPDATE),
]  # fmt: skip


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("data")
    write_snapshot(folder, [f"<{iri}> {RDF.type} {FOAF.Document} <{iri}> ." for iri in (ONE, TWO, THREE)], {})
    with serving(folder) as server:
        yield server


def send(served: Served, case: Case) -> Reply:
    path = f"/sparql/?{urlencode(case.fields, quote_via=quote)}" if case.fields else "/sparql/"
    return served.send(case.method, path, {"Content-Type": case.type} if case.type else {}, case.body)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_w3c(served: Served, case: Case) -> None:
    reply = send(served, case)
    assert reply.status in case.status
    if reply.status == 200:
        assert reply.media in case.kinds
    if case.answer is not None:
        assert case.answer is json.loads(reply.body)["boolean"]
