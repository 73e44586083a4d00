"""Times: from the words of a sentence to periods, relative ones against the report's own period.

Every rule takes a match and the report's period and returns a `Time` or nothing. A year followed by 年 is a time only
where it can be one (1900–2100); 救助2018人 is left to the quantities.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.lexicon import alternation, lexicon
from kg.extract.quantity.numerals import parse_numeral
from kg.model import Period

LEXICON = lexicon("time")
YEAR = r"(?P<year>(?:19|20)\d\d)"
MONTH = r"(?P<month>1[0-2]|0?[1-9])"
CHINESE = "[一二两三四五六七八九十]"


@dataclass(frozen=True, slots=True)
class Time:
    """A time at text[start:end]; `as_of` when it dates a state (截至2019年底), `role` tells how it may be used.

    Roles: `period` (what follows happened then), `date` (a day, part of a narrative), `baseline` (比去年), `name`
    (part of a name or a title).
    """

    start: int
    end: int
    period: Period
    as_of: bool
    role: str
    rule: str


@dataclass(frozen=True, slots=True)
class Clock:
    """What relative times are read against: the period reported on, and the year before the one it is told in.

    `last_year` is what 去年 means: in a review printed in January the year reviewed, in news the year before.
    `this_year` is what 今年 means, `span_end` the last year of 五年来.
    """

    period: Period
    last_year: int
    this_year: int
    span_end: int


REVIEW = alternation(LEXICON["look_back"]["reviews"])


def clock_of(period: Period, published: str | None, title: str) -> Clock:
    """The clock of a report: told from its day of publication, else from its title (工作综述 looks back), else its period."""
    end = int(period.end[:4])
    if published:
        year, month = int(published[:4]), int(published[5:7] or 12)
        return Clock(period, year - 1, year, year - 1 if month <= 3 else year)
    review = bool(re.search(REVIEW, title))
    return Clock(period, end if review else end - 1, end, end)


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern with its production; the production may refuse."""

    id: str
    pattern: Callable[[], re.Pattern[str]]
    produce: Callable[[re.Match[str], Clock, str], Time | None]


def _years(start: int | str, end: int | str) -> Period:
    return Period(str(start), str(end))


def _time(m: re.Match[str], period: Period, rule: str, role: str = "period", as_of: bool = False) -> Time:
    before = m.string[max(0, m.start() - 4) : m.start()]
    as_of = as_of or bool(re.search("(?:截至|截止|截止到|截至到|到)$", before))
    return Time(m.start(), m.end(), period, as_of, role, rule)


def year_range(m: re.Match[str], home: Clock, rule: str) -> Time | None:
    """2021-2023年, 2018—2020年, 2016年至2020年."""
    return _time(m, _years(m["year"], m["to"]), rule)


def since_year(m: re.Match[str], home: Clock, rule: str) -> Time | None:
    """自2017年启动…以来, 2015年以来, 自1995年连续26年: from that year to the report's end."""
    return _time(m, _years(m["year"], max(m["year"], home.period.end[:4])), rule)


def year_month_day(m: re.Match[str], home: Clock, rule: str) -> Time | None:
    """2019年8月3日, 8月3日: the day of an event."""
    text = f"{m['year'] or home.this_year}-{int(m['month']):02}-{int(m['day']):02}"
    return _time(m, Period(text, text), rule, "date")


def year_month(m: re.Match[str], home: Clock, rule: str) -> Time | None:
    """2019年8月, 5月份."""
    text = f"{m['year'] or home.this_year}-{int(m['month']):02}"
    return _time(m, Period(text, text), rule)


def iso_day(m: re.Match[str], home: Clock, rule: str) -> Time | None:
    """2014-09-16, 2014.9.16, 14.06.2014: a date line."""
    year, day = m["year"] or m["last"], m["day"] or m["first"]
    if not year or not day:
        return None
    text = f"{year}-{int(m['month']):02}-{int(day):02}"
    return _time(m, Period(text, text), rule, "dateline")


def day_alone(m: re.Match[str], home: Clock, rule: str) -> Time | None:
    """23日发出通知: a day of a month not told."""
    return _time(m, _years(home.this_year, home.this_year), rule, "dateline")


def clock_time(m: re.Match[str], home: Clock, rule: str) -> Time | None:
    """上午10点: an hour."""
    return _time(m, _years(home.this_year, home.this_year), rule, "dateline")


def month_range(m: re.Match[str], home: Clock, rule: str) -> Time | None:
    """1-6月, 2021年1至10月: from month to month of one year."""
    year = m["year"] or home.this_year
    return _time(m, Period(f"{year}-{int(m['month']):02}", f"{year}-{int(m['to']):02}"), rule)


PARTS = {"上半年": ("01", "06"), "下半年": ("07", "12"), "第一季度": ("01", "03"), "一季度": ("01", "03"), "二季度": ("04", "06"),
         "第二季度": ("04", "06"), "三季度": ("07", "09"), "第三季度": ("07", "09"), "四季度": ("10", "12"), "第四季度": ("10", "12"),
         "前三季度": ("01", "09")}  # fmt: skip


def part_of_year(m: re.Match[str], home: Clock, rule: str) -> Time | None:
    """2021年上半年, 前三季度."""
    year = m["year"] or home.this_year
    first, last = PARTS[m["part"]]
    return _time(m, Period(f"{year}-{first}", f"{year}-{last}"), rule)


def end_of_year(m: re.Match[str], home: Clock, rule: str) -> Time | None:
    """截至2019年底, 2018年末: a state at the year's last month."""
    text = f"{m['year']}-12"
    return _time(m, Period(text, text), rule, as_of=True)


def end_of_last_year(m: re.Match[str], home: Clock, rule: str) -> Time | None:
    """去年底, 上年末: a state at the last month of the year before."""
    text = f"{home.last_year}-12"
    return _time(m, Period(text, text), rule, as_of=True)


def year(m: re.Match[str], home: Clock, rule: str) -> Time | None:
    """2019年, 2022年度, 2019年“两节”期间; in 2019年度…表 or 2022年庆祝…大会 it still says when."""
    return _time(m, _years(m["year"], m["year"]), rule)


def plan_period(m: re.Match[str], home: Clock, rule: str) -> Time | None:
    """“十四五”期间, 十三五以来."""
    first, last = LEXICON["plan_period"][m["plan"]]
    return _time(m, _years(first, last), rule)


def years_past(m: re.Match[str], home: Clock, rule: str) -> Time | None:
    """五年来, 近三年, 过去五年: so many years up to the report's last one."""
    count = parse_numeral(m["count"] or m["count2"])
    if not count or not 1 < count <= 60:
        return None
    return _time(m, _years(home.span_end - int(count) + 1, home.span_end), rule)


def relative_year(m: re.Match[str], home: Clock, rule: str) -> Time | None:
    """今年, 明年, 全年: a year told from the report's own."""
    return _time(
        m,
        _years(*[home.this_year + LEXICON["relative"][m[0]]] * 2),
        rule,
        "baseline" if "同期" in m[0] else "period",
    )


def look_back(m: re.Match[str], home: Clock, rule: str) -> Time | None:
    """去年 in a review is the year reviewed; after 比 or 较 it is the year before that reported on, a baseline."""
    compared = m.string[: m.start()].endswith(tuple(LEXICON["look_back"]["compared"]))
    year = int(home.period.end[:4]) - 1 if compared else home.last_year
    return _time(m, _years(year, year), rule, "baseline" if compared else "period")


def fixed(pattern: str) -> Callable[[], re.Pattern[str]]:
    """A pattern compiled on first use."""
    return cache(lambda: re.compile(pattern))


NOT_DIGIT = r"(?<![\d.])"
RULES: Sequence[Rule] = (
    Rule("time/date-line", fixed(rf"{NOT_DIGIT}(?:{YEAR}|(?P<first>3[01]|[12]\d|0?[1-9]))[-./]{MONTH}[-./](?:(?P<last>(?:19|20)\d\d)|(?P<day>3[01]|[12]\d|0?[1-9]))(?:\s*\d{{1,2}}[::]\d\d(?:[::]\d\d)?)?(?!\d)"), iso_day),
    Rule("time/year-range", fixed(rf"{NOT_DIGIT}{YEAR}年?(?:-|—|–|~|至|到)(?P<to>(?:19|20)\d\d)年(?:度|间|期间)?"), year_range),
    Rule("time/since-year", fixed(rf"(?:自|从){YEAR}年(?:\d{{1,2}}月)?(?:[^,。;]{{0,24}}?(?:以来|起)|(?=连续|开始))"), since_year),
    Rule("time/year-onward", fixed(rf"{NOT_DIGIT}{YEAR}年(?:\d{{1,2}}月)?以来"), since_year),
    Rule("time/month-range", fixed(rf"{NOT_DIGIT}(?:{YEAR}年)?{MONTH}月?(?:-|—|~|至|到)(?P<to>1[0-2]|[1-9])月份?"), month_range),
    Rule("time/day", fixed(rf"{NOT_DIGIT}(?:{YEAR}年)?{MONTH}月(?P<day>3[01]|[12]\d|0?[1-9])[日号]"), year_month_day),
    Rule("time/month", fixed(rf"{NOT_DIGIT}(?:{YEAR}年)?{MONTH}月(?:份|底|初|末)?(?!\d)"), year_month),
    Rule("time/day-alone", fixed(rf"{NOT_DIGIT}(?P<day>3[01]|[12]\d|0?[1-9])日(?!游|均|常|夜)(?:\d{{1,2}}[时点](?:\d{{1,2}}分)?)?"), day_alone),
    Rule("time/clock", fixed(r"(?<!\d)\d{1,2}[时点](?:\d{1,2}分|半|整)?(?=讯|许|左右|,|在|至|到)"), clock_time),
    Rule("time/part-of-year", fixed(rf"(?:{NOT_DIGIT}{YEAR}年)?(?P<part>{alternation(PARTS)})"), part_of_year),
    Rule("time/end-of-year", fixed(rf"{NOT_DIGIT}{YEAR}年年?(?:底|末)"), end_of_year),
    Rule("time/year", fixed(rf"{NOT_DIGIT}{YEAR}(?:年度|年)(?:初|(?:“?两节”?|元旦|春节)期间)?"), year),
    Rule("time/bare-year", fixed(rf"(?:(?<=展望)|(?<=回首)|{NOT_DIGIT}(?=....(?:$|\s))){YEAR}(?!\d)"), year),
    Rule("time/plan-period", fixed(rf"“?(?P<plan>{alternation(LEXICON['plan_period'])})”?(?:时期|期间|以来|末)"), plan_period),
    Rule("time/years-past", fixed(rf"(?:过去|最近|近|这)(?P<count>{CHINESE}+|\d{{1,2}})年(?:来|间)?|(?P<count2>{CHINESE}+|\d{{1,2}})年(?:多)?来"), years_past),
    Rule("time/relative-year", lambda: re.compile(alternation(LEXICON["relative"])), relative_year),
    Rule("time/end-of-last-year", fixed("(?:去年|上年)年?(?:底|末)"), end_of_last_year),
    Rule("time/look-back", lambda: re.compile(alternation(LEXICON["look_back"]["words"])), look_back),
)  # fmt: skip


def find_times(text: str, home: Clock) -> list[Time]:
    """All times of `text` from left to right, read against the report's clock `home`."""
    found: list[Time] = []
    for rule in RULES:
        for m in rule.pattern().finditer(text):
            time = rule.produce(m, home, rule.id)
            if time and not any(t.start < time.end and time.start < t.end for t in found):
                found.append(time)
    return sorted(found, key=lambda t: t.start)
