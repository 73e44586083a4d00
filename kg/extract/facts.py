"""From the figures of one sentence to facts: each with what its words, its sentence and its section settle about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.context import Context, as_of, began, time_of
from kg.extract.lexicon import alternation, any_of, lexicon
from kg.extract.measure.indicator import indicator_of
from kg.extract.measure.rules import Measure
from kg.extract.organisation.rules import Organisation, actor
from kg.extract.program.binding import Around
from kg.extract.program.labels import under
from kg.extract.program.lines import lines_of
from kg.extract.quantity.rules import Quantity
from kg.extract.sentence import Reading
from kg.extract.status.aspects import Words, aspect_of, is_base, shared_aspect
from kg.extract.status.levels import level_told, levels_of
from kg.extract.status.planning import numbered, over, what_is_planned
from kg.extract.status.rules import announces, status_of, told_as_done
from kg.extract.time.clock import SESSION
from kg.extract.time.rules import Time
from kg.model import Aspect, Fact, Period, Report, Sentence, Status

LONGEST_QUOTE = 40  # characters
FROM_LAST_YEAR = re.compile(f"[由从]{alternation(lexicon('time')['told_year']['last'])}[^,;\\d]{{0,4}}$")
BASES = lexicon("time")["course_base"]
FROM_THE_FIRST = re.compile(f"[由从]{alternation(BASES['first'])}")
FROM_NEW_YEAR = any_of(BASES["new_year"])
NEW_COURSE = frozenset(BASES["year"])
LIMITED = frozenset({"at_least", "at_most"})
LEVELS = tuple(lexicon("status")["rate"]["levels"])
ONESELF = re.compile(
    f"我(?!{alternation(lexicon('status')['oneself']['not'])})|{alternation(lexicon('status')['oneself']['words'])}"
)
TASK = any_of(lexicon("status")["planned"]["set_tasks"])
FIRST_YEAR = 1900  # 去年 of a report that tells no year at all is none
UNTIL = tuple(lexicon("time")["until"]["words"])
DEEDS = tuple(lexicon("status")["stock"]["events"])
SINCE = any_of(lexicon("time")["ever_since"]["words"])
SINCE_THEN = any_of(lexicon("time")["ever_since"]["then"])


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
    actors = context.actors(reading)
    around = Around(
        reading.programs,
        under(place.sentence.headings, context.label),
        context.plan,
        context.run,
        tuple(context.named.values()),
        topic=context.subject.program if context.subject and context.subject.titled else None,
        opening=context.subject.program if context.subject and not context.subject.titled else None,
    )
    levels = levels_of(reading.measures)
    end, before = 0, context.aspect
    for q, m, level in zip(reading.quantities, reading.measures, levels, strict=True):
        clause = re.split("[,;:。]", reading.text[: q.start])[-1]
        by = _actor(place, actors, q)
        fact = replace(_fact(place, around, q, m, by), level=level or level_told(clause, reading.text[q.end :]))
        if before:
            words = Words(_segment(reading.text, q), reading.text[q.end :])
            between = reading.text[end : q.start] if end else "。"
            fact = replace(fact, aspect=shared_aspect(q, m, words, between, (before, fact.aspect)))
        end, before = q.end, fact.aspect
        context.bound, context.shown = around.bound.name if around.bound else None, around.examples
        yield fact


def _fact(place: Place, around: Around, q: Quantity, m: Measure, by: tuple[str | None, str]) -> Fact:
    """One figure with what its words, its sentence and its context settle; the level is told by its neighbours."""
    text, sentence, raw = place.reading.text, place.sentence, place.report.text.span
    part = _segment(text, q)
    time = _time(place, q)
    context = place.context
    status, by_status = _status(place, q, part, time)
    words = Words(part, text[q.end :], time, None if time else context.told, context.years, status == "planned")
    aspect, by_aspect = aspect_of(q, m, words)
    period = _period(place, (q, m), time, status, aspect)
    if is_base(m, words) and (begun := _begun(place, time, words.clause)):
        status, by_status, period = "actual", "status/base-of-a-course", begun
    elif is_base(m, words):
        status = "actual"  # 协会由12个增加到15个, in a report of plans: it has begun
    organisation, by_actor = by
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
        indicator=indicator_of(m.name, q.unit, by_aspect == "aspect/built-in-a-year", lines_of(program)),
        programs=(program,) if program else (),
        organisations=(organisation,) if organisation else (),
        period=period if period and int(period.start[:4]) >= FIRST_YEAR else None,
        rules=(q.rule, m.rule, by_status, by_aspect, by_program, by_actor, time.rule if time else "time/of-the-report"),
    )


def _status(place: Place, q: Quantity, part: str, time: Time | None) -> tuple[Status, str]:
    """What the words around a figure say; else a year to come (2030年) and a report of plans make it planned."""
    text, context = place.reading.text, place.context
    headings = " ".join(place.sentence.headings)
    earlier = text[: q.start - len(part)]
    limited = q.bound in LIMITED
    status, rule = status_of(part, _opening(text, q), text[q.end :], headings, context.lead_in, limited, earlier)
    if status != "actual":
        return status, rule
    if context.planning and numbered(text) and not over(text):
        return "planned", "status/list-goes-on"
    if time and (time.rule == "time/years-ahead" or context.clock.ahead(time.period)) and not SESSION.search(text):
        return "planned", "status/in-a-year-to-come"
    planned = context.plans and not _past(text, time, context)
    return ("planned", "status/report-of-plans") if planned else (status, rule)


def _time(place: Place, q: Quantity) -> Time | None:
    """The time that the sentence tells; 从那时起 runs from the one that an earlier sentence told."""
    reading, clock = place.reading, place.context.clock
    time = time_of(reading.times, q.start, reading.text)
    then = SINCE_THEN.search(reading.text, 0, q.start)
    reported = str(clock.reported)
    if time or not then or not clock.told or clock.told.start[:4] > reported:
        return time
    return Time(*then.span(), Period(clock.told.start[:4], reported), False, "period", "time/year-onward")


def _begun(place: Place, time: Time | None, clause: str) -> Period | None:
    """When a course began: 由上年的78%提高到86%, 2016年由40家增至60家, 五年来…。会员由3万人增至5万人.

    今年由60元提高到80元 began in the year before, 由最初的18家 in the first year that the sentence told.
    """
    clock, told = place.context.clock, place.context.told
    if FROM_LAST_YEAR.search(clause):
        return _year(clock.reported - 1)
    text = place.reading.text
    beginnings = [t.period for t in place.reading.times if t.start < text.rfind(clause) and began(t, text)]
    if beginnings:  # 基层工会由2015年底的40家增至60家,会员由3万人增至5万人
        return beginnings[-1]
    times = [t.period.start[:4] for t in place.reading.times if t.role == "period"]
    if times and FROM_THE_FIRST.search(clause):
        return _year(int(min(times)))
    if time is None:
        spans = told is not None and told.period.start[:4] < told.period.end[:4]
        return _before(told.period) if told and spans else None
    if place.reading.text[time.start : time.end] in NEW_COURSE and not FROM_NEW_YEAR.search(clause):
        return _year(int(time.period.start[:4]) - 1)
    return _before(time.period)


def _year(year: int) -> Period:
    """One whole year."""
    return Period(f"{year:04}", f"{year:04}")


def _before(period: Period) -> Period:
    """When a course over years began: the first of them; a single year is not told further."""
    spans = period.start[:4] < period.end[:4]
    return Period(period.start[:4], period.start[:4]) if spans else period


def _past(text: str, time: Time | None, context: Context) -> bool:
    """Whether a sentence of a plan tells the past: by its words, the day it tells or the years it names."""
    before = time is not None and int(time.period.end[:4]) < context.clock.this_year
    return told_as_done(text) or before or (time is not None and time.role == "date")


def _period(
    place: Place, figure: tuple[Quantity, Measure], time: Time | None, status: Status, aspect: Aspect
) -> Period | None:
    """The time told before the figure, else the paragraph's; 到2025年 plans until then, 2016年…,此后 runs on to now."""
    q, m = figure
    reported, text = str(place.context.clock.reported), place.reading.text
    if aspect == "delta" and (since := _since_baseline(place.reading, q, _year_end(time, reported))):
        return since
    told = time or place.context.told
    if told and SINCE.search(text[time.end if time else 0 : q.start]) and told.period.end[:4] < reported:
        return as_of(Period(told.period.start, reported), aspect)
    if time is None:
        level = aspect == "rate" and status == "actual" and m.name.endswith(LEVELS)
        return as_of(_carried(place, q, status), "stock" if level else aspect)
    until = text[: time.start].endswith(UNTIL) and time.period.end[:4] > str(int(reported) + 1)
    if until and status != "actual" and (aspect in ("flow", "delta") or m.name.startswith(DEEDS)):
        begins = int(reported) + (place.context.years > 1)  # the years of a congress are over
        return Period(str(begins), time.period.end[:4])
    return as_of(time.period, aspect)


def _year_end(time: Time | None, reported: str) -> str:
    """The year up to which a change is told: 截至2021年底,…比2020年底减少66户."""
    return time.period.end[:4] if time and time.as_of else reported


def _since_baseline(reading: Reading, q: Quantity, reported: str) -> Period | None:
    """比2011年底净增会员7.4万名, told in 2016: what was added in 2012–2016."""
    near = [t for t in reading.times if t.role == "baseline" and t.rule == "time/end-of-year" and t.end <= q.start]
    near = [t for t in near if not re.search(r"[,;\d]", reading.text[t.end : q.start])]
    first = str(int(near[-1].period.end[:4]) + 1) if near else ""
    return Period(first, reported) if "" < first <= reported else None


def _carried(place: Place, q: Quantity, status: Status) -> Period | None:
    """The period that an earlier sentence or a heading settles; no plan is of a year past.

    2022年发放90万元。接下来计划再投80万元 plans in the report's own year; a person tells of himself as of its end.
    """
    clock, period = place.context.clock, place.context.period(place.sentence)
    now = max(clock.reported, clock.this_year)
    over = period and (period.end[:4] < str(now) or (period != clock.period and _ended(period, now)))
    if over and status == "planned" and not TASK.search(_segment(place.reading.text, q)):
        return _year(now)
    return as_of(period, "stock") if _of_oneself(place.reading.text, q.start) else period


def _ended(period: Period, now: int) -> bool:
    """Whether a span told before runs up to now: 三年来…。年底前还将新建12处 is of this year alone."""
    return period.start[:4] < period.end[:4] == str(now)


def _of_oneself(text: str, position: int) -> bool:
    """Whether a figure stands in a quotation in which a person tells of himself: “互助金补助了6300元,我家松了口气."""
    start, end = text.rfind("“", 0, position), text.find("”", position)
    quoted = text[start : end if end > 0 else len(text)] if start >= 0 else ""
    return "”" not in quoted[: position - start] and bool(ONESELF.search(quoted))


def _segment(text: str, q: Quantity) -> str:
    """A sentence from its last ; up to the number."""
    return text[max(text.rfind(mark, 0, q.start) for mark in ";。") + 1 : q.start]


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


def _actor(place: Place, actors: Sequence[Organisation], q: Quantity) -> tuple[str | None, str]:
    """Who acted: the subject of the sentence so far, else whose the passage is."""
    org = actor(actors, place.reading.doc, q.start)
    if org and org.type != "union" and place.context.home.is_set_in(org.name):
        return place.context.home.name, "organisation/reporting-union"
    return (org.name, org.rule) if org else place.context.left_to(place.sentence, q.start)
