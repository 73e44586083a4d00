"""Engines shared by clients, results kept and results that wait: each within its bounds."""

from __future__ import annotations

import io
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from endpoint.refusals import Refusal
from endpoint.sparql.bodies import Body, Outgoing, receive
from endpoint.sparql.cache import Cache, key
from endpoint.sparql.engine import Question
from endpoint.sparql.pool import Pool, Rules


def test_cache_is_bounded_in_bytes_and_forgets_the_oldest() -> None:
    cache = Cache(80_000)
    keys = [key("s", str(number)) for number in range(20)]
    for place in keys:
        cache.put(place, b"x" * 5_000, zipped=False)
    assert cache.size <= 80_000
    assert cache.get(keys[0], zipped=False) is None
    assert cache.get(keys[-1], zipped=False)
    cache.put(key("s", "large"), b"x" * 20_000, zipped=False)
    assert cache.get(key("s", "large"), zipped=False) is None
    cache.forget("t")
    assert 0 == cache.size


def test_cache_keys_tell_their_parts_apart() -> None:
    assert key("s", "ab", "c") != key("s", "a", "bc") != key("t", "a", "bc")


class Still:
    """An engine that answers when it is let go."""

    def __init__(self) -> None:
        self.dead = False
        self.go = threading.Event()
        self.closed = False

    def begin(self, question: Question) -> None:
        self.question = question

    def fileno(self) -> int:
        return -1

    def finish(self, seconds: float | None = None) -> Body:
        if self.question.query == "die":
            self.dead = True
            raise Refusal("engine-died")
        self.go.wait(5)
        if self.dead:
            raise Refusal("engine-died")
        return Body(b"")

    def cancel(self) -> None:
        self.dead = True
        self.go.set()

    def close(self) -> None:
        self.closed = True


def make_pool(**rules: float) -> tuple[Pool, list[Still], list[str]]:
    engines: list[Still] = []
    died: list[str] = []

    def start() -> Still:
        engines.append(Still())
        return engines[-1]

    usual = {"engines": 3, "queue": 2, "queue_seconds": 0.2, "client_queries": 4, "retry_after": 1} | rules
    pool = Pool(start, Rules(**usual), died.append)  # type: ignore[arg-type]
    pool.fill()
    return pool, engines, died


def test_an_engine_is_left_for_a_second_client() -> None:
    pool, engines, _ = make_pool()
    with ThreadPoolExecutor(8) as threads:
        greedy = [threads.submit(pool.ask, Question("", ""), "a") for _ in range(4)]
        while pool.state() != {"running": 2, "waiting": 2}:
            time.sleep(0.01)
        with pytest.raises(Refusal) as caught:
            pool.ask(Question("", ""), "a")
        assert (429, 1) == (caught.value.status, caught.value.retry_after)
        other = threads.submit(pool.ask, Question("", ""), "b")
        while pool.state()["running"] < 3:
            time.sleep(0.01)
        with pytest.raises(Refusal) as caught:
            pool.ask(Question("", ""), "b")
        assert (503, 1) == (caught.value.status, caught.value.retry_after)
        assert {503} == {future.exception().status for future in greedy if future.exception()}  # type: ignore[union-attr]
        for engine in engines:
            engine.go.set()
        assert other.result().length == 0
    assert {"running": 0, "waiting": 0} == pool.state()


def test_the_dead_are_replaced() -> None:
    pool, engines, died = make_pool(engines=1)
    with pytest.raises(Refusal):
        pool.ask(Question("die", ""), "a")
    end = time.monotonic() + 5
    while len(engines) < 2 and time.monotonic() < end:
        time.sleep(0.01)
    assert engines[0].closed
    assert ["engine-died"] == died
    engines[1].go.set()
    assert 0 == pool.ask(Question("", ""), "a").length
    pool.close()
    assert engines[1].closed


def test_an_unwanted_query_ends_and_never_a_later_one() -> None:
    pool, engines, died = make_pool(engines=1)
    running = pool.wait(Question("", ""), "a")
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(running.finish)
        running.cancel()
        assert isinstance(waiting.exception(), Refusal)
    assert ["unwanted"] == died
    later = pool.wait(Question("", ""), "b")
    running.cancel()
    assert not engines[1].dead
    engines[1].go.set()
    assert 0 == later.finish().length


def test_waiting_answers_are_bounded() -> None:
    outgoing = Outgoing(1_000, 1)
    files = [outgoing.file(Body(b"x" * 200), "a")]
    with pytest.raises(Refusal) as caught:
        outgoing.file(Body(b"x" * 200), "a")
    assert 429 == caught.value.status
    files += [outgoing.file(Body(b"x" * 200), name) for name in "bcde"]
    with pytest.raises(Refusal) as caught:
        outgoing.file(Body(b"x"), "f")
    assert 503 == caught.value.status
    for file in files:
        assert b"x" * 200 == file.read()
        file.close()
        file.close()
    assert 0 == outgoing.total


def test_large_results_wait_on_disk() -> None:
    source = io.BytesIO(bytes(range(256)) * 20_000)

    def read_into(view: memoryview) -> int:
        return source.readinto(view[:70_000])

    body = receive(5_120_000, 1_000_000, read_into)
    assert body.file is not None
    assert bytes(range(256)) * 20_000 == body.read()
    body.close()
