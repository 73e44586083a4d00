"""Measures: what a figure counts, named from the noun, its modifiers and the verb that stand with the number.

Chinese puts the counted thing behind the number (39个班组) or before it (班组39个). Which of the two is decided by what
follows the unit; the words are then gathered up to a verb, a mark or another figure. Nothing is looked up here but the
word lists: the same rules name what no ontology foresaw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.measure.words import (
    ACTION,
    BOTH,
    CHANGE,
    COPULA,
    COVERBS,
    DIRECTIVE,
    FIELDS,
    FUNDING,
    LEADING,
    LEXICON,
    LIGHT,
    MOVING,
    NOUN_TAILS,
    OPENING,
    PARTICLES,
    PREDICATES,
    STOP,
    TRAILING,
    TRAVEL,
    TURNING,
    Word,
    last_index,
    text_of,
    trim,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """The name of what is counted, its parts, and the span of the counted thing in the sentence (None if elided).

    `complement` is what the counted ones did (参加体检), `verb` what was done to them (救助).
    """

    verb: str
    noun: str
    complement: str = ""
    start: int | None = None
    end: int | None = None
    rule: str = ""

    @property
    def name(self) -> str:
        """Verb and noun as an expert would write them together: 新建 + 职工书屋, 参加体检 + 农民工."""
        return (self.complement or self.verb) + self.noun


def span(words: Sequence[Word]) -> tuple[int | None, int | None]:
    """Where the words begin and end."""
    return (words[0].start, words[-1].end) if words else (None, None)


def without_links(words: Sequence[Word]) -> list[Word]:
    """The words before a number without what only links them to it: 参保职工 已达."""
    kept = list(words)
    while kept and kept[-1].text in TRAILING | COPULA:
        kept.pop()
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
    if words[last].text in DIRECTIVE and later and words[later[0] - 1].text not in ("的", "和", "、"):
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
    """有技术的…: a verb that only modifies what follows 的."""
    return i + 2 < len(words) and words[i + 1].text == "的"


def noun_before(ahead: Sequence[Word], unit: str | None) -> Measure:
    """签订集体合同3521份, 参赛单位1652家, 全市职工参保3.9万人: the counted thing stands before the number."""
    subject, verb, noun = split_verb(_deed(without_links(ahead)))
    noun = noun[last_index(noun[:-1], OPENING) + 1 :]
    noun = trim(head(_without_coverbs(trim(noun))))
    if verb and not noun:
        return _verb_only(subject, verb, unit)
    start, end = span(verb + noun)
    return Measure(text_of(_bare(verb)), text_of(noun), "", start, end, "measure/noun-before")


def _deed(words: list[Word]) -> list[Word]:
    """市总工会和各县总工会已|汇往灾区捐助款: the words from where the deed begins."""
    turn = last_index(words[:-1], TURNING)
    behind = words[turn + 1 :]
    return behind if turn >= 0 and any(w.acts for w in behind[:-1]) else words


def _without_coverbs(words: list[Word]) -> list[Word]:
    """对, 分, 为 before a bare number are no nouns: 对59人开展大病救助."""
    while words and words[0].text in COVERBS | {"分"}:
        words = trim(words[1:])
    return words


def _bare(verb: Sequence[Word]) -> list[Word]:
    return [w for w in verb if w.text not in PARTICLES]


def _verb_only(subject: Sequence[Word], verb: Sequence[Word], unit: str | None) -> Measure:
    """职工参保3.9万人 → 参保职工; 筹集39万元 → 筹集资金; 涉及261人 → 涉及人数; 帮销4956万元 → 帮销金额."""
    actors = _last_noun(subject) if unit != "元" and verb[-1].text not in CHANGE else []
    noun = text_of(actors) or unit_noun(unit, verb[-1].text)
    start, end = span([*actors, *verb])
    if actors and not implied_unit(noun):
        return Measure("", noun + text_of(_bare(verb)), "", start, end, "measure/verb-before")  # 劳务输转
    return Measure(text_of(_bare(verb)), noun, "", start, end, "measure/verb-before")


def unit_noun(unit: str | None, verb: str = "") -> str:
    """What a bare unit counts: 人 → 人数; 元 → 资金 behind a verb of funding, else 金额."""
    if unit == "元":
        return "资金" if verb in FUNDING else "金额"
    noun: str = LEXICON["unit_noun"].get(unit or "", "")
    return noun


def _last_noun(words: Sequence[Word]) -> list[Word]:
    """The noun that ends a stretch of words, back to a mark or a verb."""
    kept: list[Word] = []
    words = list(words)
    while words and words[-1].text in STOP | LEADING:
        words.pop()
    for word in reversed(words):
        if word.kind != "word" or word.text == "、" or word.acts or word.text in STOP:
            break
        kept.insert(0, word)
    kept = trim(kept)
    return kept if any(w.tag.startswith(("n", "l", "j", "v")) for w in kept) and len(text_of(kept)) > 1 else []


def noun_behind(following: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """The counted thing behind a number and what comes after it: 代表队|参加展示赛, 农民工免费体检|."""
    noun: list[Word] = []
    depth = 0
    for i, word in enumerate(following):
        if word.text == "(" and not noun:
            return noun, list(following[i:])
        depth += word.text.count("(") + word.text.count("“") - word.text.count(")") - word.text.count("”")
        if depth <= 0 and _ends_noun(word, following[i + 1 :], noun):
            return noun, list(following[i:])
        noun.append(word)
    return noun, []


def _ends_noun(word: Word, rest: Sequence[Word], noun: Sequence[Word]) -> bool:
    if word.kind != "word" or word.text in STOP:
        return True
    if word.text in ("、", "和", "及", "以及"):
        return (
            not noun or not rest or rest[0].kind != "word"
        )  # 、 before a number parts two figures, before a word two nouns
    if word.text not in PREDICATES:
        return bool(noun) and word.tag.startswith("v") and bool(rest) and rest[0].text in ("了", "到", "过")
    if word.text in BOTH and not noun:
        return not rest or rest[0].kind != "word" or rest[0].text in PARTICLES
    if word.text in BOTH and (_rest_of_noun(rest) or not implied_unit(noun[-1].text)):
        return False
    return not noun or bool(implied_unit(noun[-1].text)) or not _before_de(rest)


def _before_de(rest: Sequence[Word]) -> bool:
    """Whether a verb only modifies a noun behind 的: 符合条件的农民工, 获得表彰的集体."""
    stretch = []
    for word in rest:
        if word.kind != "word" or word.text == "了":
            break
        stretch.append(word.text)
    return "的" in stretch[:6] and stretch[-1] != "的"


def _rest_of_noun(rest: Sequence[Word]) -> bool:
    """Whether what follows a word like 服务 is only the rest of a noun: 服务中心, 培训基地, 免费体检."""
    stretch: list[Word] = []
    for word in rest:
        if word.kind == "number":
            return False
        if word.kind != "word" or word.text in STOP or word.text == "、":
            break
        stretch.append(word)
    if not stretch:
        return True
    return stretch[0].text not in PARTICLES and (len(text_of(stretch)) <= 3 or stretch[0].text in NOUN_TAILS)


def head(noun: Sequence[Word]) -> list[Word]:
    """The noun that is meant: behind 等 (奖章获得者等先进人物 → 先进人物) and behind 的 that closes a description."""
    noun = list(noun)
    i = last_index(noun[:-1], "等")
    if i > 0:
        behind = noun[i + 1 :]
        return behind[1:] if behind[0].text in FIELDS and len(behind) > 1 else behind
    i = last_index(noun[:-1], "的")
    if i <= 0:
        return noun
    described, described_by = noun[i + 1 :], noun[:i]
    plain = len(described_by) <= 2 and all(w.tag.startswith("n") and not w.acts for w in described_by)
    return described + described_by if plain and len(text_of(described)) <= 6 else described


def complement(rest: Sequence[Word]) -> str:
    """What the counted ones did, short: 参加了体检 → 参加体检, 开展生活救助 → 生活救助; numbers are passed over.

    A journey is no deed (赴黄山疗休养 → 疗休养); of several objects the last is taken, of a long one its end.
    """
    clause = [w for w in _until_mark(rest) if w.kind == "word" and w.text not in PARTICLES - {"的"}]
    deeds = [i for i, w in enumerate(clause) if (w.acts or w.text in PREDICATES - BOTH) and w.text not in TRAVEL]
    if not deeds and clause and clause[0].tag.startswith("v") and clause[0].text not in TRAVEL:
        deeds = [0]
    if not deeds:
        return ""
    i = deeds[0]
    verb, tail = clause[i], clause[i + 1 :]
    tail = tail[last_index(tail[:-1], "的") + 1 :]
    end = next((j for j, w in enumerate(tail) if w.text in COVERBS), len(tail))
    obj = text_of(trim(_short_object(tail[:end])))
    return obj if verb.text in LIGHT and obj else verb.text + obj


def _until_mark(words: Sequence[Word]) -> list[Word]:
    end = next((i for i, w in enumerate(words) if w.kind == "mark"), len(words))
    return list(words[:end])


def _short_object(tail: list[Word]) -> list[Word]:
    """The end of an object that is long or one of several: 生产任务、合同订单劳动竞赛 → 劳动竞赛."""
    tail = head(tail)
    if last_index(tail[:-1], "、") >= 0:
        return tail[-2:]
    return tail if len(text_of(tail)) <= 20 else tail[-3:]


def implied_unit(noun: str) -> str | None:
    """The unit that a noun implies where none is written: 486万职工 → 人, 7万图书 → 册."""
    for unit, endings in LEXICON["implied_unit"].items():
        if noun.endswith(tuple(endings)):
            return str(unit)
    return None


__all__ = ["ACTION", "Measure", "complement", "head", "implied_unit", "noun_before", "noun_behind", "split_verb"]
