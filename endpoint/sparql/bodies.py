"""Answers that wait for their client: in memory when small, on disk when large, never more than a bound in sum."""

from __future__ import annotations

import io
import tempfile
import threading
from collections import Counter
from collections.abc import Callable
from typing import IO, cast

from endpoint.refusals import Refusal

LARGE = 64 * 1024
"""Bytes from which a body is counted and handed to the server as a file, which it reads at the client's pace."""


class Body:
    """A whole result: `data` in memory, or `file` on disk, and its length."""

    __slots__ = ("data", "file", "length")

    def __init__(self, data: bytes = b"", file: IO[bytes] | None = None, length: int | None = None) -> None:
        self.data = data
        self.file = file
        self.length = len(data) if length is None else length

    def close(self) -> None:
        """Free the disk."""
        if self.file is not None:
            self.file.close()

    def read(self) -> bytes:
        """The whole, for a page that shows it."""
        if self.file is None:
            return self.data
        self.file.seek(0)
        return self.file.read()


def receive(length: int, spill: int, read_into: Callable[[memoryview], int]) -> Body:
    """A body of known length, read piece by piece; beyond `spill` bytes it goes to disk."""
    if length <= spill:
        data = bytearray(length)
        _fill(memoryview(data), read_into)
        return Body(bytes(data))
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the client has it
    piece = bytearray(1 << 20)
    left = length
    try:
        while left:
            part = memoryview(piece)[: min(left, len(piece))]
            _fill(part, read_into)
            file.write(part)
            left -= len(part)
    except BaseException:
        file.close()
        raise
    return Body(file=file, length=length)


def _fill(view: memoryview, read_into: Callable[[memoryview], int]) -> None:
    while view:
        view = view[read_into(view) :]


class Outgoing:
    """How many bytes wait for clients, in sum and by client."""

    def __init__(self, limit: int, retry_after: int) -> None:
        self.limit = limit
        self.retry_after = retry_after
        self.total = 0
        self._by_client: Counter[str] = Counter()
        self._lock = threading.Lock()

    def file(self, body: Body, client: str) -> IO[bytes]:
        """The body as a file that is counted until it is closed; a Refusal where there is no room."""
        with self._lock:
            if self.total + body.length > self.limit:
                raise Refusal("busy", self.retry_after, seconds=self.retry_after)
            if self._by_client[client] + body.length > self.limit // 4:
                raise Refusal("busy-client", self.retry_after, seconds=self.retry_after)
            self.total += body.length
            self._by_client[client] += body.length
        return cast(IO[bytes], _Counted(body, lambda: self._give_back(client, body.length)))

    def _give_back(self, client: str, length: int) -> None:
        with self._lock:
            self.total -= length
            self._by_client[client] -= length
            if not self._by_client[client]:
                del self._by_client[client]


class _Counted(io.BufferedIOBase):
    """A file over a body, which tells when it is closed."""

    def __init__(self, body: Body, closed: Callable[[], None]) -> None:
        self._body = body
        self._file: IO[bytes] = io.BytesIO(body.data) if body.file is None else body.file
        self._file.seek(0)
        self._closed = closed

    def read(self, size: int | None = -1, /) -> bytes:
        return self._file.read(-1 if size is None else size)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        if not self.closed:
            super().close()
            self._body.close()
            self._closed()
