"""Trade unions by what a report calls them: 市总工会, 宜宾市总, 全市各级工会, 各县(市、区)总工会, 公司工会."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.lexicon import alternation
from kg.extract.organisation.home import LEXICON, MARKS, Home, Organisation, place_before, region_before

TOPIC = LEXICON["topic"]
SPOKEN = rf"{alternation(TOPIC['speakers'])}[一-龥]{{0,4}}{alternation(TOPIC['says'])}"  # 工会主席某某说
SHORT_GUARD = f"(?!{alternation(LEXICON['union']['not_behind_short'])})"
TOGETHER = LEXICON["together"]
DOES = (
    rf"(?:{SPOKEN}|{alternation(TOGETHER['deeds'])}了?[约近超]?\d|{alternation(TOGETHER['does'])}"
    rf"|{alternation(TOGETHER['makes'])}(?=[一-龥])(?!{alternation(TOGETHER['not_made'])})"
    rf"|建设(?!{alternation(TOGETHER['not_made'])})[一-龥“”]{{2,10}}\d)"
)
BARE_GUARD = f"(?!(?!{DOES}){alternation(TOGETHER['not_behind'])})"
OFFICES = alternation(LEXICON["union"]["offices"])
GENERAL = re.compile(rf"总工会|(?<=[{MARKS}])(?<![全我本].)总{OFFICES}?{SHORT_GUARD}")
TOWNS, ZONES, FIRMS = (alternation(LEXICON["local"][words]) for words in ("towns", "zones", "firms"))
LOCAL = re.compile(
    rf"(?:^|(?<=[,;。:、]))(?P<place>(?:(?!{alternation(LEXICON['local']['not_names'])})[一-龥A-Za-z-]){{2,10}}?)"
    rf"(?:(?:{TOWNS}(?:总工会|工会)|{ZONES}总工会|(?P<firm>{FIRMS})工会){BARE_GUARD}"
    rf"|(?P<many>{alternation(LEXICON['local']['federations'])})(?!\d|{alternation(LEXICON['local']['not_federated'])}))"
)
BRANCH_MARK = "分"  # 机关|分|工会
COMMON = re.compile(f"[{MARKS}].*|{alternation(LEXICON['name']['plain'])}+")
ROW_OF_TOWNS = re.compile(
    rf"(?:^|(?<=[,;。:]))(?P<row>(?:[一-龥]{{2,6}}?{TOWNS}、)+)(?=[一-龥]{{2,6}}?{TOWNS}(?P<union>总?工会){BARE_GUARD})"
)
OPENING = "organisation/union-opening-a-clause"
UNNAMED = "organisation/union-of-the-place"  # it acts there, but is not mentioned
NAMED_BEFORE = "organisation/named-before"  # 该公司: it acts, and is named elsewhere
NATIONAL_UNION = "organisation/national-union"
TOGETHER_RULE = "organisation/unions-together"
OF_A_LEVEL = "organisation/union-of-a-level"  # 市总工会, without the region's name
KIND = "organisation/unions-of-a-kind"
NATIONAL = re.compile(f"{alternation(LEXICON['union']['national'])}(?![{LEXICON['union']['not_behind_national']}])")
DIRECT = re.compile(
    rf"(?<![全各我])(?P<mark>[{MARKS}]){alternation(LEXICON['union']['direct'])}工会(?:工委|工作委员会|联合会)?"
)
HELD = re.compile(  # 全市工会经验交流会在…召开 is held by one union, not by all
    rf"[^,;。:\d]{{2,16}}?{alternation(LEXICON['together']['meetings'])}(?:[^,;。:\d]{{0,12}}?{alternation(TOPIC['held'])}|[^,;。:]{{0,10}}?召开|开班)"
)
REGIMENT = re.compile(
    r"(?:(?<![一二三四五六七八九〇○零十百])[一二三四五六七八九〇○零十百]{2,5}|(?<!\d)\d{2,3})团(?:农?场)?总?工会"
)
CORPS = re.compile(
    r"(?:第?[一二三四五六七八九十]+)师[一-龥]{2,5}市总工会|(?:新疆生产建设)?兵团总工会|(?:第?[一二三四五六七八九十]+)?师市?总工会"
)
DEEDS = re.compile(alternation([word for word in LEXICON["name"]["breakers"] if len(word) > 1]))
COORDINATE = re.compile(rf"(?:[{MARKS}]、?)+(?=[{MARKS}]总)")
INNER, BODIES, COUNTIES = (alternation(LEXICON["regional"][words]) for words in ("inner", "bodies", "counties"))
REGIONAL = re.compile(
    rf"各(?:{INNER}|[()、])+总?工会(?:组织)?{BARE_GUARD}"
    rf"(?:\([一-龥]{{2,4}}\)(?:、各[一-龥]{{2,4}}{BODIES}(?:\(会\))?)?)?"
    rf"|(?<![一-龥]){COUNTIES}(?:、开发区)?总工会"
)
ALL_OF_THEM = re.compile("(?:^|[,;。:])各$")  # ,各|基层工会自筹80万元
PAYS = re.compile(f"(?:[共也还均都]|分别|先后|相继|积极)*{alternation(LEXICON['below']['acting'])}")
ORGANISES = re.compile(
    rf"(?:{FIRMS}|{alternation(LEXICON['union']['of_trades'])}|[一二三四五六七八九十]中|段|局|院|行|社)工会"
    rf"(?=组织(?:(?!{alternation(LEXICON['union']['bodies'])})|\d+[余多]?(?:{alternation(LEXICON['union']['led'])}|[个家](?=[一-龥]))))"
)
BRANCH = re.compile(rf"(?:各级)?工会{alternation(LEXICON['together']['tails'])}?{BARE_GUARD}")
TWO_LEVELS = re.compile(rf"{alternation(LEXICON['together']['two_levels'])}两级(?:地方)?$")


def ends_of_names(text: str) -> list[int]:
    """Where a union's name ends before 组织 as a verb: 三中工会|组织健步走, which jieba cuts as 工会组织."""
    return [m.end() for m in ORGANISES.finditer(text)]


def unions(text: str, home: Home) -> Iterator[Organisation]:
    """Every union that the sentence names by one of the reports' usual ways."""
    yield from of_the_place(text, home)
    if "工会" in text or "总" in text:
        for rule in (
            general,
            local,
            coordinate,
            national,
            direct,
            corps,
            own,
            together,
            of_regions,
            regional,
            grassroots,
        ):
            yield from rule(text, home)


def general(text: str, home: Home) -> Iterator[Organisation]:
    """市总工会, 省总, 上饶市广丰区总工会: the general union of the region named before it."""
    for m in GENERAL.finditer(text):
        if place := place_before(text, m.start(), home):
            start, region = place
            rule = "organisation/union-of-a-region" if m.start() - start > 1 else OF_A_LEVEL
            yield Organisation(start, m.end(), home.union(region), "union", rule)


def local(text: str, home: Home) -> Iterator[Organisation]:
    """三间房乡总工会, 中天建设集团工会: the union of a town, zone or firm that opens a clause; each town of a row."""
    for m in LOCAL.finditer(text):
        start, surface = m.start("place"), text[m.start("place") : m.end()]
        common = (m["firm"] or m["many"]) and m["firm"] != BRANCH_MARK and COMMON.fullmatch(m["place"])
        if not DEEDS.search(m["place"]) and not common:
            own = home.is_called_after(surface) or home.is_called(surface)
            name = home.name if home.name and own else surface
            yield Organisation(start, m.end(), name, "union", OPENING)
    for m in ROW_OF_TOWNS.finditer(text):
        for town in re.finditer("[^、]+", m["row"]):
            start, end = m.start() + town.start(), m.start() + town.end()
            yield Organisation(start, end, f"{town[0]}{m['union']}", "union", OPENING)


def coordinate(text: str, home: Home) -> Iterator[Organisation]:
    """区、市总工会: the union of each rank in the row; the last one is found by its own name."""
    for m in COORDINATE.finditer(text):
        for mark in re.finditer(f"[{MARKS}]", m[0]):
            if region := home.place(mark[0]):
                start = m.start() + mark.start()
                yield Organisation(start, start + 1, home.union(region), "union", OF_A_LEVEL)


def national(text: str, home: Home) -> Iterator[Organisation]:
    """全总: the national union."""
    for m in NATIONAL.finditer(text):
        yield Organisation(m.start(), m.end(), "中华全国总工会", "union", NATIONAL_UNION)


def direct(text: str, home: Home) -> Iterator[Organisation]:
    """市直机关工会, 省直机关工会工委: the union of those directly under a region."""
    for m in DIRECT.finditer(text):
        if place := place_before(text, m.end("mark"), home):
            name = f"{place[1]}{text[m.end('mark') : m.end()]}"
            yield Organisation(place[0], m.end(), name, "union", "organisation/union-directly-under")


def corps(text: str, home: Home) -> Iterator[Organisation]:
    """兵团总工会, 师市总工会, 一四三团工会: the corps in Xinjiang, its divisions and regiments."""
    for m in CORPS.finditer(text):
        division = m[0] if m[0].startswith("第") else f"第{m[0]}"
        name = "新疆生产建设兵团总工会" if "兵团" in m[0] else home.name if m[0].startswith("师") else division
        if name:
            yield Organisation(m.start(), m.end(), name, "union", "organisation/union-of-the-corps")
    for m in REGIMENT.finditer(text):
        name = home.name if home.name and home.name.endswith(m[0]) else m[0]
        yield Organisation(m.start(), m.end(), name, "union", "organisation/union-of-a-regiment")


def own(text: str, home: Home) -> Iterator[Organisation]:
    """本工会, and 公司工会, 该矿工会 in the report of a firm's union."""
    if home.name is None:
        return
    words = [w for w, endings in LEXICON["union"]["own"].items() if home.name.endswith(tuple(endings))]
    if not home.is_regional():
        words += [*LEXICON["union"]["own_words"], home.name, home.name.removesuffix("工会") + "总工会"]
        words += home.short_forms()
    for m in re.finditer(alternation([*words, home.name]), text):
        preceded = text[m.start() - 1 : m.start()]
        if m[0] == home.name or not ("一" <= preceded <= "龥") or preceded in "由和与对向经在以从出了是到让":
            yield Organisation(m.start(), m.end(), home.name, "union", "organisation/reporting-union-by-its-kind")


@cache
def _together() -> re.Pattern[str]:
    lexicon = LEXICON["together"]
    own, others = alternation(lexicon["own_scope"]), alternation(lexicon["other_scopes"])
    scopes = f"(?:{own}(?P<mark>[{MARKS}国])|{others})"
    names, alone = alternation(lexicon["names"]), alternation(lexicon["alone"])
    return re.compile(rf"{scopes}(?:地方)?{names}{BARE_GUARD}|{alone}(?!干部)")


def together(text: str, home: Home) -> Iterator[Organisation]:
    """全市各级工会, 市县两级工会, 各级工会组织: the unions of the region together; 全省… those of the province."""
    for m in _together().finditer(text):
        region = home.place(m["mark"] or "") if m["mark"] else home.region
        name = f"{region}各级工会" if m["mark"] and region else home.all_levels()
        if name and not HELD.match(text, m.end()) and m["mark"] != "国" and (region == home.region or "各级" in m[0]):
            yield Organisation(m.start(), m.end(), name, "union", TOGETHER_RULE)


def of_regions(text: str, home: Home) -> Iterator[Organisation]:
    """河北各级工会, 邢台工会, 宝鸡市县两级工会: the unions of a region named in full or short, all levels together."""
    for m in BRANCH.finditer(text):
        end = m.start()
        levels = TWO_LEVELS.search(text[:end])
        if levels:
            end = levels.start()
        elif text[:end].endswith("总"):
            continue
        if region := region_before(text, end, home):
            alone = m[0] == "工会" and not levels  # 静安工会: who writes so means the district's general union
            name = home.union(region[1]) if alone else f"{region[1]}各级工会"
            yield Organisation(region[0], m.end(), name, "union", "organisation/unions-of-a-region")


def of_the_place(text: str, home: Home) -> Iterator[Organisation]:
    """在河北邢台,…: a sentence set in another place tells of that place's union, though it does not name it."""
    m = re.search(r"(?:^|讯|\)|(?<=[;。])) *在(?:[一-龥]{2,14}的)?(?P<place>[一-龥]{2,12}),", text)
    region = region_before(text, m.end("place"), home) if m else None
    if m and region and region[0] <= m.start("place") and region[1] != home.region:
        yield Organisation(m.start(), m.end("place"), f"{region[1]}总工会", "union", UNNAMED)


def regional(text: str, home: Home) -> Iterator[Organisation]:
    """各县(市、区)总工会, 各产业工会: all unions of one kind in the region."""
    for m in REGIONAL.finditer(text):
        if home.name and not home.is_regional() and m[0] not in LEXICON["regional"]["basic"]:
            yield Organisation(m.start(), m.end(), home.all_levels() or home.name, "union", KIND)
        elif home.region and m[0] not in LEXICON["regional"]["basic"]:
            kind = m[0] if m[0].startswith("各") else f"各{m[0]}"
            yield Organisation(m.start(), m.end(), f"{home.region}{kind}", "union", KIND)


@cache
def _grassroots() -> re.Pattern[str]:
    words = LEXICON["grassroots"]
    opening = rf"^|[,;。:、]|{alternation(words['behind'])}|全[市县区省州]|各"
    guard = rf"(?!{alternation(words['not_before'])}|\d)"
    return re.compile(rf"(?:{opening})(?P<name>(?:部分)?{alternation(words['names'])}){guard}")


def grassroots(text: str, home: Home) -> Iterator[Organisation]:
    """指导基层工会, 基层工会自筹…: the basic-level unions as those who are met, not as a thing counted or built."""
    for m in _grassroots().finditer(text):
        if home.region:
            name, rule = f"{home.region}基层工会", "organisation/basic-level-unions"
            acts = bool(ALL_OF_THEM.search(text[: m.start("name")]) and PAYS.match(text, m.end("name")))
            yield Organisation(m.start("name"), m.end("name"), name, "union", rule, acts=acts)
