"""Linked data: /id/… names a thing and redirects (303) to /doc/…, its page, or /data/…, its triples, as Accept says."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast, get_args

from flask import Blueprint, Response, request

from endpoint import urls
from endpoint.graph import Graph, text
from endpoint.pages import things
from endpoint.pages.nearby import near
from endpoint.refusals import Refusal
from endpoint.sparql import formats
from endpoint.sparql.answers import VARY
from endpoint.sparql.engine import Question
from endpoint.views import Views
from kg.errors import IriError
from kg.vocab import Segment, entity_iri, iri_names, settings

__all__ = ["blueprint", "iri_of", "near"]

_MEDIA = {"ttl": formats.TURTLE, "jsonld": formats.JSONLD, "nt": formats.NTRIPLES, "rdf": formats.RDFXML}


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
        shown = things.shown()
        response = views.page(lambda graph: things.page(views, graph, iri, shown), iri, str(shown))
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
    segment, *names = name.split("/")
    if segment not in get_args(Segment) or not any(names):
        raise Refusal("not-found")
    try:
        iri_names(settings.base + name)
        return settings.base + name
    except IriError:
        pass
    try:
        return entity_iri(cast(Segment, segment), *names).value
    except IriError:
        raise Refusal("not-found") from None


def _data(iri: str, form: formats.Format) -> Callable[[Graph], bytes]:
    """Makes the triples of a thing, or its figures as CSV."""

    def make(graph: Graph) -> bytes:
        if not graph.select("thing", this=iri):
            raise Refusal("not-found", near=near(graph.serving, iri_names(iri)[-1]))
        query = text("data", this=iri)
        if form is formats.CSV:
            query = things.figures_query(iri_names(iri)[0], iri) or text("thing", this=iri)
        body = graph.serving.ask(Question(query, form.name), request.environ["kg.client"])
        try:
            return body.read()
        finally:
            body.close()

    return make
