"""PDF: the text layer, page by page; a scan has none and is refused."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from kg.errors import ReportError

_MALFORMED = (PyPdfError, ValueError, LookupError, TypeError, AttributeError, OSError, RecursionError, AssertionError)


def read(data: bytes, path: Path) -> str:
    """The text of a .pdf file."""
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReportError(path, None, "expected an open PDF, it asks for a password; save it without one")
        text = "\n".join(page.extract_text() for page in reader.pages)
    except _MALFORMED as error:
        reason = f"expected a PDF, got {type(error).__name__} ({len(data)} bytes); save it again as .pdf or .txt"
        raise ReportError(path, None, reason) from error
    if not text.strip():
        raise ReportError(
            path, None, "expected text, the PDF has no text layer; run OCR on it and save the text as .txt"
        )
    return text
