"""From templates to answers: pages with their tags and cache, errors, and the pages of /sparql."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, Response, has_request_context, request
from pyoxigraph import RdfFormat, parse
from werkzeug.exceptions import HTTPException

from endpoint import description, figures, urls, words
from endpoint.graph import Graph
from endpoint.refusals import SENTENCES, Refusal
from endpoint.settings import Settings
from endpoint.snapshots import Serving, Snapshots
from endpoint.sparql import cache, formats
from endpoint.sparql.answers import VARY, caching
from endpoint.sparql.cache import Cache
from endpoint.sparql.request import Environ, Request

_SHOWN = 1000
_HTML = "text/html; charset=utf-8"


class Views:
    """What the routes answer with."""

    def __init__(self, app: Flask, snapshots: Snapshots, results: Cache, settings: Settings) -> None:
        self.snapshots = snapshots
        self.settings = settings
        self._results = results
        self._templates = app.jinja_env
        self._templates.globals |= {"marks": figures.MARKS, "languages": words.LANGUAGES}
        shown = (figures.number, figures.span, figures.calm, figures.marked)
        self._templates.filters |= {each.__name__: each for each in shown}

    def render(self, template: str, **values: Any) -> str:
        """A page in the language asked for; `snapshot` is shown below it."""
        spoken = words.language()
        values.setdefault("snapshot", self.snapshots.current.hash)
        values |= {"lang": spoken, "urls": urls.Links(spoken), "_": lambda text: words.translate(text, spoken)}
        values["switch"] = {other: _here(other) for other in words.LANGUAGES if other != spoken}
        return self._templates.get_template(template).render(**values)

    def answer(self, make: Callable[[Graph], str | bytes], media: str, *parts: str) -> Response:
        """A whole answer made from one snapshot, from the cache where it is; `parts` say what else it depends on."""
        zipped = formats.accepts_gzip(request.headers.get("Accept-Encoding", ""))
        with self.snapshots.pin() as serving:
            key = cache.key(serving.hash, media, request.path, *parts)
            if serving.hash and key.named_in(request.headers.get("If-None-Match", "")):
                return self._headed(Response(status=304), key, serving)
            copy = self._results.get(key, zipped) if serving.hash else None
            request.environ["kg.cache"] = "hit" if copy else "miss"
            if copy is None:
                made = make(Graph(serving, request.environ["kg.client"]))
                body = made.encode() if isinstance(made, str) else made
                copy = self._results.put(key, body, zipped) if serving.hash else cache.Copy(body, zipped=False)
        response = self._headed(Response(copy.data, content_type=media), key, serving)
        if copy.zipped:
            response.headers["Content-Encoding"] = "gzip"
            if serving.hash:
                response.set_etag(f"{key.etag}-gz")
        return response

    def page(self, make: Callable[[Graph], str], *parts: str) -> Response:
        """An HTML page made from one snapshot, in the language asked for."""
        words.check_language()
        return self.answer(make, _HTML, words.language(), *parts)

    def refused(self, refusal: Refusal) -> Response:
        """The page of a Refusal; one that was not found names what is near."""
        request.environ["kg.refusal"] = refusal.code
        near = refusal.details.get("near", [])
        html = self.render("error.html", status=refusal.status, zh=refusal.zh, en=refusal.en, near=near)
        response = Response(html, refusal.status, content_type=_HTML)
        response.headers["Cache-Control"] = "no-store"
        if refusal.retry_after is not None:
            response.headers["Retry-After"] = str(refusal.retry_after)
        return response

    def failed(self, error: HTTPException) -> Response:
        """The page of an error that Flask found: no such route, a wrong method, a bad request."""
        known = {404: "not-found", 405: "method"}.get(error.code or 500, "bad-address")
        sentence = SENTENCES[known]
        values = {"method": request.method if request.method.isalpha() else "?"}
        zh, en = (text.format_map(values) for text in sentence[1:])
        html = self.render("error.html", status=error.code, zh=zh, en=en, near=[])
        response = Response(html, error.code or 500, content_type=_HTML)
        response.headers.update({name: value for name, value in error.get_headers() if name == "Allow"})
        response.headers["Cache-Control"] = "no-store"
        return response

    def sparql_page(self, asked: Request, result: bytes | None, refusal: Refusal | None) -> bytes:
        """The form, with the result of the query or what is wrong with it."""
        shown: dict[str, Any] = {"query": asked.query or "", "refusal": refusal, "more": 0}
        if result is not None and result.startswith(b"{"):
            found = json.loads(result)
            rows = found.get("results", {}).get("bindings", [])
            shown |= {"boolean": found.get("boolean"), "columns": found["head"].get("vars", [])}
            shown |= {"rows": rows[:_SHOWN], "total": len(rows)}
        elif result is not None:
            shown["graph"] = result.decode()[: _SHOWN * 200]
            shown["total"] = sum(1 for _ in parse(result, format=RdfFormat.TURTLE))
        return self.render("sparql.html", **shown).encode()

    def service_description(self, environ: Environ, serving: Serving, form: str) -> bytes:
        """What a program learns from a GET of /sparql without a query."""
        graphs = [row["graph"] for row in Graph(serving, environ["kg.client"]).select("graphs")]
        return description.write(self.address(environ), graphs, serving, form)

    def address(self, environ: Environ) -> str:
        """The address of this server as the world sees it."""
        if self.settings.public_url:
            return self.settings.public_url.rstrip("/")
        host = environ.get("HTTP_HOST", "")
        if not description.HOST.fullmatch(host):
            raise Refusal("bad-address")
        return f"{environ['wsgi.url_scheme']}://{host}"

    def _headed(self, response: Response, key: cache.Key, serving: Serving) -> Response:
        response.headers.extend([VARY])
        if serving.hash:
            response.headers["Cache-Control"] = caching(self.settings)
            response.set_etag(key.etag)
        else:
            response.headers["Cache-Control"] = "no-store"
        return response


def _here(language: str) -> str:
    """The address of this very page in another language."""
    if not has_request_context():
        return urls.spoken(urls.SPARQL, language)
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return urls.spoken(f"{quote(request.path)}?{urlencode(asked)}".rstrip("?"), language)
