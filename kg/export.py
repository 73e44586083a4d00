"""A snapshot as linked data: the whole, one report or one program; two exports are the same bytes.

The whole is read from its sorted N-Quads as it is written; formats that tell a graph's triples together take one graph
after another from the store. `cube` is the view as RDF Data Cube (`kg.cube`), `jsonld` has a context of our own.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from pyoxigraph import NamedNode, Quad, QuerySolutions, RdfFormat, Store, Triple, Variable, parse, serialize

from kg import jsonld
from kg.cube import cube
from kg.errors import NotFoundError
from kg.rows import demand_report
from kg.store import Snapshot, ask
from kg.vocab import KG, PREFIXES, RDF, entity_iri, graph_iri, settings

FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
    "cube": RdfFormat.TURTLE,
}
BY_GRAPH = ("trig", "jsonld")  # both tell a graph's triples together
QUERY = Path(__file__).with_name("queries") / "program.rq"


def export(
    snapshot: Snapshot, name: str, out: IO[bytes], report: str | None = None, program: str | None = None
) -> None:
    """Write a snapshot, or what is told in one report or of one program, in one of FORMATS.

    Formats without graphs get the union of all; of a program its figures, their evidence, editions and relations.
    """
    if report is not None:
        demand_report(snapshot, report)
    about = None if program is None else _about(snapshot, program)
    if name == "cube":
        _turtle(cube(snapshot, _figures(snapshot, report, about)), out, name)
        return
    quads = _quads(snapshot, report, name in BY_GRAPH)
    chosen = quads if about is None else (quad for quad in quads if str(quad.subject) in about)
    if name == "jsonld":
        jsonld.write(chosen, out)
        return
    statements = chosen if FORMATS[name].supports_datasets else _triples(chosen)
    if name in ("turtle", "trig"):
        _turtle(statements, out, name)
    else:
        serialize(statements, out, FORMATS[name], prefixes=PREFIXES if name == "rdfxml" else None)


def _turtle(statements: Iterable[Quad | Triple], out: IO[bytes], name: str) -> None:
    out.write(_header())
    serialize(statements, _Spaced(out), FORMATS[name], prefixes=PREFIXES, base_iri=settings.base)  # type: ignore[arg-type]


def _quads(snapshot: Snapshot, report: str | None, by_graph: bool) -> Iterator[Quad]:
    """The quads in the order of their lines; of one graph after another if `by_graph`."""
    store = snapshot.store()
    if report is not None:
        yield from _sorted(store, graph_iri("report", report))
    elif by_graph:
        for graph in sorted(store.named_graphs(), key=str):
            yield from _sorted(store, graph)
    else:
        with gzip.open(snapshot.quads()) as file:
            yield from parse(file, format=RdfFormat.N_QUADS)  # type: ignore[arg-type]


def _sorted(store: Store, graph: object) -> list[Quad]:
    return sorted(store.quads_for_pattern(None, None, None, graph), key=str)  # type: ignore[arg-type]


def _about(snapshot: Snapshot, program: str) -> frozenset[str]:
    """The subjects that tell of a program, as N-Triples write them."""
    node = entity_iri("program", program)
    found = ask(snapshot.store(), QUERY.read_text("utf-8"), {Variable("program"): node})
    assert isinstance(found, QuerySolutions)
    subjects = frozenset(str(row[1]) for row in found)
    if not subjects:
        raise NotFoundError(f"program {program!r}: not in this snapshot; nothing was written")
    return subjects | {str(node)}


def _figures(snapshot: Snapshot, report: str | None, about: frozenset[str] | None) -> frozenset[str] | None:
    """The observations of a report and among `about`; None for all."""
    if report is None and about is None:
        return None
    graph = graph_iri("report", report) if report is not None else None
    found = snapshot.store().quads_for_pattern(None, RDF.type, KG.Observation, graph)
    told = (q.subject for q in found if isinstance(q.subject, NamedNode))
    return frozenset(node.value for node in told if about is None or str(node) in about)


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
