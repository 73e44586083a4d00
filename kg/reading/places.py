"""Which region a report means by a name, and how much speaks for each region of a rank."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from kg.reading.lexicon import lexicon
from kg.regions import COMMON_WORDS, Region, by_name, regions, resolve

RANKS = "省市区县州盟旗"
UNIONS = 8.0  # the claim of a region by its unions named: 浙江各级工会
_WHOLE, _UNION, _FULL, _SHORT, _SHORT_IN_ALL = 12.0, 10.0, 2.0, 0.5, 3.0
_HOLDS = 4.0  # 曲靖市第九届…: whose the contest is, not where it is held
_HELD = re.compile("第[一二三四五六七八九十\\d]+届")
_TITLE, _STEM, _PARENT = 6.0, 10.0, 0.25
_VERBS = tuple("召展离走")  # 召开县委会 does not name 开县
_VISITED = re.compile(f"(?:赴|前往|走进|来到|到)[㐀-鿿]{{1,8}}[{RANKS}]")  # 赴黄山市疗休养
_LEAST = 3.0  # a region named once in passing is not yet the union's, unless no other of its rank is named

_OFFICIAL: Mapping[str, list[str]] = lexicon("home")["spelt"]

Forms = Mapping[str, tuple[Region, ...]]


def leading_region(name: str, body: str) -> Region | None:
    """The last region of those that an organisation's name begins with: 上饶市广丰区总工会 → 广丰区."""
    found: Region | None = None
    at = 0
    while at < len(name):
        lengths = (n for n in range(9, 1, -1) if name[at + n : at + n + 1] not in tuple(RANKS))  # 青原 of 青原市
        steps = ((n, settle(name[at : at + n], found, body)) for n in lengths)
        step, region = next(((n, region) for n, region in steps if region), (0, None))
        if region is None:
            break
        found, at = region, at + step
    return found


def settle(name: str, within: Region | None, body: str) -> Region | None:
    """The region so named; of several that bear the name the one whose superior the report names too."""
    if name in COMMON_WORDS:
        return None
    if region := resolve(name, within.code if within else None):
        return region
    near = [region for region in by_name(name) if not within and any(parent in body for parent in _parents(region))]
    return near[0] if len(near) == 1 else None


def region_of_rank(body: str, named: str, stem: str, rank: str) -> tuple[Region, float] | None:
    """The region of a rank with the greatest claim, and the claim; None on a tie."""
    forms = forms_of(rank)
    claims: defaultdict[str, float] = defaultdict(float)
    for form, weight in mentions(body, forms):
        claims[form] = min(claims[form] + weight, _SHORT_IN_ALL) if weight == _SHORT else claims[form] + weight
    for form, weight in mentions(f"{named} {stem}", forms):
        claims[form] += _TITLE + weight
    totals: defaultdict[Region, float] = defaultdict(float)
    for form, claim in claims.items():
        for region in forms[form]:
            totals[region] += claim + _PARENT * any(parent in body for parent in _parents(region))
    for region in _spelt(stem, rank):
        totals[region] += _STEM
    ranked = sorted(totals.items(), key=lambda item: (-item[1], item[0].code))
    tied = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
    enough = bool(ranked) and ranked[0][1] >= (_LEAST if len(ranked) > 1 or _VISITED.search(body) else _FULL)
    return ranked[0] if enough and not tied else None


def mentions(text: str, forms: Forms) -> Iterator[tuple[str, float]]:
    """Each place where a region is named, the longest form, with the weight of its claim; 安康杯 names no city."""
    lengths = sorted({len(form) for form in forms}, reverse=True)
    firsts = {form[0] for form in forms}
    end = 0  # 宁县 inside 怀宁县 is not named
    for at in (at for at, character in enumerate(text) if character in firsts):
        if at < end:
            continue
        form = next((text[at : at + n] for n in lengths if text[at : at + n] in forms), "")
        if form and form not in COMMON_WORDS and not (len(form) == 2 and text[at - 1 : at] in _VERBS):
            end = at + len(form)
            yield form, _weight(form, text[end : end + 5])


def _weight(form: str, behind: str) -> float:
    """How much a name says by what stands behind it: 淮南市总工会 most, 淮南 least, 安康杯 nothing."""
    if re.match("[市县区]?总(?:工会|[^㐀-鿿])", behind):
        return _UNION
    if re.match("全[市县区省州]", behind):
        return _WHOLE  # 滁州全市
    if behind.startswith(("各级工会", "工会")):
        return UNIONS
    if _HELD.match(behind):
        return _HOLDS
    return 0.0 if behind.startswith("杯") else _FULL if form[-1] in RANKS else _SHORT


@cache
def forms_of(rank: str) -> Forms:
    """The names of the regions of a rank; those of former regions only where no present one bears them."""
    found: dict[str, tuple[Region, ...]] = {}
    for standing in (True, False):
        taken = frozenset(found)
        for region in _of_rank(rank):
            for form in region.forms if (region.until == "") is standing else ():
                if form not in taken and len(form) > 1:
                    found[form] = (*found.get(form, ()), region)
    return found


@cache
def _of_rank(rank: str) -> tuple[Region, ...]:
    """The regions whose names end in a rank."""
    return tuple(region for region in regions() if region.name.endswith(rank))


def _parents(region: Region) -> tuple[str, ...]:
    """The names of the region above."""
    parent = next((other for other in regions() if other.code == region.parent), None)
    return (parent.name, parent.short) if parent else ()


def _spelt(stem: str, rank: str) -> list[Region]:
    """The standing regions of a rank that a stem spells in Latin letters: nantong-2021, harbin; suzhou has two."""
    words = set(re.findall("[a-z]{3,}", stem.lower()))
    return list(dict.fromkeys(region for spelling, region in _spellings(rank) if spelling in words)) if words else []


@cache
def _spellings(rank: str) -> tuple[tuple[str, Region], ...]:
    """How the regions of a rank are spelt in Latin letters: nantong, nantongshi, harbin."""
    from pypinyin import lazy_pinyin  # loads its phrases, wanted only where a stem is in Latin letters

    standing = [region for region in _of_rank(rank) if region.until == ""]
    named = [(form, region) for region in standing for form in (region.short, region.name)]
    official = [(spelling, region) for region in standing for spelling in _OFFICIAL.get(region.name, ())]
    return (*(("".join(lazy_pinyin(form)), region) for form, region in named), *official)


def label(region: Region | None) -> str | None:
    """A region's name where it has only one bearer, else its code."""
    if region is None:
        return None
    return region.name if resolve(region.name) == region else region.code
