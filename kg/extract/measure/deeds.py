"""Figures of those who did or got something told behind the number: 帮助1300人|达成意向, 全市有5人|获评省劳模."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.measure.behind import complement
from kg.extract.measure.figures import Naming
from kg.extract.measure.rules import Measure, implied_unit, unit_noun
from kg.extract.measure.words import BENEFICIARY, DIRECTIVE, EVENTS, HAVING, MOVING, PEOPLE, TITLE, Word, endings, table

AWARDED = table("verbs", "awarded")
HONOURED, HELP = endings("verbs", "honoured"), sorted(table("verbs", "received"))
RECOMMENDING = table("verbs", "recommending")
HONOURING = AWARDED | table("verbs", "honoured")


def deed_behind(n: Naming, i: int, before: Measure, rest: Sequence[Word]) -> Measure | None:
    """What the counted ones did or got, told behind the number, where that is what the figure counts."""
    q = n.quantities[i]
    if rest and rest[0].text == "(":
        return None
    if before.rule == "measure/noun-before" and not before.verb and (honour := _honour(n.ahead(i), rest)):
        among = before.noun if implied_unit(before.noun) == q.unit else ""
        return _named(before, among, honour, q.unit)
    if q.unit in PEOPLE and before.rule == "measure/noun-before" and before.noun.endswith(EVENTS) and not before.verb:
        act = complement(rest)  # 招聘会|2300余人|达成意向
        return _named(before, "", act, q.unit) if act else None
    ahead = n.ahead(i)
    if q.unit in PEOPLE and ahead and ahead[-1].text in BENEFICIARY:
        act = _gift(complement(rest))  # 医疗互助|为947人次|支付补助金
        return _named(before, "", act, q.unit) if act else None
    told_behind = before.rule == "measure/verb-before" and bool(rest) and rest[0].text in AWARDED
    if before.verb and before.verb not in DIRECTIVE and not told_behind:
        return None
    if before.verb in RECOMMENDING and q.unit not in PEOPLE and not before.noun:
        return None  # 推荐18项|参加省里评选: of what was told before
    act = complement(rest, unlisted=before.verb in DIRECTIVE, incidental=not before.noun)
    if not act or (before.noun and not before.verb):
        return None
    suits = implied_unit(before.noun) == (q.unit or "")[:1] and before.verb == "吸引"
    moved = (before.verb in MOVING and not suits) or before.rule == "measure/verb-before"
    return _named(before, "" if moved else before.noun, act, q.unit)


def _gift(act: str) -> str:
    """补助 of 支付补助金: what was done for them, where money was given."""
    stem = act.removesuffix("金").removesuffix("款")
    return next((deed for deed in HELP if stem != act and stem.endswith(deed)), act)


def _honour(ahead: Sequence[Word], rest: Sequence[Word]) -> str:
    """全市有5人|获评省劳模, 职工中有2名|当选…: the honour names the figure, not where they come from."""
    having = bool(ahead) and ahead[-1].text.endswith(tuple(HAVING))
    return complement(rest) if having and any(w.text in HONOURING for w in rest[:2]) else ""


def _named(before: Measure, noun: str, act: str, unit: str | None) -> Measure:
    """The deed with those who did it; without them an honour by itself (12件|摘得创新成果奖, 4人|被授予…称号)."""
    if not noun and act.endswith(TITLE):
        act = act.removesuffix(TITLE)
    elif not noun and (unit == "人" or not act.startswith(HONOURED)):
        noun = unit_noun(unit, act)
    return replace(before, verb="", noun=noun, complement=act, rule="measure/deed-behind")
