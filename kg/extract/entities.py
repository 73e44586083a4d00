"""Entities of a report: every organisation, program and named person once, with all its mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.extract.program.rules import by_name, kind_of
from kg.extract.sentence import Reading
from kg.model import Entity, Mention, Report, Sentence

Read = Sequence[tuple[Sentence, Reading]]


def entities(report: Report, read: Read) -> tuple[Entity, ...]:
    """The organisations, programs and persons that the sentences name, in order of first mention."""
    return (*_organisations(report, read), *_programs(report, read))


def _organisations(report: Report, read: Read) -> Iterable[Entity]:
    found: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    rules: dict[tuple[str, str], str] = {}
    for sentence, reading in read:
        for org in reading.organisations:
            key = (org.name, org.type)
            found[key].append(_mention(report, sentence, org.start, org.end))
            rules.setdefault(key, org.rule)
    for (name, kind), mentions in found.items():
        person = kind == "person"
        yield Entity("person" if person else "org", name, None if person else kind, tuple(mentions), None, rules[name, kind])


def _programs(report: Report, read: Read) -> Iterable[Entity]:
    found: dict[str, list[Mention]] = defaultdict(list)
    rules: dict[str, str] = {}
    for sentence, reading in read:
        for program in reading.programs:
            found[program.name].append(_mention(report, sentence, program.start, program.end))
            rules.setdefault(program.name, program.rule)
    for name, mentions in found.items():
        concept = by_name().get(name)
        kind = concept.kind if concept else kind_of(name)
        yield Entity("program", name, kind, tuple(mentions), None, rules[name])


def _mention(report: Report, sentence: Sentence, start: int, end: int) -> Mention:
    return Mention(*report.text.span(sentence.start + start, sentence.start + end))
