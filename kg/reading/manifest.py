"""manifest.csv: what is known of each report beforehand, checked row by row."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from kg.errors import ManifestError, NotFoundError
from kg.model import Period, Source
from kg.reading.decode import decode
from kg.regions import by_code

COLUMNS = (
    "file", "title", "organisation", "region", "period_start", "period_end", "published", "publisher", "url", "licence",
)  # fmt: skip
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

Row = dict[str, str]


def read_manifest(path: Path, folders: Sequence[Path] = ()) -> dict[str, Source]:
    """The sources by their cell `file`, a path from the manifest or from one of `folders`."""
    found: dict[str, Source] = {}
    lines: dict[str, int] = {}
    for line, row in _rows(path):
        source = _source(path, line, row)
        stem = Path(source.file).stem
        if stem in lines:
            raise ManifestError(path, line, f"report {stem!r} stands in line {lines[stem]} already; keep one of them")
        if not any((folder / source.file).is_file() for folder in (path.parent, *folders)):
            raise ManifestError(
                path, line, f"no file {source.file!r} beside the manifest; put it there or drop the line"
            )
        found[source.file], lines[stem] = source, line
    return found


def _rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Each row with the number of its last line."""
    try:
        text = decode(path.read_bytes(), path, ManifestError)
    except OSError as error:
        raise ManifestError(path, None, f"expected a readable manifest, got: {error.strerror}") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(path, header)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, _row(path, reader.line_num, header, cells)
    except csv.Error as error:
        raise ManifestError(path, reader.line_num, f"no proper CSV: {error}; mend the quotes of this line") from error


def _check_header(path: Path, header: Sequence[str]) -> None:
    unknown = [name for name in header if name not in COLUMNS]
    if unknown or "file" not in header or len(set(header)) < len(header):
        fault = f"unknown column {unknown[0]!r}" if unknown else "column 'file' missing or a column twice"
        raise ManifestError(path, 1, f"{fault}; the columns are {','.join(COLUMNS)}")


def _row(path: Path, line: int, header: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) > len(header):
        raise ManifestError(
            path, line, f"expected {len(header)} cells, got {len(cells)}; quote a cell that holds commas"
        )
    return {name: unicodedata.normalize("NFC", cell.strip()) for name, cell in zip(header, cells, strict=False)}


def _source(path: Path, line: int, row: Row) -> Source:
    if not row.get("file"):
        raise ManifestError(path, line, "expected a file name in column 'file', got nothing; name the report's file")
    for column in ("period_start", "period_end", "published"):
        _check_date(path, line, column, row.get(column, ""))
    _check_region(path, line, row.get("region", ""))
    if (url := row.get("url")) and not url.startswith(("http://", "https://")):
        raise ManifestError(
            path, line, f"expected an http(s) address in column 'url', got {url!r}; mend or empty the cell"
        )
    plain = {name: row.get(name) or None for name in COLUMNS if not name.startswith("period_") and name != "file"}
    return Source(row["file"], period=_period(path, line, row), **plain)


def _period(path: Path, line: int, row: Row) -> Period | None:
    start, end = row.get("period_start", ""), row.get("period_end", "")
    if not (start or end):
        return None
    period = Period(start or end, end or start)
    if period.start[: len(period.end)] > period.end:
        raise ManifestError(path, line, f"period_start {start} is behind period_end {end}; exchange them")
    return period


def _check_date(path: Path, line: int, column: str, value: str) -> None:
    match = _DATE.fullmatch(value)
    try:
        if value:
            date(*(int(part or 1) for part in match.groups()) if match else ())
    except (TypeError, ValueError):
        fault = f"expected YYYY, YYYY-MM or YYYY-MM-DD in column {column!r}, got {value!r}; mend or empty the cell"
        raise ManifestError(path, line, fault) from None


def _check_region(path: Path, line: int, region: str) -> None:
    try:
        if region.isdigit():
            by_code(region)
    except NotFoundError as error:
        raise ManifestError(path, line, f"{error}; mend or empty the cell") from error
