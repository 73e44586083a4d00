"""The words of a sentence as the measure rules see them: plain words, marks, numbers and times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from spacy.tokens import Doc

from kg.extract.lexicon import alternation, lexicon

LEXICON = lexicon("measure")
DONE, AWAY = "完成", "去"  # 完成任务, 送去
RESULTATIVE = "vr"  # the tag of a verb with its result: 送出
MARKS = frozenset(",;:。!? \n\t—【】")
QUOTES = "“”《》‘’"


def table(section: str, name: str) -> frozenset[str]:
    """A word list of the lexicon as a set."""
    return frozenset(LEXICON[section][name])


def endings(section: str, name: str = "endings") -> tuple[str, ...]:
    """A word list of the lexicon as str.endswith and str.startswith take it."""
    return tuple(LEXICON[section][name])


ACTION, DIRECTIVE, LIGHT = table("verbs", "action"), table("verbs", "directive"), table("verbs", "light")
COPULA, COVERBS, FUNDING = table("verbs", "copula"), table("verbs", "coverbs"), table("verbs", "funding")
LEADING, TRAILING, PARTICLES = table("strip", "leading"), table("strip", "trailing"), table("strip", "particles")
STOP, PREDICATES, BOTH = table("stop", "words"), table("stop", "predicates"), table("stop", "both")
CHANGE, FIELDS = table("verbs", "change"), table("strip", "fields")
LEVELS = table("levels", "ranks")
WHOLE = table("strip", "whole")
RESULTS, PLURAL = table("verbs", "results"), table("people", "plural")
MOVING, TRAVEL = table("verbs", "moving"), table("verbs", "travel")
NAMING, TURNING = table("verbs", "naming"), table("verbs", "turning")
GIVEN, NAMING_MONEY = table("verbs", "given"), table("verbs", "naming_money")
OPENING = table("opening", "words")
MONEY_HEADS, PER_HEAD = endings("money_heads"), endings("strip", "per_head")
NOUN_TAILS, VAGUE = table("stop", "noun_tails"), table("stop", "vague")
COMPOUNDS = table("linking", "compounds")
PLACED, TORN = table("linking", "placed"), endings("linking", "torn")
BODY_OR_DEED, CALLED = endings("linking", "body_or_deed"), endings("linking", "called")
RECEIVING = table("verbs", "receiving")
AGENT, MODAL = table("verbs", "agent"), table("doers", "modal")
BENEFICIARY, BESIDE = table("verbs", "beneficiary"), table("verbs", "beside")  # 为…, 与…: for whom, with whom
CHANGE_FIRST, OWN_OBJECT = table("verbs", "change_first"), table("verbs", "own_object")
SPENT: str = LEXICON["verbs"]["spent"]
DEALT_WITH = table("dealt_with", "units")
HOLDING, EVENTS = table("dealt_with", "holding"), endings("attended", "events")
TAKING_PART, TITLE = endings("attended", "taking_part"), "称号"
HAVING, SCOPES = table("linking", "having"), table("linking", "scopes")
UNIONS, ACTORS = endings("unions"), endings("unions", "actors")
PEOPLE = table("people", "units")
AND = table("stop", "and")
LISTING = AND | table("stop", "listing")
CUT = {name: alternation(words) for name, words in LEXICON["cut"].items()}
TAIL = re.compile(rf"(?<={CUT['measuring']}){CUT['leading_on']}+$|(?<!{CUT['keeping_da']})达$")

Kind = Literal["word", "mark", "number", "time"]
BREAKS: tuple[Kind, ...] = ("mark", "number", "time")  # what no noun holds


@dataclass(frozen=True, slots=True)
class Word:
    """A word at sentence[start:end]; numbers (with their units) and times are one word each, marks separate clauses."""

    text: str
    start: int
    end: int
    tag: str
    kind: Kind = "word"

    @property
    def acts(self) -> bool:
        """Whether it is a verb that stands with figures; the list decides, not the tagger."""
        return self.kind == "word" and self.text in ACTION


Spans = Sequence[tuple[int, int]]


NAME = re.compile("“[^“”,;。]{2,24}”|《[^《》]{2,40}》")


def annotate(doc: Doc, numbers: Spans, times: Spans) -> list[Word]:
    """The words of `doc`, a quoted name as one of them; none crosses the edge of a number or time."""
    names = [m.span() for m in NAME.finditer(doc.text) if not any(m.start() < b and a < m.end() for a, b in numbers)]
    return _join_names(_parted_deeds(_words(doc, numbers, times)), names)


def _parted_deeds(words: Sequence[Word]) -> list[Word]:
    """工会|组织|600余名|志愿者: of 工会组织 the end is a deed where persons follow that it called."""
    parted: list[Word] = []
    for word, number, behind in zip_longest(words, words[1:], words[2:]):
        calls = number and behind and number.kind == "number" and behind.kind == "word" and number.text.endswith(CALLED)
        if calls and word.text.endswith(BODY_OR_DEED) and len(word.text) > 2:
            at = word.end - 2
            parted.append(replace(word, text=word.text[:-2], end=at))
            word = Word(word.text[-2:], at, word.end, "v")
        parted.append(word)
    return parted


def _join_names(words: Sequence[Word], names: Spans) -> list[Word]:
    """The words with each quoted name as one: “安康杯”."""
    joined: list[Word] = []
    for word in words:
        last = joined[-1] if joined else None
        if last and any(a <= last.start and word.end <= b for a, b in names):
            joined[-1] = Word(last.text + word.text, last.start, word.end, "nz")
        else:
            joined.append(word)
    return joined


def _words(doc: Doc, numbers: Spans, times: Spans) -> list[Word]:
    """The words of a sentence, numbers and times as one each, as the rules see them."""
    found: list[Word] = []
    for token in doc:
        start, end = token.idx, token.idx + len(token)
        kind = _kind(token.text, start, numbers, times)
        if kind in ("number", "time") and found and found[-1].kind == kind and found[-1].end == start:
            last = found.pop()
            found.append(Word(last.text + token.text, last.start, end, last.tag, kind))
        elif _joined(found[-1] if found else None, Word(token.text, start, end, token.tag_, kind)):
            last = found.pop()
            tag = RESULTATIVE if token.text in RESULTS else "n"
            found.append(replace(last, text=last.text + token.text, end=end, tag=tag))
        else:
            found += _parted(Word(token.text, start, end, token.tag_, kind))
    return found


def _joined(last: Word | None, word: Word) -> bool:
    """送|出, 代表|们: a verb of one character and its result, or those who are many, which the tokenizer parts."""
    if last is None or word.kind != "word" or word.text not in RESULTS | PLURAL | WHOLE:
        return False
    if word.text in PLURAL or (last.text == "全" and word.text in WHOLE):
        return last.kind == "word"
    return last.kind == "word" and len(last.text) == 1 and last.tag == "v" and last.text not in COPULA | COVERBS | STOP


def _parted(word: Word) -> list[Word]:
    """共送 → 共|送, 获市 → 获|市, 中有 → 中|有, 由区 → 由|区, (助困)金由市 → 金|由|市: what was left on a neighbour."""
    first, rest = word.text[:1], word.text[1:]
    cut = word.start + 1
    if word.kind == "word" and word.text.startswith(TORN):
        behind = [replace(word, text=word.text[2:], start=cut + 1)] if len(word.text) > 2 else []
        return [replace(word, text=first, end=cut, tag="n"), Word(word.text[1], cut, cut + 1, "p"), *behind]
    if word.text in COMPOUNDS:
        middle = word.start + 2
        return [
            replace(word, text=word.text[:2], end=middle, tag="v"),
            replace(word, text=word.text[2:], start=middle, tag="n"),
        ]
    if len(word.text) == 2 and rest == "了" and word.tag == "ul":  # 发了
        return [replace(word, text=first, end=cut, tag="v"), replace(word, text=rest, start=cut)]
    if word.text in PLACED:
        return [replace(word, text=first, end=cut, tag="f"), replace(word, text=rest, start=cut, tag="v")]
    if first in AGENT and rest in LEVELS:
        return [replace(word, text=first, end=cut, tag="p"), replace(word, text=rest, start=cut, tag="n")]
    if word.text[:-1] in PREDICATES and word.text[-1] == "在":  # 围坐在
        return [replace(word, text=word.text[:-1], end=word.end - 1, tag="v"), Word("在", word.end - 1, word.end, "p")]
    adverb = first in TURNING | MODAL and rest in ACTION
    if word.kind != "word" or word.text in ACTION or not (adverb or (first in ACTION and rest in LEVELS)):
        return [word]
    tags = ("d", "v") if adverb else ("v", "n")
    return [replace(word, text=first, end=cut, tag=tags[0]), replace(word, text=rest, start=cut, tag=tags[1])]


def _kind(text: str, start: int, numbers: Spans, times: Spans) -> Kind:
    """Whether a token is of a number, of a time, a mark or a plain word."""
    if any(a <= start < b for a, b in numbers):
        return "number"
    if any(a <= start < b for a, b in times):
        return "time"
    return "mark" if text in MARKS or not text.strip() else "word"


def text_of(words: Sequence[Word]) -> str:
    """The words run together as a name: without quotation marks, 、 and numbers at the edges."""
    text = "".join(w.text for w in words if w.kind == "word")
    for mark in QUOTES:
        text = text.replace(mark, "")
    text = TAIL.sub("", text.strip("、的 "))
    if text.count("(") != text.count(")"):
        text = text.replace("(", "").replace(")", "")
    return text


def trim(words: Sequence[Word]) -> list[Word]:
    """Without leading words that say how, when or where, and without trailing particles."""
    kept = list(words)
    while kept and (kept[0].kind != "word" or kept[0].text in LEADING or kept[0].text in "、的了)"):
        kept.pop(0)
    while kept and (kept[-1].kind != "word" or kept[-1].text in TRAILING or kept[-1].text in "、的了("):
        kept.pop()
    return kept


def last_of(words: Sequence[Word], *kinds: Kind) -> int:
    """The index of the last word of one of `kinds`, or -1: last_of(words, "mark") is where the clause before ends."""
    return max((i for i, w in enumerate(words) if w.kind in kinds), default=-1)


def last_index(words: Sequence[Word], texts: frozenset[str] | str) -> int:
    """The index of the last word that is one of `texts`, or -1."""
    return max((i for i, w in enumerate(words) if w.text in texts), default=-1)
