"""Figures told as a course: 基层工会由380家增至520家, 产水率从65%提高到70% - both count what stands before 由 or 从."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.measure.before import noun_before
from kg.extract.measure.figures import Naming
from kg.extract.measure.rules import Measure, head
from kg.extract.measure.words import CHANGE, PER_HEAD, Word, endings, last_index, table, text_of, trim

FROM, COURSE = table("course", "from"), table("course", "verbs")
STANDARD = table("rate", "standards")
REACHING = endings("course", "reaching")


def course(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """What a figure is that a course begins or ends with; the second one is named as the first."""
    if i and settled[i - 1].rule == "measure/course" and _goes_on(n, i - 1):
        return replace(settled[i - 1], start=None, end=None)
    if not _goes_on(n, i):
        return None
    ahead = n.clause(i)
    at = last_index(ahead, FROM)
    subject = trim(ahead[:at]) if at > 0 else []
    if not subject:
        return None
    rate = next((w.text for w in ahead[at + 1 :] if w.text.startswith(PER_HEAD)), "")
    whole = n.quantities[i].unit == "%" or subject[-1].text in STANDARD
    named = Measure("", text_of(head(subject))) if whole else noun_before(subject, None)
    if rate:
        named = replace(named, verb="", noun=named.name)  # 把奖励资金由每年60万元提高到100万元
    return Measure(named.verb, rate + named.noun, "", subject[0].start, subject[-1].end, "measure/course")


def _goes_on(n: Naming, i: int) -> bool:
    """Whether figure i is where a course begins and the next one, in its unit, where it ends."""
    if i + 1 == len(n.quantities) or n.quantities[i].unit != n.quantities[i + 1].unit:
        return False
    between = [w for w in n.between(i + 1) if w.kind == "word"]
    return len(between) <= 6 and any(_reaches(between, k) for k in range(len(between)))


def _reaches(words: Sequence[Word], k: int) -> bool:
    """提高到, 增至, 发展 到, 跃升 至."""
    text = words[k].text
    following = words[k + 1].text if k + 1 < len(words) else ""
    if text in CHANGE | COURSE:
        return following in REACHING
    return text.endswith(REACHING) and text[:-1] in CHANGE | COURSE
