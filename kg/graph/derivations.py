"""What follows from what else is known: each such statement with the rule, the reason and what it was derived from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from kg.graph.lines import Lines, text
from kg.vocab import KG, PROV, RDF, entity_iri

Statement = tuple[NamedNode, NamedNode, NamedNode | Literal]
"""Subject, predicate and object."""


def derive(lines: Lines, statement: Statement, rule: str, reason: str, sources: Iterable[NamedNode]) -> NamedNode:
    """Say a statement, and beside it how it was derived: `rule` is like "lineage/next-in-the-series"."""
    subject, predicate, target = statement
    found = sorted(set(sources), key=str)
    digest = hashlib.sha256("\n".join(map(str, (*statement, *found))).encode()).hexdigest()[:16]
    node = entity_iri("derivation", rule.rpartition("/")[2], digest)
    lines.add(subject, (predicate, target))
    lines.add(
        node,
        (RDF.type, KG.Derivation),
        (RDF.subject, subject),
        (RDF.predicate, predicate),
        (RDF.object, target),
        (KG.rule, text(rule)),
        (KG.explanation, text(reason)),
        *((PROV.wasDerivedFrom, source) for source in found),
    )
    return node
