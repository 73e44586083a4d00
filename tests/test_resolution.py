"""One node for one thing: organisations by region and kind, programs by scheme; what is derived says how."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from extractions import TEXT, UNION, fact, huangshan, mention, read, stored

from kg.build import build
from kg.graph import nquads, ontology_quads
from kg.graph.figures import figures
from kg.graph.lineage import lineage
from kg.graph.resolution import alias, concept_of, head, organisation
from kg.model import Entity, Extraction, Period, Relation
from kg.regions import resolve
from kg.store import ask, open_snapshot
from kg.vocab import KG, OWL, RDF, entity_iri


@pytest.mark.parametrize(
    ("name", "region", "expected"),
    [
        ("广丰区总工会", "广丰区", "上饶市广丰区总工会"),
        ("广丰总工会", "广丰区", "上饶市广丰区总工会"),
        ("上饶市广丰区总工会", "广丰区", None),
        ("淮南总工会", "淮南市", "淮南市总工会"),
        ("淮南市总工会", "淮南市", None),
        ("安徽总工会", "安徽省", "安徽省总工会"),
        ("凤台县环卫处", "凤台县", "淮南市凤台县环卫处"),
        ("东城区总工会", "东城区", "北京市东城区总工会"),
        ("凤台县", "凤台县", None),
        ("淮南矿业集团", "淮南市", None),
        ("新华社", None, None),
    ],
)
def test_organisation_goes_by_region_and_kind(name: str, region: str | None, expected: str | None) -> None:
    merge = organisation(name, resolve(region) if region else None)
    assert expected == (merge.name if merge else None)


@pytest.mark.parametrize(
    ("name", "concept", "merged"),
    [
        ("幸福驿站", "户外劳动者幸福驿站", True),
        ("爱心驿站", "户外劳动者爱心驿站", True),
        ("户外劳动者服务站点", "户外劳动者服务站点", False),
        ("迎客松驿站", None, False),
    ],
)
def test_program_goes_by_the_scheme(name: str, concept: str | None, merged: bool) -> None:
    found = concept_of("program", name)
    assert concept == (found.name if found else None)
    assert merged == bool(found and alias("program", name, found))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("甘肃省安康杯竞赛", "安康杯竞赛"),
        ("省级幸福驿站", "户外劳动者幸福驿站"),
        ("安康杯竞赛", None),
        ("黄山茶乡课堂", None),
    ],
)
def test_name_that_ends_in_a_brand_is_narrower(name: str, expected: str | None) -> None:
    found = head(name)
    assert expected == (found.name if found else None)


@pytest.mark.parametrize("station", ["户外劳动者幸福驿站", "户外劳动者爱心驿站", "户外劳动者驿站"])
def test_stations_are_variants_of_one_national_program(station: str) -> None:
    national = entity_iri("program", "户外劳动者服务站点")
    line = f"{entity_iri('program', station)} {KG.variantOf} {national} "
    assert any(found.startswith(line) for found in ontology_quads())


DISTRICT = replace(
    huangshan(),
    entities=(
        Entity("org", "屯溪区总工会", "union", (mention(TEXT, "总工会"),), "屯溪区"),
        Entity("org", UNION, "union", (mention(TEXT, UNION),), "黄山市"),
        Entity("program", "幸福驿站", "facility", (mention(TEXT, "迎客松驿站"),)),
    ),
)
TUNXI = ("org", "屯溪区总工会"), ("org", "黄山市屯溪区总工会")


def subjects(lines: list[str]) -> set[str]:
    return {line.split()[0] for line in lines}


def test_merge_tells_its_reason_and_evidence() -> None:
    store = stored(nquads(DISTRICT), ontology_quads())
    query = """SELECT ?name ?rule ?reason ?words WHERE {
        ?d a kg:Derivation ; rdf:subject ?thing ; rdf:predicate skos:altLabel ; rdf:object ?name ;
           kg:rule ?rule ; kg:explanation ?reason ; prov:wasDerivedFrom/oa:exact ?words } ORDER BY ?rule"""
    told = [[term.value for term in row] for row in ask(store, query)]  # type: ignore[union-attr]
    assert [("幸福驿站", "resolution/alias-of-the-scheme"), ("屯溪区总工会", "resolution/region-and-kind")] == [
        (name, rule) for name, rule, _, _ in told
    ]
    assert ["迎客松驿站", "总工会"] == [words for *_, words in told]
    assert "341002" in told[1][2]
    assert str(entity_iri(*TUNXI[1])) in subjects(nquads(DISTRICT))  # type: ignore[arg-type]


def test_a_person_may_object_to_a_merge() -> None:
    found = subjects(nquads(DISTRICT, apart=(TUNXI,)))
    assert str(entity_iri("org", "屯溪区总工会")) in found
    assert str(entity_iri("org", "黄山市屯溪区总工会")) not in found


REPORTS = {
    "tunxi-2021": "屯溪区总工会2021年工作总结\n一、劳动竞赛\n区总工会组织230家企业参加安康杯竞赛。\n",
    "huangshan-2021": "黄山市总工会2021年工作总结\n一、劳动竞赛\n屯溪区总工会组织210家企业参加安康杯竞赛。\n",
}


@pytest.mark.parametrize("objected", [False, True])
def test_merge_is_undone_in_corrections(objected: bool, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for id, words in REPORTS.items():
        (folder / f"{id}.txt").write_text(words, "utf-8")
    if objected:
        one, other = (entity_iri(*thing).value for thing in TUNXI)  # type: ignore[arg-type]
        (folder / "corrections.ttl").write_text(f"<{one}> {OWL.differentFrom} <{other}> .\n", "utf-8")
    build([folder], None, tmp_path / "data", workers=1)
    store = open_snapshot(tmp_path / "data").store()
    named = {quad.subject for quad in store.quads_for_pattern(None, RDF.type, KG.Organisation, None)}
    names = [thing for thing in TUNXI if entity_iri(*thing) in named]  # type: ignore[arg-type]
    assert [TUNXI[0] if objected else TUNXI[1]] == [name for name in names if not objected or name == TUNXI[0]]


# ---- lineage ----


def derived(*extractions: Extraction) -> list[str]:
    store = stored(ontology_quads(), *map(nquads, extractions))
    return lineage(store, figures(store))


def edges(lines: list[str], predicate: object) -> list[tuple[str, str]]:
    """Ends of the plain edges of a predicate, without what stands before the last two names."""
    found = [line.split() for line in lines if line.split()[1] == str(predicate)]
    return [(s.rpartition("/id/")[2].rstrip(">"), o.rpartition("/id/")[2].rstrip(">")) for s, _, o, *_ in found]


def test_unions_stand_above_one_another() -> None:
    expected = [
        ("org/安徽省总工会", "org/中华全国总工会"),
        ("org/黄山市屯溪区总工会", "org/黄山市总工会"),
        ("org/黄山市总工会", "org/安徽省总工会"),
    ]
    assert expected == sorted(edges(derived(DISTRICT), KG.subOrganisationOf))


def yearly(year: str, **more: object) -> Extraction:
    """A report of one figure of one program in one year."""
    line = "\n资助学生412名。\n"
    usual = {"measure": "资助学生", "indicator": "资助困难学生", "programs": ("金秋助学",)}
    told = fact(line, "资助学生412名", "412名", 412.0, "人", period=Period(year, year), **(usual | more))
    return read(told, text=line, id=f"huangshan-{year}")


def test_editions_follow_one_another_and_a_gap_stays_a_gap() -> None:
    lines = derived(yearly("2018"), yearly("2019"), yearly("2021"))
    editions = [f"edition/金秋助学/{UNION}/{year}" for year in (2018, 2019, 2021)]
    assert editions == sorted(thing for thing, _ in edges(lines, KG.editionOf))
    assert [(editions[1], editions[0])] == edges(lines, KG.previous)
    assert [(editions[0], editions[1])] == edges(lines, KG.next)


def test_editions_told_by_number_are_in_its_order() -> None:
    def edition(number: int, name: str) -> Extraction:
        relation = Relation("editionOf", name, "黄山工匠", 0, 5, year=str(2018 + number), ordinal=number, rule="r/e")
        named = Entity("program", name, "honour", (mention(TEXT, UNION),))
        return replace(read(id=f"r{number}"), relations=(relation,), entities=(named,))

    lines = derived(edition(1, "首届黄山工匠"), edition(2, "第二届黄山工匠"), edition(4, "第四届黄山工匠"))
    assert [("edition/黄山工匠/第2届", "edition/黄山工匠/第1届")] == edges(lines, KG.previous)


def test_plan_of_one_report_meets_its_outcome_in_another() -> None:
    plan, outcome = yearly("2022", status="planned"), replace_id(yearly("2022"), "later")
    (edge,) = edges(derived(plan, outcome), KG.fulfils)
    assert ("observation/later", "observation/huangshan-2022") == tuple(end.rsplit("/", 2)[0] for end in edge)


def replace_id(extraction: Extraction, id: str) -> Extraction:
    return replace(extraction, report=replace(extraction.report, id=id))


def test_every_derived_statement_says_how() -> None:
    lines = derived(yearly("2018"), yearly("2019"))
    plain = (KG.editionOf, KG.previous, KG.next, KG.subOrganisationOf)
    said = [line for line in lines if line.split()[1] == str(RDF.type) and line.split()[2] == str(KG.Derivation)]
    assert sum(len(edges(lines, predicate)) for predicate in plain) == len(said) > 4
