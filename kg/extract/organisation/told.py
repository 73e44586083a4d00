"""Names that no ending tells but what stands around them: a row of firms, 《…报》, and what a sentence calls a firm."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.lexicon import alternation
from kg.extract.organisation.home import LEXICON, Home, Organisation, region_named
from kg.extract.organisation.names import BREAKERS, in_full, suffixes
from kg.language import is_word

NAME = LEXICON["name"]
FIRM_ENDINGS = tuple(s for s, kind in suffixes().items() if kind == "enterprise")
ROW_OF_FIRMS = re.compile(
    r"(?P<row>[^,;。:“”()\d]{2,20}(?:、[^,;。:“”()、\d]{2,12})+)"
    rf"等(?:[约近]?[\d一二三四五六七八九十两]+[余多]?家{alternation(NAME['row_counted'])}"
    rf"|[一-龥]{{0,4}}?{alternation(NAME['row_called'])})"
)
LED = re.compile(f"(?:.*[有如是为到赴向给对])?(?:{alternation([b for b in BREAKERS if len(b) > 1])}|[并与和同由])*")
PAPER = re.compile(rf"《(?P<name>[一-龥]{{1,8}}?{alternation(NAME['papers'])})》")
SAID_TO_BE = re.compile(
    r"(?:^|[,;。])(?P<name>[一-龥]{2,8}?)是一?[家所个][^,;。]{0,14}"
    rf"{alternation(NAME['self_named'])}(?=[,;。])"
)

OPENING = rf"(?:^|(?<=[,;。:]))(?:{alternation(LEXICON['actor']['times'])}|{alternation(NAME['leads'])})?"
BRANCH_DEEDS = (*LEXICON["below"]["acting"], *NAME["acting"], "在")
ACTING = re.compile(
    rf"{OPENING}(?P<name>(?P<own>[一-龥]{{2,4}}?){alternation(NAME['acting_ends'])})(?={alternation(NAME['acting'])})"
)
BRANCH = re.compile(
    rf"{OPENING}(?P<name>(?P<place>[一-龥]{{2,6}}?)(?P<trade>{alternation(NAME['branch_trades'])}))"
    rf"(?={alternation(LEXICON['below']['adverbs'])}*{alternation(BRANCH_DEEDS)})"
)
UNIT = re.compile(
    rf"{OPENING}(?P<name>(?P<own>(?!第?[一二三四五六七八九十\d]+[届次期批])(?:(?![{NAME['no_unit']}])[一-龥]){{2,8}}?)"
    rf"(?<!{')(?<!'.join(NAME['no_units'])}){alternation(NAME['unit_ends'])})"
    rf"(?=\d+[余多]?[名位]|{alternation(LEXICON['below']['adverbs'])}*{alternation(BRANCH_DEEDS)})"
)
DEEDS = re.compile(alternation([b for b in BREAKERS if len(b) > 1]))
COMMON = re.compile(f"{alternation(NAME['acting_common'])}|{alternation(NAME['plain'])}+$")


def firms_acting(text: str, home: Home) -> Iterator[Organisation]:
    """金风科技提供…, 特步集团派出…: a firm by its trade that opens a clause and gives something."""
    for m in ACTING.finditer(text):
        if not COMMON.match(m["own"]) and not DEEDS.search(m["own"]):
            yield Organisation(m.start("name"), m.end("name"), m["name"], "enterprise", "organisation/firm-that-gives")


def branches_acting(text: str, home: Home) -> Iterator[Organisation]:
    """龙岩邮政在19个投递点…: a firm's branch by place and trade, in the report of a firm of that trade."""
    for m in BRANCH.finditer(text):
        if m["trade"] in (home.name or "") and region_named(m["place"], home) and not is_word(m["name"]):
            rule = "organisation/branch-of-the-trade"
            yield Organisation(m.start("name"), m.end("name"), m["name"], "enterprise", rule)


def units_acting(text: str, home: Home) -> Iterator[Organisation]:
    """供排水厂把泵房改成书屋, 宜都收费站32名职工…: a unit that opens a clause of a firm's report and acts."""
    if not home.name or home.is_regional() or home.is_of_a_trade():
        return
    for m in UNIT.finditer(text):
        if not COMMON.match(m["own"]) and not DEEDS.search(m["own"]) and not (home.name or "").endswith(m["name"]):
            rule = "organisation/unit-of-the-firm"
            yield Organisation(m.start("name"), m.end("name"), m["name"], "enterprise", rule)


def listed_firms(text: str, home: Home) -> Iterator[Organisation]:
    """银龙集团、东海纺织等10余家企业: in a row that ends so each is a firm, if one of them is called so."""
    for m in ROW_OF_FIRMS.finditer(text):
        spans = [(i.start() + m.start("row"), i.end() + m.start("row")) for i in re.finditer("[^、]+", m["row"])]
        if not any(text[:end].endswith(FIRM_ENDINGS) for _, end in spans):
            continue
        if led := LED.match(text[slice(*spans[0])]):  # 捐款的有甲集团: what leads the row is no name
            spans[0] = (spans[0][0] + led.end(), spans[0][1])
        for start, end in spans:
            name = text[start:end]
            if 3 <= len(name) <= 12 and not is_word(name):
                rule = "organisation/firm-in-a-row"
                yield Organisation(start, end, in_full(name, home, "enterprise"), "enterprise", rule, acts=False)


def papers(text: str, home: Home) -> Iterator[Organisation]:
    """《广丰报》: a newspaper by its title."""
    for m in PAPER.finditer(text):
        yield Organisation(m.start("name"), m.end("name"), m["name"], "media", "organisation/paper")


def self_named(text: str, home: Home) -> Iterator[Organisation]:
    """甲园是一家大型连锁超市: what a sentence calls a firm, a school or a hospital is one."""
    for m in SAID_TO_BE.finditer(text):
        yield Organisation(m.start("name"), m.end("name"), m["name"], "enterprise", "organisation/said-to-be-one")
