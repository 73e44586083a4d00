"""Engine children by themselves: what gets out of one, what it survives, and when it ends."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from attacks import NESTED, TIME, services
from served import Listener, make_data, serving

from endpoint.refusals import Refusal
from endpoint.sparql.engine import Bounds, ChildEngine, Question


def test_service_gets_nowhere_without_the_guard(tmp_path: Path) -> None:
    make_data(tmp_path)
    listener = Listener()
    engine = ChildEngine(tmp_path / "current" / "store", Bounds(5.0, 1 << 31, 1 << 20, 1 << 20))
    with listener.socket:
        reached = 0
        for query in services(listener.url).values():
            form = "turtle" if query.startswith(("CONSTRUCT", "DESCRIBE")) else "json"
            with suppress(Refusal):
                engine.begin(Question(query, form))
                engine.finish()
                reached += 1
        assert 0 == listener.seen()
        engine.begin(Question("ASK {}", "json"))
        assert b"true" in engine.finish().read()
    engine.close()
    assert reached < len(services(""))


@pytest.mark.parametrize("name", ["braces", "parentheses", "EXISTS", "sub-SELECT", "&& chain", "UNION chain"])
def test_an_engine_survives_what_the_guard_would_refuse(tmp_path: Path, name: str) -> None:
    make_data(tmp_path, 10)
    engine = ChildEngine(tmp_path / "current" / "store", Bounds(20.0, 1 << 32, 1 << 20, 1 << 20))
    engine.begin(Question(NESTED[name](2_000), "json"))
    assert engine.finish().read()
    engine.close()


def test_children_end_with_a_front_that_is_killed(tmp_path: Path) -> None:
    make_data(tmp_path)
    with serving(tmp_path, deadline=60) as front:
        children = children_of(front.process.pid)
        assert children
        with ThreadPoolExecutor(1) as pool, suppress(OSError):
            stuck = pool.submit(front.ask, TIME["cartesian COUNT"])
            time.sleep(0.5)
            front.process.kill()
            front.process.wait()
            with suppress(Exception):
                stuck.result()
        end = time.monotonic() + 5
        while time.monotonic() < end and any(Path(f"/proc/{child}").exists() for child in children):
            time.sleep(0.05)
        assert [] == [child for child in children if Path(f"/proc/{child}").exists()]


def children_of(front: int) -> list[str]:
    return Path(f"/proc/{front}/task/{front}/children").read_text().split()
