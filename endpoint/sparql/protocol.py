"""/sparql: read the request → guard → choose the format → ask (asking.py) → answer; whatever fails is a refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import IO

from endpoint.refusals import Refusal
from endpoint.sparql import formats, guard
from endpoint.sparql.answers import ALLOW, CORS, PREFLIGHT, STATUS, VARY, Answer, Headers
from endpoint.sparql.asking import Asking, Parts, Progress
from endpoint.sparql.bodies import LARGE
from endpoint.sparql.request import Environ, Request, read

StartResponse = Callable[[str, Headers], object]
ASKING = "kg.asking"


class Sparql:
    """The WSGI application at /sparql."""

    def __init__(self, parts: Parts) -> None:
        chosen = parts.settings
        self._parts = parts
        self._limits = guard.Limits(chosen.query_bytes, chosen.nesting, chosen.patterns, chosen.steps)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request; what `prepare` has begun is finished."""
        begun: Answer | Asking | None = environ.pop(ASKING, None)
        asking = begun or self._begin(environ)
        answer = asking if isinstance(asking, Answer) else self._settled(asking.answer, asking.request, environ)
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
        wrapper: Callable[[IO[bytes]], Iterable[bytes]] = environ.get("wsgi.file_wrapper", _pieces)
        return wrapper(answer.body)

    def prepare(self, environ: Environ) -> Progress:
        """Do what can be done without waiting; may be tried again while it is busy.

        What was begun stands in the environ: calling the application finishes it, and who does not must abandon it.
        """
        asking: Answer | Asking | None = environ.get(ASKING)
        if asking is None:
            if environ["REQUEST_METHOD"] in {"GET", "HEAD"} and "query=" not in environ.get("QUERY_STRING", ""):
                return Progress.SLOW  # a description
            asking = environ[ASKING] = self._begin(environ)
        if isinstance(asking, Answer):
            return Progress.ANSWERED
        try:
            return asking.begin()
        except Refusal as refusal:
            asking.abandon()
            environ[ASKING] = self._refused(refusal, asking.request, environ)
            return Progress.ANSWERED

    def _begin(self, environ: Environ) -> Answer | Asking:
        """A query on its way, or the answer where none is needed."""
        request: Request | None = None
        try:
            if environ["REQUEST_METHOD"] == "OPTIONS":
                return Answer(204, list(PREFLIGHT))
            request = read(environ, self._parts.settings.body_bytes)
            if request.query is None:
                return self._introduce(request, environ)
            environ["kg.query"] = request.query[: self._parts.settings.query_bytes]
            checked = guard.check(request.query, self._limits)
            chosen = formats.negotiate(formats.offered(checked.form), request.accept, request.format)
            return Asking(self._parts, request, checked, chosen, environ)
        except Refusal as refusal:
            return self._refused(refusal, request, environ)

    def _settled(self, answer: Callable[[], Answer], request: Request, environ: Environ) -> Answer:
        try:
            return answer()
        except Refusal as refusal:
            return self._refused(refusal, request, environ)

    def _introduce(self, request: Request, environ: Environ) -> Answer:
        """What a GET without a query gets: the form for a browser, the service description for a program."""
        chosen = formats.negotiate(formats.DESCRIPTIONS, request.accept, request.format)
        headers = [("Content-Type", chosen.content_type), ("Cache-Control", "no-cache"), VARY]
        if chosen is formats.HTML:
            body = self._parts.page(request, None, None)
        else:
            with self._parts.snapshots.pin() as serving:
                body = self._parts.describe(environ, serving, chosen.name)
        return Answer(200, headers, body, len(body))

    def _refused(self, refusal: Refusal, request: Request | None, environ: Environ) -> Answer:
        if refusal.code == "too-long" and environ["REQUEST_METHOD"] != "POST":
            refusal = Refusal("uri-too-long", **refusal.details)
        environ["kg.refusal"] = refusal.code
        html = request is not None and _wants_html(request)
        body = self._parts.page(request, None, refusal) if html and request else refusal.text().encode()
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
