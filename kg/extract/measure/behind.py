"""The counted thing behind its number, and what it did: 39个班组, 15支代表队参加展示赛."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from kg.extract.measure.doers import (
    adverb,
    bare_deed,
    before_de,
    came_to,
    closes,
    deed_begins,
    done_to,
    freely,
    idiom,
    is_counted,
    participle,
)
from kg.extract.measure.rules import head, implied_unit
from kg.extract.measure.words import (
    ACTORS,
    AND,
    AWAY,
    BOTH,
    CHANGE,
    COVERBS,
    EVENTS,
    LEVELS,
    LIGHT,
    NOUN_TAILS,
    PARTICLES,
    PER_HEAD,
    PREDICATES,
    RECEIVING,
    STOP,
    TRAVEL,
    UNIONS,
    VAGUE,
    Word,
    last_index,
    table,
    text_of,
    trim,
)

SPANS = ("年", "个月", "天")
AMONG = table("among", "words") | table("linking", "placed")
YEARLY = table("linking", "yearly")
CLOSING, MAKING = table("stop", "closing"), table("stop", "making")
GOES_ON = COVERBS | table("stop", "then")  # behind a deed: what else was done, and how
NOMINAL = table("verbs", "received")
DEPUTIES = table("verbs", "deputies")
ARRIVING, ADVANCING = table("stop", "arriving"), table("doers", "advancing")
INCIDENTAL = table("stop", "incidental")
STANDARDS = table("rate", "standards")
OPENING_TIME, WHEN = table("stop", "opening_time"), table("stop", "when")
NO_DEEDS = TRAVEL | CHANGE | INCIDENTAL
LONGEST_CLAUSE = 12  # words of a description before 的
DEEDS = PREDICATES - BOTH  # they never stand inside a noun


def noun_behind(
    following: Sequence[Word], unit: str | None = None, done_for: bool = False
) -> tuple[list[Word], list[Word]]:
    """The counted thing behind a number and what comes after it: 代表队|参加展示赛, 农民工免费体检|."""
    if at := relative(following, unit):
        behind, rest = noun_behind(following[at:], unit, done_for)
        return [*following[:at], *behind], rest
    noun: list[Word] = []
    depth = 0
    paired = sum(w.text.count("“") - w.text.count("”") for w in following) == 0
    for i, word in enumerate(following):
        if word.text == "(" and not noun:
            return noun, list(following[i:])
        depth += word.text.count("(") + word.text.count("“") - word.text.count(")") - word.text.count("”")
        if (depth <= 0 or not paired) and _ends_noun(word, following[i + 1 :], noun, unit, done_for):
            return noun, list(following[i:])
        noun.append(word)
    return noun, []


def relative(following: Sequence[Word], unit: str | None) -> int:
    """Where the noun begins that a deed right behind the number describes: 46名|考上大学的|困难职工子女, or 0.

    It is those counted that stand behind 的 (not 5人|获得全国的奖).
    """
    if not following or following[0].text not in PREDICATES:
        return 0
    stretch = list(takewhile(lambda w: w.kind == "word", following[:LONGEST_CLAUSE]))
    at = next((k + 1 for k, w in enumerate(stretch) if w.text == "的"), 0)
    noun = trim(noun_behind(stretch[at:], unit)[0]) if at > 1 else []
    return at if noun and is_counted(noun[-1].text, unit) else 0


def _ends_noun(word: Word, rest: Sequence[Word], noun: Sequence[Word], unit: str | None, done_for: bool) -> bool:
    """Whether a word behind a number is no part of the counted noun any more: 代表队|参加, 企业|、."""
    if word.kind != "word":
        return True
    if word.text in STOP:  # 120名|仍在一线值守的|环卫工人
        return any(w.text not in STOP for w in noun) or not before_de(rest)
    if noun and rest and (word.text in YEARLY or (word.tag == "m" and word.text.endswith(SPANS))):
        return True  # 创新工作室|一年攻下难关, 徒弟|两年内评上技师
    if noun and (word.text.startswith(PER_HEAD) or freely(word, rest)):
        return True  # 矿工|平均工资增长6.5%, 保安员|免费做体检
    if word.text in AND and rest and rest[0].text in VAGUE:
        return True
    if word.text == "、" or word.text in AND:  # before a number they part two figures, before a word two nouns
        return not noun or not rest or rest[0].kind != "word"
    if word.text in DEPUTIES and noun and implied_unit(noun[-1].text) == "人" and not _body_follows(rest):
        return False  # 会员代表|听取报告
    if word.text not in PREDICATES:
        if not noun:
            return bare_deed(word, rest, unit)
        return deed_begins(word, rest, noun, unit, done_for) or adverb(word, rest) or idiom(word, rest, noun)
    if not noun and participle(word, rest, unit):
        return False
    if word.text in BOTH and not noun:
        return not rest or rest[0].kind != "word" or rest[0].text in PARTICLES
    if word.text in BOTH and noun and rest and rest[0].text in DEEDS:
        return noun[-1].text not in AND  # 救助金和补贴|发到
    if unit == "元" and noun and noun[-1].text in STANDARDS and word.tag[:1] == "v":
        return True  # 每户500元的标准|发放
    if word.text in CLOSING and noun and closes(rest):
        return True
    if done_for and noun and done_to(word, rest, noun, unit):
        return True  # 为骑手|购买意外险
    if word.text in BOTH and noun and closes(rest) and implied_unit(noun[-1].text) == (unit or "")[:1]:
        return True
    if word.text in BOTH and noun and noun[-1].text.endswith(("”", "》")) and not _rest_of_noun(rest):
        return True
    if word.text in BOTH and (_rest_of_noun(rest) or not implied_unit(noun[-1].text)):
        return False
    return not noun or bool(implied_unit(noun[-1].text)) or not before_de(rest)


def _body_follows(rest: Sequence[Word]) -> bool:
    """职工代表公司参赛: whether 代表 is what they did, for the body behind it."""
    return bool(rest) and (rest[0].tag[:1] == "n" or rest[0].text in LEVELS)


def _rest_of_noun(rest: Sequence[Word]) -> bool:
    """Whether what follows a word like 服务 is only the rest of a noun: 服务中心, 培训基地, 免费体检."""
    stretch: list[Word] = []
    if len(rest) > 1 and rest[0].text in NOUN_TAILS and rest[1].kind == "word":
        return True  # 困难职工|帮扶|中心|添置…
    for word in rest:
        if word.kind == "number":
            return False
        if word.kind != "word" or word.text in STOP or word.text == "、" or (stretch and _acts_anew(word)):
            break
        stretch.append(word)
    if not stretch:
        return True
    if stretch[0].text in DEEDS:
        return False
    return stretch[0].text not in PARTICLES and (len(text_of(stretch)) <= 3 or stretch[0].text in NOUN_TAILS)


def complement(rest: Sequence[Word], unlisted: bool = False, incidental: bool = False) -> str:
    """What the counted ones did, short: 参加了体检 → 参加体检, 开展生活救助 → 生活救助; numbers are passed over.

    A journey is no deed (赴黄山疗休养 → 疗休养); of several objects the last is taken, of a long one its end.
    An `unlisted` verb, or an `incidental` deed that makes no name (投身竞赛, 送到家中), is taken only where it will do.
    """
    clause = _behind_time([w for w in _until_mark(rest) if w.kind == "word" and w.text not in PARTICLES - {"的", AWAY}])
    if (rest and rest[0].text in AMONG) or (clause and not unlisted and _came_to_unlisted(clause[0])):
        return ""  # 84名选手|中有21名拿到名次, 企业|带来就业岗位
    passed = TRAVEL if incidental else NO_DEEDS
    whole = len(clause)
    if not incidental:
        clause = clause[: _arrival(clause)]
    deeds = [i for i in range(len(clause)) if _is_deed(clause, i, passed)]
    if deeds and clause[deeds[0]].text in COVERBS and (len(deeds) > 1 or len(clause) < whole):
        deeds = deeds[1:]  # 通过竞赛|晋升, 通过各级工会|送到
    i = deeds[0] if deeds else None
    if i is None and unlisted and not any(w.text in INCIDENTAL - TRAVEL for w in clause[:3]):
        i = next((i for i, w in enumerate(clause[:3]) if w.tag.startswith("v") and w.text not in passed), None)
    if i is None:
        return ""
    verb, tail = clause[i], clause[i + 1 :]
    if verb.text in MAKING and not tail:
        return ""  # 参赛选手由96名职工|组成
    tail = tail[last_index(tail[:-1], "的") + 1 :]
    anew = (j for j, w in enumerate(tail) if j > 1 and _acts_anew(w) and not _what_was_done(verb, tail, j))
    end = min(next((j for j, w in enumerate(tail) if w.text in GOES_ON), len(tail)), next(anew, len(tail)))
    if verb.text in RECEIVING and len(tail) > 1 and tail[-1].text in NOMINAL and _has_giver(tail):
        return tail[-1].text  # 受到省总工会表彰, 获县总工会金秋助学资助
    obj = text_of(trim(_short_object(_without_giver(tail[:end]))))
    return obj if verb.text in LIGHT and obj else verb.text + obj


def _came_to_unlisted(word: Word) -> bool:
    """带来: a verb with what it came to that no list holds."""
    return came_to(word) and not word.acts and word.text not in DEEDS | TRAVEL | ADVANCING


def _behind_time(clause: list[Word]) -> list[Word]:
    """得到补助 of 在考入大学时|得到补助: what was done, without the clause that tells when."""
    at = last_index(clause[:-1], WHEN) if clause and clause[0].text in OPENING_TIME else -1
    return clause[at + 1 :]


def _is_deed(clause: Sequence[Word], i: int, passed: frozenset[str]) -> bool:
    """Whether a word of the clause is a deed that makes a name: 参加|培训, and 进入 only before 决赛."""
    word = clause[i]
    if word.text in ADVANCING and clause[i + 1 :] and clause[i + 1].text.endswith(EVENTS):
        return True
    return (word.acts or word.text in DEEDS) and word.text not in passed


def _has_giver(tail: Sequence[Word]) -> bool:
    """受到|集团公司工会|表彰, 受到|县级以上|表扬: who gave stands between."""
    return any(w.text.endswith(ACTORS) or w.text[:-1] in LEVELS for w in tail[:-1])


def _without_giver(tail: list[Word]) -> list[Word]:
    """当选|自治区总工会|最美劳动者: what was got, without who gave it."""
    return tail[max((i + 1 for i, w in enumerate(tail[:-1]) if w.text.endswith(UNIONS)), default=0) :]


def _arrival(clause: Sequence[Word]) -> int:
    """Where a clause tells that things arrived: 送到|送餐员手中; 得到覆盖 is what they got."""
    return next(
        (k for k, w in enumerate(clause) if w.text in ARRIVING and not (k and clause[k - 1].text in LIGHT)), len(clause)
    )


def acts(rest: Sequence[Word]) -> bool:
    """Whether what follows tells what the counted ones did: 进入决赛, 乘上列车."""
    return bool(complement(rest, unlisted=True, incidental=True))


def _what_was_done(verb: Word, tail: Sequence[Word], j: int) -> bool:
    """Whether the last word is what was done, not a second deed: 进行|职业健康体检."""
    return verb.text in LIGHT and j + 1 == len(tail) and tail[j - 1].tag[:1] in ("n", "a", "b")


def _acts_anew(word: Word) -> bool:
    """购买方便面等食品|慰问…: a second deed."""
    return word.acts and word.tag == "v" and word.text not in BOTH


def _until_mark(words: Sequence[Word]) -> list[Word]:
    """The words up to the end of the clause."""
    end = next((i for i, w in enumerate(words) if w.kind == "mark"), len(words))
    return list(words[:end])


def _short_object(tail: list[Word]) -> list[Word]:
    """The end of an object that is long or one of several: 生产任务、合同订单劳动竞赛 → 劳动竞赛."""
    tail = head(tail)
    at = last_index(tail[:-1], "、")
    if at >= 0 and not (at == 1 and len(tail[0].text) == 1):  # 省、市模范职工之家
        return tail[-2:]
    return tail if len(text_of(tail)) <= 20 else tail[-3:]
