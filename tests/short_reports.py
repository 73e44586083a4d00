"""Short reports made from the sentences of a corpus, and their facts: what the corpus runners share."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.extract import extract
from kg.model import Fact, Period, Report, Sentence, Source
from kg.reading import repair, sentences

KG = Path(__file__).parent.parent / "kg"
ORGANISATION, REGION, YEAR = "衢州市总工会", "衢州市", "2023"
Case = dict[str, Any]


def cases(corpus: str) -> list[Any]:
    """The cases of a corpus below kg/extract, one test each; a known gap has to fail until the rule has come."""
    with (KG / "extract" / corpus).open("rb") as lines:
        found: list[Case] = tomllib.load(lines)["case"]
    return [pytest.param(case, id=f"{case['phrasing']}-{number}", marks=_marks(case)) for number, case in enumerate(found, 1)]


def _marks(case: Case) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason=case["reason"])] if case.get("known_gap") else []


def report_of(
    paragraphs: Sequence[str], headings: Sequence[str] = (), title: str | None = None, lead_in: str | None = None
) -> Report:
    """A report of `paragraphs` below `headings`; a `lead_in` makes the first one an item of the list that it introduces."""
    lines = [lead_in, f"- {paragraphs[0]}", *paragraphs[1:]] if lead_in else list(paragraphs)
    text = repair("\n".join([*([title] if title else []), *map(str, lines)]))
    found, furniture = sentences(text)
    title_end = len(title) if title else 0
    told = tuple(_below(headings, s) if s.start >= title_end else s for s in found)
    source = Source("corpus.txt", title or "工会工作", ORGANISATION, REGION, Period(YEAR, YEAR))
    return Report("corpus", source, text, told, furniture)


def _below(headings: Sequence[str], sentence: Sentence) -> Sentence:
    return replace(sentence, headings=(*headings, *sentence.headings))


def read(report: Report, wanted: Sequence[Case]) -> list[Fact]:
    """The facts whose numerals are the surfaces of `wanted`, one each, in order; all facts must be wanted."""
    facts = sorted(extract(report).facts, key=lambda fact: fact.number_start)
    raw = report.text.raw
    assert [figure["surface"] for figure in wanted] == [raw[fact.number_start : fact.number_end] for fact in facts]
    return facts
