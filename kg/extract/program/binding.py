"""Which of the programs around a figure it belongs to: an order of preference, each place with its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.extract.lexicon import any_of, lexicon
from kg.extract.measure.rules import Measure
from kg.extract.program.counted import branded, is_background, kind_counted, quoted
from kg.extract.program.headings import AIMS, NEVER, heading_program, title_program
from kg.extract.program.merging import is_work
from kg.extract.program.naming import PEOPLE, RATED, by_label
from kg.extract.program.rules import STRONG, Program, by_name, kind_of, known
from kg.extract.program.spot import Spot
from kg.extract.program.themes import BROAD, Theme, hinted
from kg.extract.program.titles import contest_of_title

STRONG_RULES = frozenset(
    "program/" + rule
    for rule in ("run-in-the-clause", "run-in-the-sentence", "in-the-counted-thing", "head-of-the-clause")
)
THEMES = lexicon("program", "themes")
EVENTS = tuple(THEMES["event"]["endings"])
FUNDING = tuple(THEMES["funding"]["verbs"])
MEETINGS = tuple(THEMES["governing"]["meetings"])
GRADED = any_of(THEMES["governing"]["grades"])
EXEMPLARY = tuple(THEMES["governing"]["exemplary"])
CAMPAIGNING = tuple(THEMES["governing"]["campaigns"])
DELEGATES = any_of(THEMES["governing"]["delegates"])
ATTENDING = any_of(THEMES["governing"]["attending"])
PLANS = tuple(THEMES["plan"]["endings"])
SERVING = tuple(THEMES["serving"]["verbs"])
HONOURING = tuple(THEMES["honouring"]["verbs"])
GIVEN = any_of((*THEMES["honouring"]["verbs"], *THEMES["honouring"]["becoming"]))
SHARING = any_of(THEMES["honouring"]["parts"])
SHORT = 3  # characters: 意外险 is what somebody is given, 职工医疗互助 is run
HONOURS = (*lexicon("program")["honour"]["heads"], *lexicon("program")["honour"]["titles"])
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
        if name and self._is_part(spot, name):
            name, rule = self.bound.name, "program/of-the-figure-before"
        if name and _is_honour(name):
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
        named = [p for p in named if not spot.is_people(p) and not _is_served(p, measure, spot)]
        examples = [p for p in named if p in self.examples or spot.is_example(p)]
        self.examples.update(examples)
        return [p for p in named if p not in examples], examples

    def _in_sentence(self, spot: Spot, measure: Measure) -> Ranked:
        """What the sentence itself names, best first."""
        start, end = spot.start, spot.end
        programs, examples = self._named(spot, measure)
        inside = [p for p in programs if p.start < end and start < p.end]
        reached = [p for p in programs if end <= p.start < spot.clause_end and not spot.is_beyond(p)]
        led = [p for p in programs if p.led and p.end <= start and p not in self.counted and governs(p)]
        behind = [p for p in reached if p.led and not (is_work(p) and any(q.start >= spot.part for q in led))]
        near = [p for p in programs if spot.clause <= p.start < end] + reached
        heads = [p for p in near if spot.is_headed(p) and p not in self.counted]
        own = [p for p in inside if not is_work(p)]
        if any(is_name(p) for p in reached):  # 帮扶方面,…名职工参加医疗互助: what the clause itself names is nearer
            led = [p for p in led if p.rule != "program/opener"]
        self.counted.update(inside, behind)
        specific = heading_program(self.headings) if len(self.headings) > 1 else None
        named = [p for p in inside if _counts_itself(p, measure)]
        line = spot.theme or spot.ending or _narrow(spot.hint)
        return (
            (self._congress(spot), "program/attended-congress"),
            (_last(p for p in behind if not spot.is_shared(p)) or _last(behind), "program/run-in-the-clause"),
            (_last(p for p in heads if is_name(p) and governs(p)), "program/head-of-the-clause"),
            (_last(p for p in named if kind_told(p) != "honour" and not self.plan), "program/counted-itself"),
            (kind_counted(spot.text[spot.clause : end], spot.text[start:end]), "program/in-the-counted-thing"),
            (None if examples else branded(spot.text[start:end]), "program/in-the-counted-thing"),
            (self._head_before(spot, led), "program/head-of-the-clause"),
            (
                _run([p for p in led if p.start >= spot.part and not (own and is_work(p))]),
                "program/run-in-the-sentence",
            ),
            (None if inside else self._spent_on(spot, measure), "program/run-in-the-next-clause"),
            (_last([p for p in inside if p.led][:1]), "program/in-the-counted-thing"),
            (None if examples else quoted(spot.text[start:end]), "program/in-the-counted-thing"),
            (_last(self.plan), "program/list-of-a-plan"),
            (_last(named), "program/counted-itself"),
            (_last(filter(is_name, spot.nearer(reached))), "program/named-behind"),
            (self._bound_before(spot, inside, near), "program/of-the-figure-before"),
            (specific, "program/heading"),
            (_last(filter(is_name, inside)) or _last(filter(is_name, near)), "program/named-in-the-clause"),
            (_shown([p for p in examples if spot.clause <= p.start]), "program/named-in-the-clause"),
            (_last(_fitting(led, line, None)), "program/run-earlier-in-the-sentence"),
        )

    def _is_part(self, spot: Spot, name: str) -> bool:
        """Whether a graded facility is one of those just counted: 职工书屋102家,其中省级示范性职工书屋3家."""
        if not self.bound or self.bound.part != spot.part or self.bound.name == name:
            return False
        graded = GRADED.match(name) or name.endswith(EXEMPLARY)
        return (
            bool(graded)
            and name.removesuffix("示范点").endswith(self.bound.name[-2:])
            and kind_of(self.bound.name) == "facility"
        )

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
        return _last(follows[:1])

    def _around(self, spot: Spot) -> Ranked:
        """What the paragraph, the headings, the report and the words of the clause tell, best first."""
        theme = spot.theme or spot.ending
        run, topic = list(filter(governs, self.paragraph)), [self.topic] if self.topic else []
        honour = [p for p in topic if _is_honour(p.name)]  # what a union was given tells nothing of what it does
        topic = [p for p in topic if p not in honour]
        given = _last(honour) if GIVEN.search(spot.text, spot.clause, spot.clause_end) else None
        hint = spot.hint
        if any(_is_list(p) for p in (*run, *topic)):
            hint = hint or hinted(spot.text[spot.part : spot.part_end])
        run, topic = _fitting(run, theme, hint), _fitting(topic, spot.theme, hint)
        run = [p for p in run if not hint or hint.covers(p.name) or not hinted(p.name)]
        told = [self.opening] if self.opening else []
        opening = [p for p in told if p.name.endswith(PLANS)] or _fitting(filter(is_name, told), theme or hint, hint)
        told = [p for p in self.programs if spot.part <= p.start < spot.clause_end and not spot.is_people(p)]
        told = [p for p in told if p.rule != "program/congress" and p not in self.examples]
        if not ATTENDING.search(spot.text, spot.start, spot.end):
            told = [p for p in told if not p.name.endswith(MEETINGS)]
        work = _fitting((p for p in told if p.name not in AIMS and not _is_honour(p.name)), theme, None)
        title, section = title_program(self.headings), heading_program(self.headings)
        dashed = [p for p in self.programs if "——" in spot.text[spot.end : p.start] and is_name(p) and governs(p)]
        return (
            (None if "——" in spot.text[: spot.start] else _last(dashed[:1]), "program/told-behind-a-dash"),
            (_last(p for p in run if spot.theme or is_name(p)), "program/run-earlier-in-the-paragraph"),
            (None if section and spot.is_foreign(section) else section, "program/theme-of-the-section"),
            (None if title and spot.is_foreign(title) else title, "program/named-in-a-heading"),
            (_last(() if spot.theme else _foreign(work, topic)), "program/line-of-work-in-the-clause"),
            (_last(p for p in topic if spot.theme or (p.end and is_name(p))) or given, "program/topic-of-the-report"),
            (self._called(spot.theme), "program/theme-of-the-measure"),
            (_last(work), "program/line-of-work-in-the-clause"),
            (_last(run), "program/run-earlier-in-the-paragraph"),
            (_last(topic) or _last(opening), "program/topic-of-the-report"),
            (self._called(theme), "program/theme-of-the-measure"),
            (self._called(hint), "program/theme-of-the-clause"),
            (_last(honour) or (self.opening.name if self.opening else None), "program/topic-of-the-report"),
        )

    def _called(self, theme: Theme | None) -> str | None:
        """What the report itself calls a line of work, where it has named one of its programs."""
        if not theme:
            return None
        own = [p for p in self.named if p.led and is_name(p) and governs(p) and _tells_all(p, theme)]
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


def governs(program: Program) -> bool:
    """Whether figures told after a program belong to it; a mechanism that was set up (健全服务机制) has none."""
    if program.concept and program.name.endswith(EVENTS) and not program.concept.endswith(MEETINGS):
        return True
    return program.name not in AIMS and not program.name.endswith((*NEVER, *HONOURS))


def _tells_all(program: Program, theme: Theme) -> bool:
    """Whether a report may mean a whole line of work by a program: 新就业群体入会行动, not “三新领域”建会."""
    return hinted(program.name) == theme and not (program.concept is None and program.name.endswith(RATED))


def _fitting(programs: Iterable[Program], theme: Theme | None, hint: Theme | None) -> list[Program]:
    """The programs told elsewhere that a figure can belong to; a name that lists many yields to any word of its own."""
    found = [p for p in programs if not theme or theme.covers(p.name)]
    return [p for p in found if not (_is_list(p) and (theme or hint))]


def _length(program: Program) -> int:
    return len(program.name)


def _narrow(hint: Theme | None) -> Theme | None:
    """A line of work that words point to, unless they stand in texts on all others too: 帮扶."""
    return None if hint and hint.program in BROAD else hint


def _foreign(work: Sequence[Program], topic: Sequence[Program]) -> list[Program]:
    """The lines of work told in a clause that what the report is about is no part of, nor they of it."""
    lines = [(p, hinted(p.name)) for p in work]
    return [p for p, line in lines if line and not any(_akin(line, p, t) for t in topic)]


def _akin(line: Theme, program: Program, topic: Program) -> bool:
    """Whether a topic is of a line of work, or the line of the topic's: 送温暖 and 寒冬送暖行动."""
    other = hinted(topic.name)
    return line.covers(topic.name) or (other is not None and other.covers(program.name))


def _is_list(program: Program) -> bool:
    """春送岗位、夏送清凉品牌 lists programs, 小发明、小革新竞赛 is one."""
    items = program.name.split("、")
    return len(items) > 1 and sum(item.endswith(STRONG) or any(known(item)) for item in items) > 1


def is_name(program: Program) -> bool:
    """Whether a program is called by a name and not only by the line of work that every union has."""
    return program.led or not is_work(program)


def _counts_itself(program: Program, measure: Measure) -> bool:
    """新建职工书屋102家, 命名模范职工之家100家: what is counted is the program; 组织劳动模范100名 counts persons."""
    kind = kind_told(program)
    honouring = (measure.complement or measure.verb).startswith(HONOURING)
    return kind == "facility" or (kind == "insurance" and len(program.name) > SHORT) or (kind == "honour" and honouring)


def _is_served(program: Program, measure: Measure, spot: Spot) -> bool:
    """Whether an honour only tells who somebody is: 慰问劳动模范30名, 参加的省级劳模有60名, not 获评省级劳模6名."""
    if program.led or not (kind_told(program) == "honour" or program.name.endswith(HONOURS)):
        return False
    given = GIVEN.search(spot.text, spot.part, spot.clause_end)
    return measure.name.startswith(SERVING) or (program.name.endswith(PEOPLE) and not given)


def _is_honour(name: str) -> bool:
    """Whether a name is that of an honour, which has no figures but how often it was given."""
    concept = by_label().get(name)
    return name.endswith(HONOURS) or (concept is not None and concept.kind == "honour")


def kind_told(program: Program) -> str | None:
    """The kind that the scheme gives a program, if it knows it: 职工书屋 is a facility."""
    return by_name()[program.concept].kind if program.concept else None


def _last(programs: Iterable[Program]) -> str | None:
    """The name of the last program; of an event the program that its name holds: 金秋助学金发放仪式 → 金秋助学."""
    found = list(programs)
    return _held_by(found[-1]) if found else None


def _shown(examples: Sequence[Program]) -> str | None:
    """What examples of one line of work show: 球赛、书画展等活动; those of several (法律咨询、体检等服务) show none."""
    lines = {line.program for p in examples if (line := hinted(p.name))}
    if len(lines) > 1:
        return None
    return (
        lines.pop() if lines and len(examples) > 1 else _last(sorted((p for p in examples if p.concept), key=_length))
    )


def _run(programs: Sequence[Program]) -> str | None:
    """The program run last; a means told behind a campaign only serves it: 开展建设年活动,全面推行“一函两书”制度."""
    ends = [p for p in programs if not (kind_told(p) == "mechanism" and p.led)]
    campaigns = [p for p in ends if p.name.endswith(CAMPAIGNING)]
    return _last(ends if campaigns and campaigns[-1] is ends[-1] else programs)


def _held_by(event: Program) -> str:
    """The program that an event's name holds, else its own name: 金秋助学金发放仪式 → 金秋助学."""
    return event.concept if event.concept and event.name.endswith(EVENTS) else event.name
