"""Whose a figure is where its clause names nobody: a superior's, or the union's with which its passage opens."""

from __future__ import annotations

import re

from kg.extract.lexicon import alternation
from kg.extract.organisation.home import ITEM, LEXICON, MARKS, Home, Organisation, is_below, region_before, region_of
from kg.extract.organisation.rules import find_organisations
from kg.extract.organisation.unions import KIND, UNNAMED

TOPIC = LEXICON["topic"]
CONTEST = re.compile(
    rf"(?:第[一二三四五六七八九十百\d]+届|\d{{4}}年度?)?[^,。;、]{{0,24}}?{alternation(TOPIC['contests'])}"
    rf"(?:[^,。;\d]{{0,14}}?){alternation(TOPIC['held'])}"
)
WHOLE = re.compile(
    rf"(?:^|[,;。:])(?:{alternation(LEXICON['actor']['times'])},?)?全(?P<mark>[{MARKS}])(?!总|级|各|\d|{alternation(TOPIC['not_whole'])})"
)
OWN = re.compile(rf"[全我](?P<mark>[{MARKS}])")
BEHIND_A_NAME = re.compile(f"(?![、和及]|{alternation(TOPIC['guests'])})")
LEAD = re.compile("【(?P<name>[一-龥]{2,14})】")
HEADED = re.compile(f"(?:{ITEM.pattern})?(?:【[一-龥]{{2,14}}】|[一-龥]{{2,9}}:)")
SPEAKER = re.compile(
    f"[一-龥]{{2,14}}总?工会{alternation(TOPIC['speakers'])}[一-龥]{{0,6}}{alternation(TOPIC['says'])}"
)
MEETING = re.compile(alternation(TOPIC["meetings"]))
NATIONAL = "中华全国"
TOGETHER = ("各级工会", "基层工会")


OPENING_PLACE = re.compile("[一-龥]{3,9}")
TOLD_OF = re.compile(f"(?P<place>[一-龥]{{2,9}}?[{MARKS}]){alternation(TOPIC['told_of'])}")  # 平湖市是…的先行者。


def superior(text: str, position: int, home: Home) -> tuple[str, str] | None:
    """六盘水市第五届技能大赛开赛: the union above home whose contest or region, 全省…, a sentence tells of."""
    whole = [m for m in WHOLE.finditer(text) if m.end() <= position]
    region = home.place(whole[-1]["mark"]) if whole else None
    if region and _is_above(region, home) and not OWN.search(text, whole[-1].end(), position):
        return home.union(region), "organisation/whole-of-a-superior"
    for m in re.finditer(f"[{MARKS}]", text):
        held = CONTEST.match(text, m.end())
        place = region_before(text, m.end(), home) if held else None
        if place and _is_above(place[1], home) and not OWN.search(text, 0, position):
            return home.union(place[1]), "organisation/holder-of-a-contest"
    return None


def _is_above(region: str, home: Home) -> bool:
    """Whether a region is one of those that hold the home region."""
    return region != home.region and region in home.regions.values()


def city_told_of(text: str, home: Home) -> str | None:
    """The union of the city below home with whose name alone a sentence opens: 英德市受灾最重,市总工会…."""
    opening = OPENING_PLACE.match(text)
    place = opening and next(
        (opening[0][:n] for n in range(len(opening[0]), 2, -1) if is_below(opening[0][:n], home)), ""
    )
    return home.union(place) if place and not text.startswith(("总工会", "工会"), len(place)) else None


def topic_of(text: str, home: Home) -> str | None:
    """库车县总工会推进…, 墨玉县:…, 【都匀市】…: the one union, not home's nor above, with which a passage opens."""
    text = text[item.end() :] if (item := ITEM.match(text)) else text
    lead = LEAD.match(text)
    text = f"{lead['name']}:" if lead else text
    place = TOLD_OF.match(text)
    if place and is_below(place["place"], home):
        return home.union(place["place"])
    found = find_organisations(text, home)
    org = next((o for o in found if o.start == 0), None)
    if org is None or (org.type != "union" and org.rule != UNNAMED) or org.rule == KIND:
        return None
    if org.name == home.name or org.name.endswith(TOGETHER) or not BEHIND_A_NAME.match(text, org.end):
        return None
    if any(_opens_another(o, org, text) for o in found):
        return None  # a row of unions, none of which the passage is about
    region = region_of(org.name, home)
    above = region in home.regions.values() and org.name == f"{region}总工会"
    return None if above or org.name.startswith(NATIONAL) else org.name


def _opens_another(org: Organisation, first: Organisation, text: str) -> bool:
    """Whether a later clause of a sentence opens with another union: 甲县总工会建站6个,乙县总工会建站9个。"""
    return org.type == "union" and org.name != first.name and text[org.start - 1] in ",;" and org.start > 0


def holds_at_once(text: str, home: Home) -> bool:
    """【都匀市】…, 某县总工会主席介绍,…: whether the union that opens a sentence is told of in that sentence too."""
    return bool(LEAD.match(text) or SPEAKER.match(text))


def speaks_of_home(text: str, position: int, home: Home) -> bool:
    """Whether a sentence turns to the home region or to a meeting before a figure: 全市…, 我市…, 会议表彰…."""
    if MEETING.match(text) or (home.region and home.region in text[:position]):
        return True
    return any(home.region and home.region.endswith(m["mark"]) for m in OWN.finditer(text, 0, position))
