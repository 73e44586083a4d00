"""Sentences made at random of the words that the rules look for: none stops a reading, and no digit is lost."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.extract import extract
from kg.model import Period, Report, Source
from kg.reading import repair, sentences

EXTRACT = Path(__file__).parent.parent / "kg" / "extract"
LINES, LONGEST = 1500, 14
FIGURES = (
    "3万元", "12家", "四季度", "去年9月", "前年", "2月3日", "95%", "八成", "1.5倍", "第3名", "600余人次", "每人300元",
    "百名", "2019年", "“十四五”", "1-6月", "2000—3000元", "3次", "(5人)", "近20户", "7.5个百分点", "一等奖", "0",
    "12351", "1+5+N",
)  # fmt: skip
GLUE = ("的", "和", "、", ",", ",", ";", ":", *"“”()《》", "等", "其中", "由", "被", "为", "有", "了", "占")


def vocabulary() -> list[str]:
    """Every word of the lexicons, in one order."""
    found: set[str] = set()
    for path in EXTRACT.glob("*/*.toml"):
        if "corpus" not in path.name:
            found.update(words(tomllib.loads(path.read_text("utf-8"))))
    return sorted(found)


def words(table: object) -> Iterator[str]:
    """The strings of a table, however deep."""
    if isinstance(table, str):
        yield table
    elif isinstance(table, list | dict):
        for item in table.values() if isinstance(table, dict) else table:
            yield from words(item)


def lines(seed: int) -> Iterator[str]:
    """Sentences of lexicon words, figures and glue."""
    dice, known = random.Random(seed), vocabulary()
    for _ in range(LINES):
        pools = (known, FIGURES, GLUE)
        yield "".join(dice.choice(dice.choice(pools)) for _ in range(dice.randrange(1, LONGEST))) + "。"


@pytest.mark.parametrize("period", [None, Period("2021", "2021"), Period("2016", "2020")], ids=str)
def test_no_sentence_stops_the_reading(period: Period | None) -> None:
    raw = "\n".join(lines(7))
    text = repair(raw)
    found, furniture = sentences(text)
    source = Source("fuzz.txt", "市总工会工作总结", "衢州市总工会", "衢州市", period)
    extraction = extract(Report("fuzz", source, text, found, furniture))
    told = [raw[f.number_start : f.number_end] for f in extraction.facts]
    assert len(told) > LINES / 2
    for fact in extraction.facts:
        assert fact.start <= fact.number_start < fact.number_end <= fact.end
        assert fact.period is None or re.fullmatch(r"(?:19|20)\d\d(?:-\d\d){0,2}", fact.period.start)
    spans = [(f.number_start, f.number_end) for f in extraction.facts] + [(s.start, s.end) for s in extraction.skips]
    held = {at for start, end in spans for at in range(start, end)}
    assert not [raw[max(at - 9, 0) : at + 9] for at in range(len(raw)) if raw[at].isdecimal() and at not in held]
