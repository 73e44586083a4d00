"""Times and the clock they are read against, and the shape of a rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from kg.extract.lexicon import alternation, any_of, lexicon
from kg.model import Period

LEXICON = lexicon("time")
NOT_DIGIT = r"(?<![\d.])"
YEAR = r"(?P<year>(?:19|20)\d\d)"
YEARS_TOLD = LEXICON["told_year"]
TOLD = [word for which in ("last", "before_last", "this", "next", "same", "following") for word in YEARS_TOLD[which]]
TOLD_YEAR = rf"(?:{NOT_DIGIT}{YEAR}年|(?P<told>{alternation(TOLD)}))?"
MONTH = r"(?P<month>1[0-2]|0?[1-9])"
DAY = r"3[01]|[12]\d|0?[1-9]"
TO = "(?:-|—|–|~|至|到)"
AS_OF = (*LEXICON["as_of"]["words"], *LEXICON["as_of"]["short"])
REVIEW = any_of(LEXICON["look_back"]["reviews"])
CONGRESS = any_of(LEXICON["look_back"]["congresses"])
SESSION = re.compile(
    f"{alternation(LEXICON['session']['sums_up'])}了?{YEAR}年[^。;]{{0,20}}{alternation(LEXICON['session']['plans'])}"
)
SAME_YEAR = (*YEARS_TOLD["same"], *YEARS_TOLD["following"])
TOLD_IN_DIGITS = re.compile(r"(?<![\d.])((?:19|20)\d\d)年")
RETURNED = re.compile(alternation([*YEARS_TOLD["this"], *YEARS_TOLD["last"], *LEXICON["now"]["words"], "以来"]))
NEW_YEAR, HALF_YEAR = 3, 6  # 五年来 said until then ended with the year before; a congress looks back on full years


@dataclass(frozen=True, slots=True)
class Time:
    """A time at text[start:end]; `as_of` when it dates a state (截至2019年底), `role` tells how it may be used.

    Roles: `period` (what follows happened then), `date` (a day, part of a narrative), `dateline` (when it was
    printed or told), `baseline` (比去年).
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
    `this_year` is what 今年 means, `span_end` the last year of 五年来, `month` that of the publication; `told` is the
    time last told before the sentence, which 当年 and 从那时起 mean.
    """

    period: Period
    last_year: int
    this_year: int
    span_end: int
    month: int = 12
    told: Period | None = None

    @property
    def reported(self) -> int:
        """The last year reported on."""
        return int(self.period.end[:4])

    def ahead(self, period: Period) -> bool:
        """Whether a period lies in years to come: 明年, 今后五年; 下半年 in a report on the first half of a year."""
        if self.period.end[4:] and period.start[5:7] < period.end[5:7] and period.start[:4] == self.period.end[:4]:
            return period.start > self.period.end[:7]
        return 0 < max(self.reported, self.this_year) < int(period.start[:4])


def clock_of(period: Period, published: str | None, title: str) -> Clock:
    """The clock of a report: told from its day of publication, else its title (工作综述 looks back) or period."""
    end = int(period.end[:4])
    if published:
        year, month = int(published[:4]), int(published[5:7] or 12)
        full = month <= (HALF_YEAR if CONGRESS.search(title) else NEW_YEAR)
        span_end = end if period.start[:4] != period.end[:4] else year - full
        return Clock(period, year - 1, year, span_end, month)
    if "去年" in title:  # 去年工会干了这些事: told in the year behind the one reported on
        return Clock(period, end, end + 1, end)
    review = bool(REVIEW.search(title))
    return Clock(period, end if review else end - 1, end, end)


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern with its production; the production may refuse.

    A text that has none of the characters in `needs` cannot match, and is not searched.
    """

    id: str
    needs: str
    pattern: Callable[[], re.Pattern[str]]
    produce: Callable[[re.Match[str], Clock, str], Time | None]


def fixed(pattern: str) -> Callable[[], re.Pattern[str]]:
    """A pattern compiled on first use."""
    return cache(lambda: re.compile(pattern))


def years(start: int | str, end: int | str | None = None) -> Period:
    """A period of whole years, of one where no end is given."""
    return Period(_digits(start), _digits(start if end is None else end))


def _digits(year: int | str) -> str:
    """Four digits; 0000 and before it where the report tells no year."""
    return f"{max(int(year), 0):04}"


def months(year: int | str, first: int | str, last: int | str | None = None) -> Period:
    """A period of whole months of one year."""
    of = _digits(year)
    return Period(f"{of}-{int(first):02}", f"{of}-{int(first if last is None else last):02}")


def year_of(m: re.Match[str], clock: Clock, month: int) -> int:
    """The year that goes with a month: printed, told from the clock (去年5月), or the nearest one behind it."""
    group = m.groupdict().get
    if year := group("year"):
        return int(year)
    if not group("told") and (session := SESSION.search(m.string, m.end())):
        return int(session["year"]) + (month <= HALF_YEAR)  # 2月26日,全委会总结2022年工作,部署2023年任务
    told = group("told")
    if told in SAME_YEAR and (year := last_told(m, clock)):
        return year + (told in YEARS_TOLD["following"])  # 同年8月, 次年3月
    within = None if told else last_told(m)
    if within and within < clock.reported and not RETURNED.search(m.string, 0, m.start()):
        return within  # 2018年3月启动,9月建成
    return max(_told_year(told, clock) if told and told not in SAME_YEAR else _nearest_year(clock, month), 0)


def last_told(m: re.Match[str], clock: Clock | None = None) -> int:
    """The year last told before a match, in digits in its sentence, else by the clock before it; 0 for none."""
    told = TOLD_IN_DIGITS.findall(m.string, 0, m.start())
    if not told and clock and clock.told:
        return int(clock.told.start[:4])
    return int(told[-1]) if told else 0


def _told_year(word: str, clock: Clock) -> int:
    """去年, 上年, 前年, 今年, 明年."""
    last, this = clock.last_year, clock.this_year
    told = {"last": last, "before_last": last - 1, "this": this, "next": this + 1}
    return next(year for which, year in told.items() if word in YEARS_TOLD[which])


def _nearest_year(clock: Clock, month: int) -> int:
    """The year of publication for a month that had begun by then; for others, and in later prints, the one reported."""
    fresh = clock.this_year - clock.reported <= 1 and month <= clock.month
    return clock.this_year if fresh else clock.reported


def time(m: re.Match[str], period: Period, rule: str, role: str = "period", as_of: bool = False) -> Time:
    """A time over the whole match, the day of a state where 截至 or the like stands before it."""
    as_of = as_of or m.string.endswith(AS_OF, 0, m.start())
    return Time(m.start(), m.end(), period, as_of, role, rule)
