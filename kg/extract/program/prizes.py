"""Honours named in the lists in which they are given out: 表彰优胜单位39家、优胜班组47个."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.lexicon import alternation
from kg.extract.program.endings import HONOUR
from kg.extract.program.naming import LEXICON, ORDINAL, Program, by_label, clean, widened
from kg.extract.program.phrases import UNIT

VERBS = alternation(LEXICON["honour"]["verbs"])
GIVING = re.compile(rf"{VERBS}了?[^。;]*")
COUNT = r"[\d一二三四五六七八九十百余]+多?[个名家户位项人]"
BEFORE = re.compile(rf"^.*(?:{VERBS}了?|以及|{COUNT}|{alternation(LEXICON['honour']['won'])})")
PRIZE = re.compile(
    rf"{UNIT}{{0,24}}?(?:{HONOUR}(?={alternation(LEXICON['honour']['behind'])}"
    r"|[\d等、和及,。;”]|$|[一二三四五六七八九十百]+[个名家])|(?=称号))"
)
ROW = re.compile("”[和与及]?“")  # “甲工匠”和“乙工匠”称号: two names
BARE = sorted(LEXICON["honour"]["bare"], key=len, reverse=True)


def honours(text: str) -> Iterator[Program]:
    """表彰“安康杯”竞赛优秀单位17家、优胜单位39家: a bare honour belongs to the program of the one before."""
    for giving in GIVING.finditer(text):
        owner = ""
        for m in PRIZE.finditer(giving[0]):
            name = _without_winner(m[0])
            bare = bool(re.fullmatch(HONOUR, name))
            if len(name) < 4 or ROW.search(m[0]) or (bare and not (owner and name in BARE)):
                continue
            owner = owner if bare else (owner_of(name) or "")
            end = giving.start() + m.end()
            start = end - (len(m[0]) - m[0].rindex(name[0], 0, len(m[0]) - len(name) + 1))
            full = clean(owner + name) if bare else clean(name)
            yield Program(start, end, full, None, False, "program/honour-in-a-list")


def _without_winner(stretch: str) -> str:
    """The honour in a stretch that ends in it: without the verb, the number and the winner before it."""
    name = BEFORE.sub("", stretch)
    edition = ORDINAL.search(name)
    start = edition.start() if edition else _grade(name)
    return name[start:].lstrip("、和及,")


def _grade(name: str) -> int:
    """Where the honour begins in 常山县人民医院浙江省工人先锋号: at the grade before what the scheme knows."""
    known = next((n for n in range(4, len(name) - 3) if name[-n:] in by_label()), None)
    return widened(name, len(name) - known, True) if known else 0


def owner_of(name: str) -> str | None:
    """安康杯竞赛 of 安康杯竞赛组织优秀单位: the program whose honour it is."""
    head = next((h for h in BARE if name.endswith(h)), None)
    owner = re.sub(r"组织$", "", name[: -len(head)]) if head else ""
    return owner if len(owner) >= 3 else None
