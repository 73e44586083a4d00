"""Attacks on a real server: while each goes on, and after it, another client is answered within a second.

The last test prints a table: attack → statuses → its seconds → the slowest answer that the other client had meanwhile.
"""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path

import pytest
from attacks import LEVELS, MEMORY, NAMES, NESTED, PLANNER, TIME, services
from served import Listener, Served, make_data, serving

ATTACKER, VICTIM = "127.0.0.2", "127.0.0.1"
DEADLINE = 1.0
REFUSED = {400, 403, 404, 405, 406, 408, 411, 413, 414, 415, 429, 431, 501, 502, 503, 504}
Statuses = Counter[str]
TABLE: list[tuple[str, str, float, float]] = []
FRESH = count()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("data")
    make_data(folder, 2_000)
    limits = {"deadline": DEADLINE, "queue_seconds": 1, "receive_seconds": 3, "idle_seconds": 3}
    with serving(folder, folder / "log", result_bytes=4_000_000, spill_bytes=500_000, **limits) as server:
        yield server


def answered(served: Served) -> float:
    """Seconds that the other client waits for a query that no cache knows; it must be right, and within one."""
    began = time.monotonic()
    reply = served.ask(f"ASK {{ ?o kg:value 7.0 }} #{next(FRESH)}", source=VICTIM, timeout=5)  # type: ignore[arg-type]
    seconds = time.monotonic() - began
    assert (200, b'{"head":{},"boolean":true}') == (reply.status, reply.body)
    assert seconds < 1.0
    return seconds


@contextmanager
def attack(served: Served, name: str) -> Iterator[Statuses]:
    """Note what an attack got, while the other client asks all the time."""
    statuses: Statuses = Counter()
    over = threading.Event()

    def ask_on() -> float:
        worst = answered(served)
        while not over.wait(0.1):
            worst = max(worst, answered(served))
        return worst

    began = time.monotonic()
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(ask_on)
        try:
            yield statuses
        finally:
            seconds = time.monotonic() - began
            over.set()
        worst = max(other.result(), answered(served))
    told = " ".join(f"{status}×{times}" if times > 1 else status for status, times in sorted(statuses.items()))
    TABLE.append((name, told, seconds, worst))


def post(served: Served, query: str) -> str:
    """The status of a query that the attacker sends in a body."""
    headers = {"Content-Type": "application/sparql-query"}
    return str(served.send("POST", "/sparql", headers, query.encode(), source=ATTACKER).status)


@pytest.mark.parametrize("levels", LEVELS)
def test_nesting(served: Served, levels: int) -> None:
    with attack(served, f"nesting, {len(NESTED)} shapes × {levels:,}") as statuses:
        for make in NESTED.values():
            statuses[post(served, make(levels))] += 1
    assert {int(status) for status in statuses} <= {200, *REFUSED}
    if levels > min(LEVELS):
        assert {int(status) for status in statuses} <= {400, 413}


@pytest.mark.parametrize(("kind", "queries"), [("planner", PLANNER), ("memory", MEMORY), ("time", TIME)])
def test_bombs(served: Served, kind: str, queries: dict[str, str]) -> None:
    for name, query in queries.items():
        with attack(served, f"{kind}: {name}") as statuses:
            began = time.monotonic()
            statuses[post(served, query)] += 1
            seconds = time.monotonic() - began
        assert {int(status) for status in statuses} <= {200, 413, 502, 504}
        assert seconds < DEADLINE + 1.5
        if kind == "time":
            assert ["504"] == list(statuses)


def test_service_is_refused_in_every_position(served: Served) -> None:
    listener = Listener()
    with listener.socket:
        queries = services(listener.url)
        with attack(served, f"SERVICE in {len(queries)} positions") as statuses:
            for query in queries.values():
                statuses[post(served, query)] += 1
        assert {"400", "403"} >= set(statuses)
        assert 0 == listener.seen()


def test_updates_and_files(served: Served) -> None:
    with attack(served, "LOAD, INSERT, FROM <file:>") as statuses:
        for query in (
            "LOAD <http://127.0.0.1/>",
            "LOAD <file:///etc/passwd> INTO GRAPH <a:b>",
            "INSERT DATA { <a:b> <a:c> <a:d> }",
            "CLEAR ALL",
            "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
            "SELECT * FROM NAMED <FILE:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        ):
            statuses[post(served, query)] += 1
    assert {"403": 6} == statuses


def raw(served: Served, data: bytes, seconds: float = 5.0) -> bytes:
    """What comes back for some bytes, until the server closes or falls silent."""
    got = b""
    with socket.create_connection(("127.0.0.1", served.port), timeout=seconds, source_address=(ATTACKER, 0)) as line:
        with suppress(OSError):
            line.sendall(data)
        with suppress(OSError):
            while piece := line.recv(1 << 16):
                got += piece
                if b"\r\n\r\n" in got and got.startswith(b"HTTP/1.1 4"):
                    break
    return got


def status_of(got: bytes) -> str:
    return got.split(b" ", 2)[1].decode() if got.startswith(b"HTTP/") else "closed"


def test_large_bodies(served: Served) -> None:
    body = b"query=" + b"a" * 20_000_000
    with attack(served, "20 MB bodies, with length and in chunks") as statuses:
        for _ in range(3):
            head = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            statuses[status_of(raw(served, head + b"Content-Length: %d\r\n\r\n" % len(body) + body))] += 1
            chunked = b"Transfer-Encoding: chunked\r\n\r\n" + b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"
            statuses[status_of(raw(served, head + chunked))] += 1
    assert set(statuses) <= {"413", "closed"}


STUCK = {
    "half-open": (b"", b""),
    "trickling head": (b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nHost: a\r\n", b"X-A: b\r\n"),
    "trickling body": (
        b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\nContent-Length: 9999\r\n\r\n",
        b"a",
    ),
}


@pytest.mark.parametrize("kind", STUCK)
def test_stuck_connections_cost_nobody_and_end(served: Served, kind: str) -> None:
    first, then = STUCK[kind]
    with attack(served, f"200 connections, {kind}") as statuses, ExitStack() as stack:
        lines = [
            stack.enter_context(socket.create_connection(("127.0.0.1", served.port), source_address=(ATTACKER, 0)))
            for _ in range(200)
        ]
        for line in lines:
            line.sendall(first)
        end, opened = time.monotonic() + 12, set(lines)
        while opened and time.monotonic() < end:
            opened -= {line for line in opened if closed(line, then)}
            time.sleep(0.2)
        statuses["closed"] = 200 - len(opened)
    assert {"closed": 200} == statuses


def closed(line: socket.socket, then: bytes) -> bool:
    """Whether the server closed a connection; if not, send the next few bytes."""
    line.settimeout(0.001)
    try:
        line.sendall(then)
        return not line.recv(100)
    except TimeoutError:
        return False
    except OSError:
        return True


def test_slow_readers_hold_no_thread(served: Served) -> None:
    request = b"GET /sparql?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%2012000 HTTP/1.1\r\nHost: a\r\n\r\n"
    with attack(served, "60 readers of 2 MB who do not read") as statuses, ExitStack() as stack:
        for _ in range(60):
            line = stack.enter_context(socket.socket())
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            line.bind((ATTACKER, 0))
            line.connect(("127.0.0.1", served.port))
            line.sendall(request)
            statuses["open"] += 1
        time.sleep(1.5)


def test_floods_are_turned_away(served: Served) -> None:
    query = next(iter(TIME.values()))
    with attack(served, "40 slow queries at once from one client") as statuses, ThreadPoolExecutor(40) as pool:
        statuses.update(pool.map(lambda number: post(served, f"{query} #{number}"), range(40)))
    assert statuses["429"] > 0
    assert set(statuses) <= {"429", "503", "504"}


def test_clients_that_leave_set_their_engines_free(tmp_path: Path) -> None:
    make_data(tmp_path, 2_000)
    with serving(tmp_path, deadline=30) as slow:
        for number in range(6):
            with suppress(TimeoutError):
                slow.ask(f"{TIME['cartesian COUNT']} #{number}", timeout=0.3)  # type: ignore[arg-type]
        time.sleep(1.0)
        assert answered(slow) < 1.0
        killed = slow.get("/metrics").text
        assert 'kg_engine_kills_total{reason="unwanted"} 6' in killed


def test_retry_after_comes_with_429_and_503(served: Served) -> None:
    query = next(iter(TIME.values()))

    def ask(number: int) -> tuple[int, bool]:
        reply = served.ask(f"{query} #{number}", source=ATTACKER)  # type: ignore[arg-type]
        return reply.status, "retry-after" in reply.headers

    with ThreadPoolExecutor(30) as pool:
        for status, retry in pool.map(ask, range(100, 130)):
            assert retry == (status in {429, 503})


def test_pipelined_and_malformed_requests(served: Served) -> None:
    one = b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nHost: a\r\n\r\n"
    with attack(served, "300 requests in one packet") as statuses:
        got = raw(served, one * 300, 1.0)
        statuses["200"] = got.count(b"HTTP/1.1 200 OK")
    assert {"200": 300} == statuses
    with attack(served, "malformed requests") as statuses:
        for data in (
            b"\x00\xff\xfe" * 100 + b"\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
            b"GET /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
            b"POST /sparql HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / ",
            b"POST /sparql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
            b"GET /" + b"a" * 400_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
            b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 100_000 + b"\r\n",
            b"GET / HTTP/1.1\r\nHost : a\r\nX\r\n\r\n",
            b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nHost: a\r\nAccept: a\x00b\r\n\r\n",
            b"POST /sparql HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 99999999\r\n\r\n",
        ):
            statuses[status_of(raw(served, data, 1.0))] += 1
    assert "500" not in statuses


def test_names_and_headers(served: Served) -> None:
    with attack(served, f"{len(NAMES)} addresses: traversal, %00, bad UTF-8, CR LF") as statuses:
        for name in NAMES:
            reply = served.send("GET", name, source=ATTACKER)
            statuses[str(reply.status)] += 1
            assert reply.status in {200, 303, 400, 404, 406, 414}
            assert b"root:" not in reply.body
            assert b"<script>" not in reply.body
            assert {"set-cookie", "x"}.isdisjoint(reply.headers)
            location = reply.headers.get("location", "/doc/")
            assert location.startswith(("/doc/", "/data/"))
    assert "500" not in statuses


def test_the_front_is_the_same_and_the_table(served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    assert served.process.poll() is None
    assert served.send("GET", "/healthz").status == 200
    text = served.send("GET", "/metrics").text
    assert "kg_engine_kills_total" in text
    assert 'status="500"' not in text
    with capsys.disabled():
        print(f"\n{'attack':58} {'status':28} {'seconds':>8} {'other client':>13}")
        for name, told, seconds, worst in TABLE:
            print(f"{name:58} {told:28} {seconds:8.2f} {worst:11.3f} s")
