"""The hand-written gold of `tests/gold` stands on the digests of `seeds`: offsets, quotes, digits, identifiers."""

import csv
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SEEDS, GOLD = ROOT / "seeds", ROOT / "tests" / "gold"
REPORTS = sorted({path.name.split(".")[0] for path in GOLD.glob("*.jsonl")})
DIGITS = re.compile(r"[0-9]+")

STATUSES = {"actual", "planned", "required"}
BOUNDS = {"exact", "about", "over", "under", "at_least", "at_most"}
ASPECTS = {"flow", "stock", "rate", "rank", "delta"}
LEVELS = {"国家级", "省级", "市级", "县级", None}
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
EVENTS = {"hostedBy", "coHostedBy", "editionOf", "supportedBy", "guidedBy"}
PLACES = {"siteOf", "locatedIn", "subOrganisationOf"}
RELATIONS = EVENTS | PLACES | {"partOf", "variantOf", "awarded", "targetOf", "fulfils"}

Row = dict[str, Any]


def text_of(report: str) -> str:
    """The digest as the builder decodes it; newlines are not translated, because offsets count them."""
    return (SEEDS / f"{report}.txt").read_bytes().decode("utf-8")


def rows(report: str, kind: str) -> list[Row]:
    lines = (GOLD / f"{report}.{kind}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def span(row: Row, key: str) -> tuple[int, int]:
    return row["start"], row["start"] + len(row[key])


def within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def occurrences(part: str, text: str) -> list[tuple[int, int]]:
    return [(found.start(), found.start() + len(part)) for found in re.finditer(f"(?={re.escape(part)})", text)]


def test_the_promised_digests_carry_gold() -> None:
    assert {"huainan-2019", "tianshui-2018", "xuchang-2022"} <= set(REPORTS)


def test_manifest_names_every_digest_once() -> None:
    with (SEEDS / "manifest.csv").open(encoding="utf-8", newline="") as lines:
        named = [row["file"] for row in csv.DictReader(lines)]
    assert sorted(path.name for path in SEEDS.glob("*.txt")) == sorted(named)


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize(("kind", "key"), [("facts", "quote"), ("skips", "text")])
def test_offsets_frame_the_raw_words(report: str, kind: str, key: str) -> None:
    text = text_of(report)
    wrong = [row for row in rows(report, kind) if row[key] != text[slice(*span(row, key))]]
    assert not wrong


@pytest.mark.parametrize("report", REPORTS)
def test_quotes_stand_inside_their_sentence(report: str) -> None:
    text = text_of(report)
    astray = [
        row["id"]
        for row in rows(report, "facts")
        if not any(within(span(row, "quote"), place) for place in occurrences(row["sentence"], text))
    ]
    assert not astray


@pytest.mark.parametrize("report", REPORTS)
def test_every_digit_is_a_fact_or_a_skip(report: str) -> None:
    framed = [span(row, "quote") for row in rows(report, "facts")]
    framed += [span(row, "text") for row in rows(report, "skips")]
    loose = [
        (run.start(), run.group())
        for run in DIGITS.finditer(text_of(report))
        if not any(within(run.span(), frame) for frame in framed)
    ]
    assert not loose


@pytest.mark.parametrize("report", REPORTS)
def test_identifiers_count_the_facts_in_text_order(report: str) -> None:
    facts = rows(report, "facts")
    assert [f"{report}/f{number:03d}" for number in range(1, len(facts) + 1)] == [row["id"] for row in facts]
    assert not [after["id"] for before, after in pairwise(facts) if after["start"] < before["start"]]


@pytest.mark.parametrize("report", REPORTS)
def test_repeated_figures_agree_with_their_first_statement(report: str) -> None:
    facts = {row["id"]: row for row in rows(report, "facts")}
    for row in facts.values():
        if "same_as" in row:
            first = facts[row["same_as"]]
            assert first["id"] < row["id"] and "same_as" not in first
            assert (first["value"], first["status"]) == (row["value"], row["status"]), row["id"]


@pytest.mark.parametrize("report", REPORTS)
def test_attributes_are_of_the_closed_lists(report: str) -> None:
    for row in rows(report, "facts"):
        assert row["status"] in STATUSES and row["bound"] in BOUNDS, row["id"]
        assert row["aspect"] in ASPECTS and row["level"] in LEVELS, row["id"]
        assert row["measure"] and row["org"] and row["unit"], row["id"]
        assert all(DATE.fullmatch(row["period"][end]) for end in ("start", "end")), row["id"]


@pytest.mark.parametrize("report", REPORTS)
def test_graph_quotes_and_mentions_are_verbatim(report: str) -> None:
    text = text_of(report)
    graph = rows(report, "graph")
    said = [row["quote"] for row in graph if "quote" in row] + [m for row in graph for m in row.get("mentions", [])]
    assert not [words for words in said if words not in text]


@pytest.mark.parametrize("report", REPORTS)
def test_entities_are_named_once_and_relations_stated_once(report: str) -> None:
    graph = rows(report, "graph")
    entities = [(row["kind"], row["name"]) for row in graph if row["kind"] != "relation"]
    edges = [row for row in graph if row["kind"] == "relation"]
    stated = [(row["type"], row["subject"], row["object"], row["year"]) for row in edges]
    assert {row["type"] for row in edges} <= RELATIONS
    assert sorted(set(entities)) == sorted(entities)
    assert len(set(stated)) == len(stated)


@pytest.mark.parametrize("report", REPORTS)
def test_plans_and_outcomes_point_to_figures(report: str) -> None:
    quotes = {row["quote"] for row in rows(report, "facts")}
    edges = [row for row in rows(report, "graph") if row.get("type") in ("targetOf", "fulfils")]
    ends = [row["subject"] for row in edges] + [row["object"] for row in edges if row["type"] == "fulfils"]
    assert not [end for end in ends if end not in quotes]
