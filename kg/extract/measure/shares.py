"""Shares and growth: 建会率70.7%, 占应解户数的44.6%, 任务已完成25%, 女职工100%入会."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.measure.before import without_links
from kg.extract.measure.behind import complement, noun_behind
from kg.extract.measure.figures import Naming
from kg.extract.measure.rules import Measure, span
from kg.extract.measure.words import (
    BREAKS,
    CHANGE,
    COPULA,
    COVERBS,
    DONE,
    LEADING,
    LEXICON,
    LIGHT,
    PARTICLES,
    PREDICATES,
    TURNING,
    Word,
    endings,
    last_index,
    last_of,
    table,
    text_of,
    trim,
)

SHARE_OF, AGAINST = table("share", "of"), table("share", "against")
COMPARED, TOGETHER = (LEADING | table("share", "compared")) - AGAINST, table("share", "together")
CLOSE, RATES, THIS = table("share", "links"), endings("share", "rates"), table("share", "this")
DEEDS, ORIGINS = table("share", "deeds"), table("share", "origins")
YEARLY = table("share", "yearly")
SPREAD, EXCEEDING = table("share", "spread"), table("share", "exceeding")
POINTS = "百分点"
GROWTH: str = LEXICON["share"]["growth"]
ALONE, BARE_RATES = {"占比"}, {"比", "比为", "比仅为"}
KIND = 2  # characters that end the name of a kind: 企业, 单位
TOLD_ITSELF = (
    "measure/noun-before",
    "measure/noun-behind",
    "measure/described-before",
    "measure/described-elided",
    "measure/verb-before",
    "measure/object-carried-over",
)


def share(n: Naming, i: int) -> Measure:
    """建会率70.7%, 占应解户数的44.6%, 农民工占89%, 80%的企业建立制度, 增加了15%的客流量."""
    ahead = n.ahead(i)
    if n.quantities[i].unit == POINTS and (points := _points(n, i)):
        return points
    if (named := _share_of(n, i, ahead)) or (named := _behind(n, i, ahead)):
        return named
    linked = without_links(ahead)
    chunk = trim(linked[last_index(linked, "、") + 1 :])
    if chunk and chunk[0].text in COVERBS:
        chunk = chunk[-1:]
    if chunk and DONE in (chunk[0].text, chunk[-1].text):
        task = chunk[1:] if chunk[0].text == DONE else trim(chunk[:-1])  # 完成任务的25%, 任务已完成25%
        return Measure("", text_of(task) + "完成率", "", *span(chunk), "measure/share-done")
    if chunk and chunk[-1].text in CHANGE:
        changed = text_of(trim(_compared(without_links(n.clause(i))[:-1], linked[:-1])))
        names = ("", changed + chunk[-1].text) if changed else (chunk[-1].text, "")
        return Measure(*names, "", *span(chunk), "measure/change")
    if deed := _done_by(n, i, chunk):
        return deed
    return _before(n, i, ahead, trim(_compared(ahead, chunk)))


def _points(n: Naming, i: int) -> Measure | None:
    """建制率比五年前提高31个百分点 → 建制率提高; the rate may be told before (比上年提高3个百分点)."""
    clause = n.clause(i)
    if i and n.next_to(i) and n.named[-1].rule == "measure/change" and n.quantities[i - 1].unit == POINTS:
        return n.named[-1]  # 分别提高0.4个和2.1个百分点
    if not clause or clause[-1].text not in CHANGE | EXCEEDING:
        return None
    verb, told = clause[-1].text, clause[:-1]
    while told and told[-1].text in PARTICLES | TURNING:
        told = told[:-1]
    changed = trim(_compared(told, told))
    name = text_of(changed)
    if len(name) < 2:
        return Measure(verb, "", "", rule="measure/change")
    return Measure("", name + verb, "", *span(changed), "measure/change")


def _share_of(n: Naming, i: int, ahead: Sequence[Word]) -> Measure | None:
    """占应解户数的44.6%, 农民工占89%; of 一线职工所占比例60% the whole is told elsewhere."""
    place = last_index(ahead, SHARE_OF)
    if place < 0:
        return None
    behind = ahead[place + 1 :]
    of = behind[1:] if behind and behind[0].text in PARTICLES else behind
    part = text_of(of if of and of[0].text in YEARLY else trim(of))  # 占全年任务的46%
    start, _ = span(ahead[place:] if part else ahead)
    since = last_of(ahead[:place], "time")  # 到2025年一线职工所占比例
    subject = text_of(trim(ahead[since + 1 : place])).removesuffix("所")
    named = not part or part.startswith(RATES) or part in BARE_RATES  # 占|比达82%
    name = subject + "占比" if named else f"{subject}占{part}比例"
    return Measure("", name, "", start, n.quantities[i].start, "measure/share-of")


def _behind(n: Naming, i: int, ahead: Sequence[Word]) -> Measure | None:
    """80%的企业建立制度 → 建立制度企业比例; 八成企业被竞赛覆盖 → 企业覆盖面; 增加了15%的客流量."""
    following = n.following(i)
    linked = without_links(ahead)
    if not following or n.quantities[i].kind == "growth":
        return None
    described = following[0].text == "的"
    if not described and (trim(linked) or following[0].tag[:1] not in ("n", "j", "b")):
        return None
    noun, rest = noun_behind(following[1:] if described else following)
    counted = text_of(trim(noun))
    if not counted:
        return None
    at = span(trim(noun))
    if linked and (change := linked[-1].text) in CHANGE:
        return Measure("", counted + change, "", *at, "measure/change-behind")
    if _passive(rest) in SPREAD or (linked and linked[-1].text in SPREAD):
        return Measure("", counted + "覆盖面", "", *at, "measure/share-covered")
    return Measure("", counted + "比例", complement(rest, unlisted=True), *at, "measure/share-behind")


def _passive(rest: Sequence[Word]) -> str:
    """覆盖 of (八成企业),被竞赛覆盖: what is done to those counted, at the end of the clause."""
    rest = list(rest[1:] if rest and rest[0].text == "," else rest)
    end = next((k for k, w in enumerate(rest) if w.kind == "mark" or not w.text.strip("…")), len(rest))
    return rest[end - 1].text if end > 1 and rest[0].text == "被" else ""


def whose_share(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """女会员5.2万人,占会员总数的41%: a share that does not say whose is that of the figure before."""
    m, whose = settled[i], settled[i - 1]
    bare = m.rule == "measure/share-of" and m.noun.startswith(tuple(SHARE_OF))
    if not bare or not i or n.quantities[i - 1].kind != "count" or whose.rule not in TOLD_ITSELF:
        return None
    between = [w.text for w in n.between(i)]
    people = n.quantities[i - 1].unit == "人" and not whose.verb  # of a deed's figure the whole alone is told
    fits = (people or m.noun in ALONE) and ";" not in between
    return replace(m, noun=whose.name + m.noun) if fits else None


def _done_by(n: Naming, i: int, chunk: Sequence[Word]) -> Measure | None:
    """女职工100%入会 → 女职工入会率; 近七成出自一线 → 一线代表占比, of those counted before."""
    rest = n.following(i)
    light = bool(rest) and rest[0].text in LIGHT
    deed = rest[1:] if light else rest
    if not deed:
        return None
    told = light or deed[0].acts or deed[0].text in PREDICATES | ORIGINS | DEEDS
    if not told and (chunk or deed[0].tag != "v"):
        return None
    who, at = text_of(chunk) or _counted(n, i), span(chunk)
    if deed[0].text in DEEDS and (len(deed) == 1 or deed[1].kind == "mark"):
        return Measure("", who + deed[0].text + "率", "", *at, "measure/share-of-deed")
    if deed[0].text in ORIGINS and (origin := text_of(trim(noun_behind(deed[1:])[0]))):
        return Measure("", origin + who + "占比", "", *at, "measure/share-from")
    act = "" if chunk else complement(rest, unlisted=True)
    return Measure("", act + who + "比例", "", *at, "measure/share-of-deed") if act and who else None


def _counted(n: Naming, i: int) -> str:
    """What the last count before a share counts."""
    counts = (m.noun for m, q in zip(reversed(n.named), reversed(n.quantities[:i]), strict=True) if q.kind == "count")
    return next(counts, "")


def _before(n: Naming, i: int, ahead: Sequence[Word], chunk: Sequence[Word]) -> Measure:
    """建会率70.7%; 这一比例不足五成 is that told before, 集体合同签订达95% the rate of a deed."""
    bare = list(chunk)
    while bare and bare[-1].text in CLOSE:
        bare.pop()
    name, at = text_of(bare), span(chunk)
    q = n.quantities[i]
    if q.kind == "multiple":  # 参赛职工3.2万人,是上届的1.8倍
        whole = n.named[-1].name if n.named else ""
        if name and whole and len(ahead) > 1 and ahead[0].text in COPULA and ahead[-1].text == "的":
            name = f"{whole}为{name}倍数"  # 拉动消费1260万元,为投入的6倍
        return Measure("", name or whole, "", *at, "measure/share-before")
    if any(w.text in THIS for w in ahead) and name.endswith(RATES):
        shares = (m for m, q in zip(reversed(n.named), reversed(n.quantities[:i]), strict=True) if q.kind == "share")
        name = next((m.name for m in shares), name)
    elif name in RATES and (told := _topic(n, i)):
        name = told + name
    elif len(name) < 2 or all(w.text in COPULA | CLOSE for w in chunk):
        return Measure("", _rate_before(n, q.start), "", *at, "measure/share-told-before")
    elif ahead[-1].text == "的" or (len(ahead) > 1 and ahead[-2].text == "的" and ahead[-1].text in COPULA):
        name += "比例"  # 建起档案的达98%
    elif chunk[-1].text in DEEDS:
        name += "率"
    elif ahead[-1].text in EXCEEDING:
        name = name.removesuffix(ahead[-1].text) + ahead[-1].text + "比例"  # 最低工资比全市标准高出15%
    elif rate := _rate_of_others(n, name):
        name += rate
    return Measure("", name, "", *at, "measure/share-before")


def _rate_of_others(n: Naming, name: str) -> str:
    """厂务公开建制率 of 国企厂务公开建制率98%,非公企业达到82%: the rate told just before of others of their kind."""
    before = n.named[-1].noun if n.named and n.quantities[len(n.named) - 1].kind == "share" else ""
    kind = name[-KIND:]
    found = before.endswith(RATES) and len(name) > KIND and not name.endswith(RATES) and kind in before
    return before.partition(kind)[2] if found else ""


def _topic(n: Naming, i: int) -> str:
    """积极分子和工会干部 of 积极分子和工会干部合在一起,比例达70%: what the clause before is about."""
    told = n.clause_before(i)
    act = next((k for k, w in enumerate(told) if w.tag[:1] in ("v", "i") or w.acts), 0)
    return text_of(trim(told[:act])) if not any(w.kind == "number" for w in told) else ""


def _rate_before(n: Naming, position: int) -> str:
    """The last rate that the sentence names before a share: 持证率不理想,约为55%."""
    words = [w for w in n.words if w.end <= position]
    at = max((k for k, w in enumerate(words) if w.kind == "word" and w.text.endswith(RATES)), default=-1)
    opening = last_of(words[: at + 1], *BREAKS)
    return text_of(trim(words[max(opening + 1, at - 3) : at + 1])) if at >= 0 else ""


def _compared(clause: Sequence[Word], chunk: Sequence[Word]) -> list[Word]:
    """会员总数|比去年: what changed, without what it is compared with (较五年前|增长); 参赛人数|是上一届."""
    opening = next((k for k, w in enumerate(clause) if w.kind == "word" and w.text not in COMPARED), len(clause))
    if opening < len(clause) and clause[opening].text in AGAINST:
        together = last_index(clause, TOGETHER)
        return list(clause[together + 1 :]) if together > opening else []
    cut = next((k for k, w in enumerate(chunk) if k and w.text in AGAINST), len(chunk))
    return list(chunk[:cut])
