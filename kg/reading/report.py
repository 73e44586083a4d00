"""A file → a `Report`, in the order of the stages."""

from __future__ import annotations

from pathlib import Path

from kg.errors import ReportError
from kg.model import Report, Source
from kg.reading.discover import report_id
from kg.reading.formats import read_raw
from kg.reading.infer import complete, infer
from kg.reading.repair import repair
from kg.reading.sentences import sentences


def read_report(path: Path, source: Source) -> Report:
    """Read a report; what `source` leaves open is told from the text."""
    text = repair(read_raw(path))
    found, furniture = sentences(text)
    if not found:
        raise ReportError(path, None, "expected a report's text, found only page furniture; the file was left out")
    told = infer(source, text, found, furniture, report_id(path))
    return Report(report_id(path), complete(source, told), text, found, furniture)
