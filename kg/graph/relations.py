"""Stated relations: the plain edge, and beside it a statement of the edge with its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode

from kg.graph.facts import Observations
from kg.graph.lines import Lines, Term, integer, text, when
from kg.graph.names import ENDS, Names
from kg.graph.texts import Passages
from kg.model import Extraction, Relation
from kg.vocab import KG, RDF, relation_iri, report_iri


def relations(extraction: Extraction, names: Names, figures: Observations, passages: Passages, lines: Lines) -> None:
    """Write the relations of a report; `figures` are the observations by where their number begins."""
    report = extraction.report.id
    for relation in extraction.relations:
        of, to = ENDS[relation.type]
        subject = _end(relation.subject, relation.subject_fact, of, names, figures)
        target = _end(relation.object, relation.object_fact, to, names, figures)
        if subject == target:  # two names of one thing: nothing is said between them
            continue
        node = relation_iri(report, relation.start, relation.type, relation.subject, relation.object)
        lines.add(subject, (KG[relation.type], target))
        lines.add(
            node,
            (RDF.type, KG.Relation),
            (RDF.subject, subject),
            (RDF.predicate, KG[relation.type]),
            (RDF.object, target),
            (KG.report, report_iri(report)),
            (KG.evidence, passages.evidence(relation.start, relation.end)),
            *_details(relation),
        )


def _details(relation: Relation) -> list[tuple[NamedNode, Term | None]]:
    return [(KG.year, when(relation.year)), (KG.ordinal, integer(relation.ordinal)), (KG.rule, text(relation.rule))]


def _end(name: str, fact: int | None, kinds: Sequence[str], names: Names, figures: Observations) -> NamedNode:
    """One end of a relation: the figure whose number begins at `fact`, or the thing called `name`."""
    return figures[fact] if fact is not None and fact in figures else names.find(name, kinds)
