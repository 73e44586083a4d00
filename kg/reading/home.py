"""Which union a report is by, and of which region, told from the report alone.

1. A union that signs (byline) or opens the title under its name is the one: (淮南市总工会), 烟墩镇工会2022年工作总结.
2. Else, for each rank that the report speaks of as its own (全市, 我市, 市总工会: a city), the region of that rank for
   which most speaks: unions named in full, the title, the file's stem (in pinyin too: nantong-2021), then each place
   where the region is named. The rank and region with the greatest claim win; regions with the same claim cancel out.
3. A township, street, zone or trade that the title names, with a union that the text names, comes before both; so
   does a trade whose union the text names more than any rank, the union whose founding it tells, and the trade's union
   that holds the contest which a title without a union tells of (unions.py).
4. So does the union that a text calls by its kind alone (镇总工会, 联合会) once it has named it (called.py), if it says
   so more than it speaks of any rank, firm or region's union. Such a union is named behind the region told before it.
5. A report that speaks of a firm (我公司, 集团工会) more than of any rank, and whose title opens with no region or with
   the firm's own (庆阳石化), is by the firm's union; one that never says 工会 tells of the firm itself.
6. Where the rank is a 区 that no region is, the zone whose union the text names (东湖高新区); where nothing speaks of a
   rank, the region that the title begins with or names, else the national union (全国工会…).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from kg.reading.called import is_kind, is_place, of_place, place_meant, placed, union_called, without_union
from kg.reading.firm import (
    SPEAKS,
    firm_named,
    firm_of_place,
    name_starts,
    opening_firm,
    spelt_out,
    without_superiors,
)
from kg.reading.gathered import gathered
from kg.reading.lexicon import either, lexicon
from kg.reading.places import RANKS, forms_of, label, leading_region, mentions, region_of_rank, settle
from kg.reading.titled import headed_region, opening_region, unions_named
from kg.reading.unions import (
    founded,
    host_of,
    in_full,
    scopes_of_trades,
    town_union,
    trade_told,
    trade_union,
    zone_named,
)
from kg.regions import Region, by_code, by_name, resolve

WORDS = lexicon("home")
_SCOPE = re.compile(rf"[全我本该]([{RANKS}])(?!别|域|分|长|委|值)")
_OWN_UNION = re.compile(rf"(?<![、(/])([{RANKS}])总(?!{either(WORDS['region']['not_unions'])})")
_SIGNED = re.compile(
    rf"(?:^|[(—:\s])(?P<name>(?![{RANKS}]总?工会|全总|各级|基层|我)(?:(?![第届赛名万])[㐀-鿿]){{2,20}}?工会(?:联合会)?)"
    rf"(?=$|[):“\s]|二〇|20\d\d|{either(WORDS['region']['signs'])})",
    re.MULTILINE,
)
_TITLES = re.compile("《[^》]*》")  # what a document is called says nothing of whose the text is
_NATIONAL = "中华全国总工会"
_FEDERATION = re.compile("工联会")
_COLUMN = re.compile(f"^{either(WORDS['title']['columns'])}+")
_BRAND = re.compile(
    rf"[“‘](?![^”’]*{either((*WORDS['firm']['ends'], *WORDS['town']['ends']))}工会)[^“”‘’]{{1,6}}工会[”’]"
    f"|(?<![㐀-鿿]){either(WORDS['title']['brands'])}(?=工会)"
)
_CORPS, _CORPS_UNION = re.compile("(?<![一-龥])(?:新疆生产建设)?兵团总?工会"), "新疆生产建设兵团总工会"
_OF_ALL_CHINA = re.compile(f"(?:中华)?全国总工会(?!{either(WORDS['title']['visits'])})")
_ALL_CHINA = re.compile("(?:中华)?全国(?:总工会|工会|[^,。]{0,12}职工)|全总")
_OPENS = re.compile(
    rf"^(?P<name>(?![{RANKS}]总?工会|自治|全国|各级|基层|[我本该])[㐀-鿿]{{2,18}}?总?工会(?:联合会)?)(?!会)"
)
_CONGRESS = re.compile(
    rf"(?:^|在)(?P<name>(?![{RANKS}]工会|中国工会|全国|在)[㐀-鿿]{{2,20}}?工会(?:联合会)?)第[一二三四五六七八九十百\d]+[次届]"
)
_YEAR = ("20", "二〇")
_SCOPE_WEIGHT, _TRADE_LEAST, _IN_TITLE = 3, 2, 5
_LEAST = 3.0  # a firm named once in passing is not whose the text is
_READ = 20_000  # characters; a union that has not named itself by then will not


class Home(NamedTuple):
    """A union's full name and its region's name (its code, where others bear the name); None where not settled."""

    organisation: str | None = None
    region: str | None = None


def find_home(text: str, title: str, signed: str, stem: str) -> Home:
    """The union that a report is by; `signed` are its bylines, one a line."""
    body, title = _plain(text[:_READ]), _COLUMN.sub("", _plain(title))
    ranks = _ranks(body, title, signed)
    if headed := headed_region(title, body):
        ranks[headed.name[-1]] += _SCOPE_WEIGHT
    if not leading_region(title, body) and (gathering := gathered(title, body)):
        return Home(f"{gathering.name}总工会", label(gathering))
    name, claim = firm_named(title, body)
    firm = sum(len(SPEAKS.findall(place)) for place in (body, title, title))
    opened = (match for match in _OPENS.finditer(title) if match["name"].endswith("总工会") or match["name"] in body)
    for match in (*_SIGNED.finditer(f"{signed}\n{title}"), *opened):
        dated = match.string.startswith(_YEAR, match.end())  # 中国一重工会2019年总结: its own
        if _is_whole(match["name"], body) and (home := _named(match["name"], body, ranks, firm + dated)):
            return home
    if _OF_ALL_CHINA.match(title) and not _SCOPE.search(body):
        return Home(_NATIONAL)
    if named := _of_no_region(title, body, ranks, firm):
        return named
    called = union_called(title, body)
    if called and called.claim > max([firm + claim, *ranks.values(), *unions_named(body).values()]):
        return _home(called.name, called.region)
    firm_opens = claim > 0 and (
        title.startswith(name) or name in (firm_of_place(title, body), opening_firm(title, body))
    )
    find_opening = leading_region if ranks else opening_region
    opening = None if firm_opens else find_opening(title, body)
    unions = unions_named(body)
    own = not firm_opens or any(rank in ranks and ranks[rank] > _SCOPE_WEIGHT for rank in (form[-1] for form in unions))
    passing = own and bool(unions) and not (firm or f"{name}工会" in body)
    if firm + claim > max(ranks.values(), default=0) and (firm or claim >= _LEAST) and not (opening or passing):
        return _firm(name, body, title)
    if found := _best_region(ranks, body, title + signed, stem) or opening:
        return Home(f"{found.name}总工会", label(found))
    if ranks["区"] and (zone := zone_named(body)):
        return _zone(zone, body)
    if _ALL_CHINA.match(title):
        return Home(_NATIONAL)
    return _firm(name, body, title) if claim > 1 or leading_region(name, body) else Home()


def _plain(text: str) -> str:
    """A text without the titles of documents and without brands that only sound like unions: “书香工会”, 智慧工会."""
    return _BRAND.sub("", _TITLES.sub("", _FEDERATION.sub("工会联合会", text)))


def region_of(organisation: str, text: str) -> str | None:
    """The region that an organisation's name begins with, `text` telling namesakes apart: 淮南市总工会 → 淮南市."""
    return label(leading_region(organisation, text))


def union_of(region: str, text: str, title: str, signed: str) -> str | None:
    """The union of a region, by name or code, if the report speaks of that rank as its own."""
    found = by_code(region) if region.isdigit() else resolve(region)
    name = found.name if found else region
    return f"{name}总工会" if _ranks(text[:_READ], title, signed)[name[-1]] else None


def _ranks(body: str, title: str, signed: str) -> Counter[str]:
    """How much a report speaks of each rank as its own: 全市 says more than 市总工会, which may be the superior."""
    counts: Counter[str] = Counter()
    for place, union in ((body, 1), (title, _IN_TITLE), (signed, _IN_TITLE)):
        counts.update(_OWN_UNION.findall(place) * union)
        counts.update(_SCOPE.findall(place) * _SCOPE_WEIGHT)
    return counts


def _named(name: str, body: str, ranks: Mapping[str, int], firm: int) -> Home | None:
    """The home of a union so named, unless it is of another rank than the report speaks of."""
    region = leading_region(name, body)
    own = without_union(name).removesuffix("各级")
    if own in WORDS["firm"]["bare"] or is_kind(own):
        return None
    if region and own.endswith(region.forms):
        spoken = max(ranks, key=lambda rank: ranks[rank], default=region.name[-1])
        return Home(f"{region.name}总工会", label(region)) if region.name.endswith(spoken) else None
    if not region and name[0] in RANKS and "总" not in name[:3]:
        return _trade_of_rank(name, body)
    if is_place(own):
        return _home(*of_place(name, body))
    if not region and (place := place_meant(own, body)):
        return _home(*of_place(place, body))
    if name.endswith("联合会"):
        return _home(*placed(name, body))
    if name.endswith("总工会") and own[-1] in RANKS:
        return _spelt_out(own, body) or Home(in_full(name, body), own if by_name(own) else None)
    if not (region or firm) and not max(ranks.values(), default=0) and (behind := _behind_region(name, body)):
        return behind
    return Home(in_full(without_superiors(name), body), label(region)) if region or firm else None


def _spelt_out(short: str, body: str) -> Home | None:
    """阜新蒙古族自治县 for 阜蒙县: the one region whose union the text names with all its characters."""
    if by_name(short):
        return None
    longer = {form for form in unions_named(body) if set(short) < set(form) and form[-1] == short[-1]}
    region = settle(longer.pop(), None, body) if len(longer) == 1 else None
    return Home(f"{region.name}总工会", label(region)) if region else None


def _behind_region(name: str, body: str) -> Home | None:
    """上海海员工会 for 海员工会, 一四三团工会 itself, where the text names the union of no other."""
    full, region = placed(name, body)
    return _home(full, region) if region or (name in body and not unions_named(body)) else None


def _is_whole(name: str, body: str) -> bool:
    """Whether a stretch is a name from its first character on, as 乐从工会 is where the text has 乐从镇总工会."""
    return not name_starts(name) or bool(place_meant(without_union(name), body))


def _home(name: str, region: Region | None) -> Home:
    """The home of a union of a region."""
    return Home(name, label(region))


def _of_no_region(title: str, body: str, ranks: Mapping[str, int], firm: int) -> Home | None:
    """The union of a congress, the corps, a town or a trade, or one just founded, if the text is by such a one."""
    if _CORPS.search(title):
        return Home(_CORPS_UNION)
    special = _congress(title, body, ranks) or _town(title, body)
    return special or _trade(title, body) or _told(title, body, ranks, firm) or _host(title, body)


def _congress(title: str, body: str, ranks: Mapping[str, int]) -> Home | None:
    """The union at whose congress a report was given: 在某某集团工会第六次会员代表大会上的工作报告."""
    if not (match := _CONGRESS.search(title)):
        return None
    named = _named(match["name"], body, ranks, 1)
    return None if match["name"].endswith("总工会") else named


def _trade_of_rank(name: str, body: str) -> Home | None:
    """省教科文卫体工会 → 河南省教科文卫体工会, where the text names one province most."""
    _, right_before = placed(name[1:], re.sub(f"(?<=[㐀-鿿]){name}", name[1:], body))
    found = region_of_rank(body, name, "", name[0])
    region = right_before or (found[0] if found else None)
    return Home(f"{region.name}{name[1:]}", label(region)) if region else None


def _town(title: str, body: str) -> Home | None:
    """The union of a township, street or zone, in the region named before it."""
    if not (named := town_union(title, body)):
        return None
    name = in_full(named[0], body)
    find = of_place if is_place(without_union(name)) else placed  # 街道工会 where the text has 街道总工会 too
    return _home(*find(name, named.string))


def _trade(title: str, body: str) -> Home | None:
    """The union of a trade in the region that the title begins with."""
    region, trade = trade_union(title, body) or ("", "")
    return Home(f"{region}{trade}工会", region) if trade else None


def _told(title: str, body: str, ranks: Mapping[str, int], firm: int) -> Home | None:
    """The union of a trade that speaks more than any rank or firm does, or one that is just founded."""
    spoken = max(ranks.values(), default=0)
    if spoken <= _SCOPE_WEIGHT and (name := founded(title, body)):
        return Home(name, label(leading_region(name, body)))
    trade = trade_told(title, body)
    systems = scopes_of_trades(body) + scopes_of_trades(title) * _IN_TITLE
    if trade is None or trade.claim < _TRADE_LEAST or trade.claim <= max(spoken - systems * _SCOPE_WEIGHT, firm):
        return None
    region = leading_region(trade.place, body) or _only_region(trade.place, body)
    return Home(f"{region.name}{trade.name}", label(region)) if region else None


def _host(title: str, body: str) -> Home | None:
    """The trade's union that holds the contest a title tells of and names no union: 由江苏省财贸轻纺工会…主办."""
    name = host_of(body) if "工会" not in title else ""
    region = leading_region(name, body)
    return Home(name, label(region)) if region else None


def _zone(zone: str, body: str) -> Home:
    """A zone's union; a county of its stem is its region only if the text names it: 东湖高新区 is not in 东湖区."""
    name, region = placed(f"{zone}总工会", body)
    namesake = region is not None and region.level == "县级" and region.name not in body
    return _home(name, None if namesake else region)


def _only_region(mark: str, body: str) -> Region | None:
    """The one region of a mark's rank that a text names in full: 市教育工会 where it says 嘉兴市."""
    named = {form for form, weight in mentions(body, forms_of(mark)) if form[-1] in RANKS}
    return settle(named.pop(), None, body) if len(named) == 1 else None


def _firm(name: str, body: str, title: str) -> Home:
    """The firm's union, or the firm where nothing is said of a union."""
    if not name:
        return Home()
    name = spelt_out(name, body)
    union = "工会" if re.search("(?<!各级)(?<!总)(?<!中国)工会", title + body) and not name.endswith("工会") else ""
    full = in_full(f"{name}{union}", body) if union else name
    return Home(full, label(leading_region(name, body)))


def _best_region(ranks: Mapping[str, int], body: str, named: str, stem: str) -> Region | None:
    """The region whose claim, with that of its rank, is greatest."""
    claims = ((region_of_rank(body, named, stem, rank), said) for rank, said in ranks.items())
    settled = sorted((-claim[1] - said, claim[0].code, claim[0]) for claim, said in claims if claim)
    return settled[0][2] if settled else None
