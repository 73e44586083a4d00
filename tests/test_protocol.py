"""/sparql by the letter: method × form × Accept → status and type; then datasets, caching, and what refusals say."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from served import Reply, Served, make_data, serving

from kg.vocab import graph_iri

SELECT, ASK = "SELECT ?o { ?o kg:value 7.0 }", "ASK { ?o kg:value 7.0 }"
CONSTRUCT, DESCRIBE = "CONSTRUCT { ?o kg:value ?v } { ?o kg:value ?v } LIMIT 3", "DESCRIBE <org/黄山市总工会>"
BROKEN = "SELECT ?s WHERE {\n  ?s ?p }"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
J, X, C, T = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
TTL, NT, RDF, LD = "text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"
TRIG, NQ = "application/trig", "application/n-quads"
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
ERROR, HTML = "text/plain", "text/html"

ROWS = [  # method, how the query is sent, query, Accept, ?format= → status, type
    ("GET", "get", SELECT, None, None, 200, J),
    ("GET", "get", SELECT, "*/*", None, 200, J),
    ("GET", "get", SELECT, J, None, 200, J),
    ("GET", "get", SELECT, X, None, 200, X),
    ("GET", "get", SELECT, C, None, 200, C),
    ("GET", "get", SELECT, T, None, 200, T),
    ("GET", "get", SELECT, "application/json", None, 200, J),
    ("GET", "get", SELECT, "application/xml", None, 200, X),
    ("GET", "get", SELECT, "text/*", None, 200, X),
    ("GET", "get", SELECT, "application/*;q=0.5, text/csv;q=0.4", None, 200, J),
    ("GET", "get", SELECT, "text/csv;q=0.3, text/tab-separated-values;q=0.9", None, 200, T),
    ("GET", "get", SELECT, f"{J};q=0, */*;q=0.1", None, 200, X),
    ("GET", "get", SELECT, "application/sparql-results+json;q=0, text/csv", None, 200, C),
    ("GET", "get", SELECT, "TEXT/CSV", None, 200, C),
    ("GET", "get", SELECT, BROWSER, None, 200, HTML),
    ("GET", "get", SELECT, "application/pdf", None, 406, ERROR),
    ("GET", "get", SELECT, TTL, None, 406, ERROR),
    ("GET", "get", SELECT, "text/csv;q=0", None, 406, ERROR),
    ("GET", "get", SELECT, "nonsense", None, 406, ERROR),
    ("GET", "get", SELECT, J, "csv", 200, C),
    ("GET", "get", SELECT, None, "tsv", 200, T),
    ("GET", "get", SELECT, None, "xml", 200, X),
    ("GET", "get", SELECT, None, "JSON", 200, J),
    ("GET", "get", SELECT, None, "html", 200, HTML),
    ("GET", "get", SELECT, None, "text/csv", 200, C),
    ("GET", "get", SELECT, J, "turtle", 406, ERROR),
    ("GET", "get", SELECT, J, "docx", 406, ERROR),
    ("GET", "get", ASK, None, None, 200, J),
    ("GET", "get", ASK, X, None, 200, X),
    ("GET", "get", ASK, C, None, 200, C),
    ("GET", "get", ASK, BROWSER, None, 200, HTML),
    ("GET", "get", CONSTRUCT, None, None, 200, TTL),
    ("GET", "get", CONSTRUCT, "*/*", None, 200, TTL),
    ("GET", "get", CONSTRUCT, TTL, None, 200, TTL),
    ("GET", "get", CONSTRUCT, NT, None, 200, NT),
    ("GET", "get", CONSTRUCT, RDF, None, 200, RDF),
    ("GET", "get", CONSTRUCT, LD, None, 200, LD),
    ("GET", "get", CONSTRUCT, TRIG, None, 200, TRIG),
    ("GET", "get", CONSTRUCT, NQ, None, 200, NQ),
    ("GET", "get", CONSTRUCT, f"{RDF};q=0.2, {LD};q=0.8", None, 200, LD),
    ("GET", "get", CONSTRUCT, None, "ntriples", 200, NT),
    ("GET", "get", CONSTRUCT, None, "ttl", 200, TTL),
    ("GET", "get", CONSTRUCT, BROWSER, None, 200, HTML),
    ("GET", "get", CONSTRUCT, C, None, 406, ERROR),
    ("GET", "get", CONSTRUCT, None, "csv", 406, ERROR),
    ("GET", "get", DESCRIBE, None, None, 200, TTL),
    ("GET", "get", DESCRIBE, RDF, None, 200, RDF),
    ("HEAD", "get", SELECT, C, None, 200, C),
    ("HEAD", "get", CONSTRUCT, NT, None, 200, NT),
    ("HEAD", "get", BROKEN, C, None, 400, ERROR),
    ("POST", "form", SELECT, None, None, 200, J),
    ("POST", "form", SELECT, C, None, 200, C),
    ("POST", "form", SELECT, J, "xml", 200, X),
    ("POST", "form", ASK, X, None, 200, X),
    ("POST", "form", CONSTRUCT, LD, None, 200, LD),
    ("POST", "form", SELECT, "image/png", None, 406, ERROR),
    ("POST", "form", BROKEN, J, None, 400, ERROR),
    ("POST", "direct", SELECT, None, None, 200, J),
    ("POST", "direct", SELECT, T, None, 200, T),
    ("POST", "direct", SELECT, J, "csv", 200, C),
    ("POST", "direct", DESCRIBE, TTL, None, 200, TTL),
    ("POST", "direct", CONSTRUCT, "image/png", None, 406, ERROR),
    ("POST", "direct", BROKEN, None, None, 400, ERROR),
    ("GET", "get", BROKEN, None, None, 400, ERROR),
    ("GET", "get", BROKEN, BROWSER, None, 400, HTML),
    ("GET", "get", "", None, None, 400, ERROR),
    ("GET", "get", " \n", None, None, 400, ERROR),
    ("POST", "direct", "", None, None, 400, ERROR),
    ("GET", "get", "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", None, None, 403, ERROR),
    ("GET", "get", "ASK FROM <file:///etc/passwd> {}", None, None, 403, ERROR),
    ("GET", "get", "INSERT DATA { <a:b> <a:c> <a:d> }", None, None, 403, ERROR),
    ("GET", "get", "LOAD <file:///etc/passwd>", None, None, 403, ERROR),
    ("POST", "form", "PREFIX a: <a:> DELETE WHERE { ?s ?p ?o }", None, None, 403, ERROR),
    ("GET", "get", f"ASK {{ {'{' * 200} {'}' * 200} }}", None, None, 400, ERROR),
    ("GET", "get", f"ASK {{ #{'x' * 40_000}\n}}", None, None, 414, ERROR),
    ("POST", "direct", f"ASK {{ #{'x' * 40_000}\n}}", None, None, 413, ERROR),
    ("PUT", "get", ASK, None, None, 405, ERROR),
    ("DELETE", "get", ASK, None, None, 405, ERROR),
    ("PATCH", "get", ASK, None, None, 405, ERROR),
    ("TRACE", "get", ASK, None, None, 405, ERROR),
    ("OPTIONS", "get", ASK, None, None, 204, ""),
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("data")
    make_data(folder)
    with serving(folder) as server:
        yield server


def send(served: Served, method: str, how: str, query: str, accept: str | None, form: str | None) -> Reply:
    headers = {} if accept is None else {"Accept": accept}
    fields = {"query": query} | ({"format": form} if form else {})
    if how == "get":
        return served.send(method, f"/sparql?{urlencode(fields)}", headers)
    if how == "form":
        return served.send(method, "/sparql", headers | {"Content-Type": FORM}, urlencode(fields).encode())
    path = f"/sparql?format={form}" if form else "/sparql"
    return served.send(method, path, headers | {"Content-Type": f"{DIRECT}; charset=utf-8"}, query.encode())


@pytest.mark.parametrize(("method", "how", "query", "accept", "form", "status", "media"), ROWS)
def test_status_and_type(
    served: Served, method: str, how: str, query: str, accept: str | None, form: str | None, status: int, media: str
) -> None:
    reply = send(served, method, how, query, accept, form)
    assert (status, media) == (reply.status, reply.media)
    assert "*" == reply.headers["access-control-allow-origin"]
    if status >= 400 and method != "HEAD":
        assert reply.text.strip()
        assert "no-store" == reply.headers["cache-control"]
    if status == 200:
        assert "Accept, Accept-Encoding" == reply.headers["vary"]


def parse(reply: Reply) -> list[str]:
    return sorted(row["g"]["value"] for row in json.loads(reply.body)["results"]["bindings"])


def test_results_are_the_same_in_each_format(served: Served) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?o kg:value ?v }"
    assert "300" == json.loads(served.ask(query).body)["results"]["bindings"][0]["n"]["value"]
    assert ["n", "300"] == served.ask(query, C).text.split()
    assert "?n\n300\n" == served.ask(query, T).text
    assert ">300<" in served.ask(query, X).text


def test_default_graph_is_the_union_and_counts_a_triple_once(served: Served) -> None:
    one = json.loads(served.ask("SELECT (COUNT(*) AS ?n) { <org/黄山市总工会> a kg:Organisation }").body)
    assert "1" == one["results"]["bindings"][0]["n"]["value"]


GRAPHS = "SELECT DISTINCT ?g { { GRAPH ?g { ?s a kg:Report } } UNION { ?s a kg:Report BIND('default' AS ?g) } }"
ONE, TWO = graph_iri("report", "r0-2015").value, graph_iri("report", "r1-2016").value
DATASETS = [
    ([], 22),
    ([("default-graph-uri", ONE)], ["default"]),
    ([("named-graph-uri", ONE)], [ONE]),
    ([("default-graph-uri", ONE), ("named-graph-uri", TWO)], ["default", TWO]),
    ([("named-graph-uri", ONE), ("named-graph-uri", TWO)], [ONE, TWO]),
    ([("default-graph-uri", "urn:nothing")], []),
]


@pytest.mark.parametrize(("dataset", "expected"), DATASETS)
@pytest.mark.parametrize("how", ["get", "form", "direct"])
def test_protocol_dataset(served: Served, dataset: list[tuple[str, str]], expected: list[str] | int, how: str) -> None:
    if how == "get":
        reply = served.send("GET", f"/sparql?{urlencode([('query', GRAPHS), *dataset])}")
    elif how == "form":
        body = urlencode([("query", GRAPHS), *dataset]).encode()
        reply = served.send("POST", "/sparql", {"Content-Type": FORM}, body)
    else:
        reply = served.send("POST", f"/sparql?{urlencode(dataset)}", {"Content-Type": DIRECT}, GRAPHS.encode())
    found = parse(reply)
    if isinstance(expected, int):
        assert expected == len(found)
    else:
        assert sorted(expected) == found


def test_query_dataset_counts_and_the_protocols_goes_before_it(served: Served) -> None:
    query = f"SELECT DISTINCT ?g FROM NAMED <{ONE}> {{ GRAPH ?g {{ ?s a kg:Report }} }}"
    assert [ONE] == parse(served.ask(query))
    reply = served.send("GET", f"/sparql?{urlencode([('query', query), ('named-graph-uri', TWO)])}")
    assert [TWO] == parse(reply)


BAD = [  # headers, body, path → status, and a word of what is said
    ({"Content-Type": "text/plain"}, b"ASK {}", "", 415, "application/sparql-query"),
    ({}, b"ASK {}", "", 415, "application/sparql-query"),
    ({"Content-Type": f"{DIRECT}; charset=utf-16"}, "ASK {}".encode("utf-16"), "", 415, "UTF-8"),
    ({"Content-Type": DIRECT}, b"ASK { <\xff> ?p ?o }", "", 400, "UTF-8"),
    ({"Content-Type": FORM}, b"query=ASK%20%7B%FF%7D", "", 400, "UTF-8"),
    ({"Content-Type": FORM}, b"query=ASK{}&query=ASK{}", "", 400, "query"),
    ({"Content-Type": DIRECT}, b"ASK {}", "?query=ASK{}", 400, "query"),
    ({"Content-Type": FORM}, b"format=csv", "", 400, "query"),
    ({"Content-Type": FORM}, b"query=ASK{}&default-graph-uri=name", "", 400, "default-graph-uri"),
    ({"Content-Type": FORM}, b"query=ASK{}&named-graph-uri=file:///etc/passwd", "", 403, "FROM"),
    ({"Content-Type": FORM}, b"query=" + b"%20" * 100_000, "", 413, ""),
    ({"Content-Type": FORM}, b"a=b&" * 300 + b"query=ASK{}", "", 400, "200"),
    ({"Content-Type": DIRECT, "Content-Encoding": "gzip"}, gzip.compress(b"ASK {}"), "", 415, "Content-Encoding"),
    ({"Content-Type": FORM}, b"update=CLEAR+ALL", "", 403, "kg build"),
    ({"Content-Type": "application/sparql-update"}, b"CLEAR ALL", "", 403, "kg build"),
    ({"Content-Type": "application/sparql-update"}, b"LOAD <http://127.0.0.1/>", "", 403, "kg build"),
]


@pytest.mark.parametrize(("headers", "body", "path", "status", "word"), BAD)
def test_bad_posts(served: Served, headers: dict[str, str], body: bytes, path: str, status: int, word: str) -> None:
    reply = served.send("POST", f"/sparql{path}", headers, body)
    assert status == reply.status
    assert word in reply.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_graph_store_writes_say_how_data_gets_in(served: Served, method: str) -> None:
    reply = served.send(method, f"/sparql?{urlencode({'graph': ONE})}", {"Content-Type": TTL}, b"<a:b> <a:c> <a:d> .")
    assert 405 == reply.status
    assert "kg build" in reply.text
    assert "GET" in reply.headers["allow"]


def test_syntax_error_tells_line_and_column(served: Served) -> None:
    reply = served.ask(BROKEN)
    assert 400 == reply.status
    assert "第 2 行第 10 列" in reply.text
    assert "line 2, column 10: expected" in reply.text


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("ASK {\n  SERVICE <http://127.0.0.1/> {} }", "line 2, column 3"),
        (f"ASK {{ {'[' * 140} }}", "line 1, column 134"),
        ("ASK {" + "?s ?p ?o .\n" * 150 + "}", "line 128, column 10"),
        ("ASK { FILTER(1" + "+1" * 600 + ") }", "line 1, column 1039"),
    ],
)
def test_the_guard_tells_the_place(served: Served, query: str, place: str) -> None:
    assert place.lower() in served.ask(query).text.lower()


def test_head_is_get_without_a_body(served: Served) -> None:
    path = f"/sparql?{urlencode({'query': SELECT})}"
    get, head = served.send("GET", path), served.send("HEAD", path)
    assert b"" == head.body
    assert {**get.headers, "date": ""} == {**head.headers, "date": ""}


def test_options_answers_a_preflight(served: Served) -> None:
    reply = served.send("OPTIONS", "/sparql", {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"})
    assert 204 == reply.status
    assert "POST" in reply.headers["access-control-allow-methods"]
    assert "Content-Type" in reply.headers["access-control-allow-headers"]


def test_description_or_form_where_there_is_no_query(served: Served) -> None:
    for accept, media in ((None, TTL), ("*/*", TTL), (LD, LD), (RDF, RDF), (NT, NT), (BROWSER, HTML)):
        reply = served.send("GET", "/sparql", {"Accept": accept} if accept else {})
        assert (200, media) == (reply.status, reply.media)
    described = served.get("/sparql").text
    assert f"<http://127.0.0.1:{served.port}/sparql>" in described
    assert "sd:Service" in described
    assert f"sd:name <{ONE}>" in described
    assert "<form" in served.get("/sparql", Accept=HTML).text
    assert 406 == served.get("/sparql", Accept="image/png").status


def test_description_does_not_trust_the_host(served: Served) -> None:
    assert 400 == served.get("/sparql", Host='x"> <a:b').status


def test_sparql_12_works(served: Served) -> None:
    query = "SELECT ?x { VALUES ?x { <<( <a:s> <a:p> 1 )>> } FILTER(isTRIPLE(?x)) }"
    assert "triple" in served.ask(query).text


def test_a_result_beyond_the_cap_is_refused_whole(tmp_path: Path) -> None:
    make_data(tmp_path)
    with serving(tmp_path, result_bytes=20_000, spill_bytes=5_000) as small:
        big = small.ask("SELECT * { ?s ?p ?o }")
        assert 413 == big.status
        assert "20000" in big.text
        spilled = small.ask("SELECT ?s { ?s kg:value ?v } LIMIT 100")
        assert 100 == len(json.loads(spilled.body)["results"]["bindings"])
