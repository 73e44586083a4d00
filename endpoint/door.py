"""The outermost door of the endpoint: what every request passes on its way in and every answer on its way out."""

from __future__ import annotations

import ipaddress
import logging
import time
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from endpoint import urls
from endpoint.access import AccessLog
from endpoint.metrics import Metrics
from endpoint.refusals import SENTENCES
from endpoint.sparql.asking import Progress
from endpoint.sparql.protocol import Sparql
from endpoint.sparql.request import Environ

Headers = list[tuple[str, str]]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

log = logging.getLogger("endpoint")

SECURITY: Headers = [
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
]
_ROUTES = {
    "sparql", "id", "doc", "data", "program", "org", "measure", "year", "region", "report", "search", "lineage",
    "compare", "quality", "ontology", "dump", "static", ".well-known", "healthz", "metrics",
}  # fmt: skip
"""First segments of paths under which requests are counted; all others together are `other`."""
_METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"}


class Door:
    """The WSGI application: /sparql by the shortest way, all else to Flask; counted, logged, with safe headers."""

    def __init__(self, pages: Application, sparql: Sparql, metrics: Metrics, access: AccessLog) -> None:
        self._pages = pages
        self._sparql = sparql
        self._metrics = metrics
        self._access = access

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        """Answer one request, whatever happens."""
        began = environ.setdefault("kg.began", time.perf_counter())
        sent: list[Any] = [0, ""]

        def start(status: str, headers: Headers, exc_info: Any = None) -> Any:
            sent[0] = int(status[:3])
            sent[1] = next((value for name, value in headers if name == "Content-Length"), "")
            return start_response(status, [*headers, *SECURITY], *([exc_info] if exc_info else []))

        environ["kg.client"] = client(environ.get("REMOTE_ADDR", ""))
        try:
            path = _path(environ)
            if path is None:
                return _plain(start, "400 Bad Request", "bad-address")
            if path.rstrip("/") == urls.SPARQL:
                return self._sparql(environ, start)
            return self._pages(environ, start)
        except Exception:  # the outermost door: no request may end the server or show a traceback
            log.exception("request failed: %s %s", environ.get("REQUEST_METHOD"), environ.get("PATH_INFO", "")[:200])
            return _plain(start, "500 Internal Server Error", None)
        finally:
            self._note(environ, sent, time.perf_counter() - began)

    def prepare(self, environ: Environ) -> Progress:
        """Do of a request to /sparql what can be done without waiting."""
        environ.setdefault("kg.began", time.perf_counter())
        environ["kg.client"] = client(environ.get("REMOTE_ADDR", ""))
        try:
            return self._sparql.prepare(environ)
        except Exception:  # the same door: the call that follows runs into the same fault, and answers it
            log.exception("request failed early")
            return Progress.SLOW

    def _note(self, environ: Environ, sent: list[Any], seconds: float) -> None:
        method = environ["REQUEST_METHOD"] if environ["REQUEST_METHOD"] in _METHODS else "OTHER"
        first = environ.get("PATH_INFO", "").lstrip("/").split("/", 1)[0]
        first = first if first in _ROUTES else first.split(".", 1)[0]  # lineage.svg is lineage
        name = first if first in _ROUTES else "other" if first else "front"
        self._metrics.request(name, method, sent[0], seconds)
        refusal = environ.get("kg.refusal")
        if refusal:
            self._metrics.count("kg_refusals_total", code=refusal)
        self._access.note(environ, sent[0], sent[1], seconds)


def client(address: str) -> str:
    """Who shares the limits of a client: an IPv4 address, or the 64 bits of an IPv6 network."""
    return _network(address) if ":" in address else address


@lru_cache(maxsize=4096)
def _network(address: str) -> str:
    try:
        return str(ipaddress.IPv6Network((address.partition("%")[0], 64), strict=False))
    except ValueError:
        return address


def _path(environ: Environ) -> str | None:
    """The path, decoded strictly; None for one that is no UTF-8 or holds control characters."""
    raw = environ.get("PATH_INFO", "")
    try:
        path: str = raw if raw.isascii() else raw.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    return path if path.isprintable() else None


def _plain(start: Start, status: str, code: str | None) -> list[bytes]:
    """A short answer in text."""
    text = f"{SENTENCES[code].zh}\n{SENTENCES[code].en}\n" if code else "服务器内部错误。\nInternal server error.\n"
    body = text.encode()
    start(status, [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]
