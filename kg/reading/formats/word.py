"""Word: paragraphs and tables in their order; a table row is a line, its cells parted by tabs."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import OpcError
from docx.table import Table
from lxml.etree import LxmlError

from kg.errors import ReportError


def read(data: bytes, path: Path) -> str:
    """The text of a .docx file."""
    try:
        document = Document(BytesIO(data))
        return "\n".join(line for item in document.iter_inner_content() for line in _lines(item))
    except (BadZipFile, OpcError, LxmlError, KeyError, ValueError) as error:
        reason = f"expected a Word file, got {type(error).__name__} ({len(data)} bytes); save it again as .docx or .txt"
        raise ReportError(path, None, reason) from error


def _lines(item: object) -> Iterator[str]:
    if isinstance(item, Table):
        for row in item.rows:
            cells = {
                id(cell._tc): cell.text.replace("\n", " ").strip() for cell in row.cells
            }  # a merged cell comes once
            yield "\t".join(cells.values())
    else:
        yield getattr(item, "text", "")
