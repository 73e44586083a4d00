"""A few engines for many clients: a short queue, a share for each client, and a new engine for each that dies."""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Callable
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


class Running:
    """A question under way; `finish` or `drop` must be called, once, and gives the engine back."""

    __slots__ = ("_client", "_engine", "_lock", "_over", "_pool", "_unwanted")

    def __init__(self, pool: Pool, engine: Engine, client: str) -> None:
        self._pool = pool
        self._engine = engine
        self._client = client
        self._lock = threading.Lock()
        self._over = False
        self._unwanted = False

    def fileno(self) -> int:
        """What becomes readable when the reply comes."""
        return self._engine.fileno()

    def finish(self, seconds: float | None = None) -> Body:
        """The whole result, or a Refusal."""
        try:
            return self._engine.finish(seconds)
        except Refusal as refusal:
            if self._engine.dead:
                self._pool.died("unwanted" if self._unwanted else refusal.code)
            raise
        finally:
            self._end()

    def drop(self) -> None:
        """Give the question up, and the engine with it, since it cannot be told to stop."""
        self._engine.dead = True
        self._pool.died("unwanted")
        self._end()

    def cancel(self) -> None:
        """Have `finish`, which another thread is in, fail soon: nobody wants the result."""
        with self._lock:
            if not self._over:
                self._unwanted = True
                self._engine.cancel()

    def _end(self) -> None:
        with self._lock:
            self._over = True
        self._pool.done(self._engine, self._client)


class Pool:
    """The engines of one snapshot. An empty place (None) is filled by the next query that gets it."""

    def __init__(self, start: Callable[[], Engine], rules: Rules, died: Callable[[str], None]) -> None:
        self._start = start
        self._rules = rules
        self.died = died
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
                return  # the next query tries again
            finally:
                self._put(engine)

    def ask(self, question: Question, client: str, seconds: float | None = None) -> Body:
        """The whole result, from the next engine that is free for this client; or a Refusal."""
        return self.wait(question, client).finish(seconds)

    def wait(self, question: Question, client: str, wanted: Callable[[], bool] = lambda: True) -> Running:
        """A question under way on the next engine that is free for this client, if it is still wanted then."""
        engine = self._take(client)
        if not wanted():
            self._put(engine, client)
            raise Refusal("busy", seconds=self._rules.retry_after)
        return self._start_on(engine, question, client)

    def begin(self, question: Question, client: str) -> Running | None:
        """A question under way on an engine that is free right now; None where none is, or one has to be started."""
        engine = self._take_idle(client)
        return None if engine is None else self._start_on(engine, question, client)

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

    def done(self, engine: Engine | None, client: str) -> None:
        """Take an engine back after its question; a dead one is replaced meanwhile, and nobody waits for that."""
        if engine is not None and engine.dead:
            with self._lock:
                self._leave(self._running, client)
                self._leave(self._here, client)
            threading.Thread(target=self._replace, args=(engine,), name="replace engine").start()
        else:
            self._put(engine, client)

    def _start_on(self, engine: Engine | None, question: Question, client: str) -> Running:
        try:
            if engine is None:
                engine = self._start()
            engine.begin(question)
        except Refusal:
            self.done(engine, client)
            raise
        return Running(self, engine, client)

    def _replace(self, engine: Engine) -> None:
        engine.close()
        new = None
        try:
            new = None if self._closed else self._start()
        except Refusal:
            pass  # the next query tries again
        finally:
            self._put(new)

    def _take_idle(self, client: str) -> Engine | None:
        """An engine that runs and is free for this client."""
        with self._lock:
            last = self._idle[-1] if self._idle else None
            free = last is not None and last.fileno() >= 0 and self._running[client] < self._share
            if not free or self._here[client] >= self._rules.client_queries:
                return None
            self._here[client] += 1
            self._running[client] += 1
            return self._idle.pop()

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
            self._idle.insert(len(self._idle) if engine else 0, engine)  # the one used last is used next
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
