"""Programs: the scheme's names in a sentence, and new names told by their ending, their quotation marks or a heading.

A name is kept as a reader would say it: without quotation marks and without words like 各类 before it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from kg.extract.lexicon import alternation, lexicon
from kg.extract.program.brands import brands
from kg.extract.program.endings import by_ending, captioned, editions, graded, held
from kg.extract.program.lists import closed_lists, counted, described, listed, members, paired
from kg.extract.program.naming import (
    DEEDS,
    GENERIC,
    GRADED_KINDS,
    LEXICON,
    NAMED_KINDS,
    ORDINAL,
    PEOPLE,
    PLAIN,
    STRONG,
    WEAK,
    Program,
    alike,
    by_name,
    clean,
    is_led,
    known,
    names,
    stem,
    widened,
)
from kg.extract.program.phrases import (
    congresses,
    dashed,
    delivered,
    documents,
    founded,
    numbered,
    ordered,
    quoted,
    sessions,
    stepped,
)
from kg.extract.program.prizes import honours
from kg.extract.program.settings import counted_places, openers, subjects, themed

__all__ = [
    "NAMED_KINDS",
    "STRONG",
    "WEAK",
    "Program",
    "alike",
    "by_name",
    "clean",
    "find_programs",
    "is_led",
    "kind_of",
    "known",
    "names",
    "theme",
]
OPENINGS = re.compile("^" + alternation((*LEXICON["run"]["verbs"], *LEXICON["run"]["adverbs"])))
WHOSE_HEADING = re.compile(
    rf"^[^,“”]{{2,16}}?(?:总工会|工会|工委)(?={alternation((*LEXICON['run']['verbs'], *LEXICON['run']['adverbs']))})"
)
WORK = frozenset(LEXICON["work"]["concepts"])
BUILT = re.compile(alternation(LEXICON["setting"]["building"]) + "[了起成]?$")
PLACE = re.compile(alternation(LEXICON["work"]["places"]))
OPENING = lexicon("program", "themes")["opening"]
BEGINS = re.compile(rf"(?:^|[,;。])(?:{alternation((*OPENING['words'], *OPENING['whose']))}|(?:19|20)\d\d年度?,?)*$")
SUBJECT = re.compile(
    rf"(?:{alternation(LEXICON['trim']['light'])})?(?![、和及与等的,:\d])(?:[^、,。;:\d]{{2,14}}|中|期间|方面)[,:]"
)
RANKED = re.compile("^" + alternation(LEXICON["trim"]["ranked"]))
ZONE = re.compile(alternation(LEXICON["grade"]["zones"]) + "$")
CHANNELS = tuple(LEXICON["channel"]["endings"])
MEANS = re.compile(alternation(LEXICON["channel"]["means"]) + "$")
WHOSE = re.compile(r"^(?:(?:19|20)\d\d年度?)?(?:[一-龥]{2,8}?总工会)?")  # 2021年某市总工会|夏送清凉活动
FIRST = ("program/shared-head", "program/opener")  # they tell more of a name than what it is made of
BY_MARKS = (
    themed,
    openers,
    counted_places,
    dashed,
    brands,
    quoted,
    delivered,
    founded,
    numbered,
    stepped,
    sessions,
    congresses,
    documents,
    ordered,
)
BY_LISTS = (honours, members, closed_lists, counted, described, listed, paired)
BY_ENDINGS = (by_ending, held, captioned, editions, graded, subjects)


def find_programs(doc: Doc) -> list[Program]:
    """The programs named in a sentence from left to right; of two that overlap the longer one."""
    text = doc.text
    candidates = [
        *(_in_full(text, p) for p in known(text)),
        *(p for rule in (*BY_MARKS, *BY_LISTS) for p in rule(text)),
        *(p for rule in BY_ENDINGS for p in rule(doc)),
    ]
    candidates.sort(key=lambda p: (p.rule not in FIRST, p.start - p.end, _is_edition(p), p.concept is None))
    found: list[Program] = []
    for p in candidates:
        if not _is_plain(p) and all(f.end <= p.start or p.end <= f.start or _is_member(p, f) for f in found):
            found.append(_with_concept(text, p, candidates))
    return sorted((_as_subject(text, _as_means(text, p)) for p in found), key=lambda p: p.start)


def _as_subject(text: str, p: Program) -> Program:
    """职工医疗互助连年开展,累计参加职工3万人次: a program with which a part begins is what the rest tells of."""
    begins = (SUBJECT.match(text, p.end) and BEGINS.search(text[: p.start])) or (
        text[p.end : p.end + 1] in (",", ":") and (not p.start or text[p.start - 1] in ";:")
    )
    named = (
        p.concept is not None and p.concept not in WORK and not p.name.endswith(PEOPLE) and p.rule == "program/scheme"
    )
    deed = text.startswith(DEEDS, p.start)  # 组织劳模疗休养,…
    told = begins and named and not deed and by_name()[p.concept or ""].kind != "honour"
    return replace(p, led=True, rule="program/subject-of-the-part") if told and not p.led else p


def _as_means(text: str, p: Program) -> Program:
    """通过“太行工会”公众号: a channel by which something is done is named, and not run."""
    by = MEANS.search(text[: p.start]) and p.name.endswith(CHANNELS)
    return replace(p, led=False, rule="program/channel") if by else p


def _is_edition(p: Program) -> bool:
    """Whether the scheme tells a name with its edition; a rule that tells it as what is run here knows more."""
    return p.rule == "program/scheme" and bool(ORDINAL.match(p.name))


def _is_plain(p: Program) -> bool:
    """Whether a stretch is only a common word: 活动, 各项工作, 县级竞赛, 同类活动."""
    name = RANKED.sub("", p.name)
    return name in GENERIC or (p.concept is None and name in PLAIN)


def _is_member(p: Program, brand: Program) -> bool:
    """Whether a program is one of those that a brand's name lists: 金秋助学 in “春送岗位、…、金秋助学”四大品牌."""
    return (
        p.rule == "program/member-of-a-list" and p.name != brand.name and brand.start <= p.start and p.end <= brand.end
    )


def _in_full(text: str, p: Program) -> Program:
    """A known name with the edition and grade before it: 省第四届职工运动会, 河南省五一劳动奖章; 高新区“职工之家”.

    A line of work with the place behind it that it is done at is that place: 职工创业|基地.
    """
    place = PLACE.match(text, p.end) if p.concept in WORK else None
    if place and (BUILT.search(text[: p.start]) or text[place.end() : place.end() + 1].isdigit()):
        return replace(p, end=place.end(), name=clean(text[p.start : place.end()]))
    graded = bool(p.concept) and by_name()[p.concept or ""].kind in GRADED_KINDS
    if not graded and kind_of(text[p.start : p.end]) == "facility":
        p = _placed(text, p)
    if text[p.start - 1 : p.start] == "“" and text[p.end : p.end + 1] != "”":
        return p  # “女职工建功立业|标兵岗”: what stands before the quotation is of all of it
    inner = p.start + 1 if graded and text[p.start] in "省市县区" else p.start  # 市五一劳动奖章 in 许昌市五一劳动奖章
    start = widened(text, inner, graded)
    return p if start >= p.start else replace(p, start=start, name=clean(text[start : p.end]))


def _placed(text: str, p: Program) -> Program:
    """A facility with the zone or level whose it is: 高新区“职工之家” and 区本级“职工之家” are two."""
    quote = text[p.start - 1 : p.start] == "“" and text[p.end : p.end + 1] == "”"
    zone = ZONE.search(text[: p.start - 1 if quote else p.start])
    if not zone:
        return p
    end = p.end + 1 if quote else p.end
    return replace(p, start=zone.start(), end=end, name=clean(text[zone.start() : end]))


def _with_concept(text: str, p: Program, candidates: list[Program]) -> Program:
    """A found name that holds a known one is a variant of it, or the same but for its ending (安康杯竞赛活动)."""
    inside = [k for k in candidates if k.concept and p.start <= k.start and k.end <= p.end and k is not p]
    if p.concept or not inside:
        return p
    k = max(inside, key=lambda k: k.end - k.start)
    names = (stem(k.name), stem(clean(text[k.start : k.end])))
    same = stem(WHOSE.sub("", p.name)) in names and p.rule != "program/honour-in-a-list"
    return replace(p, concept=k.concept, name=k.name if same else p.name)


@cache
def _kind_endings() -> list[tuple[str, str]]:
    pairs = [(ending, kind) for kind, endings in LEXICON["kind"].items() for ending in endings]
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def kind_of(name: str) -> str:
    """The kind that a found name's ending tells: …大赛 competition, …驿站 facility; else campaign."""
    return next((kind for ending, kind in _kind_endings() if ending in name[-10:]), "campaign")


def theme(heading: str) -> str:
    """The program that a heading names: 开展“安康杯”竞赛活动 → 安康杯竞赛; 某县总工会大力推动精准帮扶 → 精准帮扶."""
    text = WHOSE_HEADING.sub("", re.split(r"[,\s/—]+", heading.strip("●·。 "))[-1])
    while (shorter := OPENINGS.sub("", text)) != text and len(shorter) >= 2:
        text = shorter
    if pair := list(paired(heading.translate({0xFF0C: ","}))):
        return pair[-1].name
    name = clean(text)
    inside = [p for p in known(heading) if alike(p.name, name)]
    return max((p.name for p in inside), key=len, default=name)
