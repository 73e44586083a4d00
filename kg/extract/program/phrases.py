"""Programs that no scheme foresaw, told by the words around them: quotation marks, a verb that runs them, an edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from kg.extract.lexicon import alternation
from kg.extract.program.naming import GENERIC, LEXICON, ORDINAL, STRONG, VERBS, WEAK, Program, clean, widened

OPENERS = tuple(LEXICON["trim"]["openers"])
PHRASE_TAGS = frozenset({"r", "d", "p", "u", "uj", "ul", "uv", "ud", "y", "m", "q"})  # no name holds such words
UNIT = r"(?:“[^“”]{1,40}”|《[^《》]{1,40}》|\([^()]{1,12}\)|[^,。;:!?、“”《》()的])"  # a quotation or title inside a name is whole
AFTER = r"(?=$|[,。;:!?、”)\s\d]|暨|和|及|与|等|以来|以|项目|中|期间|在)"
YEAR = r"(?:19|20)\d\d(?:-(?:19|20)?\d\d)?年"
ENDING = alternation((*STRONG, *WEAK))
HONOUR = alternation(LEXICON["honour"]["heads"])


@cache
def _quoted() -> re.Pattern[str]:
    endings = alternation((*STRONG, *WEAK, "奖", "称号"))
    return re.compile(rf"“(?P<inner>[^“”]{{2,36}})”(?P<tail>[^,。;:、“”《》等\d]{{0,14}}?{endings}(?:{AFTER}|(?=[的自以为等])))?")


def quoted(text: str) -> Iterator[Program]:
    """“跟着劳模去扶贫”义诊活动, “四送”行动: quotation marks with or without an ending behind them."""
    for m in _quoted().finditer(text):
        tail = "" if (m["tail"] or "为").startswith("为") else m["tail"]
        if m["inner"] in LEXICON["not"]["slogans"]:
            continue
        if tail or re.search(rf"(?:{VERBS}|纳入|{ORDINAL.pattern})(?:了|好)?$", text[: m.start()]):
            start, end = widened(text, m.start(), False), m.end("inner") + 1 + len(tail)
            yield Program(start, end, clean(text[start:end]), None, True, "program/quoted")


def founded(text: str) -> Iterator[Program]:
    """以职工代表大会为基本形式的…制度: a system told with what it rests on."""
    for m in re.finditer(r"以[^,。;“”]{2,14}为基本(?:形式|载体)的[^,。;的]{2,20}?制度", text):
        yield Program(m.start(), m.end(), m[0], None, False, "program/system-with-its-form")


def numbered(text: str) -> Iterator[Program]:
    """“三必查”, “六个有”的标准, “五强”目标: a catchword with a number that stands for a list of rules."""
    heads = alternation(LEXICON["numbered"]["heads"])
    verbs = alternation(LEXICON["numbered"]["verbs"])
    for m in re.finditer(rf"“(?P<inner>[一二三四五六七八九十两双\d][^“”,。]{{1,6}})”(?:的?(?P<head>{heads}))?", text):
        if m["inner"] in LEXICON["not"]["slogans"]:
            continue
        if m["head"] or re.search(verbs + "$", text[: m.start()]):
            yield Program(m.start(), m.end(), m["inner"] + (m["head"] or ""), None, True, "program/numbered-catchword")


FORM = r"为(?:主要|基本|核心)?(?:内容|形式|主题|载体|特色|抓手|重点)的"
RUNS = re.compile(rf"(?:(?:{VERBS})+(?:了|好)?(?:\d+[场次期批])?|{FORM})")
NAMED = re.compile(rf"{UNIT}{{2,40}}?{ENDING}{AFTER}")
JOINED = re.compile(r"”[和与及]|" + alternation(LEXICON["run"]["events"]))


def by_ending(doc: Doc) -> Iterator[Program]:
    """开展就业创业援助行动 → 就业创业援助行动: from a verb that runs programs to an ending, in one clause."""
    text = doc.text
    for verb in RUNS.finditer(text):
        m = NAMED.match(text, verb.end())
        if m and not JOINED.search(m[0]) and _may_be_name(doc, *m.span()) and not _lists_traits(text, m.end()):
            yield Program(m.start(), m.end(), clean(m[0]), None, True, "program/behind-a-verb")


def graded(doc: Doc) -> Iterator[Program]:
    """市级职业技能决赛: a contest of a level, wherever it stands."""
    for m in re.finditer(rf"(?:市级|省级|全国|国家级|区级|县级)[一-龥]{{2,14}}?赛{AFTER}", doc.text):
        if _may_be_name(doc, *m.span()):
            yield Program(m.start(), m.end(), m[0], None, False, "program/contest-of-a-level")


def ordered(text: str) -> Iterator[Program]:
    """《关于开展…工作的通知》: what a directive in the title orders to be run."""
    pattern = r"《[^《》]{0,20}关于(?:开展|实施|建立|启动)(?P<name>[^《》“”]{4,36}?)的(?:通知|意见|方案|实施意见|实施方案|办法)"
    for m in re.finditer(pattern, text):
        yield Program(m.start("name"), m.end("name"), clean(m["name"]), None, False, "program/ordered-by-a-directive")


def held(doc: Doc) -> Iterator[Program]:
    """…职工文艺调演在文化宫举行: what is told to have been held at a place."""
    place = r"(?:于[^,。;]{2,12})?在[^,。;]{2,20}?(?:举行|举办|召开|开幕|启动|上演)"
    for m in re.finditer(rf"(?:^|(?<=[,。;:、日\s]))(?P<name>{UNIT}{{4,36}}?{alternation(STRONG)})(?={place})", doc.text):
        if _may_be_name(doc, *m.span("name")):
            yield Program(*m.span("name"), clean(m["name"]), None, True, "program/held-at-a-place")


def captioned(doc: Doc) -> Iterator[Program]:
    """2019年…夏令营开幕式: a line that is nothing but a dated name."""
    line = doc.text.strip(" 。")
    start = doc.text.find(line)
    if re.fullmatch(rf"(?:{YEAR}|{ORDINAL.pattern}){UNIT}{{3,34}}{alternation(STRONG)}", line):
        yield Program(start, start + len(line), clean(line), None, True, "program/caption")


def editions(doc: Doc) -> Iterator[Program]:
    """第三届陇原工匠…: what stands between 第N届 and an ending, wherever it stands."""
    pattern = rf"{ORDINAL.pattern}(?P<name>{UNIT}{{2,34}}?(?:(?:{ENDING}|{HONOUR}){AFTER}|{HONOUR}))"
    for m in re.finditer(pattern, doc.text):
        yield Program(m.start(), m.end(), clean(m[0]), None, True, "program/edition")


def sessions(text: str) -> Iterator[Program]:
    """市总工会六届五次全委会议: a meeting told by its number."""
    number = "[一二三四五六七八九十]{1,3}"
    for m in re.finditer(rf"(?:[一-龥]{{0,6}}总工会)?(?:第?{number}届){number}次(?:全委|全体|执委|常委)[一-龥()]{{0,6}}?(?:会议|会)", text):
        yield Program(m.start(), m.end(), m[0], None, False, "program/session")


def documents(text: str) -> Iterator[Program]:
    """《…三年行动计划》, 《…管理办法》: a plan or a set of rules named by its title."""
    for m in re.finditer(r"《(?P<title>[^《》]{4,60})》", text):
        ending = re.sub(r"\([^()]*\)$", "", m["title"])
        if not m["title"].startswith("关于") and ending.endswith(tuple(LEXICON["document"]["programs"])):
            yield Program(m.start(), m.end(), m["title"], None, False, "program/title-of-a-plan")


def _lists_traits(text: str, end: int) -> bool:
    """建立源头监督、结合执法的…机制: the first of several traits of what follows, no name."""
    return bool(re.match(r"、[^,。;]{0,24}的", text[end:]))


def _may_be_name(doc: Doc, start: int, end: int) -> bool:
    """Whether a stretch of words can be a name: no pronoun, adverb, preposition or particle stands in it."""
    text = doc.text[start:end]
    bare = re.sub(rf"“[^“”]*”|《[^《》]*》|^{YEAR}|{ORDINAL.pattern}|\d+周年", "", text)
    if clean(text) in GENERIC or re.search(r"\d", bare) or text.startswith(OPENERS):
        return False
    inside = [w for w in doc if start <= w.idx < end and w.text in bare]
    dated = bool(ORDINAL.search(text)) or bool(re.match(YEAR, text))
    return dated or all(w.tag_ not in PHRASE_TAGS and w.text != "是" for w in inside)
