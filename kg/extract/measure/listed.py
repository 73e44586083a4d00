"""Figures that name only whose, which or what was done: 1000名女职工中,山城区250人; 调解487起; 工作10年以上的96名."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.measure.before import noun_before
from kg.extract.measure.behind import complement
from kg.extract.measure.figures import Naming
from kg.extract.measure.leveled import is_level, without_level
from kg.extract.measure.rates import BARE_SUMS, money_before
from kg.extract.measure.rules import Measure, implied_unit, unit_noun
from kg.extract.measure.wholes import AMONG
from kg.extract.measure.wholes import whole as whole_of
from kg.extract.measure.words import (
    ACTION,
    CHANGE,
    COPULA,
    HAVING,
    LISTING,
    MONEY_HEADS,
    PARTICLES,
    PEOPLE,
    SCOPES,
    TRAILING,
    TURNING,
    Word,
    endings,
    table,
    text_of,
    trim,
)

BETWEEN = TRAILING | COPULA | TURNING | table("linking", "totalling") | HAVING
PAIRS = "对"
LONGEST_DEED = 4  # characters: a longer one says of itself what it counts (摘得全国…奖)
ATTENDING, USING = table("verbs", "attending"), table("verbs", "using")
MEMBERS = endings("member", "endings")
WON, GRADE = table("verbs", "won"), "优秀"
BY_WAY = table("doers", "by_way")
LISTED, LONGEST_PLACE = ("measure/noun-before", "measure/verb-carried-over"), 4


def member(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """山城区250人,鹤山区150人: a place or body with its share of what was counted before."""
    m = settled[i]
    if m.verb or m.complement or m.rule not in LISTED or not m.noun.endswith(MEMBERS):
        return None
    whole = whole_of(n, settled, i) or n.told_in(n.quantities[i].unit)
    if whole is None or not whole.name or whole.noun.endswith(m.noun[-2:]):
        return None  # 新建基层工会9家,其中非公企业工会3家
    if whole.rule in LISTED and not whole.verb and whole.noun.endswith(MEMBERS) and len(whole.noun) <= LONGEST_PLACE:
        return None  # 霍邱县89个;舒城县72个: nothing tells what of
    return replace(m, noun=m.noun + whole.name, rule="measure/member")


def row(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """9864人 of 霍邱县89个,9864人;…: the second figure of a place, of what the sentence before counted."""
    m, unit = settled[i], n.quantities[i].unit
    beside = i and (n.next_to(i) or not n.clause(i, numbers=True))
    place = beside and settled[i - 1].rule in ("measure/member", "measure/row")
    whole = n.told_in(unit) if place and not m.verb and m.noun in ("", unit_noun(unit)) else None
    return replace(m, noun=whole.name, rule="measure/row") if whole else None


def described(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """其中连续工作10年以上的96名, 获技术标兵称号的有38名: those told before who did or are so."""
    clause = _since_the_last(n.clause(i, numbers=True))
    while clause and clause[-1].text in COPULA:
        clause.pop()
    if len(clause) < 2 or clause[-1].text != "的" or clause[-2].text in AMONG:
        return None
    if settled[i].rule == "measure/noun-behind":
        return None
    unit = n.quantities[i].unit
    whole = whole_of(n, settled, i) or _subject(clause, unit) or _told_before(n, i)
    if whole is None or not whole.noun:
        return None
    if is_level(clause[-2].text):  # 升格为市级的9个
        deed = text_of(trim(clause[:-2]))
        noun = clause[-2].text + without_level(whole.noun)
        return replace(settled[i], verb="", noun=noun, complement=deed, rule="measure/described-elided")
    deed = complement(clause[:-1])
    modifier = deed or text_of(trim(clause[:-1]))
    noun = "" if modifier.endswith(whole.noun) else whole.noun  # 称得上高技能人才的4.8万名
    return replace(settled[i], verb="", noun=noun, complement=modifier, rule="measure/described-elided")


def _since_the_last(clause: list[Word]) -> list[Word]:
    """线下参加的 of 线上参加的7家、线下参加的: the words behind the last figure that a 、 parts from them."""
    listed = (k for k in range(1, len(clause)) if clause[k].text in LISTING and clause[k - 1].kind == "number")
    return clause[max(listed, default=-1) + 1 :]


def _subject(clause: Sequence[Word], unit: str | None) -> Measure | None:
    """企业 of 县内企业参加招聘的7家: the noun before the deed, if its unit suits."""
    act = next((k for k, w in enumerate(clause) if w.acts), 0)
    nouns = (w for w in reversed(clause[:act]) if implied_unit(w.text) == unit)
    return next((Measure("", w.text) for w in nouns), None)


def _told_before(n: Naming, i: int) -> Measure | None:
    """困难党员 of 看望了困难党员,领到慰问金的有39名: the object of the clause before, if its unit suits."""
    if n.quantities[i].unit == "元":
        return Measure("", money_before(n, i, ""))
    told = n.clause_before(i)
    if not told or any(w.kind == "number" for w in told):
        return None
    act = max((k for k, w in enumerate(told) if w.acts), default=-1)
    noun = text_of(trim([w for w in told[act + 1 :] if w.text not in PARTICLES]))
    return Measure("", noun) if noun and implied_unit(noun) == n.quantities[i].unit else None


def topic(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """受到慰问的困难职工,379户; 组织劳动竞赛,全年共218场: what the clause before tells of is counted here."""
    m, unit = settled[i], n.quantities[i].unit
    if m.verb or m.complement or m.noun not in ("", unit_noun(unit)) or n.quantities[i].kind != "count":
        return None
    if any(w.kind == "word" and w.text not in BETWEEN and w.text not in SCOPES for w in n.clause(i, numbers=True)):
        return None
    told = n.clause_before(i)
    if not told or any(w.kind == "number" or w.text.isdigit() for w in told) or told[0].text in BY_WAY:
        return None
    named = noun_before(told, unit)
    of_unit = implied_unit(named.noun) in (None, unit, "人" if unit == "户" else None)  # 困难职工,379户
    suits = of_unit and (unit != "元" or named.noun.endswith(MONEY_HEADS))
    return replace(m, verb=named.verb, noun=named.noun, rule="measure/topic") if named.noun and suits else None


def bare_deed(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """264条被采纳, 乙县招募8名: a deed without its object has that of the figure before it in the same unit."""
    m, unit = settled[i], n.quantities[i].unit
    bare = m.noun in ("", unit_noun(unit), unit_noun(unit, m.complement)) or _uses(n, m, i)
    second = m.noun in ACTION and bool(m.verb) and unit not in PEOPLE  # 采纳实施10.9万条
    told = m.verb or m.complement
    if len(m.complement) > LONGEST_DEED or unit == PAIRS:
        return None  # 牵手20对,结婚9对
    if (
        not (bare or second)
        or not told
        or told in CHANGE
        or m.rule == "measure/rank"
        or n.quantities[i].kind != "count"
    ):
        return None
    whole = whole_of(n, settled, i) or n.told_in(unit, m.verb)  # 共资助215名。甲区资助81名,…
    if whole is None or not whole.noun or whole.noun == unit_noun(unit) or _acted_here(n, settled, i):
        return None
    same = whole.verb == m.verb != ""
    theirs = (unit == "人" and m.verb in ATTENDING) or (_uses(n, m, i) and _is_sum(whole))
    if unit in (*PEOPLE, "元") and not ((same or theirs) and not m.complement):
        return None
    noun = whole.noun.removesuffix(unit_noun(unit)) or whole.noun
    other = next((v for v in sorted((ATTENDING | USING) - {m.verb}) if theirs and v in noun), "")
    if other and unit == "元" and noun.endswith(other):  # 经费收入9600万元,支出8870万元
        return replace(m, verb="", noun=noun.removesuffix(other) + m.verb, rule="measure/object-carried-over")
    noun = noun.split(other)[-1] if other else noun
    noun = noun.removeprefix(GRADE) if told in WON else noun  # 评选优秀作品60篇,9篇获奖
    return replace(m, verb=m.verb + (m.noun if second else ""), noun=noun, rule="measure/object-carried-over")


def _acted_here(n: Naming, settled: Sequence[Measure], i: int) -> bool:
    """7个分厂共摆开擂台24个: those counted just before in the clause did it."""
    beside = i and not any(w.kind == "mark" or w.text in LISTING for w in n.between(i))
    return bool(beside) and settled[i - 1].rule == "measure/noun-behind" and settled[i - 1].acted


def _uses(n: Naming, m: Measure, i: int) -> bool:
    """收入经费58万元,支出51万元; not 下拨资金为2000万元, which tells its own noun."""
    own = any(w.text == m.noun for w in n.clause(i))
    return n.quantities[i].unit == "元" and m.verb in USING and m.noun == unit_noun("元", m.verb) and not own


def _is_sum(m: Measure) -> bool:
    """Whether a measure is of money that the text calls by a word of its own: 互助金, not 金额."""
    return m.noun.endswith(MONEY_HEADS) and m.noun not in BARE_SUMS
