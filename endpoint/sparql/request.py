"""What a request to /sparql asks for, read from the WSGI environment by the letter of the SPARQL 1.1 Protocol."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from werkzeug.http import parse_options_header

from endpoint.refusals import Refusal

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*")
_ONCE = ("query", "format")
_GRAPH_STORE = ("PUT", "DELETE", "PATCH")
_MAX_FIELDS = 200

Environ = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """One query operation; `query` is None where a GET has none, `default` where the request names no dataset."""

    method: str
    query: str | None
    format: str
    accept: str
    default: tuple[str, ...] | None
    named: tuple[str, ...]


def read(environ: Environ, body_bytes: int) -> Request:
    """The operation that a GET, HEAD or POST asks for; anything else is a Refusal."""
    method = environ["REQUEST_METHOD"]
    fields = _fields(environ.get("QUERY_STRING", ""))
    if method == "POST":
        fields = _posted(environ, fields, body_bytes)
    elif method in _GRAPH_STORE:
        raise Refusal("graph-write")
    elif method not in {"GET", "HEAD"}:
        raise Refusal("method", method=method if method.isalpha() else "?")
    if any(name == "update" for name, _ in fields):
        raise Refusal("update")
    return _request(method, fields, environ.get("HTTP_ACCEPT", ""))


def _request(method: str, fields: list[tuple[str, str]], accept: str) -> Request:
    once: dict[str, str] = {}
    for name, value in fields:
        if name in _ONCE and name in once:
            raise Refusal("several-queries", name=name)
        once[name] = value
    default, named = (_graphs(fields, name) for name in ("default-graph-uri", "named-graph-uri"))
    query = once.get("query")
    if method == "POST" and query is None:
        raise Refusal("no-query")
    if query is not None and not query.strip():
        raise Refusal("no-query")
    return Request(method, query, once.get("format", ""), accept, default if default or named else None, named)


def _fields(text: str) -> list[tuple[str, str]]:
    """The fields of a query string or form, strictly in UTF-8."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except UnicodeDecodeError:
        raise Refusal("bad-encoding") from None
    except ValueError:
        raise Refusal("bad-parameter", name="field", value=f"> {_MAX_FIELDS}") from None


def _posted(environ: Environ, fields: list[tuple[str, str]], body_bytes: int) -> list[tuple[str, str]]:
    media, options = parse_options_header(environ.get("CONTENT_TYPE", ""))
    media = media.lower()
    if media == UPDATE:
        raise Refusal("update")
    if media not in {FORM, DIRECT} or options.get("charset", "utf-8").lower() not in {"utf-8", "utf8"}:
        raise Refusal("media-type")
    if environ.get("HTTP_CONTENT_ENCODING", "identity").lower() != "identity":
        raise Refusal("content-encoding")
    text = _body(environ, body_bytes)
    if media == DIRECT:
        return [*fields, ("query", text)]
    return [*fields, *_fields(text)]


def _body(environ: Environ, body_bytes: int) -> str:
    """The body as text; its length is known before it is read."""
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isascii() or not length.isdigit():
        raise Refusal("bad-address")
    if int(length) > body_bytes:
        raise Refusal("too-long", limit=body_bytes)
    data = environ["wsgi.input"].read(int(length))
    try:
        return str(data, "utf-8")
    except UnicodeDecodeError:
        raise Refusal("bad-encoding") from None


def _graphs(fields: list[tuple[str, str]], wanted: str) -> tuple[str, ...]:
    graphs = tuple(value for name, value in fields if name == wanted)
    for value in graphs:
        if not _IRI.fullmatch(value):
            raise Refusal("bad-parameter", name=wanted, value=value[:80])
        if value.lower().startswith("file:"):
            raise Refusal("file-graph", value=value[:80])
    return graphs
