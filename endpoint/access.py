"""The access log: JSON lines on standard output, written a few times a second, apart from the requests they tell of."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections import deque
from datetime import UTC, datetime
from typing import Any, TextIO

from endpoint.settings import Settings

_EVERY_SECONDS = 0.25
_NOTED = ("REMOTE_ADDR", "REQUEST_METHOD", "PATH_INFO", "kg.cache", "kg.refusal", "kg.snapshot", "kg.query")


class AccessLog:
    """Lines that wait to be written; written by a thread of its own, and at the end."""

    def __init__(self, settings: Settings, output: TextIO | None = None) -> None:
        self._enabled = settings.log_access
        self._queries = settings.log_queries
        self._output = output or sys.stdout
        self._waiting: deque[tuple[float, int, str, float, list[str]]] = deque()
        self._stop = threading.Event()
        self._writer = threading.Thread(target=self._write_on, name="access log", daemon=True)
        if self._enabled:
            self._writer.start()

    def note(self, environ: dict[str, Any], status: int, length: str, seconds: float) -> None:
        """One request that was answered."""
        if self._enabled:
            noted = [environ.get(name, "") for name in _NOTED]
            self._waiting.append((time.time(), status, length, seconds, noted))

    def close(self) -> None:
        """Write what is left."""
        self._stop.set()
        if self._enabled:
            self._writer.join(timeout=5)

    def _write_on(self) -> None:
        while not self._stop.wait(_EVERY_SECONDS):
            self._write()
        self._write()

    def _write(self) -> None:
        lines = []
        while self._waiting:
            lines.append(self._line(*self._waiting.popleft()))
        if lines:
            self._output.write("".join(lines))
            self._output.flush()

    def _line(self, at: float, status: int, length: str, seconds: float, noted: list[str]) -> str:
        """One request; the text of a query only where the settings ask for it, and never the query string."""
        client, method, path, cache, refusal, snapshot, query = noted
        record = {
            "time": datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds"),
            "client": client,
            "method": method,
            "path": path.encode("latin-1", "replace").decode("utf-8", "replace")[:300],
            "status": status,
            "bytes": int(length or 0),
            "seconds": round(seconds, 6),
        }
        told = {"cache": cache, "refusal": refusal, "snapshot": snapshot, "query": query if self._queries else ""}
        return json.dumps(record | {name: value for name, value in told.items() if value}, ensure_ascii=False) + "\n"
