"""Quantities: from the characters of a sentence to value, unit and bound, or to a skip with its reason.

A rule is a name, a pattern and a production. The name says what the reader sees (`quantity/arabic-with-unit`). Rules are
tried in order, each over the whole sentence; what an earlier rule took is closed to the later ones. The corpus beside
this file shows what each takes and leaves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.extract.lexicon import alternation, lexicon, units
from kg.extract.quantity.numerals import ARABIC, parse_numeral
from kg.model import Bound, Skip

LEXICON = lexicon("quantity")
CHINESE = "[零〇一二两三四五六七八九十百千万亿]"
SCALE = "[十百千万亿]"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at text[start:end]: 近38.8万名 → value 388000, unit 人, bound under.

    `number_start` is where the numeral itself begins (after 近); `kind` tells counts from shares, multiples and ranks.
    """

    start: int
    end: int
    number_start: int
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    unit_text: str
    bound: Bound
    kind: str
    rule: str


Found = Quantity | Skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern with its production; a production returns what was read, or None to leave the match alone."""

    id: str
    pattern: Callable[[], re.Pattern[str]]
    produce: Callable[[re.Match[str], str], Found | None]


def bound_of(before: str | None, inside: str | None, after: str | None) -> Bound:
    """The bound that words before, inside and after a numeral give it; a lower limit beats 余 and 多."""
    for table, word in (("before", before), ("after", after), ("inside", inside)):
        for bound, words in LEXICON[table].items():
            if word and word in words:
                return bound  # type: ignore[no-any-return]
    return "exact"


@cache
def _arabic() -> re.Pattern[str]:
    before, after = _words("before"), _words("after")
    inside = _words("inside")
    number = rf"{ARABIC}(?:{SCALE}+(?:\d+{SCALE}+)?)?"
    return re.compile(
        rf"(?P<before>{before})?(?P<number>(?<![\d.A-Za-z]){number})(?:(?:-|—|~|至|到)(?P<high>{number}))?(?P<inside>{inside})?"
        rf"(?P<scale>{SCALE}+)?(?P<inside2>{inside})?"
        rf"(?P<unit>{unit_pattern()})(?P<paren>[((]次[))])?(?P<after>{after})?"
    )


@cache
def _chinese() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<before>{_words('before')})?(?P<number>(?<![唯同])(?!一一){CHINESE}+)(?P<inside>{_words('inside')})?(?P<scale>[万亿]+)?"
        rf"(?P<inside2>(?!x)x)?(?P<unit>{unit_pattern()}|县|区|市|村|镇|乡)(?P<paren>[((]次[))])?(?P<after>{_words('after')})?"
    )


@cache
def _vague() -> re.Pattern[str]:
    words = alternation(word for word, _, _ in LEXICON["vague"]["words"])
    return re.compile(rf"(?P<word>{words})(?P<inside>余|多)?(?P<unit>{unit_pattern()})(?P<paren>[((]次[))])?")


@cache
def unit_pattern() -> str:
    """Every surface form of every unit, longest first."""
    return alternation(units())


@cache
def _words(table: str) -> str:
    return alternation(word for words in LEXICON[table].values() for word in words)


def _unit(surface: str, paren: str | None) -> str:
    unit = units().get(surface, "个")  # 两县, 七区: regions count themselves
    return {"人": "人次", "场": "场次", "个": "个"}.get(unit, unit) if paren else unit


def _counted(m: re.Match[str], rule: str) -> Quantity | None:
    value = parse_numeral(m["number"])
    high = parse_numeral(m["high"]) if "high" in m.re.groupindex and m["high"] else None
    if value is None:
        return None
    scale = parse_numeral("一" + m["scale"]) or Decimal(1) if m["scale"] else Decimal(1)
    surface = m["unit"]
    unit = _unit(surface, m["paren"])
    text = m.string[m.end("number") if not high else m.end("high") : m.end("unit")]
    return Quantity(
        m.start(), m.end(), m.start("number"), value * scale, high * scale if high else None, unit,
        text, bound_of(m["before"], m["inside"] or m["inside2"], m["after"]), "count", rule,
    )  # fmt: skip


def arabic_with_unit(m: re.Match[str], rule: str) -> Found | None:
    """1652家, 近22.5万人次, 5-10名, 15场以上, 2.5万余人(次)."""
    if m["unit"] in ("年", "月", "日") and not m["inside"]:
        return None
    found = _counted(m, rule)
    if found and found.unit in LEXICON["duration"]["units"] and found.value <= LEXICON["duration"]["longest"]:
        return Skip(m.start("number"), m.end(), "duration", "quantity/skip-duration")
    return found


def chinese_with_unit(m: re.Match[str], rule: str) -> Found | None:
    """四次督查, 两县七区, 近百名, 十余场; never a slogan (两个维护), an ordinal or a bare one (一项)."""
    text, after = m.string, m.string[m.end() :]
    if text[max(0, m.start() - 1) : m.start("number")] in ("第", "这", "每", "某", "任", "首", "各", "整"):
        return None
    value = parse_numeral(m["number"])
    if value is None or m["number"] in ("万", "亿") or (value <= 1 and not re.search("(唯一|仅有|只有)$", text[: m.start("number")])):
        return None
    if units().get(m["unit"]) in LEXICON["idle"]["units"] or re.match(alternation(LEXICON["slogan"]["nouns"]), after):
        return None
    return _counted(m, rule)


def vague_with_unit(m: re.Match[str], rule: str) -> Found | None:
    """数十名, 几百家, 上千人次: the order of magnitude, as a lower bound."""
    value, bound = next((v, b) for word, v, b in LEXICON["vague"]["words"] if word == m["word"])
    unit = _unit(m["unit"], m["paren"])
    return Quantity(m.start(), m.end(), m.start(), Decimal(value), None, unit, m["unit"], bound, "count", rule)


def per_cent(m: re.Match[str], rule: str) -> Found | None:
    """86%以上, 百分之八十, 七成, 三分之二, 98.5%至99%."""
    low = m["low"] or m["cn"] or m["tenth"] or m["over"]
    value = parse_numeral(low)
    if value is None:
        return None
    if m["tenth"]:
        value = value * 10 + (parse_numeral(m["half"]) or Decimal(5) if m["half"] else 0)
    if m["over"]:
        value = (value * 100 / (parse_numeral(m["under"]) or 1)).quantize(Decimal("0.01"))
    points = bool(m["points"])
    return Quantity(
        m.start(), m.end(), m.start("core"), value, parse_numeral(m["high"]) if m["high"] else None,
        "个百分点" if points else "%", "个百分点" if points else "%", bound_of(m["before"], None, m["after"]), "share", rule,
    )  # fmt: skip


@cache
def _per_cent() -> re.Pattern[str]:
    n = ARABIC
    return re.compile(
        rf"(?P<before>{_words('before')})?(?P<core>(?P<low>(?<![\d.]){n})(?:%?(?:-|—|~|至|到)(?P<high>{n}))?(?:%|(?P<points>个百分点))"
        rf"|百分之(?P<cn>{CHINESE}+(?:点{CHINESE}+)?|{n})|(?P<tenth>[一二两三四五六七八九])成(?P<half>半|[一二三四五六七八九])?(?![立员果为功长都就本人绩交分])"
        rf"|(?P<under>[二三四五六七八九十]+)分之(?P<over>{CHINESE}+))(?P<after>{_words('after')})?"
    )


def share_in_words(m: re.Match[str], rule: str) -> Found | None:
    """近半数, 过半: a share of fifty per cent with its bound."""
    value, bound = next((v, b) for word, v, b in LEXICON["share"]["words"] if word == m[0])
    return Quantity(m.start(), m.end(), m.start(), Decimal(value), None, "%", "", bound, "share", rule)


def multiple(m: re.Match[str], rule: str) -> Found | None:
    """1.8倍, 两倍; 增长一倍 is a growth of 100 %, 翻一番 too."""
    value = parse_numeral(m["number"])
    if value is None:
        return None
    if m["grown"] and (m["unit"] == "番" or value == 1):
        return Quantity(
            m.start(), m.end(), m.start("number"), value * 100, None, "%", m["unit"], "exact", "growth", rule
        )
    return Quantity(
        m.start(), m.end(), m.start("number"), value, None, "倍", m["unit"],
        bound_of(m["before"], m["inside"], m["after"]), "multiple", rule,
    )  # fmt: skip


@cache
def _multiple() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<grown>增长|增加|提高|增|翻)?(?:了|近)?(?P<before>{_words('before')})?(?P<number>{ARABIC}|{CHINESE}+)"
        rf"(?P<inside>余|多)?(?P<unit>倍|(?<=翻.)番|(?<=翻了.)番)(?P<after>{_words('after')})?"
    )


def rank(m: re.Match[str], rule: str) -> Found | None:
    """排名第五, 团体第10名, 位列全省第一方阵: an ordinal that is a place in an order."""
    value = parse_numeral(m["number"])
    if value is None or m.string[m.end() :].startswith(("方阵", "梯队", "届", "批")):
        return None
    unit = m["unit"] or "位"
    return Quantity(
        m.start("ordinal"), m.end(), m.start("number"), value, None, unit, m["unit"] or "", "exact", "rank", rule
    )


@cache
def _rank() -> re.Pattern[str]:
    words = alternation(LEXICON["rank"]["words"])
    return re.compile(rf"(?:{words})[^,。;、0-9]{{0,8}}?(?P<ordinal>第(?P<number>\d+|{CHINESE}+)(?P<unit>名|位)?)")


def skipped(reason: str) -> Callable[[re.Match[str], str], Found | None]:
    """A production that sets the match aside for `reason`."""
    return lambda m, rule: Skip(m.start(), m.end(), reason, rule)


def fixed(pattern: str) -> Callable[[], re.Pattern[str]]:
    """A pattern that needs no lexicon, compiled on first use."""
    return cache(lambda: re.compile(pattern))


def bare_number(m: re.Match[str], rule: str) -> Found | None:
    """3065建档困难职工家庭, 发展会员948: a number whose unit was dropped; what it counts decides whether it is one."""
    value = parse_numeral(m["number"])
    if value is None or (1900 <= value <= 2100 and m["number"].isdigit()):
        return None
    return Quantity(m.start(), m.end(), m.start(), value, None, None, m["scale"] or "", "exact", "count", rule)


RULES: Sequence[Rule] = (
    Rule(
        "quantity/skip-document-number",
        fixed(r"[〔\[](?:19|20)\d\d[〕\]]第?\d+号|第?\d+号(?=文|令|公告)"),
        skipped("identifier"),
    ),
    Rule("quantity/skip-web-address", fixed(r"(?:https?://|www\.)[\w./?=&%-]+|[\w.]+@[\w.]+"), skipped("identifier")),
    Rule(
        "quantity/skip-phone",
        fixed(r"(?<!\d)(?:0\d{2,3}-\d{7,8}|1[3-9]\d{9}|12351|12333|12348|12345|110|119)(?!\d)(?=[^家人个名万元,]|$)"),
        skipped("phone"),
    ),
    Rule(
        "quantity/skip-formula",
        fixed(r"(?<![\d.])(?:\d+|[A-Z])(?:\s*[++]\s*(?:\d+|[A-ZX]))+(?![\d.])"),
        skipped("name"),
    ),
    Rule("quantity/skip-number-in-name", fixed(r"[A-Z]+-?\d+|\d+[A-Z]+|\d+·\d+"), skipped("name")),
    Rule(
        "quantity/skip-age-or-threshold",
        fixed(r"\d+周?岁(?:以上|以下|以内)?|\d+人(?:及)?以[上下](?:的)?(?=企业|单位|非公|建会|用人)"),
        skipped("threshold"),
    ),
    Rule("quantity/skip-round-the-clock", fixed(r"24小时|7[*x×]24小时|\d+强(?=企|等|县|品)|0\d版|\d+米(?=[^,。]{0,3}(?:泳|跑|栏|接力|游泳))|\d+[xX×]\d+"), skipped("name")),
    Rule("quantity/rank", _rank, rank),
    Rule(
        "quantity/skip-ordinal",
        fixed(rf"第(?:\d+|{CHINESE}+)(?:届|次|批|期|季度|轮|条|集|个|名|位|项|章|节|讲|场|站|一书记|三方|产业)?"),
        skipped("ordinal"),
    ),
    Rule(
        "quantity/skip-session",
        fixed(
            rf"(?:{CHINESE}+届(?:{CHINESE}+次|{CHINESE}*中)|{CHINESE}+届(?=全国|全省|全市|委员会|理事会))(?:全会|全委会议?|全委|会议|常委会)?"
        ),
        skipped("ordinal"),
    ),
    Rule("quantity/skip-count-of-counts", fixed(r"\d+个\d+(?=[:,、。;])"), skipped("name")),
    Rule("quantity/skip-anniversary", fixed(rf"(?:\d+|{CHINESE}+)周年"), skipped("name")),
    Rule("quantity/skip-clock", fixed(r"(?<!\d)\d{1,2}[::]\d{2}(?:[::]\d{2})?(?!\d)"), skipped("date")),
    Rule("quantity/multiple", _multiple, multiple),
    Rule("quantity/share", _per_cent, per_cent),
    Rule(
        "quantity/share-in-words",
        lambda: re.compile(alternation(w for w, _, _ in LEXICON["share"]["words"])),
        share_in_words,
    ),
    Rule("quantity/arabic-with-unit", _arabic, arabic_with_unit),
    Rule("quantity/vague-with-unit", _vague, vague_with_unit),
    Rule("quantity/chinese-with-unit", _chinese, chinese_with_unit),
    Rule("quantity/bare-number", fixed(rf"(?<![\d.A-Za-z第])(?P<number>{ARABIC}(?P<scale>{SCALE}+)?)(?=[一-鿿]|[,、;。!]|$)"), bare_number),
    Rule("quantity/skip-unread", fixed(r"\d+(?:[.,]\d+)*"), skipped("unread")),
)


def find_quantities(text: str, closed: Sequence[tuple[int, int]] = ()) -> list[Found]:
    """All quantities and skips of `text` from left to right; nothing inside the spans of `closed` is read."""
    taken = list(closed)
    found = [f for rule in RULES for f in _apply(rule, text, taken)]
    return sorted(found, key=lambda f: f.start)


def _apply(rule: Rule, text: str, taken: list[tuple[int, int]]) -> Iterator[Found]:
    position = 0
    pattern = rule.pattern()
    while m := pattern.search(text, position):
        result = rule.produce(m, rule.id)
        position = m.end() if result else m.start() + 1
        if result and not any(a < result.end and result.start < b for a, b in taken):
            taken.append((result.start, result.end))
            yield result
        elif result:
            position = m.start() + 1
