"""How a text is read, told line by line: words, spans, the rule behind each decision, facts, and what was rejected."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import UNKNOWN
from kg.extract.organisation.rules import home_of
from kg.extract.report import extract, read_all
from kg.extract.sentence import Reading
from kg.extract.time.rules import clock_of
from kg.model import Fact, Period, Report, Sentence, Source, Text
from kg.reading import repair, sentences
from kg.regions import regions


def explain(text: str, organisation: str | None = None, year: str | None = None) -> Iterator[str]:
    """The lines of `kg explain`: the text is read as a report of `organisation` about `year` would be."""
    repaired = repair(text)
    found, furniture = sentences(repaired)
    period = Period(year, year) if year else None
    source = Source("explain.txt", organisation=organisation, region=region_of(organisation), period=period)
    report = Report("explain", source, repaired, found, furniture)
    if repaired.clean != text:
        yield f"repaired  {repaired.clean}"
    home = home_of(source.organisation, source.region)
    for sentence, reading in read_all(report, home, clock_of(period or UNKNOWN, None, "")):
        yield from _sentence(sentence, reading)
    extraction = extract(report)
    for fact in extraction.facts:
        yield from _fact(repaired, fact)
    for skip in extraction.skips:
        yield f"skipped   {repaired.raw[skip.start : skip.end]}  because {skip.reason}  [{skip.rule}]"
    if not extraction.facts:
        yield "no figure was read"


def region_of(organisation: str | None) -> str | None:
    """The region whose name a union's name begins with: 淮南市总工会 → 淮南市; the longest one."""
    if not organisation:
        return None
    names = [region.name for region in regions() if organisation.startswith(region.name)]
    return max(names, key=len, default=None)


def _sentence(sentence: Sentence, reading: Reading) -> Iterator[str]:
    yield f"sentence  {sentence.text}" + (f"  under {' / '.join(sentence.headings)}" if sentence.headings else "")
    yield "words     " + " ".join(f"{word.text}/{word.tag_}" for word in reading.doc)
    yield from _spans(reading)


def _spans(reading: Reading) -> Iterator[str]:
    text = reading.text
    for time in reading.times:
        span = f"{time.period.start}–{time.period.end}"
        yield f"time      {text[time.start : time.end]} = {span} {time.role}  [{time.rule}]"
    for org in reading.organisations:
        yield f"actor     {text[org.start : org.end]} = {org.name} ({org.type})  [{org.rule}]"
    for program in reading.programs:
        run = "run here" if program.led else "mentioned"
        concept = f", variant of {program.concept}" if program.concept and program.concept != program.name else ""
        yield f"program   {text[program.start : program.end]} = {program.name} ({run}{concept})  [{program.rule}]"
    for q, m in zip(reading.quantities, reading.measures, strict=True):
        yield f"quantity  {text[q.start : q.end]} = {q.value} {q.unit} {q.bound}  [{q.rule}]"
        yield f"measure   verb {m.verb or '–'}, noun {m.noun or '–'}, deed {m.complement or '–'}  [{m.rule}]"


def _fact(text: Text, fact: Fact) -> Iterator[str]:
    value = f"{fact.value:g}" + (f"–{fact.value_max:g}" if fact.value_max is not None else "")
    yield f"fact      {text.raw[fact.start : fact.end]} = {value} {fact.unit}"
    programs, actors = ", ".join(fact.programs) or "–", ", ".join(fact.organisations) or "–"
    yield f"          measure {fact.measure} (indicator {fact.indicator or '–'})"
    yield f"          program {programs}; organisation {actors}"
    period = f"{fact.period.start}–{fact.period.end}" if fact.period else "no year told"
    told = [period, fact.bound, fact.status, fact.aspect, fact.level]
    yield "          " + ", ".join(filter(None, told))
    yield "          by " + ", ".join(fact.rules)
