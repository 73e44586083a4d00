"""A remote SPARQL 1.1 server in the place of an engine child: same questions, same bounds, same formats and errors.

The server is asked for JSON or N-Triples only, and its answer is parsed to the end and written anew in the format that
the client wants. So a cut-off answer, or one with an error glued in, is found out and refused.
"""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode, urlsplit

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results, serialize

from endpoint.refusals import Refusal
from endpoint.sparql import child
from endpoint.sparql.bodies import Body
from endpoint.sparql.engine import Bounds, Question, syntax_refusal
from kg.vocab import PREFIXES, settings

_PROLOGUE = f"BASE <{settings.base}> " + " ".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())
_JSON, _NTRIPLES = "application/sparql-results+json", "application/n-triples"
_PIECE = 1 << 16


class RemoteEngine:
    """A place at the remote server: one request at a time, each over a connection of its own."""

    def __init__(self, url: str, bounds: Bounds) -> None:
        self.dead = False
        self._bounds = bounds
        self._url = urlsplit(url)
        self._question = Question("", "")

    def begin(self, question: Question) -> None:
        """Keep the question; the server is asked by `finish`, in the thread that waits for it."""
        self._question = question

    def fileno(self) -> int:
        """None: whoever asks has to wait."""
        return -1

    def finish(self, seconds: float | None = None) -> Body:
        """The whole result; a Refusal where there is none."""
        question = self._question
        end = time.monotonic() + min(seconds or self._bounds.deadline, self._bounds.deadline)
        try:
            status, media, data = self._post(question, end)
        except (OSError, http.client.HTTPException) as error:
            if isinstance(error, TimeoutError) or time.monotonic() >= end:
                raise Refusal("deadline", limit=f"{self._bounds.deadline:g}") from None
            raise Refusal("remote", message=str(error) or type(error).__name__) from None
        if status == 400:
            raise _shifted(data.decode("utf-8", "replace"))
        if status != 200:
            raise Refusal("remote", message=f"status {status}")
        return Body(_rewrite(data, media, question.format))

    def cancel(self) -> None:
        """The deadline will do."""

    def close(self) -> None:
        """Nothing is held between questions."""
        self.dead = True

    def _post(self, question: Question, end: float) -> tuple[int, str, bytes]:
        fields = [("query", f"{_PROLOGUE}\n{question.query}")]
        fields += [("default-graph-uri", iri) for iri in question.default or ()]
        fields += [("named-graph-uri", iri) for iri in question.named]
        headers = {
            "Accept": f"{_JSON}, {_NTRIPLES};q=0.9",
            "Content-Type": "application/x-www-form-urlencoded",
            "Connection": "close",
        }
        with self._connection(end) as connection:
            path = self._url.path or "/"
            connection.request("POST", f"{path}?{self._url.query}".rstrip("?"), urlencode(fields), headers)
            response = connection.getresponse()
            media = response.headers.get_content_type()
            return response.status, media, self._read(response)

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        data = bytearray()
        while piece := response.read(_PIECE):
            data += piece
            if len(data) > self._bounds.result_bytes:
                raise Refusal("too-large", limit=self._bounds.result_bytes)
        if response.length:
            raise http.client.IncompleteRead(bytes(data[-20:]), response.length)
        return bytes(data)

    @contextmanager
    def _connection(self, end: float) -> Iterator[http.client.HTTPConnection]:
        """A connection that is cut when the time is up, whatever the server does."""
        kind = http.client.HTTPSConnection if self._url.scheme == "https" else http.client.HTTPConnection
        left = max(end - time.monotonic(), 0.001)
        connection = kind(self._url.hostname or "", self._url.port, timeout=left)
        connection.connect()
        line = connection.sock
        cut = threading.Timer(max(end - time.monotonic(), 0.001), _cut, [line])
        cut.start()
        try:
            yield connection
        finally:
            cut.cancel()
            connection.close()


def _cut(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it is closed already


def _shifted(message: str) -> Refusal:
    """The remote parser's message, its line counted without the prologue that was put before the query."""
    refusal = syntax_refusal(message)
    line = str(refusal.details["line"])
    return Refusal("syntax", **refusal.details | {"line": int(line) - 1 if line.isdigit() else line})


def _rewrite(data: bytes, media: str, wanted: str) -> bytes:
    """The answer in the wanted format; a Refusal if it is not whole, or of the other kind."""
    try:
        if media == _JSON and wanted in child.TABLES:
            result = parse_query_results(data, format=QueryResultsFormat.JSON)
            return result.serialize(format=child.TABLES[wanted]) or b""
        if media == _NTRIPLES and wanted in child.GRAPHS:
            quads = parse(data, format=RdfFormat.N_TRIPLES)
            return serialize((quad.triple for quad in quads), format=child.GRAPHS[wanted], prefixes=PREFIXES) or b""
    except (SyntaxError, ValueError) as error:
        raise Refusal("remote", message=f"an answer that is not whole: {error}"[:300]) from None
    if media in {_JSON, _NTRIPLES}:
        raise Refusal("not-acceptable", offered="text/turtle, application/sparql-results+json")
    raise Refusal("remote", message=f"media type {media}")
