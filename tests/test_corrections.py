"""Corrections by hand: each field, drop and add, pairs of names; what matches nothing; rebuilds that keep them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from extractions import TEXT, UNION, at, huangshan

from kg.corrections import Part, mend
from kg.corrections.entries import FIELDS, Entry
from kg.errors import CorrectionError
from kg.graph import nquads
from kg.graph.shapes import violations
from kg.model import Extraction, Period, Relation
from kg.vocab import entity_iri

QUOTE = "资助学生412名"
START = at(TEXT, QUOTE)[0]
NUMBER = at(TEXT, "412名")[0]
SHA256 = "0" * 64


def entry(field: str, new: str = "", old: str = "", start: int = START, quote: str = QUOTE) -> Entry:
    return Entry("huangshan-2021", start, quote, field, old, new, "看错", Path("c.csv"), 2)


def mended(*entries: Entry, extraction: Extraction | None = None) -> Extraction:
    return mend(extraction or huangshan(), Part(entries)).extraction


def figure(extraction: Extraction, start: int = NUMBER) -> Any:
    (fact,) = [fact for fact in extraction.facts if fact.number_start == start]
    return fact


CHANGES = [  # field, old, new, the fact's attribute afterwards
    ("value", "412", "421", 421.0),
    ("value_max", "", "450", 450.0),
    ("unit", "人", "人次", "人次"),
    ("bound", "exact", "about", "about"),
    ("status", "actual", "planned", "planned"),
    ("aspect", "flow", "stock", "stock"),
    ("measure", "资助学生", "受助学生", "受助学生"),
    ("indicator", "", "参赛班组", "参赛班组"),
    ("program", "金秋助学", "春蕾计划", ("春蕾计划",)),
    ("program", "金秋助学", "春蕾计划|圆梦大学", ("春蕾计划", "圆梦大学")),
    ("program", "金秋助学", "", ()),
    ("org", UNION, "黄山市教育局", ("黄山市教育局",)),
    ("period", "2021", "2020", Period("2020", "2020")),
    ("period", "2021", "2017/2021", Period("2017", "2021")),
    ("level", "", "市级", "市级"),
    ("place", "", "歙县", "歙县"),
]


@pytest.mark.parametrize(("field", "old", "new", "expected"), CHANGES)
def test_a_field_is_changed(field: str, old: str, new: str, expected: object) -> None:
    result = mended(entry(field, new, old))
    fact = figure(result)
    assert expected == getattr(fact, FIELDS[field].name)
    assert ("quantity/plain", "correction/by-hand") == fact.rules
    assert [(field, old, new, "看错")] == [(c.field, c.old, c.new, c.reason) for c in result.corrections]
    others = [f for f in result.facts if f.number_start != NUMBER]
    assert [f for f in huangshan().facts if f.number_start != NUMBER] == others


def test_every_field_is_tried() -> None:
    assert set(FIELDS) == {field for field, *_ in CHANGES}


@pytest.mark.parametrize(("start", "quote"), [(START, QUOTE), (NUMBER, "412名"), (START - 1, "，资助学生412名")])
def test_number_or_quote_points_to_the_figure(start: int, quote: str) -> None:
    assert 421.0 == figure(mended(entry("value", "421", start=start, quote=quote))).value


def test_the_indicator_follows_the_measure_and_the_unit() -> None:
    fact = figure(mended(entry("measure", "参赛班组"), entry("unit", "个")))
    assert ("参赛班组", "参赛班组") == (fact.measure, fact.indicator)


def test_corrections_of_one_figure_follow_each_other() -> None:
    result = mended(entry("value", "421", "412"), entry("value", "430", "421"), entry("bound", "about"))
    fact = figure(result)
    assert (430.0, "about", 3) == (fact.value, fact.bound, len(result.corrections))


def test_a_dropped_figure_becomes_a_skip_and_takes_its_relations_along() -> None:
    told = at(TEXT, "新建迎客松驿站20个")
    result = mended(entry("drop", start=told[0], quote="新建迎客松驿站20个"))
    assert at(TEXT, "20个") in {(skip.start, skip.end) for skip in result.skips if skip.reason == "corrected"}
    assert [] == [fact for fact in result.facts if fact.value == 20]
    assert ["hostedBy"] == [relation.type for relation in result.relations]
    assert ["20个 新建迎客松驿站"] == [correction.old for correction in result.corrections]


def test_an_added_figure_has_what_is_told_and_the_period_of_the_report() -> None:
    start, end = at(TEXT, "2022年计划")
    add = entry("add", "number=2022; value=2022; measure=年份; status=planned", start=start, quote="2022年计划")
    result = mended(add)
    fact = figure(result, start)
    assert (2022.0, "年份", "planned", None, Period("2021", "2021")) == (
        fact.value, fact.measure, fact.status, fact.unit, fact.period,
    )  # fmt: skip
    assert (start, end, start, start + 4) == (fact.start, fact.end, fact.number_start, fact.number_end)
    assert "二、亮点" == fact.heading and TEXT[fact.sentence_start : fact.sentence_end].startswith("2022年")
    assert ("correction/by-hand",) == fact.rules


def test_an_added_figure_takes_the_place_of_its_skip() -> None:
    start, _ = at(TEXT, "2022年")
    result = mended(entry("add", "value=2022", start=start, quote="2022年"))
    assert start not in {skip.start for skip in result.skips}


NEEDLESS = [
    entry("value", "412", "421"),
    entry("measure", "资助学生"),
    entry("add", "value=412; number=412名"),
    entry("drop", start=at(TEXT, "2022年")[0], quote="2022年"),
]


@pytest.mark.parametrize("one", NEEDLESS, ids=lambda one: one.field)
def test_what_is_read_so_already_is_told(one: Entry) -> None:
    result = mend(huangshan(), Part((one,)))
    assert huangshan() == result.extraction
    assert (f"huangshan-2021 at {one.start}: {one.field}",) == result.needless


UNMATCHED = {
    "other words": (entry("value", "421", start=START + 1), "matches nothing: at .* stands '助学生412名，?\\S*'"),
    "beyond the end": (entry("drop", start=9999), "matches nothing: at 9999 of huangshan-2021 stands ''"),
    "no figure": (entry("value", "1", start=0, quote="黄山市"), "matches nothing: no figure was read at 0"),
    "other old value": (entry("value", "421", "411"), "matches nothing: value was read as '412'"),
    "no figure to drop": (entry("drop", start=0, quote="黄山市"), "matches nothing: no such figure"),
    "other value to drop": (entry("drop", old="411"), "matches nothing: no such figure"),
    "outside of sentences": (
        entry("add", "value=1", start=at(TEXT, "\n")[0], quote="\n一"),
        "stands in no sentence of huangshan-2021",
    ),
    "number elsewhere": (entry("add", "value=1; number=413"), "expected the number '413' in"),
}


@pytest.mark.parametrize("name", UNMATCHED)
def test_what_matches_nothing_is_told_by_line(name: str) -> None:
    one, message = UNMATCHED[name]
    with pytest.raises(CorrectionError, match=rf"^c\.csv:2: .*{message}"):
        mended(one)


def test_a_quote_of_two_figures_is_refused_unless_it_begins_with_one() -> None:
    start = at(TEXT, "款85.6万元")[0]
    with pytest.raises(CorrectionError, match="holds several figures; give one number's own offset"):
        mended(entry("value", "1", start=start, quote=TEXT[start : START + len(QUOTE)]))
    whole = TEXT[start + 1 : START + len(QUOTE)]
    assert 1.0 == figure(mended(entry("value", "1", start=start + 1, quote=whole)), start + 1).value


def test_an_added_figure_of_a_report_without_a_period_needs_one() -> None:
    undated = huangshan(period=None)
    with pytest.raises(CorrectionError, match="expected period=… in column 'new'"):
        mended(entry("add", "value=1", quote="资助学生"), extraction=undated)
    added = mended(entry("add", "value=1; period=2020", quote="资助学生"), extraction=undated)
    assert Period("2020", "2020") == figure(added, START).period


def test_the_graph_tells_what_was_read_what_it_became_and_why() -> None:
    lines = nquads(
        mended(entry("value", "421", "412"), entry("drop", start=at(TEXT, "58.4%")[0], quote="58.4%")), SHA256
    )
    assert [] == violations(lines)
    node = entity_iri("correction", "huangshan-2021", str(NUMBER), "value")
    about = (line.split(" ", 2) for line in lines if line.startswith(f"{node} "))
    told = {predicate.rpartition("#")[2][:-1]: rest for _, predicate, rest in about}
    assert {"field", "oldValue", "newValue", "explanation", "corrects", "report", "type"} == set(told)
    assert '"412"' in told["oldValue"] and '"421"' in told["newValue"] and '"看错"' in told["explanation"]
    assert f"/observation/huangshan-2021/{NUMBER}/412名>" in told["corrects"]
    dropped = [line for line in lines if "/drop> " in line and "corrects" in line]
    assert 1 == len(dropped) and "/skip/huangshan-2021/" in dropped[0]


def test_names_are_replaced_in_figures_and_relations() -> None:
    same = ((("org", UNION), ("org", "安徽黄山市总工会")), (("program", "金秋助学"), ("program", "圆梦助学")))
    result = mend(huangshan(), Part(same=same)).extraction
    named = {name for fact in result.facts for name in (*fact.programs, *fact.organisations)}
    assert {"安徽黄山市总工会", "圆梦助学", "迎客松驿站"} == named
    host: Relation = result.relations[0]
    assert ("圆梦助学", "安徽黄山市总工会") == (host.subject, host.object)
    assert [] == violations(nquads(result, SHA256))


def test_mentions_of_merged_names_are_joined_and_the_bearer_of_the_name_describes_it() -> None:
    extraction = huangshan()
    twin = replace(extraction.entities[0], name="黄山总工会", type=None, region=None)
    both = replace(extraction, entities=(twin, *extraction.entities))
    same = ((("org", "黄山总工会"), ("org", UNION)),)
    assert extraction.entities == mend(both, Part(same=same)).extraction.entities
