"""Heading, caption or body: what a block is, told from its own form and from what stands around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.model import SentenceKind
from kg.reading.blocks import Block, bullet, numbering, style, usual_gap

_LONGEST_HEADING = 45
_LONGEST_TITLE = 60
_SHORTEST_CAPTION, _LONGEST_CAPTION = 10, 90
_ONE_PHRASE = (False, 1)
_LONGEST_LABEL = 10  # 亮点工作:
FIGURE = re.compile(r"\d[余多]*(?:[万亿个家名人位户份件场次期张支项种套批条座亩元%米辆台]|余|多|平方米)")
_DATED = re.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日")
_ROW = re.compile(r"\d(?:[\d.,，]*%?)(?: +\d[\d.,，]*%?)+$")  # of a table: 生活救助 203 240.6
_PICTURE = re.compile(r"图[为:/]|.*(?:合影留念|资料图|摄\)?)$")


def kinds(own: Sequence[Block], lines: Sequence[Block]) -> dict[int, SentenceKind]:
    """The kind of each block by its number; `own` are the blocks of `lines` that are not furniture."""
    gap = usual_gap(lines)
    found: dict[int, SentenceKind] = {}
    for place, block in enumerate(own):
        following = own[place + 1] if place + 1 < len(own) else None
        if place > 0 and _is_caption(block, following, gap):
            found[block.number] = "caption"
        else:
            heads = _is_heading(block, following) or (place == 0 and _is_title(block, following))
            found[block.number] = "heading" if heads else "body"
    for number in _loose_captions(own, found):
        found[number] = "caption"
    return found


def _loose_captions(own: Sequence[Block], found: Mapping[int, SentenceKind]) -> list[int]:
    """Lines that look like headings, stand before headings and lack the phrases that the report's headings have."""
    pairs = [(block, found[block.number], found[following.number]) for block, following in pairwise(own)]
    plain = [
        block for block, kind, next_kind in pairs if (kind, next_kind) == ("heading", "body") and not _marked(block)
    ]
    usual = Counter(style(block.text) for block in plain).most_common(1)
    if not usual or usual[0][0] == _ONE_PHRASE:
        return []
    begun = next((block.number for block, kind, _ in pairs if kind == "body"), 0)
    return [
        block.number
        for block, kind, next_kind in pairs
        if (kind, next_kind) in (("heading", "heading"), ("heading", "caption"))
        and block.number > begun
        and style(block.text) == _ONE_PHRASE
        and len(block.text) >= _SHORTEST_CAPTION
        and not _marked(block)
    ]


def _marked(block: Block) -> bool:
    return bool(numbering(block.text)[0] or bullet(block.text))


def titles(own: Sequence[Block], kind_of: Mapping[int, SentenceKind], reasons: Mapping[int, str]) -> set[int]:
    """The blocks that are the report's title: the first heading, what is dashed on to it, and all before a byline."""
    opening: list[Block] = []
    for block in own:
        if kind_of[block.number] != "heading":
            break
        opening.append(block)
    signed = [block.number for block in opening if reasons.get(block.number + 1) in ("byline", "dateline")]
    first = [block.number for block in opening[:1] if not numbering(block.text)[0]]
    dashed = [block.number for block in opening if block.text.startswith("——")]
    last = max([*signed, *first, *dashed], default=-1)
    return {block.number for block in opening if block.number <= last}


def _is_caption(block: Block, following: Block | None, gap: int) -> bool:
    """A short line set apart by more than the usual gap that no prose follows, or that a day or a picture opens."""
    if len(block.text) > _LONGEST_CAPTION or "。" in block.text[:-1] or block.text.startswith("——"):
        return False
    apart = block.before > gap
    dated = apart and _DATED.match(block.text) is not None
    loose = apart and not (block.closed or numbering(block.text)[0] or bullet(block.text))
    return (
        dated
        or _PICTURE.match(block.text) is not None
        or (loose and not (following and _goes_with(block, following, gap)))
    )


def _goes_with(block: Block, following: Block, gap: int) -> bool:
    """Whether a block may be the heading of the one that follows."""
    return block.behind <= gap and (following.prose or bool(bullet(following.text) or numbering(following.text)[0]))


def _is_title(block: Block, following: Block | None) -> bool:
    """Whether a first line is a title in spite of its figures or its length."""
    return following is not None and len(block.text) <= _LONGEST_TITLE and not (block.closed or block.prose)


def _is_heading(block: Block, following: Block | None) -> bool:
    text = block.text
    if following is None or len(text) > _LONGEST_HEADING or ";" in text or "。" in text[:-1] or _ROW.search(text):
        return False
    if numbering(text)[0] or bullet(text):
        return not _alike(text, following.text) and not text.endswith((",", "、", ";"))
    label = text.endswith(":") and len(text) <= _LONGEST_LABEL and not text.startswith(("各位", "同志"))
    return label or (not block.closed and not FIGURE.search(text))


def _alike(text: str, following: str) -> bool:
    """Whether two blocks are items of one list: the same depth of numbering, or a bullet each."""
    return numbering(text)[0] == numbering(following)[0] and bool(bullet(text)) == bool(bullet(following))
