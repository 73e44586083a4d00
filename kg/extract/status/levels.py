"""The administrative level that the text breaks a figure down by: 省级2家、市级9家."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.extract.lexicon import alternation, lexicon
from kg.extract.measure.rules import Measure, implied_unit
from kg.regions import by_name

LEVELS = lexicon("status")["level"]
OF_REGION: Mapping[str, str] = LEVELS["of_region"]
TOLD = re.compile(alternation(LEVELS["told"]))
REGION_NAME = re.compile("[一-龥]{2}(?=[省市县])")
WRITTEN: Mapping[str, re.Pattern[str]] = {
    level: re.compile(f"{alternation(words)}(?!{alternation(LEVELS['not_behind'])})")
    for level, words in LEVELS["written"].items()
}
AWARDS = alternation(LEVELS["awards"])
NATIONAL = re.compile(f"全(?:国|总(?!结))[^市省]*{AWARDS}")
OF_A_REGION = re.compile(f"([一-龥]{{2,7}}?[省市县区])级?(?=[^省市]{{0,8}}?{AWARDS})")
NAMED_ABOVE = re.compile(f"([省市县])[上里]{alternation(LEVELS['naming'])}")
AWARDED = re.compile(AWARDS)
OF_THE_PROVINCE = re.compile(f"省[^,]{{0,12}}{AWARDS}$")  # 省劳动模范, not 省劳模工作室联盟
HONOURED = re.compile(f"[^,;。:、\\d]{{0,12}}?(?:{alternation(LEVELS['honoured'])})了?(?P<honour>[^,;。:\\d]{{2,40}})")
BARE = re.compile(f"{alternation(LEVELS['founding'])}?(?P<of>[省市县区])级?(?!以上)(?=[^省市]{{0,8}}{AWARDS})")


def level_of(m: Measure) -> str | None:
    """省级2家 → 省级, 全国五一劳动奖章 → 国家级, 河南省五一劳动奖章 → 省级; a bare 市 settles nothing."""
    if len(set(TOLD.findall(REGION_NAME.sub("", m.noun)))) > 1:
        return None  # 全国、省级职工书屋: not broken down
    named = next((level for level, pattern in WRITTEN.items() if pattern.search(m.noun)), None)
    if named:
        return named
    if NATIONAL.search(m.name):
        return "国家级"
    return "省级" if _named(m) == "省级" else None


def _named(m: Measure) -> str | None:
    """The level of the region whose honour it is: 许昌市五一劳动奖章 → 市级."""
    return next(filter(None, map(_of_region, OF_A_REGION.findall(m.name))), None)


def _of_region(name: str) -> str | None:
    """The level of the region whose name ends `name`: 推荐河南省 → 省级; None where none does."""
    known = any(by_name(name[start:]) for start in range(len(name) - 1))
    return OF_REGION[name[-1]] if known else None


def level_told(clause: str, behind: str = "") -> str | None:
    """省上命名表彰4家 → 省级: the level of those who commend; 41人当选省级劳动模范 that of the honour behind."""
    found = NAMED_ABOVE.search(clause)
    if found:
        return OF_REGION[found[1]]
    honour = HONOURED.match(behind)
    return _of_honour(honour["honour"]) if honour else None


def _of_honour(honour: str) -> str | None:
    """省级劳动模范, 全国五一劳动奖章, 省劳动模范 → 省级, 国家级, 省级; 全国、省级先进 breaks nothing down."""
    if len(set(TOLD.findall(REGION_NAME.sub("", honour)))) > 1:
        return None
    written = next((level for level, pattern in WRITTEN.items() if pattern.search(honour)), None)
    if written or not AWARDED.search(honour):
        return written
    if OF_THE_PROVINCE.match(honour):
        return "省级"
    return next((level for level, words in LEVELS["wide"].items() if honour.startswith(tuple(words))), None)


def levels_of(measures: Sequence[Measure]) -> list[str | None]:
    """The levels of a sentence's figures; of a city's own honours and a bare 省 only where two levels stand together.

    省劳模15个,市劳模40个 and 河南省工人先锋号1个、许昌市工人先锋号9个 break down, 许昌市工人先锋号9个 alone does not.
    """
    plain = [level_of(m) for m in measures]
    told = [level or _bare(m) or _named(m) for m, level in zip(measures, plain, strict=True)]
    levels = told if len({level for level in told if level}) > 1 else plain
    return _shared(measures, levels)


def _bare(m: Measure) -> str | None:
    """省级 of 省劳模15个: whose honour it is, told by one character."""
    found = BARE.match(m.noun)
    return OF_REGION[found["of"]] if found else None


def _shared(measures: Sequence[Measure], levels: Sequence[str | None]) -> list[str | None]:
    """市级一类竞赛3项、二类竞赛9项: the level of the first holds for the next of its kind, not for 一线职工9名."""
    shared = list(levels)
    for i in range(1, len(measures)):
        noun, before = measures[i].noun, measures[i - 1].noun
        size = 3 if implied_unit(noun) == "人" else 2
        kin = not before.endswith(noun) and any(noun[k : k + size] in before for k in range(len(noun) - size + 1))
        if not shared[i] and kin and measures[i].rule == "measure/verb-carried-over":
            shared[i] = shared[i - 1]
    return shared
