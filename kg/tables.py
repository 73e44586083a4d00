"""Rows as JSON lines, CSV, a spreadsheet or a table on the screen; the same rows give the same bytes."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

Row = dict[str, Any]
PERIOD = ("period_start", "period_end")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def write(rows: Iterable[Row], columns: Sequence[str], form: str, title: str, bom: bool = False) -> Iterable[bytes]:
    """Rows as jsonl, csv or xlsx; a byte-order mark goes before csv alone."""
    if form == "xlsx":
        return [xlsx(rows, columns, title)]
    return jsonl(rows) if form == "jsonl" else csv_lines(rows, columns, bom)


def jsonl(rows: Iterable[Row]) -> Iterator[bytes]:
    """One JSON object a line."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False).encode() + b"\n"


def csv_lines(rows: Iterable[Row], columns: Sequence[str], bom: bool = False) -> Iterator[bytes]:
    """CSV in UTF-8; with a byte-order mark for Excel, without for pandas and R."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    yield b"\xef\xbb\xbf" if bom else b""
    for cells in _sheet(rows, columns):
        writer.writerow(cells)
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()


def xlsx(rows: Iterable[Row], columns: Sequence[str], title: str) -> bytes:
    """A workbook of one sheet, numbers as numbers, the heading frozen."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for cells in _sheet(rows, columns):
        sheet.append([_UNPRINTABLE.sub("", cell) if isinstance(cell, str) else cell for cell in cells])
    buffer = io.BytesIO()
    book.save(buffer)
    return _timeless(buffer)


def table(rows: Iterable[Row], columns: Sequence[str]) -> Any:
    """A rich table."""
    return _drawn(_sheet(rows, columns))


def _drawn(sheet: Iterable[Sequence[Any]]) -> Any:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    header, *body = sheet
    drawn = Table(*header, box=box.SIMPLE_HEAD)
    for cells in body:
        drawn.add_row(*(Text("" if cell is None else str(cell)) for cell in cells))
    return drawn


def results(answer: bytes) -> Any:
    """A rich table of SPARQL JSON results; the answer of an ASK is its one cell."""
    found = json.loads(answer)
    if "boolean" in found:
        return "true" if found["boolean"] else "false"
    columns = found["head"]["vars"]
    rows = ([row.get(column, {}).get("value") for column in columns] for row in found["results"]["bindings"])
    return _drawn([columns, *rows])


def _sheet(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[list[Any]]:
    """The heading and each row as plain cells: a period takes two, a list one."""
    yield [name for column in columns for name in (PERIOD if column == "period" else (column,))]
    for row in rows:
        yield [cell for column in columns for cell in _cells(row[column])]


def _cells(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return ["|".join(value) if isinstance(value, list) else value]


def _timeless(workbook: io.BytesIO) -> bytes:
    """The workbook without the times at which its parts were written."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = zipfile.ZipInfo(name, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, _CLOCK.sub(rb"\g<1>1980-01-01T00:00:00Z", old.read(name)))
    return buffer.getvalue()
