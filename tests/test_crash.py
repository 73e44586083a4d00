"""Builds that are cut short, and builds on top of others: what is served is always whole, and always the same bytes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.build import build
from kg.rows import rows
from kg.store import Snapshot, open_snapshot

MOMENTS = 10
PARTS = ("graph.nq.gz", "build.json", "search.json")
SENTENCES = (
    "全年筹集金秋助学款{}万元，资助学生{}名。",
    "发展会员{}人，其中农民工{}人。",
    "组织{}家企业参加安康杯竞赛，覆盖职工{}人。",
    "2022年计划新建爱心驿站{}个，发展会员{}人。",
    "区总工会走访慰问企业{}家，屯溪区总工会慰问职工{}人。",
)
UNIONS = ("黄山市", "屯溪区", "铜陵市")


def report(union: str, year: int, told: list[tuple[int, int, int]]) -> str:
    """A report of a few sentences, each with its two numbers."""
    lines = [SENTENCES[which].format(one, other) for which, one, other in told]
    return f"{union}总工会{year}年工作总结\n一、主要工作\n" + "".join(f"{line}\n" for line in lines)


def bytes_of(snapshot: Snapshot) -> dict[str, bytes]:
    return {name: (snapshot.path / name).read_bytes() for name in PARTS}


STATEMENTS = st.lists(
    st.tuples(st.integers(0, len(SENTENCES) - 1), st.integers(1, 9999), st.integers(1, 9999)), min_size=1, max_size=5
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(STATEMENTS, min_size=len(UNIONS), max_size=len(UNIONS)),
    st.integers(0, len(UNIONS) - 1),
    STATEMENTS,
    st.sampled_from([2021, 2022]),
)
def test_change_of_one_report_and_rebuild_is_a_build_from_scratch(
    first: list[list[tuple[int, int, int]]], which: int, changed: list[tuple[int, int, int]], year: int
) -> None:
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room, "reports")
        folder.mkdir()
        paths = [folder / f"r{number}.txt" for number in range(len(UNIONS))]
        for path, union, told in zip(paths, UNIONS, first, strict=True):
            path.write_text(report(union, 2021, told), "utf-8")
        build([folder], None, Path(room, "one"), workers=1)
        paths[which].write_text(report(UNIONS[which], year, changed), "utf-8")
        again = build([folder], None, Path(room, "one"), workers=1)
        assert sum(outcome.cached for outcome in again.outcomes) >= len(UNIONS) - 1
        scratch = build([folder], None, Path(room, "two"), workers=1)
        assert bytes_of(scratch.snapshot) == bytes_of(again.snapshot)


def started(folder: Path, data: Path) -> subprocess.Popen[bytes]:
    """A build in a process group of its own."""
    command = [sys.executable, "-m", "kg", "build", str(folder), "--data", str(data), "--workers", "2"]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "reports"
    path.mkdir()
    for number, union in enumerate(UNIONS):
        (path / f"r{number}.txt").write_text(report(union, 2021, [(number, 30, 20), (1, 400, 100)]), "utf-8")
    return path


def killed(process: subprocess.Popen[bytes], after: float) -> bool:
    """Kill a build and all it started after some seconds; False if it was done before."""
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        return process.wait(30) == -signal.SIGKILL
    return False


def change(folder: Path, number: int) -> None:
    """Change every report, so that nothing is kept from the build before."""
    for place, union in enumerate(UNIONS):
        told = [(place, 30 + number, 21 + number), (1, 4000 + number, 1000 + number)]
        (folder / f"r{place}.txt").write_text(report(union, 2021, told), "utf-8")


def served(data: Path) -> set[float]:
    return {row["value"] for row in rows(open_snapshot(data), "facts") if 4000 <= row["value"] < 5000}


def test_killed_at_ten_moments_the_old_snapshot_serves_and_the_next_build_succeeds(
    folder: Path, tmp_path: Path
) -> None:
    data, chance, cut = tmp_path / "data", random.Random(6), 0
    change(folder, 0)
    begun = time.monotonic()
    assert 0 == started(folder, data).wait(300)
    whole = time.monotonic() - begun
    for attempt in range(1, 3 * MOMENTS):
        before = open_snapshot(data)
        change(folder, attempt)
        begun = time.monotonic()
        if not killed(started(folder, data), whole * chance.random()):
            whole = min(whole, time.monotonic() - begun)
        elif (cut := cut + 1) and open_snapshot(data).hash == before.hash:
            assert before.build == open_snapshot(data).build
            assert {4000 + attempt - 1} == served(data)
        build([folder], None, data, workers=1)
        assert {4000 + attempt} == served(data)
        assert [] == list((data / "snapshots").glob(".draft-*"))
        if cut == MOMENTS:
            return
    raise AssertionError(f"only {cut} builds were cut short")
