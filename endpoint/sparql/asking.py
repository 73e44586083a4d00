"""One query on its way to an answer: look at its tag and the cache, ask an engine, make the answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from endpoint.refusals import Refusal
from endpoint.settings import Settings
from endpoint.snapshots import Serving, Snapshots
from endpoint.sparql import cache, formats, guard
from endpoint.sparql.answers import VARY, Answer, Headers, caching
from endpoint.sparql.bodies import LARGE, Body, Outgoing
from endpoint.sparql.cache import Cache
from endpoint.sparql.engine import Question
from endpoint.sparql.pool import Running
from endpoint.sparql.request import Environ, Request

Page = Callable[[Request, bytes | None, Refusal | None], bytes]


@dataclass(slots=True)
class Parts:
    """What answering takes: `page` writes HTML (of a request, its result, what is wrong), `describe` the service."""

    settings: Settings
    snapshots: Snapshots
    results: Cache
    outgoing: Outgoing
    page: Page
    describe: Callable[[Environ, Serving, str], bytes]


class Progress(Enum):
    """How far a query has come without waiting."""

    ANSWERED = "the answer is there"
    BEGUN = "an engine is at it"
    BUSY = "no engine is free for it"
    SLOW = "it is a matter for a thread"


class Asking:
    """One query on its way: perhaps `begin`, then `answer` or `abandon`, once. It holds its snapshot until then."""

    def __init__(
        self, parts: Parts, request: Request, checked: guard.Checked, chosen: formats.Format, environ: Environ
    ) -> None:
        self.request = request
        self._parts = parts
        self._form = checked.form
        self._chosen = chosen
        self._environ = environ
        self._zipped = formats.accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        self._running: Running | None = None
        self._wanted = True
        self._serving = parts.snapshots.take()
        exact = bool(self._serving.hash) and not checked.volatile
        self._key = _key(request, self._serving, chosen) if exact else None
        environ["kg.snapshot"] = self._serving.hash[:16]

    def begin(self) -> Progress:
        """Start, as far as that needs no waiting."""
        if self._chosen is formats.HTML:
            return Progress.SLOW  # making a page takes a while
        if self._key is not None and (self._known() or self._parts.results.has(self._key, self._zipped)):
            return Progress.ANSWERED
        self._running = self._serving.pool.begin(self._question(), self._environ["kg.client"])
        return Progress.BUSY if self._running is None else Progress.BEGUN

    def fileno(self) -> int:
        """What becomes readable when the engine replies to what was begun."""
        assert self._running is not None
        return self._running.fileno()

    def answer(self) -> Answer:
        """The whole answer, or a Refusal."""
        try:
            return self._answer()
        finally:
            self._parts.snapshots.give_back(self._serving)

    def _answer(self) -> Answer:
        headers = self._headers()
        if self._key is None:
            return self._outgo(self._result(), headers)
        if self._running is None and self._known():
            return Answer(304, headers)
        copy = None if self._running else self._parts.results.get(self._key, self._zipped)
        self._environ["kg.cache"] = "hit" if copy else "miss"
        if copy is None:
            body = self._result()
            if body.file is not None:
                return self._outgo(body, headers)
            copy = self._parts.results.put(self._key, body.data, self._zipped)
        return self._outgo(Body(copy.data), _encoded(headers, copy))

    def abandon(self) -> None:
        """Give up what was begun: the client is gone."""
        if self._running:
            self._running.drop()
        self._parts.snapshots.give_back(self._serving)

    def cancel(self) -> None:
        """End what an engine is at, or is to be at, for a client that is gone; the thread that waits notices."""
        self._wanted = False
        if self._running:
            self._running.cancel()

    def _known(self) -> bool:
        """Whether the client has this very answer already."""
        return self._key is not None and self._key.named_in(self._environ.get("HTTP_IF_NONE_MATCH", ""))

    def _question(self) -> Question:
        wanted = self._chosen.name
        if self._chosen is formats.HTML:
            wanted = "turtle" if self._form in {"CONSTRUCT", "DESCRIBE"} else "json"
        return Question(self.request.query or "", wanted, self.request.default, self.request.named)

    def _result(self) -> Body:
        """The result in the chosen format; for a browser, the page that shows it."""
        if self._running is None:
            client = self._environ["kg.client"]
            self._running = self._serving.pool.wait(self._question(), client, lambda: self._wanted)
        body = self._running.finish()
        self._serving.answered = time.monotonic()
        if self._chosen is not formats.HTML:
            return body
        text = body.read()
        body.close()
        return Body(self._parts.page(self.request, text, None))

    def _outgo(self, body: Body, headers: Headers) -> Answer:
        if body.length < LARGE and body.file is None:
            return Answer(200, headers, body.data, body.length)
        try:
            file = self._parts.outgoing.file(body, self._environ["kg.client"])
        except Refusal:
            body.close()
            raise
        return Answer(200, headers, file, body.length)

    def _headers(self) -> Headers:
        headers = [("Content-Type", self._chosen.content_type), VARY]
        if self._key is None:
            return [*headers, ("Cache-Control", "no-store")]
        return [*headers, ("Cache-Control", caching(self._parts.settings)), ("ETag", f'"{self._key.etag}"')]


def _key(request: Request, serving: Serving, chosen: formats.Format) -> cache.Key:
    dataset = ("-",) if request.default is None else (*request.default, "/", *request.named)
    return cache.key(serving.hash, chosen.name, request.query or "", *dataset)


def _encoded(headers: Headers, copy: cache.Copy) -> Headers:
    """The headers of a copy: that of gzip has a tag of its own."""
    if not copy.zipped:
        return headers
    tagged = [(name, f'{value[:-1]}-gz"' if name == "ETag" else value) for name, value in headers]
    return [*tagged, ("Content-Encoding", "gzip")]
