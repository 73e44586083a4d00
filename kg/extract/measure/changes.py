"""Growth and decline of what was counted before: 增长16万元, 比上年多210人, 案件减少58件."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.measure.figures import Naming
from kg.extract.measure.rules import Measure, unit_noun
from kg.extract.measure.shares import AGAINST, COMPARED, GROWTH, RATES
from kg.extract.measure.words import CHANGE, CHANGE_FIRST, DONE, LEXICON, PARTICLES, last_index, table, text_of, trim

BARE = table("totals", "counts") | table("totals", "nouns") | table("totals", "bare")
DECLINE = table("verbs", "decline")  # 案件下降, but 会员增长率
MORE = LEXICON["share"]["more"]
BUILT = table("verbs", "built")


def change(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """增长16万元, 分别增长210人次和7万元: the change of a measure named before."""
    return _change(n, settled, i) if _is_change(n, settled, i) else None


def more(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """会员880人,比上年多210人; 户均2400元,比上年提高300元: a growth of what was counted before in the unit."""
    clause = [w for w in n.clause(i) if w.text not in PARTICLES]
    opening = next((k for k, w in enumerate(clause) if w.kind == "word" and w.text not in COMPARED), len(clause))
    unit = n.quantities[i].unit
    base = next((settled[j] for j in range(i - 1, -1, -1) if n.quantities[j].unit == unit), None)
    if base is None or not base.name or len(clause) < opening + 2 or clause[opening].text not in AGAINST:
        return None
    last = clause[-1].text
    verb = MORE.get(last, last if last in CHANGE - CHANGE_FIRST and n.quantities[i].kind == "count" else "")
    return (
        replace(settled[i], verb="", complement="", noun=base.name + verb, rule="measure/change-of") if verb else None
    )


def grown(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """工资性收入年均提高1200元: a verb of change right before the number is no mere link to it."""
    m = settled[i]
    last = n.clause(i)[-1:]
    told = not m.noun or m.verb or any(w.text in m.name for w in last)
    if told or not last or last[0].text not in CHANGE or m.rule != "measure/noun-before":
        return None
    return replace(m, noun=m.noun + last[0].text, rule="measure/change-of")


def _is_change(n: Naming, settled: Sequence[Measure], i: int) -> bool:
    """增长16万元; 增长3人和5万元: a verb of change alone, or a figure listed behind one."""
    m, q = settled[i], n.quantities[i]
    alone = not m.noun or m.noun == unit_noun(q.unit, m.verb)
    listed = bool(i) and not m.name and settled[i - 1].rule == "measure/change-of"
    return (m.verb in CHANGE and alone) or (not m.noun and q.kind in ("share", "growth")) or listed


def _is_rate(base: Measure) -> bool:
    """女职工占比 rises by so much, and has no rate of its own."""
    return base.name.endswith(RATES)


def _change(n: Naming, settled: Sequence[Measure], i: int) -> Measure:
    """增长16万元, 分别增长210人次和7万元: the change of a measure named before, in the same unit if there is one."""
    m, unit = settled[i], n.quantities[i].unit
    bases = [j for j in range(i) if settled[j].name and settled[j].rule not in ("measure/change-of", "measure/change")]
    same = [j for j in bases if n.quantities[j].unit == unit]
    verb = m.verb or next((earlier.verb for earlier in reversed(n.named[:i]) if earlier.verb in CHANGE), "")
    if not bases or _own_subject(n, i):
        return _change_alone(n, settled, i)
    pair = _paired(n, settled, i, bases)
    if pair is None and verb in CHANGE_FIRST:
        same = [j for j in same if _of_the_whole(n, i, j)] or same
    base = settled[pair if pair is not None else (same or bases)[-1]]
    if verb in CHANGE_FIRST and base.verb in BUILT:
        base = replace(base, verb="", complement="")  # 建成驿站14个,还将新增5个
    name = verb + base.name if verb in CHANGE_FIRST else base.name + verb
    if n.quantities[i].kind == "growth":
        name = base.name + (verb or GROWTH)  # 翻了一番
    elif n.quantities[i].kind == "share" and not verb:
        name = base.name.removeprefix(DONE) + DONE + "率" if base.verb == DONE else base.name + "率"
    elif n.quantities[i].unit == "%" and verb not in DECLINE and not verb.endswith("幅") and not _is_rate(base):
        name += "率"
    return replace(m, verb="", noun=name, rule="measure/change-of")


def _own_subject(n: Naming, i: int) -> bool:
    """单位能耗下降3吨: whether the clause itself says what changed, other than by a bare total (人数增加210人)."""
    clause = n.ahead(i)
    at = next((k for k, w in enumerate(clause) if w.text in CHANGE), 0)
    subject = trim([w for w in clause[:at] if w.text not in PARTICLES])
    if n.quantities[i].kind != "count" or n.quantities[i].unit == "元" or not subject:
        return False
    plain = all(w.kind == "word" and w.tag[:1] in ("n", "l", "j", "v") and w.text not in AGAINST for w in subject)
    return plain and text_of(subject) not in BARE and subject[-1].tag[:1] == "n" and clause[at].text not in CHANGE_FIRST


def _of_the_whole(n: Naming, i: int, j: int) -> bool:
    """Whether figure i, told behind a comma, can go on from figure j: not from a part told behind 其中."""
    part = any(w.text.startswith("其中") for w in n.clause(j, numbers=True))
    return not part or any(w.text.startswith("其中") for w in n.clause(i, numbers=True))


def _change_alone(n: Naming, settled: Sequence[Measure], i: int) -> Measure:
    """案件减少58件: a change whose base no figure tells."""
    m = settled[i]
    if m.verb not in CHANGE:
        return m
    clause = n.ahead(i)
    at = last_index(clause, frozenset({m.verb}))
    changed = text_of(trim(clause[:at])) if at > 0 and n.quantities[i].unit != "元" else ""
    if changed and m.verb in CHANGE_FIRST:
        return replace(m, noun=changed)  # 企业工会新增420家
    return replace(m, verb="", noun=(changed or m.noun) + m.verb, rule="measure/change-of")


def _paired(n: Naming, settled: Sequence[Measure], i: int, bases: Sequence[int]) -> int | None:
    """The base of the k-th of several changes told together is the k-th of the figures told together before."""
    group = [j for j in range(len(settled)) if n.quantities[j].unit == n.quantities[i].unit and j not in bases]
    return bases[-len(group) :][group.index(i)] if len(group) > 1 and i in group and len(bases) >= len(group) else None
