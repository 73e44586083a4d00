"""The public face of a snapshot: SPARQL, linked data and pages, over the read-only store that `kg build` made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from endpoint.settings import Settings

__all__ = ["create_app", "serve"]


def create_app(settings: Settings) -> Flask:
    """The WSGI application, with its engines started; `app.extensions["kg"].close()` stops them."""
    from endpoint.app import create_app as create

    return create(settings)


def serve(
    data: Path | None = None,
    host: str | None = None,
    port: int | None = None,
    workers: int | None = None,
    settings: Settings | None = None,
) -> None:
    """Serve in the foreground until SIGTERM or Ctrl-C; what is given goes before the settings of the environment.

    Raises DataError before anything else where the port is taken.
    """
    from endpoint.server import serve as run
    from endpoint.settings import Settings

    chosen = settings or Settings.from_environment()
    run(chosen.override(data=data, host=host, port=port, engines=workers))
