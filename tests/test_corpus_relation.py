"""The short texts beside the relation rules: each states the relations that its corpus says, and no others."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.extract import extract
from kg.model import Period, Relation, Report, Source
from kg.reading import repair, sentences

ROOM = Path(__file__).parent.parent / "kg" / "extract" / "relation"
CORPUS: dict[str, Any] = tomllib.loads((ROOM / "corpus.toml").read_text("utf-8"))
SOURCE = Source("corpus.txt", "工会工作", "衢州市总工会", "衢州市", Period("2023", "2023"))
KINDS = "co|edition|fulfils|guided|honour|host|part|place|places|prize|site|supported|target|union|variant|village"
RULE = re.compile(rf'"(?:relation/)?((?:{KINDS})-[a-z-]+)"')


def read(raw: str) -> tuple[Report, tuple[Relation, ...]]:
    text = repair(raw)
    report = Report("corpus", SOURCE, text, *sentences(text))
    return report, extract(report).relations


def row(r: Relation) -> list[str | int]:
    return [r.type, r.subject, r.object, *([r.ordinal] if r.ordinal else [])]


@pytest.mark.parametrize("case", CORPUS["case"], ids=lambda case: case["text"][:20])
def test_accepts(case: dict[str, Any]) -> None:
    report, found = read(case["text"])
    assert case["relations"] == [row(r) for r in found]
    assert case["rules"] == list(dict.fromkeys(r.rule.removeprefix("relation/") for r in found))
    assert not [r for r in found if not 0 <= r.start < r.end <= len(report.text.raw) or r.end - r.start > 60]


@pytest.mark.parametrize("text", CORPUS["rejects"]["texts"])
def test_rejects(text: str) -> None:
    assert [] == [row(r) for r in read(text)[1]]


def test_every_rule_has_an_accept() -> None:
    rules = {rule for path in ROOM.glob("*.py") for rule in RULE.findall(path.read_text("utf-8"))}
    assert rules == {rule for case in CORPUS["case"] for rule in case["rules"]}
