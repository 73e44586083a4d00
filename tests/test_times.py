"""Times in general: the clock of a report, and what holds for the times of any sentence."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.time.rules import Clock, clock_of, find_times
from kg.model import Period

PIECES = """
2019年 2018年 2021 - — 至 到 、 年 月 日 底 末 初 8 12 3 31 去年 今年 明年 前年 上半年 一季度 以来 五年来
近三年 十四五 “十三五” 期间 截至 自 比 较 同期 上午 9:30 15时 点 二〇一九年 十二月 份 前 十个月 家 名 新建 , 。
2014-09-16 展望2023
"""
TEXTS = st.lists(st.sampled_from([*PIECES.split(), " "]), max_size=12).map("".join)
CLOCKS = st.builds(
    lambda year, told: clock_of(Period(str(year), str(year)), told and f"{year + 1}-{told:02}-11", "总结"),
    st.integers(2000, 2030),
    st.none() | st.integers(1, 12),
)
ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@pytest.mark.parametrize(
    ("period", "published", "title", "last_year", "this_year", "span_end"),
    [
        ("2019", None, "市总工会2019年工作总结", 2019, 2019, 2019),
        ("2019", None, "关爱骑手在行动", 2018, 2019, 2019),
        ("2019", "2020-01-15", "市总工会2019年工作总结", 2019, 2020, 2019),
        ("2019", "2019-12-28", "市总工会2019年工作总结", 2018, 2019, 2019),
        ("2021", "2021-10-20", "同台竞技", 2020, 2021, 2021),
        ("2021", "2022", "年鉴", 2021, 2022, 2022),
    ],
)
def test_clock_of(
    period: str, published: str | None, title: str, last_year: int, this_year: int, span_end: int
) -> None:
    clock = clock_of(Period(period, period), published, title)
    assert (last_year, this_year, span_end) == (clock.last_year, clock.this_year, clock.span_end)


def test_years_of_a_congress_end_where_its_report_does() -> None:
    assert 2010 == clock_of(Period("2006", "2010"), "2011-04-20", "在代表大会上的报告").span_end


@given(TEXTS, CLOCKS)
def test_times_lie_in_the_text_in_order_and_apart(text: str, clock: Clock) -> None:
    edges = [edge for t in find_times(text, clock) for edge in (t.start, t.end)]
    assert edges == sorted(edges) and all(0 <= edge <= len(text) for edge in edges)


@given(TEXTS, CLOCKS)
def test_periods_are_iso_and_do_not_run_backwards(text: str, clock: Clock) -> None:
    for time in find_times(text, clock):
        assert ISO.fullmatch(time.period.start) and ISO.fullmatch(time.period.end)
        assert time.period.start <= time.period.end


@given(TEXTS, CLOCKS)
def test_reading_twice_is_reading_once(text: str, clock: Clock) -> None:
    assert find_times(text, clock) == find_times(text, clock)


@given(st.integers(2000, 2030))
def test_last_year_is_the_year_reviewed_in_a_review_and_the_one_before_in_a_comparison(year: int) -> None:
    clock = clock_of(Period(str(year), str(year)), f"{year + 1}-01-20", "工作回顾")
    reviewed, compared = (find_times(text, clock)[0].period.end for text in ("去年建会", "比去年建会多"))
    assert (str(year), str(year - 1)) == (reviewed, compared)


@given(st.integers(1900, 2099), st.sampled_from(["人", "册", "家", "元", "平方米", "人次"]))
def test_a_count_that_looks_like_a_year_is_no_time(number: int, unit: str) -> None:
    assert [] == find_times(f"共有{number}{unit}", clock_of(Period("2019", "2019"), None, "总结"))


@given(st.integers(2001, 2030), st.integers(1, 12), st.integers(1, 28))
def test_a_day_in_full_is_that_day_in_every_form(year: int, month: int, day: int) -> None:
    clock = clock_of(Period("2019", "2019"), None, "总结")
    forms = [
        f"{year}年{month}月{day}日",
        f"{year}-{month:02}-{day:02}",
        f"{year}.{month}.{day}",
        f"{day:02}.{month:02}.{year}",
    ]
    assert [f"{year}-{month:02}-{day:02}"] * 4 == [find_times(form, clock)[0].period.start for form in forms]
