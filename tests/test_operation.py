"""Running the endpoint: settings, port, health, metrics, log, proxies, cache and engines by themselves."""

from __future__ import annotations

import io
import json
import re
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import fields
from pathlib import Path

import pytest
from served import Served, free_port, make_data, serving

import endpoint
from endpoint.access import AccessLog
from endpoint.door import client
from endpoint.metrics import Metrics
from endpoint.settings import Settings
from endpoint.sparql.cell import grown
from kg.errors import DataError, SnapshotError, UsageError


def test_defaults_are_safe() -> None:
    settings = Settings()
    assert "127.0.0.1" == settings.host
    assert not settings.trusted_proxy
    assert not settings.log_queries
    assert settings.deadline <= 60


def test_each_setting_is_read_from_its_variable() -> None:
    given = {"KG_DEADLINE": "2.5", "KG_ENGINES": "3", "KG_LOG_QUERIES": "1", "KG_DATA": "x", "KG_HOST": "0.0.0.0"}
    settings = Settings.from_environment(given)
    assert (2.5, 3, True, Path("x"), "0.0.0.0") == (
        settings.deadline,
        settings.engines,
        settings.log_queries,
        settings.data,
        settings.host,
    )
    assert Settings() == Settings.from_environment({})


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("KG_DEADLINE", "soon"),
        ("KG_ENGINES", "0"),
        ("KG_QUEUE", "-1"),
        ("KG_LOG_ACCESS", "perhaps"),
        ("KG_SPARQL_URL", "file:///etc/passwd"),
        ("KG_PUBLIC_URL", "kg.example"),
    ],
)
def test_bad_settings_are_named(variable: str, value: str) -> None:
    with pytest.raises(UsageError, match=variable):
        Settings.from_environment({variable: value})


def test_each_setting_has_its_line() -> None:
    source = Path(endpoint.settings.__file__).read_text("utf-8")
    for field in fields(Settings):
        assert re.search(rf"    {field.name}: [^\n]+\n    \"\"\".+\"\"\"\n", source), field.name


def test_a_taken_port_is_told_before_anything_else(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(DataError, match=f"port {port} on 127.0.0.1: .*--port"):
            endpoint.serve(tmp_path / "nothing", port=port)


def test_a_data_folder_without_snapshot_is_told(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="kg build"):
        endpoint.serve(tmp_path, port=free_port())


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    make_data(folder)
    return folder


def test_metrics_count(data: Path) -> None:
    with serving(data, deadline=1) as served:
        for _ in range(3):
            served.ask("ASK {}")
        served.ask("SELECT (COUNT(*) AS ?n) {?a ?b ?c. ?d ?e ?f. ?g ?h ?i}")
        served.ask("ASK {")
        text = served.get("/metrics").text
    for line in (
        'kg_requests_total{route="sparql",method="GET",status="200"} 3',
        'kg_requests_total{route="sparql",method="GET",status="504"} 1',
        'kg_refusals_total{code="syntax"} 1',
        'kg_engine_kills_total{reason="deadline"} 1',
        'kg_request_seconds_count{route="sparql"} 5',
        'kg_request_seconds_bucket{route="sparql",le="+Inf"} 5',
        "kg_cache_hits_total 2",
        "kg_queue_waiting 0",
    ):
        assert line in text.splitlines()
    assert re.search(r'^kg_snapshot_info\{hash="\w{64}"\} 1$', text, re.MULTILINE)
    assert all(re.fullmatch(r"#.*|\w+(\{.*\})? [\d.e+-]+", line) for line in text.splitlines())


def test_the_log_tells_no_query_unless_asked(data: Path, tmp_path: Path) -> None:
    with serving(data, tmp_path / "quiet") as served:
        served.ask("ASK { ?secret ?p ?o }")
        served.get("/doc/program/%E9%87%91%E7%A7%8B%E5%8A%A9%E5%AD%A6")
    lines = [json.loads(line) for line in (tmp_path / "quiet").read_text().splitlines() if line.startswith("{")]
    assert "secret" not in (tmp_path / "quiet").read_text()
    assert ("/sparql", 200, "miss") == tuple(lines[-2][name] for name in ("path", "status", "cache"))
    assert "/doc/program/金秋助学" == lines[-1]["path"]
    with serving(data, tmp_path / "told", log_queries=1) as served:
        served.ask("ASK { ?secret ?p ?o }")
    told = [json.loads(line) for line in (tmp_path / "told").read_text().splitlines() if line.startswith("{")]
    assert "ASK { ?secret ?p ?o }" == told[-1]["query"]


def logged_client(data: Path, log: Path, **settings: object) -> str:
    with serving(data, log, **settings) as served:
        served.send("GET", "/sparql?query=ASK%20%7B%7D", {"X-Forwarded-For": "9.9.9.9, 192.0.2.7"})
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    return str(next(line["client"] for line in lines if line["path"] == "/sparql"))


def test_proxies_are_believed_only_when_told(data: Path, tmp_path: Path) -> None:
    assert "127.0.0.1" == logged_client(data, tmp_path / "a")
    assert "127.0.0.1" == logged_client(data, tmp_path / "b", trusted_proxy="10.0.0.1")
    assert "192.0.2.7" == logged_client(data, tmp_path / "c", trusted_proxy="127.0.0.1")


def test_public_url_goes_into_absolute_links(data: Path) -> None:
    with serving(data, public_url="https://kg.example/") as served:
        assert "<https://kg.example/sparql> a sd:Service" in served.get("/sparql").text


def test_connections_of_one_address_are_limited(data: Path) -> None:
    with serving(data, client_connections=5) as served:
        time.sleep(0.2)
        lines = [
            socket.create_connection(("127.0.0.1", served.port), source_address=("127.0.0.9", 0)) for _ in range(8)
        ]
        closed = 0
        for line in lines:
            line.settimeout(0.5)
            with line, suppress(TimeoutError):
                closed += line.recv(1) == b""
        assert 3 == closed
        assert 200 == served.ask("ASK {}").status


def test_kg_serve_runs_and_stops(data: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "kg", "serve", "--data", str(data), "--port", str(port), "--workers", "2"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    served = Served(process, port)
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            if served.get("/healthz").status == 200:
                break
        except OSError:
            time.sleep(0.05)
    assert b'"boolean":true' in served.ask("ASK {}").body
    process.terminate()
    assert 0 == process.wait(timeout=15)
    assert process.stderr
    assert b"Traceback" not in process.stderr.read()


def test_ipv6_clients_share_a_network() -> None:
    assert client("2001:db8:1:2::5") == client("2001:db8:1:2:ffff::9") != client("2001:db8:1:3::5")
    assert "192.0.2.1" == client("192.0.2.1")


def test_growth_is_noticed() -> None:
    assert grown(0)
    assert not grown(1 << 50)


def test_what_the_parent_uses_is_no_growth() -> None:
    ask = "from endpoint.sparql.cell import grown; print(grown(200 << 20))"
    large = f"import subprocess, sys; held = b'x' * (300 << 20); subprocess.run([sys.executable, '-c', {ask!r}])"
    assert b"False" == subprocess.run([sys.executable, "-c", large], capture_output=True, check=True).stdout.strip()


def test_the_histogram_adds_up() -> None:
    metrics = Metrics()
    for seconds in (0.0005, 0.001, 0.01, 20.0):
        metrics.request("x", "GET", 200, seconds)
    buckets = [int(line.rsplit(" ")[-1]) for line in metrics.text({}).splitlines() if "_bucket" in line]
    assert [2, 2, 3, 3, 3, 3, 3, 4] == buckets


def test_the_log_writes_what_it_was_told() -> None:
    output = io.StringIO()
    log = AccessLog(Settings(), output)
    log.note(
        {"REMOTE_ADDR": "192.0.2.1", "REQUEST_METHOD": "GET", "PATH_INFO": "/a\xe9", "kg.query": "x"}, 200, "5", 0.1
    )
    log.close()
    record = json.loads(output.getvalue())
    assert ("192.0.2.1", "GET", 200, 5) == tuple(record[name] for name in ("client", "method", "status", "bytes"))
    assert "query" not in record
