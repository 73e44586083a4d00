"""Characters torn by the glossing of pages in GBK.

Some sites put pinyin behind traditional characters by replacing *bytes*: every pair that spells 動 in GBK gets "(dòng)"
behind it, wherever the pair stands. Two bytes that belong to two neighbouring characters can spell a third one; then
the gloss lands inside a character. Decoding the page afterwards swallows the orphaned lead byte and the "(" into one
"?", and what follows is read one byte out of step:

    各自優勢   D7D4 839E 84DD   the pair D4 83 spells 詢, so "(xún)" goes between D4 83 and 9E …
    各自?xún)?yōu)勢            … as does "(yōu)" behind 83 9E

The tear can be undone exactly. A "?xún)" stands for one lost byte; this byte and the one before it spelt a traditional
character that is read xún, so few bytes fit (`_lost_bytes`). With these the run is decoded again from the "?" until it
falls into step with the text (`_decode`). A run is repaired only if every pair decodes to Chinese in just one of the
ways to fill in the lost bytes, and the outcome consists of words (`_reads_well`): where the decoder dropped a pair that
GBK leaves unassigned, what is left falls into step too, but to nonsense. Otherwise the run stays as it is.

Where a lead byte was lost without a gloss (幸?！… for 幸福“…), the bytes alone do not settle the text. Then the report
itself must: each two neighbours of the repaired run have to stand undamaged elsewhere in the same report, and only one
solution may do so. Here a dropped pair can be brought back too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from kg.reading.draft import Draft, Edit
from kg.reading.glosses import GLOSS, SYLLABLE
from kg.reading.script import is_traditional, to_simplified

_TORN = re.compile(rf"\?{SYLLABLE}[)）]")
_UNIT = re.compile(rf"\?(?P<reading>{SYLLABLE})[)）]|(?P<character>[^\n]){GLOSS}*")
_REACH = 24  # units on either side of a tear that may be out of step
_CONTEXT = 4  # characters on either side that a repair has to fit
_ALONE = frozenset("的了和与及或等为在对向把由从以被将使让年月日个一两三四五六七八九十百千万亿名家次户元人")
_WAYS = 64  # to solve the lost bytes of one run; more are not tried
_TRAILS = [*range(0x40, 0x7F), *range(0x80, 0xFF)]
_CHINESE = re.compile("[㐀-鿿、。·—…‘’“”〔〕《》「」『』【】！（），：；？]")


class Unit(NamedTuple):
    """A character of the damaged text with its GBK bytes, or a lost byte (no `data`) with the reading of its gloss."""

    start: int
    end: int
    data: bytes
    reading: str = ""


class Byte(NamedTuple):
    """A byte of a run and the unit that it belongs to; `first` where the unit begins."""

    data: bytes
    unit: Unit
    first: bool


@dataclass(frozen=True)
class Neighbours:
    """Which Chinese characters stand next to each other in the undamaged text of a report."""

    text: str

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Every two neighbours, glosses and torn places left out."""
        plain = re.sub(GLOSS, "", _TORN.sub("\n", self.text))
        return frozenset(a + b for a, b in pairwise(plain) if _CHINESE.match(a) and _CHINESE.match(b))

    def attest(self, text: str) -> bool:
        """Whether each two neighbours of a text stand together elsewhere; punctuation joins anything."""
        return all(a + b in self.pairs for a, b in pairwise(text) if min(a, b) >= "㐀")

    def leads(self, before: str, trail: bytes) -> set[bytes]:
        """The lead byte of each Chinese character with this trail byte that stands behind `before` elsewhere."""
        behind = [_gbk(pair[1]) for pair in self.pairs if pair[0] == before and pair[1] >= "㐀"]
        return {data[:1] for data in behind if data[1:] == trail}

    @cached_property
    def inner(self) -> dict[bytes, list[bytes]]:
        """The inner two bytes of each pair such as 十大 (CA AE B4 F3), by the outer two, where they spell nothing."""
        found: defaultdict[bytes, list[bytes]] = defaultdict(list)
        for pair in sorted(self.pairs):
            data = _gbk(pair[0]) + _gbk(pair[1])
            if len(data) == 4 and not _character(data[1:3]):
                found[data[:1] + data[3:]].append(data[1:3])
        return found


def mended(draft: Draft) -> Draft:
    """Undo the tears that can be undone with certainty: 自?xún)?yōu)勢 → 自優勢."""
    if not _TORN.search(draft.text):
        return draft
    neighbours = Neighbours(draft.text)
    lines = (line for line in re.finditer(r"[^\n]+", draft.text) if _TORN.search(line[0]))
    return draft.edited(edit for line in lines for edit in _mend_line(line, neighbours))


def _mend_line(line: re.Match[str], neighbours: Neighbours) -> Iterator[Edit]:
    units = [_unit(match, line.start()) for match in _UNIT.finditer(line[0])]
    units.append(Unit(line.end(), line.end(), b"\n"))  # whoever reads this far has read in step
    done = 0
    for at, unit in enumerate(units):
        first = max(done, at - _REACH)
        if unit.reading and at >= done and (edit := _mend_at(units[first : at + _REACH], at - first, neighbours)):
            yield edit
            while units[done].start < edit.end:
                done += 1


def _unit(match: re.Match[str], offset: int) -> Unit:
    reading, character = match["reading"] or "", match["character"]
    return Unit(match.start() + offset, match.end() + offset, b"" if reading else _gbk(character), reading)


def _mend_at(units: Sequence[Unit], at: int, neighbours: Neighbours) -> Edit | None:
    """Read on from a torn gloss; failing that, from a bare "?" not far before it."""
    if edit := _only(_read_torn(units[max(at - 1, 0) :]), units):
        return edit
    for before in range(at - 1, 0, -1):
        if units[before].data == b"?":
            return _only(_read_bare(units[before - 1 :], neighbours), units)
    return None


def _only(edits: Iterator[Edit], units: Sequence[Unit]) -> Edit | None:
    """The one solution, if there is just one and it reads well between the units around it."""
    found = set(edits)
    return next(iter(found)) if len(found) == 1 and _reads_well(next(iter(found)), units) else None


def _reads_well(edit: Edit, units: Sequence[Unit]) -> bool:
    """Whether each repaired character is part of a word, or of those that stand alone: 咨询|日|活动, not 理论|谌|与."""
    import rjieba  # loads its dictionary, wanted only where a page is torn

    before = "".join(_text(unit) for unit in units if unit.end <= edit.start)[-_CONTEXT:]
    behind = "".join(_text(unit) for unit in units if unit.start >= edit.end)[:_CONTEXT]
    at = 0
    for word in rjieba.cut(to_simplified(before + edit.text + behind), False):
        repaired = at + len(word) > len(before) and at < len(before) + len(edit.text)
        if repaired and len(word) == 1 and word not in _ALONE and word >= "㐀":
            return False
        at += len(word)
    return True


def _text(unit: Unit) -> str:
    return unit.data.decode("gbk", "ignore") if unit.data else "\n"


def _read_torn(units: Sequence[Unit]) -> Iterator[Edit]:
    return filter(None, map(_decode, _streams(units)))


def _read_bare(units: Sequence[Unit], neighbours: Neighbours) -> Iterator[Edit]:
    """Try each lead byte for the "?", alone and with a pair dropped at each place behind it."""
    before = _text(units[0])
    for lead in neighbours.leads(before, units[2].data[:1]):
        for stream in _streams([units[0], units[1]._replace(data=lead), *units[2:]]):
            for candidate in (stream, *_with_dropped_pair(stream, neighbours)):
                edit = _decode(candidate)
                if edit and neighbours.attest(before + edit.text):
                    yield edit


def _with_dropped_pair(stream: Sequence[Byte], neighbours: Neighbours) -> Iterator[list[Byte]]:
    for at in range(4, len(stream)):
        before, behind = stream[at - 1], stream[at]
        if behind.first:
            for inner in neighbours.inner.get(before.data + behind.data, ()):
                dropped = [Byte(inner[:1], before.unit, False), Byte(inner[1:], behind.unit, False)]
                yield [*stream[:at], *dropped, *stream[at:]]


def _streams(units: Sequence[Unit]) -> Iterator[list[Byte]]:
    """The bytes of a run, once for each way to solve its lost bytes by their readings, as far as they can be solved."""
    streams: list[list[Byte]] = [[]]
    for unit in units:
        longer = [
            [*stream, *(Byte(data[i : i + 1], unit, i == 0) for i in range(len(data)))]
            for stream in streams
            for data in (
                [unit.data] if not unit.reading else _lost_bytes(stream[-1].data if stream else b"", unit.reading)
            )
        ]
        if not longer or len(longer) > _WAYS:
            break
        streams = longer
    yield from streams


def _decode(stream: Sequence[Byte]) -> Edit | None:
    """Decode from the second unit on, two bytes at a time, until a pair ends where a sound unit begins."""
    begin = next((i for i, byte in enumerate(stream) if byte.unit is not stream[0].unit), len(stream))
    text, spans = "", []
    for at in range(begin, len(stream) - 1, 2):
        lead, trail = stream[at : at + 2]
        character = _character(lead.data + trail.data)
        if not _CHINESE.match(character):
            return None
        text += character
        spans.append((lead.unit.start, trail.unit.end))
        if at + 2 < len(stream) and stream[at + 2].first and not stream[at + 2].unit.reading:
            return Edit(spans[0][0], spans[-1][1], text, tuple(spans))
    return None


@cache
def _lost_bytes(before: bytes, reading: str) -> list[bytes]:
    """The bytes that make, behind `before`, a traditional character so read: D4 + xún → 83 (詢)."""
    tried = (bytes([trail]) for trail in _TRAILS if before)
    return [trail for trail in tried if _reads(_character(before + trail), reading)]


def _reads(character: str, reading: str) -> bool:
    from pypinyin.constants import PINYIN_DICT  # 40,000 readings, wanted only where a page is torn

    return bool(character) and is_traditional(character) and reading in PINYIN_DICT.get(ord(character), "").split(",")


@cache
def _character(pair: bytes) -> str:
    """The one character that two bytes spell in GBK, or ""."""
    text = pair.decode("gbk", "ignore")
    return text if len(pair) == 2 and len(text) == 1 else ""


@cache
def _gbk(character: str) -> bytes:
    """A character's bytes in GBK; ASCII punctuation stands for the full-width form that pages use (, for ，)."""
    if "!" <= character < "?":
        return bytes([0xA3, ord(character) + 0x80])
    return character.encode("gbk", "ignore") or b"?"
