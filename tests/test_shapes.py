"""Shapes: a small graph that keeps to them, and one slip at a time that breaks them."""

from __future__ import annotations

import re

import pyshacl
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from kg.schemes import scheme, triples
from kg.vocab import KG, ONTOLOGY, RDF
from kg.vocab import SH as SHACL

SAMPLE = """
@base <https://w3id.org/gonghui/id/> .
@prefix kg: <https://w3id.org/gonghui/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<report/a> a kg:Report ; kg:text "春季，甲市总工会新建驿站12家。" ; kg:file "a.txt" ; kg:period <period/2019> ;
    kg:region <region/340400> ; kg:organisation <org/甲市总工会> ;
    kg:sha256 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" .
<sentence/a/0-17> a kg:Sentence ; kg:report <report/a> ; oa:start 0 ; oa:end 17 ;
    oa:exact "春季，甲市总工会新建驿站12家。" .
<evidence/a/10-15> a kg:Evidence ; kg:report <report/a> ; kg:sentence <sentence/a/0-17> ;
    oa:start 10 ; oa:end 15 ; oa:exact "驿站12家" .
<observation/a/12/12家> a kg:Observation ; kg:report <report/a> ; kg:evidence <evidence/a/10-15> ;
    kg:rule "quantity/number-unit" ; kg:value 12.0 ; kg:lower 12.0 ; kg:upper 12.0 ; kg:bound <bound/exact> ;
    kg:status <status/actual> ; kg:aspect <aspect/flow> ; kg:unit <unit/家> ; kg:unitText "家" ; kg:level <level/市级> ;
    kg:measure <measure/新建户外劳动者驿站> ; kg:measureText "新建驿站" ; kg:program <program/户外劳动者服务站点> ;
    kg:organisation <org/甲市总工会> ; kg:period <period/2019> .
<skip/a/0-2> a kg:Skip ; kg:report <report/a> ; oa:start 0 ; oa:end 2 ; oa:exact "春季" ; kg:reason <reason/period> .
<org/甲市总工会> a kg:Organisation ; skos:prefLabel "甲市总工会"@zh ; kg:kind <kind/union> ; kg:region <region/340400> .
<program/甲市驿站> a kg:Program , skos:Concept ; skos:prefLabel "甲市驿站"@zh ; skos:inScheme <scheme/found> ;
    kg:kind <kind/facility> .
<period/2019> a kg:Period ; kg:start "2019"^^xsd:gYear ; kg:end "2019"^^xsd:gYear .
<region/340400> a kg:Region ; skos:prefLabel "淮南市"@zh ; skos:notation "340400" ; kg:partOf <region/340000> .
<relation/a/0/variantOf/b/c> a kg:Relation ; rdf:subject <program/甲市驿站> ; rdf:predicate kg:variantOf ;
    rdf:object <program/户外劳动者服务站点> ; kg:year "2019"^^xsd:gYear ; kg:ordinal 2 ;
    kg:evidence <evidence/a/10-15> ; kg:rule "relation/variant" .
<check/ratio/1> a kg:Check ; kg:operand <observation/a/12/12家> ; kg:verdict <verdict/consistent> ;
    kg:formula "12 = 12" .
<correction/a/12/value> a kg:Correction ; kg:report <report/a> ; kg:field "value" ; kg:newValue "13" .
"""

SLIPS = [
    ("kg:value 12.0 ;", "", "每个观测须有且只有一个十进制数值。"),
    ("kg:value 12.0 ;", 'kg:value "十二" ;', "每个观测须有且只有一个十进制数值。"),
    ("kg:lower 12.0 ;", "kg:lower 13.0 ;", "下限不得大于上限。"),
    ("<bound/exact>", "<status/actual>", "取自 bound 词表。"),
    ("<status/actual>", "<status/actual> , <status/planned>", "有且只有一个状态"),
    ("kg:aspect <aspect/flow> ;", "", "有且只有一个性质"),
    ("<level/市级>", '"市级"', "取自 level 词表。"),
    ('kg:unitText "家"', "kg:unitText 5", "原文单位须是文本"),
    (
        "kg:program <program/户",
        "kg:jointProgram <program/甲> ; kg:program <program/甲> , <program/户",
        "其余应记为 jointProgram。",
    ),
    ('kg:evidence <evidence/a/10-15> ;\n    kg:rule "q', 'kg:rule "q', "每个观测须有至少一条证据，且证据已描述。"),
    (
        'kg:evidence <evidence/a/10-15> ;\n    kg:rule "q',
        'kg:evidence <evidence/b> ;\n    kg:rule "q',
        "且证据已描述。",
    ),
    ('kg:rule "quantity/number-unit" ;', "", "每个观测须记下至少一条抽取规则。"),
    ("oa:start 10 ; oa:end 15", "oa:start 15 ; oa:end 15", "且小于终点。"),
    ('oa:end 15 ; oa:exact "驿站12家"', 'oa:end 15 ; oa:exact ""', "证据：须有且只有一段原字句"),
    ("<reason/period>", "<kind/union>", "每处略过须有且只有一个理由"),
    ("e3b0c442", "xyz", "64 位十六进制"),
    ('kg:text "春季，甲市总工会新建驿站12家。" ;', "", "报告须保存解码后的全文"),
    ('skos:prefLabel "甲市总工会"@zh ;', "", "组织：须有名称"),
    ("<kind/union>", "<kind/union> , <kind/party>", "组织：类别至多一个"),
    ("skos:inScheme <scheme/found> ;", "", "概念须属于一个词表。"),
    ('kg:end "2019"^^xsd:gYear', 'kg:end "二零一九"', "时期须有且只有一个结束"),
    ('"340400" ;', '"3404" ;', "须为六位数字。"),
    ("rdf:predicate kg:variantOf", "rdf:predicate kg:report", "关系谓词之一。"),
    ("kg:ordinal 2", "kg:ordinal 0", "届数至多一个，须为正整数。"),
    ("kg:operand <observation/a/12/12家> ;", "", "核对须引用至少一个观测。"),
    ('kg:field "value" ;', "", "更正须写明所改的字段。"),
]


def messages(turtle: str) -> set[str]:
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    results = pyshacl.validate(Graph().parse(data=turtle, format="turtle"), shacl_graph=shapes, inference="none")[1]
    assert isinstance(results, Graph)
    return {str(message) for message in results.objects(predicate=SH.resultMessage)}


def test_a_sound_graph_conforms() -> None:
    assert set() == messages(SAMPLE)


@pytest.mark.parametrize(("sound", "slip", "message"), SLIPS, ids=[message for *_, message in SLIPS])
def test_a_slip_is_told_in_plain_chinese(sound: str, slip: str, message: str) -> None:
    assert sound in SAMPLE

    assert [message] == [message for told in messages(SAMPLE.replace(sound, slip, 1)) if message in told][:1]


def test_another_base_is_as_good() -> None:
    assert set() == messages(SAMPLE.replace("https://w3id.org/gonghui/id/", "https://data.example/kg/"))


def test_every_message_is_one_chinese_sentence() -> None:
    told = [triple.object.value for triple in triples(ONTOLOGY / "shapes.ttl") if triple.predicate == SHACL.message]  # type: ignore[union-attr]

    assert len(told) > 80
    assert [] == [message for message in told if not re.fullmatch(r"[^。]+。", message)]


def test_shapes_name_only_declared_terms() -> None:
    found = triples(ONTOLOGY / "shapes.ttl")
    named = {str(triple.object).strip("<>") for triple in found} | {
        str(triple.predicate).strip("<>") for triple in found
    }

    assert set() == {name.removeprefix(str(KG)) for name in named if name.startswith(str(KG))} - KG.terms()


def test_relation_predicates_are_those_the_ontology_declares() -> None:
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    path = URIRef(RDF.predicate.value)
    pattern = next(str(shapes.value(shape, SH.pattern)) for shape in shapes.subjects(SH.path, path))
    declared = {str(t.subject) for t in triples(ONTOLOGY / "gonghui.ttl") if t.object == KG.RelationPredicate}

    assert declared == {str(KG[name]) for name in re.findall(r"\w+", pattern)}


def test_a_path_in_a_pattern_is_one_of_a_scheme() -> None:
    paths = {
        concept.iri.value.split("/")[-2] for name in ("bound", "status", "aspect", "level") for concept in scheme(name)
    }
    patterns = {str(triple.object) for triple in triples(ONTOLOGY / "shapes.ttl") if triple.predicate == SHACL.pattern}

    assert set() == {path for path in paths if f'"/({path})/[^/]+$"' not in patterns}
