"""Short reports made from the paragraphs of a corpus, and their facts: what the corpus runners share."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.extract import extract
from kg.model import Fact, Period, Report, Source
from kg.reading import repair, sentences

EXTRACT = Path(__file__).parent.parent / "kg" / "extract"
ORGANISATION, REGION, YEAR = "衢州市总工会", "衢州市", "2023"
NUMBER = re.compile("{([^{}]+)}")
Case = dict[str, Any]
Told = tuple[Case, Fact, str]


def cases(corpus: str) -> list[Any]:
    """The cases of a corpus below kg/extract, one test each; a known gap has to fail until the rule has come."""
    found = tomllib.loads((EXTRACT / corpus).read_text("utf-8"))["case"]
    return [
        pytest.param(case, id=f"{number}-{case['phrasing']}", marks=marks(case)) for number, case in enumerate(found)
    ]


def marks(case: Case) -> list[pytest.MarkDecorator]:
    """How the test of a case is marked: one of a known gap fails until the rule has come."""
    return [pytest.mark.xfail(strict=True, reason=case["reason"])] if case.get("known_gap") else []


def told(case: Case) -> Iterator[Told]:
    """Each figure of a case with the fact read at its {mark} and that fact's quote; there are no other facts."""
    marked = marked_text(case)
    report = _report(NUMBER.sub(r"\1", marked), case)
    facts = sorted(extract(report).facts, key=lambda fact: fact.number_start)
    assert spans(marked) == [(fact.number_start, fact.number_end) for fact in facts]
    for figure, fact in zip(case["figures"], facts, strict=True):
        yield figure, fact, report.text.raw[fact.start : fact.end]


def marked_text(case: Case) -> str:
    """The lines of a case: title, the sentence that introduces its list, paragraphs."""
    lines = case.get("paragraphs") or [case["text"]]
    if lead_in := case.get("lead_in"):
        lines = [lead_in, f"- {lines[0]}"]
    return "\n".join([*([case["title"]] if "title" in case else []), *lines])


def spans(marked: str) -> list[tuple[int, int]]:
    """Where the numbers stand in a text once its marks are gone."""
    return [(m.start() - 2 * i, m.end() - 2 * i - 2) for i, m in enumerate(NUMBER.finditer(marked))]


def _report(raw: str, case: Case) -> Report:
    text = repair(raw)
    found, furniture = sentences(text)
    body = len(case.get("title", ""))
    headings: Sequence[str] = case.get("headings", ())
    below = tuple(replace(s, headings=(*headings, *s.headings)) if s.start >= body else s for s in found)
    source = Source("corpus.txt", case.get("title", "工会工作"), ORGANISATION, REGION, Period(YEAR, YEAR))
    return Report("corpus", source, text, below, furniture)
