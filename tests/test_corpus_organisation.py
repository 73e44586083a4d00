"""The sentences beside the organisation rules: each names whom its corpus says, and nobody else."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from short_reports import marks

from kg.extract.organisation.home import Home, region_of
from kg.extract.organisation.resolving import gather, own_paper
from kg.extract.organisation.rules import (
    Organisation,
    actor,
    all_organisations,
    ends_of_names,
    find_organisations,
    home_of,
    own_kinds,
    remember,
    with_meant,
)
from kg.extract.organisation.speakers import speakers, speaking
from kg.extract.organisation.topic import superior, topic_of
from kg.language import words

ROOM = Path(__file__).parent.parent / "kg" / "extract" / "organisation"
CORPUS: dict[str, Any] = tomllib.loads((ROOM / "corpus.toml").read_text("utf-8"))
RULE = re.compile(r'"(organisation/[a-z-]+)"')


def home(key: str) -> Home:
    name, region = CORPUS["homes"][key]
    return home_of(name, region or None)


def read(text: str, key: str) -> list[Organisation]:
    found = find_organisations(text, home(key))
    edges = [edge for o in found for edge in (o.start, o.end)]
    return all_organisations(words(text, [*edges, *ends_of_names(text)]), home(key), found)


def sentences() -> Iterator[tuple[str, str, list[list[str]]]]:
    yield from ((case["home"], case["text"], case["found"]) for case in CORPUS["case"])
    yield from ((case["home"], said, []) for case in CORPUS["nothing"] for said in case["says"])


def told() -> Iterator[Any]:
    """One test a sentence; a known gap has to fail until the rule has come."""
    gaps = {case["text"]: marks(case) for case in CORPUS["case"]}
    yield from (pytest.param(*case, marks=gaps.get(case[1], [])) for case in sentences())


@pytest.mark.parametrize(("key", "text", "expected"), list(told()))
def test_a_sentence_names_whom_the_corpus_says(key: str, text: str, expected: list[list[str]]) -> None:
    assert expected == [[text[o.start : o.end], o.name, o.type] for o in read(text, key)]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["says"], marks=marks(case)) for case in CORPUS["actor"]])
def test_a_figure_is_its_actors(case: dict[str, str]) -> None:
    """What the text says before (该公司) tells whom its words mean."""
    position = case["says"].index("{")
    text = case["says"].replace("{", "").replace("}", "")
    named = own_kinds(home(case["home"]))
    remember(named, read(case.get("before", ""), case["home"]))
    found = with_meant(text, home(case["home"]), named, read(text, case["home"]))
    acting = actor(found, words(text), position)
    assert case["acts"] == (acting.name if acting else "")


@pytest.mark.parametrize("case", [pytest.param(case, id=case["says"]) for case in CORPUS["superior"]])
def test_a_figure_is_its_superiors(case: dict[str, str]) -> None:
    text = re.sub("[{}]", "", case["says"])
    told = superior(text, case["says"].index("{"), home(case["home"]))
    assert case["whose"] == (told[0] if told else "")


@pytest.mark.parametrize("case", [pytest.param(case, id=case["opens"]) for case in CORPUS["passage"]])
def test_a_passage_is_the_union_s_with_which_it_opens(case: dict[str, str]) -> None:
    assert case["whose"] == (topic_of(case["opens"], home(case["home"])) or "")


@pytest.mark.parametrize("case", [pytest.param(case, id=case["says"][0]) for case in CORPUS["speaker"]])
def test_a_quotation_is_its_speakers(case: dict[str, Any]) -> None:
    who = speakers(case["says"]).get(0)
    own = home(case["home"])
    named: dict[str, Organisation] = {}
    remember(named, read(case.get("before", ""), case["home"]))
    assert case["whose"] == ((who and speaking(who, own, named)) or "")


def test_every_rule_has_a_sentence() -> None:
    ids = {rule for path in ROOM.glob("*.py") for rule in RULE.findall(path.read_text("utf-8"))}
    said = [(key, text) for key, text, _ in sentences()]
    said += [(case["home"], re.sub("[{}]", "", case["says"])) for case in CORPUS["actor"]]
    used = {org.rule for key, text in said for org in read(text, key)}
    superiors = (
        (case["home"], re.sub("[{}]", "", case["says"]), case["says"].index("{")) for case in CORPUS["superior"]
    )
    used |= {told[1] for key, text, position in superiors if (told := superior(text, position, home(key)))}
    # made of a whole report or of the sentence before, not of a sentence
    assert ids - used == {"organisation/short-of-a-full-name", "organisation/named-before"}


def test_the_room_holds_sentences_that_name_nobody() -> None:
    assert len(CORPUS["nothing"]) >= 2


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("黄山市总工会", "黄山市"),
        ("中共歙县委员会", "歙县"),
        ("黄山永新股份有限公司", "黄山市"),
        ("杭州市萧山区总工会", "萧山区"),
        ("中华全国总工会", None),
        ("朝阳集团", None),
    ],
)
def test_a_full_name_tells_its_region(name: str, region: str | None) -> None:
    assert region == region_of(name, home("黄山"))


def test_a_report_gives_a_body_one_name() -> None:
    passages = [
        (offset, text, read(text, "黄山"))
        for offset, text in (
            (0, "市人力资源社会保障局发文,屯溪机床公司参加。"),
            (40, "与人社、住建部门办班,选派屯溪机床3人。"),
        )
    ]
    named = {found.name: found.spans for found in gather(passages)}
    assert {
        "黄山市人力资源和社会保障局": [(0, 10), (41, 43)],
        "屯溪机床公司": [(13, 19), (53, 57)],
    }.items() <= named.items()


def test_a_school_by_its_number_is_the_school_in_full() -> None:
    texts = ((0, "徽城三中召开教代会。"), (40, "徽城第三中学获奖,徽城第二中学参加。"))
    named = {found.name for found in gather([(offset, text, read(text, "黄山")) for offset, text in texts])}
    assert {"徽城第三中学", "徽城第二中学"} == named


def test_the_paper_that_prints_a_report_is_its_publisher_or_its_imprint() -> None:
    imprint = [(0, "印刷:徽城日报社印刷厂", read("印刷:徽城日报社印刷厂", "黄山"))]
    assert "徽城日报社" == own_paper(imprint, None)
    assert "黄山日报" == own_paper(imprint, "黄山日报")
    assert own_paper([], "黄山市人民政府") is None
