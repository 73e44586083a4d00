"""Which snapshot is served: the one that data/current names, and its successor without a dropped or mixed answer.

A request pins one `Serving` for as long as it runs, so all it reads comes from one snapshot. A watcher looks at
data/current; when it changes, engines are started over the new snapshot first, then it takes over for new requests,
and the old engines end with the last request that pinned them. A snapshot that cannot be opened changes nothing.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from endpoint.metrics import Metrics
from endpoint.refusals import Refusal
from endpoint.settings import Settings
from endpoint.sparql.bodies import Body
from endpoint.sparql.cache import Cache
from endpoint.sparql.engine import Bounds, ChildEngine, Engine, Question
from endpoint.sparql.pool import Pool, Rules
from endpoint.sparql.remote import RemoteEngine
from kg.errors import SnapshotError
from kg.store import Snapshot, open_snapshot

log = logging.getLogger("endpoint")

_READY_SECONDS = 10.0
_HEALTH_SECONDS = 2.0


class Serving:
    """A snapshot with its engines; `hash` is empty for a remote server, whose answers may change at any time."""

    def __init__(self, snapshot: Snapshot | None, pool: Pool) -> None:
        self.snapshot = snapshot
        self.pool = pool
        self.hash = snapshot.hash if snapshot else ""
        self.pins = 0
        self.retired = False
        self.answered = 0.0

    @cached_property
    def search_entries(self) -> list[dict[str, Any]]:
        """The search index that the build wrote; a remote server has none."""
        return self.snapshot.search() if self.snapshot else []

    def ask(self, question: Question, client: str, seconds: float | None = None) -> Body:
        """The whole result; a Refusal where there is none."""
        body = self.pool.ask(question, client, seconds)
        self.answered = time.monotonic()
        return body


class Snapshots:
    """The serving snapshot and its watcher."""

    def __init__(self, settings: Settings, metrics: Metrics, cache: Cache) -> None:
        self._settings = settings
        self._metrics = metrics
        self._cache = cache
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._failed = ""
        self.current = self._open(None if settings.sparql_url else open_snapshot(settings.data))
        self._watcher = threading.Thread(target=self._watch, name="snapshots", daemon=True)
        self._watcher.start()

    @contextmanager
    def pin(self) -> Iterator[Serving]:
        """The snapshot in force, which stays for as long as it is held."""
        serving = self.take()
        try:
            yield serving
        finally:
            self.give_back(serving)

    def take(self) -> Serving:
        """The snapshot in force, pinned until it is given back."""
        with self._lock:
            serving = self.current
            serving.pins += 1
        return serving

    def give_back(self, serving: Serving) -> None:
        """Let a snapshot go; a retired one ends with its last pin."""
        with self._lock:
            serving.pins -= 1
            over = serving.retired and not serving.pins
        if over:
            serving.pool.close()

    def refresh(self) -> bool:
        """Take over the snapshot that data/current names now; whether it is a new one."""
        try:
            snapshot = open_snapshot(self._settings.data)
            if snapshot.hash == self.current.hash:
                return False
            new = self._open(snapshot)
        except (SnapshotError, Refusal, OSError) as error:
            if str(error) != self._failed:
                log.warning("the snapshot in force cannot be served, the old one stays: %s", error)
                self._metrics.count("kg_swap_failures_total")
            self._failed = str(error)
            return False
        with self._lock:
            old, self.current = self.current, new
            old.retired = True
            over = not old.pins
        self._failed = ""
        self._cache.forget(new.hash)
        self._metrics.count("kg_swaps_total")
        log.info("snapshot %s is served now, in place of %s", new.hash[:16], old.hash[:16])
        if over:
            old.pool.close()
        return True

    def ready(self) -> bool:
        """Whether an engine answered within the last ten seconds, or does so now."""
        with self.pin() as serving:
            if time.monotonic() - serving.answered < _READY_SECONDS and serving.answered:
                return True
            try:
                serving.ask(Question("ASK {}", "json"), "health", _HEALTH_SECONDS)
            except Refusal:
                return False
            return True

    def close(self) -> None:
        """End the watcher and all engines."""
        self._stop.set()
        if self._watcher is not threading.current_thread():
            self._watcher.join(timeout=5)
        self.current.pool.close()

    def _open(self, snapshot: Snapshot | None) -> Serving:
        chosen = self._settings
        bounds = Bounds(chosen.deadline, chosen.engine_memory << 20, chosen.result_bytes, chosen.spill_bytes)
        rules = Rules(chosen.engines, chosen.queue, chosen.queue_seconds, chosen.client_queries, chosen.retry_after)

        def start() -> Engine:
            return ChildEngine(snapshot.path / "store", bounds) if snapshot else RemoteEngine(chosen.sparql_url, bounds)

        pool = Pool(start, rules, lambda code: self._metrics.count("kg_engine_kills_total", reason=code))
        pool.fill()
        return Serving(snapshot, pool)

    def _watch(self) -> None:
        while not self._stop.wait(max(self._settings.poll_seconds, 0.05)):
            if not self._settings.sparql_url:
                self.refresh()
