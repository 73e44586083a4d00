"""From the figures of one sentence to facts: each with what its words, its sentence and its section settle about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.context import Context, as_of, time_of
from kg.extract.lexicon import alternation, lexicon
from kg.extract.measure.indicator import indicator_of
from kg.extract.measure.rules import Measure
from kg.extract.organisation.rules import actor
from kg.extract.program.binding import Around
from kg.extract.quantity.rules import Quantity
from kg.extract.sentence import Reading
from kg.extract.status.levels import level_told, levels_of
from kg.extract.status.rules import announces, aspect_of, status_of, told_as_done, what_is_planned
from kg.extract.time.rules import Time
from kg.model import Aspect, Fact, Period, Report, Sentence, Status

LONGEST_QUOTE = 40  # characters
UNTIL = tuple(lexicon("time")["until"]["words"])
DEEDS = tuple(lexicon("status")["stock"]["events"])
SINCE = re.compile(alternation(lexicon("time")["ever_since"]["words"]))


@dataclass(frozen=True, slots=True)
class Place:
    """Where figures stand: a sentence of a report, as read, with what came before it."""

    report: Report
    sentence: Sentence
    reading: Reading
    context: Context


def read_facts(place: Place) -> Iterator[Fact]:
    """The facts of one sentence, in raw offsets."""
    reading, context = place.reading, place.context
    around = Around(
        reading.programs,
        place.sentence.headings,
        context.plan,
        context.run,
        context.named,
        topic=context.subject.program if context.subject and context.subject.titled else None,
        opening=context.subject.program if context.subject and not context.subject.titled else None,
    )
    levels = levels_of(reading.measures)
    previous: Fact | None = None
    for q, m, level in zip(reading.quantities, reading.measures, levels, strict=True):
        clause = re.split("[,;:。]", reading.text[: q.start])[-1]
        fact = replace(_fact(place, around, q, m), level=level or level_told(clause))
        if previous and _is_part(reading.text, q, m):
            fact = replace(fact, aspect=previous.aspect)
        previous = fact
        yield fact


def _fact(place: Place, around: Around, q: Quantity, m: Measure) -> Fact:
    text, sentence, raw = place.reading.text, place.sentence, place.report.text.span
    part = text[max(text.rfind(mark, 0, q.start) for mark in ";。") + 1 : q.start]
    time = time_of(place.reading.times, q.start, text)
    headings = " ".join(sentence.headings)
    status, by_status = status_of(part, _opening(text, q), text[q.end :], headings, place.context.lead_in)
    if status == "actual" and place.context.plans and not told_as_done(text):
        status, by_status = "planned", "status/report-of-plans"
    aspect, by_aspect = aspect_of(q, m, part, time, None if time else place.context.told, place.context.years)
    organisation, by_actor = _actor(place, q)
    start, end = _quote(q, m)
    program, by_program = around.of(text, start, end, m)
    return Fact(
        *raw(sentence.start + start, sentence.start + end),
        *raw(sentence.start + q.number_start, sentence.start + q.end),
        *raw(*_part(sentence, q.start)),
        heading=sentence.headings[-1] if sentence.headings else None,
        value=float(q.value),
        value_max=float(q.value_max) if q.value_max is not None else None,
        unit=q.unit,
        unit_text=q.unit_text,
        bound=q.bound,
        status=status,
        aspect=aspect,
        measure=m.name or None,
        indicator=indicator_of(m.name, q.unit, by_aspect == "aspect/built-in-a-year"),
        programs=(program,) if program else (),
        organisations=(organisation,) if organisation else (),
        period=_period(place, (q, m), time, status, aspect),
        rules=(q.rule, m.rule, by_status, by_aspect, by_program, by_actor, time.rule if time else "time/of-the-report"),
    )


def _period(
    place: Place, figure: tuple[Quantity, Measure], time: Time | None, status: Status, aspect: Aspect
) -> Period | None:
    """The time told before the figure, else the paragraph's; 到2025年 plans until then, 2016年…,此后 runs on to now."""
    q, m = figure
    reported, text = str(place.context.clock.reported), place.reading.text
    told = time or place.context.told
    if told and SINCE.search(text[time.end if time else 0 : q.start]) and told.period.end[:4] < reported:
        return as_of(Period(told.period.start, reported), aspect)
    if time is None:
        return as_of(place.context.period(place.sentence), aspect)
    until = text[: time.start].endswith(UNTIL) and time.period.end[:4] > reported
    if until and status != "actual" and (aspect == "flow" or m.name.startswith(DEEDS)):
        return Period(reported, time.period.end[:4])
    return time.period


def _is_part(text: str, q: Quantity, m: Measure) -> bool:
    """发展会员5600人,其中农民工会员4000人: a part without a verb of its own is of its whole's aspect."""
    clause = re.split("[,;。:]", text[: q.start])[-1]
    return "其中" in clause and not m.verb and not m.complement and q.kind == "count"


def _opening(text: str, q: Quantity) -> str:
    """The first clause of the sentence, where it is not the figure's own; of 会议明确,明年将… what it announces."""
    first, *others = re.split("[,;:]", text)
    if others and announces(first) and (plan := what_is_planned(others[0])) and len(first) + len(others[0]) < q.start:
        return plan
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
    """Number, unit and counted thing as one stretch; the number alone where they stand far apart."""
    if m.start is None or m.end is None:
        return q.start, q.end
    start, end = min(q.start, m.start), max(q.end, m.end)
    return (start, end) if end - start <= LONGEST_QUOTE else (q.start, q.end)


def _actor(place: Place, q: Quantity) -> tuple[str | None, str]:
    """Who acted: the subject of the sentence so far, else the reporting union."""
    org = actor(place.reading.organisations, place.reading.doc, q.start)
    return (org.name, org.rule) if org else (place.context.home.name, "organisation/reporting-union")
