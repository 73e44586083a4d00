"""What a verb counts that has no object before its number: 职工参保3.9万人, 筹集39万元, 大赛吸引5万人次."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.measure.rules import Measure, implied_unit, span, unit_noun
from kg.extract.measure.words import (
    ACTORS,
    AWAY,
    BESIDE,
    CHANGE,
    CHANGE_FIRST,
    DEALT_WITH,
    EVENTS,
    GIVEN,
    LEADING,
    LEXICON,
    LIGHT,
    MONEY_HEADS,
    OWN_OBJECT,
    PARTICLES,
    PER_HEAD,
    SPENT,
    STOP,
    TAKING_PART,
    TRAVEL,
    Word,
    table,
    text_of,
    trim,
)

DRAWING, SPENDING = table("verbs", "drawing"), table("verbs", "spending")
PIECES = table("doers", "pieces")
GOING = TRAVEL - table("doers", "no_going")
HOW, MEANS = table("stop", "how"), table("doers", "means")
PLACING = table("doers", "placing")
PLAYING, GAMES = table("verbs", "playing"), frozenset({"场", "场次", "盘", "局"})
PLAYED = "比赛场次"
MORE = LEXICON["share"]["more"]
LONGEST = 6  # characters of a noun that names a sum with the verb behind it


def objectless(subject: Sequence[Word], verb: Sequence[Word], unit: str | None) -> Measure:
    """职工参保3.9万人 → 参保职工; 筹集39万元 → 筹集资金; 涉及261人 → 涉及人数; 帮销80万元 → 帮销金额."""
    actors = _actors(subject, verb, unit)
    noun = text_of(actors) or unit_noun(unit, verb[-1].text)
    start, end = span([*actors, *verb])
    nominal = verb[-1].text.endswith(MONEY_HEADS) and verb[-1].text not in OWN_OBJECT
    if unit == "元" and nominal and (paid_for := _paid_for(subject)):
        return Measure("", text_of(paid_for) + text_of(verb), "", *span([*paid_for, *verb]), "measure/noun-before")
    if unit == "元" and (sum_of := last_noun(subject)) and text_of(sum_of).endswith(MONEY_HEADS):
        told = (text_of(bare(verb)), text_of(sum_of))
        if verb[-1].text in CHANGE - CHANGE_FIRST:  # 产值比计划多出2300万元
            told = ("", told[1] + MORE.get(told[0], told[0]))
        return Measure(*told, "", *span([*sum_of, *verb]), "measure/object-before")
    if actors and verb[-1].text in DRAWING and noun.endswith(EVENTS):
        return Measure("", noun + unit_noun(unit), TAKING_PART[0], start, end, "measure/drawn-by")
    if unit in GAMES and verb[-1].text in PLAYING:
        return Measure("", PLAYED, "", start, end, "measure/verb-before")  # 打了48场
    if unit == "元" and verb[-1].text in SPENDING:
        return Measure(SPENT, unit_noun(unit, SPENT), "", start, end, "measure/verb-before")
    if actors and verb[-1].text in GIVEN:
        return Measure(text_of(bare(verb)), noun, "", start, end, "measure/object-before")
    of_persons = implied_unit(noun) == "人" and unit in PIECES | DEALT_WITH  # 劳模疗休养3批
    if actors and (not implied_unit(noun) or of_persons):
        return Measure("", noun + text_of(bare(verb)), "", start, end, "measure/verb-before")  # 劳务输转
    return Measure(text_of(bare(verb)), noun, "", start, end, "measure/verb-before")


def bare(verb: Sequence[Word]) -> list[Word]:
    """The verb without particles: 发放了 → 发放; 送|去 stays whole."""
    return [w for w in verb if w.text not in PARTICLES or w.text == AWAY]


def _paid_for(subject: Sequence[Word]) -> list[Word]:
    """车费 of 车费补助19万元; nothing of 每人补助."""
    noun = last_noun(subject)
    rate = any(w.text in PER_HEAD for w in subject)
    payer = text_of(noun).endswith(ACTORS)  # 省级财政补助90万元
    return noun if len(text_of(noun)) <= LONGEST and not rate and not payer else []


def _actors(subject: Sequence[Word], verb: Sequence[Word], unit: str | None) -> list[Word]:
    """职工 of 职工参保, 退休职工 of 退休职工接受走访; not a partner (向职工征集), not 各异的."""
    if unit == "元" or verb[-1].text in CHANGE or (subject and subject[-1].text == "的"):
        return []
    words = list(subject)
    while words and words[-1].text in LIGHT | HOW:
        words.pop()
    actors = last_noun(words)
    leading = (w for w in subject if w.text in BESIDE | MEANS | PLACING | GOING)
    return [] if actors and any(_leads_to(subject, w, actors) for w in leading) else actors


def _leads_to(subject: Sequence[Word], coverb: Word, actors: Sequence[Word]) -> bool:
    """Whether a list of nouns from a coverb on ends in those who seem to act: 向|北京、天津|输送4300人."""
    between = [w for w in subject if coverb.end <= w.start < actors[0].start]
    return all(w.text == "、" or w.tag[:1] == "n" for w in between) and coverb.end <= actors[0].start


def last_noun(words: Sequence[Word]) -> list[Word]:
    """The noun that ends a stretch of words, back to a mark or a verb."""
    kept: list[Word] = []
    words = list(words)
    while words and words[-1].text in STOP | LEADING:
        words.pop()
    for word in reversed(words):
        if word.kind != "word" or word.tag in ("m", "q") or word.text == "、" or word.acts or word.text in STOP | MEANS:
            break
        kept.insert(0, word)
    kept = trim(kept)
    return kept if any(w.tag.startswith(("n", "l", "j", "v")) for w in kept) and len(text_of(kept)) > 1 else []
