"""Ten thousand requests made at random over all routes, the same ones every time: no 500, in bounded time."""

from __future__ import annotations

import random
import socket
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, quote_plus

import pytest
from served import MEASURES, PROGRAMS, UNIONS, Served, make_data, serving

REQUESTS, CLIENTS, SECONDS = 10_000, 4, 100
METHODS = ["GET"] * 12 + ["POST"] * 5 + ["HEAD"] * 2 + ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "BREW"]
PLACES = (
    "/", "/program", "/org", "/measure", "/year", "/region", "/report", "/search", "/search.json", "/sparql",
    "/sparql/", "/lineage", "/lineage.svg", "/lineage.csv", "/lineage.ttl", "/ontology", "/healthz", "/metrics",
    "/static/style.css", "/doc/org", "/id/org/", "/data/org.ttl", "/program/x", "/year/2015", "/compare", "/quality",
    "/.well-known/void",
)  # fmt: skip
KEYS = ("q", "root", "lang", "page", "year", "depth", "up", "down", "kind", "format", "open", "from", "to", "x")
TYPES = ("program", "org", "measure", "report", "observation", "sentence", "graph", "unit", "xyz", "")
EXTENSIONS = (".ttl", ".jsonld", ".nt", ".rdf", ".csv", ".html", ".", "")
FORMATS = ("json", "xml", "csv", "tsv", "turtle", "nt", "rdf", "jsonld", "trig", "nquads", "html", "", "pdf", "*", "ä")
ACCEPTS = (
    "*/*", "text/html", "text/csv", "application/sparql-results+json", "text/turtle", "image/png",
    "application/rdf+xml",
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", ";q=", "a/b;q=x", "text/*;q=0.1, */*;q=0", ",,,",
)  # fmt: skip
KINDS = (
    "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update", "text/plain", "",
    "application/sparql-query; charset=latin-1", "multipart/form-data; boundary=x", "application/json", ";;;",
)  # fmt: skip
WORDS = (
    "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "{", "}", "(", ")", "*", "?s", "?p", "?o", "?v", "a", ".", ";",
    ",",
    "kg:Observation", "kg:value", "kg:program", "<program/金秋助学>", "<x>", "<", ">", "1", "1.5e3", "-", "+", "/", "|",
    "^",
    "OPTIONAL", "UNION", "MINUS", "GRAPH", "FILTER", "BIND", "VALUES", "AS", "EXISTS", "NOT", "SERVICE", "LIMIT", "10",
    "ORDER BY", "GROUP BY", "HAVING", "COUNT", "DISTINCT", "REGEX", "STR", "NOW()", "RAND()", "'", '"', "'''", '"x"@zh',
    "#", "\n", "\\", "\\u0041", "<<(", ")>>", "{|", "|}", "~", "PREFIX", "BASE", "FROM", "NAMED", "LATERAL", "UNDEF",
    "INSERT", "DELETE", "LOAD", "金秋", "\u200b", "\U0001f600", "&&", "||", "=", "!=", "!", "IN", "true", "_:b", "[]",
    "[",
)  # fmt: skip
WHOLE = (
    "ASK {}", "SELECT * { ?s kg:value ?v } LIMIT 5", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "DESCRIBE <org/黄山市总工会>",
    "CONSTRUCT WHERE { ?s kg:unit ?o } LIMIT 9", "SELECT ?g { GRAPH ?g {} }", "SELECT * { ?s ?p ?o } LIMIT 3000",
)  # fmt: skip


def junk(dice: random.Random) -> str:
    """Characters of every sort."""
    pools = ("abc/.%~?#&=+ ", "\x00\x01\r\n\t\x7f", "金秋助学\u200b\ufeff\U0001f600é", "<>\"'`{}|\\^[]()")
    return "".join(dice.choice(dice.choice(pools)) for _ in range(dice.randrange(12)))


def sparql(dice: random.Random) -> str:
    """A query, whole, damaged or of random words."""
    if dice.random() < 0.4:
        return dice.choice(WHOLE)
    if dice.random() < 0.3:
        text = dice.choice(WHOLE)
        place = dice.randrange(len(text))
        return text[:place] + dice.choice(WORDS) + text[place + dice.randrange(3) :]
    return " ".join(dice.choice(WORDS) for _ in range(dice.randrange(40)))


def path(dice: random.Random) -> str:
    """An address: a known one, one of a thing, or nonsense; now and then badly encoded."""
    kind = dice.random()
    if kind < 0.35:
        fields = {"query": sparql(dice), "format": dice.choice(FORMATS), "default-graph-uri": junk(dice)}
        chosen = dice.sample(sorted(fields), dice.randrange(4))
        return "/sparql?" + "&".join(f"{name}={quote_plus(fields[name])}" for name in chosen)
    if kind < 0.6:
        values = (junk(dice), "2015", "en", "-1", "99999999999", f"program/{PROGRAMS[0]}", f"org/{UNIONS[0]}", "")
        asked = "&".join(f"{dice.choice(KEYS)}={quote(dice.choice(values))}" for _ in range(dice.randrange(4)))
        return dice.choice(PLACES) + dice.choice(("", f"?{asked}", "?" + quote(junk(dice), safe="=&%")))
    if kind < 0.9:
        names = (*PROGRAMS, *UNIONS, *MEASURES, "r0-2015", "r0-2015/6/0名", "300-320", junk(dice))
        name = dice.choice(names)
        mangled = (
            quote(name) if dice.random() < 0.8 else quote(name, safe="/%~<>") + dice.choice(("%", "%ff", "%00", "~E3"))
        )
        return f"/{dice.choice(('doc', 'id', 'data'))}/{dice.choice(TYPES)}/{mangled}{dice.choice(EXTENSIONS)}"
    return "/" + quote(junk(dice), safe="/%.?")


def request(dice: random.Random) -> bytes:
    """One request, its framing right, everything else at random."""
    method = dice.choice(METHODS)
    headers = {"Host": dice.choice(("127.0.0.1", "a.example:80", "[::1]", "x y", "'\"<>"))}
    for name, values, often in (
        ("Accept", ACCEPTS, 0.7),
        ("Accept-Encoding", ("gzip", "gzip;q=0", "br", "*", ";;"), 0.4),
        ("If-None-Match", ('"x"', "*", 'W/"a", "b"', '"', ""), 0.2),
        ("X-Forwarded-For", ("1.2.3.4", "'"), 0.1),
        ("Content-Type", KINDS, 0.8 if method == "POST" else 0.1),
        ("Range", ("bytes=0-1", "x"), 0.1),
    ):
        if dice.random() < often:
            headers[name] = dice.choice(values)
    body = b""
    if method in {"POST", "PUT", "PATCH"}:
        text = dice.choice((sparql(dice), f"query={quote_plus(sparql(dice))}", junk(dice), "update=CLEAR+ALL"))
        body = text.encode() if dice.random() < 0.95 else text.encode("utf-16")
        headers["Content-Length"] = str(len(body))
    lines = [f"{method} {path(dice)} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode("latin-1", "replace") + body


class Client:
    """A connection that is kept as long as the server keeps it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.line: socket.socket | None = None

    def send(self, data: bytes) -> tuple[int, bytes]:
        """Status and head of the whole answer."""
        if self.line is None:
            self.line = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        self.line.sendall(data)
        file = self.line.makefile("rb")
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            piece = file.readline()
            assert piece, f"no answer to {data[:300]!r}"
            head += piece
        length = next(
            (int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
        )
        if not data.startswith(b"HEAD "):
            assert length == len(file.read(length))
        if b"connection: close" in head.lower():
            self.line.close()
            self.line = None
        return int(head.split(b" ", 2)[1]), head


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("data")
    make_data(folder)
    with serving(folder, folder / "log", deadline=1, client_queries=50, log_queries=1) as server:
        yield server


def test_ten_thousand_requests(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    def run(seed: int) -> Counter[int]:
        dice, client, statuses = random.Random(seed), Client(served.port), Counter[int]()
        for _ in range(REQUESTS // CLIENTS):
            data = request(dice)
            status, head = client.send(data)
            statuses[status] += 1
            assert status != 500, data
            assert 200 <= status < 300 or status in {302, 303, 304, 308} or 400 <= status < 505, data
            assert b"traceback" not in head.lower()
        return statuses

    began = time.monotonic()
    with ThreadPoolExecutor(CLIENTS) as pool:
        total = sum(pool.map(run, range(CLIENTS)), Counter[int]())
    seconds = time.monotonic() - began
    assert REQUESTS == sum(total.values())
    assert seconds < SECONDS
    assert total[200] > REQUESTS // 10
    assert served.process.poll() is None
    assert served.ask("ASK {}").status == 200
    with capsys.disabled():
        told = " ".join(f"{status}×{times}" for status, times in sorted(total.items()))
        print(f"\n{REQUESTS} requests in {seconds:.1f} s: {told}")
