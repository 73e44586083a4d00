"""Sentences that the page broke over several lines, put together again where that is certain.

Two regimes. A *wrapped* text (from a PDF, or filled to a column) has most lines equally wide: a full line that
does not end as a sentence goes on in the next. In any other text a line is a paragraph; it goes on in the next only
if it is prose, stops without punctuation and the next line is prose that begins with no heading, bullet or number.
A page number in between goes; everywhere else it stays, as furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.reading.blocks import ENDS, Block, blocks, bullet, numbering
from kg.reading.draft import Draft, Edit

_PAGE = re.compile(r"第? ?\d{1,4} ?页(?:[ ,/]*共 ?\d{1,4} ?页)?|[-—·~] ?\d{1,4} ?[-—·~]|\d{1,3}(?: ?/ ?\d{1,3})?")
_OPENS = re.compile(
    r"——|[(【]|(?:图|编辑|责任编辑|来源|作者|记者|附件)[:为/]|本报|[一二三四五六七八九十]是|首先|其次|[㐀-鿿]{2,4}:"
)
_DOUBLE = re.compile("[,;:!?()“”‘’—…⺀-\U0010ffff]")
_NARROW, _WIDE = 30, 130  # columns of a wrapped text, two for a Chinese character
_INDENT = 4
_SLACK = 4  # a full line may want two characters: marks do not begin a line


def page_number(text: str) -> bool:
    """Whether a line is nothing but a page number: 第 1 页 · - 3 - · 3/12."""
    return _PAGE.fullmatch(text) is not None


def joined(draft: Draft) -> Draft:
    """Take the line break (and a page number) out of a broken sentence: 职工精神⏎⏎文化生活 → 职工精神文化生活."""
    lines = blocks(draft.text)
    width = _wrapped_width(draft.text, lines)
    return draft.edited(_breaks(lines, width))


def _breaks(lines: Sequence[Block], width: int) -> Iterator[Edit]:
    numbered = [block for block in lines if not page_number(block.text)]
    for block, following in pairwise(numbered):
        goes_on = _wraps(block, following, width) if width else _broken(block, following)
        if goes_on:
            yield Edit(block.end, following.start, "")


def _wrapped_width(text: str, lines: Sequence[Block]) -> int:
    """The column that most lines of a wrapped text reach; 0 for a text with a paragraph a line."""
    widths = sorted(_columns(block, text) for block in lines)
    if len(widths) < 6:
        return 0
    width = widths[len(widths) * 9 // 10]
    full = sum(1 for other in widths if width - _SLACK <= other <= width + _SLACK)
    return width if _NARROW <= width <= _WIDE and full * 2 >= len(widths) else 0


def _columns(block: Block, text: str) -> int:
    """Columns up to the end of a line, its indent included."""
    return _width(text[text.rfind("\n", 0, block.start) + 1 : block.end])


def _width(line: str) -> int:
    """Columns of a line as it was set: Chinese characters and marks take two."""
    return len(line) + len(_DOUBLE.findall(line))


def _wraps(block: Block, following: Block, width: int) -> bool:
    indent = _INDENT if _starts_anew(block.text) else 0  # lost with the blanks before it
    full = _width(block.text) + indent >= width - 2 * _SLACK
    return full and not block.text.endswith((*ENDS[:3], ":")) and not _starts_anew(following.text)


def _broken(block: Block, following: Block) -> bool:
    stops_open = block.prose and not block.closed and not block.text.endswith(")")
    return stops_open and following.prose and following.closed and not _starts_anew(following.text)


def _starts_anew(text: str) -> bool:
    return bool(numbering(text)[0] or bullet(text) or _OPENS.match(text))
