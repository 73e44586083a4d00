"""Programs named in lists: prizes given out, the members of “十大行动”, events that 等活动 closes, heads that two share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.extract.lexicon import alternation
from kg.extract.program.naming import LEXICON, ORDINAL, QUOTES, VERBS, Program, by_label, clean
from kg.extract.program.phrases import ENDING, HONOUR, UNIT

CLOSERS = alternation(LEXICON["list"]["closers"])
SHARED = alternation(LEXICON["list"]["shared"])
PAIRS = alternation(LEXICON["list"]["pairs"])
NUMERALS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
ITEM = r"(?:“[^“”]{1,40}”|《[^《》]{1,40}》|\([^()]{1,12}\)|[^,。;:!?、“”《》()])"


GIVEN = alternation(LEXICON["honour"]["verbs"])
BEFORE = re.compile(rf"^.*(?:{GIVEN}了?|以及|[\d一二三四五六七八九十百余]+多?[个名家户位项]|分获)")
AT_HONOUR = rf"(?=称号|荣誉|\d|等|、|和|及|以及|,|。|;|$|[一二三四五六七八九十百]+[个名家])"


def honours(text: str) -> Iterator[Program]:
    """表彰“安康杯”竞赛优秀单位17家、优胜单位39家: the prizes of a list; a bare one takes the program of the first."""
    for giving in re.finditer(rf"{GIVEN}了?[^。;]*", text):
        owner = ""
        for m in re.finditer(rf"{UNIT}{{0,24}}?(?:{HONOUR}{AT_HONOUR}|(?=称号))", giving[0]):
            name = _prize(m[0])
            bare = bool(re.fullmatch(HONOUR, name))
            if len(name) < 4 or (bare and not (owner and name in LEXICON["honour"]["bare"])):
                continue
            owner = owner if bare else _owner(name)
            end = giving.start() + m.end()
            start = end - (len(m[0]) - m[0].rindex(name[0], 0, len(m[0]) - len(name) + 1))
            yield Program(start, end, owner + name if bare else clean(name), None, False, "program/honour-in-a-list")


def _prize(stretch: str) -> str:
    """The honour in a stretch that ends in it: without the verb, the number and the winner before it."""
    name = BEFORE.sub("", stretch)
    edition = ORDINAL.search(name)
    return name[edition.start() :] if edition else name.lstrip("、和及,")


def _owner(name: str) -> str:
    """安康杯竞赛 of 安康杯竞赛组织优秀单位: the program whose honour it is."""
    head = next((h for h in sorted(LEXICON["honour"]["bare"], key=len, reverse=True) if name.endswith(h)), "")
    owner = re.sub(r"组织$", "", name[: len(name) - len(head)]) if head else ""
    return owner if len(owner) >= 3 else ""


def members(text: str) -> Iterator[Program]:
    """思想引领、精准扶贫…“十大行动”: as many items as the number says, each named by the common head."""
    number = "[二三四五六七八九十两]"
    pattern = rf"(?P<items>{ITEM}{{2,14}}(?:、{ITEM}{{2,14}}){{1,11}})等?“?(?P<n>{number})[大项个]?(?P<head>{SHARED})”?"
    bare = "".join(c for c in text if c not in QUOTES)
    kept = [i for i, c in enumerate(text) if c not in QUOTES]
    for m in re.finditer(pattern, bare):
        items = m["items"].split("、")
        if len(items) != NUMERALS[m["n"]]:
            continue
        place = m.start("items")
        for item in items:
            name = re.sub(rf"^.*?(?:把|将|抓好|打造|开展|实施|以|推进|围绕|做好|工会)(?=[一-龥]{{4}})", "", item) if item is items[0] else item
            start = place + len(item) - len(name)
            place += len(item) + 1
            yield from _member(name, m["head"], kept[start], kept[start + len(name) - 1] + 1)


def _member(name: str, head: str, start: int, end: int) -> Iterator[Program]:
    concept = by_label().get(name)
    if head in LEXICON["list"]["lends"] and not name.endswith(head):
        yield Program(start, end, name + head, concept.name if concept else None, False, "program/member-of-a-list")
    elif concept:
        yield Program(start, end, concept.name, concept.name, False, "program/member-of-a-list")


def closed_lists(text: str) -> Iterator[Program]:
    """举办了诗润江淮、演讲比赛等文体活动: what a verb runs, up to 等活动."""
    pattern = rf"{VERBS}(?:了|好)?(?P<items>{ITEM}{{2,40}}(?:、{ITEM}{{2,40}}){{1,8}})等(?:[^,。;、]{{0,6}}){CLOSERS}"
    for m in re.finditer(pattern, text):
        yield from _items(text, m.start("items"), m["items"], lambda _: True)


def described(text: str) -> Iterator[Program]:
    """以“劳模讲故事”为主要形式的…: what a program is made of, in quotation marks."""
    for m in re.finditer(r"以?“(?P<items>[^“”]{3,80})”为(?:主要)?(?:内容|形式)的", text):
        yield from _items(text, m.start("items"), m["items"], lambda item: len(item) >= 4)


def listed(text: str) -> Iterator[Program]:
    """开展雏鹰助学、抢险救灾、暖冬行动: of a list behind a verb the items with an ending of their own."""
    for m in re.finditer(rf"{VERBS}(?:了|好)?(?P<items>{ITEM}{{2,24}}(?:、{ITEM}{{2,24}}){{2,9}})(?=等|[,。;])", text):
        named = re.compile(rf"{UNIT}{{2,20}}{alternation(LEXICON['list']['named'])}")
        yield from _items(text, m.start("items"), m["items"], lambda item: bool(named.fullmatch(item)), led=False)


def _items(text: str, start: int, items: str, wanted: Callable[[str], bool], led: bool = True) -> Iterator[Program]:
    """The items of a list that are `wanted`; no number and no description is a name."""
    for item in items.split("、"):
        name = clean(item)
        if 3 <= len(name) <= 40 and wanted(name) and not re.search(r"^\d|的", name):
            yield Program(start, start + len(item), name, None, led, "program/item-of-a-list")
        start += len(item) + 1


def paired(text: str) -> Iterator[Program]:
    """精准扶贫与劳模引领行动品牌 → 精准扶贫行动, 劳模引领行动: two names that share one head."""
    pattern = rf"(?:{VERBS}|扩大|提高|拓展)(?:了|好)?(?P<one>“?[一-龥]{{2,5}}”?[一-龥]{{0,3}})(?P<and>与|和)(?P<two>[一-龥]{{2,6}}?)(?P<head>{PAIRS})(?=品牌|[,。;、]|影响|质量|范围|$)"
    for m in re.finditer(pattern, text):
        if re.search(rf"{ENDING}$", clean(m["one"])) and clean(m["one"]) not in by_label():
            continue
        for part in ("one", "two"):
            name = clean(m[part]) + m["head"]
            end = m.end(part) if part == "one" else m.end("head")
            yield Program(m.start(part), end, name, None, True, "program/shared-head")

