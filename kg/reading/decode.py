"""Bytes → text: UTF-8, with or without byte order mark, or GB18030; what is neither is named with its place."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from kg.errors import FileError, ReportError

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")


def decode(data: bytes, path: Path, error: type[FileError] = ReportError) -> str:
    """The text of a file as it was given, newlines and all; the byte order mark is not part of it."""
    if fault := _fault(data):
        raise error(path, None, fault)
    body = data.removeprefix(codecs.BOM_UTF8)
    mark = len(data) - len(body)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as torn:
        at = torn.start + mark
    if _mostly_utf8(body):
        raise error(path, None, f"expected UTF-8, byte {at} breaks it; mend that place or re-save the file as UTF-8")
    try:
        return body.decode("gb18030")
    except UnicodeDecodeError as torn:
        places = f"UTF-8 breaks at byte {at}, GB18030 at byte {torn.start + mark}"
    raise error(path, None, f"expected UTF-8 or GB18030, {places}; re-save the file as UTF-8")


def _fault(data: bytes) -> str:
    """What keeps bytes from being text at all, or nothing."""
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        return "expected text, the file is empty; put the report's text in or leave the file out"
    if data.startswith(_WIDE_MARKS):
        return "expected UTF-8 or GB18030, byte 0 begins UTF-16 or UTF-32; re-save the file as UTF-8"
    if control := _CONTROL.search(data):
        place = f"byte {control.start()} is 0x{control[0].hex()}"
        return f"expected text, {place}, so the file is binary; save it as UTF-8 text"
    return ""


def _mostly_utf8(body: bytes) -> bool:
    """Whether a file is UTF-8 with a flaw: wrong bytes are rare, Chinese characters are not."""
    text = body.decode("utf-8", "replace")
    return sum("㐀" <= character <= "鿿" for character in text) > 10 * text.count("\ufffd")
