"""Clean text → sentences in their sections, and the stretches that are no prose.

A block is furniture, a heading, a caption or body. Bodies are cut into sentences at 。!? and …… and at line ends,
never at ;, and never inside a pair of quotes or brackets unless the pair ends there too: “……。” ends one,
“你好!”活动 does not. A short first sentence that names the paragraph's topic (开展“安康杯”竞赛活动。) is a sentence
and, for the rest of the paragraph, its innermost heading; where a section has several such paragraphs, until the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.model import Sentence, SentenceKind, Skip, Text
from kg.reading.blocks import CLOSERS, ENDS, Block, blocks, bullet
from kg.reading.columns import column_breaks
from kg.reading.furniture import dateline_from, furniture, signature
from kg.reading.glosses import TONED
from kg.reading.kinds import FIGURE, kinds, titles
from kg.reading.outline import Outline, bare, numbered

_OPENING = 8  # lines among which a title may stand
_LONGEST_TOPIC = 30
_LONGEST_QUOTE = 200  # a longer one is a speech, and cut like other prose
_SHORT_QUOTE = 12  # “你好!” within a sentence is a name
_OPENERS = dict(zip("“‘(《【", CLOSERS, strict=True))
_LONGEST = 2000  # a text without stops, such as a table pasted as one line, is cut at lesser marks
_REACH = re.compile(rf"(?s:.{{1,{_LONGEST - 1}}}(?:[;,](?!\d))|.{{1,{_LONGEST - 1}}}[^\d.,]|.{{{_LONGEST}}})")
_DEEPEST = 20  # marks that are open at once; beyond that it is no prose
_OPENER = re.compile("[“‘《]")
_MARK = re.compile(rf"[{''.join(_OPENERS)}{CLOSERS}]|(?:[。!]|\?(?![a-z{TONED}]))+|……+")
_GOES_ON = tuple(",、;:的等为是)")  # behind a closing quote
_PARTICLES = ("的", "地", "得", "等")  # behind an ellipsis


def sentences(text: Text) -> tuple[tuple[Sentence, ...], tuple[Skip, ...]]:
    """The sentences of a text in order, and its furniture, both in clean offsets."""
    lines, skips = _without_datelines(blocks(text.clean))
    reasons = furniture(lines)
    skips += [_skip(block.start, block.end, reasons[block.number]) for block in lines if block.number in reasons]
    found: list[Sentence] = []
    for sentence in _read(lines, reasons):
        if sentence.kind == "body" and signature(sentence.text):
            skips.append(_skip(sentence.start, sentence.end, "byline"))
        else:
            found.append(sentence)
    return tuple(found), tuple(sorted(skips, key=lambda skip: skip.start))


def _without_datelines(lines: list[Block]) -> tuple[list[Block], list[Skip]]:
    """The lines with the datelines cut off that some titles carry, and these."""
    skips: list[Skip] = []
    for place, block in enumerate(lines[:_OPENING]):
        if at := dateline_from(block):
            title = block.text[:at].rstrip()
            lines[place] = replace(block, end=block.start + len(title), text=title)
            skips.append(_skip(block.start + at, block.end, "dateline"))
    return lines, skips


def _skip(start: int, end: int, reason: str) -> Skip:
    return Skip(start, end, reason, f"reading/{reason.replace(' ', '-')}")


def _read(lines: Sequence[Block], reasons: dict[int, str]) -> Iterator[Sentence]:
    own = [block for block in lines if block.number not in reasons and len(block.text) > bullet(block.text)]
    kind_of = kinds(own, lines)
    titled = titles(own, kind_of, reasons)
    breaks = column_breaks(lines, reasons)
    topical = _topical_sections(own, kind_of)
    outline = Outline()
    for block in own:
        kind = kind_of[block.number]
        if block.number in breaks:
            outline.keep_years()
        if kind == "body":
            yield from _read_body(block, outline, block.number in topical)
            outline.fresh = False
            continue
        start, end, text = _unmarked(block)
        yield Sentence(start, end, text, outline.path, kind, block.number)
        if kind == "heading" and block.number not in titled:
            outline.enter(block.text)


def _unmarked(block: Block) -> tuple[int, int, str]:
    """Start, end and text of a block without its bullet."""
    mark = bullet(block.text)
    return block.start + mark, block.end, block.text[mark:]


def _read_body(block: Block, outline: Outline, topical: bool) -> Iterator[Sentence]:
    """The sentences of a paragraph; in a section of topical paragraphs a run-in head holds until the next."""
    start, _, text = _unmarked(block)
    topic = _topic(block)
    if topic and (topical or numbered(block.text)):
        path, within = outline.path_to_topic, outline.enter_topic(block.text, topic)
    else:
        path, within = outline.path, (*outline.path, bare(topic)) if topic else outline.path
    for begin, end in _cut(text):
        piece = text[begin:end]
        headings = path if begin == 0 else within
        yield Sentence(start + begin, start + end, piece, headings, "body", block.number, start > block.start)


def _topic(block: Block) -> str:
    """A paragraph's run-in head: a first sentence that is short, one clause, without a figure, and goes on."""
    text = _unmarked(block)[2]
    end = next(_ends(text), 0)
    one_clause = end and text[end - 1] == "。" and not re.search("[,;:!?]", text[:end])
    return text[:end] if one_clause and end <= _LONGEST_TOPIC and not FIGURE.search(text[:end]) else ""


def _topical_sections(own: Sequence[Block], kind_of: Mapping[int, SentenceKind]) -> set[int]:
    """The paragraphs of those sections that have two run-in heads or more."""
    sections: list[list[Block]] = [[]]
    for block in own:
        if kind_of[block.number] == "heading":
            sections.append([])
        elif kind_of[block.number] == "body":
            sections[-1].append(block)
    topical = (section for section in sections if sum(bool(_topic(block)) for block in section) > 1)
    return {block.number for section in topical for block in section}


def _cut(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph: start and end of each, trimmed."""
    start = 0
    for end in _within_reach(text, (*_ends(text), len(text))):
        piece = text[start:end]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        start = end


def _within_reach(text: str, ends: Iterable[int]) -> Iterator[int]:
    """These ends, and between two that lie far apart the last ; or , or else any place, but none inside a number."""
    start = 0
    for end in ends:
        while end - start > _LONGEST:
            reach = _REACH.match(text, start)
            assert reach
            start = reach.end()
            yield start
        yield end
        start = end


def _ends(text: str) -> Iterator[int]:
    """Where sentences end inside a paragraph; each place lies behind the closing marks."""
    closing = _pairs(text)
    inside = 0  # where the outermost open pair closes
    for mark in _MARK.finditer(text):
        at, end = mark.span()
        if at in closing:
            inside = max(inside, closing[at] + 1)
        elif mark[0][0] in "。!?…":
            while end < len(text) and text[end] in CLOSERS:
                end += 1
            if end >= inside and end < len(text) and _is_end(text, at, end):
                yield end


def _is_end(text: str, at: int, end: int) -> bool:
    if text[end] in ENDS or (text[end - 1] in CLOSERS and text.startswith(_GOES_ON, end)):
        return False
    if text[at] == "…":
        return "㐀" <= text[end] <= "鿿" and not text.startswith(_PARTICLES, end)
    return text[at] == "。" or end == at + 1 or not _OPENER.search(text, max(0, at - _SHORT_QUOTE), at)


def _pairs(text: str) -> dict[int, int]:
    """Where each opening mark closes; marks without a partner and speeches are left out."""
    pairs: dict[int, int] = {}
    open_marks: list[int] = []
    for mark in _MARK.finditer(text):
        if mark[0] in _OPENERS:
            open_marks.append(mark.start())
        elif mark[0] in CLOSERS:
            partner = next((at for at in reversed(open_marks[-_DEEPEST:]) if _OPENERS[text[at]] == mark[0]), None)
            if partner is not None:
                del open_marks[open_marks.index(partner) :]
                if mark.start() - partner <= _LONGEST_QUOTE:
                    pairs[partner] = mark.start()
    return pairs
