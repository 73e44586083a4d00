"""Which union a text is by that is no region's: a township's, a trade's, or one whose founding it tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from kg.reading.called import UNION
from kg.reading.firm import PHRASES, name_starts, own_part, spelt_out
from kg.reading.lexicon import either, lexicon
from kg.reading.places import RANKS, leading_region
from kg.regions import by_name, resolve

WORDS = lexicon("home")
_WORDS = either(WORDS["trade"]["words"])
_TRADE = re.compile(
    rf"(?P<trade>{_WORDS}+)(?:系统|产业|行业)?(?:联合)?工会(?!联合会|{either(WORDS['trade']['not_behind'])})"
)
_ALONE = re.compile(f"{_WORDS}+")
_SYSTEM = re.compile(rf"(?P<trade>{_WORDS}+)(?:系统|行业)(?P<union>(?:联合)?工会)?")
_PEOPLE = tuple(WORDS["trade"]["people"])
_OWN = re.compile(f"[全我本][{RANKS}]$")
_TOWN = re.compile(f"[㐀-鿿]{{2,10}}?{either(WORDS['town']['ends'])}")
_MADE, _FOUNDS = either(WORDS["founded"]["deeds"]), either(WORDS["founded"]["founds"])
_FOUNDING = re.compile(
    rf"{_FOUNDS}[^,。\d]{{0,12}}{UNION}(?!\d+[家个])|{UNION}[㐀-鿿]{{0,8}}{_MADE}"
    f"|{either(WORDS['founded']['titles'])}"
)
_FOUNDED = re.compile(rf"(?P<name>[㐀-鿿]{{4,30}}?{UNION})[㐀-鿿“”]{{0,12}}?{_MADE}")
_HOSTS = either(WORDS["host"]["deeds"])
_HOSTED = re.compile(rf"由(?P<name>[㐀-鿿]{{4,20}}?工会)(?:[、和与,][^。;]{{2,40}})?{_HOSTS}")
_ZONE = re.compile(f"(?P<name>[㐀-鿿]{{2,10}}?{either(WORDS['zone'])})总工会")
_OF_FIRMS = either(WORDS["firm"]["fuller"])
_IN_TITLE, _SCOPE = 5, 3  # claims of a trade in the title, and told as the text's own: 全市教育系统


class Trade(NamedTuple):
    """A trade's union: its name without the region's, what precedes it there, and how much speaks for it."""

    name: str
    place: str
    claim: int


def town_union(title: str, body: str) -> re.Match[str] | None:
    """Where text or title names the union of a township, street or zone of the title: 柳河街道三年建会320家."""
    text = f"{body}\n{title}"
    return next(filter(None, (re.search(f"{_ranked(town[0])}{UNION}", text) for town in _TOWN.finditer(title))), None)


def _ranked(town: str) -> str:
    """A pattern for a town that its region may precede with its rank: 合肥经开区, 合肥市经开区."""
    region = next((town[:n] for n in range(9, 1, -1) if by_name(town[:n])), "")
    kind = town[len(region) :]
    return f"{region}[{RANKS}]?{either([kind, *WORDS['zone'].get(kind, ())])}" if region else town


def trade_union(title: str, body: str) -> tuple[str, str] | None:
    """The region and trade of a phrase of the title, 湖北邮政:…, where the text speaks of 邮政工会."""
    for phrase in PHRASES.split(title):
        form = next((phrase[:n] for n in range(9, 1, -1) if by_name(phrase[:n])), "")
        region = resolve(form) if form else None
        if region is None or region.level == "县级":
            continue
        rest = phrase[len(form) :]
        trade = _ALONE.match(rest)
        if trade and f"{trade[0]}工会" in body and not rest.startswith(_PEOPLE, trade.end()):
            return region.name, trade[0]
    return None


def trade_told(title: str, body: str) -> Trade | None:
    """The trade whose union title and text name most, each time behind a region or its mark: 市教育工会."""
    claims: Counter[str] = Counter()
    places: dict[str, str] = {}
    for place, weight in ((title, _IN_TITLE), (body, 1)):
        for trade, above in _trades(place):
            claims[trade] += weight
            places[trade] = max(places.get(trade, ""), above, key=len)
    for trade in places:
        claims[trade] += _SCOPE * sum(trade.startswith(system[0]) for system in _systems(title, body))
    best = max(places, key=lambda trade: (claims[trade], trade), default="")
    return Trade(f"{best}工会", places[best], claims[best]) if best else None


def scopes_of_trades(text: str) -> int:
    """How often a text speaks of a trade of its region, 全省煤炭系统, which says nothing of a general union."""
    return sum(bool(_OWN.search(text[: system.start()])) for system in _SYSTEM.finditer(text))


def _systems(title: str, body: str) -> list[str]:
    """The trades that a text speaks of as its own, 全市教育系统, or names in its title, 重庆邮政系统."""
    own = (system for system in _SYSTEM.finditer(body) if _is_own(body[: system.start()], system["union"]))
    return [system["trade"] for system in (*_SYSTEM.finditer(title), *own)]


def _is_own(before: str, union: str | None) -> bool:
    """Whether what stands before a system makes it the text's own, 全市…, or a region's, 重庆…, and no union's name."""
    return bool(_OWN.search(before)) or (not union and any(by_name(before[-n:]) for n in range(9, 1, -1)))


def _trades(text: str) -> Iterator[tuple[str, str]]:
    """Each trade whose union a text names, with the region or mark before it; 各…工会 are many."""
    for match in _TRADE.finditer(text):
        before = text[: match.start()]
        region = next((before[-n:] for n in range(9, 1, -1) if by_name(before[-n:])), "")
        mark = before[-1:] if before[-1:] in tuple(RANKS) and before[-2:-1] not in tuple("全各我") else ""
        if above := region or mark:
            yield match["trade"], above


def founded(title: str, body: str) -> str:
    """The union whose founding title and text tell: 一商圈成立工会联合会 … 友谊商圈工会联合会正式成立."""
    if not _FOUNDING.search(title):
        return ""
    names = (name for match in _FOUNDED.finditer(body) for name in _without_lead(match["name"]))
    return next((name for name in names if leading_region(name, body)), "")


def host_of(body: str) -> str:
    """The union of a trade, told first of those who hold what the text is about, and once more."""
    names = (name for found in _HOSTED.finditer(body) for name in _without_lead(found["name"]))
    name = next((name for name in names if leading_region(name, body)), "")
    return name if not name.endswith("总工会") and body.count(name) > 1 else ""


def zone_named(body: str) -> str:
    """The zone whose union a text names most, where it speaks of a 区 that no region is: 东湖高新区总工会."""
    named = Counter(own_part(match["name"]) for match in _ZONE.finditer(body))
    return max(named, key=lambda zone: (named[zone], -len(zone), zone), default="")


def in_full(name: str, body: str) -> str:
    """马钢工会 → 马钢集团工会, 甲乙经开区总工会 → 甲城—乙城经济技术开发区总工会: as the text has it."""
    own = name.removesuffix("工会").removesuffix("总")
    if firm := re.search(f"{re.escape(own)}{_OF_FIRMS}+工会", body):
        return firm[0]
    if (spelt := spelt_out(own, body)) != own:
        return f"{spelt}工会"
    short = next((zone for zone in WORDS["zone"] if own.endswith(zone)), "")
    long = f"(?P<name>{re.escape(own[0])}[㐀-鿿—-]{{1,10}}{either(WORDS['zone'][short])})总?工会" if short else "(?!)"
    named = {match["name"] for match in re.finditer(long, body)}
    if len(named) == 1:
        return f"{named.pop()}{name[len(own) :]}"
    return f"{own}总工会" if f"{own}总工会" in body else name


def _without_lead(name: str) -> Iterator[str]:
    """What may be a name's own part: 近日歙县快递行业工会 itself, then what stands behind each word of a sentence."""
    yield from (name[at:] for at in (0, *name_starts(name)))
