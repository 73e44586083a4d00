"""The commands as a user meets them: exit codes, one-line errors, the same bytes twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import kg
from extractions import huangshan
from pyoxigraph import RdfFormat, parse

from kg.graph import nquads, ontology_quads
from kg.store import Snapshot, write_snapshot


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    lines = [*nquads(huangshan(), "0" * 64), *ontology_quads()]
    return write_snapshot(tmp_path_factory.mktemp("data"), lines, {})


def data(snapshot: Snapshot) -> Path:
    return snapshot.path.parent.parent


# ---- rows ----


@pytest.mark.parametrize("name", ["facts", "entities", "relations", "skips"])
def test_rows_are_json_lines_unless_asked_otherwise(snapshot: Snapshot, name: str) -> None:
    done = kg(name, "--data", data(snapshot))
    assert (0, b"") == (done.returncode, done.stderr)
    assert all(json.loads(line)["report"] == "huangshan-2021" for line in done.stdout.splitlines())
    assert done.stdout


def test_rows_are_written_to_a_file(snapshot: Snapshot, tmp_path: Path) -> None:
    for form in ("jsonl", "csv", "xlsx", "table"):
        for name in ("a", "b"):
            done = kg("facts", "--data", data(snapshot), "--format", form, "-o", tmp_path / name)
            assert (0, b"", b"") == (done.returncode, done.stdout, done.stderr)
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() != b""


def test_unknown_report_is_told(snapshot: Snapshot) -> None:
    done = kg("facts", "--data", data(snapshot), "--report", "x")
    assert (1, b"") == (done.returncode, done.stdout)
    assert "report 'x': not in this snapshot; it has huangshan-2021" in done.stderr.decode()


def test_table_shows_chinese(snapshot: Snapshot) -> None:
    assert "资助学生412名" in kg("facts", "--data", data(snapshot), "--format", "table").stdout.decode()


# ---- query ----

SELECT = "SELECT ?name { ?org a kg:Organisation ; skos:prefLabel ?name }"


@pytest.mark.parametrize(
    ("query", "form", "expected"),
    [
        (SELECT, "csv", b"name\r\n\xe9\xbb\x84"),
        (SELECT, "tsv", b"?name\n\"\xe9\xbb\x84"),
        (SELECT, "json", b'{"head"'),
        (SELECT, "xml", b"<?xml"),
        ("ASK { ?s ?p ?o }", "table", b"true\n"),
        ("CONSTRUCT { ?s a kg:Report } WHERE { ?s a kg:Report }", "turtle", b"@prefix"),
        ("CONSTRUCT { ?s a kg:Report } WHERE { ?s a kg:Report }", "ntriples", b"<https://"),
    ],
)  # fmt: skip
def test_query_in_every_format(snapshot: Snapshot, query: str, form: str, expected: bytes) -> None:
    done = kg("query", query, "--data", data(snapshot), "--format", form)
    assert (0, b"", expected) == (done.returncode, done.stderr, done.stdout[: len(expected)])


def test_query_comes_from_a_file_or_standard_input(snapshot: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "orgs.rq").write_text(SELECT, "utf-8")
    spoken = kg("query", SELECT, "--data", data(snapshot))
    assert "黄山市总工会" in spoken.stdout.decode()
    assert spoken.stdout == kg("query", tmp_path / "orgs.rq", "--data", data(snapshot)).stdout
    assert spoken.stdout == kg("query", "-", "--data", data(snapshot), input=SELECT.encode()).stdout


@pytest.mark.parametrize(
    ("query", "form", "words"),
    [
        ("SELECT * WHERE {\n ?s ?p }", "table", "query:2:9: expected one of"),
        ("SELECT", "table", "query:1:7:"),
        (
            "SELECT * { ?s ?p ?o }",
            "turtle",
            "query: the result is a table, which cannot be written as turtle; ask for csv; nothing",
        ),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "csv", "the result is a graph, which cannot be written as csv"),
        ("INSERT DATA { <x:a> <x:b> <x:c> }", "table", "query:1:10: expected CONSTRUCT"),
    ],
)
def test_bad_query_is_one_line_with_its_place(snapshot: Snapshot, query: str, form: str, words: str) -> None:
    done = kg("query", query, "--data", data(snapshot), "--format", form)
    assert (1, b"", 1) == (done.returncode, done.stdout, done.stderr.count(b"\n"))
    assert words in done.stderr.decode()


def test_query_is_stopped_at_its_deadline(snapshot: Snapshot) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    begun = time.perf_counter()
    done = kg("query", endless, "--data", data(snapshot), "--timeout", "1")
    assert 20 > time.perf_counter() - begun
    assert (1, b"") == (done.returncode, done.stdout)
    assert b"took longer than 1 s and was stopped" in done.stderr


def test_deep_query_kills_at_most_its_own_process(snapshot: Snapshot) -> None:
    deep = "SELECT * WHERE " + "{" * 20000 + "}" * 20000
    done = kg("query", "-", "--data", data(snapshot), input=deep.encode())
    assert done.returncode in (0, 1)
    assert b"Traceback" not in done.stderr


# ---- export ----


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml"])
def test_exports_are_the_same_twice_and_whole(snapshot: Snapshot, form: str) -> None:
    done = [kg("export", "--data", data(snapshot), "--format", form) for _ in range(2)]
    assert [(0, b"")] * 2 == [(d.returncode, d.stderr) for d in done]
    one, two = (d.stdout for d in done)
    assert one == two
    wanted = {"turtle": "TURTLE", "trig": "TRIG", "nquads": "N_QUADS", "ntriples": "N_TRIPLES", "jsonld": "JSON_LD",
              "rdfxml": "RDF_XML"}  # fmt: skip
    read = {str(quad.triple) for quad in parse(one, format=getattr(RdfFormat, wanted[form]))}
    lines = {f"{quad.triple}" for quad in snapshot.store()}
    assert lines == read


def test_turtle_is_prefixed_sorted_and_spaced(snapshot: Snapshot) -> None:
    text = kg("export", "--data", data(snapshot), "--report", "huangshan-2021").stdout.decode()
    header, *subjects = text.strip().split("\n\n")
    assert header.startswith("@base <https://w3id.org/gonghui/id/> .\n@prefix dcat:")
    names = [subject.split()[0] for subject in subjects]
    assert len(set(names)) == len(names)
    assert any(subject.startswith("<org/黄山市总工会> a kg:Organisation") for subject in subjects)


def test_export_of_one_report_holds_its_graph_alone(snapshot: Snapshot) -> None:
    done = kg("export", "--data", data(snapshot), "--report", "huangshan-2021", "--format", "nquads")
    assert nquads(huangshan(), "0" * 64) == done.stdout.decode().splitlines()


# ---- build, check and serve ----


def test_build_sums_up_what_landed_and_names_what_failed(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("黄山市总工会2021年工作总结\n全年资助学生412名。\n", "utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    done = kg("build", tmp_path, "--data", tmp_path / "data")
    said = done.stdout.decode()
    assert (0, b"") == (done.returncode, done.stderr)
    assert "1 of 2 inputs failed: empty.txt" in said
    assert "2 numbers: 1 in facts, 1 skipped (" in said
    assert "is in force: " in said
    assert 412 == json.loads(kg("facts", "--data", tmp_path / "data").stdout)["value"]


def test_build_of_nothing_readable_is_one_line_and_exit_1(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = kg("build", tmp_path / "empty.txt", "--data", tmp_path / "data")
    assert (1, b"", 1) == (done.returncode, done.stdout, done.stderr.count(b"\n"))
    assert b"nothing could be read" in done.stderr and b"empty.txt" in done.stderr


def test_diff_of_two_snapshots(snapshot: Snapshot, tmp_path: Path) -> None:
    fewer = huangshan()
    lines = [*nquads(type(fewer)(fewer.report, fewer.facts[1:]), "0" * 64), *ontology_quads()]
    write_snapshot(tmp_path, lines, {})
    done = kg("diff", data(snapshot), tmp_path, "--format", "jsonl")
    assert (0, ["removed"]) == (done.returncode, [json.loads(line)["change"] for line in done.stdout.splitlines()])


def test_check_accounts_for_every_number(snapshot: Snapshot) -> None:
    done = kg("check", "--data", data(snapshot))
    assert (0, b"") == (done.returncode, done.stderr)
    assert "10 numbers: 8 in facts, 2 skipped (period 2), 0 lost" in done.stdout.decode()
    assert "8.53万人 ÷ 14.6万人 = 58.42%" in done.stdout.decode()


def test_check_fails_on_a_lost_number(tmp_path: Path) -> None:
    lines = [line for line in nquads(huangshan(), "0" * 64) if "/skip/" not in line.split()[0]]
    write_snapshot(tmp_path, [*lines, *ontology_quads()], {})
    done = kg("check", "--data", tmp_path)
    assert 1 == done.returncode
    assert "lost: huangshan-2021 at 6: 2021\n" in done.stdout.decode()
    assert "10 numbers: 8 in facts, 0 skipped (none), 2 lost\n" in done.stdout.decode()


def test_serve_tells_that_its_port_is_in_use(snapshot: Snapshot) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = kg("serve", "--data", data(snapshot), "--port", port)
    assert (1, b"") == (done.returncode, done.stdout)
    assert done.stderr.decode().startswith(f"kg: error: port {port} on 127.0.0.1")
    assert (1, True) == (done.stderr.count(b"\n"), b"choose another with --port" in done.stderr)


# ---- pipes and signals ----


def test_closed_pipe_is_quiet(snapshot: Snapshot) -> None:
    command = f"{sys.executable} -m kg export --data {data(snapshot)} --format ntriples | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (b"", 1) == (done.stderr, done.stdout.count(b"\n"))


def test_ctrl_c_ends_with_130(snapshot: Snapshot) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    command = [sys.executable, "-m", "kg", "query", endless, "--data", str(data(snapshot))]
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as child:
        children = Path(f"/proc/{child.pid}/task/{child.pid}/children")
        while child.poll() is None and not children.read_text():  # until it has asked
            time.sleep(0.01)
        os.killpg(child.pid, signal.SIGINT)
        assert child.stderr is not None
        assert b"kg: error: stopped" == child.stderr.read().strip()
    assert 130 == child.returncode
