"""Times told from where the report stands: 去年, 今年以来, 五年来, “十四五”期间."""

from __future__ import annotations

import re

from kg.extract.lexicon import alternation
from kg.extract.quantity.numerals import parse_numeral
from kg.extract.time.clock import LEXICON, YEARS_TOLD, Clock, Rule, Time, fixed, last_told, months, time, years

COUNT = r"[一二两三四五六七八九十]+|\d{1,2}"
LAST_YEAR = alternation(YEARS_TOLD["last"])
SINCE_NOW = alternation(LEXICON["since"]["now"])
TOLD_SPAN = re.compile(r"((?:19|20)\d\d)年?(?:-|—|~|至|到)((?:19|20)\d\d)年")
COMPARED = tuple(LEXICON["look_back"]["compared"])
YEARS = LEXICON["years"]
MOST_YEARS = 60


def plan_period(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """“十四五”期间, 十三五以来; at the end of the plan (“十四五”末) a state."""
    first, last = LEXICON["plan_period"][m["plan"]]
    part = LEXICON["plan_part"][m["part"]]
    if part == "since":
        return time(m, years(first, max(first, min(last, clock.reported))), rule)
    return time(m, years(last), rule, as_of=True) if part == "end" else time(m, years(first, last), rule)


def since_congress(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """党的十八大以来, 中国工会十七大以来: from the year in which it met to the report's end."""
    year = LEXICON["congress"][m["congress"]]
    return time(m, years(year, clock.reported), rule) if year <= clock.reported else None


def years_past(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """五年来, 近三年, 过去五年, 八个年头: so many years up to the report's last one; 两年多来 began a year before.

    五年来 in a report on 2009–2014 (自2009年11月…以来的五年) are the years that it reports on.
    """
    count = _several(m["count"] or m["count2"] or m["count3"] or m["count4"] or m["count5"])
    if not count:
        return None
    if (over := TOLD_SPAN.search(m.string, 0, m.start())) and int(over[2]) - int(over[1]) in (count - 1, count):
        return time(m, years(over[1], over[2]), rule)  # 2019至2021年,三年共投入…
    first = clock.span_end - count + (0 if "多" in m[0] else 1)
    between = years(clock.span_end - count, clock.span_end)
    return time(m, between if clock.period == between else years(first, clock.span_end), rule)


def years_ahead(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """今后三年, 未来五年: so many years behind the report's last one."""
    count = _several(m["count"])
    return time(m, years(clock.span_end + 1, clock.span_end + count), rule) if count else None


def years_running(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """连续19年开展…: so many years up to the report's last one."""
    count = _several(m["count"])
    return time(m, years(clock.reported - count + 1, clock.reported), rule) if count else None


def _several(numeral: str) -> int | None:
    """五 → 5: more years than one, and no more than a report looks back on or ahead to."""
    count = parse_numeral(numeral)
    return int(count) if count and 1 < count <= MOST_YEARS else None


def relative_year(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """今年, 今年以来, 明年: a year told from the one in which the report speaks."""
    return time(m, years(clock.this_year + LEXICON["relative"][m[0]]), rule)


def coming_year(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """新的一年, 来年: the year after those that the report looks back on."""
    return time(m, years(clock.span_end + 1), rule)


def year_before_last(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """前年, not 前年度."""
    return time(m, years(clock.last_year - 1), rule, "baseline" if _compared(m) else "period")


def past_year(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """过去一年, 一年来: the year reported on, told in the first months of a year the one before."""
    return time(m, years(min(clock.span_end, clock.reported)), rule)


def same_year(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """当年, 同年, 同一年: the year last told, in the sentence or before it; none where none was told."""
    return time(m, years(year), rule) if (year := last_told(m, clock)) else None


def following_year(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """次年, 翌年: the year behind the one last told; none where none was told."""
    return time(m, years(year + 1), rule) if (year := last_told(m, clock)) else None


def end_of_last_year(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """去年底, 上年末: a state at the last month of the year before."""
    return time(m, months(clock.last_year, 12), rule, as_of=not m.string.startswith("前", m.end()))


def end_of_told_year(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """2018年…。年末,…: the end of the year last told; 到年底,…将达到 that of this year; none where none was told."""
    year = last_told(m, clock)
    if TO_COME.match(m.string, m.end()):
        return time(m, months(max(year, clock.this_year), 12), rule, as_of=True)
    if year > clock.reported > 0:
        year = clock.reported  # 1月20日召开全会。…,至年末: the end of the year that the meeting sums up
    return time(m, months(year, 12), rule, as_of=not AT_THE_END.match(m.string, m.end())) if year else None


def since_birth(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """2021年3月…成立工作室。工作室成立以来: from the year last told to the report's end; none where none was told."""
    span = clock.told and clock.told.start[:4] < clock.told.end[:4]
    year = last_told(m, None if span else clock)
    return time(m, years(year, clock.reported), rule) if 0 < year <= clock.reported else None


def from_now_on(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """今后,…; 下一步,…: what is to come, told of the year in which the report speaks."""
    return time(m, years(max(clock.this_year, clock.reported)), rule)


def republic_year(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """民国二十六年, 民国26年(1937年): a year of the Republic, which began in 1912."""
    count = 1 if m["count"] == "元" else parse_numeral(m["count"])
    return time(m, years(1911 + int(count)), rule) if count else None


def end_of_this_year(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """今年底, 今年年末: a state at the last month of this year."""
    return time(m, months(clock.this_year, 12), rule, as_of=not m.string.startswith("前", m.end()))


def since_last_year(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """去年以来, 去年至今: from the year before to the report's end."""
    return time(m, years(clock.last_year, max(clock.last_year, clock.reported)), rule)


def now(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """目前, 截至目前: the last year reported on, whatever year was told before; not 从那时起到现在."""
    if m[0].endswith("现在") and m.string.endswith(("到", "至"), 0, m.start()):
        return None
    return time(m, years(clock.reported), rule)


def recently(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """近年来, 多年来, 历年: years that nobody counts; the report's own period stands for them."""
    return time(m, clock.period, rule)


def look_back(m: re.Match[str], clock: Clock, rule: str) -> Time | None:
    """去年 in a review is the year reviewed; after 比 or 较 it is the year before that reported on, a baseline."""
    compared = _compared(m) or "同期" in m[0]
    year = clock.reported - 1 if compared else clock.last_year
    return time(m, years(year), rule, "baseline" if compared else "period")


def _compared(m: re.Match[str]) -> bool:
    """比去年, 较前年: whether the words before make a year a baseline."""
    return m.string[: m.start()].endswith(COMPARED)


ENDS = LEXICON["told_end"]
AT_THE_END = re.compile(f"[^,;。]*?{alternation(ENDS['deeds'])}")  # 年底有12个集体被授予…: a deed of that time
TO_COME = re.compile(f"[^;。\\d]{{0,16}}?{alternation(ENDS['to_come'])}")

RULES = (
    Rule(
        "time/republic-year", "民",
        fixed(r"民国(?P<count>元|[一二三四五六七八九十]{1,3}|[1-9]\d?)年(?:\((?:公元)?19\d\d年?\))?"), republic_year,
    ),
    Rule(
        "time/plan-period", "五",
        fixed(rf"“?(?P<plan>{alternation(LEXICON['plan_period'])})”?(?P<part>{alternation(LEXICON['plan_part'])})"),
        plan_period,
    ),
    Rule(
        "time/years-past", "年",
        fixed(rf"{alternation(YEARS['past'])}(?P<count>{COUNT})年(?:多?来|间)?(?![级龄])"
              rf"|(?P<count2>{COUNT})年多?(?:来(?!源)|间|里(?!程)|中(?=,))"
              rf"|(?<![第每满近续来后\d])(?P<count3>{COUNT})年(?={alternation(YEARS['summed'])})"
          rf"|(?<!第)(?P<count4>{COUNT})个年头|(?<=[比较])(?P<count5>{COUNT})年前"),
        years_past,
    ),
    Rule(
        "time/since-congress", "大",
        fixed(rf"(?P<congress>{alternation(LEXICON['congress'])})(?:胜利)?(?:召开)?以来"), since_congress,
    ),
    Rule("time/years-ahead", "年", fixed(rf"{alternation(YEARS['ahead'])}(?P<count>{COUNT})年"), years_ahead),
    Rule(
        "time/years-running", "连",
        fixed(rf"(?<!年)(?:已经?)?连续(?P<count>{COUNT})年(?={alternation(YEARS['running'])})"),
        years_running,
    ),
    Rule("time/end-of-this-year", "底末", fixed(rf"{alternation(YEARS_TOLD['ending'])}年?[底末]"), end_of_this_year),
    Rule("time/relative-year", "年", fixed(alternation(LEXICON["relative"])), relative_year),
    Rule("time/coming-year", "年", fixed(alternation(YEARS_TOLD["coming"])), coming_year),
    Rule("time/year-before-last", "前", fixed(rf"{alternation(YEARS_TOLD['before_last'])}(?!度)"), year_before_last),
    Rule("time/end-of-last-year", "底末", fixed(rf"{LAST_YEAR}年?[底末]"), end_of_last_year),
    Rule("time/past-year", "年", fixed(alternation(YEARS["past_year"])), past_year),
    Rule("time/same-year", "年", fixed(rf"{alternation(YEARS['same'])}(?![度级])|当年(?![的度级])"), same_year),
    Rule("time/following-year", "年", fixed(alternation(YEARS["following"])), following_year),
    Rule("time/since-last-year", "以今现", fixed(rf"{LAST_YEAR}{SINCE_NOW}"), since_last_year),
    Rule(
        "time/now", "前今下现时",
        fixed(
            rf"{alternation(LEXICON['as_of']['words'])}?{alternation(LEXICON['now']['words'])}(?:为止)?(?!的[一-龥])"
        ),
        now,
    ),
    Rule("time/at-hand", "现设", fixed(rf"(?<=[,;]){alternation(LEXICON['now']['having'])}"), now),
    Rule(
        "time/recently", "年",
        fixed(rf"{alternation(YEARS['uncounted'])}(?:以?来)?|(?<![0-9一二三四五六七八九十几])多年(?:以?来)"), recently,
    ),
    Rule(
        "time/since-birth", "来今",
        fixed(rf"{alternation(LEXICON['since']['birth'])}(?:以来|至今(?=,))"), since_birth,
    ),
    Rule(
        "time/end-of-told-year", "年岁",
        fixed(rf"(?<![\d今去上前当本明全度])(?:{alternation(ENDS['until'])})?{alternation(ENDS['ends'])}(?![前后之以])(?=[,全共有建会县市区基各])"),
        end_of_told_year,
    ),
    Rule(
        "time/from-now-on", "今下接",
        fixed(rf"(?:(?<=^)|(?<=[,;。:“])){alternation(LEXICON['from_now_on']['words'])}(?![的一二三四五六七八九十\d])"),
        from_now_on,
    ),
    Rule("time/look-back", "年", fixed(alternation(LEXICON["look_back"]["words"])), look_back),
)  # fmt: skip
