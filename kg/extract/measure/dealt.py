"""Deeds that elide whom or what they are of: 实到89人 of those called, 限期整改5处 of what was found before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.lexicon import alternation
from kg.extract.measure.before import noun_before
from kg.extract.measure.figures import Naming
from kg.extract.measure.rules import Measure, implied_unit, unit_noun
from kg.extract.measure.wholes import whole
from kg.extract.measure.words import DEALT_WITH, DONE, PEOPLE, endings, table, text_of

ATTENDING = sorted(endings("verbs", "attending"), key=len, reverse=True)
CALLED = re.compile(r"应(?:参加选举|参加|到会(?!员)|到|出席|出席会议)的?(?P<who>[一-龥]{2,6})$")
ATTENDED = re.compile(rf"(?P<deed>{alternation(ATTENDING)}|实际参加)$")
DEALT = re.compile(rf"^{alternation(endings('dealt', 'how'))}*(?P<deed>{alternation(endings('dealt', 'deeds'))})$")


REST, THINGS = table("dealt", "rest"), endings("dealt", "things")


def present(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """应到代表96人,请假7人,实到89人 → 实到代表: of those called, whatever was told between."""
    if n.quantities[i].unit != "人" or settled[i].rule == "measure/noun-behind":
        return None
    deed = ATTENDED.search(text_of(n.clause(i)))
    called = next((found["who"] for s in settled[:i] if (found := CALLED.search(s.name))), "")
    if not deed or not called:
        return None
    return replace(settled[i], verb=deed["deed"], noun=called, complement="", rule="measure/object-carried-over")


def dealt_with(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """发现隐患54处,限期整改5处 → 限期整改隐患; 驿站新建17个、提档升级20个 → 提档升级驿站."""
    q = n.quantities[i]
    if q.unit in (*PEOPLE, "元") or q.kind != "count" or settled[i].rule == "measure/noun-behind":
        return None
    deed = DEALT.match(text_of(n.clause(i)))
    of = whole(n, settled, i) if deed else None
    if not deed or of is None or not of.noun or of.noun == unit_noun(q.unit):
        return None
    return replace(settled[i], verb=deed["deed"], noun=of.noun, complement="", rule="measure/object-carried-over")


def left_over(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """排查隐患120处,其余10处 → 剩余隐患: what is left of those counted before."""
    m, q = settled[i], n.quantities[i]
    if q.kind != "count" or q.unit in (*PEOPLE, "元") or text_of(n.clause(i)) not in REST:
        return None
    of = whole(n, settled, i)
    named = m.rule == "measure/noun-behind" and (implied_unit(m.noun) or (of and m.noun.endswith(of.noun[-2:])))
    if named or of is None or not of.noun or of.noun == unit_noun(q.unit):
        return None
    return replace(m, verb="", noun="剩余" + of.noun, complement="", rule="measure/left-over")


def batch(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """疗休养批次 of 组织5批220名劳模疗休养: batches right before those in them are counted of what those did."""
    q, m = n.quantities[i], settled[i]
    if q.unit not in DEALT_WITH or i + 1 == len(n.quantities) or n.quantities[i + 1].start != q.end:
        return None
    those = n.named[i + 1]
    if n.quantities[i + 1].unit not in PEOPLE or not those.complement or those.noun != m.noun:
        return None
    return replace(m, verb="", noun=those.complement + unit_noun(q.unit), complement="", rule="measure/batch")


def done_of_plan(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """疗休养 of 计划疗休养1000人,已完成860人: what was done of what was counted before, in its unit."""
    m, q = settled[i], n.quantities[i]
    if m.verb != DONE or m.noun not in ("", unit_noun(q.unit)) or q.kind != "count" or q.unit == "元":
        return None
    same = (settled[j] for j in range(i - 1, -1, -1) if n.quantities[j].unit == q.unit and settled[j].name)
    of = next((s.name if s.noun == unit_noun(q.unit) else s.noun for s in same), "")
    return replace(m, noun=of, rule="measure/object-carried-over") if of else None


def given_again(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """蛋糕券 of 发放200元蛋糕券,全年发放1236张: a deed alone is of the thing that the same deed gave before."""
    m, q = settled[i], n.quantities[i]
    if not m.verb or m.noun not in ("", unit_noun(q.unit)) or q.unit in (*PEOPLE, "元") or q.kind != "count":
        return None
    if any(n.quantities[j].unit == q.unit for j in range(i)):
        return None
    same = (s for s in reversed(settled[:i]) if s.noun and s.verb and (s.verb in m.verb or m.verb[:1] == s.verb[:1]))
    noun = next((s.noun for s in same if s.noun.endswith(THINGS)), "") or _thing_before(n, i)
    return replace(m, noun=noun, rule="measure/object-carried-over") if noun else None


def _thing_before(n: Naming, i: int) -> str:
    """蛋糕券 of 职工生日有蛋糕券,全年发放1236张: the thing that ends the clause before."""
    told = n.clause_before(i)
    things = bool(told) and told[-1].kind == "word" and told[-1].text.endswith(THINGS)
    return noun_before(told, None).noun if things else ""
