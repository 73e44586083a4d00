"""What earlier sentences settle for later ones: the plan of a list, the program of a paragraph, the year last told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.lexicon import alternation, any_of, lexicon
from kg.extract.organisation.rules import Home, Organisation, home_of, own_kinds, remember, with_meant
from kg.extract.organisation.speakers import speakers, speaking
from kg.extract.organisation.topic import HEADED, city_told_of, holds_at_once, speaks_of_home, superior, topic_of
from kg.extract.organisation.unions import OF_A_LEVEL
from kg.extract.program.labels import label
from kg.extract.program.rules import Program
from kg.extract.program.subject import Subject, subject
from kg.extract.sentence import Read, Reading
from kg.extract.status.planning import numbered, plans
from kg.extract.status.rules import is_plan
from kg.extract.time.clock import time, years
from kg.extract.time.rules import Clock, Time, clock_of, find_times
from kg.model import Aspect, Fact, Period, Report, Sentence

CARRIED = frozenset(
    "time/" + rule
    for rule in (
        "year",
        "relative-year",
        "look-back",
        "year-onward",
        "end-of-year",
        "years-past",
        "plan-period",
        "since-last-year",
        "now",
        "past-year",
        "same-year",
        "since-begun",
        "since-congress",
        "from-now-on",
        "since-birth",
        "republic-year",
    )
)
NAMED = any_of(lexicon("status")["named"]["verbs"], "了?$")  # 承办了|2019年…夏令营
IN_QUOTES = re.compile(r"([“《])[^”》]*$")
STATEMENT, LONG_STATEMENT = re.compile("[^”]*[,。!?][^”]*”"), 14  # “三年来,我们投入260万元。”: no name
AT_THE_EVENT = re.compile(alternation(lexicon("time")["at_the_event"]["opening"]))
AT_A_MEETING = any_of(lexicon("time")["at_the_event"]["inside"])
DESCRIBES = re.compile(r"(?:和(?:19|20)\d\d年)?[^,。;]{1,4}的")  # 2022年度的…, 2018和2019年新建的…
SPANS = ("time/years-past", "time/since-last-year")  # 两年间拨付的…: no name holds them
SUMMED_UP = re.compile(f"[,—]{alternation(lexicon('time')['summed_up']['words'])}[^,。;]*$")
ONE_PART = re.compile(r"(?:其中|包括)[^,;。\d]{0,6}$")  # 其中今年3万元,…: what follows the comma is of the whole again
OF_AN_AWARD = re.compile(f"[^,。;\\d]*{alternation(lexicon('time')['award_year']['words'])}[^,。;\\d]*,")
COURSE_FROM = re.compile("[由从]$")
COURSES = alternation(lexicon("status")["delta"]["courses"])
COURSE_TO = re.compile(rf"的?[^,;。\d]{{0,12}}\d[^,;。]{{0,12}}?{COURSES}[^,;。\d]{{0,3}}[到至为]")
DECIDED = re.compile("决定[^,;。]{0,4}" + alternation(lexicon("status")["planned"]["honouring"]))  # it is done today
UNKNOWN = Period("0000", "0000")  # stands in for a period that nothing tells; no fact keeps it


@dataclass
class Context:
    """The state between sentences; a new paragraph forgets what the last one ran and told."""

    home: Home
    clock: Clock
    plans: bool = False
    told: Time | None = None
    paragraph: int = -1
    run: list[Program] = field(default_factory=list)
    named: dict[tuple[str, bool, str], Program] = field(default_factory=dict)
    plan: list[Program] = field(default_factory=list)
    lead_in: str | None = None
    in_list: bool = False
    subject: Subject | None = None
    previous: Sentence | None = None
    meant: dict[str, Organisation] = field(default_factory=dict)  # by 公司, 该校 …
    aspect: Aspect | None = None  # of the figure before
    opens: bool = False  # whether a paragraph opens
    event: Period | None = None  # the day that the text tells of, where it sums up years before
    planning: bool = False  # whether the sentence before plans, and a list may go on with it
    topic: str | None = None  # the union with which the paragraph opens
    label: str | None = None  # the run-in head of the stretch: 【职工教育】, 三是丰富文体生活
    bound: str | None = None  # the program of the last figure of the sentence
    shown: set[Program] = field(default_factory=set)  # its programs that only show what it counts
    spoken: Mapping[int, str] = field(default_factory=dict)  # who speaks a quoted sentence, by where it begins
    headed: bool = False  # whether it opens by its name alone, 嵊州:…

    @classmethod
    def of(cls, report: Report) -> Context:
        """The state before the first sentence of a report."""
        source = report.source
        title = source.title or report.text.clean.strip()[:60]
        clock = clock_of(source.period or UNKNOWN, source.published, title)
        home = home_of(source.organisation, source.region)
        return cls(home, clock, is_plan(title), meant=own_kinds(home))

    def about(self, report: Report, read: Read) -> None:
        """Settle what the whole report is about, before any of its figures is bound."""
        start = report.sentences[0].start if report.sentences else 0
        texts = [sentence.text for sentence, _ in read]
        self.spoken = {read[i][0].start: who for i, who in speakers(texts).items()}
        self.subject = subject(read, report.text.clean[start:].split("\n", 1)[0])

    @property
    def years(self) -> int:
        """How many years the report tells of."""
        period = self.clock.period
        return int(period.end[:4]) - int(period.start[:4]) + 1

    def enter(self, sentence: Sentence) -> None:
        """Forget the paragraph before, unless it introduces the list that begins here; a run-in head ends a stretch."""
        headed, begins = label(sentence.text), sentence.paragraph != self.paragraph
        if begins:
            self._begin(sentence)
        if begins or headed is not None:
            self.run, self.label = [], headed

    def _begin(self, sentence: Sentence) -> None:
        """Begin a paragraph: the plan of the list that it stands in, no year told, its own union."""
        if sentence.item and not self.in_list and self.previous:
            self.lead_in, self.plan = self.previous.text, self.run[-1:]
        elif not sentence.item:
            self.lead_in, self.plan = None, []
        self.in_list, self.paragraph = sentence.item, sentence.paragraph
        self.told, self.opens = None, True
        self.planning = False
        self.topic = topic_of(sentence.text, self.home) if sentence.kind != "heading" else None
        self.headed = bool(HEADED.match(sentence.text))

    def leave(self, sentence: Sentence, reading: Reading, facts: Sequence[Fact] = ()) -> None:
        """Remember what the sentence ran and which year it told."""
        for p in reading.programs:  # each once, where it was told last
            telling = (p.name, p.led, p.rule)
            self.named.pop(telling, None)
            self.named[telling] = p
        run = [p for p in reading.programs if p.led and p not in self.shown]
        self.run = sorted(run, key=lambda p: p.name == self.bound) or self.run  # whose the last figure was governs
        self.bound, self.shown = None, set()
        told = [t for t in _told(reading) if t.role == "period" and t.rule in CARRIED and _holds_on(t, reading)]
        told = [t for t in told if not began(t, reading.text)]
        self.told = told[-1] if told else self._decided(reading.text) or self.told
        self.clock = told_by(reading, self.clock)
        self.event = self.event or self._event(reading)
        self.planning = self._plans(reading.text, facts)
        self.previous = sentence
        self.opens = False
        remember(self.meant, reading.organisations)

    def _plans(self, text: str, facts: Sequence[Fact]) -> bool:
        """Whether a sentence plans: 会议提出,2025年一要…。二要…,新建40个: by its last figure, else by its words."""
        if facts:
            return facts[-1].status != "actual"
        return plans(text, "") or (self.planning and numbered(text))

    def _event(self, reading: Reading) -> Period | None:
        """The day of a meeting that sums up years before its own: 1月16日,市总工会召开全委会."""
        days = [t.period for t in _told(reading) if t.rule == "time/day" and not t.as_of]
        of_now = [day for day in days if day.start[:4] == str(self.clock.this_year) > str(self.clock.reported)]
        return of_now[0] if of_now else None

    def _decided(self, text: str) -> Time | None:
        """决定授予60个班组…称号。同时推荐12个: what follows is of the year in which it is decided, too."""
        m = DECIDED.search(text) if self.clock.this_year else None
        return time(m, years(self.clock.this_year), "time/decided") if m else None

    def actors(self, reading: Reading) -> list[Organisation]:
        """The organisations of a sentence with those that it means by 该公司, in order."""
        city = city_told_of(reading.text, self.home) or (self.topic if self.headed else None)
        named = [self._in_a_passage(o, city) for o in reading.organisations]
        return with_meant(reading.text, self.home, self.meant, named)

    def _in_a_passage(self, org: Organisation, city: str | None) -> Organisation:
        """市总工会 in a passage headed 嵊州: or in 嵊州市受灾,市总工会… is that city's, not the reporting one."""
        own = org.name == self.home.name and org.rule == OF_A_LEVEL
        mark = (self.home.region or "?")[-1]
        return replace(org, name=city) if own and city and city.endswith(f"{mark}总工会") else org

    def left_to(self, sentence: Sentence, position: int) -> tuple[str | None, str]:
        """Whose a figure is whose clause names nobody: a superior's, the passage's union, the report's."""
        text = sentence.text
        if told := superior(text, position, self.home):
            return told
        who = self.spoken.get(sentence.start)
        if who and (union := speaking(who, self.home, self.meant)):
            return union, "organisation/speaker-of-a-quotation"
        if not speaks_of_home(text, position, self.home):
            own = self.topic if not self.opens or holds_at_once(text, self.home) else None
            headed = (topic_of(f"{heading}:", self.home) for heading in reversed(sentence.headings))
            if topic := own or next(filter(None, headed), None):
                return topic, "organisation/topic-of-the-section"
        return self.home.name, "organisation/reporting-union"

    def period(self, sentence: Sentence) -> Period | None:
        """The year told before in the paragraph, else the one that a heading sets (展望2023), else the report's."""
        if DECIDED.search(sentence.text) and self.clock.this_year:
            return years(self.clock.this_year)
        if self.event and (AT_THE_EVENT.match(sentence.text) or (not self.told and AT_A_MEETING.search(sentence.text))):
            return self.event
        if self.told:
            return self.told.period
        for heading in reversed(sentence.headings):
            if times := [t for t in find_times(heading, self.clock) if t.role == "period"]:
                return times[-1].period
        return self.clock.period if self.clock.period != UNKNOWN else None


def told_by(reading: Reading, clock: Clock) -> Clock:
    """The clock behind a sentence: what it told last is what 次年 and 从那时起 count from."""
    times = _told(reading)
    return replace(clock, told=times[-1].period) if times else clock


def _told(reading: Reading) -> list[Time]:
    """The times of a sentence that tell when: 2019年8月, not 承办了2019年…夏令营."""
    return [t for t in reading.times if t.role in ("period", "date") and tells_when(t, reading.text)]


def _holds_on(time: Time, reading: Reading) -> bool:
    """Whether a time holds for the sentences behind: one told before all figures, or one that sums up.

    五年来发展会员9万人,其中2022年2万人: the next sentence goes on with the five years.
    """
    first = min((q.start for q in reading.quantities), default=len(reading.text))
    return time.start < first or bool(SUMMED_UP.search(reading.text[: time.start]))


def as_of(period: Period | None, aspect: Aspect) -> Period | None:
    """A state is told as of the last year of those reported on."""
    if not period or aspect != "stock" or period.start[:4] == period.end[:4]:
        return period
    return Period(period.end, period.end)


def time_of(times: Sequence[Time], position: int, text: str) -> Time | None:
    """The last time before `position` that tells when, else one that sums up behind it (…,这是2023年的成绩单).

    Not a baseline (比去年), not a part of a name, not that of one part (其中今年3万元,).
    """
    telling = [t for t in times if t.role in ("period", "date") and tells_when(t, text)]
    before = [t for t in telling if t.end <= position and not _of_one_part(t, text[:position])]
    before = [t for t in before if t.rule != "time/end-of-told-year" or ";" not in text[t.end : position]]
    before = [t for t in before if not began(t, text) or not re.search(r"\d", text[t.end : position])]
    behind = [t for t in telling if t.start > position and SUMMED_UP.search(text[: t.start])]
    return _in_force(before, text[:position]) if before else next(iter(behind), None)


def _in_force(told: Sequence[Time], before: str) -> Time:
    """The last of the times told; 五年来,…,目前会员9万人;建家30家: 目前 in passing holds up to the semicolon."""
    *earlier, last = told
    over = last.rule == "time/now" and ";" in before[last.end :] and ";" not in before[: last.start]
    spans = [t for t in earlier if t.period.start[:4] < t.period.end[:4]]
    return spans[-1] if over and spans else last


def _in_a_name(before: str, text: str) -> bool:
    """Whether a time stands in a name in quotation marks; in a statement (“三年来,我们投入260万元。”) it tells when."""
    if not (opened := IN_QUOTES.search(before)):
        return False
    statement = STATEMENT.match(text, opened.start() + 1)
    return opened[1] == "《" or not statement or len(statement[0]) < LONG_STATEMENT


def _describes(time: Time, after: str) -> bool:
    """2022年度的…, 2018和2019年新建的…; 今年启动的… tells when it is."""
    return bool(DESCRIBES.match(after)) and time.rule not in (*SPANS, "time/relative-year")


def began(time: Time, text: str) -> bool:
    """由2011年底的386家增加到712家: when a course began, which tells of its first figure alone."""
    return bool(COURSE_FROM.search(text[: time.start]) and COURSE_TO.match(text[time.end :]))


def _of_one_part(time: Time, text: str) -> bool:
    """其中今年3万元,惠及60户: a time right before the number of a part holds to the comma."""
    return bool(ONE_PART.search(text[: time.start]) and re.match(r"\d[^,;]*,", text[time.end :]))


def tells_when(time: Time, text: str) -> bool:
    """2019年8月,… and 2019年新建… tell when; 承办了2019年…夏令营 and 2022年度…实事 are parts of names."""
    before, after = text[: time.start], text[time.end :]
    if SUMMED_UP.search(before):
        return True
    if _in_a_name(before, text) or (_describes(time, after) and not before.endswith("其中")):
        return False
    if text[: time.end].endswith("年度") and OF_AN_AWARD.match(after):
        return False  # 2021年度全国先进集体名单揭晓,…: the year of the honour, not of the news
    return not NAMED.search(before) or after[:1] in ",、"
