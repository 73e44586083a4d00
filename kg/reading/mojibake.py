"""Text that was decoded with the wrong table, where the bytes are all still there.

Three ways are undone: UTF-8 read as GBK (工会 → 宸ヤ細), UTF-8 read as Latin-1 or Windows-1252 (å·¥ä¼š) and GBK read
as Latin-1 (¹¤»á). A run is taken back to its bytes and decoded again; it counts as repaired only if nothing is lost and
what comes out is Chinese. Bytes that a decoder threw away cannot be brought back: such text stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import accumulate

from kg.reading.draft import Draft, Edit

_WINDOWS = {byte.decode("cp1252", "ignore"): byte for byte in map(bytes, zip(range(0x80, 0xA0)))}
_LATIN = re.compile(f"[\x80-\xff{''.join(_WINDOWS)}]{{4,}}")
_GARBLED = re.compile("[^\x00-\x7f]{3,}")
_CHINESE = re.compile(r"[㐀-鿿\u2014-\u2026\u3000-\u301e\uff01-\uff5e·]*")
_COMMON = re.compile("[㐀-鿿]{2}")


def undone(draft: Draft) -> Draft:
    """Decode again what was decoded wrongly: 宸ヤ細 → 工会."""
    draft = draft.edited(_edits(draft.text, _LATIN, _latin_bytes, ("utf-8", "gb2312")))
    return draft.edited(_edits(draft.text, _GARBLED, _gbk_bytes, ("utf-8",)))


def _edits(
    text: str, runs: re.Pattern[str], encode: Callable[[str], bytes], encodings: tuple[str, ...]
) -> Iterator[Edit]:
    for run in runs.finditer(text):
        for encoding in encodings:
            if (found := _decoded(run[0], encode, encoding)) is not None:
                yield Edit(run.start(), run.end(), found, _spans(run, encode, found, encoding))
                break


def _decoded(run: str, encode: Callable[[str], bytes], encoding: str) -> str | None:
    try:
        text = encode(run).decode(encoding)
    except UnicodeError:
        return None
    return text if _CHINESE.fullmatch(text) and _COMMON.search(text) else None


def _spans(
    run: re.Match[str], encode: Callable[[str], bytes], found: str, encoding: str
) -> tuple[tuple[int, int], ...]:
    """For each repaired character the garbled ones that hold its bytes."""
    owners = [run.start() + i for i, character in enumerate(run[0]) for _ in encode(character)]
    ends = list(accumulate(len(character.encode(encoding)) for character in found))
    return tuple((owners[start], owners[end - 1] + 1) for start, end in zip([0, *ends], ends, strict=False))


def _latin_bytes(text: str) -> bytes:
    return b"".join(_WINDOWS.get(character) or character.encode("latin-1") for character in text)


def _gbk_bytes(text: str) -> bytes:
    return b"\x80".join(part.encode("gb18030") for part in text.split("€"))  # Windows reads a lone 0x80 so
