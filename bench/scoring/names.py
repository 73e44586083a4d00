"""Whether two names mean one thing: equal, of the same head, or nearly equal, whatever their script and punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache

GLOSS = re.compile(r"[(（]\s*[a-zü\u00e0-\u01dc]+\s*[)）]", re.IGNORECASE)
MARKS = re.compile(r"[^0-9a-z.%一-鿿]")
FILLERS = re.compile("总金额|总人数|总数|总额|总计|合计|共计|金额|人数|数量|户数|家数|个数|次数|工作|活动|的|了|等")
LEVELS = ("国家级", "全国级", "省级", "市级", "县级", "区级", "乡镇级")
REGION_ENDS = "省市县区州旗盟"


@lru_cache(maxsize=100_000)
def fold(words: str | None) -> str:
    """Simplified, half-width, lower case, without glosses, spaces and punctuation: 動(dòng)態 → 动态."""
    plain = GLOSS.sub("", unicodedata.normalize("NFKC", words or ""))
    return MARKS.sub("", _converter()(plain).lower())


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


@lru_cache(maxsize=100_000)
def likeness(a: str, b: str, length: int = 2) -> float:
    """Dice's coefficient over the runs of `length` characters: 0 nothing in common, 1 the same."""
    if not a or not b:
        return 0.0
    ours, theirs = _runs(a, length), _runs(b, length)
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total())


@lru_cache(maxsize=100_000)
def _runs(words: str, length: int) -> Counter[str]:
    return Counter(words[i : i + length] for i in range(max(1, len(words) - length + 1)))


@lru_cache(maxsize=100_000)
def _core(name: str) -> str:
    """A name without fillers, unless they are all of it."""
    return FILLERS.sub("", name) or name


def same_measure(a: str, b: str) -> bool:
    """新建站点数 = 新建站点; and 职工 = 困难职工: a noun phrase ends in its head, which may be two fifths of it."""
    a, b = _core(a), _core(b)
    levels = [{level for level in LEVELS if level in name} for name in (a, b)]
    if all(levels) and levels[0] != levels[1]:
        return False
    short, long = sorted((a, b), key=len)
    if a == b or (len(short) >= 2 and long.endswith(short) and 5 * len(short) >= 2 * len(long)):
        return True
    return a[-1] == b[-1] and ("率" in a) == ("率" in b) and likeness(a, b) >= 0.7


def same_program(a: str, b: str) -> bool:
    """安康杯 = 安康杯竞赛: one holds the other and is at most twice as long, or they are nearly equal."""
    a, b = _core(a), _core(b)
    short, long = sorted((a, b), key=len)
    held = len(short) >= 2 and short in long and 2 * len(short) >= len(long)
    return a == b or held or likeness(a, b) >= 0.75


def same_organisation(a: str, b: str) -> bool:
    """广丰区总工会 = 上饶市广丰区总工会: equal, but for the names of higher regions."""
    short, long = sorted((a, b), key=len)
    if a == b:
        return True
    above = long.removesuffix(short)
    return (
        len(short) >= 5
        and above != long
        and above[-1:] in tuple(REGION_ENDS)
        and any(mark in short[:6] for mark in REGION_ENDS)
    )


SAME: Mapping[str, Callable[[str, str], bool]] = {
    "measure": same_measure,
    "program": same_program,
    "org": same_organisation,
}


def fits(kind: str, name: str | None, accepted: Iterable[str]) -> bool:
    """Whether a name is one of those that gold accepts; no name fits where gold has none."""
    ours, theirs = fold(name), [fold(other) for other in accepted]
    if not ours:
        return not theirs
    return any(SAME[kind](ours, other) for other in theirs if other)
