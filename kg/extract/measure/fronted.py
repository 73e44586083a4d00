"""The object told before its verb: 典型案例上报2个, 示范点共选树15家, 大赛由县总工会举办8场."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.measure.rules import Measure, head, implied_unit, span
from kg.extract.measure.words import (
    ACTORS,
    AGENT,
    BESIDE,
    BOTH,
    CHANGE,
    CHANGE_FIRST,
    COPULA,
    COVERBS,
    DEALT_WITH,
    GIVEN,
    HOLDING,
    MONEY_HEADS,
    OWN_OBJECT,
    PARTICLES,
    PEOPLE,
    PREDICATES,
    RECEIVING,
    RESULTATIVE,
    TRAVEL,
    TURNING,
    Word,
    last_index,
    table,
    text_of,
    trim,
)

LONGEST = 20  # characters of a description that still makes a name
BETWEEN = TURNING | table("linking", "totalling")
PLANS, OF_PLANS = table("linking", "plans"), table("linking", "of_plans")
MEANS, HOW = table("doers", "means"), table("stop", "how")
MANNER = table("linking", "manner")


def fronted(words: Sequence[Word], unit: str | None, done: bool = False) -> Measure | None:
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
    if place >= 0 and thing[place].text == "在":
        return []  # 在省级媒体发稿62篇
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
    people = people or (unit in DEALT_WITH and implied_unit(thing[-1].text) == "人")  # 领导接访24批
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
