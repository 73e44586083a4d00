"""A build from files to a snapshot: what lands, what fails, what is read again."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from two_reports import HUANGSHAN, TONGLING, made, two_reports

from kg.build import build
from kg.errors import DataError, ManifestError, ShapeError, UsageError
from kg.rows import reports, rows
from kg.screen import closing
from kg.store import open_snapshot


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return two_reports(tmp_path)


def told(data: Path) -> list[float]:
    return [row["value"] for row in rows(open_snapshot(data), "facts")]


def test_reports_become_a_snapshot(folder: Path, tmp_path: Path) -> None:
    result = made(folder, tmp_path / "data")
    assert ["huangshan-2021", "tongling-2021"] == reports(open_snapshot(tmp_path / "data"))
    assert {856000, 412, 146000, 230, 52000} == set(told(tmp_path / "data"))
    assert [None, None] == [outcome.failure for outcome in result.outcomes]
    assert 0 == sum(len(account.lost) for account in result.accounts)


def test_workers_do_not_change_a_byte(folder: Path, tmp_path: Path) -> None:
    one, two = made(folder, tmp_path / "one", workers=1), made(folder, tmp_path / "two", workers=2)
    assert one.snapshot.hash == two.snapshot.hash
    for name in ("graph.nq.gz", "build.json", "search.json"):
        assert (one.snapshot.path / name).read_bytes() == (two.snapshot.path / name).read_bytes()


def test_place_and_name_of_the_folder_do_not_change_a_byte(folder: Path, tmp_path: Path) -> None:
    first = made(folder, tmp_path / "data").snapshot
    moved = folder.rename(tmp_path / "elsewhere")
    assert first.hash == made(moved, tmp_path / "other").snapshot.hash


def test_only_what_changed_is_read_again(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    made(folder, data)
    assert [True, True] == [outcome.cached for outcome in made(folder, data).outcomes]
    (folder / "tongling-2021.txt").write_text(TONGLING.replace("230", "231"), "utf-8")
    assert [True, False] == [outcome.cached for outcome in made(folder, data).outcomes]
    assert 231 in told(data) and 230 not in told(data)
    assert 2 == len(list((data / "cache").iterdir()))
    (folder / "manifest.csv").write_text("file,title\nhuangshan-2021.txt,工作总结\ntongling-2021.txt,\n", "utf-8")
    assert [False, True] == [outcome.cached for outcome in made(folder, data).outcomes]


@pytest.mark.parametrize("damage", [b"", b"#{}\n", b"\xff\xfe", b'#{"lines_sha256": "0"}\n<a> <b> <c> .\n'])
def test_damaged_cache_is_read_again(folder: Path, tmp_path: Path, damage: bytes) -> None:
    data = tmp_path / "data"
    first = made(folder, data).snapshot
    for entry in (data / "cache").iterdir():
        entry.write_bytes(damage)
    again = made(folder, data)
    assert [False, False] == [outcome.cached for outcome in again.outcomes]
    assert first.hash == again.snapshot.hash


def test_cut_cache_is_read_again(folder: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    first = made(folder, data).snapshot
    for entry in (data / "cache").iterdir():
        entry.write_bytes(entry.read_bytes()[:-50])
    assert first.hash == made(folder, data).snapshot.hash


def test_report_that_fails_is_named_and_the_others_land(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "broken.ttl").write_text("<x:a> <x:b> .\n", "utf-8")
    result = made(folder, tmp_path / "data")
    record = json.loads((result.snapshot.path / "build.json").read_text("utf-8"))
    assert ["empty.txt", "broken.ttl"] == [failure["file"] for failure in record["failures"]]
    assert "broken.ttl:1: expected ttl" in record["failures"][1]["error"]
    assert ["huangshan-2021", "tongling-2021"] == reports(result.snapshot)


def test_missing_file_is_named_and_the_others_land(folder: Path, tmp_path: Path) -> None:
    result = build([folder, tmp_path / "gone.txt"], None, tmp_path / "data", workers=1)
    assert ["gone.txt"] == [outcome.file for outcome in result.outcomes if outcome.failure]


def test_nothing_readable_leaves_the_old_snapshot_in_force(folder: Path, tmp_path: Path) -> None:
    old = made(folder, tmp_path / "data").snapshot
    (tmp_path / "bad.txt").write_bytes(b"")
    with pytest.raises(DataError, match=r"nothing could be read, the snapshot in force stays: .*bad\.txt"):
        build([tmp_path / "bad.txt"], None, tmp_path / "data")
    assert old == open_snapshot(tmp_path / "data")


def test_graph_that_breaks_its_shapes_is_not_put_in_force(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = made(folder, tmp_path / "data").snapshot
    (folder / "huangshan-2021.txt").write_text(HUANGSHAN.replace("412", "413"), "utf-8")
    monkeypatch.setattr("kg.build.violations", lambda lines: ["<x>: 缺少数值", "<y>: 缺少数值"])
    with pytest.raises(ShapeError, match=r"the snapshot in force stays: <x>: 缺少数值 \(and 1 more\)"):
        made(folder, tmp_path / "data")
    assert old == open_snapshot(tmp_path / "data")


def test_rdf_file_stands_beside_the_reports(folder: Path, tmp_path: Path) -> None:
    (folder / "extra.nt").write_text("<http://x/a> <http://x/b> <http://x/c> .\n", "utf-8")
    snapshot = made(folder, tmp_path / "data").snapshot
    assert list(
        snapshot.store().query("SELECT ?g { GRAPH ?g { <http://x/a> ?p ?o } FILTER(STRENDS(STR(?g), 'file/extra')) }")
    )


def test_two_files_with_one_stem_are_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "tongling-2021.md").write_text(TONGLING, "utf-8")
    with pytest.raises(DataError, match="has the same stem"):
        made(folder, tmp_path / "data")


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        ("file,colour\nhuangshan-2021.txt,red\n", r"manifest\.csv:1: unknown column 'colour'"),
        ("file\nnowhere.txt\n", r"manifest\.csv:2: no file 'nowhere\.txt'"),
    ],
)
def test_bad_manifest_is_told_by_line(folder: Path, tmp_path: Path, manifest: str, words: str) -> None:
    (folder / "manifest.csv").write_text(manifest, "utf-8")
    with pytest.raises(ManifestError, match=words):
        made(folder, tmp_path / "data")


def test_report_that_the_manifest_leaves_out_is_named_and_not_read(folder: Path, tmp_path: Path) -> None:
    (folder / "manifest.csv").write_text("file\nhuangshan-2021.txt\n", "utf-8")
    result = made(folder, tmp_path / "data")
    assert ["huangshan-2021"] == reports(result.snapshot)
    assert "not listed in the manifest, not read: tongling-2021.txt" in list(closing(result))


def test_folder_without_reports_is_a_wrong_argument(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    with pytest.raises(UsageError, match="holds none"):
        build([tmp_path / "none"], None, tmp_path / "data")


def test_progress_is_told_of_each_input(folder: Path, tmp_path: Path) -> None:
    seen: list[tuple[str, int]] = []
    made(folder, tmp_path / "data", progress=lambda outcome, total: seen.append((outcome.report, total)))
    assert [("huangshan-2021", 2), ("tongling-2021", 2)] == seen


def test_seed_of_python_s_hashes_does_not_change_a_byte(folder: Path, tmp_path: Path) -> None:
    """Two names of one stem (陇原工匠, 陇原工匠行动) both fit a part: which is taken hangs on no order of a set."""
    text = "二、技能\n深入实施陇原工匠行动。\n组织第三届陇原工匠推荐，推荐授予李某第二届陇原工匠提名奖。\n"
    (folder / "tongling-2021.txt").write_text(TONGLING + text, "utf-8")
    graphs = []
    for seed in "0123":
        command = [sys.executable, "-m", "kg", "build", str(folder), "--data", str(tmp_path / seed)]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True)
        graphs.append((open_snapshot(tmp_path / seed).path / "graph.nq.gz").read_bytes())
    assert "陇原工匠提名奖" in gzip.decompress(graphs[0]).decode("utf-8")
    assert 1 == len(set(graphs))
