"""Shares, multiples, growth and ranks: figures that stand against another figure."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from kg.extract.lexicon import alternation
from kg.extract.quantity.numerals import ARABIC, parse_numeral
from kg.extract.quantity.quantity import (
    CHINESE,
    DIGITS,
    LEXICON,
    TO,
    Found,
    Quantity,
    Rule,
    after,
    before,
    bound_of,
    bound_told,
    inside,
)
from kg.model import Bound

PERCENT, POINTS = "%", "百分点"
FINE = Decimal("0.0001")  # thirds are cut here: 三分之二 → 66.6667


def _share(
    m: re.Match[str], rule: str, value: Decimal | None, unit: str = PERCENT, top: Decimal | None = None
) -> Found | None:
    if value is None:
        return None
    group = m.groupdict().get
    bound = bound_told(m, group("after"), group("inside"))
    return Quantity(m.start(), m.end(), m.start("number"), value, top, unit, unit, bound, "share", rule)


def per_cent(m: re.Match[str], rule: str) -> Found | None:
    """86%以上, 98.5%至99%, 5—10%, 3.5个百分点, 2‰."""
    unit = POINTS if "百分点" in m["unit"] else m["unit"].strip()
    return _share(m, rule, parse_numeral(m["number"]), unit, parse_numeral(m["high"] or ""))


@cache
def _per_cent() -> re.Pattern[str]:
    number = rf"(?<![\d.]){ARABIC}"
    return re.compile(
        rf"{before()}(?P<number>{number})(?:%?{TO}(?P<high>{ARABIC}))?(?P<unit> ?%|‰|个?百分点)(?P<inside>多)?{after()}"
    )


@cache
def _per_cent_from() -> re.Pattern[str]:
    return re.compile(rf"(?<=[从由的])(?P<number>(?<![\d.]){ARABIC})(?P<unit>%)(?={TO}\d)")


def per_cent_from(m: re.Match[str], rule: str) -> Found | None:
    """从56%到60%: a rise, two figures, no range."""
    return _share(m, rule, parse_numeral(m["number"]))


def points_listed(m: re.Match[str], rule: str) -> Found | None:
    """0.4个 of 分别提高0.4个和2.1个百分点: the unit is told once, behind the last."""
    return _share(m, rule, parse_numeral(m["number"]), POINTS)


@cache
def _points_listed() -> re.Pattern[str]:
    number = rf"(?<![\d.]){ARABIC}"
    return re.compile(rf"(?P<number>{number})个?(?=(?:[和与及、]{ARABIC}个?)+百分点)")


def per_cent_in_words(m: re.Match[str], rule: str) -> Found | None:
    """百分之八十五, 近百分之六十, 千分之三."""
    return _share(m, rule, parse_numeral(m["value"]), PERCENT if m["whole"] == "百" else "‰")


@cache
def _per_cent_in_words() -> re.Pattern[str]:
    return re.compile(
        rf"{before()}(?P<number>(?P<whole>[百千])分之(?P<value>{CHINESE}+(?:点{CHINESE}+)?|{ARABIC}))(?P<inside>多)?{after()}"
    )


def tenths(m: re.Match[str], rule: str) -> Found | None:
    """超六成, 七成半, 七成五以上."""
    value = parse_numeral(m["tenth"])
    extra = Decimal(5) if m["part"] == "半" else parse_numeral(m["part"] or "零")
    return None if value is None or extra is None else _share(m, rule, value * 10 + extra)


@cache
def _tenths() -> re.Pattern[str]:
    return re.compile(
        rf"{before()}(?P<number>(?<!{CHINESE})(?P<tenth>[一二两三四五六七八九])成(?P<part>半|[一二三四五六七八九](?![个名家项]))?)"
        rf"(?!{alternation(LEXICON['share']['not_tenths'])})(?P<inside>{inside()})?{after()}"
    )


def fraction(m: re.Match[str], rule: str) -> Found | None:
    """三分之二, 四分之三以上, 2/3: per cent, thirds cut at four places."""
    over, under = parse_numeral(m["over"] or m["left"]), parse_numeral(m["under"] or m["right"])
    if over is None or not under or over >= under:
        return None
    return _share(m, rule, (over * 100 / under).quantize(FINE).normalize())


@cache
def _fraction() -> re.Pattern[str]:
    return re.compile(
        rf"{before()}(?P<number>(?P<under>[二两三四五六七八九十]+)分之(?P<over>{CHINESE}+)"
        rf"|(?<![\d./])(?P<left>[1-9])/(?P<right>[2-9]|10)(?![\d./]))(?P<inside>多)?{after()}"
    )


def half(m: re.Match[str], rule: str) -> Found | None:
    """近半数, 半数以上, 一半, 过半: fifty per cent with its bound; 百分百 is all."""
    word = m["word"] or m["alone"]
    value, bound = LEXICON["share"]["words"][word]
    told = bound_of(m["before"], None, m["after"]) if m["word"] else bound
    return Quantity(m.start(), m.end(), m.start("number"), Decimal(value), None, PERCENT, "", told, "share", rule)


@cache
def _half() -> re.Pattern[str]:
    words = LEXICON["share"]["words"]
    bounded = [w for w, (_, bound) in words.items() if bound == "exact"]
    alone = [w for w in words if w not in bounded]
    return re.compile(
        rf"{before()}(?P<number>(?P<word>{alternation(bounded)}))(?![年天日]){after()}"
        rf"|(?P<alone>{alternation(alone)})(?!{alternation(LEXICON['share']['not_half'])})"
    )


def multiple(m: re.Match[str], rule: str) -> Found | None:
    """1.8倍, 两倍; 增长一倍 is a growth of 100 %."""
    value = parse_numeral(m["number"])
    if value is None:
        return None
    bound = bound_of(m["before"], m["inside"], m["after"])
    start = m.start("before" if m["before"] else "number")
    grown = bool(m["grown"]) and value == 1
    value, unit, kind = (value * 100, PERCENT, "growth") if grown else (value, "倍", "multiple")
    return Quantity(start, m.end(), m.start("number"), value, None, unit, "倍", bound, kind, rule)


@cache
def _multiple() -> re.Pattern[str]:
    grown = rf"(?P<grown>{alternation(LEXICON['growth']['verbs'])}了?)?"
    number = rf"(?P<number>(?<![\d.]){ARABIC}|{CHINESE}+)"
    return re.compile(rf"{grown}{before()}{number}(?P<inside>{inside()})?倍{after()}")


def doubling(m: re.Match[str], rule: str) -> Found | None:
    """翻番, 翻了一番: a growth of 100 %; 翻两番 is four times as much, a growth of 300 %."""
    times = parse_numeral(m["number"] or "一")
    if times is None or times > 9:
        return None
    bound = bound_of(m["before"], None, None)
    growth = (2 ** int(times) - 1) * Decimal(100)
    return Quantity(m.start(), m.end(), m.start(), growth, None, PERCENT, "番", bound, "growth", rule)


@cache
def _doubling() -> re.Pattern[str]:
    return re.compile(rf"翻了?{before()}(?P<number>[\d一两三])?番")


def rank(m: re.Match[str], rule: str) -> Found | None:
    """排名第五, 团体第10名, 位居全省前三: an ordinal that is a place in an order."""
    value = parse_numeral(m["number"] or m["top"])
    if value is None or m.string.startswith(tuple(LEXICON["rank"]["not_before"]), m.end()):
        return None
    unit = m["unit"] or "位"
    bound: Bound = "at_most" if m["top"] else "exact"
    start = m.start("number" if m["number"] else "top")
    return Quantity(m.start("ordinal"), m.end(), start, value, None, unit, m["unit"] or "", bound, "rank", rule)


@cache
def _rank() -> re.Pattern[str]:
    words = alternation(LEXICON["rank"]["words"])
    digits = rf"\d+|{CHINESE}+"
    ordinal = rf"(?:第 ?(?P<number>{digits})|(?<![之以目])前(?P<top>{digits})(?![\d.]*%))(?P<unit>名|位)?"
    return re.compile(rf"{words}[^,。;、0-9]{{0,8}}?(?P<ordinal>{ordinal})")


RANKS = (Rule("quantity/rank", "第前", _rank, rank),)
SHARES = (
    Rule("quantity/multiple", "倍", _multiple, multiple),
    Rule("quantity/doubling", "番", _doubling, doubling),
    Rule("quantity/points-listed", "点", _points_listed, points_listed),
    Rule("quantity/per-cent-from", "%", _per_cent_from, per_cent_from),
    Rule("quantity/per-cent", DIGITS, _per_cent, per_cent),
    Rule("quantity/per-cent-in-words", "分", _per_cent_in_words, per_cent_in_words),
    Rule("quantity/fraction", "分/", _fraction, fraction),
    Rule("quantity/tenths", "成", _tenths, tenths),
    Rule("quantity/half", "半百", _half, half),
)
