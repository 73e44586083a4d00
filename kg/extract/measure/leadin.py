"""Figures named by what a clause before the colon announces: 各县建成驿站数分别为:甲县12个、乙县9个."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.measure.before import noun_before
from kg.extract.measure.figures import Naming
from kg.extract.measure.rules import Measure, implied_unit, unit_noun
from kg.extract.measure.words import (
    AND,
    LISTING,
    MONEY_HEADS,
    PEOPLE,
    Word,
    endings,
    table,
    text_of,
    trim,
)

ANNOUNCING, SETTING = table("lead_in", "announcing"), table("lead_in", "settings")
THEMES = endings("lead_in", "themes")
MEMBERS = tuple(end for end in endings("member", "endings") if end != "工会")  # 基层工会 is counted itself


def announced(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """甲县 + 建成驿站 of 各县建成驿站数分别为:甲县12个: a place with its share of what was announced."""
    m, unit = settled[i], n.quantities[i].unit
    member = m.noun.endswith(MEMBERS)
    if m.verb or m.complement or n.quantities[i].kind != "count" or not (member or m.noun in ("", unit_noun(unit))):
        return None
    things = [thing for thing in _things(n, unit) if _suits(thing, unit)]
    if len(things) != 1 or m.noun == things[0].noun:
        return None
    place = m.noun if member else ""
    return replace(m, verb="", noun=place + things[0].name, rule="measure/member" if member else "measure/row")


def _things(n: Naming, unit: str | None) -> list[Measure]:
    """新建工会 and 发展会员 of 各县新建工会、发展会员情况:, if no figure stands before the colon."""
    colon = next((k for k, w in enumerate(n.words) if w.text == ":"), 0)
    told = n.words[:colon]
    if not told or told[-1].text.endswith(THEMES) or any(w.kind == "number" for w in told):
        return []
    items: list[list[Word]] = [[]]
    for word in told:
        if word.text in LISTING | AND or word.kind == "mark":
            items.append([])
        elif word.text not in ANNOUNCING:
            items[-1].append(word)
    while items and items[0] and items[0][0].text in SETTING:
        items[0].pop(0)
    return [noun_before(trim(item), unit) for item in items if text_of(trim(item))]


def _suits(thing: Measure, unit: str | None) -> bool:
    """Whether a thing is counted in the unit: 会员 in 人, 慰问金 in 元, 工会 in 个 or 家."""
    money = thing.noun.endswith(MONEY_HEADS)
    if unit == "元" or money:
        return unit == "元" and money
    of = implied_unit(thing.noun)
    return bool(thing.noun) and (of == "人" if unit in PEOPLE else of in (None, unit))
