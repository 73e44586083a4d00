"""One name for one program: the surfaces under which a report names a program, and the programs that a name implies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from kg.extract.lexicon import alternation, any_of
from kg.extract.program.naming import GRADE, LEXICON, ORDINAL, PLAIN, Program, by_label, by_name, is_within, stem
from kg.extract.program.prizes import owner_of
from kg.extract.quantity.numerals import parse_numeral

WORK = frozenset(LEXICON["work"]["concepts"])
RANKS = any_of(LEXICON["grade"]["ranks"])
NAMING = tuple(LEXICON["work"]["unless"])
BEFORE = re.compile(rf"^(?:省暨[一-龥]{{2,4}}市|{alternation(LEXICON['trim']['before'])})")
EVENT = re.compile(rf"(?P<front>.{{4,24}}?)(?:现场)?{alternation(LEXICON['list']['events'])}$")


def is_named(surfaces: Iterable[str], programs: Iterable[Program]) -> bool:
    """Whether a report names a program here: 职工维权 is work that every union does, “安康杯” is a name."""
    return any(s.startswith("“") for s in surfaces) or any(not is_work(p) for p in programs)


def is_work(p: Program) -> bool:
    """Whether a name only tells a line of work: 技能提升, not 技能提升行动."""
    if p.name in PLAIN or p.concept not in WORK:
        return p.name in PLAIN
    label = by_label().get(p.name)
    return label is not None and label.name == p.concept and not (p.led and p.name.endswith(NAMING))


@cache
def core(name: str) -> str:
    """A name without the union, grade or region before it and the light words behind it."""
    name = BEFORE.sub("", stem(name))
    return re.sub(r"[()·、]", "", name)


def same(a: Program, b: Program) -> bool:
    """Whether two names of one report mean one program: 幸福驿站创建活动, 户外劳动者幸福驿站."""
    short, long = sorted((core(a.name), core(b.name)), key=len)
    if ORDINAL.findall(short) != ORDINAL.findall(long) or RANKS.findall(short) != RANKS.findall(long):
        return False
    if short == long or (a.concept and a.concept == b.concept and _lists(a) != _lists(b)):
        return True
    facility = all(p.concept and by_name()[p.concept].kind == "facility" for p in (a, b))
    return facility and len(short) >= 4 and short[-3:] == long[-3:] and is_within(short, long)


def canonical(programs: Iterable[Program]) -> Mapping[str, str]:
    """For every name of a report the name that its program goes by: the fullest one of those that mean the same."""
    firsts = {p.name: p for p in reversed(list(programs))}
    heads: list[Program] = []
    found: dict[str, str] = {}
    for p in sorted(firsts.values(), key=_fullness):
        head = next((h for h in heads if same(h, p)), None)
        if head is None:
            heads.append(p)
        found[p.name] = (head or p).name
    return found


def _lists(p: Program) -> bool:
    """Whether a name is only the list that its brand stands for: 春送岗位、夏送清凉、金秋助学、冬送温暖."""
    return "、" in p.name and p.name in by_label()


def _fullness(p: Program) -> tuple[bool, int, bool, bool, int, str]:
    return _lists(p), -len(core(p.name)), is_work(p), p.name not in by_label(), len(p.name), p.name


def implied(p: Program) -> Iterator[tuple[str, str]]:
    """Programs that a name holds: the series of 第三届陇原工匠, 安康杯竞赛 of its 优胜单位; with the rule."""
    if (series := series_of(p.name)) and not edition_within(p.name):
        yield series, "program/series-of-an-edition"
    if owner := contest_of(p.name):
        yield owner, "program/owner-of-an-honour"
    if "——" in p.name:
        yield p.name.split("——")[0], "program/motto-before-a-dash"
    if subject := subject_of(p.name):
        yield subject, "program/subject-of-an-event"
    if edition := edition_within(p.name):
        yield edition, "program/edition-of-a-round"
        yield series_of(edition) or edition, "program/series-of-an-edition"


def ordinal_of(name: str) -> int | None:
    """6 of 第六届…, 1 of 首届…"""
    found = ORDINAL.search(name)
    if not found:
        return None
    digits = found[0].strip("第届")
    number = parse_numeral("一" if digits == "首" else digits)
    return None if number is None else int(number)


def series_of(name: str) -> str | None:
    """省职工运动会 of 省第四届职工运动会."""
    found = ORDINAL.search(name)
    return name[: found.start()] + name[found.end() :] if found and len(name) - len(found[0]) >= 4 else None


def contest_of(name: str) -> str | None:
    """全国安康杯竞赛 of 全国安康杯竞赛示范单位: a contest or plan that an honour is named after."""
    owner = owner_of(name)
    named = owner and len(GRADE.sub("", owner)) >= 5 and owner.endswith(tuple(LEXICON["honour"]["owners"]))
    return owner if named else None


def subject_of(name: str) -> str | None:
    """工资集体协商 of 工资集体协商现场观摩会: a known program at the front of an event's name."""
    found = EVENT.match(name)
    if not found:
        return None
    front = re.sub(r"^(?:19|20)\d\d年", "", found["front"])
    return front if front in by_label() else None


def edition_within(name: str) -> str | None:
    """第六届全国职工职业技能大赛 of its …甘肃选拔赛: the contest whose name a round bears."""
    found = ORDINAL.search(name)
    if not found:
        return None
    rest = name[found.end() :]
    inside = next((rest[:n] for n in range(len(rest) - 3, 3, -1) if rest[:n] in by_label()), None)
    is_round = name.endswith(tuple(LEXICON["list"]["rounds"]))
    return name[: found.end()] + inside if inside and is_round else None
