"""Shares and ranks: 建会率70.7%, 占应解户数的44.6%, 任务已完成25%, 总分全省第五."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.measure.before import without_links
from kg.extract.measure.behind import complement, noun_behind
from kg.extract.measure.figures import Naming
from kg.extract.measure.rules import Measure, span
from kg.extract.measure.words import CHANGE, COPULA, COVERBS, Word, endings, last_index, table, text_of, trim
from kg.extract.quantity.rules import Quantity

SHARE_OF, AGAINST = table("share", "of"), table("share", "against")
RANK_LINKS = table("rank", "links")
CLOSE, RATES = table("share", "links"), endings("share", "rates")
DONE = "完成"


def share(n: Naming, i: int) -> Measure:
    """建会率70.7%, 占应解户数的44.6%, 农民工占89%, 80%的企业建立制度, 增加了15%的客流量."""
    q, ahead = n.quantities[i], n.ahead(i)
    place = last_index(ahead, SHARE_OF)
    if place >= 0:
        part = text_of(trim(ahead[place + 1 :]))
        start, _ = span(ahead[place:] if part else ahead)
        name = f"占{part}比例" if part else text_of(trim(ahead[:place])) + "占比"
        return Measure("", name, "", start, q.start, "measure/share-of")
    following = n.following(i)
    noun, rest = noun_behind(following[1:]) if following and following[0].text == "的" else ([], [])
    linked = without_links(ahead)
    if noun and linked and (change := linked[-1].text) in CHANGE:
        return Measure("", text_of(trim(noun)) + change, "", *span(noun), "measure/change-behind")
    if noun:
        return Measure("", text_of(trim(noun)) + "比例", complement(rest), *span(trim(noun)), "measure/share-behind")
    chunk = trim(linked[last_index(linked, "、") + 1 :])
    if chunk and chunk[0].text in COVERBS:
        chunk = chunk[-1:]
    if chunk and DONE in (chunk[0].text, chunk[-1].text):
        task = chunk[1:] if chunk[0].text == DONE else trim(chunk[:-1])  # 完成任务的25%, 任务已完成25%
        return Measure("", text_of(task) + "完成率", "", *span(chunk), "measure/share-done")
    if chunk and chunk[-1].text in CHANGE:
        changed = text_of(trim(_compared(chunk[:-1])))
        names = ("", changed + chunk[-1].text) if changed else (chunk[-1].text, "")
        return Measure(*names, "", *span(chunk), "measure/change")
    name = text_of(_compared(chunk))
    if len(name) < 2 or all(w.text in COPULA | CLOSE for w in chunk):
        return Measure("", _rate_before(n, q.start), "", *span(chunk), "measure/share-told-before")
    return Measure("", name, "", *span(chunk), "measure/share-before")


def _rate_before(n: Naming, position: int) -> str:
    """The last rate that the sentence names before a share: 持证率不理想,约为55%."""
    words = [w for w in n.words if w.end <= position]
    at = max((k for k, w in enumerate(words) if w.kind == "word" and w.text.endswith(RATES)), default=-1)
    opening = max((k for k, w in enumerate(words[: at + 1]) if w.kind != "word"), default=-1)
    return text_of(trim(words[max(opening + 1, at - 3) : at + 1])) if at >= 0 else ""


def _compared(chunk: Sequence[Word]) -> list[Word]:
    """会员总数|比去年: what changed, without what it is compared with; 参赛人数|是上一届."""
    cut = next((i for i, w in enumerate(chunk) if i and w.text in AGAINST), len(chunk))
    return list(chunk[:cut])


def rank(ahead: Sequence[Word], q: Quantity) -> Measure:
    """总分在全省排名第五 → 总分全省排名; 团体第10名 → 团体名次."""
    chunk = [w for w in ahead if w.text not in RANK_LINKS][-4:]
    name = text_of(chunk)
    start, _ = span(chunk)
    return Measure("", name if "名" in name else name + "名次", "", start, q.end, "measure/rank")
