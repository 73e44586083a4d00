"""Whose a short text is: a region's general union, a township's or a trade's union, a firm's, or the firm itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from homes import REGIONS, UNIONS
from homes_of_bulletins import BULLETINS
from homes_of_firms import FIRMS

from kg.model import Period
from kg.reading.firm import firm_named, without_superiors
from kg.reading.home import find_home
from kg.reading.infer import find_period
from kg.reading.unions import town_union, trade_union


def each(told: Mapping[str, Any], gaps: Iterable[str] = ()) -> list[Any]:
    """One test each; a known gap has to fail until the rule has come."""
    gap = pytest.mark.xfail(strict=True, reason="what a reader expects and the rules do not reach yet")
    return [pytest.param(*case, id=name, marks=gap if name in gaps else ()) for name, case in told.items()]


GAPS = {
    "a union named by another's words",
}


@pytest.mark.parametrize(("title", "body", "organisation", "region"), each(FIRMS | UNIONS | REGIONS | BULLETINS, GAPS))
def test_whose_a_text_is(title: str, body: str, organisation: str | None, region: str | None) -> None:
    assert (organisation, region) == find_home(body, title, "", "x")


def test_a_union_that_signs_comes_before_the_region_of_the_title() -> None:
    assert ("铜陵市总工会", "铜陵市") == find_home("全市建会9家。", "德州来客参观书屋", "铜陵市总工会", "x")


@pytest.mark.parametrize(
    ("title", "body", "name"),
    [
        ("远岭电机有限公司工会2020年工作", "远岭电机有限公司工会走访。", "远岭电机有限公司"),
        ("这一年", "记者从远岭电机有限公司获悉", "远岭电机有限公司"),
        ("西岭铝“助学”暖人心", "西岭铝拨款30万元。西岭铝工会送考,西岭铝出车。", "西岭铝"),
        ("这一年", "多家企业集团参加,有关公司参加。", ""),
        ("丽水“助学”暖人心", "丽水拨款30万元。丽水送考,丽水出车。", ""),
    ],
)
def test_the_firm_that_is_named_most(title: str, body: str, name: str) -> None:
    assert name == firm_named(title, body)[0]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("辽宁凌源钢铁公司", "凌源钢铁公司"),
        ("江西省上饶市广丰水泥厂", "广丰水泥厂"),
        ("凌源钢铁公司", "凌源钢铁公司"),
        ("远岭电机公司", "远岭电机公司"),
    ],
)
def test_only_the_last_region_before_a_name_stays(name: str, kept: str) -> None:
    assert kept == without_superiors(name)


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("湖北邮政:投递员赛出精气神", "湖北邮政工会组织竞赛9场。", ("湖北省", "邮政")),
        ("黄山邮政办赛", "黄山市邮政工会组织竞赛9场。", ("黄山市", "邮政")),
        ("湖北邮政:投递员赛出精气神", "湖北省总工会慰问投递员。", None),
        ("湖北建始办赛", "建始工会组织竞赛9场。", None),
        ("湖北大学办赛", "湖北大学工会组织竞赛9场。", None),
        ("歙县邮政办赛", "歙县邮政工会组织竞赛9场。", None),
        ("远岭邮政办赛", "远岭邮政工会组织竞赛9场。", None),
    ],
)
def test_the_trade_of_a_title(title: str, body: str, expected: tuple[str, str] | None) -> None:
    assert expected == trade_union(title, body)


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("芦林街道体检送上门", "芦林街道总工会组织体检60人。", "芦林街道总工会"),
        ("千岛湖镇职工学茶艺", "千岛湖镇工会办班。", "千岛湖镇工会"),
        ("芦林街道体检送上门", "广丰区总工会组织体检60人。", None),
        ("体检送上门", "芦林街道总工会组织体检60人。", None),
        ("柳河经开区体检送上门", "柳河经开区总工会组织体检60人。", "柳河经开区总工会"),
    ],
)
def test_the_township_of_a_title(title: str, body: str, expected: str | None) -> None:
    found = town_union(title, body)
    assert expected == (found[0] if found else None)


@pytest.mark.parametrize(
    ("title", "start", "end"),
    [
        ("五年发展会员6万名", "2015", "2019"),
        ("3年培训技师900名", "2017", "2019"),
        ("柳河街道两年建站60个", "2018", "2019"),
        ("驿站三年行动启动", "2019", "2019"),
        ("五年规划出台", "2019", "2019"),
        ("第三年建会提速", "2019", "2019"),
        ("师傅带徒十二年如一日", "2019", "2019"),
        ("30年坚守一线", "2019", "2019"),
    ],
)
def test_the_years_of_a_title(title: str, start: str, end: str) -> None:
    assert Period(start, end) == find_period("2019年建会9家。", title, "x", None)


@pytest.mark.parametrize(
    ("stem", "organisation"),
    [("qiqihar-2016", "齐齐哈尔市总工会"), ("wuhushi-2020", "芜湖市总工会"), ("suzhou-2020", None)],
)
def test_a_stem_spells_a_region(stem: str, organisation: str | None) -> None:
    assert organisation == find_home("今年,我市各级工会建会9家。", "市总工会这一年", "", stem).organisation
