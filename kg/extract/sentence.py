"""One sentence read: its quantities, times, organisations, programs and measures, in offsets of the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from kg.extract.measure.figures import Counted
from kg.extract.measure.naming import name_measures
from kg.extract.measure.rules import Measure, implied_unit
from kg.extract.measure.words import CHANGE, FUNDING, LEXICON, MONEY_HEADS, Spans
from kg.extract.organisation.refused import OF_SOMEBODY
from kg.extract.organisation.rules import Home, Organisation, all_organisations, ends_of_names, find_organisations
from kg.extract.program.rules import Program, find_programs
from kg.extract.quantity.rules import Quantity, find_quantities
from kg.extract.time.rules import Clock, Time, find_times
from kg.language import words
from kg.model import Sentence, Skip

QUOTED = re.compile(r"“[^“”]*”|《[^《》]*》")
LONG_QUOTE = 24  # characters; a longer quotation is somebody's statement, with figures of its own


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rules saw in one sentence; every offset is the sentence's own."""

    text: str
    doc: Doc
    quantities: tuple[Quantity, ...]
    measures: tuple[Measure, ...]
    times: tuple[Time, ...]
    organisations: tuple[Organisation, ...]
    programs: tuple[Program, ...]
    skips: tuple[Skip, ...]

    @property
    def counted(self) -> Counted:
        """What the sentence counts, with its units."""
        return tuple((q.unit, m) for q, m in zip(self.quantities, self.measures, strict=True) if q.kind == "count")


Read = Sequence[tuple[Sentence, Reading]]  # a report's sentences with what each tells, in order


def read_sentence(text: str, home: Home, clock: Clock, told: Counted = ()) -> Reading:
    """Read one sentence of a report by `home`, its times against `clock`; `told` is what the one before counted."""
    times = find_times(text, clock)
    names = [m.span() for m in QUOTED.finditer(text) if _is_name(m[0])]
    found = find_quantities(text, [*_spans(times), *names])
    numbers = [f for f in found if isinstance(f, Quantity)]
    unions = find_organisations(text, home)
    edges = [edge for span in (*_spans(numbers), *_spans(times), *_spans(unions)) for edge in span]
    doc = words(text, [*edges, *ends_of_names(text)])
    organisations = all_organisations(doc, home, unions)
    actors = [o for o in organisations if o.acts]
    measures = name_measures(doc, numbers, _spans(times), _spans(actors), told)
    pairs = [(_with_unit(q, m), m) for q, m in zip(numbers, measures, strict=True)]
    figures = [(q, m) for q, m in pairs if q.unit is not None]
    return Reading(
        text,
        doc,
        tuple(q for q, _ in figures),
        tuple(m for _, m in figures),
        tuple(times),
        tuple(organisations),
        tuple(p for p in find_programs(doc) if p.led or not _inside(p, organisations)),
        tuple(_skips(found, pairs, times, names, text)),
    )


def _spans(found: Sequence[Quantity] | Sequence[Time] | Sequence[Organisation]) -> list[tuple[int, int]]:
    """Where each of them begins and ends."""
    return [(f.start, f.end) for f in found]


def _inside(program: Program, organisations: Sequence[Organisation]) -> bool:
    """创城 in 市创城办 is an office's name, no program; 王某劳模创新工作室 is one of the program's."""
    return any(
        o.start <= program.start and program.end <= o.end and not o.name.endswith(OF_SOMEBODY) for o in organisations
    )


def _with_unit(q: Quantity, m: Measure) -> Quantity:
    """486万职工 counts 人; 发放306万 is money where a verb of giving and a scale stand with it."""
    if q.unit == "个" and implied_unit(m.noun) == "人":
        return replace(q, unit="人")  # 65个职工
    if q.unit is not None:
        return q
    money = "元" if q.unit_text and (m.verb in FUNDING or m.noun.endswith(MONEY_HEADS)) else None
    return replace(q, unit=_bare_unit(m.noun) or implied_unit(m.noun) or money)


def _bare_unit(noun: str) -> str | None:
    """人次 of 答题人次达1.9万, 次 of 阅读量突破50万: what a noun is counted in that names a number itself."""
    counted = next((noun.removesuffix(change) for change in CHANGE if noun.endswith(change)), noun)  # 关注人数增长1.1万
    return next((unit for unit, ends in LEXICON["bare_unit"].items() if counted.endswith(tuple(ends))), None)


def _is_name(quotation: str) -> bool:
    """A short quotation or a title is a name, and its numbers count nothing: “1+X”, “257工会提升计划”."""
    return quotation.startswith("《") or (len(quotation) <= LONG_QUOTE and "。" not in quotation)


def _skips(
    found: Sequence[Quantity | Skip],
    pairs: Sequence[tuple[Quantity, Measure]],
    times: Sequence[Time],
    names: Spans,
    text: str,
) -> list[Skip]:
    """The numbers of a sentence that are no figures: told off by a rule, times, parts of names, without a unit."""
    return [
        *(f for f in found if isinstance(f, Skip)),
        *(Skip(q.start, q.end, "name", "quantity/skip-number-in-name") for q, _ in pairs if q.unit is None),
        *(Skip(t.start, t.end, "date" if t.role == "date" else "period", t.rule) for t in times),
        *_in_names(text, names, _spans(times)),
    ]


def _in_names(text: str, names: Spans, taken: Spans) -> list[Skip]:
    """The digits of names that no time took."""
    numbers = [
        (start + m.start(), start + m.end())
        for start, end in names
        for m in re.finditer(r"\d+(?:[.,·+]\d+)*", text[start:end])
    ]
    free = [(a, b) for a, b in numbers if not any(start < b and a < end for start, end in taken)]
    return [Skip(a, b, "name", "quantity/skip-number-in-quotation") for a, b in free]
