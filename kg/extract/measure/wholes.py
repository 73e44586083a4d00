"""The whole of which a figure tells a part: 已建会企业中,开展协商的380家; 13位领导有12位到场."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.measure.before import noun_before
from kg.extract.measure.behind import complement
from kg.extract.measure.figures import Naming
from kg.extract.measure.rules import Measure, implied_unit, unit_noun
from kg.extract.measure.words import (
    BREAKS,
    COPULA,
    HAVING,
    LEADING,
    PEOPLE,
    TRAILING,
    Word,
    endings,
    last_index,
    last_of,
    table,
)

AMONG, TOTALS = table("among", "words"), endings("totals", "nouns") + endings("totals", "counts")
BETWEEN = COPULA | LEADING | TRAILING | HAVING | {"的"}
SETTINGS = endings("among", "settings")
NO_WHOLES = ("measure/member", "measure/change-of", "measure/change")
AMONG_THEM = ("里", "中")


def whole(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """The last figure before in the same unit that is no member itself, or, nearer, those among whom it counts."""
    unit = n.quantities[i].unit
    earlier = (j for j in range(i - 1, -1, -1) if n.quantities[j].unit == unit and n.quantities[j].kind == "count")
    j = next((j for j in earlier if settled[j].rule not in NO_WHOLES), None)
    group = group_before(n, i, n.quantities[j].end if j is not None else 0)
    if group or j is None:
        return group
    found = replace(settled[j], noun=_without_total(settled[j].noun))
    return found if unit != "人" or implied_unit(found.noun) == unit else None


def group_before(n: Naming, i: int, since: int = 0) -> Measure | None:
    """企业 of 已建会企业中,开展协商的达380家: those told before 中, in the clause of figure i or the one before."""
    words = [w for w in n.words if since <= w.start < n.quantities[i].start]
    for at in range(len(words) - 1, 0, -1):
        if words[at].text == ";":
            return None
        if words[at].text in AMONG:
            return group_of(words[:at], n.quantities[i].unit)
    return None


def group_of(told: Sequence[Word], unit: str | None) -> Measure | None:
    """The noun that ends the words before 中, if its unit suits."""
    opening = last_of(told, *BREAKS)
    named = noun_before(told[opening + 1 :], unit)
    setting = not named.noun or named.noun.endswith(SETTINGS)
    suits = not setting and implied_unit(named.noun) in (None if unit not in PEOPLE else unit, unit)
    return replace(named, verb="", complement="") if suits else None


def among(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """企业职工中有2名获评劳模; 13位领导有12位到场: what those did who are counted among others."""
    m, unit = settled[i], n.quantities[i].unit
    if m.verb or n.quantities[i].kind != "count" or m.rule not in ("measure/noun-before", "measure/deed-behind"):
        return None
    group = _group_beside(n, settled, i)
    act = m.complement or complement(n.following(i))
    if group is None or not act or not (m.noun.endswith(group.noun) or m.noun in ("", unit_noun(unit, act))):
        return None
    return replace(m, noun=group.noun, complement=act, rule="measure/among")


def _group_beside(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """企业职工 of 企业职工中有2名, 领导 of 13位领导有12位: nothing but 中 or 有 parts them from the figure."""
    clause, unit = n.clause(i), n.quantities[i].unit
    at = last_index(clause, AMONG)
    if at > 0:
        return group_of(clause[:at], unit) if all(w.text in BETWEEN for w in clause[at + 1 :]) else None
    if not i or n.quantities[i - 1].unit != unit or settled[i - 1].rule != "measure/noun-behind":
        return None
    linked = [w.text for w in clause if w.start >= (settled[i - 1].end or 0)]
    return settled[i - 1] if linked and linked[0] in HAVING and all(text in BETWEEN for text in linked) else None


def _without_total(noun: str) -> str:
    """农民工 of 农民工总量13.2万人, 站所 of 127个站所里: a part is no total."""
    noun = noun[:-1] if noun.endswith(AMONG_THEM) and len(noun) > 2 else noun
    return next((noun.removesuffix(total) for total in TOTALS if noun.endswith(total) and noun != total), noun)
