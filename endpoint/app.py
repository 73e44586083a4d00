"""The application: its parts put together, and what operators look at (/healthz, /metrics)."""

from __future__ import annotations

import json
from dataclasses import dataclass

from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from endpoint import lineage, ontology, pages, resources
from endpoint.access import AccessLog
from endpoint.door import Door
from endpoint.metrics import Labels, Metrics
from endpoint.refusals import Refusal
from endpoint.settings import Settings
from endpoint.snapshots import Snapshots
from endpoint.sparql.asking import Parts as SparqlParts
from endpoint.sparql.bodies import Outgoing
from endpoint.sparql.cache import Cache
from endpoint.sparql.protocol import Sparql
from endpoint.views import Views


@dataclass(frozen=True, slots=True)
class Parts:
    """What the routes share; `app.extensions["kg"]`."""

    settings: Settings
    snapshots: Snapshots
    metrics: Metrics
    results: Cache
    outgoing: Outgoing
    access: AccessLog

    def close(self) -> None:
        """End the watcher and the engines, and write what is left of the log."""
        self.snapshots.close()
        self.access.close()


def create_app(settings: Settings) -> Flask:
    """The WSGI application over a data folder, with its engines running."""
    app = Flask(__name__)
    app.config["PROPAGATE_EXCEPTIONS"] = True  # to the door, which logs them
    app.jinja_options = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    app.url_map.merge_slashes = False  # else //host is redirected to what reads as another host
    app.url_map.strict_slashes = False
    metrics, results = Metrics(), Cache(settings.cache_bytes)
    parts = Parts(
        settings,
        Snapshots(settings, metrics, results),
        metrics,
        results,
        Outgoing(settings.outgoing_bytes, settings.retry_after),
        AccessLog(settings),
    )
    app.extensions["kg"] = parts
    views = Views(app, parts.snapshots, results, settings)
    app.register_blueprint(pages.blueprint(views))
    app.register_blueprint(resources.blueprint(views))
    app.register_blueprint(lineage.blueprint(views))
    app.register_blueprint(ontology.blueprint(views))
    _operation(app, parts)
    app.register_error_handler(Refusal, views.refused)
    app.register_error_handler(HTTPException, views.failed)
    sparql = Sparql(
        SparqlParts(settings, parts.snapshots, results, parts.outgoing, views.sparql_page, views.service_description)
    )
    app.wsgi_app = Door(app.wsgi_app, sparql, metrics, parts.access)  # type: ignore[method-assign]
    return app


def _operation(app: Flask, parts: Parts) -> None:
    """The two routes for machines that watch."""

    @app.get("/healthz")
    def healthz() -> Response:
        ready = parts.snapshots.ready()
        body = {"status": "ok" if ready else "not ready", "snapshot": parts.snapshots.current.hash}
        return _uncached(json.dumps(body) + "\n", 200 if ready else 503, "application/json")

    @app.get("/metrics")
    def metrics() -> Response:
        return _uncached(parts.metrics.text(_gauges(parts)), 200, "text/plain; version=0.0.4; charset=utf-8")


def _gauges(parts: Parts) -> dict[tuple[str, Labels], float]:
    """What is measured when it is looked at."""
    with parts.snapshots.pin() as serving:
        state = serving.pool.state()
        quads = serving.snapshot.build.get("quads", 0) if serving.snapshot else 0
        gauges: dict[tuple[str, Labels], float] = {
            ("kg_engines_running", ()): state["running"],
            ("kg_queue_waiting", ()): state["waiting"],
            ("kg_cache_hits_total", ()): parts.results.hits,
            ("kg_cache_misses_total", ()): parts.results.misses,
            ("kg_cache_bytes", ()): parts.results.size,
            ("kg_outgoing_bytes", ()): parts.outgoing.total,
            ("kg_snapshot_quads", ()): quads,
            ("kg_snapshot_info", (("hash", serving.hash),)): 1,
        }
    return gauges


def _uncached(body: str, status: int, media: str) -> Response:
    return Response(body, status, {"Cache-Control": "no-store"}, content_type=media)
