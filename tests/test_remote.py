"""KG_SPARQL_URL: the same app in front of a real `oxigraph serve`, and in front of servers that misbehave."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sysconfig
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from served import Served, free_port, make_data, serving
from test_protocol import ASK, CONSTRUCT, ROWS, SELECT, send

from endpoint import create_app
from endpoint.settings import Settings
from kg.store import open_snapshot

SLOW = "SELECT (COUNT(*) AS ?n) {?a ?b ?c. ?d ?e ?f. ?g ?h ?i}"


@contextmanager
def oxigraph(data: Path, folder: Path, *options: str) -> Iterator[str]:
    """Oxigraph's own server over a copy of a snapshot; the address of its query service."""
    store, port = folder / "store", free_port()
    shutil.copytree(open_snapshot(data).path / "store", store)
    program = Path(sysconfig.get_path("scripts")) / "oxigraph"
    command = [str(program), "serve", "--location", str(store), "--bind", f"127.0.0.1:{port}", *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 20
        while time.monotonic() < end:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    make_data(folder)
    return folder


@pytest.fixture(scope="module")
def served(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with (
        oxigraph(data, tmp_path_factory.mktemp("native")) as url,
        serving(data / "nowhere", sparql_url=url, deadline=1.5) as server,
    ):
        yield server


@pytest.mark.parametrize(("method", "how", "query", "accept", "form", "status", "media"), ROWS)
def test_the_protocol_table_holds(
    served: Served, method: str, how: str, query: str, accept: str | None, form: str | None, status: int, media: str
) -> None:
    reply = send(served, method, how, query, accept, form)
    assert (status, media) == (reply.status, reply.media)


@pytest.fixture(scope="module")
def local(data: Path) -> Iterator[Served]:
    with serving(data) as server:
        yield server


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"])
@pytest.mark.parametrize("query", [ASK, f"{SELECT} ORDER BY ?o", "SELECT ?x { ?x kg:value ?v } ORDER BY ?x"])
def test_results_are_those_of_the_embedded_store(served: Served, local: Served, query: str, accept: str) -> None:
    assert local.ask(query, accept).body == served.ask(query, accept).body


def test_graphs_are_those_of_the_embedded_store(served: Served, local: Served) -> None:
    query = "CONSTRUCT { ?o kg:value ?v } { ?o kg:value ?v }"
    one, two = (server.ask(query, "application/n-triples").text.splitlines() for server in (local, served))
    assert 300 == len(one)
    assert sorted(one) == sorted(two)


def test_syntax_errors_have_the_clients_lines(served: Served, local: Served) -> None:
    for query in ("SELECT ?s WHERE {\n  ?s ?p }", "ASK {", "SELECT ?x\n{ ?x nope:y 1 }"):
        place = local.ask(query).text.partition("。")[0]
        assert place == served.ask(query).text.partition("。")[0]


def test_nothing_is_cached_since_the_data_may_change(served: Served) -> None:
    reply = served.ask(ASK)
    assert "etag" not in reply.headers
    assert "no-store" == reply.headers["cache-control"]


def test_datasets_are_passed_on(served: Served) -> None:
    query = "ASK { ?s a kg:Report }"
    path = f"/sparql?query={query.replace(' ', '+')}&default-graph-uri="
    assert json.loads(served.get(f"{path}https://w3id.org/gonghui/id/graph/report/r0-2015").body)["boolean"]
    assert not json.loads(served.get(f"{path}urn:nothing").body)["boolean"]


def test_deadline_and_guard(served: Served) -> None:
    began = time.monotonic()
    assert 504 == served.ask(SLOW).status
    assert time.monotonic() - began < 3
    assert 403 == served.ask("ASK { SERVICE <http://127.0.0.1/> {} }").status
    assert 403 == served.send("POST", "/sparql", {"Content-Type": "application/sparql-update"}, b"CLEAR ALL").status
    assert 200 == served.ask(ASK).status


def test_pages_and_health(served: Served) -> None:
    for path in ("/", "/program", "/org", "/report", "/doc/program/%E9%87%91%E7%A7%8B%E5%8A%A9%E5%AD%A6", "/sparql"):
        assert 200 == served.get(path, Accept="text/html").status
    assert "资助学生" in served.get("/doc/program/%E9%87%91%E7%A7%8B%E5%8A%A9%E5%AD%A6").text
    assert 404 == served.get("/doc/program/%E9%87%91%E7%A7%8B").status
    assert 200 == served.get("/healthz").status


def test_a_message_glued_into_a_200_is_found_out(data: Path, tmp_path: Path) -> None:
    """Oxigraph's own time limit ends a started answer with 200 and an error text in it."""
    with oxigraph(data, tmp_path, "--timeout-s", "1") as url, serving(data, sparql_url=url, deadline=60) as server:
        reply = server.ask("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 100000000")
        assert reply.status in {413, 502}
        assert 502 == server.ask(SLOW).status


class Liar:
    """A server that answers each connection with the same bytes, perhaps one by one."""

    def __init__(self, answer: bytes, pause: float = 0.0) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/sparql"
        self.answer = answer
        self.pause = pause
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            try:
                line, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.reply, args=(line,), daemon=True).start()

    def reply(self, line: socket.socket) -> None:
        with line, suppress(OSError):
            line.recv(1 << 16)
            if not self.pause:
                line.sendall(self.answer)
                line.shutdown(socket.SHUT_WR)
                while line.recv(1 << 16):  # else unread bytes would reset the connection
                    pass
                return
            for place in range(len(self.answer)):
                line.sendall(self.answer[place : place + 1])
                time.sleep(self.pause)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n"
WHOLE = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"1"}}]}}'
LIES = {
    "cut off, by its length": (HEAD + b"Content-Length: 999\r\n\r\n" + WHOLE, 502),
    "cut off, by its form": (HEAD + b"\r\n" + WHOLE[:-3], 502),
    "cut off in chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(WHOLE) + WHOLE + b"\r\n", 502),
    "a message at the end": (HEAD + b"\r\n" + WHOLE[:-2] + b"Query timeout", 502),
    "another type": (HEAD.replace(b"application/sparql-results+json", b"text/html") + b"\r\n<p>ok</p>", 502),
    "an error": (b"HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nno", 502),
    "busy": (b"HTTP/1.1 503 No\r\nContent-Length: 2\r\n\r\nno", 502),
    "a redirect": (b"HTTP/1.1 302 Go\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", 502),
    "no HTTP": (b"hello\r\n\r\n", 502),
    "nothing": (b"", 502),
    "whole": (HEAD + b"\r\n" + WHOLE, 200),
    "too much": (HEAD + b"\r\n" + WHOLE[:-3] + b" " * 2_000_000 + b"]}}", 413),
    "a table for a graph": (HEAD + b"\r\n" + WHOLE, 406),
}


@pytest.mark.parametrize("lie", LIES)
def test_lies_are_no_answers(tmp_path: Path, lie: str) -> None:
    answer, status = LIES[lie]
    liar = Liar(answer)
    query = CONSTRUCT if lie == "a table for a graph" else "SELECT ?x {}"
    app = create_app(Settings(data=tmp_path, sparql_url=liar.url, deadline=3, result_bytes=1_000_000, log_access=False))
    try:
        assert status == app.test_client().get("/sparql", query_string={"query": query}).status_code
    finally:
        app.extensions["kg"].close()
        liar.socket.close()


@pytest.mark.parametrize(("answer", "pause"), [(HEAD + b"\r\n" + WHOLE, 0.1), (b"", 5.0)])
def test_a_trickling_server_is_cut_off_at_the_deadline(tmp_path: Path, answer: bytes, pause: float) -> None:
    liar = Liar(answer or b"  ", pause)
    app = create_app(Settings(data=tmp_path, sparql_url=liar.url, deadline=1, log_access=False))
    try:
        began = time.monotonic()
        assert 504 == app.test_client().get("/sparql", query_string={"query": ASK}).status_code
        assert time.monotonic() - began < 2
    finally:
        app.extensions["kg"].close()
        liar.socket.close()


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path, sparql_url=f"http://127.0.0.1:{free_port()}/", log_access=False))
    try:
        client = app.test_client()
        assert 502 == client.get("/sparql", query_string={"query": ASK}).status_code
        assert 503 == client.get("/healthz").status_code
    finally:
        app.extensions["kg"].close()
