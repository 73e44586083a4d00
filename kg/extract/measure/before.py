"""The counted thing before its number: 签订集体合同3521份, 参赛单位1652家, 全市职工参保3.9万人."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.measure.doers import BODIES
from kg.extract.measure.fronted import LONGEST, fronted
from kg.extract.measure.objectless import bare, last_noun, objectless
from kg.extract.measure.rules import Measure, head, implied_unit, span, unit_noun, untitled
from kg.extract.measure.words import (
    AND,
    BENEFICIARY,
    BOTH,
    CHANGE,
    COPULA,
    COVERBS,
    DEALT_WITH,
    DIRECTIVE,
    FUNDING,
    GIVEN,
    HAVING,
    HOLDING,
    LISTING,
    MOVING,
    OPENING,
    PARTICLES,
    PEOPLE,
    SCOPES,
    TRAILING,
    TRAVEL,
    TURNING,
    UNIONS,
    Word,
    endings,
    last_index,
    table,
    text_of,
    trim,
)

UP_TO = table("linking", "up_to")
NOT_NOUNS = COVERBS | table("linking", "dividing")
LINKS = TRAILING | COPULA
GROWING = CHANGE | table("course", "verbs")
INNER = HAVING | table("linking", "inner")
DEPUTIES, REACHING = table("verbs", "deputies"), table("verbs", "reaching")
ORIGINS = table("linking", "origins")
THEIRS = table("verbs", "theirs")
PARTICIPLES, MEANS = table("doers", "participles"), table("doers", "means")
PERIODS, YEARLY = table("linking", "periods"), table("linking", "yearly")
SETTING = table("doers", "setting")
GOING = TRAVEL - table("doers", "no_going")
WORKS, SENT_TO = table("doers", "works"), UNIONS + endings("doers", "superiors")
AREAS, AREA = table("doers", "areas"), endings("doers", "area")
NOMINAL_BEHIND = table("verbs", "nominal_behind")
MEASURED = table("paired", "measured")


def without_links(words: Sequence[Word]) -> list[Word]:
    """The words before a number without what only links them to it: 参保职工 已达, 补助范围 扩大 至."""
    kept = list(words)
    reached = False
    if len(kept) > 1 and kept[-1].text in SCOPES and kept[-2].text in UP_TO:
        kept.pop()
    while kept and (kept[-1].text in LINKS or (reached and kept[-1].text in GROWING)):
        if reached and kept[-1].text in FUNDING:
            break  # 从省总工会争取|到60万元
        reached = kept.pop().text in UP_TO
    return kept


def split_verb(words: Sequence[Word], noun_follows: bool = False) -> tuple[list[Word], list[Word], list[Word]]:
    """Subject, verb group and noun of the words before a number: 工会|新建|职工书屋, 职工|参保|.

    The verb is the first one behind the last coverb (为职工|追讨|工资); one that makes others act gives way to what
    those do (带动工会|捐款捐物|). Words of a verb group stand together (救助慰问), to the last one where `noun_follows`
    the number.
    """
    words = list(words)
    floor = max(
        (i + 1 for i, w in enumerate(words) if w.text in COVERBS and any(v.acts for v in words[i + 2 :])), default=0
    )
    verbs = [i for i in range(floor, len(words)) if words[i].acts and not _attributive(words, i)]
    if not verbs:
        return [], [], words
    first = verbs[0]
    last = _group_end(words, first, noun_follows)
    later = [i for i in verbs if last + 1 < i and (i < len(words) - 1 or words[last].text in MOVING)]
    if words[last].text in DIRECTIVE and later and words[later[0] - 1].text not in NOMINAL_BEHIND:
        first, last = later[0], _group_end(words, later[0], noun_follows)
    noun = words[last + 1 :]
    while noun and noun[0].text in PARTICLES:
        noun = noun[1:]
    return words[:first], words[first : last + 1], noun


def _group_end(words: Sequence[Word], first: int, to_the_last: bool) -> int:
    """Where the verb group ends that begins at `first`: 救助|慰问, 推荐|评选|出."""
    last = first
    while last + 1 < len(words):
        following = words[last + 1]
        if not (following.text in PARTICLES - {"的"} or (following.acts and (to_the_last or last + 2 < len(words)))):
            break
        last += 1
    return last


def _attributive(words: Sequence[Word], i: int) -> bool:
    """有技术的…, 农民工代表: a verb that only modifies what follows 的, or those who act for the noun before."""
    if words[i].text in DEPUTIES and i and (words[i - 1].tag[:1] == "n" or words[i - 1].text == "的"):
        return True
    if words[i].text in DEPUTIES and i == len(words) - 1 and i:
        return True  # 正式|代表350名
    return i + 2 < len(words) and words[i + 1].text == "的"


def noun_before(ahead: Sequence[Word], unit: str | None) -> Measure:
    """签订集体合同3521份, 参赛单位1652家, 全市职工参保3.9万人: the counted thing stands before the number."""
    if ahead and ahead[-1].text == "等" and not any(w.acts for w in ahead):
        return Measure("", "", rule="measure/named-persons")  # 王某等12人
    linked = without_links(ahead)
    if reached := _reached(linked, unit):
        return reached
    done = any(w.text == "了" for w in ahead[len(linked) :])
    stated = any(w.text in HAVING for w in ahead[len(linked) :]) and linked and linked[-1].text not in GIVEN - BOTH
    if not stated and (told := fronted(linked, unit, done)):
        return told
    linked = linked[last_index(linked[:-1], PERIODS) + 1 :]  # 高温期间|筹资85万元
    linked = _behind_setting(linked, unit)
    if not any(w.acts for w in linked):
        linked = linked[last_index(linked[:-1], YEARLY) + 1 :]  # 公司全年|产钢620万吨
    if went := _went(linked, unit):
        return went
    subject, verb, noun = split_verb(_deed(_of_a_body(linked)))
    if verb and text_of(noun) in MEASURED and (of := last_noun(subject)):
        named = text_of([*of, *verb, *noun])  # 医疗互助|参加|人数
        return Measure("", named, "", *span([*of, *noun]), "measure/noun-before", acted=True)
    if whole := _described(verb, noun, unit, len(linked) < len(ahead)):
        return whole
    verb, noun = _counted(verb, _cleared(noun), unit)
    if verb and not noun:
        return objectless(subject, verb, unit)
    start, end = span(verb + noun)
    size = AREA[0] if noun and not verb and unit in AREAS and not text_of(noun).endswith(AREA) else ""
    return Measure(text_of(bare(verb)), text_of(noun) + size, "", start, end, "measure/noun-before")


def _cleared(noun: list[Word]) -> list[Word]:
    """荣誉 of 各级总工会各种荣誉: the noun before a number without who gave it, how often, and what leads to it."""
    noun = noun[last_index(noun[:-1], OPENING) + 1 :]
    noun = noun[max((i + 1 for i, w in enumerate(noun[:-1]) if w.text.endswith(UNIONS)), default=0) :]
    noun = [w for i, w in enumerate(noun) if i == len(noun) - 1 or w.text not in INNER]
    return untitled(trim(head(_without_coverbs(trim(noun)))))


def _counted(verb: list[Word], noun: list[Word], unit: str | None) -> tuple[list[Word], list[Word]]:
    """The deed and its object, where what seems the object is a deed, a place or a body that got it."""
    if noun and noun[-1].text in ORIGINS:
        noun = []  # 来自36个单位的210名棋手
    if verb and unit in DEALT_WITH and verb[-1].text in HOLDING:
        noun = _what_they_did(noun)
    if noun and not verb and noun[-1].text in SCOPES:
        noun = []  # 驿站…,盐城全市目前有612个
    if not verb and noun and all(w.tag == "v" for w in noun):
        return noun, []
    if not verb and _done_unlisted(noun):
        return noun[-1:], []  # 为患病职工|减负3800万元
    if verb and unit in WORKS and text_of(noun).endswith(SENT_TO):
        noun = []  # 推荐|省总工会12篇
    return verb, noun


def _behind_setting(words: list[Word], unit: str | None) -> list[Word]:
    """发现问题 of 走访中发现问题63个, 农民工 of 参赛职工中农民工82名: the words behind where it was, or among whom."""
    at = last_index(words[:-1], SETTING)
    if at < 1:
        return words
    behind = words[at + 1 :]
    counted = unit in PEOPLE and implied_unit(behind[-1].text) == "人" and not any(w.acts for w in behind)
    return behind if counted or (behind[0].acts and len(behind) > 1) else words


def _went(words: Sequence[Word], unit: str | None) -> Measure | None:
    """大讲堂 of 大讲堂走进企业32场, 走进企业 of 干部走进企业86家: occasions are of what went, others of where to."""
    at = next((k for k, w in enumerate(words) if k and w.text in GOING), 0)
    if not at or any(w.acts for w in words) or len(trim(words[at + 1 :])) == 0:
        return None
    named = trim(words[:at]) if unit in DEALT_WITH else trim(words[at:])
    return Measure("", text_of(named), "", *span(named), "measure/went-to") if len(text_of(named)) > 1 else None


def _done_unlisted(noun: Sequence[Word]) -> bool:
    """医疗互助|为患病职工|减负: whether behind one for whom it was done stands a verb that no list holds."""
    at = last_index(noun[:-2], BENEFICIARY)
    return at >= 0 and noun[-1].tag[:1] == "v" and len(noun[-1].text) > 1


def _what_they_did(noun: list[Word]) -> list[Word]:
    """疗休养 of 组织劳模和优秀教师疗休养4批: batches are counted of the deed, whoever do it; 劳模疗休养 is a name."""
    whom = max((k for k, w in enumerate(noun) if implied_unit(w.text) == "人"), default=-1)
    deed = noun[whom + 1 :]
    several = any(w.text in LISTING | AND for w in noun[: whom + 1])
    return deed if several and deed and all(w.acts for w in deed) else noun


def _reached(words: Sequence[Word], unit: str | None) -> Measure | None:
    """生活救助|惠及3019人: those whom a measure reached are counted by its name."""
    if len(words) < 2 or words[-1].text not in REACHING or unit not in PEOPLE:
        return None
    noun = trim(words[last_index(words[:-1], "、") + 1 : -1])
    if not noun or noun[-1].text in TRAILING | REACHING:
        return None
    return Measure("", text_of(noun) + unit_noun(unit), "", *span([*noun, words[-1]]), "measure/reached-by")


def _relative(verb: Sequence[Word], noun: Sequence[Word]) -> Measure | None:
    """签订劳动合同的社会组织|有70个: what describes those that are counted is their measure."""
    at = last_index(noun[:-1], "的")
    if not verb or at <= 0 or len(text_of(noun)) > LONGEST:
        return None
    described = trim(noun[at + 1 :])
    name = text_of(bare(verb)) + text_of(trim(noun[:at]))
    return Measure(name, text_of(described), "", *span([*verb, *described]), "measure/described-before")


def _described(verb: list[Word], noun: list[Word], unit: str | None, linked: bool) -> Measure | None:
    """签订合同的企业|有70个, 参加认定的职工4300人, 推行公开的单位285个: those described by what they did."""
    if verb and (linked or _theirs(verb, noun, unit)):
        return _relative(verb, noun)
    return _relative(noun[:1], noun[1:]) if noun and noun[0].text in THEIRS else None


def _theirs(verb: Sequence[Word], noun: Sequence[Word], unit: str | None) -> bool:
    """参加认定的职工4300人: whether a verb can only be the deed of those behind 的, not done to them."""
    who = noun[-1].text if noun else ""
    counted = implied_unit(who) == "人" if unit in PEOPLE else who.endswith(BODIES)
    return bool(verb) and verb[0].text in THEIRS and unit != "元" and counted


def _deed(words: list[Word]) -> list[Word]:
    """市总工会和各县总工会已|汇往灾区捐助款: the words from where the deed begins."""
    if len(words) == 3 and words[0].text in MEANS and words[1].acts and words[2].acts:
        return words[2:]  # 经审查|立案94件
    turn = last_index(words[:-1], TURNING)
    behind = words[turn + 1 :]
    after = turn >= 0 and words[turn].text == "后" and behind[-1].acts  # 归并后|立案61件
    return behind if turn >= 0 and (after or any(w.acts for w in behind[:-1])) else words


def _of_a_body(words: list[Word]) -> list[Word]:
    """查找隐患 of 参赛企业查找隐患9870条: the unlisted deed of a body, with what it was done to."""
    at = max((k for k in range(1, len(words) - 1) if _does(words, k)), default=0)
    return words[at:]


def _does(words: Sequence[Word], k: int) -> bool:
    """Whether word k is an unlisted verb of two characters between a body and a noun: 企业|查找|隐患, 参赛企业|提出."""
    verb = words[k].tag == "v" and len(words[k].text) == 2 and words[k].text not in BOTH | COVERBS
    verb = verb and (not words[k].acts or (k > 1 and words[k - 2].text in PARTICIPLES))
    object_follows = words[k + 1].tag[:1] in ("n", "l", "i", "j") and not any(w.acts for w in words[k + 1 :])
    ahead = words[: k - 1]
    first = not any(w.acts and w.text not in PARTICIPLES for w in ahead)  # 建立|企业|创新基地 is one noun
    body = first and words[k - 1].text.endswith(BODIES)
    helped = implied_unit(words[k - 1].text) == "人" and any(w.text in BENEFICIARY for w in ahead[-3:])
    return verb and object_follows and (body or helped)


def _without_coverbs(words: list[Word]) -> list[Word]:
    """对, 分, 为 before a bare number are no nouns: 对59人开展大病救助."""
    while words and words[0].text in NOT_NOUNS | MOVING:
        words = trim(words[1:])
    return words
