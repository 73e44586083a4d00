"""The page of a thing: what it is, its figures as chart and table, its relations, the sentences that tell it all."""

from __future__ import annotations

import re
from typing import Any

from flask import request

from endpoint import urls
from endpoint.figures import Figure, figures, span
from endpoint.graph import Graph, Row, text
from endpoint.pages import grids
from endpoint.pages.chart import Wording, charts
from endpoint.pages.names import Names
from endpoint.pages.nearby import near
from endpoint.pages.report import report_page
from endpoint.pages.sources import place, sources
from endpoint.refusals import Refusal
from endpoint.views import Views
from endpoint.words import language
from kg.vocab import DCTERMS, KG, RDF, SKOS, iri_names


def _path(*steps: str) -> str:
    return "(" + "/".join(steps) + ")"


_PROGRAM = f"<{KG.program.value}>|<{KG.jointProgram.value}>"
_ORGANISATION = f"<{KG.organisation.value}>|<{KG.jointOrganisation.value}>"
FIGURES_BY = {
    "program": _path(_PROGRAM),
    "org": _path(_ORGANISATION),
    "measure": KG.measure.value,
    "report": KG.report.value,
    "period": KG.period.value,
    "region": _path(f"<{KG.report.value}>", f"<{KG.region.value}>", f"<{KG.partOf.value}>*"),
}
"""Types of things that figures hang on, and the property or path by which."""
ROWS = 120
"""Rows of figures on one page."""
_LINEAGE = ("program", "org")
_PICTURED = 16  # nodes of the small lineage


def figures_query(kind: str, iri: str) -> str:
    """The query of a thing's figures; empty for a thing that has none."""
    by = FIGURES_BY.get(kind)
    return text("figures", by=by, this=iri) if by else text("figure", this=iri) if kind == "observation" else ""


def shown() -> int:
    """Which page of the figures is asked for by ?page=."""
    asked = request.args.get("page", "1")
    if not re.fullmatch(r"[1-9]\d{0,5}", asked, re.ASCII):
        raise Refusal("bad-field", name="page", wanted="1, 2, 3 …", value=asked[:40])
    return int(asked)


def page(views: Views, graph: Graph, iri: str, part: int) -> str:
    """The page of a thing; `part` is which page of its figures."""
    kind, *names = iri_names(iri)
    rows = graph.select("thing", this=iri)
    if not rows:
        raise Refusal("not-found", near=near(graph.serving, names[-1]))
    if kind == "report":
        return report_page(views, graph, iri)
    found, periods = _figures(graph, kind, iri)
    values: dict[str, Any] = {"iri": iri, "kind": kind, "title": _title(rows, names), "snapshot": graph.serving.hash}
    values |= _facts(rows) | _part(found, part) | _told(graph, iri, kind, found)
    values |= {"query": figures_query(kind, iri) or text("thing", this=iri), "periods": periods}
    if kind == "region":
        values["residents"] = graph.select("residents", this=iri)
    return views.render("thing.html", **values)


def _figures(graph: Graph, kind: str, iri: str) -> tuple[list[Figure], list[Row]]:
    """The figures of a thing; of a year also those of its months, and what longer periods there are."""
    query = figures_query(kind, iri)
    rows = graph.solve(query) if query else []
    year = iri_names(iri)[-1]
    if kind != "period" or not re.fullmatch(r"\d{4}", year):
        return figures(rows), []
    others = [row for row in graph.select("years") if row["this"] != iri and row["from"] <= f"{year}-99" >= year]
    within = [row for row in others if row["from"][:4] == year == row["to"][:4]]
    for row in within:
        rows += graph.solve(figures_query(kind, row["this"]))
    around = [row for row in others if row not in within and row["from"][:4] <= year <= row["to"][:4]]
    return figures(rows), [row | {"name": span(row["from"], row["to"])} for row in around]


def _part(found: list[Figure], part: int) -> dict[str, Any]:
    """One page of the figures, with the sentences that tell them."""
    pages = max(1, -(-len(found) // ROWS))
    if part > pages:
        raise Refusal("bad-field", name="page", wanted=f"1–{pages}", value=str(part))
    shown = found[(part - 1) * ROWS : part * ROWS]
    told = sources(shown, urls.Links(language()).doc)
    return {"figures": shown, "sources": told, "total": len(found), "page": part, "pages": pages}


def _told(graph: Graph, iri: str, kind: str, found: list[Figure]) -> dict[str, Any]:
    """What the figures and relations of a thing say, arranged."""
    names = Names(graph)
    by = FIGURES_BY.get(kind, KG.program.value)
    say = Wording(names.label(kind), names.title, names.unit, names.say("各项数据"))
    relations = graph.select("relations", this=iri)
    plans = graph.select("plans", by=by, this=iri) if kind in _LINEAGE else []
    return {
        "names": names,
        "charts": charts(found, say) if kind in FIGURES_BY else [],
        "editions": grids.editions(found, kind) if kind in _LINEAGE else None,
        "groups": grids.relation_groups(relations),
        "plans": grids.plans(plans, _plan_figures(graph, plans, found)),
        "place": place,
        "lineage": small_lineage(graph, iri) if kind in _LINEAGE else "",
    }


def _plan_figures(graph: Graph, plans: list[Row], found: list[Figure]) -> dict[str, Figure]:
    """The figures that plans name, those of other things asked for one by one."""
    known = {figure.row["observation"]: figure for figure in found}
    wanted = {iri for row in plans for iri in (row["plan"], row.get("outcome", "")) if iri}
    for iri in sorted(wanted - set(known)):
        known |= {figure.row["observation"]: figure for figure in figures(graph.select("figure", this=iri))}
    return known


def _facts(rows: list[Row]) -> dict[str, Any]:
    """What stands in the head of the page: definition, other names, kind; and all the rest."""
    head = {SKOS.prefLabel.value, SKOS.altLabel.value, SKOS.hiddenLabel.value, SKOS.definition.value}
    definitions = [row["value"] for row in rows if row["property"] == SKOS.definition.value]
    chinese = [value for value in definitions if re.search(r"[\u4e00-\u9fff]", value)]
    return {
        "definition": {"zh": (chinese or [""])[0], "en": next((d for d in definitions if d not in chinese), "")},
        "aliases": [row["value"] for row in rows if row["property"] == SKOS.altLabel.value],
        "labels": [row["value"] for row in rows if row["property"] == SKOS.prefLabel.value],
        "sort": next((row for row in rows if row["property"] in (KG.kind.value, KG.unitKind.value)), {}),
        "said": [row for row in rows if row["property"] not in head | {RDF.type.value}],
    }


def _title(rows: list[Row], names: list[str]) -> str:
    known = (SKOS.prefLabel.value, DCTERMS.title.value)
    values = [row["value"] for name in known for row in rows if row["property"] == name]
    return next((value for value in values if value in names), (values or [" / ".join(names)])[0])


def small_lineage(graph: Graph, iri: str) -> str:
    """The small picture of a thing's lineage; empty where nothing is linked."""
    from endpoint.lineage import small  # here, since the lineage names things by the routes of this page

    return small(graph, iri, _PICTURED)
