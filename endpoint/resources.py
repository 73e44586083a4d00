"""Linked data: /id/… names a thing and redirects (303) to /doc/…, its page, or /data/…, its triples, as Accept says."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from typing import cast

from flask import Blueprint, Response, request

from endpoint import urls
from endpoint.figures import figures
from endpoint.graph import MOST, Graph, Row, text
from endpoint.refusals import Refusal
from endpoint.snapshots import Serving
from endpoint.sparql import formats
from endpoint.sparql.engine import Question
from endpoint.sparql.protocol import VARY
from endpoint.views import Views
from kg import search
from kg.errors import IriError
from kg.vocab import DCTERMS, KG, SKOS, Segment, entity_iri, iri_names, settings

_FIGURES_BY = {"program": KG.program, "org": KG.organisation, "measure": KG.measure, "report": KG.report}
"""Types of things that figures hang on, and the property by which."""
_NAMES = (SKOS.prefLabel.value, DCTERMS.title.value)
_MEDIA = {"ttl": formats.TURTLE, "jsonld": formats.JSONLD, "nt": formats.NTRIPLES, "rdf": formats.RDFXML}
_NEAR = 8


def blueprint(views: Views) -> Blueprint:
    """The routes of things."""
    routes = Blueprint("resources", __name__)

    @routes.get("/id/<path:name>")
    def thing(name: str) -> Response:
        iri = iri_of(name)
        chosen = formats.negotiate(formats.DESCRIPTIONS, request.headers.get("Accept", "text/html"), "")
        suffix = next((end for end, form in _MEDIA.items() if form is chosen), "")
        response = Response(status=303)
        response.headers["Location"] = urls.data(iri, suffix) if suffix else urls.doc(iri)
        response.headers["Cache-Control"] = "public, max-age=3600"
        response.headers.extend([VARY])
        return response

    @routes.get("/doc/<path:name>")
    def doc(name: str) -> Response:
        iri = iri_of(name)
        response = views.page(lambda graph: _page(views, graph, iri), iri)
        response.headers["Link"] = ", ".join(
            f'<{urls.data(iri, end)}>; rel="alternate"; type="{form.media[0]}"' for end, form in _MEDIA.items()
        )
        return response

    @routes.get("/data/<path:name>.<extension>")
    def data(name: str, extension: str) -> Response:
        if extension not in urls.EXTENSIONS:
            raise Refusal("not-found")
        iri = iri_of(name)
        form = _MEDIA.get(extension, formats.CSV)
        return views.answer(_data(iri, form), form.content_type, iri)

    @routes.after_request
    def open_to_all(response: Response) -> Response:
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return routes


def iri_of(name: str) -> str:
    """The IRI that a path below /id/, /doc/ or /data/ names, with or without the escapes of names; else not found."""
    try:
        iri_names(settings.base + name)
        return settings.base + name
    except IriError:
        pass
    try:
        segment, *names = name.split("/")
        iri = entity_iri(cast(Segment, segment), *names).value
        if names and iri_names(iri):
            return iri
    except IriError:
        pass
    raise Refusal("not-found")


def near(serving: Serving, name: str) -> list[tuple[str, str]]:
    """Things of a similar name, each with the address of its page."""
    entries = serving.search_entries
    hits = search.matches(entries, name)
    close = set(get_close_matches(name, {entry["label"] for entry in entries}, _NEAR, 0.4))
    hits += [entry for entry in entries if entry["label"] in close and entry not in hits]
    return [(entry["label"], urls.doc(entry["iri"])) for entry in hits[:_NEAR]]


def _page(views: Views, graph: Graph, iri: str) -> str:
    """The page of a thing; a figure, and a thing that figures hang on, show them with their sentences."""
    kind, *names = iri_names(iri)
    rows = graph.select("thing", this=iri)
    if not rows:
        raise Refusal("not-found", near=near(graph.serving, names[-1]))
    by = _FIGURES_BY.get(kind)
    query, found = "", []
    if by is not None:
        query, found = text("figures", by=by.value, this=iri), graph.select("figures", by=by.value, this=iri)
    elif kind == "observation":
        query, found = text("figure", this=iri), graph.select("figure", this=iri)
    return views.render(
        "thing.html",
        iri=iri,
        kind=kind,
        title=_title(rows, names),
        said=[row for row in rows if row["property"] != SKOS.prefLabel.value],
        figures=figures(found),
        cut=len(found) >= MOST,
        query=query or text("thing", this=iri),
        relations=graph.select("relations", this=iri),
        snapshot=graph.serving.hash,
    )


def _title(rows: list[Row], names: list[str]) -> str:
    return next((row["value"] for name in _NAMES for row in rows if row["property"] == name), " / ".join(names))


def _data(iri: str, form: formats.Format) -> Callable[[Graph], bytes]:
    """Makes the triples of a thing, or its figures as CSV."""

    def make(graph: Graph) -> bytes:
        if not graph.select("thing", this=iri):
            raise Refusal("not-found", near=near(graph.serving, iri_names(iri)[-1]))
        query = text("data", this=iri)
        if form is formats.CSV:
            by = _FIGURES_BY.get(iri_names(iri)[0])
            query = text("figures", by=by.value, this=iri) if by else text("thing", this=iri)
        body = graph.serving.ask(Question(query, form.name), request.environ["kg.client"])
        try:
            return body.read()
        finally:
            body.close()

    return make
