"""`python -m kg.ask STORE FORMAT < query`: one query in a process of its own, so that it can be stopped.

Oxigraph has no deadline and a deeply nested query can overflow the stack; `kg query` kills this process when the time
is up. The result goes to standard output, an error to standard error in one line, with exit code 1.
"""

from __future__ import annotations

import sys
import threading

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store, serialize

from kg.store import ask
from kg.vocab import PREFIXES

RESULTS = {
    "table": QueryResultsFormat.JSON,
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
GRAPHS = {
    "table": RdfFormat.TURTLE,
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "xml": RdfFormat.RDF_XML,
}
STACK = 512 * 1024 * 1024  # bytes; the deepest of 25 shapes of query needed less


def answer(store: Store, query: str, wanted: str) -> bytes:
    """The serialised result; "table" is JSON, or Turtle where the result is a graph."""
    result = ask(store, query)
    if isinstance(result, QueryTriples):
        if wanted not in GRAPHS:
            raise ValueError(f"the result is a graph, which cannot be written as {wanted}; ask for turtle")
        return serialize(sorted(set(result), key=str), format=GRAPHS[wanted], prefixes=PREFIXES) or b""
    if wanted not in RESULTS:
        raise ValueError(f"the result is a table, which cannot be written as {wanted}; ask for csv")
    return result.serialize(format=RESULTS[wanted]) or b""


def main(path: str, wanted: str) -> int:
    """Answer the query on standard input."""
    outcome: list[bytes | Exception] = []

    def run() -> None:
        try:
            outcome.append(answer(Store.read_only(path), sys.stdin.read(), wanted))
        except (SyntaxError, ValueError, OSError) as error:
            outcome.append(error)

    threading.stack_size(STACK)
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    result = outcome[0]
    if isinstance(result, Exception):
        sys.stderr.write(" ".join(str(result).split()))
        return 1
    sys.stdout.buffer.write(result)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
