"""The highest and the lowest sum that one of those paid got: 补助最多的领到2万元, 每人最高3万元, 少则奖200元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.lexicon import any_of
from kg.extract.measure.figures import Naming
from kg.extract.measure.rates import rate_of
from kg.extract.measure.rules import Measure
from kg.extract.measure.words import LEXICON, endings, last_of

HIGH, LOW = (any_of(endings("extreme", name)) for name in ("high", "low"))
SUMS, IN_FULL = endings("extreme", "sums"), LEXICON["extreme"]["in_full"]
LIMITS = endings("extreme", "limits")
DEED = any_of((*endings("extreme", "deeds"), *IN_FULL), "(?!额)")


def extreme(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """最高 + 补助 + 金额: a sum told to be the most or the least is named by what it was paid for."""
    if n.quantities[i].unit != "元" or n.quantities[i].kind != "count":
        return None
    if settled[i].noun.endswith(LIMITS):
        return None  # 补助封顶线提高到8万元
    told = _told(n, i)
    which = "最高" if HIGH.search(told) else "最低" if LOW.search(told) else ""
    paid = next(_paid(n, settled, i, told), "") if which else ""
    if not paid:
        return None
    return replace(settled[i], verb="", complement="", noun=rate_of(n, i) + which + paid, rule="measure/extreme")


def _told(n: Naming, i: int) -> str:
    """The clause of figure i from the last sum on, with its number: 最高一人获资助3万元."""
    sums = (n.quantities[j].end for j in range(i - 1, -1, -1) if n.quantities[j].unit == "元")
    since, end = next(sums, 0), n.quantities[i].end
    words = [w for w in n.words if since <= w.start < end]
    opening = last_of(words, "mark")
    return "".join(w.text for w in words[opening + 1 :])


def _paid(n: Naming, settled: Sequence[Measure], i: int, told: str) -> Iterator[str]:
    """What it was paid for: told in the clause, behind the sum, of the sums and of those paid before it."""
    yield from _names(told)
    behind = "".join(w.text for w in n.following(i)[:3])
    yield from _names(settled[i].name if settled[i].rule == "measure/noun-behind" else behind.removeprefix("的"))
    for j in range(i - 1, -1, -1):
        yield from _names(settled[j].name)
    yield from _names("".join(w.text for w in n.words if w.end <= n.quantities[i].start))


def _names(told: str) -> Iterator[str]:
    """补助金额 of 补助最多的领到, 助学金 of 发放助学金: the last deed or word for money."""
    if deeds := DEED.findall(told):
        deed = IN_FULL.get(deeds[-1], deeds[-1])
        yield deed + ("" if deed.endswith(SUMS) else "金额")
