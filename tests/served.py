"""A graph of the shape that the builder makes, served by a real server in its own process, and a plain HTTP client."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode

from kg.store import write_snapshot
from kg.vocab import (
    DCTERMS,
    KG,
    OA,
    RDF,
    RDFS,
    SKOS,
    XSD,
    entity_iri,
    evidence_iri,
    graph_iri,
    observation_iri,
    period_iri,
    report_iri,
    sentence_iri,
)

PROGRAMS = ("金秋助学", "安康杯竞赛", "互联网+工会", "职工书屋", "送温暖")
UNIONS = ("黄山市总工会", "阜阳市总工会", "池州市总工会")
MEASURES = ("资助学生", "参赛班组", "发放慰问金")
_SERVE = (
    "import sys; from pathlib import Path; from endpoint import serve; serve(Path(sys.argv[1]), port=int(sys.argv[2]))"
)


def lines(observations: int = 300, version: str = "1") -> Iterator[str]:
    """The N-Quads of a graph with so many figures; `version` stands in it once, so that snapshots differ."""
    ontology, derived = graph_iri("ontology"), graph_iri("derived")
    for name, concept in (("status", "actual"), ("bound", "exact"), ("bound", "about"), ("kind", "aid")):
        node = entity_iri(name, concept)  # type: ignore[arg-type]
        yield _line(
            node,
            SKOS.prefLabel,
            Literal({"actual": "实际", "aid": "帮扶"}.get(concept, concept), language="zh"),
            ontology,
        )
        yield _line(node, SKOS.notation, Literal(concept), ontology)
    yield _line(KG.program, RDFS.label, Literal("项目", language="zh"), ontology)
    for kind, cls, names in (
        ("program", KG.Program, PROGRAMS),
        ("org", KG.Organisation, UNIONS),
        ("measure", KG.Measure, MEASURES),
    ):
        for name in names:
            yield _line(entity_iri(kind, name), RDF.type, cls, ontology)
            yield _line(entity_iri(kind, name), SKOS.prefLabel, Literal(name, language="zh"), ontology)
    yield _line(entity_iri("unit", "人"), SKOS.prefLabel, Literal("人", language="zh"), ontology)
    yield _line(entity_iri("program", "金秋助学"), SKOS.altLabel, Literal("圆梦助学", language="zh"), ontology)
    yield _line(entity_iri("program", "金秋助学"), KG.kind, entity_iri("kind", "aid"), ontology)
    yield _line(entity_iri("build", "test"), KG.version, Literal(f"edition-{version}"), derived)
    for number in range(observations):
        yield from _figure(number)


def _figure(number: int) -> Iterator[str]:
    """One figure with its sentence, in one of three reports a year."""
    year, union = 2015 + number % 7, UNIONS[number % 3]
    report = f"r{number % 3}-{year}"
    graph, node, period = graph_iri("report", report), report_iri(report), period_iri(str(year), str(year))
    for subject, predicate, value in (
        (node, RDF.type, KG.Report),
        (node, DCTERMS.title, Literal(f"{union}{year}年工作总结")),
        (node, KG.organisation, entity_iri("org", union)),
        (node, KG.period, period),
        (period, KG.start, Literal(str(year), datatype=XSD.gYear)),
        (period, KG.end, Literal(str(year), datatype=XSD.gYear)),
    ):
        yield _line(subject, predicate, value, graph)
    start, quote = number * 40 + 2, f"资助学生{number}名"
    evidence = evidence_iri(report, start, start + len(quote))
    yield from _sentence(report, evidence, start, quote)
    for predicate, value in (
        (RDF.type, KG.Observation),
        (KG.report, node),
        (KG.evidence, evidence),
        (KG.value, Literal(str(number), datatype=XSD.decimal)),
        (KG.bound, entity_iri("bound", "about" if number % 5 == 0 else "exact")),
        (KG.status, entity_iri("status", "actual")),
        (KG.unit, entity_iri("unit", "人")),
        (KG.measure, entity_iri("measure", MEASURES[number % 3])),
        (KG.program, entity_iri("program", PROGRAMS[number % 5])),
        (KG.organisation, entity_iri("org", union)),
        (KG.period, period),
    ):
        yield _line(observation_iri(report, start + len("资助学生"), f"{number}名"), predicate, value, graph)


def _sentence(report: str, evidence: NamedNode, start: int, quote: str) -> Iterator[str]:
    """The sentence around a quote, with what must be escaped in it."""
    words, end = f"全年{quote}，人人<b>有份</b>。", start + len(quote)
    begin = start - len("全年")
    node, sentence = report_iri(report), sentence_iri(report, begin, begin + len(words))
    for subject, predicate, value in (
        (sentence, RDF.type, KG.Sentence),
        (sentence, KG.report, node),
        (sentence, OA.exact, Literal(words)),
        (sentence, OA.start, Literal(begin)),
        (sentence, OA.end, Literal(begin + len(words))),
        (evidence, KG.report, node),
        (evidence, KG.sentence, sentence),
        (evidence, OA.exact, Literal(quote)),
        (evidence, OA.start, Literal(start)),
        (evidence, OA.end, Literal(end)),
        (evidence, KG.numberStart, Literal(start + len("资助学生"))),
        (evidence, KG.numberEnd, Literal(end)),
    ):
        yield _line(subject, predicate, value, graph_iri("report", report))


def _line(subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal, graph: NamedNode) -> str:
    return f"{subject} {predicate} {value} {graph} ."


def make_data(folder: Path, observations: int = 300, version: str = "1") -> str:
    """A data folder with one snapshot, in force; its hash."""
    return write_snapshot(folder, lines(observations, version), {}).hash


@dataclass(frozen=True)
class Reply:
    """What came back; header names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True)
class Served:
    """A running server."""

    process: subprocess.Popen[bytes]
    port: int

    def send(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        source: str = "127.0.0.1",
        timeout: float = 30.0,
    ) -> Reply:
        """One request over a connection of its own, from one of the addresses of this machine."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout, source_address=(source, 0))
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            if body is not None and not any(name.lower() == "content-length" for name in headers or {}):
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            names = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, names, response.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Reply:
        """GET, header names with _ for -."""
        return self.send("GET", path, {name.replace("_", "-"): value for name, value in headers.items()})

    def ask(self, query: str, accept: str = "application/sparql-results+json", **options: str) -> Reply:
        """A query by GET."""
        return self.send("GET", f"/sparql?{urlencode({'query': query})}", {"Accept": accept}, **options)  # type: ignore[arg-type]


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(data: Path, log: Path | None = None, **settings: object) -> Iterator[Served]:
    """A server over a data folder with some settings (deadline=2 is KG_DEADLINE=2), stopped by SIGTERM at the end."""
    port = free_port()
    environment = {**os.environ, **{f"KG_{name.upper()}": str(value) for name, value in settings.items()}}
    command = [sys.executable, "-c", _SERVE, str(data), str(port)]
    with (log or Path(os.devnull)).open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
        served = Served(process, port)
        try:
            wait_until_ready(served)
            yield served
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until_ready(served: Served, seconds: float = 30.0) -> None:
    """Return when /healthz is 200; raise when the process ends or the time is up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if served.process.poll() is not None:
            raise RuntimeError(f"the server ended with {served.process.returncode}")
        try:
            if served.get("/healthz").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise TimeoutError("the server did not become ready")


class Listener:
    """A port that counts who comes."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(0.2)
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/"

    def seen(self) -> int:
        """How many came."""
        seen = 0
        with suppress(TimeoutError):
            while True:
                self.socket.accept()[0].close()
                seen += 1
        return seen
