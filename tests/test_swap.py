"""A rebuild while serving: picked up soon, with no dropped and no mixed answer, and nothing left behind."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest
from served import Served, make_data, serving

SECONDS, SWAPS, CLIENTS = 30.0, 5, 6
COUNT = "SELECT ?name (COUNT(?o) AS ?n) { ?o kg:program ?p . ?p skos:prefLabel ?name } GROUP BY ?name"
SLOW = (
    "SELECT (COUNT(*) AS ?n) { ?a kg:value ?x . ?b kg:value ?y . ?c kg:program <program/金秋助学> FILTER(?x + ?y > 0) }"
)
FIRST = 300


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_data(tmp_path, FIRST, "0")
    return tmp_path


def children(served: Served) -> set[str]:
    return set(Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children").read_text().split()) | {
        child
        for task in Path(f"/proc/{served.process.pid}/task").iterdir()
        for child in (task / "children").read_text().split()
    }


def wait_for(served: Served, snapshot: str, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if json.loads(served.get("/healthz").body)["snapshot"] == snapshot:
            return
        time.sleep(0.05)
    raise TimeoutError(snapshot)


class Loader:
    """A client that keeps its connection and checks that all of an answer is of one snapshot."""

    def __init__(self, port: int, number: int, sizes: dict[str, int]) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        self.number = number
        self.sizes = sizes
        self.seen: Counter[str] = Counter()

    def get(self, path: str) -> tuple[http.client.HTTPResponse, bytes]:
        self.connection.request("GET", path, headers={"Accept": "application/sparql-results+json, text/html;q=0.9"})
        response = self.connection.getresponse()
        body = response.read()
        assert 200 == response.status, body[:200]
        return response, body

    def table(self, round: int) -> None:
        """A query, new every other time: its counts must add up to the size of the snapshot that its tag names."""
        text = f"{COUNT} #{self.number if round % 2 else f'{self.number}-{round}'}"
        response, body = self.get(f"/sparql?{urlencode({'query': text})}")
        snapshot = (response.headers["ETag"] or "").strip('"').partition("-")[0]
        total = sum(int(row["n"]["value"]) for row in json.loads(body)["results"]["bindings"])
        assert self.sizes[snapshot] == total
        self.seen[snapshot] += 1

    def page(self, path: str) -> None:
        """A page made of several queries: it must tell the edition of the snapshot that its tag names, and no other."""
        response, body = self.get(path)
        snapshot = (response.headers["ETag"] or "").strip('"').partition("-")[0]
        assert {f"edition-{self.sizes[snapshot] - FIRST}"} == set(re.findall(r"edition-\d+", body.decode()))
        self.seen[snapshot] += 1

    def run(self, over: threading.Event) -> Counter[str]:
        round = 0
        while not over.is_set():
            round += 1
            self.table(round)
            if round % 5 == 0:
                self.page("/doc/build/test")
                self.page("/data/build/test.nt")
        return self.seen


def test_five_swaps_under_load(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sizes, over = {}, threading.Event()
    for version in range(SWAPS + 1):  # what the hashes will be, built where nobody looks
        spare = folder / f"spare-{version}"
        sizes[make_data(spare, FIRST + version, str(version))[:16]] = FIRST + version
        shutil.rmtree(spare)
    with serving(folder, folder / "log", poll_seconds=0.2) as served, ThreadPoolExecutor(CLIENTS) as pool:
        loaders = [pool.submit(Loader(served.port, number, sizes).run, over) for number in range(CLIENTS)]
        taken: list[float] = []
        try:
            for version in range(1, SWAPS + 1):
                time.sleep(SECONDS / (SWAPS + 1))
                began = time.monotonic()
                wait_for(served, make_data(folder, FIRST + version, str(version)))
                taken.append(time.monotonic() - began)
            time.sleep(SECONDS / (SWAPS + 1))
        finally:
            over.set()
        seen = sum((loader.result() for loader in loaders), Counter[str]())
        assert set(sizes) == set(seen)
        settle(served, 4)
    with capsys.disabled():
        print(
            f"\n{sum(seen.values())} answers in {SECONDS:.0f} s with {SWAPS} swaps, 0 failed, 0 mixed;"
            f" a build and its swap took {max(taken):.2f} s at most"
        )


def settle(served: Served, engines: int, seconds: float = 10.0) -> None:
    """The engines of old snapshots end; those of the last stay."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and len(children(served)) != engines:
        time.sleep(0.05)
    assert engines == len(children(served))


def test_a_query_under_way_ends_on_its_own_snapshot(folder: Path) -> None:
    with serving(folder, poll_seconds=0.1) as served, ThreadPoolExecutor(1) as pool:
        answer = pool.submit(served.ask, SLOW)
        new = make_data(folder, FIRST + 1, "1")
        wait_for(served, new)
        tag = answer.result().headers["etag"]
        assert 200 == answer.result().status
        assert not tag.startswith(f'"{new[:16]}')
        assert served.ask("ASK {}").headers["etag"].startswith(f'"{new[:16]}')
        settle(served, 4)


def test_a_snapshot_that_cannot_be_opened_changes_nothing(folder: Path) -> None:
    with serving(folder, folder / "log", poll_seconds=0.1) as served:
        before = served.ask("ASK {}").headers["etag"]
        broken = folder / "snapshots" / "broken"
        (broken / "store").mkdir(parents=True)
        (broken / "build.json").write_text("{}")
        link = folder / "next"
        link.symlink_to(broken)
        link.replace(folder / "current")
        time.sleep(1.0)
        assert before == served.ask("ASK {}").headers["etag"]
        assert 200 == served.get("/healthz").status
        assert re.search(r"^kg_swap_failures_total [1-9]", served.get("/metrics").text, re.MULTILINE)
        new = make_data(folder, FIRST + 2, "2")
        wait_for(served, new)


def test_the_link_may_vanish_for_a_while(folder: Path) -> None:
    with serving(folder, poll_seconds=0.1) as served:
        (folder / "current").unlink()
        time.sleep(0.5)
        assert 200 == served.ask("ASK {}").status


@pytest.fixture
def stopped(folder: Path) -> Iterator[tuple[Served, Path]]:
    with serving(folder, folder / "log") as served:
        yield served, folder / "log"


def test_sigterm_lets_a_query_finish(stopped: tuple[Served, Path]) -> None:
    served, log = stopped
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(served.ask, SLOW)
        time.sleep(0.5)
        served.process.terminate()
        assert 200 == answer.result().status
        assert 0 == served.process.wait(timeout=15)
    assert "Traceback" not in log.read_text()
    lines = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    assert {"GET"} == {line["method"] for line in lines}
    assert not any("SELECT" in str(line) for line in lines)
