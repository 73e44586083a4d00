"""Corrections applied to what was read from a report.

An entry whose figure reads as it should already is no longer needed, which is told; one that matches nothing is an
error. What was mended bears the rule `correction/by-hand` beside those by which it was read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kg.corrections.entries import ADD, DROP, FIELDS, Entry, details, parsed
from kg.model import Correction, Extraction, Fact, Period, Report, Skip

RULE = "correction/by-hand"
NUMBER = re.compile(r"[0-9０-９.．,，]+\S*")


def apply(extraction: Extraction, entries: Sequence[Entry]) -> tuple[Extraction, tuple[str, ...]]:
    """What was read with the corrections of its report applied, and the places of those no longer needed."""
    needless = []
    for entry in entries:
        _find_words(extraction.report, entry)
        mended = {DROP: _drop, ADD: _add}.get(entry.field, _change)(extraction, entry)
        if mended is extraction:
            needless.append(f"{entry.report} at {entry.start}: {entry.field}")
        extraction = mended
    return extraction, tuple(needless)


def _find_words(report: Report, entry: Entry) -> None:
    there = report.text.raw[entry.start : entry.start + len(entry.quote)]
    if there != entry.quote:
        raise entry.fault(f"matches nothing: at {entry.start} of {entry.report} stands {there!r}, not {entry.quote!r}")


def _meant(extraction: Extraction, entry: Entry) -> list[Fact]:
    """The figures of the number that an entry points to: by its own place, or by that of its quote."""
    end = entry.start + len(entry.quote)
    held = [fact for fact in extraction.facts if entry.start <= fact.number_start < end]
    meant = [fact for fact in held if entry.start in (fact.number_start, fact.start)] or held
    if len({fact.number_start for fact in meant}) > 1:
        places = ", ".join(str(fact.number_start) for fact in meant)
        raise entry.fault(f"{entry.quote!r} holds several figures; give one number's own offset, of {places}")
    return meant


def _change(extraction: Extraction, entry: Entry) -> Extraction:
    """One field of a figure is something else."""
    meant, new = _meant(extraction, entry), parsed(entry, entry.field, entry.new)
    name = FIELDS[entry.field].name
    if not meant:
        raise entry.fault(f"matches nothing: no figure was read at {entry.start} of {entry.report}; use add")
    if all(getattr(fact, name) == new for fact in meant):
        return extraction
    wrong = [fact for fact in meant if not entry.old or _reads(fact, entry)]
    if not wrong:
        raise entry.fault(f"matches nothing: {entry.field} was read as {_shown(meant[0], entry.field)!r}")
    mended = {id(fact): _marked(_with(fact, {name: new})) for fact in wrong}
    facts = tuple(mended.get(id(fact), fact) for fact in extraction.facts)
    return _noted(replace(extraction, facts=facts), entry, wrong[0], _shown(wrong[0], entry.field))


def _reads(fact: Fact, entry: Entry) -> bool:
    """Whether a figure has the old value; of joint programs or actors the first will do, for rows show no more."""
    told, old = getattr(fact, FIELDS[entry.field].name), parsed(entry, entry.field, entry.old)
    return bool(told == old or (isinstance(told, tuple) and told[:1] == old))


def _with(fact: Fact, changes: Mapping[str, Any]) -> Fact:
    """A figure with changes; its indicator follows from measure, unit and program."""
    from kg.extract.measure.indicator import indicator_of
    from kg.extract.program.lines import lines_of

    fact = replace(fact, **changes)
    if "indicator" in changes or not changes.keys() & {"measure", "unit", "program", "programs"}:
        return fact
    new, lines = "aspect/built-in-a-year" in fact.rules, lines_of(next(iter(fact.programs), None))
    return replace(fact, indicator=indicator_of(fact.measure, fact.unit, new, lines))


def _marked(fact: Fact) -> Fact:
    return replace(fact, rules=tuple(dict.fromkeys((*fact.rules, RULE))))


def _noted(extraction: Extraction, entry: Entry, fact: Fact, old: str) -> Extraction:
    note = Correction(fact.number_start, fact.number_end, entry.field, old, entry.new, entry.reason)
    return replace(extraction, corrections=(*extraction.corrections, note))


def _shown(fact: Fact, name: str) -> str:
    """A field as the CSV writes it."""
    told = getattr(fact, FIELDS[name].name)
    if isinstance(told, Period):
        return told.start if told.start == told.end else f"{told.start}/{told.end}"
    if isinstance(told, tuple):
        return "|".join(told)
    return f"{told:.12g}" if isinstance(told, float) else told or ""


def _drop(extraction: Extraction, entry: Entry) -> Extraction:
    """A number is no figure: the ledger keeps it as a skip."""
    meant = _meant(extraction, entry)
    if not meant and _skipped(extraction, entry):
        return extraction
    wrong = [fact for fact in meant if not entry.old or f"{fact.value:.12g}" == entry.old]
    if not wrong:
        raise entry.fault(f"matches nothing: no such figure was read at {entry.start} of {entry.report}")
    first, kept = wrong[0], tuple(fact for fact in extraction.facts if fact not in wrong)
    gone = {first.number_start} - {fact.number_start for fact in kept}
    skips = [Skip(start, first.number_end, "corrected", RULE) for start in gone]
    relations = tuple(r for r in extraction.relations if not gone & {r.subject_fact, r.object_fact})
    rest = replace(extraction, facts=kept, relations=relations, skips=_in_order((*extraction.skips, *skips)))
    return _noted(rest, entry, first, f"{first.value:.12g}{first.unit or ''} {first.measure or ''}".strip())


def _skipped(extraction: Extraction, entry: Entry) -> bool:
    end = entry.start + len(entry.quote)
    return any(skip.start < end and entry.start < skip.end for skip in extraction.skips)


def _in_order(skips: Sequence[Skip]) -> tuple[Skip, ...]:
    return tuple(sorted(skips, key=lambda skip: (skip.start, skip.end)))


def _add(extraction: Extraction, entry: Entry) -> Extraction:
    """A figure was overlooked; what its entry does not tell stays open, but for the period, which is the report's."""
    told = details(entry)
    fact = _new_fact(extraction.report, entry, told)
    if any(f.number_start == fact.number_start and f.value == fact.value for f in extraction.facts):
        return extraction
    facts = tuple(sorted((*extraction.facts, fact), key=lambda f: (f.number_start, f.start)))
    skips = tuple(s for s in extraction.skips if not (fact.number_start <= s.start and s.end <= fact.number_end))
    return _noted(replace(extraction, facts=facts, skips=skips), entry, fact, "")


def _new_fact(report: Report, entry: Entry, told: Mapping[str, str]) -> Fact:
    start, end = _numeral(entry, told.get("number"))
    span, heading = _around(report, entry)
    if "period" not in told and report.source.period is None:
        raise entry.fault("expected period=… in column 'new', for the report's own period is not known")
    blank = Fact(
        entry.start, entry.start + len(entry.quote), start, end, *span, heading,
        value=0, value_max=None, unit=None, unit_text="", bound="exact", status="actual", aspect="flow", measure=None,
        indicator=None, programs=(), organisations=(), period=report.source.period or Period("", ""),
    )  # fmt: skip
    changes = {FIELDS[name].name: parsed(entry, name, cell) for name, cell in told.items() if name != "number"}
    return _marked(_with(blank, changes))


def _numeral(entry: Entry, number: str | None) -> tuple[int, int]:
    """The raw span of the number in a quote: the words that its entry names, else from the first digit on, or all."""
    found = re.search(re.escape(number) if number else NUMBER, entry.quote)
    if number and not found:
        raise entry.fault(f"expected the number {number!r} in {entry.quote!r}")
    start, end = found.span() if found else (0, len(entry.quote))
    return entry.start + start, entry.start + end


def _around(report: Report, entry: Entry) -> tuple[tuple[int, int], str | None]:
    """The raw span and the heading of the sentence in which an added figure stands."""
    for sentence in report.sentences:
        start, end = report.text.span(sentence.start, sentence.end)
        if start <= entry.start and entry.start + len(entry.quote) <= end:
            return (start, end), sentence.headings[-1] if sentence.headings else None
    raise entry.fault(f"matches nothing: {entry.quote!r} stands in no sentence of {entry.report}")
