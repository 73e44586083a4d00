"""The sentences beside the program rules: each names the programs that its corpus says, and no others."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.extract.program.rules import Program, find_programs
from kg.language import words
from kg.reading import repair

ROOM = Path(__file__).parent.parent / "kg" / "extract" / "program"
CORPUS: dict[str, Any] = tomllib.loads((ROOM / "corpus.toml").read_text("utf-8"))
RULE = re.compile(r'"program/([a-z-]+)"')
ELSEWHERE = {"binding.py", "merging.py", "subject.py"}  # they read figures and whole reports, no sentences


def read(text: str) -> tuple[str, list[Program]]:
    clean = repair(text).clean
    return clean, find_programs(words(clean))


@pytest.mark.parametrize("case", CORPUS["case"], ids=lambda case: case["text"][:20])
def test_accepts(case: dict[str, Any]) -> None:
    text, found = read(case["text"])
    assert case["programs"] == [[text[p.start : p.end], p.name, p.led] for p in found]
    assert case["rules"] == [p.rule.removeprefix("program/") for p in found]


@pytest.mark.parametrize("text", CORPUS["rejects"]["texts"])
def test_rejects(text: str) -> None:
    assert [] == [p.name for p in read(text)[1]]


def test_every_rule_has_an_accept() -> None:
    sources = (path for path in ROOM.glob("*.py") if path.name not in ELSEWHERE)
    rules = {rule for path in sources for rule in RULE.findall(path.read_text("utf-8"))}
    assert rules == {rule for case in CORPUS["case"] for rule in case["rules"]}
