"""What a report tells of its union, its period and its source where the manifest is silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Period, Source
from kg.reading import read_report
from kg.reading.infer import find_period

HOMES = {
    "a title that names the union": ("x", "天水市总工会2018年工作综述\n全市建会9家。", "天水市总工会", "天水市"),
    "a union that signs": ("x", "这一年\n全市建会9家,参加省总工会比赛。\n(淮南市总工会)", "淮南市总工会", "淮南市"),
    "self-reference and one full name": (
        "x",
        "2022年,市总工会办赛9场。许昌市总工会印发方案。",
        "许昌市总工会",
        "许昌市",
    ),
    "a district under its city": ("x", "上饶市广丰区总工会2018年工作\n区总工会建会9家。", "广丰区总工会", "广丰区"),
    "a district by its place": (
        "x",
        "为广丰发展聚力\n全区建会9家,区总工会拨款。广丰籍职工获上饶市表彰。",
        "广丰区总工会",
        "广丰区",
    ),
    "a city's unions together": ("x", "贵阳市工会:交出好答卷\n贵阳市工会建会9家,全市建站。", "贵阳市总工会", "贵阳市"),
    "a county in a city's words": ("x", "竹溪县总工会获市总工会表彰,全县建会9家。", "竹溪县总工会", "竹溪县"),
    "a province": ("x", "甘肃省总工会推进产改\n全省建会9家,兰州市总工会办赛。", "甘肃省总工会", "甘肃省"),
    "a stem in pinyin": ("nantong-2021", "近年来,市总工会建会9家,2021年又建3家。", "南通市总工会", "南通市"),
    "a stem that two cities spell": ("suzhou-2021", "近年来,市总工会建会9家。", None, None),
    "a name that two districts bear": ("x", "普陀区总工会2018年工作\n全区建会9家。", "普陀区总工会", "普陀区"),
    "a firm": ("x", "远山矿业集团公司工会建家9个,我公司职工参赛。", "远山矿业集团公司工会", None),
    "a town": ("x", "烟墩镇工会2022年工作总结\n全镇建会9家。", "烟墩镇工会", None),
    "a branch": ("x", "山西省煤矿工会:竞赛见实效\n全省煤矿办赛9场。", "山西省煤矿工会", "山西省"),
    "a place in passing": ("x", "职工赴黄山市疗休养。市总工会筹款。", None, None),
    "a cup that is no city": ("x", "市总工会办“安康杯”竞赛,安康杯参赛9家,安康杯获奖3家。", None, None),
    "nothing": ("x", "工会办了夜校,报名90人。", None, None),
}


@pytest.mark.parametrize("name", HOMES)
def test_union_and_region(name: str, tmp_path: Path) -> None:
    stem, text, organisation, region = HOMES[name]
    path = tmp_path / f"{stem}.txt"
    path.write_text(text, "utf-8")
    found = read_report(path, Source(path.name)).source
    assert (organisation, region) == (found.organisation, found.region)


PERIODS = {
    "the title's year": (("", "2018年工作综述", "x", None), ("2018", "2018")),
    "before the stem's": (("", "2018年工作综述", "a-2019", None), ("2018", "2018")),
    "the title's span": (("", "2016—2020年工作回顾", "x", None), ("2016", "2020")),
    "half a year": (("", "2021年上半年工作", "x", None), ("2021-01", "2021-06")),
    "months": (("", "2023年1-9月工作", "x", None), ("2023-01", "2023-09")),
    "a quarter": (("", "2023年第二季度工作", "x", None), ("2023-04", "2023-06")),
    "the stem's year": (("近年来建会9家。", "", "nantong-2021", None), ("2021", "2021")),
    "a stem's span": (("", "", "a-2016-2020", None), ("2016", "2020")),
    "the year named most": (("2021年建会9家,2020年3家。2021年建站5个。", "", "x", None), ("2021", "2021")),
    "not a goal, a plan's title or a beginning": (
        ("到2025年建会90家。按《方案(2018—2020年)》,自2017年起建会。2019年建会9家。", "", "x", None),
        ("2019", "2019"),
    ),
    "five years up to December": (("五年来建会9家。五年来办赛3场。", "", "x", "2019-12-30"), ("2015", "2019")),
    "five years up to January": (("五年来建会9家。五年来办赛3场。", "", "x", "2024-01-11"), ("2019", "2023")),
    "five years told at a congress in May": (
        ("五年来建会9家。五年来办赛3场。", "在市工会第八次代表大会上的报告", "x", "2023-05-20"),
        ("2018", "2022"),
    ),
    "five years told at a congress in September": (
        ("五年来建会9家。五年来办赛3场。", "在市工会第八次代表大会上的报告", "x", "2023-09-20"),
        ("2019", "2023"),
    ),
    "five years told in May, at no congress": (
        ("五年来建会9家。五年来办赛3场。", "在市总工会全委会上的报告", "x", "2023-05-20"),
        ("2019", "2023"),
    ),
    "five years up to the day of a speech": (
        ("(2023年4月18日)2023年开新篇。五年来建会9家。五年来办赛3场。", "在市工会第八次代表大会上的报告", "x", None),
        ("2018", "2022"),
    ),
    "five years up to the end of the year before": (
        ("2023年换届,2023年开新篇。截至2022年底,五年来建会9家。五年来办赛3场。", "工作报告", "x", None),
        ("2018", "2022"),
    ),
    "five years up to the end of the year itself": (
        ("2023年换届。截至2023年底,五年来建会9家。五年来办赛3场。", "工作报告", "x", None),
        ("2019", "2023"),
    ),
    "five years since a month told": (
        ("自2009年11月市工会五大召开以来的五年成绩喜人。五年来建会9家。五年来办赛3场。", "", "x", "2014-12-09"),
        ("2009", "2014"),
    ),
    "five years since a month told, up to March": (
        ("自2010年5月启动互助以来赔付9次。五年来办赛3场。", "五年来的互助", "x", "2015-03-24"),
        ("2010", "2015"),
    ),
    "five years since a year told, up to February": (
        ("自2010年启动互助以来赔付9次。五年来办赛3场。", "五年来的互助", "x", "2015-02-24"),
        ("2010", "2014"),
    ),
    "five years from one to another": (
        ("2017年至2022年,是奋进的五年。五年来建会9家。五年来办赛3场。2022年换届。", "工作报告", "x", None),
        ("2017", "2022"),
    ),
    "five years told of, not a plan's": (
        ("按《2017-2022年规划》办事。五年来建会9家。五年来办赛3场。2022年换届。", "工作报告", "x", None),
        ("2018", "2022"),
    ),
    "years since the last congress": (
        (
            "上届代表大会以来的五年成绩喜人。五年来建会9家。2016年换届。",
            "在市工会第八次代表大会上的报告",
            "x",
            "2016-11-24",
        ),
        ("2012", "2016"),
    ),
    "one year, whatever ended before it": (
        ("2023年换届,2023年开新篇。到2022年底建会9家。", "工作报告", "x", None),
        ("2023", "2023"),
    ),
    "五年 in a title": (("2019年建会9家。", "5年砥砺奋进", "x", None), ("2015", "2019")),
    "a title that says 去年": (("2020年建会9家。", "去年工会做了这些", "x-2021", None), ("2020", "2020")),
    "last year, told in February": (("去年建会9家。", "", "x", "2007-02-06"), ("2006", "2006")),
    "this year, told in November": (("今年建会9家。", "", "x", "2009-11-30"), ("2009", "2009")),
    "the year summed up in a title, not the one planned": (
        ("", "市总工会2023年工作总结和2024年工作思路", "x", None),
        ("2023", "2023"),
    ),
    "the year planned where there is no other": (("", "市总工会2024年工作要点", "x", None), ("2024", "2024")),
    "the year told of, not the one planned for": (
        ("2023年建会9家。2024年计划建会8家,2024年将建站3家。", "工作报告", "x", None),
        ("2023", "2023"),
    ),
    "a year named once, told in January": (("2023年建会9家。", "", "x", "2024-01-09"), ("2023", "2023")),
    "a year named once, told in March": (("2023年建会9家。", "", "x", "2024-03-09"), ("2024", "2024")),
    "nothing": (("近年来建会9家。", "", "x", None), None),
}


@pytest.mark.parametrize("name", PERIODS)
def test_period(name: str) -> None:
    (body, title, stem, published), expected = PERIODS[name]
    assert (Period(*expected) if expected else None) == find_period(body, title, stem, published)


def test_what_is_given_is_kept_and_what_is_open_is_told(tmp_path: Path) -> None:
    path = tmp_path / "qingyuan-2021.txt"
    path.write_text("夜校开学\n——工会在行动\n2021-12-30 来源:青原网\n全市建会9家。", "utf-8")
    found = read_report(path, Source(path.name, organisation="青原市总工会", published="2022")).source
    expected = Source(path.name, "夜校开学——工会在行动", "青原市总工会", None, Period("2021", "2021"), "2022", "青原网")
    assert expected == found


def test_a_region_that_is_given_settles_the_union(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("市总工会建会9家,全市办赛3场。", "utf-8")
    assert "苏州市总工会" == read_report(path, Source("a.txt", region="320500")).source.organisation
    assert "苏州市总工会" == read_report(path, Source("a.txt", region="苏州市")).source.organisation
    assert read_report(path, Source("a.txt", region="江苏省")).source.organisation is None


def test_a_union_that_is_given_settles_the_region(tmp_path: Path) -> None:
    path = tmp_path / "nantong-2021.txt"
    path.write_text("市总工会建会9家,全市办赛3场。", "utf-8")
    assert "苏州市" == read_report(path, Source("a.txt", organisation="苏州市总工会")).source.region


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("驿站建到路口 2023年5月\n全市建会9家。", "2023-05"),
        ("驿站建到路口(2023年5月)\n全市建会9家。", "2023-05"),
        ("驿站建到路口\n全市建会9家。\n全市建站3家。(2023年5月6日)", "2023-05-06"),
        ("驿站建到路口\n2023年5月,全市建会9家。", None),
    ],
)
def test_a_month_and_a_day_behind_the_last_sentence(tmp_path: Path, text: str, published: str | None) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, "utf-8")
    assert published == read_report(path, Source("a.txt")).source.published


def test_a_day_of_publication_before_the_day_of_a_speech(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("在大会上的报告\n(2023年4月18日)\n发布日期:2023-05-06 09:30\n建会9家。", "utf-8")
    assert "2023-05-06" == read_report(path, Source("a.txt")).source.published


@pytest.mark.parametrize(
    ("publisher", "organisation"),
    [("宣城市总工会", "宣城市总工会"), ("烟墩镇工会", "烟墩镇工会"), ("宣城新闻网", None), ("宣城市文化馆", None)],
)
def test_a_union_that_publishes_signs(publisher: str, organisation: str | None, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"夜校开学\n2021-12-30 来源:{publisher}\n学员90名,办班9期。", "utf-8")
    found = read_report(path, Source("a.txt")).source
    assert (publisher, organisation) == (found.publisher, found.organisation)
