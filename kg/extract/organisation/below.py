"""Who acts without its full name: a county for its union, 各市, a purse (市财政), a department (民政部门)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.lexicon import alternation
from kg.extract.organisation.home import LEXICON, Home, Organisation, is_below, place_before, region_named
from kg.extract.organisation.unions import UNNAMED

BELOW = LEXICON["below"]
OPENING = "(?:^|(?<=[,;。:]))(?:其中,?|此外,)?"
ACTS = rf"(?:{alternation(BELOW['adverbs'])})*{alternation(BELOW['acting'])}"
PLACE = re.compile(
    rf"{OPENING}(?P<place>[一-龥]{{1,9}}?(?:自治[县旗]|[县区市旗]))(?=(?P<what>[一-龥“”]{{0,14}}?){ACTS}|:|有\d)"
)
SHORT = re.compile(rf"{OPENING}(?P<place>[一-龥]{{2,4}}?)(?={ACTS}|:)")
ROW = re.compile(
    r"(?<![一-龥、])(?P<row>[一-龥]{2,7}(?:、[一-龥]{2,7}?){1,5})"
    r"(?:(?:[两二三四五六七八九十]|\d{1,2})个?(?P<mark>[县区市])(?:总工会)?)?(?=分别)"
)
NO_PLACE = re.compile(alternation(BELOW["no_place"]))
ALL = re.compile(
    rf"{OPENING}各(?:{alternation(BELOW['kinds'])}|(?:工会)?{alternation(BELOW['stations'])}[站点])(?={ACTS})"
)
PROVINCES = ("省", "自治区")
PURSE = re.compile(f"财政(?!拨款)(?={ACTS}|每)")
DEPARTMENT = re.compile(rf"{OPENING}(?P<name>{alternation(BELOW['departments'])}部门)(?={ACTS}|先行)")


def places_acting(text: str, home: Home) -> Iterator[Organisation]:
    """凤台县投资…, 船营区物业行业通过协商…: a county below the home region at the opening of a clause is its union."""
    for m in PLACE.finditer(text):
        if is_below(m["place"], home) and not NO_PLACE.search(m["what"] or ""):
            yield Organisation(m.start("place"), m.end("place"), f"{m['place']}总工会", "government", UNNAMED)
    for m in SHORT.finditer(text):
        place = region_named(m["place"], home)
        if place and place != m["place"] and is_below(place, home):
            yield Organisation(m.start("place"), m.end("place"), f"{place}总工会", "government", UNNAMED)


def places_in_a_row(text: str, home: Home) -> Iterator[Organisation]:
    """南漳、保康两县分别建站20个和30个: the union of each, to which the figures belong in their order."""
    for m in ROW.finditer(text):
        mark = m["mark"] or ""
        for apart in ("[^、]+", "[^、和]+"):  # 太和 is one name
            names = list(re.finditer(apart, m["row"]))
            places = [region_named(name[0] + mark, home) or region_named(name[0], home) for name in names]
            if all(place and place.endswith(mark) for place in places):
                for name, place in zip(names, places, strict=True):
                    start, end = m.start("row") + name.start(), m.start("row") + name.end()
                    yield Organisation(start, end, f"{place}总工会", "government", UNNAMED)
                break


def all_of_a_kind(text: str, home: Home) -> Iterator[Organisation]:
    """各市配套…, 各县区共筹集…: the unions of the home region, all levels together."""
    for m in ALL.finditer(text):
        if home.region and home.is_regional():
            yield Organisation(m.start(), m.end(), f"{home.region}各级工会", "government", UNNAMED)


def purses(text: str, home: Home) -> Iterator[Organisation]:
    """市财政拨付…: the finance of a region, where it pays; 市财政局 is an office."""
    for m in PURSE.finditer(text):
        place = place_before(text, m.start(), home)
        if place and (place[0] == 0 or text[place[0] - 1] in ",;。:、"):
            name, rule = (
                f"{place[1]}财政{'厅' if place[1].endswith(PROVINCES) else '局'}",
                "organisation/finance-of-a-region",
            )
            yield Organisation(place[0], m.end(), name, "government", rule)


def departments_acting(text: str, home: Home) -> Iterator[Organisation]:
    """民政部门发放…, 组织部门看望…: a department that acts alone, under the words of the text."""
    for m in DEPARTMENT.finditer(text):
        name, rule = f"{home.region or ''}{m['name']}", "organisation/department-acting"
        yield Organisation(m.start("name"), m.end("name"), name, "government", rule)
