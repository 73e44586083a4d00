"""Serving in the foreground: take the port, start the engines, answer until told to stop, let requests finish."""

from __future__ import annotations

import gc
import logging
import resource
import signal
import socket
import threading
import time
from contextlib import suppress

from endpoint.app import create_app
from endpoint.connections import Server
from endpoint.settings import Settings
from kg.errors import DataError, UsageError

log = logging.getLogger("endpoint")


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or Ctrl-C; DataError where the port is taken, before anything is opened or started."""
    with _listen(settings.host, settings.port) as listener:
        _configure_logging()
        _allow_files(settings)
        app = create_app(settings)
        try:
            gc.freeze()  # what is here now stays: the collector need not look at it again and again
            _run(Server(app, listener, settings), settings)
        finally:
            app.extensions["kg"].close()


def _listen(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(1024)
    except socket.gaierror as error:
        listener.close()
        raise UsageError(f"host {host!r}: expected an address of this machine ({error}); nothing was started") from None
    except OSError as error:
        listener.close()
        raise DataError(f"port {port} on {host}: {error.strerror}; choose another with --port") from None
    return listener


def _run(server: Server, settings: Settings) -> None:
    """Answer until a signal, then finish what is under way."""
    stop = threading.Event()

    def end(*_: object) -> None:
        stop.set()
        server.wake()

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    log.info("serving %s on http://%s:%s/", settings.sparql_url or settings.data, settings.host, server.effective_port)
    try:
        while not stop.is_set():
            server.step(1.0)
        server.refuse_new()
        until = time.monotonic() + settings.grace_seconds
        while server.busy() and time.monotonic() < until:
            server.step(0.05)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        server.task_dispatcher.shutdown(timeout=1)
    log.info("stopped")


def _allow_files(settings: Settings) -> None:
    """As many file descriptors as the connections need, if the system gives them."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = settings.connections + settings.threads + 256
    if soft < needed:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(needed, hard), hard))


def _configure_logging() -> None:
    """What happens, on standard error; requests go to standard output (access.py)."""
    logger, handler = logging.getLogger("endpoint"), logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.handlers[:] = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
