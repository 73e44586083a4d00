"""The routes of the pages that are about no single thing: front, lists, search; and short addresses of things."""

from __future__ import annotations

from flask import Blueprint, Response, request

from endpoint import urls
from endpoint.graph import Graph, text
from endpoint.pages import finding
from endpoint.pages.front import front_page
from endpoint.pages.names import Names
from endpoint.pages.nearby import near
from endpoint.refusals import Refusal
from endpoint.views import Views
from endpoint.words import language
from kg.errors import IriError
from kg.vocab import entity_iri

_LONGEST = 100
_SEGMENTS = {"year": "period"}


def blueprint(views: Views) -> Blueprint:
    """The routes."""
    routes = Blueprint("pages", __name__)

    @routes.get(urls.front())
    def front() -> Response:
        return views.page(lambda graph: front_page(views, graph))

    @routes.get(urls.search())
    def find() -> Response:
        asked = _asked()
        return views.page(lambda graph: finding.search_page(views, graph, asked), asked)

    @routes.get(urls.suggestions())
    def suggest() -> Response:
        asked, spoken = _asked(), language()
        media = "application/json; charset=utf-8"
        return views.answer(lambda graph: finding.suggestions(graph, asked), media, asked, spoken)

    for kind in urls.LISTS:
        _list_routes(routes, views, kind)
    return routes


def _asked() -> str:
    """What is searched for: its spaces made single; a longer text than a name is refused, not cut."""
    asked = " ".join(request.args.get("q", "").split())
    if len(asked) > _LONGEST or not asked.isprintable():
        wanted = f"1–{_LONGEST} 个可见字符 / printable characters"
        raise Refusal("bad-field", name="q", wanted=wanted, value=asked[:20] + "…")
    return asked


def _list_routes(routes: Blueprint, views: Views, kind: str) -> None:
    @routes.get(urls.listing(kind), endpoint=kind)
    def listing() -> Response:
        return views.page(lambda graph: _listing(views, graph, kind))

    @routes.get(f"{urls.listing(kind)}/<path:name>", endpoint=f"{kind}-named")
    def named(name: str) -> Response:
        with views.snapshots.pin() as serving:
            address = _address(Graph(serving, request.environ["kg.client"]), kind, name)
        response = Response(status=302)
        response.headers["Location"] = urls.spoken(address, language())
        return response


def _listing(views: Views, graph: Graph, kind: str) -> str:
    name = f"{kind}s"
    return views.render(
        "list.html",
        kind=kind,
        title=urls.LISTS[kind],
        rows=graph.select(name),
        query=text(name),
        names=Names(graph),
        snapshot=graph.serving.hash,
    )


def _address(graph: Graph, kind: str, name: str) -> str:
    """The page of the thing of a kind that goes by a name or an alias; else not found, with what is near."""
    wanted = finding.simplified(name)
    for entry in graph.serving.search_entries:
        if entry["kind"] == kind and wanted in (entry["label"], *entry["aliases"]):
            return urls.doc(entry["iri"])
    try:
        iri = entity_iri(_SEGMENTS.get(kind, kind), name).value  # type: ignore[arg-type]
    except IriError:
        raise Refusal("not-found") from None
    if graph.select("thing", this=iri):
        return urls.doc(iri)
    raise Refusal("not-found", near=near(graph.serving, wanted))
