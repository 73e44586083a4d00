"""Parts of a figure told by their kind or by who they are of: 托管班14个,暑期10个; 女职工最多的是山城区,有250人."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.measure.figures import Naming
from kg.extract.measure.listed import MEMBERS
from kg.extract.measure.rules import Measure
from kg.extract.measure.wholes import BETWEEN, group_of, whole
from kg.extract.measure.words import BREAKS, COPULA, endings, last_index, last_of, table, text_of, trim

KINDS, SUMMED = endings("kind"), table("order", "summed")
MOST, NEXT = table("order", "most"), table("order", "next")
LONGEST_KIND = 4  # characters: 行业性, 线上, 五星


def of_a_kind(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """暑期 + 托管班: a word that only says which of what was counted before in the unit."""
    m = settled[i]
    kind = m.noun.removesuffix("的")
    short = kind.endswith(KINDS) and len(kind) <= LONGEST_KIND
    if m.verb or m.complement or m.rule != "measure/noun-before" or not short or n.quantities[i].kind != "count":
        return None
    of = whole(n, settled, i)
    if of is None or not of.noun or of.noun == kind:
        return None
    return replace(m, noun=_thing(n, of), complement=kind, rule="measure/of-a-kind")


def _thing(n: Naming, of: Measure) -> str:
    """合同 of 独立合同最多,…区域性的14份: of a noun in two words the kind is left, if it was told as such."""
    ends = [w.text for w in n.words if len(w.text) > 1 and of.noun.endswith(w.text)]
    return ends[0] if ends and of.rule == "measure/topic" else of.noun


def listed_kind(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """外卖、旅游行业工会9个,会员1.3万人:外卖4个、5600人: an item of the list by which a figure was named."""
    m, unit = settled[i], n.quantities[i].unit
    item = n.named[i].name or (n.named[i - 1].name if i and n.next_to(i) else "")
    same = [j for j in range(i) if n.quantities[j].unit == unit and settled[j].rule != "measure/of-a-kind"]
    lists = [part for j in range(i) for part in [settled[j].noun.split("、")] if len(part) > 1 and settled[j].noun]
    if not same or not lists or not item:
        return None
    *items, last = lists[-1]
    told = {*items, *(x.name for x in n.named if x.name and last.startswith(x.name))} - {last}
    if item not in told:
        return None
    of = settled[same[-1]].noun
    tail = min((last.removeprefix(x) for x in told if last.startswith(x)), default=last, key=len) if "、" in of else of
    return replace(m, verb="", noun=item + tail, complement="", rule="measure/of-a-kind")


def in_order(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """参检女职工最多的是山城区,有250人;其次为淇县,有150人: whose each figure is, and of what."""
    own = n.clause(i)
    summed = bool(own) and all(w.text in SUMMED for w in own)
    told = own if summed or any(w.kind == "word" and w.text not in BETWEEN for w in own) else n.clause_before(i)
    if n.quantities[i].kind != "count" or any(w.kind == "number" for w in told):
        return None
    at = last_index(told, NEXT)
    member = text_of(trim([w for w in told[at + 1 :] if w.text not in COPULA]))
    total = not member and bool(i) and settled[i - 1].rule == "measure/member"  # 总计1000人
    of = _most_of(n, i) if total or (member.endswith(MEMBERS) and len(member) > 1) else None
    return replace(settled[i], verb="", complement="", noun=member + of.name, rule="measure/member") if of else None


def _most_of(n: Naming, i: int) -> Measure | None:
    """参检女职工 of 参检女职工最多的是…, told before figure i."""
    words = n.before(i)
    at = max((k for k in range(1, len(words) - 1) if words[k].text in MOST and words[k + 1].text == "的"), default=-1)
    group = group_of(words[:at], n.quantities[i].unit) if at > 0 else None
    opening = last_of(words[:at], *BREAKS)
    return replace(group, noun=text_of(trim(words[opening + 1 : at]))) if group else None
