"""A report's sentences, one after the other, to facts, entities, relations and skips."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.context import Context
from kg.extract.entities import entities
from kg.extract.facts import Place, read_facts
from kg.extract.relation.rules import find_relations
from kg.extract.sentence import read_sentence
from kg.model import Extraction, Fact, Report, Skip

DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def extract(report: Report) -> Extraction:
    """Read a report: no I/O, no clock; the same report gives the same extraction."""
    context = Context.of(report)
    facts: list[Fact] = []
    skips = [_raw(report, 0, skip) for skip in report.furniture]
    read = [(sentence, read_sentence(sentence.text, context.home, context.clock)) for sentence in report.sentences]
    context.about(report, read)
    for sentence, reading in read:
        context.enter(sentence)
        facts += read_facts(Place(report, sentence, reading, context))
        skips += [_raw(report, sentence.start, skip) for skip in reading.skips]
        context.leave(sentence, reading)
    skips += _left_over(report, facts, skips)
    found = entities(report, read)
    relations = find_relations(report, read, facts, found)
    return Extraction(report, tuple(facts), found, relations, tuple(sorted(skips, key=lambda s: (s.start, s.end))))


def _raw(report: Report, offset: int, skip: Skip) -> Skip:
    start, end = report.text.span(offset + skip.start, offset + skip.end)
    return Skip(start, end, skip.reason, skip.rule)


def _left_over(report: Report, facts: Sequence[Fact], skips: Sequence[Skip]) -> list[Skip]:
    """Digits that no sentence holds: kept in the ledger as unread, never dropped."""
    covered = [False] * len(report.text.raw)
    for start, end in [*((f.number_start, f.number_end) for f in facts), *((s.start, s.end) for s in skips)]:
        covered[start:end] = [True] * (end - start)
    return [
        Skip(m.start(), m.end(), "unread", "ledger/outside-sentences")
        for m in DIGITS.finditer(report.text.raw)
        if not all(covered[m.start() : m.end()])
    ]
