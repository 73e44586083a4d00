"""Numerals to numbers: Arabic, Chinese and mixed, exactly, as Decimals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
POINT = "点"
ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_TOKEN = re.compile(rf"{ARABIC}|[{''.join(DIGITS)}{''.join(SCALES)}{POINT}]")


def parse_numeral(text: str) -> Decimal | None:
    """The number that a numeral writes, or None: 38.8万 → 388000, 1亿2000万 → 120000000, 一百零三 → 103, 两百 → 200.

    Read from the largest scale down: what stands before it is multiplied, what stands behind is added. Digits without
    a scale are read by place (二〇一九 → 2019); two digits before a scale name no single number (四五十 → None).
    """
    tokens = _TOKEN.findall(text)
    if not text or "".join(tokens) != text:
        return None
    return _scaled(tokens)


def _scaled(tokens: Sequence[str]) -> Decimal | None:
    """The number of a run of tokens, split at its last largest scale: 一万亿 is 一万 times 亿."""
    for word in reversed(SCALES):
        if word in tokens:
            at = len(tokens) - 1 - list(reversed(tokens)).index(word)
            head = _head(tokens[:at])
            tail = _tail(tokens[at + 1 :], SCALES[word])
            return None if head is None or tail is None else head * SCALES[word] + tail
    return _unscaled(tokens)


def _head(tokens: Sequence[str]) -> Decimal | None:
    """How many of a scale: none told is one of it (十五, 万名), 零 in front is only spoken (零三十)."""
    return _below(tokens) if _without_zero(tokens) else Decimal(1)


def _tail(tokens: Sequence[str], scale: int) -> Decimal | None:
    """What stands behind a scale; a bare last digit counts the next lower one: 3万2 → 2000, 一百五 → 50."""
    if not tokens:
        return Decimal(0)
    value = _below(tokens)
    if value is not None and len(tokens) == 1 and len(tokens[0]) == 1 and scale >= 100:
        return value * (scale // 10)
    return value


def _without_zero(tokens: Sequence[str]) -> Sequence[str]:
    return tokens[1:] if tokens and tokens[0] in ("零", "〇") else tokens


def _below(tokens: Sequence[str]) -> Decimal | None:
    """The number beside a scale; two digits there without a scale of their own are none: 十三五, 四五十."""
    spoken = _without_zero(tokens)
    if len(spoken) > 1 and all(t in DIGITS for t in spoken):
        return None
    return _scaled(spoken or tokens)


def _unscaled(tokens: Sequence[str]) -> Decimal | None:
    """Digits by place, with a point or without: 二〇一九, 三点五, 1,652."""
    if len(tokens) == 1 and tokens[0] not in DIGITS and tokens[0] != POINT:
        return Decimal(tokens[0].replace(",", ""))
    text = "".join(str(DIGITS[t]) if t in DIGITS else "." if t == POINT else "?" for t in tokens)
    return Decimal(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else None
