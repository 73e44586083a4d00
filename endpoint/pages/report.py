"""The page of a report: its whole text, each figure marked where it stands, each skip grey with its reason."""

from __future__ import annotations

from collections import Counter

from endpoint.figures import figures, span
from endpoint.graph import Graph, text
from endpoint.pages.names import Names
from endpoint.pages.text import pieces
from endpoint.views import Views
from kg.vocab import KG, iri_names


def report_page(views: Views, graph: Graph, iri: str) -> str:
    """The page of a report that is there."""
    known = graph.select("report", this=iri)[0]
    found = figures(graph.select("figures", by=KG.report.value, this=iri))
    rows = graph.select("spans", this=iri)
    skips = [row for row in rows if "reason" in row]
    names = Names(graph)
    reasons = Counter(names.of(row["reason"], row["reasonName"]) for row in skips)
    return views.render(
        "report.html",
        iri=iri,
        title=known.get("title") or iri_names(iri)[-1],
        known=known,
        period=span(known.get("from", ""), known.get("to", "")),
        pieces=pieces(known.get("text", ""), found, rows),
        figures=found,
        reasons=reasons.most_common(),
        skipped=len(skips),
        query=text("figures", by=KG.report.value, this=iri),
        names=names,
        snapshot=graph.serving.hash,
    )
