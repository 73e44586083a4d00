"""One connection of waitress: its request as it is read and answered, and since when it crawls."""

from __future__ import annotations

import time

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.task import WSGITask
from waitress.utilities import build_http_date

from endpoint.settings import Settings
from endpoint.sparql.asking import Asking
from endpoint.sparql.protocol import ASKING
from endpoint.sparql.request import Environ

IDENT = "gonghui-kg"
_SMALL = 64 * 1024  # bytes of an answer whose head and body go out together


class Task(WSGITask):  # type: ignore[misc]
    """A request while the application answers it."""

    wrote_header: bool

    def get_environment(self) -> Environ:
        """The environ, made once a request, so that what was begun early is found again."""
        if self.request.environ is None:
            self.request.environ = super().get_environment()
        environ: Environ = self.request.environ
        return environ

    def build_response_header(self) -> bytes:
        """The head; the usual case is written down as it is, where waitress would spell every name anew."""
        closing = self.version != "1.1" or self.request.headers.get("CONNECTION", "").lower() == "close"
        if closing or (self.content_length is None and self.has_body):
            return bytes(super().build_response_header())
        lines = [f"{name}: {value}\r\n" for name, value in self.response_headers]
        date = build_http_date(self.start_time)
        return f"HTTP/1.1 {self.status}\r\nServer: {IDENT}\r\nDate: {date}\r\n{''.join(lines)}\r\n".encode("latin-1")

    def write(self, data: bytes) -> None:
        """Send head and body of a small answer in one write."""
        if not self.wrote_header:
            self.channel.sending_since = time.time()
        if not self.wrote_header and self.complete and self.has_body and self.content_length == len(data) <= _SMALL:
            self.wrote_header = True
            self.content_bytes_written = len(data)
            self.channel.write_soon(self.build_response_header() + data)
        else:
            super().write(data)


class Parser(HTTPRequestParser):  # type: ignore[misc]
    """A request as it is read."""

    environ: Environ | None = None


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection that remembers since when it has been receiving a request, or sending an answer."""

    task_class = Task
    parser_class = Parser
    receiving_since = 0.0
    sending_since = 0.0

    def received(self, data: bytes) -> bool:
        """Take what arrived; a request that is not whole yet has begun with its first byte."""
        if self.request is None:
            self.receiving_since = time.time()
        return bool(super().received(data))

    def service(self) -> None:
        """Answer the next request, if there is one; of a client that is gone, give up what was begun."""
        if not self.requests:
            return
        environ = self.requests[0].environ
        try:
            super().service()
        finally:
            if environ is not None and isinstance(left := environ.pop(ASKING, None), Asking):
                left.abandon()

    def too_slow(self, now: float, settings: Settings) -> bool:
        """Whether the client took longer than it may for its request or its answer."""
        sending = self.total_outbufs_len and now - self.sending_since > settings.send_seconds
        receiving = self.request is not None and now - self.receiving_since > settings.receive_seconds
        return bool(sending or receiving)
