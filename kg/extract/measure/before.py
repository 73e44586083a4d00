"""The counted thing before its number: 签订集体合同3521份, 参赛单位1652家, 全市职工参保3.9万人."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.measure.objectless import bare, last_noun, objectless
from kg.extract.measure.rules import Measure, head, implied_unit, span, unit_noun, untitled
from kg.extract.measure.words import (
    ACTORS,
    AGENT,
    AND,
    BENEFICIARY,
    BESIDE,
    BOTH,
    CHANGE,
    CHANGE_FIRST,
    COPULA,
    COVERBS,
    DEALT_WITH,
    DIRECTIVE,
    FUNDING,
    GIVEN,
    HAVING,
    HOLDING,
    LISTING,
    MONEY_HEADS,
    MOVING,
    OPENING,
    OWN_OBJECT,
    PARTICLES,
    PEOPLE,
    PREDICATES,
    RECEIVING,
    RESULTATIVE,
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

LONGEST = 20  # characters of a description that still makes a name
UP_TO = table("linking", "up_to")
NOT_NOUNS = COVERBS | table("linking", "dividing")
BETWEEN = TURNING | table("linking", "totalling")
LINKS = TRAILING | COPULA
GROWING = CHANGE | table("course", "verbs")
INNER = HAVING | table("linking", "inner")
DEPUTIES, REACHING = table("verbs", "deputies"), table("verbs", "reaching")
PLANS, OF_PLANS = table("linking", "plans"), table("linking", "of_plans")
PERIODS = table("linking", "periods")
MEANS, HOW = table("doers", "means"), table("stop", "how")
SETTING = table("doers", "setting")
GOING = TRAVEL - table("doers", "no_going")
WORKS, SENT_TO = table("doers", "works"), UNIONS + endings("doers", "superiors")
AREAS, AREA = table("doers", "areas"), endings("doers", "area")
NOMINAL_BEHIND = table("verbs", "nominal_behind")
MANNER = table("linking", "manner")
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
    if not stated and (fronted := _fronted(linked, unit, done)):
        return fronted
    linked = linked[last_index(linked[:-1], PERIODS) + 1 :]  # 高温期间|筹资85万元
    linked = _behind_setting(linked, unit)
    if went := _went(linked, unit):
        return went
    subject, verb, noun = split_verb(_deed(linked))
    if verb and text_of(noun) in MEASURED and (of := last_noun(subject)):
        named = text_of([*of, *verb, *noun])  # 医疗互助|参加|人数
        return Measure("", named, "", *span([*of, *noun]), "measure/noun-before", acted=True)
    if len(linked) < len(ahead) and (whole := _relative(verb, noun)):
        return whole
    noun = noun[last_index(noun[:-1], OPENING) + 1 :]
    noun = noun[max((i + 1 for i, w in enumerate(noun[:-1]) if w.text.endswith(UNIONS)), default=0) :]
    noun = [w for i, w in enumerate(noun) if i == len(noun) - 1 or w.text not in INNER]
    noun = untitled(trim(head(_without_coverbs(trim(noun)))))
    if verb and unit in DEALT_WITH and verb[-1].text in HOLDING:
        noun = _what_they_did(noun)
    if noun and not verb and noun[-1].text in SCOPES:
        noun = []  # 驿站…,盐城全市目前有612个
    if not verb and noun and all(w.tag == "v" for w in noun):
        verb, noun = noun, []
    if not verb and _done_unlisted(noun):
        verb, noun = noun[-1:], []  # 为患病职工|减负3800万元
    if verb and unit in WORKS and text_of(noun).endswith(SENT_TO):
        noun = []  # 推荐|省总工会12篇
    if verb and not noun:
        return objectless(subject, verb, unit)
    start, end = span(verb + noun)
    size = AREA[0] if noun and not verb and unit in AREAS and not text_of(noun).endswith(AREA) else ""
    return Measure(text_of(bare(verb)), text_of(noun) + size, "", start, end, "measure/noun-before")


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


def _fronted(words: Sequence[Word], unit: str | None, done: bool = False) -> Measure | None:
    """典型案例|上报2个, 示范点|共|选树15家, 大赛|由县总工会|举办8场: the object stands before its verb."""
    if len(words) < 2 or not _can_follow_its_object(words[-1], unit, done):
        return None
    thing = _before_its_verb(words)
    if thing and thing[0].text in HOLDING | RECEIVING:
        return None  # 组织|隐患|排查2300次, 接收|爱心|捐赠147批
    if not thing or not 2 <= len(text_of(thing)) <= LONGEST or thing[-1].text in GIVEN | PARTICLES:
        return None
    if unit == "元" and text_of(words[-1:]).endswith(MONEY_HEADS):
        return None  # 车费补助19万元
    suits = text_of(thing).endswith(MONEY_HEADS) if unit == "元" else implied_unit(thing[-1].text) in (None, unit)
    is_thing = thing[-1].tag[:1] in ("n", "j", "l") or thing[-1].tag == "vn" or thing[-1].text in BOTH
    is_thing = is_thing or (thing[-1].acts and words[-1].text in GIVEN)  # “五进”宣讲|办了10场
    if words[-1].text not in GIVEN | CHANGE_FIRST and (_acts_itself(thing, unit) or words[-1].text in OWN_OBJECT):
        return None
    begins_anew = thing[0].acts and thing[0].tag == "v" and len(thing) == 2 and thing[0].text not in BOTH
    if not suits or not is_thing or (begins_anew and unit == "元"):
        return None
    verb = words[-1].text if words[-1].acts else ""  # 荣誉|拿下289项: an unlisted verb makes no name
    deed = words[-1].text if not verb and thing[-1].tag[:1] == "v" and not done else ""  # 直播|带岗6场
    return Measure(verb, text_of(thing) + deed, "", *span([*thing, words[-1]]), "measure/object-before", acted=True)


def _before_its_verb(words: Sequence[Word]) -> list[Word]:
    """The noun that a verb at the end has before it, without what stands between: 竞赛|今年由市总工会|举办."""
    thing = list(words[:-1])
    if (agent := last_index(thing, AGENT)) > 0:
        thing = thing[:agent]
    while thing and (thing[-1].text in BETWEEN or thing[-1].kind == "time" or _is_planned(thing)):
        thing.pop()
    if any(w.text in TRAVEL for w in thing):
        return []  # 深入企业、班组|宣讲126场
    place = max((i for i, w in enumerate(thing) if w.kind != "word" or w.text in COVERBS | {"、"}), default=-1)
    by_means = place >= 0 and thing[place].text in MEANS and last_index(thing, "的") < place
    if by_means or (place >= 0 and thing[place].text in BESIDE):
        return []  # 与银行共建28家, 经劳务输出安置320人
    thing = trim(head(thing[place + 1 :]))
    while len(thing) > 1 and thing[-1].text in MANNER:
        thing = thing[:-1]  # 会员年票|优惠办理8600张
    return [] if all(w.text in HOW for w in thing) else thing  # 限期|整改8处


def _is_planned(words: Sequence[Word]) -> bool:
    """慰问组|计划|组建9个: a plan to do it, not the end of a name (互助保障计划)."""
    return words[-1].text in PLANS and (len(words) < 2 or words[-2].text not in OF_PLANS)


def _acts_itself(thing: Sequence[Word], unit: str | None) -> bool:
    """Whether what stands before a verb is who acts or how (企业捐款, 劳务输转3000人), not its object."""
    people = unit in PEOPLE and implied_unit(thing[-1].text) != (unit or "")[:1]
    deed = all(w.acts for w in thing) or any(w.acts and w.text not in BOTH for w in thing)  # 慰问|演出22场
    return people or text_of(thing).endswith(ACTORS) or deed


def _can_follow_its_object(word: Word, unit: str | None, done: bool = False) -> bool:
    """发放 of 慰问金发放…, 竣工 of 驿站竣工3座, 打 of 篮球赛打了42场: no deed of persons counted, and no change."""
    if word.text in GIVEN | CHANGE_FIRST or word.tag == RESULTATIVE:
        return True
    unlisted = word.tag == "v" and (len(word.text) == 2 or done)
    theirs = PREDICATES if unit in PEOPLE else frozenset()
    listed = word.acts and (word.tag in ("v", "vn") or word.text in PREDICATES - BOTH)
    return (listed or unlisted) and word.text not in CHANGE | theirs | COPULA


def _relative(verb: Sequence[Word], noun: Sequence[Word]) -> Measure | None:
    """签订劳动合同的社会组织|有70个: what describes those that are counted is their measure."""
    at = last_index(noun[:-1], "的")
    if not verb or at <= 0 or len(text_of(noun)) > LONGEST:
        return None
    described = trim(noun[at + 1 :])
    name = text_of(bare(verb)) + text_of(trim(noun[:at]))
    return Measure(name, text_of(described), "", *span([*verb, *described]), "measure/described-before")


def _deed(words: list[Word]) -> list[Word]:
    """市总工会和各县总工会已|汇往灾区捐助款: the words from where the deed begins."""
    turn = last_index(words[:-1], TURNING)
    behind = words[turn + 1 :]
    return behind if turn >= 0 and any(w.acts for w in behind[:-1]) else words


def _without_coverbs(words: list[Word]) -> list[Word]:
    """对, 分, 为 before a bare number are no nouns: 对59人开展大病救助."""
    while words and words[0].text in NOT_NOUNS | MOVING:
        words = trim(words[1:])
    return words
