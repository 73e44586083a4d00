"""What a program is called: the scheme's names in running text, and a name without what merely stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.lexicon import alternation, lexicon
from kg.language import Lexicon
from kg.regions import resolve
from kg.schemes import Concept, scheme

LEXICON = lexicon("program")
MARKS: str = lexicon("organisation")["mark"]["marks"]  # 省, 市, 县: what a region's name ends in
STRONG = tuple(LEXICON["suffix"]["strong"])
WEAK = tuple(LEXICON["suffix"]["weak"])
GENERIC = frozenset(LEXICON["trim"]["generic"])
PLAIN = frozenset(LEXICON["trim"]["plain"])
QUOTES = "“”‘’"
NAMED_KINDS = frozenset({"facility", "honour", "competition", "insurance"})  # a name of these is a brand, not a phrase
CAMPAIGNS = tuple(LEXICON["suffix"]["campaigns"])
GRADED_KINDS = frozenset({"honour", "competition"})  # 全国… and 省… of these are different things
PEOPLE = tuple(lexicon("program", "themes")["people"]["endings"])
DEEDS = tuple(LEXICON["trim"]["deeds"])
SENDERS = tuple(LEXICON["trim"]["senders"])
SEATS = tuple(LEXICON["trim"]["seats"])
RATED = tuple(LEXICON["trim"]["rated"])
VERBS = alternation(LEXICON["run"]["verbs"])
LEADING = re.compile("^" + alternation(LEXICON["trim"]["leading"]))
LIGHT = re.compile(alternation(LEXICON["trim"]["light"]) + "$")
LED = re.compile("(?!(?<=工会)组织)" + VERBS + r"(?:[了好]|的(?:一[项场次个])?)?(?:\d+[场次期批])?[^的、0-9]{0,8}$")
ORDINAL = re.compile(r"(?:第[一二三四五六七八九十百零〇\d]{1,4}|首)届")
ALL = ("全", "我", "本")
GRADE = re.compile(alternation(LEXICON["grade"]["words"]) + "$")


@dataclass(frozen=True, slots=True)
class Program:
    """A program named at text[start:end].

    `name` is what the report calls it; `concept` the scheme's concept that it is or is a variant of (幸福驿站 is one
    of 户外劳动者服务站点). `led` says that it is run here: behind a verb like 开展 or in quotation marks.
    """

    start: int
    end: int
    name: str
    concept: str | None
    led: bool
    rule: str


@cache
def names() -> Lexicon:
    """The labels of the scheme of programs."""
    return Lexicon((label, c.name) for c in scheme("programs") for label in c.labels)


@cache
def by_name() -> dict[str, Concept]:
    """Concepts by their preferred name."""
    return {c.name: c for c in scheme("programs")}


@cache
def by_label() -> dict[str, Concept]:
    """Concepts by any of their labels; a preferred name wins over another concept's alias."""
    return {label: c for c in scheme("programs") for label in c.labels} | by_name()


def known(text: str) -> Iterator[Program]:
    """“安康杯”竞赛 → 安康杯竞赛: a label of the scheme; quotation marks inside it are looked through."""
    kept = [i for i, c in enumerate(text) if c not in QUOTES]
    bare = "".join(text[i] for i in kept)
    for match in names().find(bare):
        start, end = kept[match.start], kept[match.end - 1] + 1
        if _is_within_word(text, start, end):
            continue
        quoted = text[end : end + 1] in ("”", "’") and text[start - 1 : start] in ("“", "‘")
        if not quoted and text[start:end].count("”") > text[start:end].count("“"):
            if (opening := _opening(text, start)) is not None:
                name = re.sub("称号$", "", clean(text[opening:end]))
                yield Program(opening, end, name, match.name, True, "program/scheme")
                continue
            start, quoted = max(0, start - 1), True
        if text[end : end + 1] == "”" and text[start:end].count("“") > text[start:end].count("”"):
            end, quoted = end + 1, True
        if _is_cut(text, start, end):
            yield from _in_quotation(text, text.rindex("“", start, end) + 1)
            continue
        led, surface = quoted or is_led(text, start), bare[match.start : match.end]
        name = surface if _is_own_name(surface, by_name()[match.name]) else match.name
        yield Program(start, end, name, match.name, led, "program/scheme")


def _is_within_word(text: str, start: int, end: int) -> bool:
    """Whether a label only stands inside other words: 配|送图书, 百人以上企业建会|率, 经费审查|委员."""
    rated = text[end : end + 1] == "率" and text.endswith(RATED, start, end)
    return rated or text.startswith(SEATS, end) or text[max(0, start - 1) : start + 1] in SENDERS


def _opening(text: str, start: int) -> int | None:
    """Where the quotation opens that a known name is cut out of: “云|河工会”公众号 is a name as a whole."""
    opening = text.rfind("“", 0, start)
    return opening if opening >= 0 and re.fullmatch("[一-龥]{1,8}", text[opening + 1 : start]) else None


def _is_own_name(surface: str, concept: Concept) -> bool:
    """Whether a text calls a program by another name than the scheme: 爱心驿站 is one, 发展会员 tells a deed."""
    if concept.kind == "honour" or (surface.endswith(CAMPAIGNS) and not concept.name.endswith(CAMPAIGNS)):
        return True
    tells = surface.startswith(DEEDS) or (surface.endswith(PEOPLE) and not concept.name.endswith(PEOPLE))
    return len(surface) > 2 and not tells and not alike(surface, concept.name)


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether a stretch ends inside a quotation that begins in it, before its last word: 会员“普惠|制”."""
    return text[start:end].count("“") > text[start:end].count("”") and text[end : end + 1] not in ("”", "")


def _in_quotation(text: str, start: int) -> Iterator[Program]:
    """The concept that a whole quotation names: 普惠制 of 会员“普惠制”."""
    end = text.find("”", start)
    if concept := by_label().get(text[start:end]):
        yield Program(start, end, text[start:end], concept.name, True, "program/scheme")


def alike(surface: str, name: str) -> bool:
    """Whether a name is only another writing of a concept's: 安康杯竞赛活动, not 幸福驿站 for 户外劳动者服务站点."""
    short, long = sorted((surface, name), key=len)
    if short in long and len(short) * 2 >= len(long):
        return True
    if len(short) >= 4 and short[0] == long[0] and short[-2:] == long[-2:] and is_within(short, long):
        return True
    a, b = pairs_in(short), pairs_in(long)
    return 2 * len(a & b) >= 0.75 * (len(a) + len(b))


def pairs_in(name: str) -> set[str]:
    """Every two characters side by side of a name: 安康杯 → 安康, 康杯."""
    return {name[i : i + 2] for i in range(len(name) - 1)}


def is_within(short: str, long: str) -> bool:
    """Whether the characters of a short form stand in the long one in order: 星级书屋, 星级职工书屋."""
    rest = iter(long)
    return all(c in rest for c in short)


def is_led(text: str, start: int) -> bool:
    """Whether a verb that runs programs stands before `start` in the same clause: 开展户外劳动者…, 打造…"""
    clause = re.split("[,;。:]", text[:start])[-1]
    return bool(LED.search(clause))


def clean(name: str) -> str:
    """A name without quotation marks and without words like 各类 before it."""
    name = re.sub(rf"[{QUOTES}]", "", name).strip(" ,、")
    while (shorter := LEADING.sub("", name)) != name and len(shorter) >= 2:
        name = shorter
    return name


def widened(text: str, start: int, graded: bool) -> int:
    """Where a name begins with the edition and grade before it: 省第四届|职工运动会, 河南省|五一劳动奖章."""
    begin = start - 1 if text[start - 1 : start] in ("“", "‘") else start
    kept, edition = start, False
    while (step := _qualifier(text, begin, graded or edition)) is not None:
        edition = edition or bool(ORDINAL.fullmatch(text[step:begin]))
        begin = kept = step
    return kept


def _qualifier(text: str, end: int, graded: bool) -> int | None:
    """Where an edition, a grade word or a region's name that ends at `end` begins."""
    before = text[max(0, end - 10) : end]
    if ordinal := re.search(ORDINAL.pattern + "$", before):
        return end - len(ordinal[0])
    if not graded:
        return None
    region = _region(text, end)
    return _grade(before, end) if region is None else region


def _region(text: str, end: int) -> int | None:
    stop = end - 1 if text[end - 1 : end] == "级" else end
    if text[stop - 1 : stop] not in tuple(MARKS):
        return None
    lengths = (n for n in range(8, 2, -1) if stop - n >= 0 and resolve(text[stop - n : stop]))
    length = next(lengths, None)
    return stop - length if length else None


def whose(text: str, end: int) -> int:
    """Where the general union that ends at `end`, with its region, begins: 召开的|甘肃省总工会."""
    if not text.endswith("总工会", 0, end):
        return end
    region = _region(text, end - 3)
    if region is None and text.endswith("自治区", 0, end - 3):
        return end - 6
    return region if region is not None else end - (4 if text[end - 4 : end - 3] in tuple(MARKS) else 3)


def _grade(before: str, end: int) -> int | None:
    found = GRADE.search(before)
    if found and found[0] in MARKS and before[: found.start()].endswith(ALL):
        return None  # 全|县第二届…
    return end - len(found[0]) if found else None


@cache
def stem(name: str) -> str:
    """What makes a name, without words that many names end in: 幸福驿站创建活动 → 幸福驿站."""
    while (shorter := LIGHT.sub("", name)) != name and len(shorter) >= 3:
        name = shorter
    return name
