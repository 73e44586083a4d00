"""Which union a report is by, and of which region, told from the report alone.

1. A union named in full where authors sign (byline, title) is the one: （淮南市总工会）.
2. Else the rank at which the report speaks of itself (全市, 我市, 市总工会: a city; 公司工会: an enterprise), and the
   region of that rank for which most speaks: unions named in full, the title, the file's stem (in pinyin too:
   nantong-2021), then each place where the region is named.
3. Where two regions have the same claim, or none has one, nothing is said.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from kg.regions import Region, regions, resolve

_RANKS = "省市区县州盟旗"
_SPEAKS = re.compile(
    rf"[全我本](?P<of>[{_RANKS}])|(?<![、（/])(?P<union>[{_RANKS}])总(?:工会|本级|机关|(?=[、，和与]))"
)
_FIRM_SPEAKS = re.compile("[全我本](?:公司|集团|厂|院|校|局|矿)|(?:公司|集团|厂|校|院|矿)工会")
_FIRM = re.compile(
    r"(?:^|[^㐀-鿿A-Za-z0-9（）]|近日|日前|由|在)(?P<name>[㐀-鿿A-Za-z0-9（）]{2,24}?"
    r"(?:有限公司|有限责任公司|集团公司|公司|集团|大学|学院|医院|银行|铁路局|矿业|电厂))总?工会",
    re.MULTILINE,
)
_SIGNED = re.compile(
    rf"(?:^|[（—：\s])(?P<name>(?![{_RANKS}]总?工会|全总)[㐀-鿿]{{2,20}}?(?:总工会|公司工会|集团工会))"
    r"(?=$|[）\s]|二〇|20\d\d|工作|关于|办公室)",
    re.MULTILINE,
)
_UNION, _UNIONS, _FULL, _SHORT, _SHORT_IN_ALL = 10.0, 8.0, 2.0, 0.5, 3.0
_TITLE, _STEM, _PARENT = 6.0, 10.0, 0.25
_READ = 20_000  # characters; a union that has not named itself by then will not

Forms = Mapping[str, tuple[Region, ...]]


class Home(NamedTuple):
    """A union's full name and its region's name (its code, where others bear the name); None where not settled."""

    organisation: str | None = None
    region: str | None = None


def find_home(text: str, title: str, signed: str, stem: str) -> Home:
    """The union that a report is by; `signed` are its bylines, one a line."""
    body = text[:_READ]
    rank = _rank(body, title)
    for match in _SIGNED.finditer(f"{signed}\n{title}"):
        region = _leading_region(match["name"])
        if not rank or rank == "firm" or (region and region.name.endswith(rank)):
            return Home(match["name"], _label(region))
    if rank == "firm":
        return _firm(body, title)
    found = _region(body, title + signed, stem, rank) if rank else None
    return Home(f"{found.name}总工会", _label(found)) if found else Home()


def _rank(body: str, title: str) -> str:
    """The rank that a report speaks of as its own; 全市 counts for more than 市总工会, which may be the superior."""
    counts: Counter[str] = Counter()
    for text, weight in ((body, 1), (title, 5)):
        for match in _SPEAKS.finditer(text):
            counts[match["of"] or match["union"]] += weight * (3 if match["of"] else 1)
        counts["firm"] += weight * len(_FIRM_SPEAKS.findall(text))
    (first, most), (_, second) = (*counts.most_common(2), ("", 0))[:2]
    return first if most > second else ""


def _firm(body: str, title: str) -> Home:
    names = Counter(match["name"] for match in _FIRM.finditer(f"{title}\n{body}"))
    if not names:
        return Home()
    name = max(names, key=lambda name: (names[name], len(name)))
    return Home(f"{name}工会", _label(_leading_region(name)))


def _leading_region(name: str) -> Region | None:
    """The last region of those that an organisation's name begins with: 上饶市广丰区总工会 → 广丰区."""
    found: Region | None = None
    at = 0
    while at < len(name):
        step = next((n for n in range(9, 1, -1) if resolve(name[at : at + n], found.code if found else None)), 0)
        if not step:
            break
        found = resolve(name[at : at + step], found.code if found else None)
        at += step
    return found


def _region(body: str, named: str, stem: str, rank: str) -> Region | None:
    """The region of a rank with the greatest claim; None on a tie."""
    forms = _forms(rank)
    claims: defaultdict[str, float] = defaultdict(float)
    for form, weight in _mentions(body, forms):
        claims[form] = min(claims[form] + weight, _SHORT_IN_ALL) if weight == _SHORT else claims[form] + weight
    for form, _ in _mentions(f"{named} {stem}", forms):
        claims[form] += _TITLE
    totals: defaultdict[Region, float] = defaultdict(float)
    for form, claim in claims.items():
        for region in forms[form]:
            totals[region] += claim + _PARENT * any(parent in body for parent in _parents(region))
    for region in _spelt(stem, rank):
        totals[region] += _STEM
    ranked = sorted(totals.items(), key=lambda item: (-item[1], item[0].code))
    (first, most), (_, second) = (*ranked, (None, 0.0), (None, 0.0))[:2]
    return first if most > second else None


def _mentions(text: str, forms: Forms) -> Iterator[tuple[str, float]]:
    """Each place where a region is named, the longest form, with the weight of its claim; 安康杯 names no city."""
    lengths = sorted({len(form) for form in forms}, reverse=True)
    firsts = {form[0] for form in forms}
    for at in (at for at, character in enumerate(text) if character in firsts):
        if form := next((text[at : at + n] for n in lengths if text[at : at + n] in forms), ""):
            yield form, _weight(form, text[at + len(form) : at + len(form) + 5])


def _weight(form: str, behind: str) -> float:
    if behind.startswith("总工会"):
        return _UNION
    if behind.startswith(("各级工会", "工会")):
        return _UNIONS
    return 0.0 if behind.startswith("杯") else _FULL if form[-1] in _RANKS else _SHORT


@cache
def _forms(rank: str) -> Forms:
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
    return tuple(region for region in regions() if region.name.endswith(rank))


def _parents(region: Region) -> tuple[str, ...]:
    parent = next((other for other in regions() if other.code == region.parent), None)
    return (parent.name, parent.short) if parent else ()


def _spelt(stem: str, rank: str) -> list[Region]:
    """The standing regions of a rank that a stem spells in pinyin: nantong-2021 → 南通市; suzhou has two."""
    words = set(re.findall("[a-z]{3,}", stem.lower()))
    return [region for spelling, region in _spellings(rank) if spelling in words] if words else []


@cache
def _spellings(rank: str) -> tuple[tuple[str, Region], ...]:
    from pypinyin import lazy_pinyin  # loads its phrases, wanted only where a stem is in Latin letters

    return tuple(("".join(lazy_pinyin(region.short)), region) for region in _of_rank(rank) if region.until == "")


def _label(region: Region | None) -> str | None:
    """A region's name where it has only one bearer, else its code."""
    if region is None:
        return None
    return region.name if resolve(region.name) == region else region.code
