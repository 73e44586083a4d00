"""The region of a bulletin that gathers news of many unions below it: ▲绥德县…, ▲神木市…, ▲府谷县… → 榆林市."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.reading.lexicon import either, lexicon
from kg.reading.places import RANKS
from kg.regions import Region, by_name, chain

_ITEM = re.compile(
    r"(?:^|(?<=[。;\n]))[\s▲△●★◆■【①-⑳]*(?:\(?[一二三四五六七八九十\d]{1,2}[.、)]\s*)?"
    rf"(?:{either(lexicon('home')['gathered']['times'])},?)?(?=[㐀-鿿]{{2}})",
    re.MULTILINE,
)
_GOES_ON = re.compile("总?工会|[:】]")
_LONGEST, _LEAST = 9, 3  # characters of a region's name; items, fewer are met in passing


def gathered(title: str, body: str) -> Region | None:
    """The one region in which all unions lie with which three or more items of a text open; none where one has most."""
    opened = Counter(_openings(body))
    if (
        len(opened) < _LEAST
        or max(opened.values()) * 2 >= sum(opened.values())
        or any(name in title for name in opened)
    ):
        return None
    above: Counter[str] = Counter()
    for name in opened:
        standing = [region for region in by_name(name) if not region.until]
        above.update({outer.code for region in standing for outer in chain(region.code)})
    common = [code for code, count in above.items() if count == len(opened)]
    return chain(max(common, key=lambda code: len(chain(code))))[0] if common else None


def _openings(body: str) -> Iterator[str]:
    """The region with which each item opens, with its rank or before 工会 and 【…】: 近日,横山区…, 嵊州:…."""
    for at in sorted({item.end() for item in _ITEM.finditer(body)}):
        name = next((body[at : at + n] for n in range(_LONGEST, 1, -1) if by_name(body[at : at + n])), "")
        if name and (name[-1] in RANKS or _GOES_ON.match(body, at + len(name))):
            yield name
