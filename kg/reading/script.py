"""Width and script: full-width letters and digits to ASCII, compatibility and traditional characters to simplified.

All of it keeps one character for one, so that the offset map stays as it is. Characters whose NFKC form is longer
(㎡, ℃, ½, ①) are left alone. Punctuation is `kg.reading.punctuation`'s.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import chain

from opencc import OpenCC

from kg.reading.draft import Draft

_COMPATIBLE = chain(range(0x2E80, 0x2FE0), range(0xF900, 0xFB00), range(0xFF10, 0xFF1A), range(0xFF21, 0xFF5F))
_SINGLE = {
    **dict.fromkeys([9, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "),
    **dict.fromkeys([0x0B, 0x0C, 0x85, 0x2028, 0x2029], "\n"),
    **dict.fromkeys(map(ord, "‐‑‒–−﹣－"), "-"),
    **dict.fromkeys(map(ord, "‧•∙・･"), "·"),
    **dict(zip(map(ord, "「」『』﹁﹂﹃﹄〝〞〟"), "“”‘’“”‘’“””", strict=True)),
    **dict(zip(map(ord, "％＋．／＝＆＃＠＊～〜﹪"), "%+./=&#@*~~%", strict=True)),
}
_FOLDED = {
    code: folded
    for code in _COMPATIBLE
    if len(folded := unicodedata.normalize("NFKC", chr(code))) == 1 and (folded.isalnum() or folded == "%")
}
_WIDTH = {**_FOLDED, **_SINGLE}

_ZERO = re.compile("(?<=[〇零一二三四五六七八九])[○◯](?=[〇○◯零一二三四五六七八九年])")
# Taiwan and Hong Kong write 著 for 着; these words keep it.
_CLINGING = re.compile("(?<![显卓编原名专昭论遗巨译执土拙新合])著(?![名作称述书录文])")


def width(draft: Draft) -> Draft:
    """Half-width letters and digits, plain spaces and newlines, curly quotes: ２０１９年 → 2019年, 「家」 → “家”."""
    return draft.recoded(_ZERO.sub("〇", draft.text.translate(_WIDTH)))


def simplified(draft: Draft) -> Draft:
    """Traditional characters to simplified by their context: 乾淨 → 干净 but 乾隆 → 乾隆."""
    text = to_simplified(draft.text)
    return draft if text == draft.text else draft.recoded(_CLINGING.sub("着", text))


@cache
def is_traditional(character: str) -> bool:
    """Whether a character has a simplified twin: 動 has, 家 has not."""
    return _convert(character) != character


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def _convert(text: str) -> str:
    return str(_converter().convert(text))


def to_simplified(text: str) -> str:
    """OpenCC's conversion where it keeps the place of every character; else by line, else by character."""
    if _in_step(text, converted := _convert(text)):
        return converted
    return "".join(_simplify_line(line) for line in text.splitlines(keepends=True))


def _simplify_line(line: str) -> str:
    if _in_step(line, converted := _convert(line)):
        return converted
    return "".join(new if len(new := _convert(old)) == 1 else old for old in line)


def _in_step(old: str, new: str) -> bool:
    """Whether characters pair off: same length, and only Chinese characters changed, into Chinese characters."""
    return len(old) == len(new) and all(
        min(pair) >= "⺀" for pair in set(zip(old, new, strict=True)) if pair[0] != pair[1]
    )
