"""Titles that say nothing without the contest which gives them: 技术状元, 优胜单位."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.lexicon import lexicon
from kg.extract.program.naming import LEXICON, Program, by_label, stem
from kg.extract.program.rules import kind_of

TITLES = (*LEXICON["honour"]["bare"], *lexicon("program", "themes")["honouring"]["titles_of_contests"])
BEST = tuple(lexicon("program", "themes")["honouring"]["best"])  # 最佳球员 is a title whatever it ends in
LEVEL = 4  # characters of a region or level before a title: 甘肃省|技术标兵


def contest_of_title(name: str, told: Iterable[Program]) -> str | None:
    """The contest told nearest before a title that it gives: 职工技能大赛 of 技术状元."""
    title = max((t for t in TITLES if name.endswith(t)), key=len, default=name if name.startswith(BEST) else None)
    if title is None:
        return None
    before = name[: -len(title)].translate(dict.fromkeys(map(ord, "‘’“”")))
    contests = [p for p in told if kind_of(p.name) == "competition" and not p.name.endswith(TITLES)]
    bare = len(before) <= LEVEL and (not before or name not in by_label())  # 五一巾帼标兵 is an honour of its own
    fitting = [p for p in contests if bare or stem(p.name) in before or before.endswith("竞赛")]
    return fitting[-1].name if fitting else None
