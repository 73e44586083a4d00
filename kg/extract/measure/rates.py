"""What each one got: 每人发放3000元 behind 发放助学金, 每人1000元的标准."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.measure.figures import Naming
from kg.extract.measure.rules import Measure
from kg.extract.measure.words import GIVEN, MONEY_HEADS, PER_HEAD, endings, table

STANDARD = endings("rate", "standards")
LINK = re.compile("[为是按]$")
DONE_ITSELF = table("rate", "done_itself")
PAID = ("人", "人次", "户")
BARE_SUMS, DONE = table("rate", "bare_sums"), table("rate", "done")


def per_head(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """A sum a head without its own noun: each got of what was told before, or was helped so."""
    m = settled[i]
    rate = rate_of(n, i)
    if n.quantities[i].unit != "元" or not rate:
        return None
    if m.noun.endswith(rate) and (told := LINK.sub("", m.noun.removesuffix(rate))):
        return replace(m, noun=rate + m.verb + told, verb="", rule="measure/standard")  # 标准为每人200元
    if m.noun.endswith(STANDARD):
        deed = m.verb or _deed(n, i)
        plain = m.noun.removeprefix(rate)
        return replace(m, verb="", noun=rate + deed + plain, rule="measure/standard") if plain in STANDARD else None
    if m.noun.removeprefix(rate) not in BARE_SUMS:
        return None if rate in m.name else replace(m, verb="", complement="", noun=rate + m.verb + m.noun)
    whole = next((s for s in reversed(settled[:i]) if s.noun.endswith(MONEY_HEADS) and s.noun not in BARE_SUMS), None)
    money = whole.noun if whole else _money_before(n, i, m.verb)
    if money and m.verb not in DONE_ITSELF:
        return replace(m, verb="", noun=rate + m.verb + money.removeprefix(rate), rule="measure/rate-of-a-sum")
    sums = (s.verb for s, q in zip(settled[:i], n.quantities, strict=False) if q.unit == "元" and s.verb)
    deeds = (*(d for s in reversed(settled[:i]) for d in DONE if d in (s.verb, s.complement[-2:])), *sums)
    return replace(m, verb="", noun=rate + (m.verb or next(iter(deeds), "")) + "金额", rule="measure/rate")


def same_sum(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """发放助学金5000元,共计发放95万元: a sum given without its noun is of what was given before."""
    m = settled[i]
    if n.quantities[i].unit != "元" or m.noun not in BARE_SUMS or (m.verb and m.verb not in GIVEN):
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


def _deed_beside(n: Naming, settled: Sequence[Measure], i: int) -> str:
    """赔付 of 赔付患病职工39名,金额合计12万元: what was done for those just before, if it is done with money."""
    beside = settled[i - 1] if i and n.quantities[i - 1].unit in PAID and len(n.clause_before(i)) else None
    between = [w.text for w in n.words if n.quantities[i - 1].end <= w.start < n.quantities[i].start]
    if beside is None or ";" in between or _money_since(n, settled, i):
        return ""
    return next((deed for deed in DONE if deed in beside.verb), "")


def _sum_before(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """The last sum of figures before figure i that tells what it is, given as it was."""
    verb = settled[i].verb
    same = (s for s in reversed(settled[:i]) if s.noun.endswith(MONEY_HEADS) and s.noun not in BARE_SUMS)
    return next((s for s in same if verb in s.name or not verb), None)


def _money_since(n: Naming, settled: Sequence[Measure], i: int) -> str:
    """慰问金 of …12万元;送上慰问金的有30名,共计3万元: the word for money told since the last sum of money."""
    sums = (j for j in range(i - 1, -1, -1) if n.quantities[j].unit == "元")
    j = next(sums, None)
    since = 0 if j is None else max(n.quantities[j].end, settled[j].end or 0)
    return _money_before(n, i, settled[i].verb, since)


def _money_before(n: Naming, i: int, verb: str, since: int = 0) -> str:
    """The last word for money in the sentence before figure i: 发放助学金,37名学生每人…."""
    words = [w for w in n.words if since <= w.start and w.end <= n.quantities[i].start]
    for k in range(len(words) - 1, -1, -1):
        word, ahead = words[k], words[k - 1] if k else None
        whole = ahead.text + word.text if ahead and ahead.kind == "word" and len(word.text) == 1 else word.text
        if word.kind == "word" and whole.endswith(MONEY_HEADS) and len(whole) > 1 and whole not in BARE_SUMS | {verb}:
            return whole
    return ""


def rate_of(n: Naming, i: int) -> str:
    """每人 of 每人发放3000元 or of 3000元每人."""
    words = [*reversed(n.clause(i)), *n.following(i)[:1]]
    return next((w.text for w in words if w.text in PER_HEAD), "")


def _deed(n: Naming, i: int) -> str:
    """按每人1000元的标准,慰问…: what is done by a standard is told behind it, or before."""
    behind = next((w.text for w in n.following(i) if w.text in DONE), "")
    return behind or next((s.verb for s in reversed(n.named[:i]) if s.verb in DONE), "")
