"""The originals and their gold, where KG_ORIGINALS and KG_GOLD name them: every figure's quote is in a sentence."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.model import Report, Source
from kg.reading import read_report, repair

ORIGINALS, GOLD = (Path(os.environ.get(name, "nowhere")) for name in ("KG_ORIGINALS", "KG_GOLD"))
REPORTS = sorted(ORIGINALS.glob("*.txt")) if ORIGINALS.is_dir() else []
JUDGED = [path for path in REPORTS if (GOLD / f"{path.stem}.facts.jsonl").is_file()]
pytestmark = pytest.mark.skipif(not REPORTS, reason="KG_ORIGINALS names no folder of reports")


def rows(path: Path, kind: str) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, (GOLD / f"{path.stem}.{kind}.jsonl").read_text("utf-8").splitlines())


def bare(text: str) -> str:
    """A text without script, width, spaces and marks, as far as comparing wants it."""
    clean = repair(unicodedata.normalize("NFKC", text)).clean
    return re.sub(r"[^0-9a-z.%一-鿿]", "", clean.lower())


def same(ours: str, gold: str) -> bool:
    """Whether two sentences are one, a clause or a damaged place aside."""
    return ours in gold or gold in ours or ours[:10] == gold[:10]


def stretches(report: Report) -> tuple[list[str], list[str]]:
    sentences = [report.text.raw[slice(*report.text.span(s.start, s.end))] for s in report.sentences]
    furniture = [report.text.raw[slice(*report.text.span(s.start, s.end))] for s in report.furniture]
    return list(map(bare, sentences)), list(map(bare, furniture))


@pytest.mark.parametrize("path", JUDGED, ids=lambda path: path.stem)
def test_every_quote_of_the_gold_is_in_the_sentence_of_the_gold(path: Path) -> None:
    sentences, _ = stretches(read_report(path, Source(path.name)))
    facts = [(bare(row["quote"]), bare(row["sentence"])) for row in rows(path, "facts")]
    lost = [q for q, s in facts if not any(q in ours and same(ours, s) for ours in sentences)]
    assert [] == lost
    assert sum(s in sentences for _, s in facts) >= 0.65 * len(facts)  # the gold cuts some enumerations at ;


@pytest.mark.parametrize("path", JUDGED, ids=lambda path: path.stem)
def test_every_number_that_the_gold_skips_is_somewhere(path: Path) -> None:
    sentences, furniture = stretches(read_report(path, Source(path.name)))
    texts = [bare(row["text"]) for row in rows(path, "skips")]
    assert [] == [text for text in texts if not any(text in ours for ours in (*sentences, *furniture))]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_every_digit_is_in_one_sentence_or_one_piece_of_furniture(path: Path) -> None:
    report = read_report(path, Source(path.name))
    owners = [0] * len(report.text.raw)
    for stretch in (*report.sentences, *report.furniture):
        for at in range(*report.text.span(stretch.start, stretch.end)):
            owners[at] += 1
    assert {1} == {owners[match.start()] for match in re.finditer(r"\d", report.text.raw)}


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_the_source_is_settled(path: Path) -> None:
    source = read_report(path, Source(path.name)).source
    assert source.title and source.organisation and source.region and source.period
    assert path.stem.rpartition("-")[2] == source.period.end
