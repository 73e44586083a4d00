"""What is told of the chosen node: its figures and its stated relations, each with the sentence."""

from __future__ import annotations

from dataclasses import dataclass

from endpoint.figures import Figure
from endpoint.graph import Graph, Row
from endpoint.lineage.kinds import PREDICATES
from endpoint.lineage.model import Lineage, Link, Node
from endpoint.lineage.reading import Reader

_FIGURES = 40
"""Figures that the panel shows; its link leads to the page with all."""


@dataclass(frozen=True, slots=True)
class Panel:
    """The details of a node."""

    node: Node
    figures: list[Figure]
    more: int
    relations: list[Row]
    links: list[Link]


def panel(graph: Graph, reader: Reader, lineage: Lineage, iri: str) -> Panel:
    """The details of a node that is shown."""
    observations = _observations(reader, iri)
    links = [link for link in lineage.links if iri in (link.source, link.target)]
    relations = [] if iri in reader.editions else _proofs(graph.select("lineage_proof", this=iri))
    return Panel(
        lineage.nodes[iri],
        reader.figures(observations[:_FIGURES]),
        max(len(observations) - _FIGURES, 0),
        relations,
        links,
    )


def _observations(reader: Reader, iri: str) -> list[str]:
    """The figures of a node, in order: an edition's own, those of all editions of a program or organisation."""
    if lineage_figure := iri if "/observation/" in iri else "":
        return [lineage_figure]
    editions = [e for e in reader.editions.values() if iri in (e.iri, e.program, e.organisation)]
    editions.sort(key=lambda edition: (-(edition.year or 0), edition.program_name))
    return list(dict.fromkeys(o for edition in editions for o in sorted(edition.figures | edition.planned)))


def _proofs(rows: list[Row]) -> list[Row]:
    """One row a telling: where two sentences overlap, the one that holds the words."""
    found: dict[tuple[str | None, ...], Row] = {}
    for row in rows:
        if row["property"] not in PREDICATES:
            continue
        place = tuple(row.get(name) for name in ("direction", "property", "other", "report", "start"))
        known = found.setdefault(place, row)
        if row.get("quote", "") in row.get("sentence", "") and known.get("quote", "") not in known.get("sentence", ""):
            found[place] = row
    return list(found.values())
