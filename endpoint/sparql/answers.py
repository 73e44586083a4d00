"""What an answer over HTTP is made of: status, headers, and a body that is whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from endpoint.settings import Settings

Headers = list[tuple[str, str]]

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


def caching(settings: Settings) -> str:
    """What Cache-Control says of an answer that stands as long as its snapshot."""
    return f"public, max-age={settings.max_age}, must-revalidate" if settings.max_age else "public, no-cache"
