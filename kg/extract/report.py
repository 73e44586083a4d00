"""A report's sentences, one after the other, to facts: each figure with what its surroundings settle about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.entities import entities
from kg.extract.measure.indicator import indicator_of
from kg.extract.measure.rules import Measure
from kg.extract.organisation.rules import Home, actor, home_of
from kg.extract.program.binding import Around, topic_of
from kg.extract.program.rules import Program
from kg.extract.quantity.rules import Quantity
from kg.extract.sentence import PLAIN, Reading, read_sentence
from kg.extract.status.rules import aspect_of, bare_levels, status_of
from kg.extract.time.rules import Clock, Time, clock_of, find_times
from kg.model import Extraction, Fact, Period, Report, Sentence, Skip

DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
BULLET = re.compile(r"(?:^|\n)[ \t]*[-●·•◆■★▪○*][ \t]*$")
CARRIED = frozenset({"time/year", "time/look-back", "time/year-onward", "time/end-of-year"})  # times that hold for later sentences
UNKNOWN = Period("0000", "0000")


@dataclass
class Context:
    """What earlier sentences settle for later ones; it is forgotten where its paragraph or section ends."""

    home: Home
    clock: Clock
    told: Period | None = None
    paragraph: int = -1
    run: list[Program] = field(default_factory=list)
    plan: list[Program] = field(default_factory=list)
    lead_in: str | None = None
    in_list: bool = False
    topic: str | None = None
    previous: Sentence | None = None


def extract(report: Report) -> Extraction:
    """Read a report: no I/O, no clock; the same report gives the same extraction."""
    home = home_of(report.source.organisation, report.source.region)
    title = report.source.title or report.text.clean.strip()[:60]
    context = Context(home, clock_of(report.source.period or UNKNOWN, report.source.published, title))
    facts: list[Fact] = []
    skips: list[Skip] = []
    read: list[tuple[Sentence, Reading]] = []
    for sentence in map(_plain, report.sentences):
        reading = read_sentence(sentence.text, home, context.clock)
        _enter(context, sentence, is_item(report, sentence))
        facts += read_facts(report, sentence, reading, context)
        skips += [_raw(report, sentence.start, skip) for skip in reading.skips]
        _leave(context, sentence, reading)
        read.append((sentence, reading))
    skips += [_raw(report, 0, skip) for skip in report.furniture]
    skips += _left_over(report, facts, skips)
    return Extraction(report, tuple(facts), entities(report, read), (), tuple(sorted(skips, key=lambda s: (s.start, s.end))))


def _plain(sentence: Sentence) -> Sentence:
    """The sentence with its headings' marks in ASCII, as the rules write them; no offset moves."""
    return replace(sentence, text=sentence.text.translate(PLAIN), headings=tuple(h.translate(PLAIN) for h in sentence.headings))


def is_item(report: Report, sentence: Sentence) -> bool:
    """Whether the sentence begins a list item: a bullet stands before it on its line."""
    return bool(BULLET.search(report.text.clean[max(0, sentence.start - 8) : sentence.start]))


def _enter(context: Context, sentence: Sentence, item: bool) -> None:
    """Forget the paragraph before, unless it introduces the list that begins here."""
    if sentence.paragraph == context.paragraph:
        return
    if item and not context.in_list and context.previous:
        context.lead_in, context.plan = context.previous.text, context.run[-1:]
    elif not item:
        context.lead_in, context.plan = None, []
    context.in_list = item
    context.run, context.told = [], None
    context.paragraph = sentence.paragraph


def _leave(context: Context, sentence: Sentence, reading: Reading) -> None:
    if context.topic is None:
        context.topic = topic_of(reading.programs)
    if led := [p for p in reading.programs if p.led]:
        context.run = led
    if periods := [t for t in reading.times if t.role == "period" and t.rule in CARRIED and _tells_when(t, reading.text)]:
        context.told = periods[-1].period
    context.previous = sentence


def _period_of_section(sentence: Sentence, context: Context) -> Period:
    """The year told before in the paragraph, else the one that a heading sets (展望2023), else the report's period."""
    if context.told:
        return context.told
    for heading in reversed(sentence.headings):
        times = [t for t in find_times(heading, context.clock) if t.role == "period"]
        if times:
            return times[-1].period
    return context.clock.period


def read_facts(report: Report, sentence: Sentence, reading: Reading, context: Context) -> Iterator[Fact]:
    """The facts of one sentence, in raw offsets."""
    around = Around(reading.programs, sentence.headings, context.plan, context.run, topic=context.topic)
    previous: Fact | None = None
    levels = bare_levels(reading.measures)
    for q, m, level in zip(reading.quantities, reading.measures, levels, strict=True):
        fact = _fact(report, sentence, reading, context, around, q, m)
        if previous and _is_part(reading.text, q, m):
            fact = replace(fact, aspect=previous.aspect)
        previous = replace(fact, level=level)
        yield previous


def _is_part(text: str, q: Quantity, m: Measure) -> bool:
    """发展会员5600人,其中农民工会员4000人: a part without a verb of its own is of its whole's aspect."""
    clause = re.split("[,;。:]", text[: q.start])[-1]
    return "其中" in clause and not m.verb and not m.complement and q.kind == "count"


def _fact(
    report: Report, sentence: Sentence, reading: Reading, context: Context, around: Around, q: Quantity, m: Measure
) -> Fact:
    text = reading.text
    segment = text[max(text.rfind(";", 0, q.start), text.rfind("。", 0, q.start)) + 1 : q.start]
    time = _time_of(reading.times, q, text)
    status, status_rule = status_of(segment, _opening(text, q), text[q.end :], " ".join(sentence.headings), context.lead_in)
    aspect, aspect_rule = aspect_of(q, m, segment, time)
    organisation, organisation_rule = organisation_of(reading, q, context)
    start, end = _quote(q, m)
    program, program_rule = around.of(text, start, end, m)
    offset = sentence.start
    raw = report.text.span
    return Fact(
        *raw(offset + start, offset + end),
        *raw(offset + q.number_start, offset + q.end),
        *raw(*_part(sentence, q.start)),
        heading=sentence.headings[-1] if sentence.headings else None,
        value=float(q.value), value_max=float(q.value_max) if q.value_max is not None else None,
        unit=q.unit, unit_text=q.unit_text, bound=q.bound, status=status, aspect=aspect,
        measure=m.name or None, indicator=indicator_of(m.name, q.unit),
        programs=(program,) if program else (), organisations=(organisation,) if organisation else (),
        period=time.period if time else _period_of_section(sentence, context),
        rules=(q.rule, m.rule, status_rule, aspect_rule, program_rule, organisation_rule, time.rule if time else "time/of-the-report"),
    )  # fmt: skip


def _opening(text: str, q: Quantity) -> str:
    """The first clause of the sentence, where it is not the figure's own."""
    first = re.split("[,;:]", text)[0]
    return first if len(first) < q.start else ""


def _part(sentence: Sentence, position: int) -> tuple[int, int]:
    """The part of a sentence, between semicolons that no quotation or bracket holds, in which a figure stands."""
    depth, edges = 0, [0]
    for i, c in enumerate(sentence.text):
        depth += (c in "“《(") - (c in "”》)")
        if c == ";" and depth <= 0:
            edges.append(i + 1)
    start = max(e for e in edges if e <= position)
    end = min((e for e in edges if e > position), default=len(sentence.text))
    return sentence.start + start, sentence.start + end


def _quote(q: Quantity, m: Measure) -> tuple[int, int]:
    """Number, unit and counted thing as one stretch, no longer than 40 characters."""
    start, end = q.start, q.end
    if m.start is not None and m.end is not None and max(end, m.end) - min(start, m.start) <= 40:
        return min(start, m.start), max(end, m.end)
    return start, end


def _time_of(times: Sequence[Time], q: Quantity, text: str) -> Time | None:
    """The last time before the figure in its sentence that tells when; not a baseline, not one inside a name."""
    before = [t for t in times if t.end <= q.start and t.role in ("period", "date") and _tells_when(t, text)]
    return before[-1] if before else None


def _tells_when(time: Time, text: str) -> bool:
    """2019年8月,… and 2019年新建… tell when; 承办了2019年…夏令营 and 2022年度…实事 are parts of names."""
    before, after = text[: time.start], text[time.end :]
    if re.search(r"[“《][^”》]*$", before) or re.match(r"(?:和(?:19|20)\d\d年)?[^,。;]{1,4}的", after):
        return False
    return (
        not re.search(r"(?:承办|举办|举行|召开|开展|参加|纳入|组织|实施|获|列入|推进|完成|为|的|庆祝|启动)了?$", before)
        or after[:1] in ",、"
    )


def organisation_of(reading: Reading, q: Quantity, context: Context) -> tuple[str | None, str]:
    """Who acted: the subject of the sentence so far, else the reporting union."""
    org = actor(reading.organisations, reading.doc, q.start)
    if org:
        return org.name, org.rule
    return context.home.name, "organisation/reporting-union"


def _raw(report: Report, offset: int, skip: Skip) -> Skip:
    start, end = report.text.span(offset + skip.start, offset + skip.end)
    return Skip(start, end, skip.reason, skip.rule)


def _left_over(report: Report, facts: Sequence[Fact], skips: Sequence[Skip]) -> list[Skip]:
    """Digits that no sentence holds: kept in the ledger as unread, never dropped."""
    spans = sorted([(f.number_start, f.number_end) for f in facts] + [(s.start, s.end) for s in skips])
    return [
        Skip(m.start(), m.end(), "unread", "ledger/outside-sentences")
        for m in DIGITS.finditer(report.text.raw)
        if not any(a <= m.start() and m.end() <= b for a, b in spans)
    ]
