"""Times that name their year, month or day: 2019年8月3日, 1-6月, 2021—2023年, 二〇一九年."""

from __future__ import annotations

import re

from kg.extract.lexicon import alternation
from kg.extract.quantity.numerals import parse_numeral
from kg.extract.time.clock import (
    DAY,
    LEXICON,
    MONTH,
    NOT_DIGIT,
    TO,
    TOLD_YEAR,
    YEAR,
    Clock,
    Rule,
    Time,
    fixed,
    months,
    time,
    year_of,
    years,
)
from kg.model import Period

DIGITS = "0123456789"
WORDS = "[一二三四五六七八九十]"
BASELINE = LEXICON["baseline"]
PARTS = LEXICON["parts"]
OF_MONTH = alternation(PARTS["of_month"])
SINCE = LEXICON["since"]
SINCE_NOW = alternation(SINCE["now"]) + "(?!年)"  # 去年10月至今年3月: 至 alone is a word there
HOURS = LEXICON["clock"]
COLLECTED = re.compile(f"[^。;]*?{alternation(LEXICON['collected']['words'])}")
BEHIND_WORDS = "|".join(f"(?<={word})" for word in LEXICON["bare_year"]["before"])


def year_range(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """2021-2023年, 2018—2020年, 2016年至2020年, 2018、2019年: from the first year to the last."""
    return time(m, years(m["year"], m["to"]), rule) if m["to"] > m["year"] else None


def since_year(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """自2017年启动…以来, 2015年以来, 自1995年连续26年, 始于2017年,累计…: from that year to the report's end."""
    year = next(filter(None, m.groups()))
    return time(m, years(year, max(year, clock.period.end[:4])), rule)


def day(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """2019年8月3日, 8月3日, 11月19、20日, 8月30日至9月2日: the day or days of an event."""
    year = year_of(m, clock, int(m["month"]))
    first = f"{year:0>4}-{int(m['month']):02}-{int(m['day']):02}"
    last = f"{year:0>4}-{int(m['month2'] or m['month']):02}-{int(m['last'] or m['day']):02}"
    return time(m, Period(first, max(first, last)), rule, "date")


def month(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """2019年8月, 5月份, 去年12月; 6月底前 is of the year in which the report speaks."""
    until = (
        m.string.startswith("前", m.end()) and not (m["year"] or m["told"]) and clock.this_year - clock.reported <= 1
    )
    return time(m, months(clock.this_year if until else year_of(m, clock, int(m["month"])), m["month"]), rule)


def month_range(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """1-6月, 2021年1至10月: from month to month of one year."""
    first, last = int(m["month"]), int(m["to"])
    return time(m, months(year_of(m, clock, last), first, last), rule) if first < last else None


def month_span(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """2019年4月至2020年3月, 2019.01-2019.12, 去年10月至今年3月: from a month to one of another year."""
    first = f"{year_of(m, clock, int(m['month'])):0>4}-{int(m['month']):02}"
    last = f"{clock.this_year if m['to_year'] == '今' else m['to_year']}-{int(m['to']):02}"
    return time(m, Period(first, last), rule) if first < last else None


def since_month(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """2月份以来, 今年5月以来: from that month to the end of its year; 去年6月以来 runs on to the report's."""
    year, number = year_of(m, clock, int(m["month"])), int(m["month"])
    return time(m, Period(f"{year:04}-{number:02}", f"{max(year, clock.reported):04}-12"), rule)


def first_months(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """前10个月, 去年前五个月."""
    count = parse_numeral(m["count"])
    return time(m, months(year_of(m, clock, int(count)), 1, int(count)), rule) if count and count <= 12 else None


def date_line(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """2014-09-16 07:46, 2014.9.16, 14.06.2014: a date line."""
    year, number = m["year"] or m["last"], m["day"] or m["first"]
    if not year or not number:
        return None
    text = f"{year:0>4}-{int(m['month']):02}-{int(number):02}"
    return time(m, Period(text, text), rule, "dateline")


def told_today(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """23日, 上午9:30, 15时07分: a day or hour of a date not told."""
    return time(m, years(clock.this_year), rule, "dateline")


def part_of_year(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """2021年上半年, 去年下半年, 前三季度."""
    first, last = PARTS["months"][m["part"]]
    return time(m, months(year_of(m, clock, last), first, last), rule)


def end_of_year(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """截至2019年底, 2018年末: a state at the year's last month; 比2019年底 is a baseline."""
    compared = m.string.endswith(tuple(BASELINE["before"]), 0, m.start())
    role = "baseline" if compared else "period"
    return time(m, months(m["year"], 12), rule, role, as_of=not compared and not m.string.startswith("前", m.end()))


def year(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """2019年, 2022年度, 2019年“两节”期间; in 2019年度…表 it still says when; after 比 it is a baseline."""
    if m[0].endswith("年度") and int(m["year"]) == clock.this_year + 1 and COLLECTED.match(m.string, m.end()):
        return time(m, years(clock.this_year), rule)  # 2021年度参保工作结束, told in 2020
    return time(m, years(m["year"]), rule, "baseline" if _compared(m) else "period")


def _compared(m: re.Match[str]) -> bool:
    """比2018年增长, 是1999年的1.8倍, 与2018年相比; not 是2018年新建的."""
    text, start, end = m.string, m.start(), m.end()
    if text.endswith(tuple(BASELINE["before"]), 0, start):
        return True
    described = re.match(r"的[^\d一二两三]", text[end : end + 2])
    told_behind = text.startswith(tuple(BASELINE["after"]), end) and not described
    return text.endswith(tuple(BASELINE["before_and_after"]), 0, start) and told_behind


def short_year(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """08年: a year of this century in two digits."""
    return time(m, years(f"20{m['digits']}"), rule)


def year_in_words(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """二〇一九年, 二〇一九年十二月, 二〇一九年十二月三日."""
    numbers = [parse_numeral(part.replace("○", "〇")) for part in (m["words"], m["month"], m["day"]) if part]
    if None in numbers:
        return None
    text = "-".join(f"{int(n or 0):02}" for n in numbers)
    return time(m, Period(text, text), rule, "date" if m["day"] else "period")


def month_in_words(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """五月份, 去年十二月底, 十月一日."""
    number, of_month = parse_numeral(m["words"]), parse_numeral(m["day"] or "零")
    if number is None or of_month is None or not 1 <= number <= 12:
        return None
    year = year_of(m, clock, int(number))
    if not of_month:
        return time(m, months(year, int(number)), rule)
    text = f"{year:0>4}-{int(number):02}-{int(of_month):02}"
    return time(m, Period(text, text), rule, "date")


RULES = (
    Rule(
        "time/date-line", "-./",
        fixed(rf"{NOT_DIGIT}(?:{YEAR}|(?P<first>{DAY}))[-./]{MONTH}[-./](?:(?P<last>(?:19|20)\d\d)|(?P<day>{DAY}))"
              r"(?:\s*\d{1,2}:\d\d(?::\d\d)?)?(?!\d)"),
        date_line,
    ),
    Rule(
        "time/year-range", "年)",
        fixed(
            rf"{NOT_DIGIT}{YEAR}年?(?:{TO}|/)(?P<to>(?:19|20)\d\d)(?:(?:学年|年度?)(?:间|期间)?|(?=\)))"
        ),
        year_range,
    ),
    Rule("time/years-listed", "年", fixed(rf"{NOT_DIGIT}{YEAR}年?[、和及与,](?P<to>(?:19|20)\d\d)年度?"), year_range),
    Rule(
        "time/since-year", "自从",
        fixed(rf"(?:自|从){YEAR}年(?:\d{{1,2}}月)?"
              rf"(?:[^,。;]{{0,24}}?{alternation(SINCE['closing'])}|(?={alternation(SINCE['going_on'])}))"),
        since_year,
    ),
    Rule(
        "time/year-onward", "以起今开",
        fixed(
            rf"{NOT_DIGIT}{YEAR}年(?:\d{{1,2}}月)?(?:{SINCE_NOW}|起(?![{SINCE['not_begun']}])"
            rf"|开始(?=,|{alternation(SINCE['lasting'])})"
            rf"|[^,。;\d]{{0,16}}?{alternation(SINCE['verbs'])}{SINCE_NOW})"
        ),
        since_year,
    ),
    Rule(
        "time/since-begun", "累至迄先",
        fixed(
            rf"{alternation(SINCE['begun'])}{YEAR}年(?:\d{{1,2}}月)?(?=[^;。]*?{alternation(SINCE['summing'])})"
            rf"|{NOT_DIGIT}(?P<year2>(?:19|20)\d\d)年(?:\d{{1,2}}月)?"
            rf"(?={alternation(SINCE['founded'])},[^,;。\d]{{0,16}}{alternation(SINCE['summing'])})"
        ),
        since_year,
    ),
    Rule(
        "time/month-span", "月.",
        fixed(rf"{NOT_DIGIT}{YEAR}(?:年|\.){MONTH}月?{TO}(?P<to_year>(?:19|20)\d\d)(?:年|\.)(?P<to>1[0-2]|0?[1-9])(?:月|(?!\d))"),
        month_span,
    ),
    Rule(
        "time/month-span-told", "今",
        fixed(rf"{TOLD_YEAR}{NOT_DIGIT}{MONTH}月份?{TO}(?P<to_year>今)年(?P<to>1[0-2]|[1-9])月份?"), month_span,
    ),
    Rule("time/since-month", "以今", fixed(rf"{TOLD_YEAR}{NOT_DIGIT}{MONTH}月份?{SINCE_NOW}"), since_month),
    Rule(
        "time/month-range", "月",
        fixed(rf"{TOLD_YEAR}{NOT_DIGIT}{MONTH}月?份?{TO}(?P<to>1[0-2]|[1-9])月份?"), month_range,
    ),
    Rule(
        "time/day", "月",
        fixed(rf"{TOLD_YEAR}{NOT_DIGIT}{MONTH}月(?P<day>{DAY})"
              rf"(?:[日号]?(?:、|{TO})(?:(?P<month2>1[0-2]|0?[1-9])月)?(?P<last>{DAY}))*[日号]"),
        day,
    ),
    Rule("time/month", "月", fixed(rf"{TOLD_YEAR}{NOT_DIGIT}{MONTH}月{OF_MONTH}?(?!\d|龄)"), month),
    Rule(
        "time/day-alone", "日",
        fixed(rf"{NOT_DIGIT}(?:{DAY})日(?!{alternation(HOURS['not_days'])})(?:\d{{1,2}}[时点](?:\d{{1,2}}分)?)?"),
        told_today,
    ),
    Rule(
        "time/clock", "时点:",
        fixed(rf"(?<!\d)\d{{1,2}}[时点]{TO}\d{{1,2}}[时点]"
              rf"|{alternation(HOURS['parts'])}\d{{1,2}}(?:[时点](?:\d{{1,2}}分|半|整)?|:\d\d)"
              rf"|(?<!\d)\d{{1,2}}(?:[时点](?:\d{{1,2}}分|半(?!天)|整|许)|点(?={alternation(HOURS['after_hours'])})"
              rf"|时(?!{alternation(HOURS['not_hours'])}))"),
        told_today,
    ),
    Rule(
        "time/first-months", "前",
        fixed(rf"{TOLD_YEAR}(?<!提)前(?P<count>\d{{1,2}}|[两{WORDS[1:]}+)个月"), first_months,
    ),
    Rule(
        "time/part-of-year", "年季",
        fixed(rf"{TOLD_YEAR}(?P<part>{alternation(PARTS['months'])})"), part_of_year,
    ),
    Rule("time/end-of-year", "底末", fixed(rf"{NOT_DIGIT}{YEAR}年年?[底末]"), end_of_year),
    Rule(
        "time/year", "年",
        fixed(rf"{NOT_DIGIT}{YEAR}年度?(?:初|{alternation(PARTS['festivals'])}期间)?"), year,
    ),
    Rule("time/short-year", "年", fixed(r"(?<![\d.])(?P<digits>0\d)年(?!\d)"), short_year),
    Rule(
        "time/year-in-words", "年",
        fixed(rf"(?P<words>二[〇零○][〇零○一二三四五六七八九]{{2}})年"
              rf"(?:度|(?P<month>{WORDS}{{1,2}})月(?:(?P<day>{WORDS}{{1,3}})[日号])?)?"),
        year_in_words,
    ),
    Rule(
        "time/month-in-words", "月",
        fixed(rf"{TOLD_YEAR}(?<!{WORDS})(?P<words>{WORDS}{{1,2}})月"
              rf"(?:{OF_MONTH}|(?P<day>{WORDS}{{1,3}})[日号])"),
        month_in_words,
    ),
    Rule(
        "time/bare-year", DIGITS,
        fixed(rf"(?:{BEHIND_WORDS}|{NOT_DIGIT}(?=....(?:$|\s))){YEAR}(?!\d)"), year,
    ),
)  # fmt: skip
