"""From an extraction to named-graph lines: shape, identity, stability; ledger, audit and shapes over them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from extractions import TEXT, UNION, YEAR, at, fact, huangshan, mention, read, report, values
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, RdfFormat, Store

from kg.errors import ReportError
from kg.graph import file_quads, nquads, ontology_quads
from kg.graph.lines import decimal, text, zh
from kg.graph.persons import without_persons
from kg.model import Entity, Extraction, Fact, Relation
from kg.vocab import KG, OA, RDF, SKOS, XSD, graph_iri, observation_iri

# ---- lines ----


def test_lines_are_sorted_and_what_oxigraph_gives_back() -> None:
    lines = nquads(huangshan(), "0" * 64)
    store = Store()
    store.load("\n".join(lines), format=RdfFormat.N_QUADS)
    dumped = (store.dump(format=RdfFormat.N_QUADS) or b"").decode().split("\n")
    assert lines == sorted(set(lines)) == sorted(filter(None, dumped))


def test_nothing_but_the_report_decides_the_lines() -> None:
    assert nquads(huangshan(), "0" * 64) == nquads(huangshan(), "0" * 64)
    assert not [line for line in nquads(huangshan()) if "_:" in line]
    graph = str(graph_iri("report", "huangshan-2021"))
    assert {graph} == {line.split()[-2] for line in nquads(huangshan())}


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_decimals_are_canonical(number: float) -> None:
    literal = decimal(number)
    assert literal is not None and Decimal(str(number)) == Decimal(literal.value)
    assert [literal.value] == round_trip(literal)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_survives(words: str) -> None:
    literal = text(words)
    assert literal is not None and [words] == round_trip(literal)


def round_trip(literal: Literal) -> list[str]:
    store = Store()
    store.load(f"<x:s> <x:p> {literal} <x:g> .", format=RdfFormat.N_QUADS)
    return [quad.object.value for quad in store if isinstance(quad.object, Literal)]


def test_labels_are_nfc_and_quotes_are_left_alone() -> None:
    assert "é" == zh("é").value
    assert Literal("é") == text("é")


# ---- observations ----


def test_observation_says_all_that_the_fact_settles() -> None:
    lines = nquads(huangshan())
    node = observation_iri("huangshan-2021", TEXT.index("85.6万元"), "85.6万元")
    said = sorted(line for line in lines if line.startswith(f"{node} "))
    found = {line.split()[1].rpartition("#")[2].rstrip(">"): line.split()[2].rpartition("/")[2] for line in said}
    expected = {
        "value": "XMLSchema#decimal>", "lower": "XMLSchema#decimal>", "upper": "XMLSchema#decimal>",
        "unit": "元>", "unitText": '"万元"', "measureText": '"筹集助学款"', "bound": "exact>", "status": "actual>",
        "aspect": "flow>", "program": "金秋助学>", "organisation": "黄山市总工会>", "period": "2021>",
        "report": "huangshan-2021>", "rule": "plain\"", "evidence": f"{TEXT.index('85.6万元')}>",
    }  # fmt: skip
    assert expected == {name: found[name] for name in expected}


@pytest.mark.parametrize(
    ("bound", "value_max", "expected"),
    [
        ("exact", None, (["30"], ["30"])),
        ("exact", 50.0, (["30"], ["50"])),
        ("over", None, (["30"], [])),
        ("at_least", None, (["30"], [])),
        ("under", None, ([], ["30"])),
        ("at_most", None, ([], ["30"])),
        ("about", None, ([], [])),
    ],
)
def test_bounds_become_limits(bound: str, value_max: float | None, expected: tuple[list[str], list[str]]) -> None:
    lines = nquads(read(fact(TEXT, "412名", "412名", 30.0, "人", bound=bound, value_max=value_max)))
    kind = f"^^{XSD.decimal}"
    lower, upper = ([value.removesuffix(kind).strip('"') for value in values(lines, p)] for p in (KG.lower, KG.upper))
    assert expected == (lower, upper)


def told(**more: object) -> list[Fact]:
    """The two tellings of 412名, the second with other attributes."""
    first, again = (fact(TEXT, "资助学生412名", "412名", 412.0, "人", nth, measure="资助学生") for nth in (1, 2))
    return [first, replace(again, **more)]


@pytest.mark.parametrize(
    ("more", "observations", "repeats"),
    [
        ({}, 1, 0),
        ({"programs": ("金秋助学",)}, 2, 1),
        ({"organisations": ()}, 2, 1),
        ({"bound": "over"}, 2, 1),
        ({"status": "planned"}, 2, 0),
        ({"period": replace(YEAR, start="2020", end="2020")}, 2, 0),
        ({"measure": "慰问学生"}, 2, 0),
        ({"measure": None}, 2, 0),
        ({"unit": "人次"}, 2, 0),
        ({"value": 413.0}, 2, 0),
        ({"unit_text": "个"}, 1, 0),
    ],
)
def test_figure_told_twice(more: dict[str, object], observations: int, repeats: int) -> None:
    lines = nquads(read(*told(**more)))
    count = sum(line.split()[1:3] == [str(RDF.type), str(KG.Observation)] for line in lines)
    assert (observations, repeats) == (count, len(values(lines, KG.repeats)))
    assert 2 == len(values(lines, KG.evidence))


def test_figure_told_in_two_units_keeps_both_as_printed() -> None:
    assert ['"个"', '"名"'] == sorted(values(nquads(read(*told(unit_text="个"))), KG.unitText))


def test_same_figure_twice_in_one_sentence_is_two() -> None:
    line = "甲县发放补贴3万元，乙县发放补贴3万元。\n"
    facts = [fact(line, "发放补贴3万元", "3万元", 30000.0, "元", nth, measure="发放补贴") for nth in (1, 2)]
    lines = nquads(read(*facts, text=line))
    assert 2 == len(values(lines, KG.value))
    assert [] == values(lines, KG.repeats)


def test_number_with_two_facts_has_two_observations() -> None:
    facts = [fact(TEXT, "58.4%", "58.4%", 58.4, "%", measure=measure) for measure in ("参保率", "覆盖率")]
    lines = nquads(read(*facts))
    start = TEXT.index("58.4%")
    first = observation_iri("huangshan-2021", start, "58.4%")
    assert {str(first), f"<{first.value}/2>"} == {line.split()[0] for line in lines if f" {KG.value} " in line}


def test_observation_keeps_its_iri_when_the_rest_of_the_report_or_the_reading_changes() -> None:
    before = {line.split()[0] for line in nquads(huangshan()) if f" {KG.value} " in line}
    longer = TEXT + "附记：本文共7页。\n"
    after = {line.split()[0] for line in nquads(huangshan(longer)) if f" {KG.value} " in line}
    assert before == after
    corrected = [replace(f, value=1.0, measure="他事", unit="次") for f in huangshan().facts[:1]]
    assert before > {line.split()[0] for line in nquads(read(*corrected)) if f" {KG.value} " in line}


def test_links_between_figures() -> None:
    lines = nquads(huangshan())
    whole = observation_iri("huangshan-2021", TEXT.index("412名"), "412名")
    assert [str(whole)] == values(lines, KG.subsetOf)


def test_further_programs_and_actors_are_joint() -> None:
    programs = ("金秋助学", "甲", "金秋助学活动")  # the last is another name of the first
    shared = fact(TEXT, "412名", "412名", 412.0, "人", programs=programs, organisations=(UNION, "乙局"))
    lines = nquads(read(shared))
    ends = [[v.rpartition("/")[2] for v in values(lines, p)] for p in (KG.jointProgram, KG.jointOrganisation)]
    assert [["甲>"], ["乙局>"]] == ends


# ---- entities, regions, relations ----


def test_program_of_the_scheme_is_not_defined_again() -> None:
    lines = nquads(huangshan())
    assert [] == [line for line in lines if line.split()[0].endswith("program/金秋助学>") and "#type" in line]


def test_found_program_is_described_in_the_graph_that_found_it() -> None:
    text = "举办黄山茶乡课堂两期。\n"
    entity = Entity("program", "黄山茶乡课堂", "education", (mention(text, "黄山茶乡课堂"),))
    lines = nquads(Extraction(report(text), entities=(entity,)))
    said = {tuple(line.split()[1:3]) for line in lines if line.split()[0].endswith("program/黄山茶乡课堂>")}
    expected = {(RDF.type, KG.Program), (RDF.type, SKOS.Concept), (SKOS.prefLabel, '"黄山茶乡课堂"@zh')}
    assert {(str(p), str(o)) for p, o in expected} < said
    assert {"education>", "found>"} < {o.rpartition("/")[2] for _, o in said}


def test_every_mention_is_evidence_with_the_words_as_printed() -> None:
    lines = nquads(huangshan())
    mentions = {line.split()[0] for line in lines if f" {KG.mentionOf} " in line}
    exact = sorted(o for m in mentions for o in values([x for x in lines if x.startswith(f"{m} ")], OA.exact))
    assert ['"迎客松驿站"', '"金秋助学"', '"金秋助学"', '"黄山市总工会"'] == exact


def test_regions_come_with_those_above_them() -> None:
    lines = nquads(huangshan())
    assert ['"安徽省"@zh', '"黄山市"@zh'] == sorted(
        values([line for line in lines if "/region/" in line.split()[0]], SKOS.prefLabel)
    )


def test_region_of_many_is_sought_near_the_report() -> None:
    text = "鼓楼区总工会慰问职工。\n"
    entity = Entity("org", "鼓楼区总工会", "union", (mention(text, "鼓楼区总工会"),), "鼓楼区")
    lines = nquads(Extraction(report(text, region="南京市"), entities=(entity,)))
    assert "320106>" in {value.rpartition("/")[2] for value in values(lines, KG.region)}


def test_relation_stands_beside_its_plain_edge() -> None:
    lines = nquads(huangshan())
    assert 1 == sum(line.split()[0].endswith("program/金秋助学>") and f" {KG.hostedBy} " in line for line in lines)
    assert {str(KG.hostedBy), str(KG.targetOf)} == set(values(lines, RDF.predicate))
    target = observation_iri("huangshan-2021", TEXT.index("20个"), "20个")
    assert str(target) in values(lines, RDF.subject)


def test_same_person_of_two_reports_is_two() -> None:
    text = "李明获五一劳动奖章。\n"
    entity = Entity("person", "李明", None, (mention(text, "李明"),))
    nodes = [values(nquads(Extraction(report(text, id), entities=(entity,))), KG.mentionOf) for id in ("a", "b")]
    assert nodes[0] != nodes[1]


def test_persons_can_be_left_out() -> None:
    text = "李明获五一劳动奖章，培训职工30人。\n"
    extraction = Extraction(
        report(text),
        (fact("\n" + text, "培训职工30人", "30人", 30.0, "人", organisations=("李明",)),),
        (Entity("person", "李明", None, (mention(text, "李明"),)),),
        (Relation("awarded", "李明", "五一劳动奖章", *at(text, "李明获五一劳动奖章")),),
    )
    assert str(KG.Person) in " ".join(nquads(extraction))
    left = " ".join(line for line in nquads(without_persons(extraction)) if f" {KG.text} " not in line)
    assert str(KG.Person) not in left and "person/" not in left and str(KG.value) in left


# ---- ontology and RDF files ----


def test_ontology_graph_is_the_same_twice_and_without_blank_nodes() -> None:
    lines = ontology_quads()
    assert lines == ontology_quads() == sorted(lines)
    assert not [line for line in lines if "_:" in line]
    assert {str(graph_iri("ontology"))} == {line.split()[-2] for line in lines}


def test_rdf_file_is_loaded_into_a_graph_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "extra.ttl"
    path.write_text('@prefix x: <http://x/> . x:a x:p [ x:q 007, "é"@zh-Hans ] .', "utf-8")
    lines = file_quads(path)
    graph = graph_iri("file", "extra")
    assert [
        f"<http://x/a> <http://x/p> <{graph.value}/c14n0> {graph} .",
        f'<{graph.value}/c14n0> <http://x/q> "7"^^{XSD.integer} {graph} .',
        f'<{graph.value}/c14n0> <http://x/q> "é"@zh-hans {graph} .',
    ] == lines


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.ttl", b"<x:a> <x:b> .\n", r"a\.ttl:1: expected ttl: .*not loaded"),
        ("a.nt", b"<x:a> <x:b> <x:c> .\n<x:a> nonsense\n", r"a\.nt:2: expected nt: .*not loaded"),
        ("a.nq", b'<x:a> <x:b> "\xff" .\n', r"a\.nq:1: .*UTF-8.*not loaded"),
        ("a.trig", None, r"a\.trig: expected a readable file: No such file"),
    ],
)
def test_bad_rdf_file_is_told_by_file_and_line(tmp_path: Path, name: str, content: bytes | None, words: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ReportError, match=words):
        file_quads(tmp_path / name)
