"""What a program told is to figures (a name or a line of work, a means, an honour, an example), and which is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extract.lexicon import any_of, lexicon
from kg.extract.measure.rules import Measure
from kg.extract.program.headings import AIMS, NEVER
from kg.extract.program.merging import is_work
from kg.extract.program.naming import PEOPLE, RATED, by_label
from kg.extract.program.rules import STRONG, Program, by_name, known
from kg.extract.program.spot import Spot
from kg.extract.program.themes import BROAD, Theme, hinted

THEMES = lexicon("program", "themes")
EVENTS = tuple(THEMES["event"]["endings"])
MEETINGS = tuple(THEMES["governing"]["meetings"])
CAMPAIGNING = tuple(THEMES["governing"]["campaigns"])
PLANS = tuple(THEMES["plan"]["endings"])
SERVING = tuple(THEMES["serving"]["verbs"])
HONOURING = tuple(THEMES["honouring"]["verbs"])
GIVEN = any_of((*THEMES["honouring"]["verbs"], *THEMES["honouring"]["becoming"]))
SHORT = 3  # characters: 意外险 is what somebody is given, 职工医疗互助 is run
HONOURS = (*lexicon("program")["honour"]["heads"], *lexicon("program")["honour"]["titles"])


def governs(program: Program) -> bool:
    """Whether figures told after a program belong to it; a mechanism that was set up (健全服务机制) has none."""
    if program.concept and program.name.endswith(EVENTS) and not program.concept.endswith(MEETINGS):
        return True
    return program.name not in AIMS and not program.name.endswith((*NEVER, *HONOURS))


def tells_all(program: Program, theme: Theme) -> bool:
    """Whether a report may mean a whole line of work by a program: 新就业群体入会行动, not “三新领域”建会."""
    return hinted(program.name) == theme and not (program.concept is None and program.name.endswith(RATED))


def fitting(programs: Iterable[Program], theme: Theme | None, hint: Theme | None) -> list[Program]:
    """The programs told elsewhere that a figure can belong to; a name that lists many yields to any word of its own."""
    found = [p for p in programs if not theme or theme.covers(p.name)]
    return [p for p in found if not (is_list(p) and (theme or hint))]


def _length(program: Program) -> int:
    return len(program.name)


def narrowed(hint: Theme | None) -> Theme | None:
    """A line of work that words point to, unless they stand in texts on all others too: 帮扶."""
    return None if hint and hint.program in BROAD else hint


def foreign_to(work: Sequence[Program], topic: Sequence[Program]) -> list[Program]:
    """The lines of work told in a clause that what the report is about is no part of, nor they of it."""
    lines = [(p, hinted(p.name)) for p in work]
    return [p for p, line in lines if line and not any(_akin(line, p, t) for t in topic)]


def _akin(line: Theme, program: Program, topic: Program) -> bool:
    """Whether a topic is of a line of work, or the line of the topic's: 送温暖 and 寒冬送暖行动."""
    other = hinted(topic.name)
    return line.covers(topic.name) or (other is not None and other.covers(program.name))


def is_list(program: Program) -> bool:
    """春送岗位、夏送清凉品牌 lists programs, 小发明、小革新竞赛 is one."""
    items = program.name.split("、")
    return len(items) > 1 and sum(item.endswith(STRONG) or any(known(item)) for item in items) > 1


def is_name(program: Program) -> bool:
    """Whether a program is called by a name and not only by the line of work that every union has."""
    return program.led or not is_work(program)


def counts_itself(program: Program, measure: Measure) -> bool:
    """新建职工书屋102家, 命名模范职工之家100家: what is counted is the program; 组织劳动模范100名 counts persons."""
    kind = kind_told(program)
    honouring = (measure.complement or measure.verb).startswith(HONOURING)
    return kind == "facility" or (kind == "insurance" and len(program.name) > SHORT) or (kind == "honour" and honouring)


def is_served(program: Program, measure: Measure, spot: Spot) -> bool:
    """Whether an honour only tells who somebody is: 慰问劳动模范30名, 参加的省级劳模有60名, not 获评省级劳模6名."""
    if program.led or not (kind_told(program) == "honour" or program.name.endswith(HONOURS)):
        return False
    given = GIVEN.search(spot.text, spot.part, spot.clause_end)
    return measure.name.startswith(SERVING) or (program.name.endswith(PEOPLE) and not given)


def is_honour(name: str) -> bool:
    """Whether a name is that of an honour, which has no figures but how often it was given."""
    concept = by_label().get(name)
    return name.endswith(HONOURS) or (concept is not None and concept.kind == "honour")


def kind_told(program: Program) -> str | None:
    """The kind that the scheme gives a program, if it knows it: 职工书屋 is a facility."""
    return by_name()[program.concept].kind if program.concept else None


def last(programs: Iterable[Program]) -> str | None:
    """The name of the last program; of an event the program that its name holds: 金秋助学金发放仪式 → 金秋助学."""
    found = list(programs)
    return _held_by(found[-1]) if found else None


def shown(examples: Sequence[Program]) -> str | None:
    """What examples of one line of work show: 球赛、书画展等活动; those of several (法律咨询、体检等服务) show none."""
    lines = {line.program for p in examples if (line := hinted(p.name))}
    if len(lines) > 1:
        return None
    return lines.pop() if lines and len(examples) > 1 else last(sorted((p for p in examples if p.concept), key=_length))


def run_last(programs: Sequence[Program]) -> str | None:
    """The program run last; a means told behind a campaign only serves it: 开展建设年活动,全面推行“一函两书”制度."""
    ends = [p for p in programs if not (kind_told(p) == "mechanism" and p.led)]
    campaigns = [p for p in ends if p.name.endswith(CAMPAIGNING)]
    return last(ends if campaigns and campaigns[-1] is ends[-1] else programs)


def _held_by(event: Program) -> str:
    """The program that an event's name holds, else its own name: 金秋助学金发放仪式 → 金秋助学."""
    return event.concept if event.concept and event.name.endswith(EVENTS) else event.name
