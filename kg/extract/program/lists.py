"""Programs named in lists: the members of “十大行动”, events that 等活动 closes, names that share one head."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from kg.extract.lexicon import alternation, any_of
from kg.extract.program.naming import CAMPAIGNS, LEXICON, QUOTES, STRONG, VERBS, WEAK, Program, by_label, clean
from kg.extract.program.phrases import UNIT
from kg.extract.quantity.numerals import parse_numeral

LISTS = LEXICON["list"]
ITEM = r"(?:“[^“”]{1,40}”|《[^《》]{1,40}》|\([^()]{1,12}\)|[^,。;:!?、“”《》()])"
SUMMED = re.compile(
    rf"(?P<items>{ITEM}{{2,14}}(?:、{ITEM}{{2,14}}){{1,11}})等?"
    rf"(?P<n>[二三四五六七八九十两])[大项个]?(?P<head>{alternation(LISTS['shared'])})"
)
LEAD_IN = re.compile(rf"^.*?{alternation(LISTS['lead_in'])}(?=[一-龥]{{4}})")
BRAND = re.compile(r"“([^“”]+(?:、[^“”]+){2,5})”")
CLOSED = re.compile(
    rf"(?:{VERBS}[了好]?|{alternation(LISTS['by'])})(?P<items>{ITEM}{{2,40}}(?:、{ITEM}{{2,40}}){{1,8}})"
    rf"等(?P<gap>[^,。;、]{{0,6}})(?P<closer>{alternation(LISTS['closers'])})"
)
ASIDE = any_of(LISTS["aside"])  # …、降本增效等内容设立竞赛: what a contest is about, no programs
MADE_OF = rf"为(?:主要)?{alternation(LISTS['made_of'])}的"
DESCRIBED = re.compile(rf"以?“(?P<items>[^“”]{{3,80}})”{MADE_OF}")
# 等 ends the last item of a list
LISTED = re.compile(rf"{VERBS}[了好]?(?P<items>{ITEM}{{2,24}}(?:、(?:(?!等){ITEM}){{2,24}}){{2,9}})(?=等|[,。;])")
ENDED = re.compile(rf"{UNIT}{{2,20}}{alternation(LISTS['named'])}")
HELD = rf"\d+[余多]?{alternation(LISTS['sessions'])}(?:\([^()]\))?"
COUNTED = re.compile(rf"{VERBS}[了好]?{UNIT}{{3,30}}?{HELD}(?P<more>(?:、{UNIT}{{3,24}}?{HELD})+)")
ITEM_HELD = re.compile(rf"、(?P<name>{UNIT}{{2,22}}?{alternation((*STRONG, *WEAK))})(?={HELD})")
PAIR = re.compile(
    rf"(?:{VERBS}|{alternation(LISTS['widens'])})[了好]?(?P<one>“?[一-龥]{{2,5}}”?[一-龥]{{0,3}})[与和]"
    rf"(?P<two>[一-龥]{{2,6}}?)(?P<head>{alternation(LISTS['pairs'])})(?=[,。;、]|{alternation(LISTS['behind_pairs'])}|$)"
)


def members(text: str) -> Iterator[Program]:
    """思想引领、精准扶贫…“十大行动”: as many items as the number says, each named by the common head."""
    yield from _brand(text)
    kept = [i for i, c in enumerate(text) if c not in QUOTES]
    for m in SUMMED.finditer("".join(text[i] for i in kept)):
        items = m["items"].split("、")
        place = m.start("items")
        for item in items if len(items) == parse_numeral(m["n"]) else ():
            name = LEAD_IN.sub("", item) if item is items[0] else item
            start = place + len(item) - len(name)
            place += len(item) + 1
            yield from _member(name, m["head"], kept[start], kept[start + len(name) - 1] + 1)


def _brand(text: str) -> Iterator[Program]:
    """“春送岗位、夏送清凉、金秋助学、冬送温暖”: a brand of the scheme that is a list of programs of the scheme."""
    for m in BRAND.finditer(text):
        place = m.start(1)
        for item in m[1].split("、") if m[1] in by_label() else ():
            concept = by_label().get(item)
            if concept:
                yield Program(place, place + len(item), concept.name, concept.name, False, "program/member-of-a-list")
            place += len(item) + 1


def _member(name: str, head: str, start: int, end: int) -> Iterator[Program]:
    concept = by_label().get(name)
    if head in CAMPAIGNS and not name.endswith(head):
        yield Program(start, end, name + head, concept.name if concept else None, False, "program/member-of-a-list")
    elif concept:
        yield Program(start, end, concept.name, concept.name, False, "program/member-of-a-list")


def closed_lists(text: str) -> Iterator[Program]:
    """举办了诗润江淮、演讲比赛等文体活动: what a verb runs, up to 等活动."""
    for m in CLOSED.finditer(text):
        ends = ("赛",) if m["closer"] in LISTS["contests"] else ("",)
        if not ASIDE.search(m["gap"]):
            yield from _items(m, partial(_ends_in, ends), True)


def _ends_in(endings: tuple[str, ...], item: str) -> bool:
    return item.endswith(endings)


def described(text: str) -> Iterator[Program]:
    """以“劳模讲故事”为主要形式的…: what a program is made of, in quotation marks."""
    for m in DESCRIBED.finditer(text):
        yield from _items(m, lambda item: len(item) >= 4, True)


def listed(text: str) -> Iterator[Program]:
    """开展雏鹰助学、抢险救灾、暖冬行动: of a list behind a verb the items with an ending of their own."""
    for m in LISTED.finditer(text):
        yield from _items(m, lambda item: bool(ENDED.fullmatch(item)), False)


def counted(text: str) -> Iterator[Program]:
    """举办宣讲报告会68场、读书活动20场: of a list whose items tell their sessions, those behind the first."""
    for m in COUNTED.finditer(text):
        for item in ITEM_HELD.finditer(text, *m.span("more")):
            yield Program(*item.span("name"), clean(item["name"]), None, True, "program/counted-in-sessions")


def _items(m: re.Match[str], wanted: Callable[[str], bool], led: bool) -> Iterator[Program]:
    """The items of a list that are `wanted`; no number and no description is a name."""
    start = m.start("items")
    for item in m["items"].split("、"):
        name = clean(item)
        if 3 <= len(name) <= 40 and wanted(name) and "等" not in name and not re.search(r"^\d|的", name):
            yield Program(start, start + len(item), name, None, led, "program/item-of-a-list")
        start += len(item) + 1


def paired(text: str) -> Iterator[Program]:
    """精准扶贫与劳模引领行动品牌 → 精准扶贫行动, 劳模引领行动: two names that share one head."""
    for m in PAIR.finditer(text):
        if clean(m["one"]).endswith(STRONG):
            continue
        for part in ("one", "two"):
            end = m.end(part) if part == "one" else m.end("head")
            name = clean(m[part]) + m["head"]
            yield Program(m.start(part), end, name, None, True, "program/shared-head")
