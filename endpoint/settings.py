"""The one place of settings: each is a field of `Settings`, read from the variable KG_<NAME>, with a safe default."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kg.errors import UsageError

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the one who runs the endpoint may decide; the string below a field says what it means, in which unit."""

    data: Path = Path("data")
    """The data folder; the snapshot that `data/current` names is served, and its successor as soon as there is one."""
    host: str = "127.0.0.1"
    """The address to listen on; 0.0.0.0 opens the endpoint to the network."""
    port: int = 8000
    """The port to listen on."""
    public_url: str = ""
    """The address under which the world sees this server (https://kg.example), for absolute links; empty: as asked."""
    trusted_proxy: str = ""
    """The address of the proxy whose X-Forwarded-For, -Proto and -Host are believed; empty: nobody's."""
    sparql_url: str = ""
    """A SPARQL 1.1 server to ask instead of the embedded store; guard, deadline and formats stay the same."""

    engines: int = 4
    """Processes that evaluate queries, each one query at a time; one is always left for a second client."""
    engine_memory: int = 2048
    """MiB of address space an engine may use, its 512 MiB stack included; beyond it the engine dies and is replaced."""
    deadline: float = 15.0
    """Seconds a query may take before its engine is killed and the client gets 504."""
    queue: int = 16
    """Queries that may wait for an engine; the next one gets 503 with Retry-After."""
    queue_seconds: float = 5.0
    """Seconds a query may wait for an engine before it gets 503 with Retry-After."""
    client_queries: int = 12
    """Queries one client may have running or waiting; the next one gets 429 with Retry-After."""
    retry_after: int = 2
    """Seconds that Retry-After tells a client to wait."""

    query_bytes: int = 32 * 1024
    """Bytes of a query's text."""
    body_bytes: int = 256 * 1024
    """Bytes of a request's body: room for a query whose every byte is percent-encoded."""
    nesting: int = 128
    """How deep brackets of a query may nest."""
    patterns: int = 128
    """Triple patterns, groups and OPTIONALs of a query; the engine's planner needs more than cubic time in them."""
    steps: int = 512
    """Operators of a query: path steps, && and ||, arithmetic, signs."""
    result_bytes: int = 64 * 1024 * 1024
    """Bytes of a result; a larger one is refused with 413, never cut."""
    spill_bytes: int = 4 * 1024 * 1024
    """Bytes of a result above which it waits on disk, not in memory, until the client has read it."""
    outgoing_bytes: int = 1024 * 1024 * 1024
    """Bytes of large results that may wait for slow clients; one client may have a quarter of it."""

    cache_bytes: int = 64 * 1024 * 1024
    """Bytes of results kept in memory; an entry may fill an eighth of it."""
    max_age: int = 0
    """Seconds a cache may reuse an answer unasked; with 0 it asks, and gets a 304 while the snapshot is the same."""
    poll_seconds: float = 0.5
    """Seconds between looks at data/current."""

    connections: int = 2048
    """Open connections; further ones wait in the kernel's queue."""
    client_connections: int = 512
    """Open connections of one address, further ones are closed at once; not counted behind a trusted proxy."""
    receive_seconds: float = 15.0
    """Seconds a client may take to send one request, however it trickles."""
    send_seconds: float = 300.0
    """Seconds a client may take to read one answer."""
    idle_seconds: int = 30
    """Seconds a connection may lie idle."""
    grace_seconds: float = 10.0
    """Seconds that requests under way get to finish after SIGTERM."""

    log_access: bool = True
    """Write one JSON line a request to standard output."""
    log_queries: bool = False
    """Write the text of queries into that line too; they may tell what a person looks for."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings of this process; an unreadable value is a UsageError that names its variable."""
        given = os.environ if environment is None else environment
        chosen = {
            field.name: _read(f"KG_{field.name.upper()}", given[f"KG_{field.name.upper()}"], type(field.default))
            for field in fields(cls)
            if f"KG_{field.name.upper()}" in given
        }
        return cls(**chosen)

    def __post_init__(self) -> None:
        """Refuse what cannot work, before anything is started."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, int | float) and value < 0:
                raise UsageError(f"KG_{field.name.upper()}: expected a number from 0, got {value}; nothing was started")
        if self.engines < 1:
            raise UsageError(f"KG_ENGINES: expected at least one engine, got {self.engines}; nothing was started")
        for name in ("public_url", "sparql_url"):
            _check_url(f"KG_{name.upper()}", getattr(self, name))

    def override(self, **chosen: Any) -> Settings:
        """These settings, with those of `chosen` that are not None in their place."""
        return replace(self, **{name: value for name, value in chosen.items() if value is not None})

    @property
    def threads(self) -> int:
        """Threads of the front: one for each query that runs or waits, and some for what needs no engine."""
        return self.engines + self.queue + 8


def _read(variable: str, text: str, kind: type) -> Any:
    if kind is bool:
        if text.strip().lower() not in _TRUE | _FALSE:
            raise UsageError(f"{variable}: expected 0 or 1, got {text!r}; nothing was started")
        return text.strip().lower() in _TRUE
    try:
        return kind(text)
    except ValueError:
        raise UsageError(f"{variable}: expected a number, got {text!r}; nothing was started") from None


def _check_url(variable: str, url: str) -> None:
    if url and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname):
        raise UsageError(f"{variable}: expected an http(s) address, got {url!r}; nothing was started")
