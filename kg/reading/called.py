"""The union that a text calls by its kind alone, 镇总工会 or 联合会, and names in full once: 上派镇总工会."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.reading.firm import name_starts, own_part, without_superiors
from kg.reading.lexicon import either, lexicon
from kg.reading.places import leading_region, settle
from kg.regions import Region, by_name

WORDS = lexicon("home")
UNION = "(?:工会联合会|联合工会|总工会|工会)"
_KINDS: dict[str, list[str]] = WORDS["called"]["kinds"]
_ZONES = tuple(_KINDS["园区"])  # 苏州工业园区: their region's name is part of their own
_FEDERATION = "工会联合会"
_ALONE = re.compile(rf"(?:{either(_KINDS)}|{either(WORDS['called']['trades'])})?(?:工会)?联合会")
_FEDERATED = re.compile(rf"[㐀-鿿]{{2,24}}?{_FEDERATION}")
_NOT_NAMES = tuple(WORDS["called"]["no_names"])
_ONLY_KIND = re.compile(f"{either(_NOT_NAMES)}?{either([end for ends in _KINDS.values() for end in ends])}")
_LONGEST, _IN_TITLE = 10, 3  # characters before a kind that may be a name; what a name in the title counts


class Called(NamedTuple):
    """A union's full name, the region it is of, and how much speaks for it."""

    name: str
    region: Region | None
    claim: int


def union_called(title: str, body: str) -> Called | None:
    """Of the unions that a text calls by their kind the one with the greatest claim: 洪山区洪山街道总工会."""
    text = f"{title}\n{body}"
    found = [*(_of_kind(kind, title, text) for kind in _KINDS), _federation(title, text)]
    return max(filter(None, found), key=lambda called: (called.claim, called.name), default=None)


def without_union(name: str) -> str:
    """上派镇 of 上派镇总工会."""
    return re.sub(f"{UNION}$", "", name)


def is_place(name: str) -> bool:
    """Whether a name is that of a township, a street, a community or a park."""
    return name.endswith(tuple(end for ends in _KINDS.values() for end in ends))


def is_kind(name: str) -> bool:
    """Whether a place's name names none: 社区, 小村."""
    return bool(_ONLY_KIND.fullmatch(name))


def place_meant(short: str, text: str) -> str:
    """北滘镇总工会 for 北滘, where the text names the union of a place so called; else nothing."""
    meant = re.search(f"{re.escape(short)}{either(_KINDS)}{UNION}", text)
    return meant[0] if meant else ""


def of_place(name: str, text: str) -> tuple[str, Region | None]:
    """A place's union as the text has it, behind its region: 桃园社区工会 → 莲湖区桃园社区工会联合会."""
    place = without_union(name)
    return placed(place + _ending(_behind_regions(place, text), f"{name}\n{text}"), text)


def _ending(place: str, text: str, bare: Sequence[str] = ()) -> str:
    """What a text calls a place's union, 工会 only where it has no fuller word."""
    named = Counter([*bare, *re.findall(f"{re.escape(place)}({UNION})", text)])
    return max(named, key=lambda union: (union != "工会", named[union], union), default="工会")


def placed(name: str, text: str) -> tuple[str, Region | None]:
    """A union's name behind the region that the text tells right before it, and that region: 广丰区|芦林街道总工会."""
    own = _behind_regions(name, text)
    if own != name and (region := leading_region(name[: -len(own)], text)):
        return f"{region.name}{own}", region
    town = without_union(name)
    spelt = town.removesuffix("道") if town.endswith("街道") else town  # 越秀北京街
    for match in re.finditer(re.escape(spelt), text):
        before = text[: match.start()].removesuffix("的")[-9:]
        starts = range(len(before) - 1)  # of two characters at least
        if region := next(filter(None, (settle(before[at:], None, text) for at in starts)), None):
            return f"{region.name}{name}", region
    return name, leading_region(name, text)


def _behind_regions(name: str, text: str) -> str:
    """温汤镇 of 宜春市袁州区温汤镇 and 宜春袁州区温汤镇; 北京路街道 is one name where no 路街道 stands alone."""
    for n in (n for n in range(len(name) - 2, 1, -1) if by_name(name[:n]) and not _is_kind(name[n:])):
        alone = not without_union(name).endswith(_ZONES) and re.search(f"(?<!{name[:n]}){name[n:]}", text)
        parts = (name[:n], *(name[n : n + k] for k in range(2, 9)))
        ranked = any(region.name == part for part in parts for region in by_name(part))  # not 苏州, though it ends so
        if ranked or alone:
            return _behind_regions(name[n:], text)
    return name


def _is_kind(name: str) -> bool:
    """Whether a name is nothing but a kind: 街道总工会."""
    return any(without_union(name) in ends for ends in _KINDS.values())


def _of_kind(kind: str, title: str, text: str) -> Called | None:
    """The union of a township, street, community or park that a text calls 镇总工会 once it has named the place."""
    bare = [match[1] for match in re.finditer(f"{kind}({UNION})", text) if _opens(text, match)]
    places = {place for end in _KINDS[kind] for place in _places(end, text)} if bare else set()
    if not places:
        return None
    claims = {place: text.count(place) + len(re.findall(f"{place}{UNION}", text)) for place in places}
    best = max(places, key=lambda place: (claims[place], -len(place), place))
    union = _ending(best, text, bare)
    own = len(bare) + len(re.findall(f"[全我本该]{kind}", text)) + _IN_TITLE * (best in title)
    return Called(*placed(best + union, text), claims[best] + own)


def _places(end: str, text: str) -> Iterator[str]:
    """Each place whose name ends so: 上派镇 of 在肥西县上派镇, none of 乡镇."""
    for match in re.finditer(f"{end}(?!区)", text):  # 工业园 is no end of 工业园区
        name = own_part(re.findall(f"[㐀-鿿]{{0,{_LONGEST}}}$", text[: match.start()])[0])
        if len(name) >= 2 and not name.endswith(_NOT_NAMES):
            yield _behind_regions(name + end, text)


def _federation(title: str, text: str) -> Called | None:
    """The federation that a text founds or names, and then calls 联合会: 苏州市物流行业工会联合会."""
    bare = [match for match in _ALONE.finditer(text) if _opens(text, match)]
    spelt = {own_part(match[0]) for match in _FEDERATED.finditer(text)}
    names = {without_superiors(name) for name in spelt if not _ALONE.fullmatch(name) and name.endswith(_FEDERATION)}
    if not bare or not names:
        return None
    best = max(names, key=lambda name: (text.count(name), -len(name), name))
    longer = [name for name in names if name.endswith(best) and leading_region(name, text)]
    full = max(longer, key=lambda name: (len(name), name), default=best)
    return Called(full, leading_region(full, text), text.count(best) + len(bare) + _IN_TITLE * (best in title))


def _opens(text: str, match: re.Match[str]) -> bool:
    """Whether nothing before a match names the union further: 当天,镇总工会; 由该镇总工会."""
    before = text[max(0, match.start() - 6) : match.start()]
    return bool(re.search("(?:^|[^㐀-鿿]|[该我本])$", before)) or len(before) in name_starts(before)
