"""Regions by name and code."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.errors import NotFoundError
from kg.regions import by_code, by_name, chain, is_within, regions, resolve


def test_counts_of_units_in_force() -> None:
    counts = Counter(region.level for region in regions() if not region.until)

    assert {"省级": 34, "市级": 333, "县级": 2850} == counts


def test_every_parent_is_there_and_above() -> None:
    codes = {region.code for region in regions()}
    ranks = ("县级", "市级", "省级")

    assert [] == [r for r in regions() if r.parent and r.parent not in codes]
    assert [] == [r for r in regions() if r.parent and ranks.index(by_code(r.parent).level) <= ranks.index(r.level)]
    assert [] == [r for r in regions() if not r.parent and r.level != "省级"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("淮南市", "340400"), ("天水市", "620500"), ("许昌市", "411000"), ("贵阳市", "520100"), ("上饶市", "361100"),
        ("广丰区", "361103"), ("寿县", "340422"), ("凤台县", "340421"), ("田家庵区", "340403"), ("麦积区", "620503"),
        ("秦州区", "620502"), ("甘谷县", "620523"), ("建安区", "411003"), ("禹州市", "411081"), ("长葛市", "411082"),
        ("云岩区", "520103"), ("清镇市", "520181"), ("北京市", "110000"), ("内蒙古自治区", "150000"),
        ("黔东南苗族侗族自治州", "522600"), ("济源市", "419001"), ("仙桃市", "429004"), ("浦东新区", "310115"),
        ("公主岭市", "220184"), ("横州市", "450181"), ("台湾省", "710000"), ("香港特别行政区", "810000"),
    ],
)  # fmt: skip
def test_codes(name: str, code: str) -> None:
    region = resolve(name)

    assert region is not None
    assert (code, name, "") == (region.code, region.name, region.until)


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("淮南", "340400"), ("内蒙古", "150000"), ("恩施州", "422800"), ("积石山", "622927"), ("彭水县", "500243"),
        ("浦东", "310115"), ("吉林", "220000"), ("襄樊市", "420600"), ("巢湖", "340181"),
    ],
)  # fmt: skip
def test_other_forms_of_a_name(form: str, code: str) -> None:
    region = resolve(form)

    assert region is not None
    assert code == region.code


@pytest.mark.parametrize(
    ("name", "within", "code"),
    [
        ("鼓楼区", None, None),
        ("鼓楼区", "350100", "350102"),
        ("鼓楼区", "320000", None),
        ("朝阳", "110000", "110105"),
        ("吉林", "220000", "220000"),
        ("淮南市", "620000", None),
        ("广丰县", "361100", "361122"),
        ("不存在县", None, None),
    ],
)
def test_resolving_abstains_where_the_name_does_not_settle_it(name: str, within: str | None, code: str | None) -> None:
    region = resolve(name, within)

    assert code == (region.code if region else None)


def test_chain() -> None:
    assert ["广丰区", "上饶市", "江西省"] == [region.name for region in chain("361103")]
    assert ["海淀区", "北京市"] == [region.name for region in chain("110108")]


def test_a_region_lies_in_itself_and_above_but_not_beside() -> None:
    assert is_within("361103", "361103")
    assert is_within("361103", "360000")
    assert not is_within("361103", "340000")


def test_a_former_name_keeps_its_code() -> None:
    assert {"襄阳市": "", "襄樊市": "2010-10"} == {r.name: r.until for r in regions() if r.code == "420600"}
    assert "襄阳市" == by_code("420600").name


def test_all_who_share_a_name() -> None:
    assert 4 == len([region for region in by_name("鼓楼区") if not region.until])


def test_a_code_that_is_none_is_not_found() -> None:
    with pytest.raises(NotFoundError, match=r"region '999999'"):
        by_code("999999")
