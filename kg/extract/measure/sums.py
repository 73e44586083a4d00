"""Sums whose money is told elsewhere: 发放助学金5000元,共计发放95万元; 赔付职工39名,金额合计12万元."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.measure.before import noun_before
from kg.extract.measure.figures import Naming
from kg.extract.measure.rates import BARE_SUMS, GRANTING, money_before, rate_of
from kg.extract.measure.rules import Measure
from kg.extract.measure.words import (
    GIVEN,
    LEADING,
    MONEY_HEADS,
    NAMING_MONEY,
    PEOPLE,
    PER_HEAD,
    TRAILING,
    endings,
    last_index,
    last_of,
    table,
)

WORTH, GOODS = table("doers", "worth"), table("doers", "goods")
FOR_BODIES = table("doers", "units_of_bodies")
SUMMING, THINGS = table("doers", "summing"), endings("doers", "things")
PRICED = table("doers", "priced")
VALUE = endings("doers", "worth")[0]


def same_sum(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """发放助学金5000元,共计发放95万元: a sum given without its noun is of what was given before."""
    m = settled[i]
    if n.quantities[i].unit != "元" or m.noun not in BARE_SUMS or (m.verb and m.verb not in GIVEN - NAMING_MONEY):
        return None
    if not m.verb and i and n.quantities[i - 1].unit != "元" and n.next_to(i):
        return None  # 医疗救助76人、61万元
    whole = _sum_before(n, settled, i)
    if not m.verb and n.in_list(i) and (deed := _deed_beside(n, settled, i)):
        return replace(m, noun=deed + "金额", rule="measure/sum-of-a-deed")
    if not m.verb and n.in_list(i) and (money := _money_since(n, settled, i)):
        return replace(m, noun=money, rule="measure/sum-of")  # 慰问款共同筹集,总额1750万元
    if whole is None or (not m.verb and not n.in_list(i)):
        return None
    noun = next((whole.noun.removeprefix(rate) for rate in PER_HEAD if whole.noun.startswith(rate)), whole.noun)
    return replace(m, verb=m.verb or whole.verb, noun=noun.removeprefix(m.verb), rule="measure/sum-carried-over")


def worth(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """慰问品价值 of 发放慰问品300份,价值4.5万元: a sum said to be the worth of what was counted just before."""
    m, clause = settled[i], n.clause(i)
    if n.quantities[i].unit != "元" or not i or n.quantities[i - 1].unit not in GOODS or _several(n, i - 1):
        return None
    goods = settled[i - 1].noun
    if m.noun not in (*BARE_SUMS, *WORTH) or not goods or not any(w.text in WORTH for w in clause):
        return None
    if any(w.text not in WORTH | LEADING | TRAILING for w in clause):
        return None  # 捐款捐物折合48万元
    value = m.noun if m.noun in WORTH else VALUE
    return replace(m, verb="", complement="", noun=goods + value, rule="measure/worth-of")


def of_each(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """每张蛋糕卡金额 of 发蛋糕卡1876张,每张200元: a sum for each of the things counted before in that unit."""
    m, each = settled[i], rate_of(n, i)
    plain = m.noun.removeprefix(each)
    if n.quantities[i].unit != "元" or m.verb or not each or plain not in BARE_SUMS | PRICED:
        return None
    same = (j for j in range(i - 1, -1, -1) if "每" + n.quantities[j].unit_text == each)
    thing = next((settled[j].noun for j in same if n.quantities[j].unit not in PEOPLE | FOR_BODIES), "")
    if not thing:
        return None
    name = each + thing + (plain if plain in PRICED else "金额")
    return replace(m, complement="", noun=name, rule="measure/of-each")


def goods_sum(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """购买金额 of 购买大米500斤、菜油300斤,合计2万元; 慰问品金额 of 送上手套等慰问品,共计7万元."""
    m, clause = settled[i], n.clause(i)
    summed = any(w.text in SUMMING for w in clause) and all(w.text in SUMMING | LEADING | TRAILING for w in clause)
    if n.quantities[i].unit != "元" or m.verb or m.noun not in BARE_SUMS or not summed:
        return None
    if i and n.quantities[i - 1].unit in GOODS and _is_last_told(n, i):
        beside = settled[i - 1]
        name = beside.verb if _several(n, i - 1) else beside.name
    else:
        told = n.clause_before(i)
        told = told[last_of(told, "number") + 1 :]
        noun = noun_before(told, None).noun if told else ""
        name = noun if noun.endswith(THINGS) else ""
    return replace(m, complement="", noun=name + "金额", rule="measure/goods-sum") if name else None


def _is_last_told(n: Naming, i: int) -> bool:
    """Whether the clause before figure i ends with the number of figure i - 1: …3000斤,合计2万元."""
    return any(w.kind == "number" for w in n.clause_before(i)[-1:])


def _several(n: Naming, i: int) -> bool:
    """大米300袋、食用油200桶,价值…: whether figure i is one of a list of things."""
    return bool(i) and n.quantities[i - 1].unit in GOODS and not any(w.kind == "mark" for w in n.between(i))


def part_of_sum(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """增加值1.7亿元,其中:工业8815万元、…: a part told behind 其中 without its own word for money."""
    m, units = settled[i], [q.unit for q in n.quantities[max(i - 1, 0) : i + 1]]
    if not i or units != ["元", "元"] or m.noun.endswith(MONEY_HEADS) or not settled[i - 1].noun:
        return None
    before = n.before(i)
    part = before[last_index(before, ";") + 1 :]
    if not any(w.text == "其中" for w in part) or m.verb in NAMING_MONEY or rate_of(n, i):
        return None
    whole = next(settled[j] for j in range(i - 1, -1, -1) if settled[j].noun.endswith(MONEY_HEADS) or not j)
    money = max(filter(whole.noun.endswith, MONEY_HEADS), key=len, default=whole.noun)
    return replace(m, noun=m.noun + money, rule="measure/part-of-a-sum")


def _deed_beside(n: Naming, settled: Sequence[Measure], i: int) -> str:
    """赔付 of 赔付患病职工39名,金额合计12万元: what was done for those just before, if it is done with money."""
    beside = settled[i - 1] if i and n.quantities[i - 1].unit in PEOPLE and len(n.clause_before(i)) else None
    between = [w.text for w in n.between(i)]
    if beside is None or ";" in between or _money_since(n, settled, i):
        return ""
    done = (deed for deed in GRANTING if deed in beside.verb + beside.complement or beside.noun.endswith(deed))
    return max(done, default="")


def _sum_before(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """The last sum of figures before figure i that tells what it is, given as it was."""
    verb = settled[i].verb
    sums = ((s, n.named[j]) for j, s in enumerate(settled[:i]) if s.noun.endswith(MONEY_HEADS))
    told = [s for s, read in sums if s.noun not in BARE_SUMS and (verb in s.name or verb == read.verb)]
    return told[-1] if told else None


def _money_since(n: Naming, settled: Sequence[Measure], i: int) -> str:
    """慰问金 of …12万元;送上慰问金的有30名,共计3万元: the word for money told since the last sum of money."""
    sums = (j for j in range(i - 1, -1, -1) if n.quantities[j].unit == "元")
    j = next(sums, None)
    since = 0 if j is None else max(n.quantities[j].end, settled[j].end or 0)
    return money_before(n, i, settled[i].verb, since)
