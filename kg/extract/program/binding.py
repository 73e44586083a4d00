"""Which of the programs around a figure it belongs to: an order of preference, each place with its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.lexicon import any_of, lexicon
from kg.extract.measure.rules import Measure
from kg.extract.program.counted import branded, is_background, kind_counted, quoted
from kg.extract.program.headings import AIMS, heading_program, title_program
from kg.extract.program.merging import is_work
from kg.extract.program.rules import Program, kind_of
from kg.extract.program.spot import Spot
from kg.extract.program.standing import (
    GIVEN,
    MEETINGS,
    PLANS,
    counts_itself,
    fitting,
    foreign_to,
    governs,
    is_honour,
    is_list,
    is_name,
    is_served,
    kind_told,
    last,
    narrowed,
    run_last,
    shown,
    tells_all,
)
from kg.extract.program.themes import Theme, hinted
from kg.extract.program.titles import contest_of_title

STRONG_RULES = frozenset(
    "program/" + rule
    for rule in ("run-in-the-clause", "run-in-the-sentence", "in-the-counted-thing", "head-of-the-clause")
)
THEMES = lexicon("program", "themes")
FUNDING = tuple(THEMES["funding"]["verbs"])
GRADED = any_of(THEMES["governing"]["grades"])
EXEMPLARY = any_of(THEMES["governing"]["exemplary"], "$")
DELEGATES = any_of(THEMES["governing"]["delegates"])
ATTENDING = any_of(THEMES["governing"]["attending"])
SHARING = any_of(THEMES["honouring"]["parts"])
Ranked = tuple[tuple[str | None, str], ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """The program of a figure, the part of the sentence it stands in, and whether it was run or quoted there."""

    name: str
    part: int
    at: int
    rule: str

    @property
    def strong(self) -> bool:
        """Whether it was run or quoted there."""
        return self.rule in STRONG_RULES


@dataclass
class Around:
    """What surrounds a figure: the programs of its sentence, paragraph and list, and the headings."""

    programs: Sequence[Program]
    headings: Sequence[str]
    plan: Sequence[Program] = ()
    paragraph: Sequence[Program] = ()
    named: Sequence[Program] = ()  # all that the report has named before
    counted: set[Program] = field(default_factory=set)
    examples: set[Program] = field(default_factory=set)  # those that only show what a figure counted
    topic: Program | None = None  # what a report is about by its title
    opening: Program | None = None  # … by what a short one tells first, or most
    bound: Bound | None = None  # the program of the figure before in the sentence
    given: Bound | None = None  # the honour given there, which only its parts and its prize money belong to

    def of(self, text: str, start: int, end: int, measure: Measure) -> tuple[str | None, str]:
        """The program of the figure quoted at text[start:end], and the rule that found it."""
        spot = Spot.of(text, start, end, measure)
        ranked = (*self._in_sentence(spot, measure), *self._around(spot))
        name, rule = next(((n, r) for n, r in ranked if n), (None, "program/none"))
        if rule == "program/topic-of-the-report" and is_background(text):
            return None, "program/none"
        if name and (contest := contest_of_title(name, self._told(spot))):
            name, rule = contest, "program/contest-of-a-title"
        if name and self.bound and self._is_part(spot, name, self.bound):
            name, rule = self.bound.name, "program/of-the-figure-before"
        if name and is_honour(name):
            self.given = Bound(name, spot.part, spot.clause, rule)
        elif name and not (self.bound and rule == "program/of-the-figure-before"):
            self.bound, self.given = Bound(name, spot.part, spot.clause, rule), None
        return name, rule

    def _told(self, spot: Spot) -> list[Program]:
        """What can give a title that a figure counts, farthest first: the text, its paragraph, the sentence so far."""
        topics = [p for p in (self.opening, self.topic) if p]
        return [*topics, *self.paragraph, *(p for p in self.programs if p.end <= spot.end)]

    def _named(self, spot: Spot, measure: Measure) -> tuple[list[Program], list[Program]]:
        """The programs of the sentence that a figure can belong to, and those that only show what is counted."""
        named = [p for p in self.programs if p.rule not in ("program/channel", "program/congress")]
        named = [p for p in named if not spot.is_people(p) and not is_served(p, measure, spot)]
        examples = [p for p in named if p in self.examples or spot.is_example(p)]
        self.examples.update(examples)
        return [p for p in named if p not in examples], examples

    def _led(self, programs: Sequence[Program], reached: Sequence[Program], start: int) -> list[Program]:
        """The programs run before a figure, without the opener where its clause goes on to name one: it is nearer.

        帮扶方面,…名职工参加医疗互助: the figure belongs to 医疗互助.
        """
        led = [p for p in programs if p.led and p.end <= start and p not in self.counted and governs(p)]
        if any(map(is_name, reached)):
            return [p for p in led if p.rule != "program/opener"]
        return led

    def _in_sentence(self, spot: Spot, measure: Measure) -> Ranked:
        """What the sentence itself names, best first."""
        start, end = spot.start, spot.end
        programs, examples = self._named(spot, measure)
        inside = [p for p in programs if p.start < end and start < p.end]
        reached = [p for p in programs if end <= p.start < spot.clause_end and not spot.is_beyond(p)]
        led = self._led(programs, reached, start)
        behind = [p for p in reached if p.led and not (is_work(p) and any(q.start >= spot.part for q in led))]
        near = [p for p in programs if spot.clause <= p.start < end] + reached
        heads = [p for p in near if spot.is_headed(p) and p not in self.counted]
        own = [p for p in inside if not is_work(p)]
        self.counted.update(inside, behind)
        named = [p for p in inside if counts_itself(p, measure)]
        return (
            (self._congress(spot), "program/attended-congress"),
            (last(p for p in behind if not spot.is_shared(p)) or last(behind), "program/run-in-the-clause"),
            (last(p for p in heads if is_name(p) and governs(p)), "program/head-of-the-clause"),
            (last(p for p in named if kind_told(p) != "honour" and not self.plan), "program/counted-itself"),
            (kind_counted(spot.text[spot.clause : end], spot.text[start:end]), "program/in-the-counted-thing"),
            (None if examples else branded(spot.text[start:end]), "program/in-the-counted-thing"),
            (self._head_before(spot, led), "program/head-of-the-clause"),
            (
                run_last([p for p in led if p.start >= spot.part and not (own and is_work(p))]),
                "program/run-in-the-sentence",
            ),
            (None if inside else self._spent_on(spot, measure), "program/run-in-the-next-clause"),
            (last([p for p in inside if p.led][:1]), "program/in-the-counted-thing"),
            (None if examples else quoted(spot.text[start:end]), "program/in-the-counted-thing"),
            (last(self.plan), "program/list-of-a-plan"),
            (last(named), "program/counted-itself"),
            (last(filter(is_name, spot.nearer(reached))), "program/named-behind"),
            (self._bound_before(spot, inside, near), "program/of-the-figure-before"),
            (heading_program(self.headings) if len(self.headings) > 1 else None, "program/heading"),
            (last(filter(is_name, inside)) or last(filter(is_name, near)), "program/named-in-the-clause"),
            (shown([p for p in examples if spot.clause <= p.start]), "program/named-in-the-clause"),
            (
                last(fitting(led, spot.theme or spot.ending or narrowed(spot.hint), None)),
                "program/run-earlier-in-the-sentence",
            ),
        )

    @staticmethod
    def _is_part(spot: Spot, name: str, whole: Bound) -> bool:
        """Whether a graded facility is one of those just counted: 职工书屋80家,其中市级示范书屋6家."""
        graded = GRADED.match(name) or EXEMPLARY.search(name)
        plain = EXEMPLARY.sub("", name)
        alike = plain.endswith(whole.name[-2:]) and kind_of(whole.name) == "facility"
        return bool(graded) and alike and whole.part == spot.part and whole.name != name

    def _congress(self, spot: Spot) -> str | None:
        """The congress told last, where its delegates are counted: 来自各地的286名正式代表出席大会."""
        counted = spot.text[spot.start : spot.end]
        told = [p for p in (*self.named, *self.programs) if p.rule == "program/congress"]
        return told[-1].name if told and DELEGATES.search(counted) else None

    def _spent_on(self, spot: Spot, measure: Measure) -> str | None:
        """What money told first is for: 筹集资金60万元,开展金秋助学; 投入26万元建设“椰风驿站”."""
        if measure.name.startswith(FUNDING) and (brand := quoted(spot.text[spot.end : spot.clause_end])):
            return brand
        if not measure.name.startswith(FUNDING) or spot.clause > spot.part:
            return None
        follows = [p for p in self.programs if p.led and spot.clause_end <= p.start < spot.next_end]
        return last(follows[:1])

    def _around(self, spot: Spot) -> Ranked:
        """What the paragraph, the headings, the report and the words of the clause tell, best first."""
        theme = spot.theme or spot.ending
        run, topic = list(filter(governs, self.paragraph)), [self.topic] if self.topic else []
        honour = [p for p in topic if is_honour(p.name)]  # what a union was given tells nothing of what it does
        topic = [p for p in topic if p not in honour]
        given = last(honour) if GIVEN.search(spot.text, spot.clause, spot.clause_end) else None
        hint = spot.hint
        if any(is_list(p) for p in (*run, *topic)):
            hint = hint or hinted(spot.text[spot.part : spot.part_end])
        run, topic = fitting(run, theme, hint), fitting(topic, spot.theme, hint)
        run = [p for p in run if not hint or hint.covers(p.name) or not hinted(p.name)]
        told = [self.opening] if self.opening else []
        opening = [p for p in told if p.name.endswith(PLANS)] or fitting(filter(is_name, told), theme or hint, hint)
        told = [p for p in self.programs if spot.part <= p.start < spot.clause_end and not spot.is_people(p)]
        told = [p for p in told if p.rule != "program/congress" and p not in self.examples]
        if not ATTENDING.search(spot.text, spot.start, spot.end):
            told = [p for p in told if not p.name.endswith(MEETINGS)]
        work = fitting((p for p in told if p.name not in AIMS and not is_honour(p.name)), theme, None)
        title, section = title_program(self.headings), heading_program(self.headings)
        dashed = [p for p in self.programs if "——" in spot.text[spot.end : p.start] and is_name(p) and governs(p)]
        return (
            (None if "——" in spot.text[: spot.start] else last(dashed[:1]), "program/told-behind-a-dash"),
            (last(p for p in run if spot.theme or is_name(p)), "program/run-earlier-in-the-paragraph"),
            (None if section and spot.is_foreign(section) else section, "program/theme-of-the-section"),
            (None if title and spot.is_foreign(title) else title, "program/named-in-a-heading"),
            (last(() if spot.theme else foreign_to(work, topic)), "program/line-of-work-in-the-clause"),
            (last(p for p in topic if spot.theme or (p.end and is_name(p))) or given, "program/topic-of-the-report"),
            (self._called(spot.theme), "program/theme-of-the-measure"),
            (last(work), "program/line-of-work-in-the-clause"),
            (last(run), "program/run-earlier-in-the-paragraph"),
            (last(topic) or last(opening), "program/topic-of-the-report"),
            (self._called(theme), "program/theme-of-the-measure"),
            (self._called(hint), "program/theme-of-the-clause"),
            (last(honour) or (self.opening.name if self.opening else None), "program/topic-of-the-report"),
        )

    def _called(self, theme: Theme | None) -> str | None:
        """What the report itself calls a line of work, where it has named one of its programs."""
        if not theme:
            return None
        own = [p for p in self.named if p.led and is_name(p) and governs(p) and tells_all(p, theme)]
        return own[-1].name if own else theme.program

    def _head_before(self, spot: Spot, led: Sequence[Program]) -> str | None:
        """The program at the head of an earlier clause, where none has been run since."""
        bound = self.bound
        if not bound or bound.rule != "program/head-of-the-clause" or bound.part != spot.part:
            return None
        own = spot.text.startswith("“", spot.clause)  # 心灵驿站接待220人次,“妈咪之家”新增6家
        return None if own or any(p.start >= bound.at for p in led) else bound.name

    def _bound_before(self, spot: Spot, inside: Sequence[Program], near: Sequence[Program]) -> str | None:
        """The program of the figure before in the sentence, unless the words of this one are plainly of another."""
        if self.given and SHARING.search(spot.text, spot.clause, spot.end):
            return self.given.name
        if not self.bound:
            return None
        same = self.bound.part == spot.part
        if (
            same
            and self.bound.strong
            and not (self.bound.rule == "program/in-the-counted-thing" and spot.is_foreign(self.bound.name))
        ):
            return self.bound.name
        counted = self.bound.rule == "program/counted-itself" and spot.clause > self.bound.at
        told = (
            spot.theme
            or (spot.ending if counted else None)
            or (None if same else hinted(spot.text[spot.part : spot.part_end]))
        )
        foreign = told and not told.covers(self.bound.name) and not self.bound.name.endswith(PLANS)
        return None if inside or foreign or (near and not same) else self.bound.name
