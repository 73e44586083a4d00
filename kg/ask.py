"""One query from the command line, evaluated in a process of its own (`python -m kg.ask STORE FORMAT SECONDS`).

Oxigraph has no deadline, and a deeply nested query can overflow the stack: `ask_apart` kills that process when the time
is up. It writes the result to standard output, or an error in one line to standard error, with exit code 1.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TextIO

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store, serialize

from kg.errors import QueryError, UsageError
from kg.store import Snapshot, ask
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
_POSITION = re.compile(r"^error at (\d+):(\d+): ")


def read_query(given: str, stdin: TextIO) -> tuple[str, str]:
    """A name for error messages and the SPARQL text: of a file, of standard input (-), or the argument itself."""
    if given == "-":
        return "standard input", stdin.read()
    path = Path(given)
    if ("{" not in given and path.suffix in (".rq", ".sparql")) or _is_file(path):
        try:
            return given, path.read_text("utf-8")
        except FileNotFoundError:
            raise UsageError(f"{given}: no such file; nothing was asked") from None
        except UnicodeDecodeError as error:
            raise QueryError(f"{given}: not UTF-8 ({error.reason} at byte {error.start}); nothing was asked") from None
    return "query", given


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a query is too long for a file's name
        return False


def ask_apart(snapshot: Snapshot, query: str, wanted: str, seconds: float, name: str = "query") -> bytes:
    """The serialised result of a query, evaluated in a process that is stopped after `seconds`."""
    command = [sys.executable, "-m", "kg.ask", str(snapshot.path / "store"), wanted, str(seconds)]
    spoken = query.encode(errors="surrogateescape")
    try:
        done = subprocess.run(command, input=spoken, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise QueryError(
            f"{name}: took longer than {seconds:g} s and was stopped; narrow it, or raise --timeout"
        ) from None
    if done.returncode == 0:
        return done.stdout
    if done.returncode == 1:
        fault = _POSITION.sub(r":\1:\2: ", done.stderr.decode("utf-8", "replace"))
        raise QueryError(f"{name}{fault if fault.startswith(':') else ': ' + fault}; nothing was answered")
    raise QueryError(f"{name}: broke the query engine (exit {done.returncode}); it is nested too deeply or too large")


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


def main(path: str, wanted: str, seconds: str) -> int:
    """Answer the query on standard input; if nobody is left to stop this process, an alarm does."""
    outcome: list[bytes | str] = []
    query = sys.stdin.buffer.read()

    def run() -> None:
        try:
            outcome.append(answer(Store.read_only(path), query.decode(), wanted))
        except (SyntaxError, ValueError, OSError) as error:
            outcome.append(" ".join(str(error).split()))  # the error itself would take the result out of its thread

    signal.alarm(int(float(seconds)) + 5)
    threading.stack_size(STACK)
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    result = outcome[0]
    if isinstance(result, str):
        sys.stderr.write(result)
        return 1
    sys.stdout.buffer.write(result)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
