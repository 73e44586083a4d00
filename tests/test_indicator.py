"""From a measure, its unit and program to the indicator that places are compared by; none beats a wrong one."""

import pytest

from kg.extract.measure.indicator import indicator_of
from kg.extract.program.lines import lines_of

CASES = [
    ("参加安康杯竞赛班组", "个", "安康杯竞赛", "参赛班组"),
    ("受理法律援助案件", "件", "工会法律援助", "法律援助案件"),
    ("挽回经济损失", "元", "工会法律援助", "挽回经济损失"),
    ("提案办结率", "%", "职工代表大会", "办结率"),
    # Of indicators with the same label the one of the figure's line of work.
    ("参加职工", "人", "职工医疗互助", "参保职工"),
    ("参加职工", "人", "第三届职工技能大赛", "参赛职工"),
    ("参加职工", "人", "普法宣传", "活动参与职工"),
    ("参加职工", "人", None, "活动参与职工"),
    ("劳模", "人", "劳模疗休养", "疗休养劳模"),
    ("非公企业厂务公开建制率", "%", "厂务公开", "厂务公开建制率"),
    ("工资集体协商建制率", "%", "工资集体协商", "集体协商建制率"),
    # A bare label tells nothing in another line of work.
    ("覆盖率", "%", "工资集体协商", "集体合同覆盖率"),
    ("覆盖率", "%", "劳动竞赛", None),
    ("会员", "人", "工会组建", "会员总数"),
    ("一线职工", "人", "夏送清凉", None),
    # What is told of each, or of those some deed was done to, is not what there is of all.
    ("每人资助金额", "元", "金秋助学", None),
    ("日均服务户外劳动者", "人次", "户外劳动者服务站点", None),
    ("提档升级户外劳动者驿站", "个", "户外劳动者服务站点", None),
    ("参加基层工会", "家", "工会组建", None),
    ("教育系统基层工会", "家", "工会组建", "基层工会总数"),
    ("采纳职工合理化建议", "条", "合理化建议", "采纳合理化建议数"),
]


@pytest.mark.parametrize(("measure", "unit", "program", "indicator"), CASES)
def test_a_measure_is_compared_by(measure: str, unit: str, program: str | None, indicator: str | None) -> None:
    assert indicator == indicator_of(measure, unit, lines=lines_of(program))


def test_what_was_built_in_a_year_is_new() -> None:
    assert "新建户外劳动者驿站" == indicator_of("建成户外劳动者驿站", "个", new=True)


def test_a_program_is_akin_to_what_it_is_part_of_and_to_its_parts() -> None:
    assert {"会员发展", "建会入会", "工会组建"} <= lines_of("建会入会")
    assert lines_of("第五届钳工技能大赛") & {"劳动和技能竞赛", "劳动竞赛", "技能竞赛"}
    assert not lines_of(None)
