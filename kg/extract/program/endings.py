"""Programs that no scheme foresaw, told by what their name ends in: 活动, 大赛, 工程 behind a verb that runs them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from kg.extract.lexicon import alternation
from kg.extract.program.bounds import BEFORE_THE_CLAUSE, begins_a_word, is_phrase, name_end
from kg.extract.program.naming import GENERIC, LEXICON, ORDINAL, PLAIN, STRONG, VERBS, WEAK, Program, clean
from kg.extract.program.phrases import AFTER, CLAUSE, UNIT

OPENERS = tuple(LEXICON["trim"]["openers"])
PHRASE_TAGS = frozenset({"r", "d", "p", "u", "uj", "ul", "uv", "ud", "y", "m", "q"})  # no name holds such words
YEAR = r"(?:19|20)\d\d(?:-(?:19|20)?\d\d)?年"
ENDING = alternation((*STRONG, *WEAK))
HONOUR = alternation(LEXICON["honour"]["heads"])
FORM = rf"为{alternation(LEXICON['run']['form_ranks'])}?{alternation(LEXICON['run']['forms'])}的"
RUNS = re.compile(
    rf"(?:(?:{VERBS})+(?:[了好]|的(?:一[项场次个])?)?(?:[\d一二三四五六七八九十两]+[场次期批届])?|{FORM})"
)
NAMED = re.compile(rf"{UNIT}{{2,40}}?{ENDING}{AFTER}")
JOINED = re.compile(r"”[和与及“]|[和与及]“|" + alternation(LEXICON["run"]["events"]))
GRADED = re.compile(rf"{alternation(LEXICON['grade']['contests'])}[一-龥]{{2,14}}?赛{AFTER}")
HELD = re.compile(
    rf"(?:^|(?<=[,。;:、日\s]))(?P<name>{UNIT}{{4,36}}?{alternation(STRONG)})"
    rf"(?=(?:于[^,。;]{{2,12}})?在[^,。;]{{2,20}}?{alternation(LEXICON['run']['takes_place'])})"
)
DATED = re.compile(rf"(?:{YEAR}|{ORDINAL.pattern}){UNIT}{{3,34}}{alternation(STRONG)}")
EDITION = re.compile(
    rf"{ORDINAL.pattern}{UNIT}{{2,34}}?(?:(?:{ENDING}|{HONOUR}){AFTER}|{HONOUR}|{ENDING}(?=“)|{BEFORE_THE_CLAUSE})"
)
NOT_OF_THE_NAME = re.compile(
    rf"党的(?:[一二三]?十[一二三四五六七八九]?[大届])?|“[^“”]*”|《[^《》]*》|^{YEAR}|{ORDINAL.pattern}|\d+周年"
)


def by_ending(doc: Doc) -> Iterator[Program]:
    """开展就业创业援助行动 → 就业创业援助行动: from a verb that runs programs to an ending, in one clause."""
    text = doc.text
    for verb in RUNS.finditer(text):
        m = NAMED.match(text, verb.end())
        if (
            m
            and begins_a_word(doc, m.start())
            and not JOINED.search(m[0])
            and may_be_name(doc, *m.span())
            and not _lists_traits(text, m.end())
        ):
            yield Program(m.start(), m.end(), clean(m[0]), None, True, "program/behind-a-verb")


def graded(doc: Doc) -> Iterator[Program]:
    """市级职业技能决赛: a contest of a level, wherever it stands."""
    for m in GRADED.finditer(doc.text):
        if may_be_name(doc, *m.span()):
            yield Program(m.start(), m.end(), m[0], None, False, "program/contest-of-a-level")


def held(doc: Doc) -> Iterator[Program]:
    """…职工文艺调演在文化宫举行: what is told to have been held at a place."""
    for m in HELD.finditer(doc.text):
        if may_be_name(doc, *m.span("name")):
            yield Program(*m.span("name"), clean(m["name"]), None, True, "program/held-at-a-place")


def captioned(doc: Doc) -> Iterator[Program]:
    """2019年…夏令营开幕式: a line that is nothing but a dated name."""
    line = doc.text.strip(" 。")
    start = doc.text.find(line)
    if DATED.fullmatch(line):
        yield Program(start, start + len(line), clean(line), None, True, "program/caption")


def editions(doc: Doc) -> Iterator[Program]:
    """第三届陇原工匠…: what stands between 第N届 and an ending, wherever it stands."""
    for m in EDITION.finditer(doc.text):
        end = name_end(doc.text, *m.span())
        if not CLAUSE.search(doc.text, m.start(), end):
            yield Program(m.start(), end, clean(doc.text[m.start() : end]), None, True, "program/edition")


def _lists_traits(text: str, end: int) -> bool:
    """建立源头监督、结合执法的…机制: the first of several traits of what follows, no name."""
    return bool(re.match(r"、[^,。;]{0,24}的", text[end:]))


def may_be_name(doc: Doc, start: int, end: int) -> bool:
    """Whether a stretch of words can be a name: no pronoun, adverb, preposition or particle stands in it."""
    text = doc.text[start:end]
    bare = NOT_OF_THE_NAME.sub("", text)
    if (
        clean(text) in GENERIC | PLAIN
        or re.search(r"\d", bare)
        or text.startswith(OPENERS)
        or is_phrase(doc, start, end)
    ):
        return False
    inside = [w for w in doc if start <= w.idx < end and w.text in bare]
    dated = bool(ORDINAL.search(text)) or bool(re.match(YEAR, text))
    return dated or all(_may_stand(w.text, w.tag_) for w in inside)


def _may_stand(word: str, tag: str) -> bool:
    """Whether a word may stand in a name: 百日 may, 是 and 我们 may not."""
    return word in LEXICON["trim"]["allowed"] or (tag not in PHRASE_TAGS and word != "是")
