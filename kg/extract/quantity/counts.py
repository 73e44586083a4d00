"""Counts: numerals with their units, Arabic, Chinese and vague ones."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from kg.extract.lexicon import alternation, units
from kg.extract.quantity.numerals import ARABIC, parse_numeral
from kg.extract.quantity.quantity import (
    CHINESE,
    DIGITS,
    LEXICON,
    NUMBER,
    NUMERALS,
    PAREN,
    PLACES,
    SCALE,
    TO,
    Found,
    Quantity,
    Rule,
    after,
    before,
    bound_of,
    bound_told,
    inside,
    unit_of,
    unit_pattern,
)
from kg.model import Skip

SLOGANS_UNDER = 100  # 近千人次一线职工 is no slogan
RUNNING = {"两": "三", "三": "四五", "一": "二两", **dict(zip("四五六七八", "五六七八九", strict=True))}


@cache
def _arabic() -> re.Pattern[str]:
    return re.compile(
        rf"{before()}(?P<number>{NUMBER})(?:元?{TO}(?P<high>{NUMBER}))? ?(?P<inside>{inside()})?"
        rf"(?P<scale>{SCALE}+)?(?P<more>{inside()})?(?P<unit>{unit_pattern()}){PAREN}{after()}"
    )


@cache
def _chinese() -> re.Pattern[str]:
    return re.compile(
        rf"{before()}(?P<number>{CHINESE}+(?:点{CHINESE}+)?)(?:{TO}(?P<high>{CHINESE}+))?(?P<inside>{inside()})?"
        rf"(?P<scale>[万亿]+)?(?P<unit>{unit_pattern()}|{PLACES}){PAREN}{after()}"
    )


@cache
def _kilograms() -> re.Pattern[str]:
    return re.compile(rf"{before()}(?P<number>(?<![\d.]){ARABIC})(?P<unit>千克){after()}")


@cache
def _risen() -> re.Pattern[str]:
    return re.compile(rf"(?<=[从由的])(?P<number>{NUMBER})(?P<unit>{unit_pattern()})(?={TO}\d)")


@cache
def _vague() -> re.Pattern[str]:
    words = alternation(word for word, _, _ in LEXICON["vague"]["words"])
    return re.compile(
        rf"(?<![{LEXICON['vague']['not_behind']}])(?P<word>{words})(?:{inside()})?(?P<unit>{unit_pattern()}){PAREN}"
    )


@cache
def _running() -> re.Pattern[str]:
    pairs = "|".join(f"{low}[{highs}]" for low, highs in RUNNING.items())
    return re.compile(rf"(?P<pair>{pairs})(?P<scale>{SCALE}*)(?P<unit>{unit_pattern()}){PAREN}")


def counted(m: re.Match[str], rule: str) -> Quantity | None:
    """What a match of numeral, scale and unit counts."""
    group = m.groupdict().get
    values = _values(m["number"], group("high"), group("scale"))
    if values is None:
        return None
    text = m.string[m.end("high" if group("high") else "number") : m.end("unit")]
    return Quantity(
        m.start(), m.end(), m.start("number"), *values, unit_of(m["unit"], group("paren")), text.strip(),
        bound_told(m, group("after"), group("inside") or group("more")), "count", rule,
    )  # fmt: skip


def _values(low: str, high: str | None, scale: str | None) -> tuple[Decimal, Decimal | None] | None:
    """The value and the upper one of a range; 3至5万 shares the scale of its end, 5000至1万 does not."""
    factor = parse_numeral("一" + scale) if scale else Decimal(1)
    value, top = _plain(low), _plain(high) if high else None
    if value is None or factor is None or (high and top is None):
        return None
    if high and (shared := re.fullmatch(rf"({ARABIC}) ?({SCALE}+)", high)) and value < Decimal(shared[1]):
        value *= parse_numeral("一" + shared[2]) or 1
    return value * factor, top * factor if top is not None else None


def _plain(numeral: str) -> Decimal | None:
    return parse_numeral(numeral.replace(" ", ""))


def arabic_with_unit(m: re.Match[str], rule: str) -> Found | None:
    """1652家, 近22.5万人次, 5-10名, 15场以上, 2.5万余人(次)."""
    found = counted(m, rule)
    longest = LEXICON["duration"]["longest"].get(found.unit) if found else None
    if found and longest and found.value <= longest and not _gained(m):
        return Skip(m.start("number"), m.end(), "duration", "quantity/skip-duration")
    return found


def _gained(m: re.Match[str]) -> bool:
    """工期提前40天, 缩短了19天: time gained is a figure; 提前3天通知 is none."""
    ahead, behind = _early()
    return bool(ahead.search(m.string[: m.start()])) and not behind.match(m.string, m.end())


@cache
def _early() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before time gained, and what behind it says that nothing was gained."""
    skip = LEXICON["skip"]
    return (
        re.compile(rf"{alternation(skip['early'])}了?[^,。;、\d只仅为约达到]{{0,4}}?(?:累计)?在?$"),
        re.compile(rf"[^,。;\d]{{0,2}}{alternation(skip['notices'])}"),
    )


def chinese_with_unit(m: re.Match[str], rule: str) -> Found | None:
    """四次督查, 两县七区, 近百名, 十余场; never a slogan (两个维护), an ordinal or a bare one (一项)."""
    if m.string.endswith(tuple(LEXICON["ordinal"]["before"]), 0, m.start("number")):
        return None
    value = parse_numeral(m["number"])
    small = value is not None and value < SLOGANS_UNDER
    if _is_idle(m) or (small and m.string.startswith(tuple(LEXICON["slogan"]["nouns"]), m.end())):
        return None
    if value is None or m["number"] == "二" or (value <= 1 and not _counts_one(m)):
        return None
    if m["number"] in ("万", "亿") and not (m["before"] or m["inside"]):
        return None
    return counted(m, rule)


def _is_idle(m: re.Match[str]) -> bool:
    """三个月, 两级, 三班倒: the unit counts nothing behind a small Chinese numeral."""
    if m["unit"] == "届" and _held().search(m.string, max(0, m.start() - 8), m.start()):
        return False  # 连续举办了六届
    return units().get(m["unit"]) in LEXICON["idle"]["units"] and len(m["number"]) < 3


@cache
def _held() -> re.Pattern[str]:
    """What stands before the times that an event was held: 举办了, 办竞赛."""
    idle = LEXICON["idle"]
    return re.compile(rf"{alternation(idle['holding'])}[了过]?{alternation(idle['events'])}?$")


def _counts_one(m: re.Match[str]) -> bool:
    """组建一家…工会, 至少一个, 唯一一个: one is told as a figure; 建立一个机制 only introduces."""
    if m["number"] != "一" or m["before"]:
        return m["number"] == "一"
    one, (before_it, noun) = LEXICON["one"], _one()
    ahead = m.string[max(0, m.start() - 32) : m.start()]
    if not before_it.search(ahead):
        return False
    return m["unit"] in one["units"] or (m["unit"] in one["units_before_nouns"] and bool(noun.match(m.string, m.end())))


@cache
def _one() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a counted one (a verb, or another figure of its list), and the noun behind it."""
    one = LEXICON["one"]
    verb, figure = alternation(one["verbs"]), rf"{CHINESE}{unit_pattern()}"
    return (
        re.compile(rf"(?:{verb}[了过起]?|{figure})(?:[^,。;:]{{0,16}}?[、和及与])?$"),
        re.compile(rf"[^,。;、]{{0,14}}?{alternation(one['nouns'])}"),
    )


def vague_with_unit(m: re.Match[str], rule: str) -> Found | None:
    """数十名, 几百家, 上千人次: the order of magnitude, as a lower bound."""
    value, bound = next((v, b) for word, v, b in LEXICON["vague"]["words"] if word == m["word"])
    unit = unit_of(m["unit"], m["paren"])
    return Quantity(m.start(), m.end(), m.start(), Decimal(value), None, unit, m["unit"], bound, "count", rule)


def running_digits(m: re.Match[str], rule: str) -> Found | None:
    """七八家, 三四百人: two digits that follow each other name a range."""
    low, high = (parse_numeral(digit + m["scale"]) for digit in m["pair"])
    if low is None or high is None or m["unit"] in LEXICON["idle"]["units"]:
        return None
    unit = unit_of(m["unit"], m["paren"])
    return Quantity(m.start(), m.end(), m.start(), low, high, unit, m["scale"] + m["unit"], "about", "count", rule)


def bare_number(m: re.Match[str], rule: str) -> Found | None:
    """3065建档困难职工家庭, 发展会员948: a number whose unit was dropped; what it counts decides whether it is one."""
    value = parse_numeral(m["number"].replace(" ", ""))
    if value is None or (1900 <= value <= 2100 and m["number"].isdigit()):
        return None
    group = m.groupdict().get
    scale = group("scale") or ""
    value *= (parse_numeral("一" + scale) or 1) if scale else 1
    text = "".join(c for c in m["number"] if c in SCALE[1:-1]) + scale
    bound = bound_of(group("before"), group("inside") or group("more"), None)
    return Quantity(m.start(), m.end(), m.start("number"), value, None, None, text, bound, "count", rule)


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(
        rf"{before()}(?P<number>(?<!第){NUMBER})(?P<inside>{inside()})?(?P<scale>{SCALE}+)?(?P<more>{inside()})?"
        rf"(?={SCALE}*(?: ?[一-鿿]| ?[,、;。!)]|$))(?!{SCALE})"
    )


@cache
def _chinese_bare() -> re.Pattern[str]:
    """增效六千万, 惠及十万职工: at the end of a clause, or before those whom reports count."""
    number = rf"(?<!{CHINESE})(?P<number>[一二两三四五六七八九十]{CHINESE}*[万亿])(?P<inside>{inside()})?"
    people = alternation(LEXICON["bare"]["people"])
    return re.compile(rf"(?<=[一-龥]){before()}{number}(?=[,。;、 ]|$|{people})")


def nothing(m: re.Match[str], rule: str) -> Found | None:
    """事故、投诉皆为零, 实现零事故: a count of nothing; its unit is that of the noun, 个 where none is known."""
    nouns = LEXICON["zero"]["nouns"]
    told = m["noun"] if "noun" in m.re.groupindex else max(nouns, key=m.string[: m.start()].rfind)
    unit = nouns[told] if told in m.string[: m.end()] else "个"
    start = m.start("number")
    return Quantity(start, m.end(), start, Decimal(0), None, unit, "", "exact", "count", rule)


@cache
def _zero_harm() -> re.Pattern[str]:
    zero = LEXICON["zero"]
    return re.compile(
        rf"{alternation(zero['verbs'])}[^,。;]{{0,8}}?(?P<number>零(?P<noun>{alternation(zero['nouns'])}))"
    )


@cache
def _zero() -> re.Pattern[str]:
    return re.compile(rf"(?P<number>{alternation(LEXICON['zero']['all'])}?为零)(?=[,。;、)]|$)")


RULES = (
    Rule("quantity/zero-in-words", "零", _zero, nothing),
    Rule("quantity/zero-of-a-harm", "零", _zero_harm, nothing),
    Rule("quantity/risen-from", DIGITS, _risen, counted),
    Rule("quantity/kilograms", "克", _kilograms, counted),
    Rule("quantity/arabic-with-unit", DIGITS, _arabic, arabic_with_unit),
    Rule("quantity/vague-with-unit", "数几上成十过", _vague, vague_with_unit),
    Rule("quantity/running-digits", NUMERALS, _running, running_digits),
    Rule("quantity/chinese-with-unit", NUMERALS, _chinese, chinese_with_unit),
    Rule("quantity/chinese-without-unit", "万亿", _chinese_bare, bare_number),
    Rule("quantity/bare-number", DIGITS, _bare, bare_number),
)
