"""Rows of facts, entities, relations and skips: one SPARQL query each (`kg/queries/`), shaped and put in text order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions, Variable

from kg.errors import NotFoundError
from kg.store import Snapshot, ask
from kg.vocab import KG, RDF, XSD, iri_names, report_iri

Row = dict[str, Any]
QUERIES = Path(__file__).with_name("queries")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "facts": (
        "id", "report", "quote", "start", "end", "value", "value_max", "unit", "bound", "status", "aspect", "measure",
        "indicator", "program", "org", "period", "level", "place", "sentence", "rule", "observation", "same_as",
    ),
    "entities": ("report", "kind", "name", "mentions", "type", "region", "iri"),
    "relations": ("report", "type", "subject", "object", "year", "ordinal", "quote", "start", "rule"),
    "skips": ("report", "text", "start", "end", "why", "rule"),
}  # fmt: skip
BRIEF: Mapping[str, tuple[str, ...]] = {
    "facts": ("report", "quote", "value", "unit", "status", "measure", "program", "org", "period"),
    "entities": ("report", "kind", "name", "type", "mentions"),
    "relations": ("report", "subject", "type", "object", "year"),
    "skips": ("report", "start", "text", "why"),
}
"""The columns that fit on a screen."""


def rows(snapshot: Snapshot, kind: str, report: str | None = None) -> Iterator[Row]:
    """The rows of one kind ("facts", "entities", "relations", "skips"), of one report or all, in text order."""
    if report is not None:
        demand_report(snapshot, report)
    shape = {"facts": _facts, "entities": _entities, "relations": _relations, "skips": _skips}[kind]
    for row in shape(_solutions(snapshot, kind, report)):
        yield {column: row.get(column) for column in COLUMNS[kind]}


def reports(snapshot: Snapshot) -> list[str]:
    """The ids of the reports in a snapshot."""
    found = snapshot.store().quads_for_pattern(None, RDF.type, KG.Report, DefaultGraph())
    return sorted(iri_names(quad.subject)[-1] for quad in found if isinstance(quad.subject, NamedNode))


def demand_report(snapshot: Snapshot, report: str) -> None:
    """Raise NotFoundError if a snapshot has no such report."""
    known = reports(snapshot)
    if report not in known:
        raise NotFoundError(f"report {report!r}: not in this snapshot; it has {', '.join(known) or 'none'}")


def _solutions(snapshot: Snapshot, kind: str, report: str | None) -> list[Row]:
    """The solutions of a query as rows of Python values, in text order."""
    query = (QUERIES / f"{kind}.rq").read_text("utf-8")
    chosen = {Variable("report"): report_iri(report)} if report else None
    found = ask(snapshot.store(), query, chosen)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    solutions = [{name: _plain(term) for name, term in zip(names, row, strict=True)} for row in found]
    for row in solutions:
        row["report"] = iri_names(row["report"] if report is None else report_iri(report))[-1]
    return sorted(solutions, key=lambda row: (row["report"], row.get("number", row["start"]), row["start"], repr(row)))


def _plain(term: object) -> Any:
    """A term as a Python value: whole decimals as int, other numbers as float, everything else as text."""
    if not isinstance(term, Literal):
        return term.value if isinstance(term, NamedNode) else None
    if term.datatype == XSD.integer:
        return int(term.value)
    if term.datatype == XSD.decimal:
        return float(term.value) if "." in term.value else int(term.value)
    return term.value


def _facts(solutions: Iterable[Row]) -> Iterator[Row]:
    firsts: dict[str, str] = {}
    for report, found in groupby(solutions, key=lambda row: row["report"]):
        for place, row in enumerate(found, 1):
            row["id"] = f"{report}/f{place:03}"
            node = row["observation"]
            row["same_as"] = firsts.get(node, firsts.get(row["repeats"]))
            firsts.setdefault(node, row["id"])
            yield row | _derived(row)


def _derived(row: Row) -> Row:
    lower, upper = row["lower"], row["upper"]
    return {
        "value_max": upper if lower is not None and upper is not None and upper > lower else None,
        "period": {"start": row["from"], "end": row["to"]},
        "rule": " ".join(sorted((row["rules"] or "").split())) or None,
    }


def _entities(solutions: Iterable[Row]) -> Iterator[Row]:
    key: Callable[[Row], tuple[str, str, str]] = lambda row: (row["report"], row["kind"], row["entity"])  # noqa: E731
    for _, found in groupby(sorted(solutions, key=key), key=key):
        mentions = list(found)
        yield mentions[0] | {
            "iri": mentions[0]["entity"],
            "mentions": list(dict.fromkeys(row["mention"] for row in mentions)),
        }


def _relations(solutions: Iterable[Row]) -> Iterator[Row]:
    """One row a relation; an end that is a figure told several times is told in the words of its first telling."""
    first: dict[str, Row] = {}
    for row in sorted(solutions, key=lambda row: (row["subjectStart"] or 0, row["objectStart"] or 0)):
        first.setdefault(row["relation"], row)
    yield from sorted(first.values(), key=lambda row: (row["report"], row["start"], row["relation"]))


def _skips(solutions: Iterable[Row]) -> Iterator[Row]:
    yield from solutions
