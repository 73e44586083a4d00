"""Numbers that are no figures: identifiers, telephone numbers, ordinals, thresholds, numbers inside names."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.lexicon import alternation
from kg.extract.quantity.quantity import (
    CHINESE,
    DIGITS,
    LEXICON,
    SCALE,
    Rule,
    fixed,
    inside,
    skipped,
    unit_pattern,
)

SKIPS = LEXICON["skip"]
NOT_DIGIT = r"(?<![\d.])"


def words(table: str) -> str:
    """Any word of a table of the lexicon's section `skip`."""
    return alternation(SKIPS[table])


@cache
def _uncounted() -> str:
    """What a number in a name is not followed by: a scale, a unit, a per cent sign."""
    return rf"(?! ?(?:{inside()}|{SCALE}|%|{unit_pattern()}))"


@cache
def _hotline() -> re.Pattern[str]:
    return re.compile(rf"(?<!\d)(?P<number>{words('hotlines')})(?![\d.]|,\d){_uncounted()}")


@cache
def _after_telephone() -> re.Pattern[str]:
    return re.compile(
        rf"{words('telephone')}[^,。;\d]{{0,8}}(?P<number>\d{{3,12}}(?:[-、/ ]+\d{{3,8}})*)(?!\d){_uncounted()}"
    )


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"{NOT_DIGIT}(?P<number>\d+){_uncounted()}(?=[^,。;、:\d]{{0,8}}?{words('named')})")


@cache
def _fixed_names() -> re.Pattern[str]:
    return re.compile(rf"{NOT_DIGIT}{words('names')}(?![\d.])")


@cache
def _threshold() -> re.Pattern[str]:
    number = rf"(?:{NOT_DIGIT}\d+{SCALE}*|{CHINESE}+)"
    return re.compile(
        rf"{number}(?:人|名|元)(?:职工|员工)?(?:及|\(含\))?以[上下](?:的)?(?=[^,。;、\d]{{0,4}}?{words('thresholds')})"
    )


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(rf"第 ?(?:\d+|{CHINESE}+)(?: ?{alternation(LEXICON['ordinal']['units'])})?")


@cache
def _race() -> re.Pattern[str]:
    return re.compile(rf"\d+(?:公里|米)(?=[^,。]{{0,3}}{words('races')})|\d+[xX×]\d+(?:米|小时)?")


@cache
def _session() -> re.Pattern[str]:
    number = rf"(?:{CHINESE}+|\d+)"
    return re.compile(rf"{number}届(?:{number}次|{CHINESE}*中|(?={words('assemblies')}))(?:{words('meetings')})?")


IDENTIFIERS = (
    Rule(
        "quantity/skip-document-number", DIGITS,
        fixed(r"[〔\[(](?:19|20)\d\d[〕\])] ?第?\d+号|第?\d+号(?=文|令|公告)"), skipped("identifier"),
    ),
    Rule("quantity/skip-web-address", "/.@", fixed(r"(?:https?://|www\.)[\w./?=&%-]+|[\w.]+@[\w.]+"), skipped("identifier")),
    Rule("quantity/skip-long-number", DIGITS, fixed(r"(?<![\d.])(?!1[3-9]\d{9}(?!\d))(?!400)\d{10,}(?![\d.]|[元人])"), skipped("identifier")),
    Rule(
        "quantity/skip-phone", DIGITS,
        fixed(r"(?<!\d)(?:[(]?0\d{2,3}[)-] ?\d{7,8}|1[3-9]\d{9}|[48]00-?\d{3}-?\d{4}|0\d{9,11})(?!\d)"), skipped("phone"),
    ),
    Rule("quantity/skip-hotline", DIGITS, _hotline, skipped("phone")),
    Rule("quantity/skip-telephone", DIGITS, _after_telephone, skipped("phone")),
    Rule("quantity/skip-masked-year", "*xX×", fixed(r"(?<!\d)(?:19|20)(?:\d[*xX×]|[*xX×]{2})(?:年(?:底|末)?)?"), skipped("date")),
    Rule("quantity/skip-decade", "世年后", fixed(r"(?:\d\d世纪)?(?<!\d)\d0年代|\d\d世纪|(?<!\d)[6-9]0后|(?<!\d)[01]0后"), skipped("period")),
)  # fmt: skip

NAMES = (
    Rule("quantity/skip-formula", "+", fixed(r"(?<![\d.])(?:\d+|[A-Z]|(?<=[一-龥]))(?:\s*\+\s*(?:\d+|[A-Z]))+(?![\d.])"), skipped("name")),
    Rule("quantity/skip-number-with-letters", DIGITS, fixed(r"[A-Za-z]+[-/]?[A-Za-z]*\d+(?:[-.]\d+)*|\d+[A-Z](?![A-Za-z])|\d+·\d+"), skipped("name")),
    Rule("quantity/skip-fixed-name", DIGITS, _fixed_names, skipped("name")),
    Rule("quantity/skip-number-in-name", DIGITS, _named, skipped("name")),
    Rule("quantity/skip-age", "岁", fixed(r"(?<!平均年龄)(?<!平均年龄为)\d+(?:-\d+)?周?岁(?:及?以[上下内])?"), skipped("threshold")),
    Rule("quantity/skip-threshold", "以", _threshold, skipped("threshold")),
    Rule("quantity/skip-round-the-clock", "小", fixed(r"(?<!\d)(?:7 ?[*x×] ?24|24) ?小时|(?<!\d)8小时(?=工作|之?外|以外)"), skipped("name")),
    Rule("quantity/skip-top-list", "强版", fixed(r"\d+强(?![化调])|0\d版"), skipped("name")),
    Rule("quantity/skip-race", DIGITS, _race, skipped("name")),
)  # fmt: skip

ORDINALS = (
    Rule("quantity/skip-ordinal", "第", _ordinal, skipped("ordinal")),
    Rule("quantity/skip-session", "届", _session, skipped("ordinal")),
    Rule("quantity/skip-list-number", DIGITS, fixed(r"(?:^|(?<=[\n;。:]))\s*[(]?(?P<number>\d{1,2})(?:[)、]|\.(?!\d))"), skipped("ordinal")),
    Rule("quantity/skip-number-of-a-thing", "号楼室栋路", fixed(r"(?<![\d.])\d+号楼?|(?<![\d.])\d+室|(?<=乘)\d+路"), skipped("address")),
    Rule("quantity/skip-anniversary", "周", fixed(rf"(?:(?<![\d.])\d+|{CHINESE}+)周年"), skipped("name")),
    Rule("quantity/skip-clock", ":", fixed(r"(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)"), skipped("date")),
    Rule("quantity/skip-day", "日", fixed(r"(?<![\d.])\d{1,4}日"), skipped("date")),
    Rule("quantity/skip-years", "年", fixed(rf"(?<![\d.])\d{{1,3}}(?:余|多)?年(?:多|以上|以内|左右)?"), skipped("duration")),
)  # fmt: skip
