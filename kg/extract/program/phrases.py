"""Programs that no scheme foresaw, told by the marks around them: quotation marks, titles, numbers, dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.lexicon import alternation, any_of, lexicon
from kg.extract.program.bounds import name_end
from kg.extract.program.naming import (
    LEXICON,
    ORDINAL,
    QUOTES,
    RATED,
    STRONG,
    VERBS,
    WEAK,
    Program,
    clean,
    is_led,
    whose,
    widened,
)

# A quotation inside a name is whole, and so is 党的二十大.
UNIT = r"(?:“[^“”]{1,40}”|《[^《》]{1,40}》|\([^()]{1,12}\)|党的(?=[一二三]?十|群众)|[^,。;:!?、“”《》()的])"
AFTER = rf"(?=$|[,。;:!?、”)\s\d]|{alternation(LEXICON['suffix']['after'])})"
BEHIND_QUOTED = rf"(?:{AFTER}|(?={alternation(LEXICON['suffix']['after_quoted'])}))"
TAILS = alternation((*STRONG, *WEAK, *LEXICON["suffix"]["behind_quotes"]))
QUOTED = re.compile(
    rf"“(?P<inner>[^“”]{{2,36}})”"
    rf"(?P<tail>[^,。;:、“”《》等\d]{{0,14}}?{TAILS}{BEHIND_QUOTED})?"
)
BY_NAMES = frozenset(lexicon("program", "themes")["counted"]["by_names"])  # “菜单”课程
STEPS = re.compile("(?<!—)—(?!—)")  # “招工—培训—上岗” tells the way, no name
NO_PART = re.compile(r"(?:称号|这?[一二三四五六七八九十两\d]+大品牌)$")  # behind a quotation, of no name
NO_TAIL = re.compile(
    rf"{alternation(LEXICON['suffix']['not_in_tails'])}|^[二三四五六七八九十两][大项个]"
)  # 三大品牌 counts
PRIZE = tuple(LEXICON["suffix"]["prizes"])
CLAUSE = any_of(LEXICON["run"]["events"])  # a name that holds one of these goes on into a clause
PLACES = tuple(LEXICON["setting"]["places"])
BEFORE_QUOTED = re.compile(
    rf"(?:{VERBS}|{alternation(LEXICON['run']['quoted'])}|{ORDINAL.pattern})[了好]?(?P<row>(?:“[^“”]{{2,36}}”[、和与及]?)*)$"
)
DASHED = re.compile(rf"“[^“”]{{3,30}}”——[^,。;:、“”]{{4,30}}?{alternation(STRONG)}")
STEP = r"[送进][一-龥]{1,4}"
DELIVERED = re.compile(rf"“?{STEP}(?:、{STEP}){{1,5}}”?[一-龥]{{0,4}}?{alternation(LEXICON['delivered']['heads'])}")
FOUNDED = re.compile(rf"以[^,。;“”]{{2,14}}为基本{alternation(LEXICON['founded']['forms'])}的[^,。;的]{{2,20}}?制度")
DIGIT = "[一二三四五六七八九十两双\\d]"
CATCHWORD = re.compile(
    rf"“(?P<inner>{DIGIT}[^“”,。]{{1,6}})”(?:的?(?P<head>{alternation(LEXICON['numbered']['heads'])}))?"
)
CATCHING = tuple(LEXICON["numbered"]["verbs"])
SUM_HEADS = tuple(LEXICON["numbered"]["sums"])
SUMS = alternation(SUM_HEADS)
SUMMED = re.compile(
    rf"(?:{VERBS}|{alternation(LEXICON['numbered']['before'])})"
    rf"(?P<name>[二三四五六七八九十][大项件][^,。;“”的]{{2,6}}?{SUMS})(?=$|[,。;”])"
)
CALENDAR = rf"{alternation(LEXICON['numbered']['calendar'])}[一-龥]{{2,3}}?"
STEPPED = re.compile(rf"{CALENDAR}(?:、{CALENDAR}){{1,6}}的?{alternation(LEXICON['numbered']['ways'])}")
ORDERED = re.compile(
    rf"《[^《》]{{0,20}}关于{alternation(LEXICON['document']['orders'])}"
    rf"(?P<name>[^《》“”]{{4,36}}?)的{alternation(LEXICON['document']['directives'])}"
)
TITLED = re.compile(r"《(?P<title>[^《》]{4,60})》")
NUMBER = "[一二三四五六七八九十]{1,3}"
SESSION = re.compile(rf"第?{NUMBER}届{NUMBER}次{alternation(LEXICON['session']['bodies'])}[一-龥()]{{0,6}}?会议?")

CONGRESS = re.compile(
    r"(?:[一-龥]{2,9}?(?:省|市|县|区|州|盟|旗|镇|乡|公司|集团|医院|大学|学院|局))?(?:总工会|工会)?"
    r"第[一二三四五六七八九十\d]{1,4}[次届](?:工会)?(?:会员)?代表大会"
)


def quoted(text: str) -> Iterator[Program]:
    """“跟着劳模去扶贫”义诊活动, “四送”行动: quotation marks with or without an ending behind them."""
    for m in QUOTED.finditer(text):
        tail = m["tail"] or ""
        tail = text[m.end("inner") + 1 : name_end(text, m.end("inner") + 1, m.end())] if tail else ""
        owned = tail.startswith("的")  # “…”的平台: the quotation alone is the name
        counts = tail.endswith(RATED) and text[m.end("inner") + 1 + len(tail) :][:1].isdigit()  # “…”企业建会|32家
        if counts or tail.startswith(("为", "的")) or CLAUSE.search(tail) or NO_TAIL.search(tail):
            tail = ""
        if (
            m["inner"] in LEXICON["not"]["slogans"]
            or (not tail and m["inner"] in BY_NAMES)
            or (not tail and len(STEPS.findall(m["inner"])) > 1)
        ):
            continue
        before = BEFORE_QUOTED.search(text[: m.start()])
        led = bool(tail or (before and not before["row"]))  # of a row the first is what the text goes on about
        led = led or (m["inner"].endswith(STRONG) and is_led(text, m.start()))  # 实施关爱女职工“暖心行动”
        if led or owned or before or m["inner"].endswith((*PRIZE, *PLACES)):
            start, end = widened(text, m.start(), False), m.end("inner") + 1 + len(tail)
            own = re.sub(f"[{QUOTES}]", "", text[start:end]) if text[start] == "“" else clean(text[start:end])
            yield Program(start, end, NO_PART.sub("", own), None, led, "program/quoted")


def dashed(text: str) -> Iterator[Program]:
    """“中国梦·劳动美”——…系列活动: a motto and, behind a dash, what is run under it."""
    for m in DASHED.finditer(text):
        yield Program(m.start(), m.end(), clean(m[0]), None, True, "program/motto-with-a-dash")


def delivered(text: str) -> Iterator[Program]:
    """送政策、送岗位、送祝福大型活动, 进企业、进车间、进班组活动: what is sent or where it goes makes the name."""
    for m in DELIVERED.finditer(text):
        name = clean(m[0]).replace("的", "")
        yield Program(m.start(), m.end(), name, None, is_led(text, m.start()), "program/what-is-sent")


def founded(text: str) -> Iterator[Program]:
    """以职工代表大会为基本形式的…制度: a system told with what it rests on."""
    for m in FOUNDED.finditer(text):
        yield Program(m.start(), m.end(), m[0], None, False, "program/system-with-its-form")


def numbered(text: str) -> Iterator[Program]:
    """“三必查”, “六个有”的标准, 五项惠民措施: a catchword with a number that stands for a list."""
    rule = "program/numbered-catchword"
    for m in SUMMED.finditer(text):
        yield Program(m.start("name"), m.end("name"), m["name"], None, True, rule)
    for m in CATCHWORD.finditer(text):
        summed = m["inner"][1] in "大项个件" and m["inner"].endswith(SUM_HEADS)
        told = m["head"] or summed or text[: m.start()].endswith(CATCHING)
        if told and m["inner"] not in LEXICON["not"]["slogans"]:
            yield Program(m.start(), m.end(), m["inner"] + (m["head"] or ""), None, True, rule)


def ordered(text: str) -> Iterator[Program]:
    """《关于开展…工作的通知》: what a directive in the title orders to be run."""
    for m in ORDERED.finditer(text):
        yield Program(m.start("name"), m.end("name"), clean(m["name"]), None, False, "program/ordered-by-a-directive")


def documents(text: str) -> Iterator[Program]:
    """《…三年行动计划》, 《…管理办法》: a plan or a set of rules named by its title."""
    for m in TITLED.finditer(text):
        ending = re.sub(r"\([^()]*\)$", "", m["title"])
        if not m["title"].startswith("关于") and ending.endswith(tuple(LEXICON["document"]["programs"])):
            yield Program(m.start(), m.end(), m["title"], None, False, "program/title-of-a-plan")


def stepped(text: str) -> Iterator[Program]:
    """日调度、周通报、月总结机制: steps of the calendar that make one way of working."""
    for m in STEPPED.finditer(text):
        yield Program(m.start(), m.end(), m[0], None, is_led(text, m.start()), "program/steps-of-the-calendar")


def congresses(text: str) -> Iterator[Program]:
    """河源市工会第七次代表大会: a congress told by its number, with the union before it."""
    for m in CONGRESS.finditer(text):
        yield Program(m.start(), m.end(), clean(m[0]), None, False, "program/congress")


def sessions(text: str) -> Iterator[Program]:
    """市总工会六届五次全委会议: a meeting told by its number, with the union before it."""
    for m in SESSION.finditer(text):
        start = whose(text, m.start())
        yield Program(start, m.end(), text[start : m.end()], None, False, "program/session")
