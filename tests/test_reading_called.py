"""A union that its text calls by its kind alone (镇总工会, 医院工会) or in short (南铁工会), under its full name."""

from __future__ import annotations

import pytest

from kg.reading.called import of_place, placed, union_called
from kg.reading.firm import firm_named, own_part, spelt_out, without_superiors
from kg.reading.home import find_home


@pytest.mark.parametrize(
    ("title", "body", "organisation", "region"),
    [
        pytest.param(
            "石湖镇“小站”暖人心",
            "在歙县石湖镇的小站,司机喝上热水。镇总工会今年建站12个,全镇有站30个。",
            "歙县石湖镇总工会",
            "歙县",
            id="a township that its county stands before",
        ),
        pytest.param(
            "歙县石湖街:骑手来议事",
            "石湖街道总工会办议事会。街道总工会牵头建起商圈工会联合会,联合会办班6期。",
            "歙县石湖街道总工会",
            "歙县",
            id="a street that the title shortens",
        ),
        pytest.param(
            "这一年",
            "歙县总工会走访石湖镇,镇总工会到场。歙县总工会办班6期,全县建会9家。",
            "歙县总工会",
            "歙县",
            id="a township in passing",
        ),
        pytest.param(
            "乡镇工会建起来",
            "各乡镇总工会换届,镇总工会配干部。歙县总工会办班6期,全县建会9家。",
            "歙县总工会",
            "歙县",
            id="townships without names",
        ),
        pytest.param(
            "司机有了新家",
            "近日,宣城市货运行业工会联合会揭牌。联合会慰问司机60人,联合会办班6期。宣城市总工会拨款6万元。",
            "宣城市货运行业工会联合会",
            "宣城市",
            id="a federation that goes on acting",
        ),
        pytest.param(
            "远岭社区工会这一年",
            "走进歙县远岭社区,远岭社区工会联合会有会员60人。社区工会办班6期。",
            "歙县远岭社区工会联合会",
            "歙县",
            id="a community whose union the title shortens",
        ),
        pytest.param(
            "医院工会办好实事",
            "江城大学远岭医院工会走访职工60户,医院工会办班6期,院工会送考。",
            "江城大学远岭医院工会",
            None,
            id="a hospital of a university",
        ),
        pytest.param(
            "宣城三中召开教代会",
            "宣城市第三中学教代会召开,校工会报告工作,到会代表60人。",
            "宣城市第三中学工会",
            "宣城市",
            id="a school by its short name",
        ),
        pytest.param(
            "三中全会精神进车间",
            "全市办宣讲60场,宣城市总工会送书。",
            "宣城市总工会",
            "宣城市",
            id="三中全会 is no school",
        ),
        pytest.param(
            "江铁工会送清凉",
            "中国铁路滨江局集团有限公司工会送水60箱。集团公司工会慰问职工600人。",
            "中国铁路滨江局集团有限公司工会",
            None,
            id="a railway by its short name",
        ),
        pytest.param(
            "远岭银行湖北分行建家忙",
            "远岭银行湖北省分行工会建家60个,分行工会投入6万元。",
            "远岭银行湖北省分行工会",
            None,
            id="a branch of a bank",
        ),
        pytest.param(
            "市直机关工会健步走",
            "宣城市直机关工会办健步走,市直机关工会今年办赛6场。",
            "宣城市直机关工会",
            "宣城市",
            id="a union directly under a city",
        ),
        pytest.param(
            "工人喝上热水",
            "为430名工人送去矿泉水210箱,走访厂房6处。",
            None,
            None,
            id="no firm is made of a sentence",
        ),
        pytest.param(
            "养路工的棉衣",
            "石湖公路局工会送棉衣60件。局工会走访养护站6处。",
            "石湖公路局工会",
            None,
            id="a bureau that only the text names",
        ),
        pytest.param(
            "广州港:码头送清凉",
            "广州港石湖集团有限公司工会送冰60吨,广州港集团工会设点6处。",
            "广州港石湖集团有限公司工会",
            "广州市",
            id="a firm that opens the title in short, behind its city",
        ),
        pytest.param(
            "广州:码头送清凉",
            "广州港石湖集团有限公司工会送冰60吨。广州市总工会设点6处,全市设点60处。",
            "广州市总工会",
            "广州市",
            id="a city that opens the title before its firm",
        ),
        pytest.param(
            "高新区送岗",
            "宣城高新技术产业开发区总工会送岗60个。",
            "宣城高新技术产业开发区总工会",
            "宣城市",
            id="a zone of the body",
        ),
    ],
)
def test_whose_a_text_is(title: str, body: str, organisation: str | None, region: str | None) -> None:
    assert (organisation, region) == find_home(body, title, "", "x")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("石湖镇有工会。当天,镇总工会送水。", "石湖镇总工会"),
        ("石湖镇工会送水,该镇工会办班。", "石湖镇工会"),
        ("由镇总工会牵头,石湖镇建站。", "石湖镇总工会"),
        ("石湖镇建站6个。", None),
        ("镇总工会送水。", None),
        ("乡镇建站,镇总工会送水。", None),
    ],
)
def test_a_place_and_its_kind_make_a_union(text: str, named: str | None) -> None:
    called = union_called("", text)
    assert named == (called.name if called else None)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("黄山市歙县石湖镇工会", "石湖镇总工会送水。", "歙县石湖镇总工会"),
        ("歙县石湖镇工会", "", "歙县石湖镇工会"),
        ("北京路街道总工会", "北京路街道总工会送水。", "北京路街道总工会"),
        ("苏州工业园区总工会", "园区总工会送水,工业园区建站。", "苏州工业园区总工会"),
    ],
)
def test_the_union_of_a_place_in_full(name: str, text: str, expected: str) -> None:
    assert expected == of_place(name, text)[0]


def test_a_name_stands_behind_the_region_told_right_before_it() -> None:
    assert "歙县石湖镇总工会" == placed("石湖镇总工会", "黄山市歙县的石湖镇建站。")[0]
    assert ("石湖镇总工会", None) == placed("石湖镇总工会", "石湖镇建站,歙县送水。")


@pytest.mark.parametrize(
    ("stretch", "name"),
    [
        ("为60名工人走访远岭电机厂", "远岭电机厂"),
        ("日照港集团", "日照港集团"),
        ("来到从化石湖电厂", "从化石湖电厂"),
        ("今年6月远岭电机厂", "远岭电机厂"),
        ("送去矿", "矿"),
    ],
)
def test_what_of_a_stretch_may_be_a_name(stretch: str, name: str) -> None:
    assert name == own_part(stretch)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("远岭煤矿工会办赛", "远岭煤矿"),
        ("远岭煤矿泉眼边", ""),
        ("远岭初级中学毕业", ""),
        ("江城大学附属第二医院工会办赛", "江城大学附属第二医院"),
        ("江城大学,远岭医院工会", "远岭医院"),
    ],
)
def test_a_name_ends_where_its_ending_does(title: str, name: str) -> None:
    assert name == firm_named(title, "")[0]


@pytest.mark.parametrize(
    ("name", "kept"),
    [("黄山市歙县石湖电厂", "歙县石湖电厂"), ("宁波舟山石湖港集团", "宁波舟山石湖港集团"), ("石湖电厂", "石湖电厂")],
)
def test_a_region_stays_before_one_that_does_not_lie_in_it(name: str, kept: str) -> None:
    assert kept == without_superiors(name)


@pytest.mark.parametrize(
    ("short", "body", "full"),
    [
        ("远钢", "远岭钢铁股份有限公司办赛。", "远岭钢铁股份有限公司"),
        ("宣城三中", "宣城市第三中学办赛。", "宣城市第三中学"),
        ("远钢", "远岭钢铁有限公司与远江钢管有限公司办赛。", "远钢"),
        ("远钢", "江城大学办赛。", "远钢"),
        ("远岭公司", "远岭电机有限公司办赛。", "远岭公司"),
    ],
)
def test_a_short_name_is_spelt_out_as_the_text_does(short: str, body: str, full: str) -> None:
    assert full == spelt_out(short, body)
