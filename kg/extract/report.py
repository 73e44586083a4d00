"""A report's sentences, one after the other, to facts, entities, relations and skips."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.context import Context, told_by
from kg.extract.entities import entities
from kg.extract.facts import Place, read_facts
from kg.extract.headline import told_below
from kg.extract.organisation.rules import Home
from kg.extract.relation.rules import find_relations
from kg.extract.sentence import Reading, read_sentence
from kg.extract.time.rules import Clock
from kg.model import Extraction, Fact, Report, Sentence, Skip

DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def extract(report: Report) -> Extraction:
    """Read a report: no I/O, no clock; the same report gives the same extraction."""
    context = Context.of(report)
    facts: list[Fact] = []
    skips = [_raw(report, 0, skip) for skip in report.furniture]
    read = list(read_all(report, context.home, context.clock))
    context.about(report, read)
    headline = 0
    for i, (sentence, reading) in enumerate(read):
        context.enter(sentence)
        told = list(read_facts(Place(report, sentence, reading, context)))
        facts += told
        headline = headline if i else len(facts)
        context.aspect = facts[-1].aspect if facts else None
        skips += [_raw(report, sentence.start, skip) for skip in reading.skips]
        context.leave(sentence, reading, told)
    facts[:headline] = told_below(facts[:headline], facts[headline:])
    skips += _left_over(report, facts, skips)
    found = entities(report, read)
    relations = find_relations(report, read, facts, found)
    return Extraction(report, tuple(facts), found, relations, tuple(sorted(skips, key=lambda s: (s.start, s.end))))


def read_all(report: Report, home: Home, clock: Clock) -> Iterator[tuple[Sentence, Reading]]:
    """The sentences with what each tells, in order: a time told holds for the words of the next.

    What a sentence counts, the next of its paragraph may break down by places.
    """
    before: tuple[Sentence, Reading] | None = None
    for sentence in report.sentences:
        told = before[1].counted if before and before[0].paragraph == sentence.paragraph else ()
        reading = read_sentence(sentence.text, home, clock, told)
        yield sentence, reading
        clock, before = told_by(reading, clock), (sentence, reading)


def _raw(report: Report, offset: int, skip: Skip) -> Skip:
    """A skip of a sentence, or of the clean text, in raw offsets."""
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
