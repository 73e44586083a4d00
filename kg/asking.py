"""Asking a snapshot from the command line: one query, in a process that can be stopped."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TextIO

from kg.errors import QueryError, UsageError
from kg.store import Snapshot

_POSITION = re.compile(r"error at (\d+):(\d+): ")


def read_query(given: str, stdin: TextIO) -> tuple[str, str]:
    """A name for error messages and the SPARQL text: of a file, of standard input (-), or the argument itself."""
    if given == "-":
        return "standard input", stdin.read()
    path = Path(given)
    if ("{" not in given and path.suffix in (".rq", ".sparql")) or _is_file(path):
        try:
            return given, path.read_text("utf-8")
        except FileNotFoundError:
            raise UsageError(f"{given}: no such file; nothing was asked") from None
        except UnicodeDecodeError as error:
            raise QueryError(f"{given}: not UTF-8 ({error.reason} at byte {error.start}); nothing was asked") from None
    return "query", given


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a query is too long for a file's name
        return False


def ask_apart(snapshot: Snapshot, query: str, wanted: str, seconds: float, name: str = "query") -> bytes:
    """The serialised result of a query, evaluated by `kg.ask` in its own process and stopped after `seconds`."""
    command = [sys.executable, "-m", "kg.ask", str(snapshot.path / "store"), wanted]
    try:
        done = subprocess.run(command, input=query.encode(), capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise QueryError(
            f"{name}: took longer than {seconds:g} s and was stopped; narrow it, or raise --timeout"
        ) from None
    if done.returncode == 0:
        return done.stdout
    if done.returncode == 1:
        raise QueryError(
            f"{name}:{_POSITION.sub(_place, done.stderr.decode('utf-8', 'replace'))}; nothing was answered"
        )
    raise QueryError(f"{name}: broke the query engine (exit {done.returncode}); it is nested too deeply or too large")


def _place(found: re.Match[str]) -> str:
    return f"{found[1]}:{found[2]}: "
