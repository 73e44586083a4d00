"""Numbers that are no figures: identifiers, telephone numbers, ordinals, thresholds, numbers inside names."""

from __future__ import annotations

import re
from collections.abc import Callable
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
def _phone() -> re.Pattern[str]:
    number = r"[(]?0\d{2,3}[)-] ?\d{7,8}|1[3-9]\d{9}|[48]00-?\d{3}-?\d{4}|0\d{9,11}"
    return re.compile(rf"(?<!\d)(?:{number})(?!\d){_uncounted()}")


@cache
def _long() -> re.Pattern[str]:
    return re.compile(rf"(?<![\d.])\d{{10,}}(?![\d.]){_uncounted()}")


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
        rf"{number}[人名元]{words('staff')}?(?:及|\(含\))?以[上下]的?(?=[^,。;、\d]{{0,4}}?{words('thresholds')})"
    )


@cache
def _described() -> re.Pattern[str]:
    """8000元以上 of 月薪8000元以上的岗位占35%: what those are like of whom the figure behind tells."""
    number = rf"(?:{NOT_DIGIT}\d+{SCALE}*|{CHINESE}+)"
    return re.compile(rf"{number}(?:{unit_pattern()})(?:及|\(含\))?以[上下]的(?=[^,。;、\d]{{0,8}}(?:占|有|\d))")


@cache
def _top() -> re.Pattern[str]:
    """前三名 of 前三名选手晋升, 前10名 of 各工种前10名: a rank told of each contest counts nobody."""
    each = rf"(?<={words('each')}[^,。;\d])|(?<={words('each')}[^,。;\d]{{2}})|(?<={words('each')}[^,。;\d]{{3}})"
    small = r"前(?:[2-6二三四五六](?![\d十百]))[名位]"
    return re.compile(rf"(?<![之以])(?<!(?<!项)目)(?:{small}|(?:{each})前(?:\d+|{CHINESE}+)[名位])")


@cache
def _ordinal() -> re.Pattern[str]:
    number = rf"(?:\d+|{CHINESE}+)"
    several = rf"(?:(?:[至到—~、-]){number}(?=[名位]))?"  # 第2至5名
    return re.compile(rf"第 ?{number}{several}(?: ?{alternation(LEXICON['ordinal']['units'])})?")


@cache
def _race() -> re.Pattern[str]:
    return re.compile(rf"\d+{words('race_lengths')}(?=[^,。]{{0,3}}{words('races')})|\d+[xX×]\d+{words('race_terms')}?")


@cache
def _session() -> re.Pattern[str]:
    number = rf"(?:{CHINESE}+|\d+)"
    return re.compile(rf"{number}届(?:{number}次|{CHINESE}*中|(?={words('assemblies')}))(?:{words('meetings')})?")


def _skip(name: str, reason: str, needs: str, pattern: str | Callable[[], re.Pattern[str]]) -> Rule:
    """The rule quantity/skip-`name`, which sets its matches aside for `reason`."""
    compiled = fixed(pattern) if isinstance(pattern, str) else pattern
    return Rule(f"quantity/skip-{name}", needs, compiled, skipped(reason))


VIEWS = rf"(?<=[^一-龥])?{words('views')}(?:次数|量|数)?: ?\d+(?:\.\d+)?{SCALE}*次?|\(共印\d+份\)"
RATE_BASE = rf"(?<![\d]){CHINESE}+(?:人|吨|车)(?=[一-龥]{{1,4}}率)"
ADDED = rf"(?<=每)(?:{words('added')})(?:1|一)(?:{unit_pattern()})"
POINTING = rf"[两二三四五]项(?={words('pointing')})"
HALVES = rf"{words('halves')}过半(?![数的])"
FORMULA = r"(?<![\d.])(?:\d+|[A-Z]|(?<=[一-龥]))(?:\s*\+\s*(?:\d+|[A-Z]))+(?![\d.])"
LETTERS = r"[A-Za-z]+[-/]?[A-Za-z]*\d+(?:[-.]\d+)*|\d+[A-Z](?![A-Za-z])|\d+·\d+"
MEAN_AGE = "".join(f"(?<!{word})" for word in SKIPS["mean_age"])
AGE = MEAN_AGE + r"(?<![\d.])\d+(?:周?岁)?(?:[-至到—~]\d+)?周?岁(?:及?以[上下内])?"
DOCUMENT = r"[〔\[(](?:19|20)\d\d[〕\])] ?第?\d+号|第?\d+号" + f"(?={words('documents')})"
WORKING_DAY = rf"(?<!\d)(?:7 ?[*x×] ?24|24) ?小时|(?<!\d)8小时(?={words('beside_work')})"
TEMPERATURE = rf"(?<![\d.])-?\d+(?:\.\d+)?{words('degrees')}(?:以[上下])?"
STRETCH = rf"(?:(?<!\d)\d+|{CHINESE}+)个多{words('stretches')}|\d+小时\d+分钟?"
YEARS = rf"(?<![\d.])\d{{1,3}}[余多]?年{words('after_years')}?"

IDENTIFIERS = (
    _skip("document-number", "identifier", DIGITS, DOCUMENT),
    _skip("web-address", "identifier", "/.@", r"(?:https?://|www\.)[A-Za-z0-9_./?=&%-]+|[A-Za-z0-9_.]+@[A-Za-z0-9_.]+"),
    _skip("phone", "phone", DIGITS, _phone),
    _skip("long-number", "identifier", DIGITS, _long),
    _skip("hotline", "phone", DIGITS, _hotline),
    _skip("telephone", "phone", DIGITS, _after_telephone),
    _skip("masked-year", "date", "*xX×", r"(?<!\d)(?:19|20)(?:\d[*xX×]|[*xX×]{2})(?:年[底末]?)?"),
    _skip("decade", "period", "世年后", r"(?:\d\d世纪)?(?<!\d)\d0年代|\d\d世纪|(?<!\d)[6-9]0后|(?<!\d)[01]0后"),
)

NAMES = (
    _skip("formula", "name", "+", FORMULA),
    _skip("number-with-letters", "name", DIGITS, LETTERS),
    _skip("fixed-name", "name", DIGITS, _fixed_names),
    _skip("number-in-name", "name", DIGITS, _named),
    _skip("age", "threshold", "岁", AGE),
    _skip("threshold", "threshold", "以", _threshold),
    _skip("described", "threshold", "以", _described),
    _skip("altitude", "condition", "拔", rf"海拔[约近超]?过?\d+(?:\.\d+)?{SCALE}*[多余]?米(?:以[上下])?"),
    _skip("page-views", "boilerplate", ":印", VIEWS),
    _skip("rate-base", "name", "率", RATE_BASE),
    _skip("watchword", "slogan", "半", HALVES),
    _skip("pointing-back", "reference", "项", POINTING),
    _skip("for-each-more", "condition", "每", ADDED),
    _skip("round-the-clock", "name", "小", WORKING_DAY),
    _skip("top-list", "name", "强版", r"\d+强(?![化调])|0\d版|(?<![\d.])\d\.\d版"),
    _skip("race", "name", DIGITS, _race),
)

ORDINALS = (
    _skip("top-of-each", "ordinal", "前", _top),
    _skip("ordinal", "ordinal", "第", _ordinal),
    _skip("places-shared", "ordinal", "、", rf"(?<=[列获居])(?:{CHINESE}、)+{CHINESE}[名位]"),
    _skip("session", "ordinal", "届", _session),
    _skip("list-number", "ordinal", DIGITS, r"(?:^|(?<=[\n;。:]))\s*[(]?(?P<number>\d{1,2})(?:[)、]|\.(?!\d))"),
    _skip("number-of-a-thing", "address", "号室路", r"(?<![\d.])\d+号楼?|(?<![\d.])\d+室|(?<=乘)\d+路"),
    _skip("anniversary", "name", "周", rf"(?:(?<![\d.])\d+|{CHINESE}+)周年"),
    _skip("clock", "date", ":", r"(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)"),
    _skip("ratio", "ratio", ":比", r"(?<![\d.])\d+(?::|比)\d+(?![\d.])"),
    _skip("temperature", "condition", "℃摄", TEMPERATURE),
    _skip("stretch", "duration", "个分", STRETCH),
    _skip("day", "date", "日", r"(?<![\d.])\d{1,4}日"),
    _skip("years", "duration", "年", YEARS),
)
