"""Lists told in pairs: 职工之家、职工书屋分别为3个和33个; 一、二、三等奖依次为5项、8项、12项."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.measure.before import noun_before
from kg.extract.measure.figures import Naming
from kg.extract.measure.rules import Measure, implied_unit, unit_noun
from kg.extract.measure.words import (
    ACTORS,
    CHANGE,
    LISTING,
    MONEY_HEADS,
    Word,
    endings,
    last_index,
    table,
    text_of,
    trim,
)

IN_TURN, AND_ALSO, BY = table("paired", "in_turn"), table("paired", "and"), table("paired", "by")
TOTALS = endings("paired", "totals")
CHANGED = ("measure/change", "measure/change-of")
LEVELS = re.compile("(?<=^.)[两二三四]级")


def paired(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """The k-th figure behind 分别 counts the k-th thing before it, where there are as many of both."""
    first = _first(n, i)
    clause = n.clause(first)
    at = last_index(clause, IN_TURN)
    if at < 0:
        return None
    told = clause[at + 1 :]
    deed = next((k for k, w in enumerate(told) if w.acts and w.text not in CHANGE), -1)
    things = _things(n, clause[:at], first, _last(n, first))
    if deed < 0 and things:
        change = told[-1].text if told and told[-1].text in CHANGE else ""
        rate = "率" if change and n.quantities[i].kind == "share" else ""
        rule = "measure/change-of" if change else "measure/paired"
        return replace(things[i - first], noun=things[i - first].noun + change + rate, rule=rule)
    if deed >= 0 and things and not _act(things) and n.quantities[i].unit != "元" and len(told) == deed + 1:
        return things[i - first]  # 劳模疗养和职工疗养分别安排80人、240人
    return _deed_of_all(n, settled, i, first)


def _deed_of_all(n: Naming, settled: Sequence[Measure], i: int, first: int) -> Measure | None:
    """企业与机关分别捐款18万元和7万元: the deed told once; of 慰问金由甲、乙分别下拨 the object stands before 由."""
    clause, unit = n.clause(first), n.quantities[i].unit
    by = last_index(clause, BY)
    if by > 0 and (given := noun_before(trim(clause[:by]), unit)).noun:
        verb = next((w.text for w in reversed(clause) if w.acts), "")
        if unit == "元" and not given.noun.endswith(MONEY_HEADS):
            given = replace(given, noun=unit_noun(unit, verb))  # 选手由主办方分别奖励3000元
        return replace(given, verb=verb, rule="measure/paired")
    if (
        i == first
        or settled[first].rule in CHANGED
        or settled[i].verb
        or settled[i].noun not in ("", unit_noun(unit), "金额")
    ):
        return None
    return replace(settled[first], rule="measure/paired") if n.quantities[first].unit == unit else None


def _act(things: Sequence[Measure]) -> bool:
    """Whether the things before 分别 are those who act: 市级、县级工会分别投入."""
    return any(thing.noun.endswith(ACTORS) for thing in things)


def _first(n: Naming, i: int) -> int:
    """The first figure of the row in which figure i stands."""
    while i and _joined(n, i):
        i -= 1
    return i


def _last(n: Naming, first: int) -> int:
    """The last figure of the row that begins with figure `first`."""
    last = first
    while last + 1 < len(n.quantities) and _joined(n, last + 1):
        last += 1
    return last


def _joined(n: Naming, i: int) -> bool:
    """Whether figure i goes on the row of the one before, as one of its kind."""
    return n.quantities[i].kind == n.quantities[i - 1].kind and n.next_to(i)


def _things(n: Naming, clause: Sequence[Word], first: int, last: int) -> list[Measure]:
    """The things of the list before 分别, each named, if there are as many as figures."""
    items = _items(clause, LISTING)
    if len(items) < 2:
        items = _items(clause, LISTING | AND_ALSO)
    if len(items) < 2 or len(items) != last - first + 1:
        return []
    unit = n.quantities[first].unit
    opening = _opening(items[0], unit)
    rest = [text_of(trim(item)) for item in items[1:]]
    if n.quantities[last].unit == unit and (tail := _shared_ending(items, opening.noun, unit)):
        opening = replace(opening, noun=opening.noun + tail)
        rest = [*(noun + tail for noun in rest[:-1]), LEVELS.sub("级", rest[-1])]
    nouns = [opening.noun, *rest]
    return [Measure(_verb_for(opening, noun), noun, "", None, None, "measure/paired") for noun in nouns]


def _opening(item: Sequence[Word], unit: str | None) -> Measure:
    """The first thing of a list, which may stand behind the verb of all: 评出|一、二、三等奖; not 劳模疗养."""
    return Measure("", text_of(trim(item))) if item[-1].acts else noun_before(item, unit)


def _verb_for(opening: Measure, noun: str) -> str:
    """参加 of 参加单位和职工, for each of them; 建会 of 建会单位与会员数 is the first one's."""
    shared = noun == opening.noun or (not noun.startswith(opening.verb) and not noun.endswith(TOTALS))
    return opening.verb if shared else ""


def _items(clause: Sequence[Word], parting: frozenset[str]) -> list[list[Word]]:
    """The words of a list, parted at 、 or 和: 职工之家|职工书屋."""
    items: list[list[Word]] = [[]]
    for word in clause:
        if word.text in parting:
            items.append([])
        else:
            items[-1].append(word)
    return [item for item in items if item]


def _shared_ending(items: Sequence[Sequence[Word]], opening: str, unit: str | None) -> str:
    """等奖 of 一、二、三等奖, 工会 of 企业、机关、学校工会: what the last thing shares with bare ones before it."""
    *others, last = [trim(item) for item in items]
    names = [opening, *(text_of(other) for other in others[1:])]
    if all(len(name) == 1 for name in names):
        return LEVELS.sub("级", text_of(last))[1:]  # 省、市、县三级劳模
    same = last_index(last[:-1], frozenset({others[-1][-1].text})) if others[-1] else -1
    if same >= 0:
        return text_of(last[same + 1 :])  # 技能竞赛、创新竞赛参赛班组
    alone = all(len(other) == 1 for other in others[1:]) and len(_noun_words(others[0])) == 1
    tail = text_of(last[1:])
    told = all(implied_unit(name) == unit for name in names) or tail.endswith(TOTALS)
    return tail if alone and not told else ""


def _noun_words(item: Sequence[Word]) -> list[Word]:
    """一 of 评出一: the words of the first thing behind its verb."""
    act = max((k for k, w in enumerate(item) if w.acts), default=-1)
    return list(item[act + 1 :])
