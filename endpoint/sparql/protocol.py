"""/sparql: read the request → guard → choose the format → look at the tag and the cache → ask an engine → answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO

from endpoint.refusals import Refusal
from endpoint.settings import Settings
from endpoint.snapshots import Serving, Snapshots
from endpoint.sparql import cache, formats, guard
from endpoint.sparql.bodies import LARGE, Body, Outgoing
from endpoint.sparql.cache import Cache
from endpoint.sparql.engine import Question
from endpoint.sparql.request import Environ, Request, read

Headers = list[tuple[str, str]]
StartResponse = Callable[[str, Headers], object]

STATUS = {
    200: "200 OK", 204: "204 No Content", 303: "303 See Other", 304: "304 Not Modified", 400: "400 Bad Request",
    403: "403 Forbidden", 404: "404 Not Found", 405: "405 Method Not Allowed", 406: "406 Not Acceptable",
    413: "413 Content Too Large", 414: "414 URI Too Long", 415: "415 Unsupported Media Type",
    429: "429 Too Many Requests", 502: "502 Bad Gateway", 503: "503 Service Unavailable", 504: "504 Gateway Timeout",
}  # fmt: skip
ALLOW = "GET, HEAD, OPTIONS, POST"
VARY = ("Vary", "Accept, Accept-Encoding")
CORS: Headers = [
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "ETag, Link, Retry-After"),
]
PREFLIGHT: Headers = [
    ("Allow", ALLOW),
    ("Access-Control-Allow-Methods", ALLOW),
    ("Access-Control-Allow-Headers", "Accept, Content-Type, If-None-Match"),
    ("Access-Control-Max-Age", "86400"),
]


@dataclass(slots=True)
class Answer:
    """A whole answer; `body` is bytes, or a file that the server reads at the client's pace and closes."""

    status: int
    headers: Headers
    body: bytes | IO[bytes] = b""
    length: int = 0


class Sparql:
    """The WSGI application at /sparql; `page` writes HTML: (request, form of the query, JSON or text or Refusal)."""

    def __init__(
        self,
        settings: Settings,
        snapshots: Snapshots,
        results: Cache,
        outgoing: Outgoing,
        page: Callable[[Request, bytes | None, Refusal | None], bytes],
        describe: Callable[[Environ, Serving, str], bytes],
    ) -> None:
        self._settings = settings
        self._snapshots = snapshots
        self._results = results
        self._outgoing = outgoing
        self._page = page
        self._describe = describe
        self._limits = guard.Limits(settings.query_bytes, settings.nesting, settings.patterns, settings.steps)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        answer = self._answer_or_refuse(environ)
        headers = [*answer.headers, *CORS]
        if answer.status not in {204, 304}:
            headers.append(("Content-Length", str(answer.length)))
        start_response(STATUS[answer.status], headers)
        if environ["REQUEST_METHOD"] == "HEAD" or answer.status == 304:
            if not isinstance(answer.body, bytes):
                answer.body.close()
            return []
        if isinstance(answer.body, bytes):
            return [answer.body]
        wrapper = environ.get("wsgi.file_wrapper", _pieces)
        return wrapper(answer.body)  # type: ignore[no-any-return]

    def _answer_or_refuse(self, environ: Environ) -> Answer:
        request: Request | None = None
        try:
            if environ["REQUEST_METHOD"] == "OPTIONS":
                return Answer(204, list(PREFLIGHT))
            request = read(environ, self._settings.body_bytes)
            environ["kg.query"] = (request.query or "")[: self._settings.query_bytes]
            return self._answer(request, environ)
        except Refusal as refusal:
            if refusal.code == "too-long" and environ["REQUEST_METHOD"] != "POST":
                refusal = Refusal("uri-too-long", **refusal.details)
            environ["kg.refusal"] = refusal.code
            return self._refused(refusal, request)

    def _answer(self, request: Request, environ: Environ) -> Answer:
        if request.query is None:
            return self._introduce(request, environ)
        checked = guard.check(request.query, self._limits)
        chosen = formats.negotiate(formats.offered(checked.form), request.accept, request.format)
        zipped = formats.accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        with self._snapshots.pin() as serving:
            environ["kg.snapshot"] = serving.hash[:16]
            if checked.volatile or not serving.hash:
                body = self._ask(request, checked.form, chosen, serving, environ)
                return self._outgo(body, self._headers(chosen, None), environ)
            key = _key(request, serving, chosen)
            headers = self._headers(chosen, key)
            if key.named_in(environ.get("HTTP_IF_NONE_MATCH", "")):
                return Answer(304, headers)
            copy = self._results.get(key, zipped)
            environ["kg.cache"] = "hit" if copy else "miss"
            body = Body() if copy else self._ask(request, checked.form, chosen, serving, environ)
        if copy is None and body.file is None:
            copy = self._results.put(key, body.data, zipped)
        if copy is not None:
            body, headers = Body(copy.data), _encoded(headers, copy)
        return self._outgo(body, headers, environ)

    def _ask(self, request: Request, form: str, chosen: formats.Format, serving: Serving, environ: Environ) -> Body:
        """The result in the chosen format; for a browser, the page that shows it."""
        assert request.query is not None
        wanted = chosen.name
        if chosen is formats.HTML:
            wanted = "turtle" if form in {"CONSTRUCT", "DESCRIBE"} else "json"
        question = Question(request.query, wanted, request.default, request.named)
        body = serving.ask(question, environ["kg.client"])
        if chosen is not formats.HTML:
            return body
        text = body.read()
        body.close()
        return Body(self._page(request, text, None))

    def _outgo(self, body: Body, headers: Headers, environ: Environ) -> Answer:
        if body.length < LARGE and body.file is None:
            return Answer(200, headers, body.data, body.length)
        try:
            file = self._outgoing.file(body, environ["kg.client"])
        except Refusal:
            body.close()
            raise
        return Answer(200, headers, file, body.length)

    def _introduce(self, request: Request, environ: Environ) -> Answer:
        """What a GET without a query gets: the form for a browser, the service description for a program."""
        chosen = formats.negotiate(formats.DESCRIPTIONS, request.accept, request.format)
        headers = [("Content-Type", chosen.content_type), ("Cache-Control", "no-cache"), VARY]
        if chosen is formats.HTML:
            body = self._page(request, None, None)
        else:
            with self._snapshots.pin() as serving:
                body = self._describe(environ, serving, chosen.name)
        return Answer(200, headers, body, len(body))

    def _refused(self, refusal: Refusal, request: Request | None) -> Answer:
        html = request is not None and _wants_html(request)
        body = self._page(request, None, refusal) if html and request else refusal.text().encode()
        headers: Headers = [
            ("Content-Type", "text/html; charset=utf-8" if html else "text/plain; charset=utf-8"),
            ("Cache-Control", "no-store"),
            VARY,
        ]
        if refusal.status == 405:
            headers.append(("Allow", ALLOW))
        if refusal.retry_after is not None:
            headers.append(("Retry-After", str(refusal.retry_after)))
        return Answer(refusal.status, headers, body, len(body))

    def _headers(self, chosen: formats.Format, key: cache.Key | None) -> Headers:
        headers = [("Content-Type", chosen.content_type), VARY]
        if key is None:
            return [*headers, ("Cache-Control", "no-store")]
        age = self._settings.max_age
        caching = f"public, max-age={age}, must-revalidate" if age else "public, no-cache"
        return [*headers, ("Cache-Control", caching), ("ETag", f'"{key.etag}"')]


def _key(request: Request, serving: Serving, chosen: formats.Format) -> cache.Key:
    dataset = ("-",) if request.default is None else (*request.default, "/", *request.named)
    return cache.key(serving.hash, chosen.name, request.query or "", *dataset)


def _encoded(headers: Headers, copy: cache.Copy) -> Headers:
    """The headers of a copy: that of gzip has a tag of its own."""
    if not copy.zipped:
        return headers
    tagged = [(name, f'{value[:-1]}-gz"' if name == "ETag" else value) for name, value in headers]
    return [*tagged, ("Content-Encoding", "gzip")]


def _wants_html(request: Request) -> bool:
    try:
        return formats.negotiate(formats.TABLES, request.accept, request.format) is formats.HTML
    except Refusal:
        return False


def _pieces(file: IO[bytes], size: int = LARGE) -> Iterable[bytes]:
    """What a server without a file wrapper sends."""
    with file:
        while piece := file.read(size):
            yield piece
