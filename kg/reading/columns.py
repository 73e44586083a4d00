"""Where the columns of a newspaper page run into each other, so that the headings above no longer hold.

A page is interleaved if a masthead or an advertisement stands in the middle of its prose. On such a page the
order breaks behind that, and at a paragraph that begins inside a word: 形态平台企业… where every other 形态 of the
report stands behind 业. The text keeps its order and its words; only the headings are given up.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.reading.blocks import Block

_FOREIGN = ("masthead", "advertisement")
_OFTEN = 2


def column_breaks(lines: Sequence[Block], reasons: Mapping[int, str]) -> set[int]:
    """The numbers of the blocks at which headings are given up."""
    prose = [block for block in lines if block.prose and block.number not in reasons]
    numbers = [block.number for block in prose]
    foreign = [n for n, reason in reasons.items() if reason in _FOREIGN and prose and numbers[0] < n < numbers[-1]]
    if not foreign:
        return set()
    inside = _inside_words({block.text[:2] for block in prose}, lines)
    torn = {block.number for block in prose if block.text[:2] in inside}
    return torn | {numbers[bisect(numbers, n)] for n in foreign}


def _inside_words(openings: set[str], lines: Sequence[Block]) -> set[str]:
    """The openings that stand behind one and the same Chinese character wherever else they stand."""
    before: defaultdict[str, list[str]] = defaultdict(list)
    for block in lines:
        for at in range(1, len(block.text) - 1):
            if (pair := block.text[at : at + 2]) in openings:
                before[pair].append(block.text[at - 1])
    return {
        pair
        for pair, characters in before.items()
        if len(characters) >= _OFTEN and len(set(characters)) == 1 and "㐀" <= characters[0] <= "鿿"
    }
