"""Numerals to numbers: Arabic, Chinese and mixed, exactly, as Decimals."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_TOKEN = re.compile(rf"{ARABIC}|[{''.join(DIGITS)}{''.join(SCALES)}]")


def parse_numeral(text: str) -> Decimal | None:
    """The number that a numeral writes, or None: 38.8万 → 388000, 1亿2000万 → 120000000, 一百零三 → 103, 两百 → 200.

    Sections are read from the left, each scale multiplying what stands before it, 万 and 亿 the whole section; a last
    bare digit after a scale counts the next lower one (3万2 → 32000, 一百五 → 150).
    """
    if not text or _TOKEN.sub("", text):
        return None
    if all(c in DIGITS for c in text):
        return Decimal(int("".join(str(DIGITS[c]) for c in text)))
    total = section = Decimal(0)
    number: Decimal | None = None
    last_scale = 0
    for token in _TOKEN.findall(text):
        if token not in SCALES:
            number = _add_digit(number, token)
            continue
        scale = SCALES[token]
        if scale >= 10_000:
            section = (section + (number or 0)) or Decimal(1)
            total, section = (
                (total + section * scale, Decimal(0)) if scale == 10_000 else ((total + section) * scale, Decimal(0))
            )
        else:
            section += (Decimal(1) if number is None else number) * scale
        number, last_scale = None, scale
    if (
        number is not None
        and last_scale >= 100
        and text[-1] in DIGITS
        and "零" not in text[-2:]
        and "〇" not in text[-2:]
    ):
        number *= last_scale // 10
    return total + section + (number or 0)


def _add_digit(number: Decimal | None, token: str) -> Decimal:
    if token in DIGITS:
        return Decimal(DIGITS[token]) if number is None else number * 10 + DIGITS[token]
    return Decimal(token.replace(",", ""))
