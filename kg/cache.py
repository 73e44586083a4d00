"""What was read from each report, kept so that only reports that changed are read again.

An entry is a file of sorted N-Quads lines behind one comment line of JSON: its counts, and the sha256 of the lines.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

Summary = Mapping[str, Any]


def entry(folder: Path, file: str, *determinants: object) -> Path:
    """Where the lines of an input are kept, given all that decides them."""
    return folder / f"{_short(file)}-{_short(repr(determinants))}.nq"


def load(path: Path) -> Summary | None:
    """The summary of an entry; None if there is none, or if it is torn or altered."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        summary: dict[str, Any] = json.loads(head.removeprefix(b"#"))
        return summary if summary.pop("lines_sha256") == hashlib.sha256(body).hexdigest() else None
    except (OSError, ValueError, KeyError, AttributeError):
        return None


def save(path: Path, lines: Sequence[str], summary: Summary) -> None:
    """Keep a report's lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    body = "".join(f"{line}\n" for line in lines).encode()
    head = json.dumps({**summary, "lines_sha256": hashlib.sha256(body).hexdigest()}, ensure_ascii=False)
    new = path.with_suffix(f".{os.getpid()}")
    new.write_bytes(f"#{head}\n".encode() + body)
    new.replace(path)


def prune(used: Iterable[Path]) -> None:
    """Remove what was read from earlier states of the inputs that `used` are the entries of."""
    kept = set(used)
    for path in kept:
        for old in path.parent.glob(f"{path.name.partition('-')[0]}-*"):
            if old not in kept:
                old.unlink(missing_ok=True)


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]
