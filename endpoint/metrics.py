"""Counters, gauges and one histogram in the text format of Prometheus, which is too little for a client library."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping

_HELP = {
    "kg_requests_total": ("counter", "Requests by route, method and status."),
    "kg_request_seconds": ("histogram", "Seconds from a request to its whole answer, by route."),
    "kg_refusals_total": ("counter", "Refused requests by code."),
    "kg_engine_kills_total": ("counter", "Engines that were killed or died, by reason."),
    "kg_engines_running": ("gauge", "Engines that run a query."),
    "kg_queue_waiting": ("gauge", "Queries that wait for an engine."),
    "kg_cache_hits_total": ("counter", "Answers from the result cache."),
    "kg_cache_misses_total": ("counter", "Answers that the result cache did not have."),
    "kg_cache_bytes": ("gauge", "Bytes in the result cache."),
    "kg_outgoing_bytes": ("gauge", "Bytes of large answers that wait for their clients."),
    "kg_swaps_total": ("counter", "Snapshots taken over while serving."),
    "kg_swap_failures_total": ("counter", "Snapshots that could not be served."),
    "kg_snapshot_quads": ("gauge", "Quads of the snapshot in force."),
    "kg_snapshot_info": ("gauge", "The snapshot in force, by its hash."),
}
_BUCKETS = (0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10.0)
Labels = tuple[tuple[str, str], ...]


class Metrics:
    """What is counted while serving."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[tuple[str, Labels]] = Counter()
        self._buckets: dict[str, list[int]] = {}
        self._sums: dict[str, float] = {}

    def count(self, name: str, **labels: str) -> None:
        """One more."""
        with self._lock:
            self._counts[name, tuple(labels.items())] += 1

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """A request that was answered."""
        with self._lock:
            self._counts["kg_requests_total", (("route", route), ("method", method), ("status", str(status)))] += 1
            self._buckets.setdefault(route, [0] * (len(_BUCKETS) + 1))[bisect_left(_BUCKETS, seconds)] += 1
            self._sums[route] = self._sums.get(route, 0.0) + seconds

    def text(self, gauges: Mapping[tuple[str, Labels], float]) -> str:
        """Everything counted, and the gauges given."""
        with self._lock:
            values: dict[tuple[str, Labels], float] = {**self._counts, **gauges}
            histograms = {route: (list(counts), self._sums[route]) for route, counts in self._buckets.items()}
        lines: list[str] = []
        for name, (kind, what) in _HELP.items():
            lines += [f"# HELP {name} {what}", f"# TYPE {name} {kind}"]
            lines += [f"{name}{_labels(labels)} {value:.12g}" for (of, labels), value in values.items() if of == name]
            if kind == "histogram":
                lines += [line for route in sorted(histograms) for line in _histogram(name, route, *histograms[route])]
        return "\n".join(lines) + "\n"


def _labels(labels: Labels) -> str:
    return "{" + ",".join(f'{key}="{value}"' for key, value in labels) + "}" if labels else ""


def _histogram(name: str, route: str, counts: list[int], total: float) -> list[str]:
    """The cumulative buckets of one route."""
    edges = [*(f"{edge:g}" for edge in _BUCKETS), "+Inf"]
    lines = [
        f"{name}_bucket{_labels((('route', route), ('le', edge)))} {sum(counts[: place + 1])}"
        for place, edge in enumerate(edges)
    ]
    return [*lines, f'{name}_sum{{route="{route}"}} {total:.6f}', f'{name}_count{{route="{route}"}} {sum(counts)}']
