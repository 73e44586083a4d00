"""What each one got, and what is done each time: 每人发放3000元, 每名学员补贴1800元, 日均接待150人次."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from kg.extract.lexicon import alternation
from kg.extract.measure.figures import Naming
from kg.extract.measure.rules import Measure, implied_unit, unit_noun
from kg.extract.measure.words import (
    BOTH,
    GIVEN,
    LEXICON,
    LIGHT,
    MONEY_HEADS,
    NAMING_MONEY,
    PER_HEAD,
    RECEIVING,
    Word,
    endings,
    last_index,
    table,
    text_of,
    trim,
)

STANDARD, TIMES = endings("rate", "standards"), table("rate", "times")
TO_SUM = re.compile(f".*{alternation((*STANDARD, *MONEY_HEADS))}")
LINK = re.compile("(?:[为是]|[按依]照?)$")
DONE_ITSELF, TO_WHOM = table("rate", "done_itself"), table("rate", "to_whom")
BARE_SUMS, GRANTING = table("rate", "bare_sums"), endings("rate", "done")
TAKING = LIGHT | table("rate", "taking")
LESS, GOODS = table("rate", "less"), table("doers", "goods")
IN_FULL = LEXICON["extreme"]["in_full"]
NO_SUMS, GIVING = table("rate", "no_sums"), table("rate", "giving")
OTHERS = BARE_SUMS | NO_SUMS


def per_head(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """A sum a head without its own noun: each got of what was told before, or was helped so."""
    m = settled[i]
    rate = rate_of(n, i)
    if n.quantities[i].unit != "元":
        return None
    if granted := _granted(n, i, m):
        return replace(m, verb="", complement="", noun=granted, rule="measure/grant")
    if not rate:
        return None
    named_by_it = m.noun.startswith(PER_HEAD) or m.noun.endswith(PER_HEAD) or m.verb in TAKING
    if named_by_it and (money := _money_beside(n, i)):
        return replace(m, verb="", complement="", noun=money, rule="measure/rate-of-a-sum")
    if m.noun.endswith(rate) and (told := LINK.sub("", without_rates(m.noun))):
        return _standard(n, settled, i, rate, told)
    if m.noun.endswith(STANDARD):
        deed = m.verb or _deed(n, i)
        plain = m.noun.removeprefix(rate)
        if plain not in STANDARD:
            return None
        money = _money_given(n, settled, i) if deed in GIVING else ""
        return replace(m, verb="", complement="", noun=rate + (money or deed + plain), rule="measure/standard")
    if m.verb in NAMING_MONEY and m.noun.removeprefix(rate) in BARE_SUMS:
        return replace(m, verb="", noun=rate + m.verb, rule="measure/rate")  # 人均创效4800元
    if m.noun.removeprefix(rate) not in BARE_SUMS:
        noun = IN_FULL.get(m.noun.removeprefix(rate), m.noun)  # 每条奖200元
        given = m.verb in GIVEN | RECEIVING and noun.endswith(MONEY_HEADS)  # 每人领到2500元助学金
        deed = "" if given else _less(n, i, m)
        whole = rate in m.name and noun == m.noun
        return None if whole else replace(m, verb="", complement="", noun=rate + deed + noun)
    money = _money_told(n, settled, i)
    if money and m.verb not in DONE_ITSELF:
        return replace(m, verb="", noun=rate + m.verb + money.removeprefix(m.verb), rule="measure/rate-of-a-sum")
    sums = (s.verb for s, q in zip(settled[:i], n.quantities, strict=False) if q.unit == "元" and s.verb)
    done = (d for s in reversed(settled[:i]) for d in GRANTING if d in (s.verb, s.complement[-2:], s.noun[-2:]))
    deeds = (*done, *sums)
    deed = _less(n, i, m) or _goods_given(n, settled, i) or next(iter(deeds), "")
    return replace(m, verb="", noun=rate + deed + "金额", rule="measure/rate")


def _goods_given(n: Naming, settled: Sequence[Measure], i: int) -> str:
    """节日福利 of 发放节日福利2.1万份,人均1500元: the things just counted that were given."""
    given = i and settled[i - 1].verb in GIVEN and n.quantities[i - 1].unit in GOODS
    return settled[i - 1].noun if given else ""


def without_rates(noun: str) -> str:
    """食宿标准为 of 食宿标准为每人每天."""
    while rate := next(filter(noun.endswith, PER_HEAD), ""):
        noun = noun.removesuffix(rate)
    return noun


def _money_beside(n: Naming, i: int) -> str:
    """每人每月津贴 of 每人每月享受津贴1500元 and of 津贴每人每月1500元: what each gets, told in the clause itself."""
    clause = n.clause(i)
    sums = (k for k, w in enumerate(clause) if w.text.endswith(MONEY_HEADS) and w.text not in BARE_SUMS)
    at = max(sums, default=-1)
    if at < 0 or clause[at].acts:
        return ""
    opening = next((k + 1 for k in range(at - 1, -1, -1) if _parts(clause[k], clause[k + 1])), 0)
    rates = "".join(w.text for w in clause if w.text in PER_HEAD)
    return rates + text_of(trim(clause[opening : at + 1]))


def _parts(word: Word, following: Word) -> bool:
    """Whether a word stands before the name of a sum and not in it: a verb, 每人, a mark; not 扶贫|券."""
    nominal = word.text in BOTH or word.tag != "v" or (len(following.text) == 1 and not word.acts)
    return word.kind != "word" or word.text in PER_HEAD or word.text in LIGHT or not nominal


def each_time(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """驿站日均服务9000人次 → 日均服务: what is done each day or year is told by what stands behind 日均."""
    m, clause = settled[i], n.clause(i)
    at = last_index(clause, TIMES)
    if at < 0 or n.quantities[i].kind != "count" or n.quantities[i].unit == "元":
        return None
    rate, own = clause[at].text, clause[at + 1 :]
    if len(own) == 1 and own[0].acts and m.rule in ("measure/verb-before", "measure/object-before"):
        return replace(m, verb=rate + own[0].text, noun=unit_noun(n.quantities[i].unit), rule="measure/each-time")
    if not own and (deed := _deed_in(n, settled, i)):
        return replace(m, verb=rate + deed, noun=unit_noun(n.quantities[i].unit), rule="measure/each-time")
    return None if rate in m.name else replace(m, verb=rate + m.verb)


def _deed_in(n: Naming, settled: Sequence[Measure], i: int) -> str:
    """接待 of 接待骑手5200人次,日均90人次: the deed counted before in the same unit."""
    same = (settled[j] for j in range(i - 1, -1, -1) if n.quantities[j].unit == n.quantities[i].unit)
    return next((m.verb for m in same if m.verb), "")


def _standard(n: Naming, settled: Sequence[Measure], i: int, rate: str, told: str) -> Measure:
    """标准为每人200元 → 每人助学金; 资助标准提高到每人200元; 第一名每人8000元 is of the prize money told before."""
    sum_told = TO_SUM.match(told)
    before = settled[i - 1].noun if i else ""
    if sum_told is None and before.endswith(STANDARD) and settled[i - 1].rule == "measure/standard":
        return replace(settled[i], noun=told + before, verb="", rule="measure/standard")  # 大学生每人3000元,高中生…
    if sum_told is None and not told.endswith(GRANTING) and (money := _money_told(n, settled, i)):
        return replace(settled[i], noun=told + rate + money, verb="", rule="measure/rate-of-a-sum")
    if sum_told is None and implied_unit(told) == "人":
        return replace(settled[i], noun=told + rate + (_behind(n, i) or "金额"), verb="", rule="measure/rate")
    name = settled[i].verb + (sum_told[0] if sum_told else told)
    money = _money_told(n, settled, i) if name in STANDARD else ""
    return replace(settled[i], noun=rate + (money or name), verb="", rule="measure/standard")


def _granted(n: Naming, i: int, m: Measure) -> str:
    """每名学员补贴金额 of 给予每名学员补贴1800元, 按每名学员1800元的标准补贴: whom, and what was done for each."""
    clause, behind = n.clause(i), n.following(i)[:3]
    opening = last_index(clause, TO_WHOM.union(PER_HEAD))
    if m.rule == "measure/noun-behind" and m.noun.endswith(MONEY_HEADS) and not m.noun.endswith(GRANTING):
        return ""
    words = clause[opening + 1 :]
    act = next((k for k, w in enumerate(words) if w.text in GRANTING), len(words))
    whom = text_of(trim(words[:act]))
    if opening < 0 or not whom or whom.endswith(MONEY_HEADS) or any(w.acts for w in words[:act]) or words[act + 1 :]:
        return ""
    deed = words[act].text if act < len(words) else next((w.text for w in behind if w.text in GRANTING), "")
    deed = deed or next((w.text for w in clause[:opening] if w.text in GRANTING), "")
    rate = clause[opening].text if clause[opening].text in PER_HEAD else ""
    standard = any(w.text in STANDARD for w in behind)
    return rate + whom + deed + ("标准" if standard else "金额") if deed else ""


def _less(n: Naming, i: int, m: Measure) -> str:
    """少支出 of 每天少支出900元: a deed with what says that it became less or more."""
    clause = n.clause(i)
    less = next((a.text for a, b in pairwise(clause) if a.text in LESS and b.text == m.verb), "")
    return less + m.verb


def _money_told(n: Naming, settled: Sequence[Measure], i: int) -> str:
    """助学金 of 发放助学金5万元 or 发放助学金, told before figure i, without the head it was for."""
    since = _since(n, settled, i)
    sums = (s for s in reversed(settled[since:i]) if s.noun.endswith(MONEY_HEADS) and s.rule != "measure/rate")
    whole = next((s for s in sums if s.noun not in BARE_SUMS | NO_SUMS), None)
    money = whole.noun if whole else money_before(n, i, settled[i].verb, n.quantities[since - 1].end if since else 0)
    return max((money.rpartition(rate)[2] for rate in PER_HEAD if rate in money), key=len, default=money)


def _since(n: Naming, settled: Sequence[Measure], i: int) -> int:
    """The first figure of the part behind the last ; if that part tells what was done: ;大病救助327人,人均…."""
    last = max((w.end for w in n.before(i) if w.text == ";"), default=0)
    first = next((j for j in range(i) if n.quantities[j].start >= last), i)
    helped = any(deed in settled[j].name for j in range(first, i) for deed in GRANTING if n.quantities[j].unit != "元")
    return first if last and helped else 0


def _money_given(n: Naming, settled: Sequence[Measure], i: int) -> str:
    """慰问金 of 按每户500元的标准发放慰问金, told behind the sum or before it."""
    behind = n.following(i)[:6]
    money = (w.text for w in behind if w.kind == "word" and w.text.endswith(MONEY_HEADS) and w.text not in BARE_SUMS)
    return next(money, "") or _money_told(n, settled, i)


def _behind(n: Naming, i: int) -> str:
    """慰问金 of 对特困职工每户2000元、对其他职工每户800元发放慰问金: the money told behind in the clause."""
    clause = takewhile(lambda w: w.kind != "mark", n.following(i))
    return next((w.text for w in clause if w.text.endswith(MONEY_HEADS) and w.text not in OTHERS), "")


def money_before(n: Naming, i: int, verb: str, since: int = 0) -> str:
    """The last word for money in the sentence before figure i: 发放助学金,37名学生每人…."""
    words = [w for w in n.words if since <= w.start and w.end <= n.quantities[i].start]
    for k in range(len(words) - 1, -1, -1):
        word, ahead = words[k], words[k - 1] if k else None
        bare = len(word.text) == 1 or (word.text in BARE_SUMS and ahead and ahead.text in GRANTING)  # 助学款, 帮扶资金
        whole = ahead.text + word.text if bare and ahead and ahead.kind == "word" else word.text
        if word.kind == "word" and whole.endswith(MONEY_HEADS) and len(whole) > 1 and whole not in OTHERS | {verb}:
            return whole
    return ""


def rate_of(n: Naming, i: int) -> str:
    """每人 of 每人发放3000元 or of 3000元每人."""
    words = [*reversed(n.clause(i)), *n.following(i)[:1]]
    return next((w.text for w in words if w.text in PER_HEAD), "")


def _deed(n: Naming, i: int) -> str:
    """按每人1000元的标准,慰问…: what is done by a standard is told behind it, or before."""
    behind = next((w.text for w in n.following(i) if w.text in GRANTING), "")
    return behind or next((s.verb for s in reversed(n.named[:i]) if s.verb in GRANTING), "")
