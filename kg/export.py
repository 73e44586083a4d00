"""A snapshot as linked data, made from its sorted N-Quads: two exports are the same bytes."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from typing import IO

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from kg.rows import demand_report
from kg.store import Snapshot
from kg.vocab import PREFIXES, graph_iri, settings

FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


def export(snapshot: Snapshot, name: str, out: IO[bytes], report: str | None = None) -> None:
    """Write a snapshot, or the graph of one report, in one of FORMATS; formats without graphs get the union of all."""
    if report is not None:
        demand_report(snapshot, report)
    quads = _quads(snapshot, report)
    if name in ("trig", "jsonld"):  # both tell a graph's triples together
        quads = iter(sorted(quads, key=lambda quad: str(quad.graph_name)))
    statements = quads if FORMATS[name].supports_datasets else _triples(quads)
    if name in ("turtle", "trig"):
        out.write(_header())
        serialize(statements, _Spaced(out), FORMATS[name], prefixes=PREFIXES, base_iri=settings.base)  # type: ignore[arg-type]
    else:
        serialize(statements, out, FORMATS[name], prefixes=PREFIXES if name == "rdfxml" else None)


def _quads(snapshot: Snapshot, report: str | None) -> Iterator[Quad]:
    """The quads in the order of their lines."""
    graph = None if report is None else graph_iri("report", report)
    with gzip.open(snapshot.quads()) as file:
        yield from (q for q in parse(file, format=RdfFormat.N_QUADS) if graph is None or q.graph_name == graph)  # type: ignore[arg-type]


def _triples(quads: Iterable[Quad]) -> Iterator[Triple]:
    """Each triple once; in sorted quads the same triple of several graphs stands together."""
    last = None
    for quad in quads:
        if quad.triple != last:
            yield (last := quad.triple)


def _header() -> bytes:
    lines = [f"@base <{settings.base}> .", *(f"@prefix {name}: <{iri}> ." for name, iri in sorted(PREFIXES.items()))]
    return "".join(f"{line}\n" for line in [*lines, ""]).encode()


class _Spaced:
    """Passes Turtle on with an empty line after each subject, for the eye and for diff, and without its header.

    The serialiser would write the prefixes themselves relative to the base.
    """

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._rest = b""

    def write(self, data: bytes) -> int:
        """Pass on whole lines; the last one ends in a newline, so nothing is left over."""
        lines = (self._rest + bytes(data)).split(b"\n")
        self._rest = lines.pop()
        self._out.write(b"".join(_line(line) for line in lines))
        return len(data)

    def flush(self) -> None:
        """Pass on the wish."""
        self._out.flush()


def _line(line: bytes) -> bytes:
    if line.startswith((b"@prefix ", b"@base ")):
        return b""
    return line + (b"\n\n" if line.endswith(b" .") or line == b"}" else b"\n")
