"""locatedIn and subOrganisationOf: the region in an organisation's name, and the union above a union."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.lexicon import alternation, lexicon
from kg.extract.organisation.home import region_before
from kg.extract.organisation.rules import Organisation
from kg.extract.program.naming import stem
from kg.extract.program.rules import kind_of
from kg.extract.relation.scene import Passage, Scene
from kg.extract.relation.sites import facility_in, is_facility
from kg.model import Relation
from kg.regions import Region, resolve

LEXICON = lexicon("relation")["place"]
LEADS = re.compile(rf"[^,。;]{{0,8}}{alternation(LEXICON['leads'])}")
LED_BY = alternation(LEXICON["to_a_village"])
VILLAGE = re.compile(
    r"(?:[一-龥]{2,3}[县市区])?[一-龥]{2,3}?(?:[一-龥]{1,3}族)?[乡镇]"
    r"(?P<village>(?![两各等多一二三四五六七八九十几])[一-龥]{2,3}村)"
)
SPREAD = re.compile(
    rf"(?P<at>{alternation(LEXICON['at'])}|在)(?P<list>[^,。;:]{{2,16}}(?:、[^,。;:、]{{2,16}})+?)等[地处]"
)
FAR = re.compile(rf"(?P<set_up>{alternation(LEXICON['set_up'])})|{alternation(LEXICON['first'])}")
SET_UP = re.compile(rf"{alternation(LEXICON['set_up'])}了?“?(?P<name>[^“”,。;\d]{{2,16}}?)(?=[”\d,。;])")


def places(scene: Scene) -> Iterator[Relation]:
    """Where organisations and stations are, and which union is under which."""
    for passage in scene.passages:
        for o in passage.organisations:
            yield from located(scene, passage, o)
            yield from under(scene, passage, o)
            yield from inside(scene, passage, o)
        yield from villages(scene, passage)
        yield from spread(scene, passage)
        yield from far(scene, passage)


def far(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """在上海建立维权服务站, 贵州首个“司机之家”: a facility, or the heading's, in a region that is not home."""
    for m in FAR.finditer(passage.text):
        _, end = passage.clause(m.end())
        place = _region_at(scene, passage.text[: m.start()], bool(m["set_up"]))
        behind = [p for p in passage.programs if m.end() <= p.start < end and kind_of(p.name) == "facility"]
        found = behind or [p for p in passage.umbrella if m["set_up"] and kind_of(stem(p.name)) == "facility"]
        for p in found[:1] if place and place != scene.home.region else ():
            yield from scene.relate("locatedIn", p.name, place or "", passage, (m.start(), end), "place-of-a-facility")


def _region_at(scene: Scene, before: str, set_up: bool) -> str | None:
    """The region that ends a stretch, behind 在 where something is set up in it: 在上海, 在全省, 贵州."""
    if before.endswith(("在全省", "在全国")):
        return scene.home.place("省") if before.endswith("省") else None
    region = region_before(before, len(before), scene.home)
    if region is None or (set_up and not before[: region[0]].endswith("在")):
        return None
    return region[1]


def located(scene: Scene, passage: Passage, o: Organisation) -> Iterator[Relation]:
    """凤台县环卫处 → 凤台县: an organisation that bears the name of a county, or a firm that bears the city's."""
    if o.type in ("union", "person", "party"):
        return
    region = region_in(passage.text[o.start : o.end], scene)
    if region:
        yield from scene.relate("locatedIn", o.name, region.name, passage, (o.start, o.end), "place-in-a-name")


def region_in(surface: str, scene: Scene) -> Region | None:
    """The county or city whose name begins a name: 凤台县 of 凤台县环卫处, 天水市 of 天水卷烟厂."""
    for length in range(min(8, len(surface) - 2), 1, -1):
        region = resolve(surface[:length], scene.home.code) if scene.home.code else None
        if region and (surface[:length] == region.name or region.name == scene.home.region):
            return region
    return None


def under(scene: Scene, passage: Passage, o: Organisation) -> Iterator[Relation]:
    """在省总工会的领导下: the union above the reporting one; 寿县总工会: a county's union below it."""
    home = scene.home
    if o.type != "union" or not home.name or o.name == home.name or "各级" in o.name:
        return
    region = resolve(o.name.removesuffix("总工会"), home.code) if home.code else None
    span = (o.start, o.end)
    if o.rule == "organisation/unions-of-a-kind" and o.name.endswith("总工会") and home.is_regional():
        yield from scene.relate("subOrganisationOf", o.name, home.name, passage, span, "union-of-each-region-below")
    elif o.name.endswith("总工会") and region and region.name != home.region:
        yield from scene.relate("subOrganisationOf", o.name, home.name, passage, span, "union-of-a-region-below")
    elif o.name == _above(scene) and _leads(passage, o):
        span = (o.start, min(o.end + 8, len(passage.text)))
        yield from scene.relate("subOrganisationOf", home.name, o.name, passage, span, "union-that-leads")


def inside(scene: Scene, passage: Passage, o: Organisation) -> Iterator[Relation]:
    """区税务局办税服务厅 → 区税务局: an organisation whose name begins with that of the one it belongs to.

    A union has institutions of its own (市总工会服务职工中心) and bodies that only its report names (机关各支部).
    """
    if o.rule == "organisation/of-the-reporting-union" and scene.home.name:
        span = (o.start, o.end)
        yield from scene.relate("subOrganisationOf", o.name, scene.home.name, passage, span, "union-and-its-body")
    for q in passage.organisations:
        own = o.type == "institution" if q.type == "union" else not facility_in(o.name)
        if q is not o and q.start == o.start and q.end < o.end and own:
            yield from scene.relate(
                "subOrganisationOf", o.name, q.name, passage, (o.start, o.end), "part-of-the-named-before"
            )


def villages(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """建安区蒋李集镇寇庄村: a village and the township before it."""
    for m in VILLAGE.finditer(passage.text):
        town = re.sub(rf"^.*?(?:[到对在赴为向与]|{LED_BY})", "", passage.text[m.start() : m.start("village")])
        yield from scene.relate("locatedIn", m["village"], town, passage, m.span(), "village-of-a-township")


def spread(scene: Scene, passage: Passage) -> Iterator[Relation]:
    """在甲公园、乙公园等地建成“示范林”, 驿站3处,分布在…等地: the places of what was set up."""
    for m in SPREAD.finditer(passage.text):
        name = _set_up(passage, m)
        if name is None:
            continue
        for place in m["list"].split("、"):
            yield from scene.relate("locatedIn", name, place, passage, m.span(), "places-in-a-list")


def _set_up(passage: Passage, m: re.Match[str]) -> str | None:
    """What stands at the places of a list: the facility told before, or set up behind."""
    before = [p.name for p in passage.programs if p.end <= m.start() and is_facility(p)]
    if m["at"] != "在":
        return before[-1] if before else None
    behind = SET_UP.match(passage.text, m.end())
    return behind["name"] if behind else None


def _above(scene: Scene) -> str | None:
    """The union of the region above the reporting one's."""
    regions = list(scene.home.regions.values())
    above = regions[regions.index(scene.home.region) + 1 :] if scene.home.region in regions else []
    return f"{above[0]}总工会" if above else None


def _leads(passage: Passage, o: Organisation) -> bool:
    """Whether a union is told to lead: 在省总工会的领导下."""
    return bool(LEADS.match(passage.text, o.end))
