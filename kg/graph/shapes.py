"""Whether a graph keeps to its shapes: SHACL for what a node must have, spans and links by query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import QuerySolutions, Store

from kg.graph.circles import broader, circle
from kg.graph.ledger import texts
from kg.schemes import triples
from kg.vocab import ONTOLOGY, SH

QUERY = Path(__file__).parent.parent / "queries" / "spans.rq"


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A node that breaks a shape, and in Chinese how."""

    node: str
    message: str
    path: str = ""
    value: str = ""

    def __str__(self) -> str:
        where = " ".join(filter(None, (self.path.rpartition("#")[2], self.value)))
        return f"{self.node}: {self.message}" + (f"（{where}）" if where else "")


def violations(lines: Iterable[str]) -> list[Violation]:
    """What the N-Quads lines of one graph break of `ontology/shapes.ttl`."""
    import pyshacl  # 0.3 s, and only a build and a check want it

    graph = _graph(lines)
    results: Any = pyshacl.validate(graph, shacl_graph=_shapes(), inference="none")[1]
    found = {_violation(results, result) for result in results.subjects(_node(SH.resultSeverity), _node(SH.Violation))}
    return sorted(found)


def _violation(results: Any, result: Any) -> Violation:
    parts = (SH.focusNode, SH.resultMessage, SH.resultPath, SH.value)
    return Violation(*(str(results.value(result, _node(part)) or "") for part in parts))


def structure(store: Store) -> list[Violation]:
    """Words that are not those of the report at their place; SHACL is slow at this."""
    printed = texts(store)
    spans = store.query(QUERY.read_text("utf-8"))
    assert isinstance(spans, QuerySolutions)
    wrong = []
    for node, report, start, end, exact in spans:
        if report.value not in printed:
            wrong.append(Violation(node.value, "所在报告不在图中", value=report.value))
        elif printed[report.value][int(start.value) : int(end.value)] != exact.value:
            wrong.append(Violation(node.value, "引文与报告该处的文字不符", value=exact.value))
    if found := circle(broader(store)):
        wrong.append(Violation(found.strip("<>"), "上位概念链成环"))
    return sorted(wrong)


def _graph(lines: Iterable[str]) -> Any:
    """Lines as one rdflib graph, the names of their graphs dropped."""
    from rdflib import Graph

    return Graph().parse(data="\n".join(f"{line[: line.rindex(' <')]} ." for line in lines), format="nt")


@cache
def _shapes() -> Any:
    from rdflib import Graph

    return Graph().parse(data="\n".join(f"{triple} ." for triple in triples(ONTOLOGY / "shapes.ttl")), format="nt")


def _node(term: Any) -> Any:
    from rdflib import URIRef

    return URIRef(term.value)
