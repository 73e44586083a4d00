"""The front page, the lists and the search."""

from __future__ import annotations

from flask import Blueprint, Response, request

from endpoint import urls
from endpoint.graph import Graph, text
from endpoint.views import Views
from kg import search
from kg.vocab import KG

_HITS = 100
_COUNTED = {
    KG.Report.value: "报告",
    KG.Observation.value: "数据",
    KG.Sentence.value: "句子",
    KG.Organisation.value: "组织",
    KG.Program.value: "项目",
    KG.Relation.value: "关系",
}


def blueprint(views: Views) -> Blueprint:
    """The routes of the pages that are about no single thing."""
    routes = Blueprint("pages", __name__)

    @routes.get("/")
    def front() -> Response:
        return views.page(lambda graph: _front(views, graph))

    @routes.get("/search")
    def find() -> Response:
        asked = " ".join(request.args.get("q", "").split())[:100]
        return views.page(lambda graph: _found(views, graph, asked), asked)

    for kind in urls.LISTS:
        _list_route(routes, views, kind)
    return routes


def _list_route(routes: Blueprint, views: Views, kind: str) -> None:
    @routes.get(urls.listing(kind), endpoint=kind)
    def listing() -> Response:
        return views.page(lambda graph: _listing(views, graph, kind))


def _front(views: Views, graph: Graph) -> str:
    counts = {row["class"]: row["count"] for row in graph.select("counts")}
    shown = [(name, counts.get(iri, "0")) for iri, name in _COUNTED.items()]
    searchable = bool(graph.serving.search_entries)
    reports = graph.select("reports")
    return views.render("front.html", counts=shown, searchable=searchable, reports=reports, snapshot=graph.serving.hash)


def _listing(views: Views, graph: Graph, kind: str) -> str:
    name = f"{kind}s"
    return views.render(
        "list.html",
        kind=kind,
        title=urls.LISTS[kind],
        rows=graph.select(name),
        query=text(name),
        snapshot=graph.serving.hash,
    )


def _found(views: Views, graph: Graph, asked: str) -> str:
    hits = search.matches(graph.serving.search_entries, asked) if asked else []
    return views.render("search.html", asked=asked, hits=hits[:_HITS], total=len(hits), snapshot=graph.serving.hash)
