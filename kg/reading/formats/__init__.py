"""One file a format; each has `read(data, path)`, which gives a file's text or raises `ReportError`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from kg.errors import ReportError

READERS = {".txt": "plain", ".md": "plain", ".html": "page", ".htm": "page", ".docx": "word", ".pdf": "pdf"}
"""Suffix → the module that reads it; modules load when first wanted, for their libraries are slow to import."""


def read_raw(path: Path) -> str:
    """A report's text as it was given; for .html, .docx and .pdf what the reader yielded."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = " ".join(READERS)
        raise ReportError(path, None, f"expected one of {known}, got {path.suffix or 'no suffix'}; convert the file")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReportError(path, None, f"expected a readable file, got: {error.strerror}; nothing was read") from error
    text: str = import_module(f"kg.reading.formats.{reader}").read(data, path)
    if not text.strip():
        raise ReportError(
            path, None, "expected text, the file holds none; put the report's text in or leave the file out"
        )
    return text
