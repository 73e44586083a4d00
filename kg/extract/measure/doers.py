"""Where behind a number its noun ends and a deed begins: 职工|学习急救知识, 企业|带来岗位, 骑手|联手巡查."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from kg.extract.measure.rules import implied_unit
from kg.extract.measure.words import (
    ACTORS,
    BOTH,
    COVERBS,
    LIGHT,
    MONEY_HEADS,
    NOUN_TAILS,
    PEOPLE,
    PREDICATES,
    RESULTATIVE,
    STOP,
    Word,
    endings,
    table,
)

FREELY = table("linking", "manner")
HOW, ASPECT = table("stop", "how"), table("stop", "aspect")
BODIES = ACTORS + endings("doers", "bodies")
RESULTS, NOMINAL_RESULTS = endings("doers", "results"), table("doers", "nominal_results")
TOUCHING = table("doers", "touching")
WHOLES = BODIES + endings("doers", "places")
PARTICIPLES, OF_THINGS = table("doers", "participles"), table("doers", "of_things")
IDIOM = 4  # characters
DONE_SO = "了"
FOR_BODIES = table("doers", "units_of_bodies")
OF_WHOLES = FOR_BODIES | {"个"}


def closes(rest: Sequence[Word]) -> bool:
    """Whether the clause ends here: 22万人次职工|参赛."""
    return not rest or rest[0].kind == "mark"


def before_de(rest: Sequence[Word]) -> bool:
    """Whether a verb only modifies a noun behind 的: 符合条件的农民工, 获得表彰的集体."""
    stretch = []
    for word in rest:
        if word.kind != "word" or word.text == "了":
            break
        stretch.append(word.text)
    return "的" in stretch[:10] and stretch[-1] != "的"


def _modifies(rest: Sequence[Word], noun: Sequence[Word], unit: str | None) -> bool:
    """Whether a verb behind a noun only modifies one behind 的: not 劳模|开启六天的旅程."""
    if unit not in PEOPLE or implied_unit(noun[-1].text) != "人":
        return before_de(rest)
    stretch = list(takewhile(lambda w: w.kind == "word" and w.text != "了", rest))
    at = next((k for k, w in enumerate(stretch) if w.text == "的"), len(stretch))
    return before_de(rest) and any(implied_unit(w.text) in ("人", "户") for w in stretch[at:])


def deed_begins(word: Word, rest: Sequence[Word], noun: Sequence[Word], unit: str | None, done_for: bool) -> bool:
    """职工|学习急救知识, 企业|聘了: a verb behind a noun that can act, which does not go on to a noun (学习平台)."""
    if rest and rest[0].text == DONE_SO and word.text not in COVERBS:
        return True  # 小哥|成了会员, whatever the tagger makes of 成
    goes_on = bool(rest) and (rest[0].text in NOUN_TAILS or _modifies(rest, noun, unit))
    if not goes_on and _body_acts(word, rest, noun, unit):
        return True
    mistagged = word.acts and word.text not in BOTH and unit in PEOPLE  # 劳模|参观/n
    if not word.tag.startswith("v") and not mistagged:
        return False
    if word.tag == RESULTATIVE or (rest and rest[0].text in ASPECT):
        return True
    if unit == "元" and len(word.text) > 1 and word.text not in BOTH and noun[-1].text.endswith(MONEY_HEADS):
        return word.tag == "v" or (bool(rest) and rest[0].acts)  # 救助资金|落到11415户, 资金|单独列支
    if not goes_on and unit in PEOPLE and word.tag == "v" and _person_acts(word, rest, noun):
        return True  # 110名农民工|跟随
    if not goes_on and done_for and done_to(word, rest, noun, unit):
        return True  # 为70家小微企业工会|返还经费
    return (word.acts or done_for) and bool(implied_unit(noun[-1].text)) and not goes_on


def is_counted(noun: str, unit: str | None) -> bool:
    """Whether a noun is counted in the unit: 职工 in 人, 班组 in 个; not 培训 in 人."""
    if unit in PEOPLE:
        return implied_unit(noun) in ("人", "户")
    return implied_unit(noun) == unit or (unit in OF_WHOLES and noun.endswith(WHOLES))


def _stretch(rest: Sequence[Word]) -> list[Word]:
    """The words up to a mark, a number or one that belongs to no noun."""
    return list(takewhile(lambda w: w.kind == "word" and w.text not in STOP and w.text != "、", rest))


def _person_acts(word: Word, rest: Sequence[Word], noun: Sequence[Word]) -> bool:
    """职工|分散在, not 职工|辅导|员, 退休职工|失业|人员: an unlisted verb behind persons, with no person behind it."""
    short = len(word.text) < 2 and not (rest and rest[0].tag[:1] == "n" and len(rest[0].text) > 1)  # 职工|测|血压
    if short or word.text in BOTH or implied_unit(noun[-1].text) not in ("人", "户"):
        return False
    stretch = _stretch(rest)
    return not stretch or implied_unit(stretch[-1].text) != "人"


def _body_acts(word: Word, rest: Sequence[Word], noun: Sequence[Word], unit: str | None) -> bool:
    """企业|带来岗位, 医院|派出专家, 驿站|温暖小哥, not 企业|招聘|信息: a deed of a body, of no listed verb."""
    if unit in (None, "元", "%") or not noun[-1].text.endswith(BODIES) or len(word.text) < 2 or word.text in BOTH:
        return False
    if word.text in TOUCHING:
        return not closes(rest)
    if word.tag != "v" and not (word.acts and word.tag == "vn"):
        return False
    if came_to(word) or closes(rest):
        return True
    stretch = _stretch(rest)
    return unit in FOR_BODIES and not (stretch and stretch[-1].text.endswith(WHOLES))


def came_to(word: Word) -> bool:
    """带来, 亮出, 换上: a verb with what it came to never stands before a noun as its kind (招聘企业)."""
    verb = word.tag[:1] == "v" and len(word.text) == 2
    return verb and word.text.endswith(RESULTS) and word.text not in NOMINAL_RESULTS


def done_to(word: Word, rest: Sequence[Word], noun: Sequence[Word], unit: str | None) -> bool:
    """给12个班组|颁奖, 为骑手|购买意外险: what is done for those counted, with none of them behind it."""
    if len(word.text) < 2 or word.tag != "v" or (unit in PEOPLE and not implied_unit(noun[-1].text)):
        return False
    stretch = _stretch(rest)
    if word.text in BOTH:
        goes_on = not stretch or stretch[0].text in NOUN_TAILS  # 困难职工|帮扶|中心
        return bool(implied_unit(noun[-1].text)) and not goes_on and not implied_unit(stretch[-1].text)
    if closes(rest):
        return True
    of_those = bool(stretch) and (
        implied_unit(stretch[-1].text) if unit in PEOPLE else is_counted(stretch[-1].text, unit)
    )
    return rest[0].tag[:1] in ("n", "m", "l", "a") and rest[0].text not in NOUN_TAILS and not of_those


def adverb(word: Word, rest: Sequence[Word]) -> bool:
    """水电站|相继开展, 志愿者|常年值守, 选手|同场竞技."""
    if len(word.text) < 2 or not (word.tag == "d" or word.text in HOW):
        return False
    if not rest:
        return word.text in HOW
    goes_on = word.text in HOW and (rest[0].text in HOW or rest[0].tag[:1] in ("i", "p", "d") or closes(rest))
    return goes_on or rest[0].tag[:1] == "v" or rest[0].text in PREDICATES


def freely(word: Word, rest: Sequence[Word]) -> bool:
    """保安员|免费做体检, not 农民工|免费体检: how something was done that a light verb tells."""
    return word.text in FREELY and bool(rest) and rest[0].text in LIGHT


def idiom(word: Word, rest: Sequence[Word], noun: Sequence[Word]) -> bool:
    """龙舟队|劈波斩浪, 女职工|欢聚一堂: a set phrase of four characters behind those who act tells what they did."""
    acts = bool(implied_unit(noun[-1].text)) or noun[-1].text.endswith(BODIES)
    return word.tag == "i" and len(word.text) >= IDIOM and acts and not before_de(rest)


def participle(word: Word, rest: Sequence[Word], unit: str | None) -> bool:
    """18件|参评|作品, 60名|参会|代表: a deed right behind the number that only says which ones."""
    if not rest or rest[0].tag[:1] != "n" or unit == "元":
        return False
    if unit in PEOPLE:
        return word.text in PARTICIPLES and implied_unit(rest[0].text) == "人"
    return word.text in PARTICIPLES | OF_THINGS and rest[0].text not in PREDICATES


def bare_deed(word: Word, rest: Sequence[Word], unit: str | None) -> bool:
    """选派干部210名|下沉社区, 85人|集体入会: a deed right behind the number of those who did it."""
    if rest and rest[0].text == DONE_SO and word.tag == "v" and unit != "元":
        return True  # 21家|建起了工会
    acts = word.acts and word.tag == "v" and word.text not in BOTH
    together = word.text in HOW and bool(rest) and (rest[0].acts or rest[0].tag == "v")
    if unit not in PEOPLE or not (acts or together):
        return False
    stretch = _stretch(rest)
    return bool(stretch) and not any(implied_unit(w.text) in ("人", "户") for w in stretch)
