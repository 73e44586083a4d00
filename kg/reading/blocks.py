"""Lines of the clean text as blocks, and what the first and last characters of a block tell about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_NUMERAL = "一二三四五六七八九十百"
# Numbering, outermost kind first: 第一章 · 一、 · (一) · 1. 1、 · (1) ①
_NUMBERINGS = tuple(
    map(
        re.compile,
        (
            rf"第[{_NUMERAL}\d]+(?:章|部分|篇|编|节)[:、 ]*",
            rf"(?!五一)[{_NUMERAL}]{{1,3}}(?:、|\.) ?",
            rf"\([{_NUMERAL}]{{1,3}}\)[、 ]?",
            r"\d{1,2}(?:、|\.(?![\d])) ?",
            r"\(\d{1,2}\)[、 ]?|[①-⑳] ?|\d{1,2}\) ?",
        ),
    )
)
_BULLET = re.compile(r"(?:[●○◆◇■□▲△▶►★☆※◎⊙✦➢·\ue000-\uf8ff]+ *|[-*+] +|#{1,6} +|[-—]+(?=[“‘]))")
ENDS = "。!?;…"
CLOSERS = "”’)》】"


@dataclass(frozen=True, slots=True)
class Block:
    """A stripped line in clean offsets, with the blank lines before and behind it (0 at either end of the text)."""

    number: int
    start: int
    end: int
    text: str
    before: int = 0
    behind: int = 0

    @property
    def prose(self) -> bool:
        """Whether the block reads as running text: it has a full stop, or clauses and some length."""
        return "。" in self.text or (len(self.text) > 60 and self.text.count(",") + self.text.count("、") > 1)

    @property
    def closed(self) -> bool:
        """Whether the block ends as a sentence does."""
        return self.text.rstrip(CLOSERS).endswith(tuple(ENDS)) or self.text.endswith((":", ",", "、"))


def blocks(text: str) -> list[Block]:
    """One block for each line that is not blank."""
    spans = [(line.start(), line.end()) for line in re.finditer(r"[^\s](?:[^\n]*[^\s])?", text)]
    gaps = [0, *(text.count("\n", a[1], b[0]) - 1 for a, b in pairwise(spans)), 0]
    return [
        Block(number, start, end, text[start:end], max(gaps[number], 0), max(gaps[number + 1], 0))
        for number, (start, end) in enumerate(spans)
    ]


def usual_gap(lines: Sequence[Block]) -> int:
    """How many blank lines most often stand between two blocks; the smaller number on a tie."""
    counts = Counter(block.before for block in lines[1:])
    return min(counts, key=lambda gap: (-counts[gap], gap), default=0)


def style(text: str) -> tuple[bool, int]:
    """A slash or none, and the number of phrases, quotations counting as words: 规划先行 高位推动 → (False, 2)."""
    unquoted = re.sub("“[^”]*”", "“”", text)
    return "/" in unquoted, len(unquoted.split())


def numbering(text: str) -> tuple[int, int]:
    """Depth and length of the numbering that a block begins with, (0, 0) for none: (一)强化引领 → (3, 3)."""
    for depth, pattern in enumerate(_NUMBERINGS, 1):
        if match := pattern.match(text):
            return depth, match.end()
    return 0, 0


def bullet(text: str) -> int:
    """Length of the bullet that a block begins with: ●亮点 → 1, `- 新建` → 2."""
    match = _BULLET.match(text)
    return match.end() if match else 0
