"""An engine: one process, one read-only store, one query at a time. Run by `engine.py`; it imports little, so that a
killed one is replaced within 0.1 s.

It speaks over the socket whose number is its only argument: a frame is a length and JSON. The first frame configures,
each further one asks; a reply is a status, a flag, a length and bytes. A reply is sent when it is whole.

What keeps a query in: a 512 MiB stack (deep nesting overflows the usual 8) and the limits of `cell.py`. One thread
makes and reads all results (the engine aborts otherwise); the other waits for the parent to hang up, which ends it all.
"""

from __future__ import annotations

import io
import json
import os
import select
import socket
import struct
import sys
import threading
from pathlib import Path
from typing import IO, Any, cast

from pyoxigraph import (
    NamedNode,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from endpoint.sparql.cell import allow_seconds, grown, limit, refuse_network

STACK = 512 * 1024 * 1024
FRAME = struct.Struct("!I")
REPLY = struct.Struct("!BBQ")
OK, SYNTAX, EVALUATION, TOO_LARGE, WRONG_KIND, NO_STORE = range(6)

WARM_UP = (
    "ASK { ?s ?p ?o }",
    "ASK { { SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 1 } FILTER(REGEX(STR(?o), '^x') && NOW() = UUID()) }",
)
"""Queries that touch what the engine opens late: every index, the clock, the source of random numbers."""

TABLES = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPHS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "n3": RdfFormat.N3,
}


class TooLarge(Exception):
    """The result outgrew its limit."""


class Sink(io.RawIOBase):
    """A file that keeps what is written, up to a limit."""

    def __init__(self, limit: int) -> None:
        self.data = bytearray()
        self.limit = limit

    def write(self, chunk: bytes, /) -> int:  # type: ignore[override]
        """Keep a chunk, or give up."""
        if len(self.data) + len(chunk) > self.limit:
            raise TooLarge
        self.data += chunk
        return len(chunk)


class Line:
    """The socket to the parent, in frames."""

    def __init__(self, number: int) -> None:
        self.socket = socket.socket(fileno=number)
        self.buffer = b""

    def read(self) -> Any:
        """The next frame; the process ends when there is none."""
        length = FRAME.unpack(self._take(FRAME.size))[0]
        return json.loads(self._take(length))

    def write(self, status: int, body: bytes | bytearray, last: bool = False) -> None:
        head = REPLY.pack(status, last, len(body))
        if len(body) < 1 << 16:
            self.socket.sendall(head + body)
        else:
            self.socket.sendall(head)
            self.socket.sendall(body)

    def _take(self, count: int) -> bytes:
        while len(self.buffer) < count:
            got = self.socket.recv(1 << 16)
            if not got:
                os._exit(0)
            self.buffer += got
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken


def evaluate(store: Store, ask: dict[str, Any], config: dict[str, Any]) -> Sink:
    """The result of one query in the format it asks for."""
    default, named = ask["default"], ask["named"]
    own = default is None
    result = store.query(
        ask["query"],
        base_iri=config["base"],
        prefixes=config["prefixes"],
        default_graph=None if own else [NamedNode(iri) for iri in default],
        named_graphs=None if own else [NamedNode(iri) for iri in named],
    )
    sink, wanted = Sink(config["result_bytes"]), ask["format"]
    file = cast(IO[bytes], sink)
    if isinstance(result, QueryTriples):
        serialize(result, file, format=GRAPHS[wanted], prefixes=config["prefixes"])
    else:
        result.serialize(file, format=TABLES[wanted])
    return sink


def answer(store: Store, ask: dict[str, Any], config: dict[str, Any]) -> tuple[int, bytes | bytearray]:
    """Status and body of the reply to one query."""
    try:
        return OK, evaluate(store, ask, config).data
    except SyntaxError as error:
        return SYNTAX, str(error).encode()
    except TooLarge:
        return TOO_LARGE, b""
    except KeyError:
        return WRONG_KIND, b""
    except (ValueError, OSError, RuntimeError) as error:
        return EVALUATION, str(error).encode()


def serve(line: Line) -> None:
    """Open the store, warm up, confine, then answer until the parent hangs up."""
    config = line.read()
    refuse_network()
    try:
        store = Store.read_only(config["store"])
        for query in WARM_UP:
            bool(store.query(query))
    except OSError as error:
        line.write(NO_STORE, str(error).encode())
        return
    large = max(config["memory"] - STACK, 0) // 2
    grown(large)  # opens what it reads while it may
    limit(config["memory"], Path(config["store"]))
    line.write(OK, b"")
    while True:
        ask = line.read()
        allow_seconds(config["deadline"])
        status, body = answer(store, ask, config)
        line.write(status, body, grown(large))


def main(number: int) -> None:
    """Answer in a thread with a large stack; end with the parent."""
    line = Line(number)

    def run() -> None:
        try:
            serve(line)
        finally:
            os._exit(0)

    threading.stack_size(STACK)
    threading.Thread(target=run, daemon=True).start()
    hangup = select.poll()
    hangup.register(number, select.POLLRDHUP)
    hangup.poll()
    os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
