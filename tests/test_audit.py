"""What is told of a whole graph: the audit of its figures, and whether it keeps to its shapes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from extractions import YEAR, fact, huangshan, read, stored, values
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import nquads, ontology_quads
from kg.graph.audit import audit, derived_quads
from kg.graph.figures import Interval, rounding
from kg.graph.findings import tally
from kg.graph.shapes import structure, violations
from kg.model import Extraction, Period
from kg.vocab import KG, graph_iri


@pytest.mark.parametrize(
    ("number", "share", "half"),
    [
        ("343家", False, Fraction(0)),
        ("8.21万人", False, Fraction(50)),
        ("8.21萬(wàn)人", False, Fraction(50)),
        ("15万元", False, Fraction(5000)),
        ("１.5亿元", False, Fraction(5000000)),
        ("70.7%", True, Fraction(1, 20)),
        ("86%", True, Fraction(1, 2)),
        ("三十余名", False, Fraction(0)),
        ("12,345元", False, Fraction(0)),
    ],
)
def test_rounding_is_half_the_last_printed_place(number: str, share: bool, half: Fraction) -> None:
    assert half == rounding(number, share)


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_share_of_exact_counts_is_their_quotient(part: int, whole: int) -> None:
    found = Interval(Fraction(part), Fraction(part)).share(Interval(Fraction(whole), Fraction(whole)))
    assert Interval(Fraction(100 * part, whole), Fraction(100 * part, whole)) == found


def findings(*extractions: Extraction) -> list[tuple[str, str, list[str]]]:
    store = stored(ontology_quads(), *map(nquads, extractions))
    return [(f.kind, f.verdict, [figure.number for figure in f.operands]) for f in audit(store)]


def test_audit_finds_the_ratio() -> None:
    assert [
        ("target", "undecided", ["20个"]),
        ("part", "consistent", ["412名", "三十余名"]),
        ("ratio", "consistent", ["58.4%", "8.53万人", "14.6万人"]),
    ] == findings(huangshan())


def ratio(part: str, whole: str, share: str, **more: object) -> Extraction:
    """A sentence that tells a share of two counts."""
    line = f"\n参保职工{part}人，在册职工{whole}人，参保率{share}%。\n"
    return read(
        fact(line, f"参保职工{part}人", f"{part}人", float(part), "人", measure="参保职工"),
        fact(line, f"在册职工{whole}人", f"{whole}人", float(whole), "人", measure="在册职工"),
        fact(line, f"{share}%", f"{share}%", float(share), "%", measure="参保率", aspect="rate", **more),
        text=line,
    )


@pytest.mark.parametrize(
    ("part", "whole", "share", "linked", "verdicts"),
    [
        ("343", "485", "70.7", False, ["consistent"]),
        ("343", "485", "71", False, ["consistent"]),
        ("343", "485", "70.8", False, ["undecided"]),
        ("343", "485", "70.8", True, ["inconsistent"]),
        ("343", "485", "70.7", True, ["consistent"]),
        ("485", "343", "70.7", False, ["consistent"]),
    ],
)
def test_ratio_is_told_when_it_fits_or_when_the_text_names_its_whole(
    part: str, whole: str, share: str, linked: bool, verdicts: list[str]
) -> None:
    line = f"\n参保职工{part}人，在册职工{whole}人，参保率{share}%。\n"
    links = {"denominator": line.index(f"{whole}人，参")} if linked else {}
    assert verdicts == [verdict for _, verdict, _ in findings(ratio(part, whole, share, links=links))]


def test_ratio_that_two_pairs_fit_is_left_open() -> None:
    line = "\n男10人，女10人，共20人，占50%。\n"
    facts = [fact(line, f"{who}{n}人", f"{n}人", float(n), "人", measure=who) for who, n in (("男", 10), ("女", 10))]
    facts += [fact(line, "共20人", "20人", 20.0, "人", measure="职工")]
    facts += [fact(line, "50%", "50%", 50.0, "%", measure="占比", aspect="rate")]
    assert [] == findings(read(*facts, text=line))


def two(first: float, second: float, **more: object) -> list[Extraction]:
    """Two reports that tell the same stock."""
    usual = {"measure": "会员", "aspect": "stock"} | more
    lines = [(id, f"\n会员{value:g}人。\n", f"{value:g}人", value) for id, value in (("a", first), ("b", second))]
    return [
        read(fact(line, number, number, value, "人", **usual), text=line, id=id) for id, line, number, value in lines
    ]


@pytest.mark.parametrize(
    ("first", "second", "more", "expected"),
    [
        (300.0, 300.0, {}, [("repeat", "consistent")]),
        (300.0, 301.0, {}, [("contradiction", "inconsistent")]),
        (300.0, 301.0, {"aspect": "flow"}, [("contradiction", "undecided")]),
        (300.0, 301.0, {"bound": "over"}, []),
        (300.0, 301.0, {"organisations": ()}, []),
        (300.0, 301.0, {"measure": None}, []),
    ],
)
def test_reports_agree_or_contradict(first: float, second: float, more: dict[str, object], expected: object) -> None:
    assert expected == [(kind, verdict) for kind, verdict, _ in findings(*two(first, second, **more))]


def test_repeat_across_reports_is_linked_in_the_derived_graph() -> None:
    found = audit(stored(ontology_quads(), *map(nquads, two(300.0, 300.0))))
    lines = derived_quads(found)
    assert 1 == len(values(lines, KG.repeats))
    assert 2 == len(values(lines, KG.operand))
    assert {str(graph_iri("derived"))} == {line.split()[-2] for line in lines}


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((128, 173), [("part", "consistent"), ("part", "consistent"), ("total", "consistent")]),
        ((128, 100), [("part", "consistent"), ("part", "consistent")]),
        ((128, 400), [("part", "inconsistent"), ("part", "consistent")]),
    ],
)
def test_parts_and_totals(parts: tuple[int, int], expected: object) -> None:
    line = f"\n共培训301人，其中女职工{parts[0]}人，农民工{parts[1]}人。\n"
    links = {"subsetOf": line.index("301人")}
    facts = [fact(line, "培训301人", "301人", 301.0, "人", measure="培训职工")]
    for who, number in zip(("女职工", "农民工"), parts, strict=True):
        facts.append(fact(line, f"{who}{number}人", f"{number}人", float(number), "人", measure=who, links=links))
    assert expected == [(kind, verdict) for kind, verdict, _ in findings(read(*facts, text=line))]


@pytest.mark.parametrize(
    ("number", "value", "unit", "more", "expected"),
    [
        ("2.5人", 2.5, "人", {}, 1),
        ("2.5人", 2.5, "人", {"aspect": "rate"}, 0),
        ("-3人", -3.0, "人", {}, 1),
        ("-3人", -3.0, "人", {"aspect": "delta"}, 0),
        ("3人", 3.0, "人", {}, 0),
        ("3人", 3.0, "人", {"period": replace(YEAR, start="2023", end="2023")}, 1),
        ("3人", 3.0, "人", {"period": replace(YEAR, start="2023", end="2023"), "status": "planned"}, 0),
    ],
)
def test_impossible_values(number: str, value: float, unit: str, more: dict[str, object], expected: int) -> None:
    line = f"\n培训{number}。\n"
    extraction = read(
        fact(line, number, number, value, unit, measure="培训", **more), text=line, published="2022-03-01"
    )
    assert ["impossible"] * expected == [kind for kind, _, _ in findings(extraction) if kind != "target"]


@pytest.mark.parametrize(("measure", "expected"), [("建会率", ["impossible"]), ("建会任务完成率", [])])
def test_only_a_task_is_done_by_more_than_a_hundred(measure: str, expected: list[str]) -> None:
    line = "\n达到123%。\n"
    told = fact(line, "123%", "123%", 123.0, "%", measure=measure, indicator="建会率", aspect="rate")
    assert expected == [kind for kind, verdict, _ in findings(read(told, text=line)) if verdict == "inconsistent"]


def counted(year: str, id: str, *told: tuple[str, float, dict[str, object]]) -> Extraction:
    """A report of one sentence that tells numbers of members, each with what else is to be said of it."""
    line = "\n" + "，".join(f"会员{number}" for number, _, _ in told) + "。\n"
    span = Period(year, year)
    usual: dict[str, Any] = {"measure": "会员", "indicator": "会员总数", "aspect": "stock", "period": span}
    facts = [
        fact(line, number, number, value, "%" if "%" in number else "人", **(usual | more))
        for number, value, more in told
    ]
    return read(*facts, text=line, id=id)


@pytest.mark.parametrize(
    ("before", "change", "now", "more", "expected"),
    [
        (100.0, ("20人", 20.0), 120.0, {"aspect": "delta"}, ("delta", "consistent")),
        (100.0, ("20人", 20.0), 130.0, {"aspect": "delta"}, ("delta", "inconsistent")),
        (None, ("20人", 20.0), 130.0, {"aspect": "delta"}, ("delta", "consistent")),
        (None, ("200人", 200.0), 130.0, {"aspect": "delta"}, ("delta", "inconsistent")),
        (100.0, ("20%", 20.0), 120.0, {"aspect": "delta"}, ("growth", "consistent")),
        (100.0, ("21%", 21.0), 120.0, {"aspect": "delta"}, ("growth", "inconsistent")),
        (None, ("20%", 20.0), 120.0, {"aspect": "delta"}, ("growth", "undecided")),
    ],
)
def test_change_is_checked_against_base_and_now(
    before: float | None, change: tuple[str, float], now: float, more: dict[str, object], expected: tuple[str, str]
) -> None:
    extractions = [counted("2022", "b", (f"{now:g}人", now, {}), (*change, more))]
    if before is not None:
        extractions.append(counted("2021", "a", (f"{before:g}人", before, {})))
    assert [expected] == [(kind, verdict) for kind, verdict, _ in findings(*extractions) if kind in ("delta", "growth")]


@pytest.mark.parametrize(
    ("actual", "more", "expected"),
    [
        (120.0, {}, "consistent"),
        (90.0, {}, "inconsistent"),
        (90.0, {"bound": "over"}, "inconsistent"),
        (120.0, {"period": Period("2023", "2023")}, "undecided"),
        (120.0, {"organisations": ("铜陵市总工会",)}, "undecided"),
        (120.0, {"indicator": "发展会员"}, "undecided"),
        (120.0, {"aspect": "delta"}, "undecided"),
    ],
)
def test_plan_is_held_against_its_outcome_in_another_report(
    actual: float, more: dict[str, object], expected: str
) -> None:
    plan = counted("2022", "a", ("100人", 100.0, {"status": "planned"}))
    told = counted("2022", "b", (f"{actual:g}人", actual, more))
    assert [expected] == [verdict for kind, verdict, _ in findings(plan, told) if kind == "target"]


@pytest.mark.parametrize(
    ("actual", "expected"),
    [((120.0, "2022"), "consistent"), ((60.0, "2022-06"), "undecided"), ((60.0, "2022"), "undecided")],
)
def test_a_plan_that_the_same_report_tells_of_may_be_under_way(actual: tuple[float, str], expected: str) -> None:
    told, until = actual
    done = (f"{told:g}人", told, {"period": Period("2022", until)})
    found = findings(counted("2022", "a", ("100人", 100.0, {"status": "planned"}), done))
    assert [expected] == [verdict for kind, verdict, _ in found if kind == "target"]


def test_a_part_is_not_of_a_change_told_between() -> None:
    line = "\n参加职工300人，比上年增加20人，其中农民工90人。\n"
    facts = [fact(line, number, number, value, "人", measure=who, **more) for who, number, value, more in (
        ("参加职工", "300人", 300.0, {}), ("参加职工", "20人", 20.0, {"aspect": "delta"}), ("农民工", "90人", 90.0, {})
    )]  # fmt: skip
    found = [(verdict, numbers) for kind, verdict, numbers in findings(read(*facts, text=line)) if kind == "part"]
    assert [("consistent", ["300人", "90人"])] == found


def test_qizhong_tells_a_part_though_no_link_does() -> None:
    line = "\n发展会员300人，其中农民工400人，另有培训50人。\n"
    facts = [fact(line, number, number, value, "人", measure=who) for who, number, value in (
        ("会员", "300人", 300.0), ("农民工", "400人", 400.0), ("培训", "50人", 50.0)
    )]  # fmt: skip
    found = [(kind, verdict, numbers) for kind, verdict, numbers in findings(read(*facts, text=line)) if kind == "part"]
    assert [("part", "inconsistent", ["300人", "400人"])] == found


def test_tally_counts_what_is_repeated_once() -> None:
    told = audit(stored(ontology_quads(), nquads(huangshan())))
    assert {"part": {"consistent": 1}, "ratio": {"consistent": 1}, "target": {"undecided": 1}} == tally([*told, *told])


# ---- shapes ----


def test_lines_keep_to_the_shapes() -> None:
    assert [] == violations(nquads(huangshan(), "0" * 64))


def test_missing_value_is_a_violation_told_in_chinese() -> None:
    lines = [line for line in nquads(huangshan(), "0" * 64) if f" {KG.value} " not in line]
    found = violations(lines)
    assert 7 == len({violation.node for violation in found})
    assert all("\u4e00" <= violation.message[0] <= "\u9fff" for violation in found)


def test_words_that_are_not_the_reports_are_found() -> None:
    lines = nquads(huangshan())
    assert [] == structure(stored(lines))
    broken = [line.replace('"资助学生412名"', '"资助学生999名"') for line in lines]
    assert {"引文与报告该处的文字不符"} == {violation.message for violation in structure(stored(broken))}
