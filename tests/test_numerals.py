"""Numerals against a speller of our own, and what holds for the quantities of any sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kg.extract.quantity.numerals import parse_numeral
from kg.extract.quantity.rules import Found, Quantity, find_quantities

DIGITS = "零一二三四五六七八九"
WHOLE = st.integers(min_value=1, max_value=10**12 - 1)
PIECES = """
近 约 超过 不少于 第 百分之 分之 成 倍 翻 番 半数 余 多 几 上 以上 左右 至 - — , 。 ; 、 : ( ) +
0 1 2 3 12 45 2018 3.5 1,652 12351 一 两 三 十 百 千 万 亿 零 家 名 人次 元 万元 % 个 个百分点 场(次)
届 年 月 日 小时 岁 企业 会员 新建 组建 五台县 排名 〔2025〕1号 A4 G20 为零 零事故 实现
"""
TEXTS = st.lists(st.sampled_from(PIECES.split()), max_size=14).map("".join)


def spell_section(number: int) -> str:
    """A number below 10000 in Chinese, every place told: 1050 → 一千零五十."""
    spoken, pending = "", False
    for scale, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            spoken += ("零" if pending and spoken else "") + DIGITS[digit] + word
            pending = False
        else:
            pending = True
    return spoken


def spell(number: int) -> str:
    """A number below 10¹² as it is read aloud: 100002030 → 一亿零二千零三十."""
    spoken = ""
    for scale, word in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section = number // scale % 10**4
        if section:
            spoken += ("零" if spoken and section < 1000 else "") + spell_section(section) + word
    return spoken


def test_the_speller_itself() -> None:
    expected = {
        103: "一百零三",
        1050: "一千零五十",
        12000: "一万二千",
        100002030: "一亿二千零三十",
        10000300: "一千万零三百",
    }
    assert expected == {number: spell(number) for number in expected}


@given(WHOLE)
def test_spelled_numbers_are_read_back(number: int) -> None:
    assert Decimal(number) == parse_numeral(spell(number))


@given(st.integers(min_value=10, max_value=19))
def test_teens_without_their_one(number: int) -> None:
    assert Decimal(number) == parse_numeral(spell(number).removeprefix("一"))


@given(WHOLE)
def test_two_may_be_liang_before_a_scale(number: int) -> None:
    spoken = spell(number).replace("二千", "两千").replace("二百", "两百").replace("二万", "两万")
    assert Decimal(number) == parse_numeral(spoken)


@given(st.integers(min_value=0, max_value=9999), st.integers(min_value=0, max_value=9999), st.integers(1, 9999))
def test_arabic_sections_with_chinese_scales(hundred_millions: int, ten_thousands: int, ones: int) -> None:
    assume(ones >= 10)  # 1万2 is 12000
    text = f"{hundred_millions}亿{ten_thousands}万{ones}"
    assert Decimal(hundred_millions * 10**8 + ten_thousands * 10**4 + ones) == parse_numeral(text)


@given(st.decimals(min_value=0, max_value=10**6, places=3), st.sampled_from(["", "百", "千", "万", "亿", "万亿"]))
def test_decimals_with_a_scale(number: Decimal, scale: str) -> None:
    factor = {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]
    assert number * factor == parse_numeral(f"{number}{scale}")


@given(st.integers(min_value=0, max_value=10**12))
def test_separators_change_nothing(number: int) -> None:
    assert Decimal(number) == parse_numeral(f"{number:,}") == parse_numeral(str(number))


@given(st.integers(min_value=0, max_value=9), WHOLE)
def test_decimals_in_words(whole: int, digits: int) -> None:
    point = "".join(DIGITS[int(d)] for d in str(digits))
    assert Decimal(f"{whole}.{digits}") == parse_numeral(f"{DIGITS[whole]}点{point}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *{
            "3万2": 32000, "一百五": 150, "一千二": 1200, "三万五": 35000, "一百零五": 105, "二〇一九": 2019,
            "百万": 10**6, "万": 10000, "1亿2000万": 12 * 10**7, "2万2千": 22000, "两千零一十": 2010, "俩": 2,
            "一万亿": 10**12, "1.2万亿": 12 * 10**11, "零": 0,
        }.items(),
        *((text, None) for text in ("", "十三五", "四五十", "三点", "点五", "1.2.3", "12,34", "家", "3家", "二○一九")),
    ],
)  # fmt: skip
def test_numerals(text: str, expected: int | None) -> None:
    assert (None if expected is None else Decimal(expected)) == parse_numeral(text)


@given(TEXTS)
def test_found_quantities_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = find_quantities(text)
    edges = [edge for f in found for edge in (f.start, f.end)]
    assert edges == sorted(edges) and all(f.start < f.end <= len(text) for f in found)
    assert all(f.start <= f.number_start < f.end for f in found if isinstance(f, Quantity))


@given(TEXTS)
def test_reading_twice_is_reading_once(text: str) -> None:
    assert find_quantities(text) == find_quantities(text)


@given(TEXTS)
@example("0A41,652")
def test_every_digit_is_accounted_for(text: str) -> None:
    held = {i for f in find_quantities(text) for i in range(f.start, f.end)}
    assert [] == [i for i, c in enumerate(text) if c in "0123456789" and i not in held]


@given(TEXTS, st.data())
def test_nothing_is_read_where_the_text_is_closed(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assume(start < end)
    assert not [f for f in find_quantities(text, [(start, end)]) if f.start < end and start < f.end]


@given(st.integers(1, 10**12), st.sampled_from(["家", "名", "人次", "元", "件", "场", "户", "份"]))
def test_a_number_with_its_unit_is_one_quantity(number: int, unit: str) -> None:
    text = f"全市完成{number}{unit},进展顺利"
    found: list[Found] = find_quantities(text)
    assert [Decimal(number)] == [f.value for f in found if isinstance(f, Quantity)]
    assert [f"{number}{unit}"] == [text[f.start : f.end] for f in found]
