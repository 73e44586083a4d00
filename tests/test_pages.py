"""Pages and linked data: every figure with its sentence, links that lead somewhere, names that are not there."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse
from served import MEASURES, PROGRAMS, UNIONS, make_data

from endpoint import create_app, urls
from endpoint.figures import Figure, marked, number
from endpoint.settings import Settings
from kg.vocab import entity_iri, observation_iri, settings

PROGRAM, UNION, REPORT = entity_iri("program", PROGRAMS[0]).value, entity_iri("org", UNIONS[0]).value, "r0-2015"
SEVENTH = observation_iri("r1-2015", 7 * 40 + 6, "7名").value


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    folder = tmp_path_factory.mktemp("data")
    make_data(folder)
    app = create_app(Settings(data=folder, engines=2, log_access=False, client_queries=100))
    yield app.test_client()
    app.extensions["kg"].close()


class Reader(HTMLParser):
    """Links, visible text, and what a strict policy forbids."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forbidden: list[str] = []
        self.text: list[str] = []
        self.labels: set[str] = set()
        self.fields: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.links += [found[name] for name in ("href", "src", "action") if name in found]
        self.forbidden += [f"{tag} {name}" for name in found if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and not found.get("src", "").startswith("/static/")):
            self.forbidden.append(tag)
        if tag == "label":
            self.labels.add(found["for"])
        if tag in {"input", "select", "textarea"}:
            self.fields.add(found["id"])

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    return reader


PAGES = ["/", "/program", "/org", "/report", "/search", "/search?q=jqzx", "/sparql", "/nothing"] + [
    urls.doc(iri)
    for iri in (
        PROGRAM,
        UNION,
        entity_iri("measure", MEASURES[0]).value,
        entity_iri("report", REPORT).value,
        SEVENTH,
        entity_iri("unit", "人").value,
    )
]


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_plain_safe_and_lead_somewhere(client: FlaskClient, path: str) -> None:
    reply = client.get(path, headers={"Accept": "text/html"})
    assert (404 if path == "/nothing" else 200) == reply.status_code
    assert "text/html; charset=utf-8" == reply.headers["Content-Type"]
    page = read(reply.text)
    assert '<html lang="zh-Hans">' in reply.text
    assert 1 == reply.text.count("<h1")
    assert [] == page.forbidden
    assert page.fields == page.labels
    assert "None" not in " ".join(page.text)
    own = {link for link in page.links if link.startswith("/") and not link.startswith(path)}
    assert all(
        link.startswith(("/", settings.base, "https://w3id.org/", "http://www.w3.org/", "#")) for link in page.links
    )
    for link in sorted(own)[:40]:
        assert client.get(link, headers={"Accept": "text/html"}).status_code in {200, 303}, link


@pytest.mark.parametrize("path", [*PAGES, "/healthz", "/metrics", "/static/style.css", "/id/org/x", "/data/org/x.ttl"])
def test_headers_for_browsers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "nosniff" == headers["X-Content-Type-Options"]
    assert "same-origin" == headers["Referrer-Policy"]


def test_figures_stand_with_their_sentence(client: FlaskClient) -> None:
    page = client.get(urls.doc(PROGRAM)).text
    shown = "".join(read(page).text)
    assert PROGRAMS[0] in shown
    for count in (0, 5, 10):
        observation = observation_iri(f"r{count % 3}-{2015 + count % 7}", count * 40 + 6, f"{count}名").value
        assert urls.doc(observation) in page
        assert f"全年资助学生{count}名，人人<b>有份</b>。" in shown
    assert "<b>" not in page  # as text only
    assert "圆梦助学" in shown


def test_an_observation_has_its_own_page(client: FlaskClient) -> None:
    shown = "".join(read(client.get(urls.doc(SEVENTH)).text).text)
    for words in ("7", "人", "2015", UNIONS[1], PROGRAMS[2], MEASURES[1], "资助学生"):
        assert words in shown


def test_the_query_behind_a_page_runs(client: FlaskClient) -> None:
    for path in ("/program", "/org", "/report", *PAGES[-6:]):
        text = client.get(path).text
        link = next(link for link in read(text).links if link.startswith("/sparql?query="))
        table = client.get(link, headers={"Accept": "text/csv"})
        assert 200 == table.status_code
        assert len(table.text.splitlines()) > 1


@pytest.mark.parametrize("name", ["金秋", "秋季助学", "圆梦助学", "jqzx"])
def test_names_that_are_not_there_are_answered_with_near_ones(client: FlaskClient, name: str) -> None:
    reply = client.get(f"/doc/program/{quote(name)}")
    assert 404 == reply.status_code
    assert urls.doc(PROGRAM) in reply.text


@pytest.mark.parametrize(
    "path", ["/doc/", "/doc/program", "/doc/nothing/x", "/doc/program/~zz", "/data/org/x.pdf", "/id/x"]
)
def test_addresses_of_nothing(client: FlaskClient, path: str) -> None:
    assert 404 == client.get(path).status_code


@pytest.mark.parametrize(
    ("accept", "location"),
    [
        ("text/html", urls.doc(UNION)),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", urls.doc(UNION)),
        ("text/turtle", urls.data(UNION, "ttl")),
        ("*/*", urls.data(UNION, "ttl")),
        ("application/ld+json", urls.data(UNION, "jsonld")),
        ("application/n-triples", urls.data(UNION, "nt")),
        ("application/rdf+xml, text/turtle;q=0.5", urls.data(UNION, "rdf")),
    ],
)
def test_things_redirect_by_accept(client: FlaskClient, accept: str, location: str) -> None:
    reply = client.get(urls.thing(UNION), headers={"Accept": accept})
    assert (303, location) == (reply.status_code, reply.headers["Location"])
    assert "Accept" in reply.headers["Vary"]
    assert "*" == reply.headers["Access-Control-Allow-Origin"]
    assert 200 == client.get(location).status_code


def test_unknown_accept_of_a_thing(client: FlaskClient) -> None:
    assert 406 == client.get(urls.thing(UNION), headers={"Accept": "image/png"}).status_code


@pytest.mark.parametrize(
    "path", ["/id/org/%E9%BB%84%E5%B1%B1%E5%B8%82%E6%80%BB%E5%B7%A5%E4%BC%9A", "/id/org/黄山市总工会"]
)
def test_raw_and_encoded_names_are_one(client: FlaskClient, path: str) -> None:
    assert urls.doc(UNION) == client.get(path, headers={"Accept": "text/html"}).headers["Location"]


def test_escaped_and_plain_names_are_one(client: FlaskClient) -> None:
    iri = entity_iri("program", "互联网+工会").value
    assert "~2B" in iri
    assert 200 == client.get(urls.doc(iri)).status_code
    assert "互联网+工会" in client.get("/doc/program/互联网+工会").text


FORMATS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML, "jsonld": RdfFormat.JSON_LD}


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("iri", [PROGRAM, UNION, SEVENTH, entity_iri("program", "互联网+工会").value])
def test_data_is_the_same_in_each_format(client: FlaskClient, extension: str, iri: str) -> None:
    reply = client.get(urls.data(iri, extension))
    assert 200 == reply.status_code
    triples = {quad.triple for quad in parse(reply.data, format=FORMATS[extension])}
    plain = {quad.triple for quad in parse(client.get(urls.data(iri, "nt")).data, format=RdfFormat.N_TRIPLES)}
    assert plain == triples
    assert any(iri == getattr(triple.subject, "value", "") for triple in triples)


def test_figures_as_csv(client: FlaskClient) -> None:
    lines = client.get(urls.data(PROGRAM, "csv")).text.splitlines()
    assert lines[0].startswith("observation,from,to,bound,value")
    assert 61 == len(lines)


def test_pages_have_tags(client: FlaskClient) -> None:
    for path in ("/program", urls.doc(PROGRAM), urls.data(PROGRAM, "ttl")):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (304, b"") == (again.status_code, again.data)
        zipped = client.get(path, headers={"Accept-Encoding": "gzip"})
        assert "gzip" == zipped.headers["Content-Encoding"]
        assert zipped.headers["ETag"] != first.headers["ETag"]


def test_search_finds_by_alias_and_pinyin(client: FlaskClient) -> None:
    for text in ("金秋", "圆梦", "jqzx", "jinqiuzhuxue"):
        assert urls.doc(PROGRAM) in client.get("/search", query_string={"q": text}).text
    assert "&lt;script&gt;" in client.get("/search", query_string={"q": "<script>"}).text


def test_errors_are_pages_too(client: FlaskClient) -> None:
    reply = client.post("/program")
    assert (405, "text/html; charset=utf-8") == (reply.status_code, reply.headers["Content-Type"])
    assert "GET" in reply.headers["Allow"]


def test_query_results_link_to_pages(client: FlaskClient) -> None:
    reply = client.get(
        "/sparql", query_string={"query": "SELECT ?p { ?p a kg:Program }"}, headers={"Accept": "text/html"}
    )
    assert urls.doc(PROGRAM) in reply.text
    bad = client.get("/sparql", query_string={"query": "SELECT </script><b>"}, headers={"Accept": "text/html"})
    assert 400 == bad.status_code
    assert "<b>" not in bad.text


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ({"value": "388000"}, "388,000"),
        ({"value": "70.7", "bound": "exact"}, "70.7"),
        ({"value": "100", "bound": "under"}, "< 100"),
        ({"value": "5", "bound": "about"}, "≈ 5"),
        ({"value": "5", "bound": "at_least"}, "≥ 5"),
        ({"value": "3", "lower": "3", "upper": "5"}, "3–5"),
        ({"value": "3", "lower": "3", "upper": "3"}, "3"),
    ],
)
def test_values_as_a_person_reads_them(row: dict[str, str], shown: str) -> None:
    assert shown == Figure(row).value


def test_marking_escapes() -> None:
    assert "a&lt;<mark>1&amp;</mark>b" == str(marked("a<1&b", "1&"))
    assert "a&lt;" == str(marked("a<", "z"))
    assert ["1,234.5", "x"] == [number("1234.5"), number("x")]
