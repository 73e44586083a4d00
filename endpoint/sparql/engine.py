"""The parent's end of an engine: start the child, ask it one question at a time, kill it when its time is up."""

from __future__ import annotations

import json
import math
import os
import re
import socket
import struct
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from endpoint.refusals import Refusal
from endpoint.sparql import child
from endpoint.sparql.bodies import Body, receive
from kg.vocab import PREFIXES, settings

_ROOT = Path(child.__file__).parents[2]
_PLACE = re.compile(r"error at (\d+):(\d+): ?(.*)", re.DOTALL)
_START_SECONDS = 20.0
_KEPT = ("PATH", "PYTHONHOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "HOME")


@dataclass(frozen=True, slots=True)
class Question:
    """What an engine is asked; with `default` None the dataset is the query's own, or else the union of all graphs."""

    query: str
    format: str
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an engine may use: the settings of the same names, memory in bytes."""

    deadline: float
    engine_memory: int
    result_bytes: int
    spill_bytes: int


class Engine(Protocol):
    """Anything that answers questions, one at a time; `dead` when it can answer no more."""

    dead: bool

    def begin(self, question: Question) -> None:
        """Hand it a question; a Refusal where that is not possible."""

    def fileno(self) -> int:
        """What becomes readable when the reply comes; -1 where it can only be waited for."""

    def finish(self, seconds: float | None = None) -> Body:
        """The whole result of the question begun; a Refusal where there is none, or not in time."""

    def cancel(self) -> None:
        """Make the `finish` that another thread is in fail soon, if that is possible."""

    def close(self) -> None:
        """End it."""


class ChildEngine:
    """An engine child over the store of one snapshot."""

    def __init__(self, store: Path, bounds: Bounds) -> None:
        self.dead = False
        self._bounds = bounds
        self._patience = 0
        self._end = 0.0
        self._socket, theirs = socket.socketpair()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", int(_START_SECONDS), 0))
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", child.__name__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                process_group=0,  # Ctrl-C is for the front alone, which then ends its engines
            )
        self._greet(store)

    def begin(self, question: Question) -> None:
        """Send a question to the child; it counts as dead until the reply is whole."""
        self.dead = True
        self._end = time.monotonic() + self._bounds.deadline
        frame = {
            "query": question.query,
            "format": question.format,
            "default": question.default,
            "named": question.named,
        }
        try:
            self._send(frame)
        except OSError:
            raise Refusal("engine-died") from None

    def fileno(self) -> int:
        """The socket to the child; it becomes readable, too, when the child hangs up."""
        return self._socket.fileno()

    def finish(self, seconds: float | None = None) -> Body:
        """The whole result; a Refusal where there is none, after which the engine may be dead."""
        end = self._end if seconds is None else min(self._end, time.monotonic() + seconds)
        try:
            status, last, body = self._receive(end)
        except (TimeoutError, BlockingIOError):
            raise Refusal("deadline", limit=f"{self._bounds.deadline:g}") from None
        except OSError:
            raise Refusal("engine-died") from None
        self.dead = last
        if status == child.OK:
            return body
        raise _refusal(status, body.read().decode("utf-8", "replace"), self._bounds)

    def cancel(self) -> None:
        """Kill the child; whoever waits for it finds it hung up."""
        self.process.kill()

    def close(self) -> None:
        """Kill the child, whatever it does, and wait until it is gone."""
        self.dead = True
        self.process.kill()
        self.process.wait()
        self._socket.close()

    def _greet(self, store: Path) -> None:
        config = {
            "store": str(store),
            "prefixes": PREFIXES,
            "base": settings.base,
            "memory": self._bounds.engine_memory,
            "result_bytes": self._bounds.result_bytes,
            "deadline": self._bounds.deadline,
        }
        try:
            self._send(config)
            status, _, body = self._receive(time.monotonic() + _START_SECONDS)
        except OSError as error:
            self.close()
            raise Refusal("no-engine") from error
        if status != child.OK:
            self.close()
            raise Refusal("no-engine") from OSError(body.read().decode("utf-8", "replace"))

    def _wait_at_most(self, seconds: float) -> None:
        """Let the kernel end a wait for the child: one system call a reply, where a Python timeout takes three."""
        if seconds <= 0:
            raise TimeoutError
        rounded = math.ceil(seconds * 10)  # tenths, so that the usual deadline is set once
        if rounded != self._patience:
            self._patience = rounded
            wait = struct.pack("ll", rounded // 10, rounded % 10 * 100_000)
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, wait)

    def _send(self, frame: object) -> None:
        data = json.dumps(frame).encode()
        self._socket.sendall(child.FRAME.pack(len(data)) + data)

    def _receive(self, end: float) -> tuple[int, bool, Body]:
        """Status, whether the child ends with it, and body of the next reply."""

        def read_into(view: memoryview) -> int:
            self._wait_at_most(end - time.monotonic())
            count = self._socket.recv_into(view)
            if not count:
                raise ConnectionResetError("the engine hung up")
            return count

        first = bytearray(1 << 13)
        count = read_into(memoryview(first))
        while count < child.REPLY.size:
            count += read_into(memoryview(first)[count:])
        status, last, length = child.REPLY.unpack_from(first)
        have = bytes(memoryview(first)[child.REPLY.size : count])
        if len(have) == length:
            return status, bool(last), Body(have)

        def with_first(view: memoryview) -> int:
            nonlocal have
            if not have:
                return read_into(view)
            part, have = have[: len(view)], have[len(view) :]
            view[: len(part)] = part
            return len(part)

        return status, bool(last), receive(length, self._bounds.spill_bytes, with_first)


def _environment() -> dict[str, str]:
    """What a child has to know of its surroundings, and no secret."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**kept, "PYTHONPATH": os.pathsep.join(paths)}


def syntax_refusal(message: str) -> Refusal:
    """A 400 with the parser's place and message, the latter cut to what a person reads."""
    found = _PLACE.search(message)
    line, column, rest = (found[1], found[2], found[3]) if found else ("?", "?", message)
    return Refusal("syntax", line=line, column=column, message=" ".join(rest.split())[:300])


def _refusal(status: int, message: str, bounds: Bounds) -> Refusal:
    if status == child.SYNTAX:
        return syntax_refusal(message)
    if status == child.TOO_LARGE:
        return Refusal("too-large", limit=bounds.result_bytes)
    if status == child.WRONG_KIND:
        return Refusal("not-acceptable", offered="text/turtle, application/sparql-results+json")
    return Refusal("evaluation", message=" ".join(message.split())[:300])
