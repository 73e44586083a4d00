"""A few engines for many clients: a short queue, a share for each client, and a new engine for each that dies."""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from endpoint.refusals import Refusal
from endpoint.sparql.bodies import Body
from endpoint.sparql.engine import Engine, Question


@dataclass(frozen=True, slots=True)
class Rules:
    """Who may wait how long: the settings of the same names."""

    engines: int
    queue: int
    queue_seconds: float
    client_queries: int
    retry_after: int


class _Waiter:
    """A client in the queue; `turn` is let go when an engine, which may have to be started, is its own."""

    __slots__ = ("client", "engine", "served", "turn")

    def __init__(self, client: str) -> None:
        self.client = client
        self.engine: Engine | None = None
        self.served = False
        self.turn = threading.Lock()
        self.turn.acquire()


class Pool:
    """The engines of one snapshot. An empty place (None) is filled by the next query that gets it."""

    def __init__(self, start: Callable[[], Engine], rules: Rules, died: Callable[[str], None]) -> None:
        self._start = start
        self._rules = rules
        self._died = died
        self._share = max(1, rules.engines - 1)
        self._lock = threading.Lock()
        self._idle: list[Engine | None] = [start(), *[None] * (rules.engines - 1)]
        self._running: Counter[str] = Counter()
        self._here: Counter[str] = Counter()
        self._waiting: deque[_Waiter] = deque()
        self._closed = False

    def fill(self) -> None:
        """Start the engines that are missing, so that no query waits for that."""
        for _ in range(self._rules.engines):
            with self._lock:
                if None not in self._idle:
                    return
                self._idle.remove(None)
            engine = None
            try:
                engine = self._start()
            except Refusal:
                return
            finally:
                self._put(engine)

    def ask(self, question: Question, client: str, seconds: float | None = None) -> Body:
        """The whole result, from the next engine that is free for this client; or a Refusal."""
        with self._lease(client) as engine:
            try:
                return engine.ask(question, seconds)
            except Refusal as refusal:
                if engine.dead:
                    self._died(refusal.code)
                raise

    def state(self) -> dict[str, int]:
        """How many engines run a query and how many queries wait."""
        with self._lock:
            return {"running": sum(self._running.values()), "waiting": len(self._waiting)}

    def close(self) -> None:
        """End the engines: the idle ones now, the others after their query."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for engine in idle:
            if engine is not None:
                engine.close()

    @contextmanager
    def _lease(self, client: str) -> Iterator[Engine]:
        engine = self._take(client)
        try:
            if engine is None:
                engine = self._start()
            yield engine
        finally:
            if engine is not None and engine.dead:
                engine.close()
                engine = self._restart()
            self._put(engine, client)

    def _restart(self) -> Engine | None:
        if self._closed:
            return None
        try:
            return self._start()
        except Refusal:
            return None  # the next query tries again

    def _take(self, client: str) -> Engine | None:
        """An engine, or an empty place, once this client has one coming to it."""
        rules = self._rules
        with self._lock:
            if self._here[client] >= rules.client_queries:
                raise Refusal("busy-client", rules.retry_after, seconds=rules.retry_after)
            if self._idle and self._running[client] < self._share:
                self._here[client] += 1
                self._running[client] += 1
                return self._idle.pop()
            if len(self._waiting) >= rules.queue:
                raise Refusal("busy", rules.retry_after, seconds=rules.retry_after)
            self._here[client] += 1
            waiter = _Waiter(client)
            self._waiting.append(waiter)
        if not waiter.turn.acquire(timeout=rules.queue_seconds):
            with self._lock:
                if not waiter.served:
                    self._waiting.remove(waiter)
                    self._leave(self._here, client)
                    raise Refusal("busy", rules.retry_after, seconds=rules.retry_after)
        return waiter.engine

    def _put(self, engine: Engine | None, client: str | None = None) -> None:
        """Take an engine back, and hand it to the first in the queue whose share is not used up."""
        with self._lock:
            if client is not None:
                self._leave(self._running, client)
                self._leave(self._here, client)
            if self._closed:
                if engine is not None:
                    engine.close()
                engine = None
            self._idle.append(engine)
            for waiter in tuple(self._waiting):
                if self._idle and self._running[waiter.client] < self._share:
                    self._waiting.remove(waiter)
                    self._running[waiter.client] += 1
                    waiter.engine = self._idle.pop()
                    waiter.served = True
                    waiter.turn.release()

    @staticmethod
    def _leave(places: Counter[str], client: str) -> None:
        places[client] -= 1
        if not places[client]:
            del places[client]
