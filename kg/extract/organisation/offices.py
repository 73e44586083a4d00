"""Party, government and courts: 市委, 县政府常务会, 民政局, 省人大常委会, and departments by their short names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.lexicon import alternation
from kg.extract.organisation.home import LEXICON, MARKS, Home, Organisation, place_before, region_named

OFFICE, STEMS = LEXICON["office"], LEXICON["stems"]
ZONE = re.compile(f"{alternation(OFFICE['zones'])}(?!总?工会)")
PLACED = tuple(OFFICE["placed"])
CENTRE = re.compile(rf"(?:(?<![一-龥])|(?<=[以由]))中央(?={alternation(OFFICE['centre_acts'])})")
ASSEMBLY = re.compile(rf"(?<=[、和]){alternation(OFFICE['assemblies'])}(?={alternation(OFFICE['assemblies_before'])})")
ASSEMBLIES_BEFORE = re.compile(rf"[{MARKS}]委(?:、{alternation(OFFICE['assemblies'])})*[、和]$")
LEAGUE = re.compile(rf"(?:共青)?团(?P<place>[一-龥]{{0,10}}?[{MARKS}])委(?!员)")


@cache
def _table(group: str) -> dict[str, tuple[str, str]]:
    """Each word of `power` or `department` with its full name, {} for the region, and its kind."""
    found: dict[str, tuple[str, str]] = {}
    for kind, words in LEXICON[group].items():
        for word, full in words.items():
            found |= {w: (f"{{}}{w}", kind) for w in full} if word == "plain" else {word: (full, kind)}
    return found


def full_names(short: str) -> set[str]:
    """The departments that a region and a stem stand for: 天水市人社 → 天水市人力资源和社会保障局, …厅."""
    stem = next((s for s in sorted((*STEMS["strong"], *STEMS["weak"]), key=len, reverse=True) if short.endswith(s)), "")
    offices = (_table("department").get(stem + ending) for ending in STEMS["endings"])
    return {office[0].format(short.removesuffix(stem)) for office in offices if stem and office}


@cache
def _offices() -> re.Pattern[str]:
    words = alternation([*_table("power"), *_table("department")])
    return re.compile(f"{words}(?!{alternation(OFFICE['not_behind'])})")


def offices(text: str, home: Home) -> Iterator[Organisation]:
    """市委, 天水市安委会, 与民政局…: an office with its region; a department without one is the home region's."""
    for m in _offices().finditer(text):
        place = place_before(text, m.start(), home)
        if place is None and m[0] in _table("department") and _stands_alone(text, *m.span()) and home.region:
            place = m.start(), home.region
        if place:
            full, kind = _table("power").get(m[0]) or _table("department")[m[0]]
            yield Organisation(place[0], m.end(), full.format(place[1]), kind, "organisation/office-of-a-region")


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no name goes on before a department's word: 与民政局, but not 高新分局民政局 or 铁路公安局."""
    before = text[:start]
    if "+" in (before[-1:], text[end : end + 1], text[end : end + 2][1:]):  # “工会+法院”机制, “法院”+工会
        return False
    return not re.search(r"[一-龥]$", before) or before.endswith(tuple(LEXICON["name"]["breakers"]))


def centre(text: str, home: Home) -> Iterator[Organisation]:
    """以中央推进…改革五周年: the party's centre, where it acts; 中央财政 and 中央八项规定 name no body."""
    for m in CENTRE.finditer(text):
        yield Organisation(m.start(), m.end(), "中共中央", "party", "organisation/party-centre")


def zones(text: str, home: Home) -> Iterator[Organisation]:
    """上饶高新区: a development zone with its region, as one that takes part, not as a place."""
    for m in ZONE.finditer(text):
        place = place_before(text, m.start(), home)
        if place and not text[: place[0]].endswith(PLACED):
            name = text[place[0] : m.end()] if m.start() - place[0] > 1 else place[1] + m[0]
            yield Organisation(place[0], m.end(), name, "government", "organisation/development-zone", acts=False)


def assemblies_listed(text: str, home: Home) -> Iterator[Organisation]:
    """市委、人大、政府、政协: in such a row each is the home region's."""
    for m in ASSEMBLY.finditer(text):
        if home.region and ASSEMBLIES_BEFORE.search(text[: m.start()]):
            name = _table("power")[m[0]][0].format(home.region)
            yield Organisation(m.start(), m.end(), name, "government", "organisation/office-in-a-row", acts=False)


@cache
def _known() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    names = {
        surface: (name, kind)
        for kind, entries in LEXICON["known"].items()
        if isinstance(entries, dict)
        for name, surfaces in entries.items()
        for surface in surfaces
    }
    return re.compile(alternation(names)), names


def known(text: str, home: Home) -> Iterator[Organisation]:
    """建设银行, 中工网, 国务院: bodies of the whole country that no ending and no region tells."""
    pattern, names = _known()
    for m in pattern.finditer(text):
        name, kind = names[m[0]]
        if not (m[0].endswith("部") and text[m.end() : m.end() + 1] == "门"):  # 人社部门 are those of the place
            yield Organisation(m.start(), m.end(), name, kind, "organisation/known-name")


def youth_leagues(text: str, home: Home) -> Iterator[Organisation]:
    """团市委, 共青团黄山市委: the youth league of a region."""
    for m in LEAGUE.finditer(text):
        if region := home.place(m["place"]) if len(m["place"]) == 1 else region_named(m["place"], home):
            name = f"共青团{region}委员会"
            yield Organisation(m.start(), m.end(), name, "association", "organisation/youth-league")


@cache
def _listing() -> tuple[re.Pattern[str], re.Pattern[str]]:
    stem, ending = alternation([*STEMS["strong"], *STEMS["weak"]]), alternation(STEMS["endings"])
    item = rf"(?P<mark>[市省区县州])?(?P<stem>{stem})(?P<ending>{ending})?"
    bare = re.sub(r"\?P<\w+>", "?:", item)
    listing = rf"(?P<list>{bare}(?:[、和与及]{bare})*)"
    tail = rf"(?P<tail>等?{alternation(STEMS['many'])}?{alternation(STEMS['tails'])})?"
    return re.compile(item), re.compile(rf"(?P<lead>{alternation(STEMS['behind'])})?{listing}{tail}")


def departments_listed(text: str, home: Home) -> Iterator[Organisation]:
    """配合安监、卫计委等部门, 市文旅、畜牧等系统: departments by short names in a list that says what they are."""
    item, listing = _listing()
    for m in listing.finditer(text):
        items = list(item.finditer(text, m.start("list"), m.end("list")))
        strong = any(i["stem"] in STEMS["strong"] for i in items)
        told = m["tail"] and (len(items) > 1 or m["tail"] == "部门")
        if strong and (told or (m["lead"] and len(items) > 1)):
            yield from _departments(items, m["tail"] or "部门", home)


def _departments(items: list[re.Match[str]], tail: str, home: Home) -> Iterator[Organisation]:
    kind = "系统" if tail.endswith("系统") else "部门"
    place = home.region
    for i in items:
        place = home.place(i["mark"]) or place if i["mark"] else place
        word = i["stem"] + (i["ending"] or "")
        full, _ = _table("department").get(word, (f"{{}}{word}" + ("" if i["ending"] else kind), ""))
        if place:
            name = full.format(place)
            yield Organisation(i.start(), i.end(), name, "government", "organisation/department-in-a-list", acts=False)
