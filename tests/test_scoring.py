"""Scoring against gold: which names, facts, entities and relations are the same, and what is right about them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bench.evaluate import GOLD, below
from bench.scoring import Figure, score
from bench.scoring.coverage import same_figure, told_again
from bench.scoring.facts import agrees, same_place, same_value, score_facts
from bench.scoring.figure import pair, share
from bench.scoring.graph import score_entities, score_relations
from bench.scoring.names import fits, fold, likeness
from bench.scoring.report import read_gold

# Names

FIT = [  # kind, ours, what gold accepts
    ("measure", "参赛班组", "参赛班组"),
    ("measure", "參賽(sài)班組", "参赛班组"),
    ("measure", "参赛班组数量", "参赛班组总数"),
    ("measure", "困难职工", "慰问困难职工"),
    ("measure", "技术革新成果项目", "完成技术革新成果项目"),
    ("measure", "签订工资专项集体合同", "签订专项集体合同"),
    ("program", "安康杯", "安康杯竞赛"),
    ("program", "“金秋助学”活动", "金秋助学"),
    ("program", "职工技能大赛第三届", "第三届职工技能大赛"),
    ("org", "广丰区总工会", "上饶市广丰区总工会"),
    ("org", "ＡＢ公司工会", "AB公司工会"),
]
UNFIT = [
    ("measure", "参赛职工", "参赛班组"),
    ("measure", "新建省级工作室", "新建市级工作室"),
    ("measure", "职工", "参加互助保障的困难职工"),
    ("measure", "建会企业数率", "建会企业数额度率职工"),
    ("program", "安康杯", "安康杯竞赛优胜单位评选"),
    ("program", "春送岗位", "夏送清凉"),
    ("org", "总工会", "淮南市总工会"),
    ("org", "凤台县总工会", "淮南市总工会"),
    ("org", "市总工会", "淮南市总工会"),
]


@pytest.mark.parametrize(("kind", "ours", "gold"), FIT)
def test_names_that_fit(kind: str, ours: str, gold: str) -> None:
    assert fits(kind, ours, ["别的名字", gold])
    assert fits(kind, gold, [ours])


@pytest.mark.parametrize(("kind", "ours", "gold"), UNFIT)
def test_names_that_do_not_fit(kind: str, ours: str, gold: str) -> None:
    assert not fits(kind, ours, [gold])
    assert not fits(kind, gold, [ours])


@pytest.mark.parametrize(("ours", "accepted", "expected"), [(None, [], True), ("甲", [], False), (None, ["甲"], False)])
def test_an_open_name_fits_where_gold_has_none(ours: str | None, accepted: list[str], expected: bool) -> None:
    assert expected == fits("program", ours, accepted)


def test_script_width_glosses_and_marks_are_folded_away() -> None:
    assert "动态12.5%abc" == fold("動(dòng)態：１２．５％，ＡB c")
    assert (1.0, 0.0, 0.0) == (likeness("驿站", "驿站"), likeness("驿站", "书屋"), likeness("", "书屋"))


# Facts

FACT: Mapping[str, Any] = {
    "quote": "覆盖职工3.8万人", "sentence": "参赛单位46家，覆盖职工3.8万人。", "value": 38000, "unit": "人",
    "bound": "exact", "status": "actual", "aspect": "stock", "measure": ["覆盖职工"],
    "program": ["安康杯竞赛", "安康杯"], "org": ["甲市总工会", "甲市"], "level": None,
    "period": {"start": "2021", "end": "2021"},
}  # fmt: skip
READ: Mapping[str, Any] = {**FACT, "measure": "覆盖职工", "program": "安康杯", "org": "甲市总工会"}
AGREEING = [
    ("unit", "名"), ("measure", "职工"), ("status", "actual"), ("period", {"start": "2021-03", "end": "2021-12-31"}),
    ("level", ""), ("bound", "exact"),
]  # fmt: skip
DIFFERING = [
    ("unit", "人次"), ("unit", None), ("measure", None), ("status", "planned"), ("bound", "about"), ("level", "省级"),
    ("period", {"start": "2020", "end": "2021"}), ("program", None), ("org", "乙市总工会"), ("aspect", "flow"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "value"), AGREEING)
def test_attributes_that_agree(key: str, value: object) -> None:
    assert agrees(key, FACT, {**READ, key: value})


@pytest.mark.parametrize(("key", "value"), DIFFERING)
def test_an_attribute_that_differs_costs_core_or_full_alone(key: str, value: object) -> None:
    wrong = {**READ, key: value}
    assert not agrees(key, FACT, wrong)
    figures = score_facts([FACT], [wrong])
    assert Figure(1, 1, 1) == figures["found"]
    assert int(key in ("program", "bound", "aspect", "level")) == figures["core"].right
    assert 0 == figures["full"].right
    assert Figure(0, 1, 1) == figures[key]
    assert Figure(0, value is not None, value is not None) == figures[f"{key}.answered"]


@pytest.mark.parametrize("told", ["planned", "required"])
def test_what_is_not_yet_done_is_one_status(told: str) -> None:
    assert agrees("status", {**FACT, "status": "planned"}, {**READ, "status": told})


PLACES = [  # sentence, quote, whether it is the same place
    (FACT["sentence"], "3.8万人", True),
    ("覆盖职工3.8万人", "职工3.8万人", True),
    ("覆蓋職(zhí)工3.8萬人。", "3.8萬人", True),
    (FACT["sentence"], "参赛单位46家", False),
    ("培训职工3.8万人。", "3.8万人", False),
    (FACT["sentence"], "4.1万人", False),
    ("", "", False),
    (FACT["sentence"] + "其他各项工作也都按计划顺利推进，" * 8, "3.8万人", False),
]


@pytest.mark.parametrize(("sentence", "quote", "same"), PLACES)
def test_the_same_place(sentence: str, quote: str, same: bool) -> None:
    assert same == same_place(FACT, {"sentence": sentence, "quote": quote})


@pytest.mark.parametrize(("ours", "same"), [(38000, True), (38000.0000001, True), (3.8, False), (None, False)])
def test_the_same_value(ours: float | None, same: bool) -> None:
    assert same == same_value(38000, ours)


def test_a_missed_and_an_invented_fact_count_against() -> None:
    assert Figure(1, 2, 1) == score_facts([FACT], [READ, {**READ, "value": 5}])["found"]
    assert Figure(1, 1, 2) == score_facts([FACT, {**FACT, "value": 5}], [READ])["found"]


def test_a_fact_of_ours_is_one_of_gold_only_the_most_alike() -> None:
    other = {**FACT, "unit": "人次", "aspect": "flow"}
    figures = score_facts([other, FACT], [READ])
    assert (Figure(1, 1, 2), Figure(1, 1, 2)) == (figures["found"], figures["full"])


@pytest.mark.parametrize("ours", [[READ], []])
def test_what_gold_marks_optional_counts_neither_way(ours: list[Mapping[str, Any]]) -> None:
    assert Figure(0, 0, 0) == score_facts([{**FACT, "optional": True}], ours)["found"]


# Entities, relations, figures

UNION = {"kind": "org", "name": "甲市总工会", "mentions": ["市总工会"]}
CUP = {"kind": "program", "name": "安康杯竞赛", "mentions": ["安康杯"]}
EDGE = {"kind": "relation", "type": "hostedBy", "subject": "安康杯竞赛", "object": "甲市总工会", "ordinal": None}


def test_entities_are_known_by_any_of_their_names() -> None:
    ours = [
        {"kind": "org", "name": "市总工会"},
        {"kind": "org", "name": "乙县教育局"},
        {"kind": "program", "name": "安康杯"},
    ]
    assert {"org": Figure(1, 2, 1), "program": Figure(1, 1, 1)} == score_entities([UNION, CUP], ours)


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({}, 1),
        ({"subject": "安康杯"}, 1),
        ({"ordinal": 3}, 1),
        ({"object": "乙县教育局"}, 0),
        ({"subject": "甲市总工会"}, 0),
        ({"type": "coHostedBy"}, 0),
    ],
)
def test_relations_are_known_by_type_and_ends(change: dict[str, Any], right: int) -> None:
    figures = score_relations([UNION, CUP, EDGE], [{**EDGE, **change}])
    assert Figure(right, 1, 1) == figures["all"]


def test_other_ordinals_are_other_editions() -> None:
    ninth = {**EDGE, "type": "editionOf", "subject": "第九届安康杯竞赛", "object": "安康杯竞赛", "ordinal": 9}
    assert 0 == score_relations([CUP, ninth], [{**ninth, "ordinal": 8}])["editionOf"].right
    assert 1 == score_relations([CUP, ninth], [{**ninth, "ordinal": "9"}])["editionOf"].right


def test_precision_recall_and_f1() -> None:
    figure = Figure(6, 8, 12)
    assert (0.75, 0.5, 0.6) == (figure.precision, figure.recall, figure.f1)
    assert (0.0, 0.0, 0.0) == (Figure().precision, Figure().recall, Figure().f1)
    assert Figure(7, 10, 14) == figure + share([True, False])


def test_the_most_alike_are_paired_first() -> None:
    assert [(0, 1), (1, 0)] == pair([(0.5, 0, 0), (0.9, 0, 1), (0.8, 1, 1), (0.1, 1, 0)])


def test_figures_below_their_floors_are_told() -> None:
    told = below([("facts.core", 0.7), ("facts.found", 0.5), ("facts.nothing", 0.1)], {
        "facts.core": Figure(6, 10, 10), "facts.found": Figure(1, 1, 1),
    })  # fmt: skip
    assert ["facts.core is 0.600, less than 0.7", "facts.nothing is 0.000, less than 0.1 (no such figure)"] == list(
        told
    )


def test_gold_against_itself_is_perfect() -> None:
    for report, gold in read_gold(GOLD).items():
        first = {key: lambda names: names[0] if names else None for key in ("measure", "program", "org")}
        facts = [{**row, **{key: one(row[key]) for key, one in first.items()}} for row in gold["facts"]]
        read = {
            "facts": facts,
            "entities": [row for row in gold["graph"] if row["kind"] != "relation"],
            "relations": [row for row in gold["graph"] if row["kind"] == "relation"],
        }
        short = {name: figure for name, figure in score(gold, read).items() if figure.right < figure.gold}
        assert {} == short, report


@pytest.mark.parametrize(
    ("change", "same"),
    [({}, True), ({"unit": "名"}, True), ({"value": 38001}, False), ({"unit": "户"}, False), ({"period": None}, False)],
)
def test_a_fact_told_again_has_value_unit_and_years(change: dict[str, Any], same: bool) -> None:
    assert same == same_figure(FACT, {**FACT, **change})
    assert Figure(same, 1, 1) == told_again([FACT, {**FACT, "value": 1, "optional": True}], [{**FACT, **change}])
