"""N-Quads lines in the very form in which Oxigraph gives them back, so that what is hashed is what is stored."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
)

from kg.vocab import XSD

Term = NamedNode | Literal
_DATES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


class Lines:
    """The statements of one named graph, each once."""

    def __init__(self, graph: NamedNode) -> None:
        self._graph = graph
        self._lines: set[str] = set()

    def add(self, subject: NamedNode, *pairs: tuple[NamedNode, Term | None]) -> None:
        """Say of `subject` each (predicate, object); an object that is None says nothing."""
        self._lines.update(f"{subject} {p} {o} {self._graph} ." for p, o in pairs if o is not None)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._lines))


def text(words: str | None) -> Literal | None:
    """A plain literal, its characters untouched; nothing for nothing."""
    return Literal(words) if words else None


def zh(name: str) -> Literal:
    """A Chinese label, in NFC."""
    return Literal(unicodedata.normalize("NFC", name), language="zh")


def integer(number: int | None) -> Literal | None:
    """An xsd:integer in canonical form."""
    return None if number is None else Literal(str(number), datatype=XSD.integer)


def decimal(number: float | Decimal | None) -> Literal | None:
    """An xsd:decimal in canonical form: 388000.0 → 388000, 70.70 → 70.7."""
    if number is None:
        return None
    digits = format(Decimal(str(number)), "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return Literal("0" if digits == "-0" else digits, datatype=XSD.decimal)


def when(date: str | None) -> Literal | None:
    """A year, month or day as its XSD type: "2019", "2019-12", "2019-12-04"."""
    return Literal(date, datatype=_DATES.get(len(date), XSD.string)) if date else None


def link(address: str | None) -> Term | None:
    """A web address as an IRI, anything else as text."""
    if not address or not address.startswith(("http://", "https://")):
        return text(address)
    try:
        return NamedNode(address)
    except ValueError:
        return text(address)


def canonical(triples: Iterable[Triple], graph: NamedNode) -> list[str]:
    """Sorted lines of triples as Oxigraph stores them; blank nodes get lasting IRIs below that of the graph.

    Their labels are those of RDFC-1.0, so the same file gives the same lines (skolemisation, RDF 1.1 §3.5).
    """
    dataset = Dataset(Quad(t.subject, t.predicate, t.object, DefaultGraph()) for t in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    store = Store()
    store.extend(_named(quad, graph) for quad in dataset)
    lines = store.dump(format=RdfFormat.N_QUADS) or b""
    return sorted(lines.decode().split("\n"))[1:]


def _named(quad: Quad, graph: NamedNode) -> Quad:
    """The quad in `graph`, its blank nodes replaced."""
    subject, target = _skolem(quad.subject, graph), _skolem(quad.object, graph)
    return Quad(subject, quad.predicate, target, graph)  # type: ignore[arg-type]  # a subject stays a subject


def _skolem(term: object, graph: NamedNode) -> object:
    return NamedNode(f"{graph.value}/{term.value}") if isinstance(term, BlankNode) else term
