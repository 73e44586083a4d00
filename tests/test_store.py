"""Snapshots: named by their content, swapped by one rename, never half there."""

from __future__ import annotations

import gzip
import hashlib
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import SnapshotError
from kg.store import KEEP, ask, draft, merged, open_snapshot, write_snapshot
from kg.vocab import KG, RDF, SKOS, entity_iri, graph_iri


def line(name: str, graph: str = "a", label: str = "名") -> str:
    return f'{entity_iri("org", name)} {SKOS.prefLabel} "{label}"@zh {graph_iri("report", graph)} .'


def kind(name: str, graph: str = "a") -> str:
    return f"{entity_iri('org', name)} {RDF.type} {KG.Organisation} {graph_iri('report', graph)} ."


LINES = [line("丙"), line("甲"), line("乙", "b")]


def count(data: Path, query: str = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }") -> int:
    return int(next(iter(ask(open_snapshot(data).store(), query)))["n"].value)


def test_hash_is_that_of_the_sorted_lines(tmp_path: Path) -> None:
    snapshot = write_snapshot(tmp_path, LINES, {})
    text = "".join(f"{line}\n" for line in sorted(LINES)).encode()
    assert hashlib.sha256(text).hexdigest() == snapshot.hash
    assert text == gzip.decompress(snapshot.quads().read_bytes())
    assert (tmp_path / "snapshots" / snapshot.hash).resolve() == snapshot.path == (tmp_path / "current").resolve()


def test_what_is_hashed_is_what_is_stored(tmp_path: Path) -> None:
    snapshot = write_snapshot(tmp_path, LINES, {})
    store = snapshot.store()
    stored = [
        f"{quad} ." for g in ("a", "b") for quad in store.quads_for_pattern(None, None, None, graph_iri("report", g))
    ]
    assert sorted(LINES) == sorted(stored)


def test_same_input_gives_same_bytes_whatever_the_order(tmp_path: Path) -> None:
    one = write_snapshot(tmp_path / "one", LINES, {"counts": {}})
    two = write_snapshot(tmp_path / "two", [*reversed(LINES), LINES[0]], {"counts": {}})
    for name in ("graph.nq.gz", "build.json", "search.json"):
        assert (one.path / name).read_bytes() == (two.path / name).read_bytes()
    assert one.quads().read_bytes()[4:8] == bytes(4)  # gzip's clock


def test_default_graph_holds_each_triple_once(tmp_path: Path) -> None:
    write_snapshot(tmp_path, [line("甲", graph) for graph in "abc"], {})
    assert 1 == count(tmp_path)
    assert 3 == count(tmp_path, "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert 1 == count(tmp_path, f"SELECT (COUNT(*) AS ?n) FROM {graph_iri('report', 'b')} WHERE {{ ?s ?p ?o }}")


def test_build_json_tells_hash_and_quads(tmp_path: Path) -> None:
    snapshot = write_snapshot(tmp_path, LINES, {"failures": []})
    assert {"hash": snapshot.hash, "quads": 3, "failures": []} == json.loads((snapshot.path / "build.json").read_text())


def test_same_hash_is_reused_but_tells_of_the_last_build(tmp_path: Path) -> None:
    first = write_snapshot(tmp_path, LINES, {"failures": []})
    made = (first.path / "graph.nq.gz").stat().st_ino
    again = write_snapshot(tmp_path, LINES, {"failures": ["x.txt"]})
    assert made == (again.path / "graph.nq.gz").stat().st_ino
    assert ["x.txt"] == again.build["failures"]
    assert [first.hash] == [path.name for path in (tmp_path / "snapshots").iterdir()]


def test_torn_snapshot_of_the_same_hash_is_made_anew(tmp_path: Path) -> None:
    first = write_snapshot(tmp_path, LINES, {})
    first.quads().unlink()
    assert write_snapshot(tmp_path, LINES, {}).quads().is_file()


def test_newest_snapshots_are_kept(tmp_path: Path) -> None:
    hashes = [write_snapshot(tmp_path, [line(str(number))], {}).hash for number in range(KEEP + 2)]
    assert set(hashes[-KEEP:]) == {path.name for path in (tmp_path / "snapshots").iterdir()}
    assert hashes[-1] == open_snapshot(tmp_path).hash


def test_open_store_survives_the_removal_of_its_folder(tmp_path: Path) -> None:
    store = write_snapshot(tmp_path, [line("旧")], {}).store()
    for number in range(KEEP + 1):
        write_snapshot(tmp_path, [line(str(number))], {})
    assert 1 == len(list(store.query("SELECT ?s WHERE { ?s ?p ?o }")))


def test_draft_that_fails_leaves_the_old_one_in_force_and_nothing_behind(tmp_path: Path) -> None:
    old = write_snapshot(tmp_path, LINES, {})
    with pytest.raises(ZeroDivisionError), draft(tmp_path) as new:
        new.load([line("新")])
        _ = 1 / 0
    assert old == open_snapshot(tmp_path)
    assert [old.hash] == [path.name for path in (tmp_path / "snapshots").iterdir()]


KILLED = """
import sys, time, pathlib
from kg.store import draft
with draft(pathlib.Path(sys.argv[1])) as new:
    new.load(sys.argv[2:])
    print("loaded", flush=True)
    time.sleep(60)
"""


def test_killed_build_leaves_the_old_one_and_its_leftovers_go_with_the_next(tmp_path: Path) -> None:
    old = write_snapshot(tmp_path, LINES, {})
    command = [sys.executable, "-c", KILLED, str(tmp_path), line("新")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout and child.stdout.readline() == "loaded\n"
        with pytest.raises(SnapshotError, match="another build is writing here"), draft(tmp_path):
            pass
        child.send_signal(signal.SIGKILL)
    leftovers = [path for path in (tmp_path / "snapshots").iterdir() if path.name.startswith(".")]
    assert 1 == len(leftovers)
    assert old == open_snapshot(tmp_path)
    new = write_snapshot(tmp_path, [line("新")], {})
    assert {old.hash, new.hash} == {path.name for path in (tmp_path / "snapshots").iterdir()}


def test_reader_never_finds_the_link_missing(tmp_path: Path) -> None:
    write_snapshot(tmp_path, [line("0")], {})
    watch = "import os, sys\nwhile not os.path.exists(sys.argv[2]):\n    os.stat(sys.argv[1])"
    stop = tmp_path / "stop"
    with subprocess.Popen([sys.executable, "-c", watch, str(tmp_path / "current"), str(stop)]) as reader:
        for number in range(1, 6):
            write_snapshot(tmp_path, [line(str(number))], {})
        stop.touch()
    assert 0 == reader.returncode


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda data: None, "does not exist; make one: kg build --data"),
        (lambda data: data.mkdir(), "holds no snapshot; make one: kg build --data"),
        (lambda data: data.write_text("x"), "holds no snapshot"),
        (lambda data: (data / "current").mkdir(parents=True), "holds no snapshot"),
        (lambda data: (data.mkdir(), (data / "current").symlink_to("snapshots/gone")), "holds no snapshot"),
        (lambda data: (data.mkdir(), (data / "build.json").write_text("{")), "not JSON"),
    ],
)
def test_what_is_no_snapshot_says_what_to_do(tmp_path: Path, make: object, words: str) -> None:
    data = tmp_path / "data"
    make(data)  # type: ignore[operator]
    with pytest.raises(SnapshotError, match=words) as caught:
        open_snapshot(data)
    assert str(data) in str(caught.value)


def test_snapshot_without_its_store_says_what_to_do(tmp_path: Path) -> None:
    snapshot = write_snapshot(tmp_path, LINES, {})
    (snapshot.path / "store" / "CURRENT").unlink()
    with pytest.raises(SnapshotError, match="build it anew"):
        snapshot.store()


def test_snapshot_folder_opens_as_itself(tmp_path: Path) -> None:
    snapshot = write_snapshot(tmp_path, LINES, {})
    assert snapshot == open_snapshot(snapshot.path)


def test_merging_more_files_than_are_opened_at_once(tmp_path: Path) -> None:
    for number in range(450):
        (tmp_path / f"{number}.nq").write_text(f"#{{}}\n<{number:03}>\n<all>\n", "utf-8")
    expected = [*(f"<{number:03}>" for number in range(450)), "<all>"]
    assert expected == list(merged(sorted(tmp_path.glob("*.nq")), tmp_path))


def test_search_index_finds_labels_aliases_pinyin_and_initials(tmp_path: Path) -> None:
    from kg.search import matches

    alias = f'{entity_iri("org", "甲")} {SKOS.altLabel} "市总"@zh {graph_iri("report", "a")} .'
    named = [line("甲", label="淮南市总工会"), line("乙", label="南京市总工会"), alias, kind("甲"), kind("乙")]
    found = write_snapshot(tmp_path, named, {}).search()
    expected = {
        "淮南市总工会": ["淮南市总工会"],
        "市总工会": ["南京市总工会", "淮南市总工会"],
        "市总": ["淮南市总工会", "南京市总工会"],
        "huainan": ["淮南市总工会"],
        "njszgh": ["南京市总工会"],
        "": [],
        "无此": [],
    }
    assert expected == {text: [entry["label"] for entry in matches(found, text)] for text in expected}
