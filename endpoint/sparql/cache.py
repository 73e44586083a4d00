"""Results kept in memory: exact, since a snapshot never changes; bounded in bytes; each gzipped at most once."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass

MIN_GZIP = 1024
"""Bytes below which compressing costs more than it saves."""
_LEVEL = 2  # of nine: 3 ms for a table of 2 MB; the usual six saves a tenth of the bytes for three times as long
_OVERHEAD = 500  # bytes of an entry beside its bodies


@dataclass(frozen=True, slots=True)
class Key:
    """What an answer depends on, and nothing else."""

    snapshot: str
    digest: str

    @property
    def etag(self) -> str:
        """The entity tag of the plain body; that of the gzipped one ends in -gz."""
        return f"{self.snapshot[:16]}-{self.digest}"

    def named_in(self, header: str) -> bool:
        """Whether an If-None-Match header names this answer, plain or gzipped."""
        tags = (tag.strip().removeprefix("W/").strip('"') for tag in header.split(",") if header)
        return any(tag.removesuffix("-gz") == self.etag for tag in tags)


def key(snapshot: str, *parts: str) -> Key:
    """The key of an answer from a snapshot."""
    return Key(snapshot, hashlib.blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest())


@dataclass(frozen=True, slots=True)
class Copy:
    """A body as it is sent: `zipped` tells whether `data` is gzip."""

    data: bytes
    zipped: bool


class Cache:
    """The answers used last, as long as they fit."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._copies: OrderedDict[tuple[Key, bool], Copy] = OrderedDict()
        self._lock = threading.Lock()
        self.size = 0
        self.hits = 0
        self.misses = 0

    def has(self, key: Key, zipped: bool) -> bool:
        """Whether `get` has a copy at once."""
        return (key, zipped) in self._copies

    def get(self, key: Key, zipped: bool) -> Copy | None:
        """A copy, gzipped if wanted and worth it; where only the plain one is kept it is gzipped now."""
        with self._lock:
            found = self._copies.get((key, zipped)) or self._copies.get((key, False))
            if found is None:
                self.misses += 1
                return None
            self.hits += 1
            self._copies.move_to_end((key, found.zipped))
        return self.put(key, found.data, zipped) if zipped and not found.zipped else found

    def put(self, key: Key, plain: bytes, zipped: bool) -> Copy:
        """Keep a body, and give back the copy to send."""
        zipped = zipped and len(plain) >= MIN_GZIP
        copy = Copy(gzip.compress(plain, _LEVEL, mtime=0) if zipped else plain, zipped)
        size = len(copy.data) + _OVERHEAD
        if size <= self._limit // 8:
            with self._lock:
                self._drop((key, zipped))
                self._copies[key, zipped] = copy
                self.size += size
                while self.size > self._limit:
                    self._drop(next(iter(self._copies)))
        return copy

    def forget(self, snapshot: str) -> None:
        """Keep only the answers of one snapshot."""
        with self._lock:
            for place in [place for place in self._copies if place[0].snapshot != snapshot]:
                self._drop(place)

    def _drop(self, place: tuple[Key, bool]) -> None:
        copy = self._copies.pop(place, None)
        if copy is not None:
            self.size -= len(copy.data) + _OVERHEAD
