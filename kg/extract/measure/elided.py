"""What a figure leaves out, taken from the figures beside it: nouns, verbs, deeds, and what a change is a change of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.measure.changes import change, grown, more
from kg.extract.measure.courses import course
from kg.extract.measure.dealt import batch, dealt_with, done_of_plan, given_again, left_over, present
from kg.extract.measure.extremes import extreme
from kg.extract.measure.figures import Naming
from kg.extract.measure.kinds import in_order, listed_kind, of_a_kind
from kg.extract.measure.leadin import announced
from kg.extract.measure.leveled import is_level, without_level
from kg.extract.measure.listed import bare_deed, described, member, row, topic
from kg.extract.measure.paired import paired
from kg.extract.measure.rates import each_time, per_head
from kg.extract.measure.rules import Measure, implied_unit, unit_noun
from kg.extract.measure.shares import whose_share
from kg.extract.measure.sums import goods_sum, of_each, part_of_sum, same_sum, worth
from kg.extract.measure.wholes import among
from kg.extract.measure.words import (
    ACTION,
    COPULA,
    DEALT_WITH,
    DIRECTIVE,
    EVENTS,
    HAVING,
    HOLDING,
    LISTING,
    NAMING_MONEY,
    TAKING_PART,
    last_of,
    table,
    text_of,
    trim,
)

CLASS = re.compile("(?<=培训)班$")
TOTALS = table("totals", "nouns")
LINKED = HAVING | COPULA
ATTENDED = table("attended", "names")
SHARED = ("measure/noun-behind", "measure/noun-shared")


def settle(n: Naming) -> list[Measure]:
    """What a figure leaves out is taken from its neighbours, ahead or behind."""
    settled = _share_deeds(n)
    for i, m in enumerate(settled):
        settled[i] = next(filter(None, (rule(n, settled, i) for rule in RULES)), m)
        if settled[i].rule == "measure/noun-ahead" and not settled[i + 1].verb and not settled[i + 1].complement:
            settled[i + 1] = replace(settled[i + 1], verb=m.verb)
    return settled


def noun_ahead(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """省级2家、市级9家工作室: a level alone is of the noun behind the next figure."""
    m = settled[i]
    if not is_level(m.noun) or not n.in_one_clause(i) or settled[i + 1].rule != "measure/noun-behind":
        return None
    return replace(m, noun=m.noun + without_level(settled[i + 1].noun), rule="measure/noun-ahead")


def total(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """新建工作室27个,总数达105个: the total of what was counted before in the same unit."""
    m, unit = settled[i], n.quantities[i].unit
    if m.noun not in TOTALS or m.verb:
        return None
    same = (j for j in range(i - 1, -1, -1) if n.quantities[j].unit == unit and settled[j].noun)
    counted = next((settled[j].noun for j in same), "")
    return replace(m, noun=(_subject(n, i) or counted) + m.noun, rule="measure/total-of")


def event_before(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """举办免费体检2场,323人参加 → 参加免费体检人数: those who came, to what the clause before told."""
    m = settled[i]
    event = _event_before(n, i) if m.name in ATTENDED else ""
    return (
        replace(m, verb="", complement=(m.complement or m.verb) + event, rule="measure/event-before") if event else None
    )


def event_beside(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """校内决赛共有96名教师参加 → 参加校内决赛教师: what they took part in stands before the number."""
    m = settled[i]
    event = _event_beside(n, i) if m.complement in TAKING_PART else ""
    return replace(m, complement=TAKING_PART[0] + event, rule="measure/event-beside") if event else None


def from_earlier(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """网约车2个、60人; 省上命名表彰4家: the noun of the last figure in the same unit, or the verb just before."""
    m = settled[i]
    elided = is_level(m.noun) or _unnamed(m) or _after_comma(n, m, i)
    return _from_earlier(n, settled, i) if elided else None


def _after_comma(n: Naming, m: Measure, i: int) -> bool:
    """举办培训班30期,2680人次: a bare figure behind the comma of one of what was held."""
    held = i and n.quantities[i - 1].unit in DEALT_WITH and n.quantities[i].unit in ("人", "人次")
    bare = not m.verb and not m.complement and m.noun in ("", unit_noun(n.quantities[i].unit))
    return bool(held) and bare and not trim(n.clause(i)) and bool(n.clause_before(i))


def _unnamed(m: Measure) -> bool:
    """Whether a measure lacks its noun: 征集560条; 出资30万元 needs none."""
    return not m.name or not (m.noun or m.complement or m.verb in NAMING_MONEY)


def _subject(n: Naming, i: int) -> str:
    """书屋 of 书屋遍布全市,总数130家: what the clause before is about, if it tells no figure."""
    told = n.clause_before(i) if n.quantities[i].unit != "元" else []
    act = max((k for k, w in enumerate(told) if w.tag[:1] == "v"), default=0)
    return text_of(trim(told[:act])) if not any(w.kind == "number" for w in told) else ""


def _event_beside(n: Naming, i: int) -> str:
    """校内决赛|共有96名教师参加: what they took part in stands before the number."""
    clause = [w for w in n.clause(i, numbers=True) if w.text not in LINKED]
    if len(clause) < 2 or not clause[-1].text.endswith(EVENTS):
        return ""
    named = clause[-2].kind == "word" and clause[-2].tag[:1] in ("n", "j", "l", "s") and "“" not in clause[-2].text
    return text_of(clause[-2:] if named else clause[-1:])


def _event_before(n: Naming, i: int) -> str:
    """举办免费体检2场,323人参加: what those who came took part in, told in the clause before."""
    words = n.before(i)
    told = words[: last_of(words, "mark") + 1]
    at = max((k for k, w in enumerate(told) if w.kind == "word" and w.text.endswith(EVENTS)), default=-1)
    if at < 0:
        return ""
    before = words[at - 1] if at else None
    named = before and before.kind == "word" and before.tag[:1] in ("n", "j", "l") and "“" not in before.text
    return text_of(trim(words[at - 1 if named else at : at + 1]))


def _share_deeds(n: Naming) -> list[Measure]:
    """21家单位、80个班组、1.2万名职工参加答题: the deed told at the end of a list is everybody's."""
    shared = list(n.named)
    for i in range(len(shared) - 2, -1, -1):
        m, following = shared[i], shared[i + 1]
        alone = not m.complement and (not m.verb or m.verb.endswith(tuple(DIRECTIVE)))
        joined = n.between(i + 1)
        listed = any(w.text in LISTING for w in joined) and not any(w.kind == "mark" for w in joined)
        if _bare(n, i) and n.next_to(i + 1) and following.rule in SHARED:
            shared[i] = replace(m, noun=following.noun, complement=following.complement, rule="measure/noun-shared")
            shared[i + 1] = replace(following, verb=following.verb or m.verb)
        elif alone and listed and m.rule == following.rule == "measure/noun-behind" and following.complement:
            shared[i] = replace(m, verb="", complement=following.complement)
    return shared


def _bare(n: Naming, i: int) -> bool:
    """分别给予800元、600元奖金: a figure without a noun, in the unit of the one behind."""
    m, unit = n.named[i], n.quantities[i].unit
    plain = not m.noun or m.noun == unit_noun(unit, m.verb)
    return plain and unit == n.quantities[i + 1].unit and n.quantities[i].kind == "count" and m.rule != "measure/change"


def _again(n: Naming, before: Measure, i: int) -> str:
    """返还企业4985家、1260万元 → 返还企业金额; 慰问32个班组、410人 → 慰问人数: the same deed in another unit."""
    unit, other = n.quantities[i].unit, n.quantities[i - 1].unit
    if unit == other or not unit_noun(unit) or not before.name:
        return ""
    whole = unit == "元" or other in DEALT_WITH
    if unit in ("人", "人次") and before.verb in HOLDING and before.noun:
        return TAKING_PART[0] + CLASS.sub("", before.noun) + unit_noun(unit)
    stem = before.name if whole else before.verb
    own = unit_noun(other)
    stem = stem.removesuffix(own) if own and stem != own else stem
    return stem + ("金额" if unit == "元" else unit_noun(unit)) if stem else ""


def _those_dealt_with(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """接待来访职工 of 接待来访职工412批1563人次: the same persons, counted one by one behind their batches."""
    of, units = settled[i - 1], (n.quantities[i - 1].unit, n.quantities[i].unit)
    persons = implied_unit(of.noun) == "人" and of.verb not in HOLDING
    return of if persons and units[0] in DEALT_WITH and units[1] in ("人", "人次") else None


def _from_earlier(n: Naming, settled: Sequence[Measure], i: int) -> Measure:
    """The verb of the figure just before, or its name in this unit, else the last noun in the unit."""
    m, q = settled[i], n.quantities[i]
    beside = n.quantities[i - 1].end == q.start if i else False
    if (beside or _after_comma(n, m, i)) and settled[i - 1].verb in HOLDING and (name := _again(n, settled[i - 1], i)):
        return replace(m, noun=name, rule="measure/second-unit")
    if beside and not m.name and (those := _those_dealt_with(n, settled, i)):
        return replace(m, verb=those.verb, noun=those.noun, rule="measure/noun-carried-over")
    if beside and not m.name and n.quantities[i - 1].unit in DEALT_WITH and (name := _again(n, settled[i - 1], i)):
        return replace(m, noun=name, rule="measure/second-unit")  # 接待来访112批286人次
    if beside and not m.name and settled[i - 1].verb:
        verb = settled[i - 1].name if settled[i - 1].noun in ACTION else settled[i - 1].verb  # 帮助脱贫42户156人
        return replace(m, verb=verb, noun=unit_noun(q.unit, verb), rule="measure/verb-carried-over")
    if i and not m.name and n.next_to(i) and (name := _again(n, settled[i - 1], i)):
        return replace(m, noun=name, rule="measure/second-unit")
    for j in range(i - 1, -1, -1):
        if n.quantities[j].unit == q.unit and settled[j].noun and settled[j].rule != "measure/member":
            noun = settled[j].noun
            if is_level(m.noun):
                noun = without_level(noun)
            return replace(m, noun=m.noun + noun.removeprefix(m.verb), rule="measure/noun-carried-over")
    return replace(m, noun=m.noun or unit_noun(q.unit))


RULES = (
    course,
    batch,
    present,
    dealt_with,
    left_over,
    done_of_plan,
    given_again,
    more,
    extreme,
    whose_share,
    paired,
    of_each,
    per_head,
    worth,
    goods_sum,
    same_sum,
    in_order,
    listed_kind,
    of_a_kind,
    described,
    topic,
    member,
    row,
    announced,
    among,
    bare_deed,
    each_time,
    noun_ahead,
    grown,
    change,
    part_of_sum,
    total,
    event_before,
    event_beside,
    from_earlier,
)
