"""`kg check`: whether a snapshot keeps to its shapes, accounts for every number, and how its figures agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from kg.graph.audit import Finding, audit
from kg.graph.ledger import Account, ledger
from kg.graph.shapes import Violation, structure, violations
from kg.rows import reports
from kg.store import Snapshot
from kg.vocab import graph_iri


@dataclass(frozen=True, slots=True)
class Check:
    """What was found in a snapshot."""

    violations: tuple[Violation, ...]
    accounts: tuple[Account, ...]
    findings: tuple[Finding, ...]

    @property
    def lost(self) -> int:
        """How many numbers are neither in a figure nor skipped."""
        return sum(len(account.lost) for account in self.accounts)


def check(snapshot: Snapshot) -> Check:
    """Validate every graph that we made, add up the ledger, and audit all figures."""
    store = snapshot.store()
    graphs = [graph_iri("ontology"), graph_iri("derived"), *(graph_iri("report", id) for id in reports(snapshot))]
    wrong = [violation for graph in graphs for violation in violations(_lines(store, graph))]
    return Check(tuple(wrong + structure(store)), tuple(ledger(store)), tuple(audit(store)))


def _lines(store: Store, graph: NamedNode) -> Iterator[str]:
    return (f"{quad} ." for quad in store.quads_for_pattern(None, None, None, graph))
