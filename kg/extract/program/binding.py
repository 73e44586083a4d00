"""Which of the programs around a figure it belongs to: an order of preference, each place with its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.extract.lexicon import lexicon
from kg.extract.measure.rules import Measure
from kg.extract.program.rules import STRONG, WEAK, Program, by_name, known, theme

STRONG_RULES = frozenset({"program/run-in-the-clause", "program/run-in-the-sentence", "program/in-the-counted-thing"})


@dataclass(frozen=True, slots=True)
class Bound:
    """The program of a figure, the part of the sentence it stands in, and whether it was run or quoted there."""

    name: str
    part: int
    strong: bool


@dataclass
class Around:
    """What surrounds a figure: the programs of its sentence, paragraph and list, and the headings."""

    programs: Sequence[Program]
    headings: Sequence[str]
    plan: Sequence[Program] = ()
    paragraph: Sequence[Program] = ()
    counted: set[Program] = field(default_factory=set)
    topic: str | None = None  # what a short report is about, by its title or opening
    bound: Bound | None = None  # the program of the figure before in the sentence

    def of(self, text: str, start: int, end: int, measure: Measure) -> tuple[str | None, str]:
        """The program of the figure quoted at text[start:end], and the rule that found it."""
        part = max(text.rfind(mark, 0, start) for mark in ";。") + 1
        clause = max(text.rfind(mark, 0, start) for mark in ",;。") + 1
        clause_end = _next_mark(text, end)
        inside = [p for p in self.programs if p.start < end and start < p.end]
        behind = [p for p in self.programs if p.led and end <= p.start < clause_end]
        led = [p for p in self.programs if p.led and p.end <= start and p not in self.counted and _governs(p)]
        near = [p for p in self.programs if clause <= p.start < clause_end]
        self.counted.update(inside, behind)
        specific = heading_program(self.headings) if len(self.headings) > 1 else None
        named = [p for p in inside if _counts_itself(p, measure)]
        ranked: tuple[tuple[str | None, str], ...] = (
            (_last(behind), "program/run-in-the-clause"),
            (_last(p for p in led if p.start >= part), "program/run-in-the-sentence"),
            (_last(p for p in inside if p.led) or _quoted(text[start:end]), "program/in-the-counted-thing"),
            (_last(self.plan), "program/list-of-a-plan"),
            (_last(named), "program/counted-itself"),
            (_last(p for p in near if p.start >= end), "program/named-behind"),
            (self._bound_before(part, inside), "program/of-the-figure-before"),
            (specific, "program/heading"),
            (_last(inside or near), "program/named-in-the-clause"),
            (_last(led), "program/run-earlier-in-the-sentence"),
            (_last(filter(_governs, self.paragraph)), "program/run-earlier-in-the-paragraph"),
            (heading_program(self.headings), "program/theme-of-the-section"),
            (title_program(self.headings), "program/named-in-a-heading"),
            (self.topic, "program/topic-of-the-report"),
            (measure_program(measure.name), "program/theme-of-the-measure"),
        )
        name, rule = next(((n, r) for n, r in ranked if n), (None, "program/none"))
        if name and not (self.bound and rule == "program/of-the-figure-before"):
            self.bound = Bound(name, part, rule in STRONG_RULES)
        return name, rule

    def _bound_before(self, part: int, inside: Sequence[Program]) -> str | None:
        """The program of the figure before: in the same part of the sentence, or where nothing else is named."""
        held = self.bound and (not inside or (self.bound.strong and self.bound.part == part))
        return self.bound.name if self.bound and held else None


def _governs(program: Program) -> bool:
    """Whether figures told after a program belong to it; a mechanism that was set up (健全服务机制) has none."""
    return not program.name.endswith(tuple(lexicon("program", "themes")["governing"]["never"]))


def _quoted(counted: str) -> str | None:
    """A brand in the counted thing: 命名“筑城工匠”99名."""
    found = re.findall("“([^“”]{2,16})”", counted)
    return found[-1] if found else None


def _counts_itself(program: Program, measure: Measure) -> bool:
    """新建职工书屋102家, 命名模范职工之家100家: what is counted is the program; 组织劳动模范100名 counts persons."""
    kind = by_name()[program.concept].kind if program.concept else None
    honouring = (measure.complement or measure.verb).startswith(
        tuple(lexicon("program", "themes")["honouring"]["verbs"])
    )
    return kind in ("facility", "insurance") or (kind == "honour" and honouring)


def heading_program(headings: Sequence[str]) -> str | None:
    """The program that the innermost heading names: 开展“安康杯”竞赛活动 does, 全力做好维权服务 only sounds like it."""
    if not headings:
        return None
    name = theme(headings[-1])
    named = name in by_name() or (name.endswith((*STRONG, *WEAK)) and 4 <= len(name) <= 24)
    return name if named else None


@cache
def _themes() -> list[tuple[str, str]]:
    return sorted(lexicon("program", "themes")["measure"].items(), key=lambda pair: -len(pair[0]))


def measure_program(measure: str) -> str | None:
    """The program that a measure by itself belongs to: 发展会员 → 工会组建."""
    return next((program for ending, program in _themes() if measure.endswith(ending)), None)


def topic_of(programs: Sequence[Program]) -> str | None:
    """What a report is about, by its title and opening: the first program run there, else the longest named."""
    led = [p.name for p in programs if p.led]
    return led[0] if led else max((p.name for p in programs), key=len, default=None)


def title_program(headings: Sequence[str]) -> str | None:
    """The longest known program that a heading mentions, from the innermost heading to the title."""
    for heading in reversed(headings):
        if mentioned := [p.name for p in known(heading)]:
            return max(mentioned, key=len)
    return None


def _last(programs: Iterable[Program]) -> str | None:
    names = [p.name for p in programs]
    return names[-1] if names else None


def _next_mark(text: str, position: int) -> int:
    ends = [i for mark in ",;。" if (i := text.find(mark, position)) >= 0]
    return min(ends, default=len(text))
