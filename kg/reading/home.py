"""Which union a report is by, and of which region, told from the report alone.

1. A union that signs (byline) or opens the title under its name is the one: (淮南市总工会), 烟墩镇工会2022年工作总结.
2. Else, for each rank that the report speaks of as its own (全市, 我市, 市总工会: a city), the region of that rank for
   which most speaks: unions named in full, the title, the file's stem (in pinyin too: nantong-2021), then each place
   where the region is named. The rank and region with the greatest claim win; regions with the same claim cancel out.
3. A township, street, zone or trade that the title names, with a union that the text names, comes before both.
4. A report that speaks of a firm (我公司, 集团工会) more than of any rank, and whose title opens with no region, is by
   the firm's union; one that never says 工会 tells of the firm itself.
5. Where nothing speaks of a rank: the region that the title begins with or names, else the national union (全国工会…).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from kg.reading.firm import SPEAKS, WORDS, either, firm_named, town_union, trade_union, without_superiors
from kg.regions import COMMON_WORDS, Region, by_code, by_name, regions, resolve

_RANKS = "省市区县州盟旗"
_SCOPE = re.compile(rf"[全我本该]([{_RANKS}])(?!别|域|分|长|委|值)")
_OWN_UNION = re.compile(rf"(?<![、(/])([{_RANKS}])总(?!{either(WORDS['region']['not_unions'])})")
_SIGNED = re.compile(
    rf"(?:^|[(—:\s])(?P<name>(?![{_RANKS}]总?工会|全总|各级|基层|我)(?:(?![第届赛名万])[㐀-鿿]){{2,20}}?工会)"
    rf"(?=$|[):“\s]|二〇|20\d\d|{either(WORDS['region']['signs'])})",
    re.MULTILINE,
)
_TITLES = re.compile("《[^》]*》")  # what a document is called says nothing of whose the text is
_NATIONAL = "中华全国总工会"
_ALL_CHINA = re.compile("(?:中华)?全国(?:总工会|工会|[^,。]{0,12}职工)|全总")
_OPENS = re.compile(rf"^(?P<name>(?![{_RANKS}]总?工会|自治|全国|各级|基层)[㐀-鿿]{{2,14}}?总?工会)(?!会)")
_UNION, _UNIONS, _FULL, _SHORT, _SHORT_IN_ALL = 10.0, 8.0, 2.0, 0.5, 3.0
_TITLE, _STEM, _PARENT, _SCOPE_WEIGHT = 6.0, 10.0, 0.25, 3
_VERBS = tuple("召展离走")  # 召开县委会 does not name 开县
_LEAST = 3.0  # a region named once in passing is not yet the union's
_READ = 20_000  # characters; a union that has not named itself by then will not

Forms = Mapping[str, tuple[Region, ...]]


class Home(NamedTuple):
    """A union's full name and its region's name (its code, where others bear the name); None where not settled."""

    organisation: str | None = None
    region: str | None = None


def find_home(text: str, title: str, signed: str, stem: str) -> Home:
    """The union that a report is by; `signed` are its bylines, one a line."""
    body, title = _TITLES.sub("", text[:_READ]), _TITLES.sub("", title)
    ranks = _ranks(body, title, signed)
    name, claim = firm_named(title, body)
    firm = sum(len(SPEAKS.findall(place)) for place in (body, title, title))
    opened = (match for match in _OPENS.finditer(title) if match["name"].endswith("总工会") or match["name"] in body)
    for match in (*_SIGNED.finditer(f"{signed}\n{title}"), *opened):
        if home := _named(match["name"], body, ranks, firm):
            return home
    if named := _town(title, body) or _trade(title, body):
        return named
    firm_opens = claim > 0 and title.startswith(name)
    find_opening = _leading_region if ranks else _opening_region
    opening = None if firm_opens else find_opening(title, body)
    if firm + claim > max(ranks.values(), default=0) and (firm or claim >= _LEAST) and not opening:
        return _firm(name, body, title)
    if found := _best_region(ranks, body, title + signed, stem) or opening:
        return Home(f"{found.name}总工会", _label(found))
    return Home(_NATIONAL) if _ALL_CHINA.match(title) else _firm(name, body, title)


def region_of(organisation: str, text: str) -> str | None:
    """The region that an organisation's name begins with, `text` telling namesakes apart: 淮南市总工会 → 淮南市."""
    return _label(_leading_region(organisation, text))


def union_of(region: str, text: str, title: str, signed: str) -> str | None:
    """The union of a region, by name or code, if the report speaks of that rank as its own."""
    found = by_code(region) if region.isdigit() else resolve(region)
    name = found.name if found else region
    return f"{name}总工会" if _ranks(text[:_READ], title, signed)[name[-1]] else None


def _ranks(body: str, title: str, signed: str) -> Counter[str]:
    """How much a report speaks of each rank as its own: 全市 says more than 市总工会, which may be the superior."""
    counts: Counter[str] = Counter()
    for place, union in ((body, 1), (title, 5), (signed, 5)):
        counts.update(_OWN_UNION.findall(place) * union)
        counts.update(_SCOPE.findall(place) * _SCOPE_WEIGHT)
    return counts


def _named(name: str, body: str, ranks: Mapping[str, int], firm: int) -> Home | None:
    """The home of a union so named, unless it is of another rank than the report speaks of."""
    region = _leading_region(name, body)
    own = name.removesuffix("工会").removesuffix("总").removesuffix("各级")
    if region and own.endswith(region.forms):
        spoken = max(ranks, key=lambda rank: ranks[rank], default=region.name[-1])
        return Home(f"{region.name}总工会", _label(region)) if region.name.endswith(spoken) else None
    if not region and name[0] in _RANKS and "总" not in name[:3]:
        return _trade_of_rank(name, body)
    is_other = own.endswith(("镇", "乡", "街道")) or region or firm
    if name.endswith("总工会") and own[-1] in _RANKS:
        return Home(name, own if by_name(own) else None)
    return Home(without_superiors(name), _label(region)) if is_other else None


def _trade_of_rank(name: str, body: str) -> Home | None:
    """省教科文卫体工会 → 河南省教科文卫体工会, where the text names one province most."""
    found = _region(body, name, "", name[0])
    return Home(f"{found[0].name}{name[1:]}", _label(found[0])) if found else None


def _opening_region(title: str, body: str) -> Region | None:
    """The region that a title begins with, else names, else the one whose unions the text names most often."""
    return _leading_region(title, body) or _titled_region(title, body) or _union_region(body, body)


def _titled_region(title: str, body: str) -> Region | None:
    """The region whose unions a title names, or that it names with its rank: 驿站通过验收 柳江区…."""
    if region := _union_region(title, body):
        return region
    names = (title[at : at + n] for at in range(len(title)) for n in range(9, 2, -1))
    return next(filter(None, (_settle(name, None, body) for name in names if name[-1] in _RANKS)), None)


def _union_region(place: str, body: str) -> Region | None:
    """The region whose unions are named most often in a stretch of text."""
    mentions = (mention for rank in _RANKS for mention in _mentions(place, _forms(rank)))
    named = Counter(form for form, weight in mentions if weight >= _UNIONS)
    most = max(named, key=lambda form: (named[form], len(form), form), default="")
    return _settle(most, None, body)


def _town(title: str, body: str) -> Home | None:
    """The union of a township, street or zone, in the region named before it."""
    if not (named := town_union(title, body)):
        return None
    above = (named.string[named.start() - n : named.start()] for n in range(9, 1, -1))
    region = next(filter(None, (_settle(name, None, body) for name in above)), None)
    return Home(named[0], _label(region))


def _trade(title: str, body: str) -> Home | None:
    """The union of a trade in the region that the title begins with."""
    region, trade = trade_union(title, body) or ("", "")
    return Home(f"{region}{trade}工会", region) if trade else None


def _firm(name: str, body: str, title: str) -> Home:
    """The firm's union, or the firm where nothing is said of a union."""
    if not name:
        return Home()
    union = "工会" if re.search("(?<!各级)工会", title + body) and not name.endswith("工会") else ""
    return Home(f"{name}{union}", _label(_leading_region(name, body)))


def _best_region(ranks: Mapping[str, int], body: str, named: str, stem: str) -> Region | None:
    """The region whose claim, with that of its rank, is greatest."""
    claims = ((_region(body, named, stem, rank), said) for rank, said in ranks.items())
    settled = sorted((-claim[1] - said, claim[0].code, claim[0]) for claim, said in claims if claim)
    return settled[0][2] if settled else None


def _leading_region(name: str, body: str) -> Region | None:
    """The last region of those that an organisation's name begins with: 上饶市广丰区总工会 → 广丰区."""
    found: Region | None = None
    at = 0
    while at < len(name):
        lengths = (n for n in range(9, 1, -1) if name[at + n : at + n + 1] not in tuple(_RANKS))  # 青原 of 青原市
        steps = ((n, _settle(name[at : at + n], found, body)) for n in lengths)
        step, region = next(((n, region) for n, region in steps if region), (0, None))
        if region is None:
            break
        found, at = region, at + step
    return found


def _settle(name: str, within: Region | None, body: str) -> Region | None:
    """The region so named; of several that bear the name the one whose superior the report names too."""
    if name in COMMON_WORDS:
        return None
    if region := resolve(name, within.code if within else None):
        return region
    near = [region for region in by_name(name) if not within and any(parent in body for parent in _parents(region))]
    return near[0] if len(near) == 1 else None


def _region(body: str, named: str, stem: str, rank: str) -> tuple[Region, float] | None:
    """The region of a rank with the greatest claim, and the claim; None on a tie."""
    forms = _forms(rank)
    claims: defaultdict[str, float] = defaultdict(float)
    for form, weight in _mentions(body, forms):
        claims[form] = min(claims[form] + weight, _SHORT_IN_ALL) if weight == _SHORT else claims[form] + weight
    for form, weight in _mentions(f"{named} {stem}", forms):
        claims[form] += _TITLE + weight
    totals: defaultdict[Region, float] = defaultdict(float)
    for form, claim in claims.items():
        for region in forms[form]:
            totals[region] += claim + _PARENT * any(parent in body for parent in _parents(region))
    for region in _spelt(stem, rank):
        totals[region] += _STEM
    ranked = sorted(totals.items(), key=lambda item: (-item[1], item[0].code))
    tied = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
    return ranked[0] if ranked and ranked[0][1] >= _LEAST and not tied else None


def _mentions(text: str, forms: Forms) -> Iterator[tuple[str, float]]:
    """Each place where a region is named, the longest form, with the weight of its claim; 安康杯 names no city."""
    lengths = sorted({len(form) for form in forms}, reverse=True)
    firsts = {form[0] for form in forms}
    for at in (at for at, character in enumerate(text) if character in firsts):
        form = next((text[at : at + n] for n in lengths if text[at : at + n] in forms), "")
        if form and form not in COMMON_WORDS and not (len(form) == 2 and text[at - 1 : at] in _VERBS):
            yield form, _weight(form, text[at + len(form) : at + len(form) + 5])


def _weight(form: str, behind: str) -> float:
    if re.match("[市县区]?总(?:工会|[^㐀-鿿])", behind):
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
