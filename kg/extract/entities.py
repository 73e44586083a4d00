"""Entities of a report: every organisation, program and named person once, with all its mentions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.extract.lexicon import alternation, lexicon
from kg.extract.organisation.home import region_of
from kg.extract.organisation.resolving import Passage, gather, own_paper
from kg.extract.organisation.rules import Organisation, home_of, read_organisations
from kg.extract.program.merging import canonical, implied, is_named
from kg.extract.program.naming import by_label
from kg.extract.program.rules import Program, by_name, kind_of
from kg.extract.sentence import Read
from kg.model import Entity, Mention, Report, Sentence

PRINTED_ALONG = frozenset({"byline", "dateline", "masthead", "advertisement"})  # furniture that names who made the page
OWN_PAPER = re.compile(f"本报(?={alternation(lexicon('organisation')['own_paper']['behind'])})")


def entities(report: Report, read: Read) -> tuple[Entity, ...]:
    """The organisations, programs and persons that the sentences name, in order of first mention."""
    return (*_organisations(report, read), *_programs(report, read))


def _organisations(report: Report, read: Read) -> Iterable[Entity]:
    passages: list[Passage] = [(s.start, r.text, r.organisations) for s, r in read]
    printed = list(_printed_along(report))
    paper = own_paper(printed, report.source.publisher)
    if paper:
        passages += [(start, text, (*found, *_own_paper(text, paper))) for start, text, found in printed]
    else:
        passages += printed
    home = home_of(report.source.organisation, report.source.region)
    for found in gather(sorted(passages, key=lambda passage: passage[0])):
        mentions = tuple(Mention(*report.text.span(start, end)) for start, end in found.spans)
        if found.type == "person":
            yield Entity("person", found.name, None, mentions, None, found.rule)
        else:
            yield Entity("org", found.name, found.type, mentions, region_of(found.name, home), found.rule)


def _printed_along(report: Report) -> Iterable[tuple[int, str, Sequence[Organisation]]]:
    """Imprint, bylines and advertisements with the organisations that they name."""
    home = home_of(report.source.organisation, report.source.region)
    for skip in report.furniture:
        if skip.reason in PRINTED_ALONG:
            text = report.text.clean[skip.start : skip.end]
            yield skip.start, text, read_organisations(text, home)


def _own_paper(text: str, paper: str) -> Iterable[Organisation]:
    """本报: the paper that prints the report."""
    for m in OWN_PAPER.finditer(text):
        yield Organisation(m.start(), m.end(), paper, "media", "organisation/own-paper")


def _programs(report: Report, read: Read) -> Iterable[Entity]:
    named = canonical(p for _, reading in read for p in reading.programs)
    found: dict[str, list[Mention]] = defaultdict(list)
    seen: dict[str, list[Program]] = defaultdict(list)
    for sentence, reading in read:
        for program in reading.programs:
            name = named[program.name]
            found[name].append(_mention(report, sentence, program.start, program.end))
            seen[name].append(program)
    for name, mentions in found.items():
        surfaces = [report.text.raw[m.start : m.end] for m in mentions]
        if is_named(surfaces, seen[name]):
            concept = by_name().get(seen[name][0].concept or "") if name in by_label() else None
            kind = concept.kind if concept else kind_of(name)
            yield Entity("program", name, kind, tuple(mentions), None, seen[name][0].rule)
    yield from _implied(report, found, seen)


def _implied(report: Report, found: Mapping[str, list[Mention]], seen: Mapping[str, list[Program]]) -> Iterable[Entity]:
    """Programs that are named only inside the names of others."""
    inside: dict[str, tuple[list[Mention], str]] = {}
    for name, programs in seen.items():
        for other, rule in implied(programs[0]):
            if other not in found:
                parts = [_part(report.text.raw, mention, other) for mention in found[name]]
                inside.setdefault(other, ([], rule))[0].extend(parts)
    for name, (mentions, rule) in inside.items():
        yield Entity("program", name, kind_of(name), tuple(mentions), None, rule)


def _part(raw: str, mention: Mention, name: str) -> Mention:
    """The part of a mention that holds a name: from its first two characters, or its last six, to its last two."""
    surface = raw[mention.start : mention.end]
    start = max(surface.find(name[:2]), 0) if name in surface else max(surface.find(name[-6:][:2]), 0)
    end = surface.rfind(name[-2:])
    return Mention(mention.start + start, mention.start + end + 2) if end > start else mention


def _mention(report: Report, sentence: Sentence, start: int, end: int) -> Mention:
    return Mention(*report.text.span(sentence.start + start, sentence.start + end))
