"""A report as the relation rules see it: sentences with programs and organisations under their entities' names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from spacy.tokens import Doc

from kg.extract.lexicon import alternation, any_of, lexicon
from kg.extract.organisation.rules import Home, Organisation, home_of
from kg.extract.program.merging import canonical, implied
from kg.extract.program.naming import CAMPAIGNS, Program, by_name, stem
from kg.extract.sentence import Read
from kg.model import Entity, Fact, Relation, Report, Sentence
from kg.schemes import Concept

LEXICON = lexicon("relation")
PLAN = any_of(LEXICON["plan"]["names"])
PLAN_ITEM = re.compile(rf"“([^”]{{1,4}})”{alternation(LEXICON['plan']['spells_out'])}")
TAKES_PART = any_of(LEXICON["takes_part"]["verbs"])
LONGEST = 60  # characters of a relation's quote


@dataclass(frozen=True, slots=True)
class Named:
    """An entity named at text[start:end] of a passage; `led` says that it is run there."""

    start: int
    end: int
    name: str
    led: bool
    program: Program

    @property
    def entry(self) -> Concept | None:
        """What the scheme of programs says of it, if it is one of those."""
        return by_name().get(self.program.concept or "")


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence: its programs and organisations in its own offsets, and the programs of the headings over it."""

    sentence: Sentence
    text: str
    programs: tuple[Named, ...]
    organisations: tuple[Organisation, ...]
    umbrella: tuple[Named, ...]
    doc: Doc
    above: frozenset[str] = frozenset()

    def clause(self, position: int) -> tuple[int, int]:
        """The clause around a position, between commas and stronger marks outside quotations."""
        return self._around(position, ",;。:")

    def part(self, position: int) -> tuple[int, int]:
        """The part of the sentence around a position, between semicolons and full stops."""
        return self._around(position, ";。")

    def _around(self, position: int, marks: str) -> tuple[int, int]:
        """The stretch around a position between any of `marks`."""
        start = max(self.text.rfind(mark, 0, position) for mark in marks) + 1
        ends = [i for mark in marks if (i := self.text.find(mark, position)) >= 0]
        return start, min(ends, default=len(self.text))


def outermost(passage: Passage, start: int, end: int) -> list[Organisation]:
    """The organisations named in a stretch that stand in no longer name."""
    within = [o for o in passage.organisations if start <= o.start and o.end <= end]
    return [o for o in within if not any(q is not o and q.start <= o.start and o.end <= q.end for q in within)]


@dataclass(frozen=True)
class Scene:
    """A whole report, read; every rule takes it and yields relations."""

    report: Report
    home: Home
    passages: tuple[Passage, ...]
    facts: Sequence[Fact]
    programs: frozenset[str]
    canonical: dict[str, str] = field(default_factory=dict)

    @cached_property
    def year(self) -> str | None:
        """The year that the report tells of, where it is one."""
        period = self.report.source.period
        return period.end[:4] if period else None

    @cached_property
    def stems(self) -> dict[str, str]:
        """Every program of the report and what makes its name, without quotation marks."""
        return {name: re.sub("[“”]", "", stem(name)) for name in sorted(self.programs)}

    @cached_property
    def of_concept(self) -> dict[str, str]:
        """The program of the report for each concept of the scheme that it names."""
        named = (p for passage in self.passages for p in passage.programs if p.program.concept)
        return {p.program.concept or "": p.name for p in named}

    @cached_property
    def _implied(self) -> dict[str, tuple[str, ...]]:
        """The programs that the name of each holds, by name."""
        programs = {p.name: p.program for passage in self.passages for p in passage.programs}
        return {name: tuple(other for other, _ in implied(p)) for name, p in programs.items()}

    @cached_property
    def plans(self) -> dict[int, str]:
        """The plan that a sentence spells out, by where the sentence begins: “2”即… under “257工会提升计划”."""
        found: dict[int, str] = {}
        for passage in self.passages:
            item = PLAN_ITEM.match(passage.text)
            plan = next((name for name in self._plans if item and item[1] in name), None)
            if plan:
                found[passage.sentence.start] = plan
        return found

    @cached_property
    def _plans(self) -> tuple[str, ...]:
        """The programs whose names are those of plans with a number: 257工会提升计划."""
        return tuple(
            name
            for name in sorted(self.programs)
            if re.search(r"\d|[一二三四五六七八九十]", name) and PLAN.search(name)
        )

    @cached_property
    def _headed(self) -> frozenset[tuple[str, tuple[str, ...]]]:
        """Every program that a heading names, with the headings over that one."""
        return frozenset(
            (p.name, passage.sentence.headings[:-1]) for passage in self.passages for p in passage.umbrella
        )

    def headed(self, name: str, passage: Passage) -> bool:
        """Whether a program has a heading of its own beside that of the passage."""
        return (name, passage.sentence.headings[:-1]) in self._headed

    def stands_alone(self, name: str) -> bool:
        """Whether a program has a heading of its own anywhere."""
        return any(name == headed for headed, _ in self._headed)

    def below(self, heading: Passage) -> list[tuple[Named, ...]]:
        """The programs of each heading of a paragraph below a heading, in order."""
        found: dict[str, tuple[Named, ...]] = {}
        for passage in self.passages:
            path = passage.sentence.headings
            if len(path) >= 2 and _bare(path[-2]) == _bare(heading.sentence.text):
                found.setdefault(path[-1], passage.umbrella)
        return list(found.values())

    def turned(self, passage: Passage, but: str) -> bool:
        """Whether an earlier sentence of the paragraph turned from its heading to another plan: 推进…工程."""
        earlier = (p for p in self._plans_of[passage.sentence.paragraph] if p[0] < passage.sentence.start)
        return any(name != but for _, name in earlier)

    @cached_property
    def _plans_of(self) -> dict[int, list[tuple[int, str]]]:
        """The plans and campaigns that sentences open with, by paragraph, with where the sentence begins."""
        found: dict[int, list[tuple[int, str]]] = defaultdict(list)
        heads = {(passage.sentence.paragraph, p.name) for passage in self.passages for p in passage.umbrella}
        for passage in self.passages:
            for p in passage.programs[:1]:
                opens = p.led and p.name.endswith(CAMPAIGNS) and p.end <= passage.clause(0)[1]
                if opens and (passage.sentence.paragraph, p.name) not in heads:
                    found[passage.sentence.paragraph].append((passage.sentence.start, p.name))
        return found

    def within(self, name: str) -> tuple[str, ...]:
        """The programs that a program's name holds: 全国安康杯竞赛 in 全国安康杯竞赛示范单位."""
        return tuple(other for other in self._implied.get(name, ()) if other in self.programs)

    def relate(
        self,
        kind: str,
        subject: str,
        target: str,
        passage: Passage,
        span: tuple[int, int],
        rule: str,
        ordinal: int | None = None,
    ) -> Iterator[Relation]:
        """A relation stated by passage.text[span], unless both ends are one."""
        if subject == target:
            return
        start = passage.sentence.start + span[0]
        end = passage.sentence.start + min(span[1], span[0] + LONGEST)
        raw = self.report.text.span(start, end)
        yield Relation(kind, subject, target, raw[0], raw[1], self.year, ordinal, f"relation/{rule}")


def scene_of(report: Report, read: Read, facts: Sequence[Fact], entities: Sequence[Entity]) -> Scene:
    """Gather what the relation rules look at."""
    names = dict(canonical(p for _, reading in read for p in reading.programs))
    known = frozenset(e.name for e in entities if e.kind == "program")
    resolved = {(m.start, m.end): e.name for e in entities if e.kind in ("org", "person") for m in e.mentions}
    headings: dict[str, tuple[Named, ...]] = {}
    passages = []
    for sentence, reading in read:
        found = ((p, names[p.name]) for p in reading.programs)
        programs = tuple(Named(p.start, p.end, name, p.led, p) for p, name in found if name in known)
        headings.setdefault(_bare(sentence.text), programs)
        umbrella = headings.get(_bare(sentence.headings[-1]), ()) if sentence.headings else ()
        organisations = tuple(_resolved(o, report, sentence, resolved) for o in reading.organisations)
        above = frozenset(p.name for h in sentence.headings[:-1] for p in headings.get(_bare(h), ()))
        passages.append(Passage(sentence, reading.text, programs, organisations, umbrella, reading.doc, above))
    home = home_of(report.source.organisation, report.source.region)
    return Scene(report, home, tuple(passages), facts, known, names)


def _resolved(
    o: Organisation, report: Report, sentence: Sentence, names: Mapping[tuple[int, int], str]
) -> Organisation:
    """An organisation under the name of its entity, which the whole report settles."""
    span = report.text.span(sentence.start + o.start, sentence.start + o.end)
    return replace(o, name=names.get(span, o.name))


def _bare(heading: str) -> str:
    """A heading without the marks around it."""
    return heading.strip("●·。.:： ")
