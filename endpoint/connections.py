"""Waitress, with what it lacks against slow clients.

It reads a request whole before a thread sees it, so a trickling client costs a file descriptor only. Added are a
deadline for sending one request and for reading one answer (`channel.py`), and a limit on connections by address.

And for speed: the loop that reads requests also answers what is in the cache, and hands queries to engines and takes
their replies; only what takes longer than that goes to a thread. (Handing every request to a thread and back halves the
rate of small queries, since threads that run Python wait for each other.)
"""

from __future__ import annotations

import select
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, cast

from flask import Flask
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from endpoint import urls
from endpoint.channel import IDENT, Channel, Task
from endpoint.door import Door
from endpoint.settings import Settings
from endpoint.sparql.asking import Asking, Progress
from endpoint.sparql.protocol import ASKING
from endpoint.sparql.request import Environ

_SWEEP_SECONDS = 2  # between looks for connections that idle or crawl
_PATIENT_SECONDS = 0.02  # that the loop waits for an engine before it leaves a query to a thread
_LOOK_SECONDS = 0.25  # between looks for clients that hung up on a slow query
_EARLY = "kg.early"


class Reply:
    """The reply that an engine owes to a connection, as the loop watches for it."""

    accepting = False

    def __init__(self, channel: Channel, number: int, until: float) -> None:
        self.channel = channel
        self.number = number
        self.until = until
        self.there = False

    def readable(self) -> bool:
        """The loop is to look."""
        return True

    def writable(self) -> bool:
        """There is nothing to send."""
        return False

    def handle_read_event(self) -> None:
        """It has come."""
        self.there = True

    handle_close = handle_expt_event = handle_read_event  # or it never will, which is an answer too


class Server(TcpWSGIServer):  # type: ignore[misc]
    """The listening socket and its connections."""

    channel_class = Channel

    def __init__(self, app: Flask, listener: socket.socket, settings: Settings) -> None:
        self.settings = settings
        self._loop = threading.get_ident()
        self._fresh: deque[Channel] = deque()
        self._busy: list[Channel] = []
        self._replies: list[Reply] = []
        self._slow: dict[Channel, Asking] = {}
        self._next_look = 0.0
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
            ident=IDENT,
            **_proxy(settings.trusted_proxy),
        )
        dispatcher = ThreadedTaskDispatcher()
        dispatcher.set_thread_count(settings.threads)
        place = (listener.family, listener.type, listener.proto, listener.getsockname())
        super().__init__(
            _application(app),
            {},
            True,
            listener,
            dispatcher=dispatcher,
            adj=adjustments,
            bind_socket=False,
            sockinfo=place,
        )

    def add_task(self, channel: Channel) -> None:
        """Take a request that is whole: a query that the loop has read waits for the end of its round."""
        request = channel.requests[0]
        if threading.get_ident() == self._loop and not request.error and request.path.rstrip("/") == urls.SPARQL:
            self._fresh.append(channel)
        else:
            super().add_task(channel)

    def pull_trigger(self) -> None:
        """Wake the loop, unless it is the one that asks: it looks at every connection next anyway."""
        if threading.get_ident() != self._loop:
            super().pull_trigger()

    def wake(self) -> None:
        """Wake the loop from a signal handler, which runs in its thread."""
        self.trigger.pull_trigger()

    def step(self, seconds: float) -> None:
        """Wait for the network and the engines, and do what they ask, once."""
        timeout = 0.0 if self._fresh else _PATIENT_SECONDS if self._replies else seconds
        timeout = min(timeout, _LOOK_SECONDS) if self._slow else timeout
        self.asyncore.loop(timeout=timeout, map=self._map, use_poll=True, count=1)
        now = time.perf_counter()
        for reply in [reply for reply in self._replies if reply.there or now > reply.until]:
            self._replies.remove(reply)
            del self._map[reply.number]
            if reply.there:
                reply.channel.service()
            else:
                self._leave_to_thread(reply.channel)
        if now > self._next_look:
            self._next_look = now + _LOOK_SECONDS
            self._cancel_unwanted()
        self._fresh.extend(self._busy)
        self._busy.clear()
        for _ in range(len(self._fresh)):
            self._take_up(self._fresh.popleft())

    def _take_up(self, channel: Channel) -> None:
        """Answer a query, or have an engine begin with it, or leave it to a thread."""
        progress = self._prepare(channel) if channel.requests else Progress.ANSWERED
        if progress is Progress.ANSWERED:
            channel.service()
            return
        environ = channel.requests[0].environ
        until = environ.get("kg.began", 0.0) + _PATIENT_SECONDS
        if progress is Progress.BEGUN:
            reply = Reply(channel, environ[ASKING].fileno(), until)
            self._replies.append(reply)
            self._map[reply.number] = reply
        elif progress is Progress.BUSY and self._replies and time.perf_counter() < until:
            self._busy.append(channel)  # an engine may be free soon
        else:
            self._leave_to_thread(channel)

    def _leave_to_thread(self, channel: Channel) -> None:
        asking = channel.requests[0].environ.get(ASKING) if channel.requests else None
        if isinstance(asking, Asking):
            self._slow[channel] = asking
        super().add_task(channel)

    def _cancel_unwanted(self) -> None:
        """End the queries of clients that hung up: an engine must not work for nobody until its deadline."""
        poll, watched = select.poll(), {}
        for channel, asking in list(self._slow.items()):
            if channel.requests and channel.socket.fileno() >= 0:
                watched[channel.socket.fileno()] = asking
                poll.register(channel.socket, select.POLLRDHUP)
            else:
                del self._slow[channel]
        for number, _ in poll.poll(0) if watched else ():
            watched[number].cancel()

    def _prepare(self, channel: Channel) -> Progress:
        """Do of a query what can be done without waiting."""
        environ = Task(channel, channel.requests[0]).get_environment()
        environ[_EARLY] = Progress.SLOW
        self.application(environ, lambda *_: None)
        progress: Progress = environ.pop(_EARLY)
        return progress

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

    def busy(self) -> bool:
        """Whether a request is being answered."""
        return any(channel.requests or channel.total_outbufs_len for channel in self.active_channels.values())

    def refuse_new(self) -> None:
        """Accept no further connection."""
        self.accepting = False
        self.del_channel()
        self.socket.close()


def _application(app: Flask) -> Callable[[Environ, Any], Iterable[bytes]]:
    """The application, also callable to prepare a request: both ways lead through what reads a proxy's headers."""
    door = cast(Door, app.wsgi_app)

    def application(environ: Environ, start_response: Any) -> Iterable[bytes]:
        if _EARLY not in environ:
            return door(environ, start_response)
        environ[_EARLY] = door.prepare(environ)
        return []

    return application


def _proxy(address: str) -> dict[str, Any]:
    """Whose word on client addresses counts: that of one proxy if it is named, else nobody's."""
    if not address:
        return {"clear_untrusted_proxy_headers": False}  # nothing here reads them
    return {
        "trusted_proxy": address,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"},
        "clear_untrusted_proxy_headers": True,
    }
