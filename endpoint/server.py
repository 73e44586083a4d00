"""Serving: waitress with what it lacks against slow clients, and a stop that lets requests finish.

Waitress reads a request whole before a thread sees it, so a trickling client costs a file descriptor only. Added are a
deadline for sending one request and for reading one answer, a limit on connections by address, and one write for a
small answer instead of two.
"""

from __future__ import annotations

import gc
import logging
import os
import resource
import signal
import socket
import sys
import threading
import time
from collections import Counter
from typing import Any

import waitress
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import WSGITask

from endpoint.app import create_app
from endpoint.settings import Settings
from kg.errors import DataError, UsageError

log = logging.getLogger("endpoint")

_SMALL = 64 * 1024


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or Ctrl-C; DataError where the port is taken, before anything is opened or started."""
    listener = _listen(settings.host, settings.port)
    with listener:
        _configure_logging()
        processors = os.sched_getaffinity(0)
        app = create_app(settings)
        try:
            server = _make_server(app, listener, settings)
            if settings.pin and len(processors) > 1:
                _stay_on(max(processors))
            log.info("serving %s on http://%s:%d/", settings.sparql_url or settings.data, settings.host, settings.port)
            _run(server, settings.grace_seconds)
        finally:
            app.extensions["kg"].close()
            os.sched_setaffinity(0, processors)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(1024)
    except socket.gaierror as error:
        listener.close()
        raise UsageError(f"host {host!r}: expected an address of this machine ({error}); nothing was started") from None
    except OSError as error:
        listener.close()
        reason = error.strerror or str(error)
        raise DataError(f"port {port} on {host}: {reason}; choose another with --port") from None
    return listener
