"""Waitress, with what it lacks against slow clients.

It reads a request whole before a thread sees it, so a trickling client costs a file descriptor only. Added are a
deadline for sending one request and for reading one answer, a limit on connections by address, and one write to the
socket for a small answer instead of two.
"""

from __future__ import annotations

import socket
import time
from typing import Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher, WSGITask

from endpoint.settings import Settings

_SMALL = 64 * 1024
_SWEEP_SECONDS = 2


class Task(WSGITask):  # type: ignore[misc]
    """A request in a thread of the front."""

    wrote_header: bool

    def write(self, data: bytes) -> None:
        """Send head and body of a small answer together: half the system calls, each of which costs a thread switch."""
        if not self.wrote_header:
            self.channel.sending_since = time.time()
        if not self.wrote_header and self.complete and self.has_body and self.content_length == len(data) <= _SMALL:
            self.wrote_header = True
            self.content_bytes_written = len(data)
            self.channel.write_soon(self.build_response_header() + data)
        else:
            super().write(data)


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection that remembers since when it has been receiving a request, or sending an answer."""

    task_class = Task
    receiving_since = 0.0
    sending_since = 0.0

    def received(self, data: bytes) -> bool:
        """Take what arrived; a request that is not whole yet has begun with its first byte."""
        if self.request is None:
            self.receiving_since = time.time()
        return bool(super().received(data))

    def too_slow(self, now: float, settings: Settings) -> bool:
        """Whether the client took longer than it may for its request or its answer."""
        sending = self.total_outbufs_len and now - self.sending_since > settings.send_seconds
        receiving = self.request is not None and now - self.receiving_since > settings.receive_seconds
        return bool(sending or receiving)


class Server(TcpWSGIServer):  # type: ignore[misc]
    """The listening socket and its connections."""

    channel_class = Channel

    def __init__(self, app: Any, listener: socket.socket, settings: Settings) -> None:
        self.settings = settings
        adjustments = Adjustments(
            sockets=[listener],
            threads=settings.threads,
            asyncore_use_poll=True,
            connection_limit=settings.connections,
            channel_timeout=settings.idle_seconds,
            cleanup_interval=_SWEEP_SECONDS,
            max_request_body_size=settings.body_bytes,
            max_request_header_size=settings.body_bytes,
            outbuf_high_watermark=2 * settings.result_bytes + (1 << 20),  # no thread ever waits for a slow reader
            ident="gonghui-kg",
            **_proxy(settings.trusted_proxy),
        )
        dispatcher = ThreadedTaskDispatcher()
        dispatcher.set_thread_count(settings.threads)
        place = (listener.family, listener.type, listener.proto, listener.getsockname())
        super().__init__(
            app, {}, True, listener, dispatcher=dispatcher, adj=adjustments, bind_socket=False, sockinfo=place
        )

    def accept(self) -> Any:
        """The next connection, unless its address has too many."""
        pair = super().accept()
        if pair is None or self.settings.trusted_proxy:
            return pair
        if sum(channel.addr[0] == pair[1][0] for channel in self.active_channels.values()) < (
            self.settings.client_connections
        ):
            return pair
        pair[0].close()
        return None

    def maintenance(self, now: float) -> None:
        """Close the connections that idle or crawl."""
        super().maintenance(now)
        for channel in self.active_channels.values():
            if channel.too_slow(now, self.settings):
                channel.will_close = True

    def step(self, seconds: float) -> None:
        """Wait for the network, and do what it asks, once."""
        self.asyncore.loop(timeout=seconds, map=self._map, use_poll=True, count=1)

    def busy(self) -> bool:
        """Whether a request is being answered."""
        return any(channel.requests or channel.total_outbufs_len for channel in self.active_channels.values())

    def refuse_new(self) -> None:
        """Accept no further connection."""
        self.accepting = False
        self.del_channel()
        self.socket.close()


def _proxy(address: str) -> dict[str, Any]:
    """Whose word on client addresses counts: that of one proxy if it is named, else nobody's."""
    if not address:
        return {"clear_untrusted_proxy_headers": True}
    return {
        "trusted_proxy": address,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"},
        "clear_untrusted_proxy_headers": True,
    }
