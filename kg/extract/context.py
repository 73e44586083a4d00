"""What earlier sentences settle for later ones: the plan of a list, the program of a paragraph, the year last told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.lexicon import alternation, lexicon
from kg.extract.organisation.rules import Home, home_of
from kg.extract.program.rules import Program
from kg.extract.program.subject import Read, Subject, subject
from kg.extract.sentence import Reading
from kg.extract.status.rules import is_plan
from kg.extract.time.rules import Clock, Time, clock_of, find_times
from kg.model import Aspect, Period, Report, Sentence

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
    )
)
NAMED = re.compile(alternation(lexicon("status")["named"]["verbs"]) + "了?$")  # 承办了|2019年…夏令营
IN_QUOTES = re.compile(r"[“《][^”》]*$")
DESCRIBES = re.compile(r"(?:和(?:19|20)\d\d年)?[^,。;]{1,4}的")  # 2022年度的…, 2018和2019年新建的…
SPANS = ("time/years-past", "time/since-last-year")  # 两年间拨付的…: no name holds them
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
    named: list[Program] = field(default_factory=list)
    plan: list[Program] = field(default_factory=list)
    lead_in: str | None = None
    in_list: bool = False
    subject: Subject | None = None
    previous: Sentence | None = None

    @classmethod
    def of(cls, report: Report) -> Context:
        """The state before the first sentence of a report."""
        source = report.source
        title = source.title or report.text.clean.strip()[:60]
        clock = clock_of(source.period or UNKNOWN, source.published, title)
        return cls(home_of(source.organisation, source.region), clock, is_plan(title))

    def about(self, report: Report, read: Read) -> None:
        """Settle what the whole report is about, before any of its figures is bound."""
        start = report.sentences[0].start if report.sentences else 0
        self.subject = subject(read, report.text.clean[start:].split("\n", 1)[0])

    @property
    def years(self) -> int:
        """How many years the report tells of."""
        period = self.clock.period
        return int(period.end[:4]) - int(period.start[:4]) + 1

    def enter(self, sentence: Sentence) -> None:
        """Forget the paragraph before, unless it introduces the list that begins here."""
        if sentence.paragraph == self.paragraph:
            return
        if sentence.item and not self.in_list and self.previous:
            self.lead_in, self.plan = self.previous.text, self.run[-1:]
        elif not sentence.item:
            self.lead_in, self.plan = None, []
        self.in_list, self.paragraph = sentence.item, sentence.paragraph
        self.run, self.told = [], None

    def leave(self, sentence: Sentence, reading: Reading) -> None:
        """Remember what the sentence ran and which year it told."""
        self.named += reading.programs
        self.run = [p for p in reading.programs if p.led] or self.run
        told = [t for t in reading.times if t.role == "period" and t.rule in CARRIED and tells_when(t, reading.text)]
        self.told = told[-1] if told else self.told
        self.previous = sentence

    def period(self, sentence: Sentence) -> Period | None:
        """The year told before in the paragraph, else the one that a heading sets (展望2023), else the report's."""
        if self.told:
            return self.told.period
        for heading in reversed(sentence.headings):
            if times := [t for t in find_times(heading, self.clock) if t.role == "period"]:
                return times[-1].period
        return self.clock.period if self.clock.period != UNKNOWN else None


def as_of(period: Period | None, aspect: Aspect) -> Period | None:
    """A state is told as of the last year of those reported on."""
    if not period or aspect != "stock" or period.start[:4] == period.end[:4]:
        return period
    return Period(period.end, period.end)


def time_of(times: Sequence[Time], position: int, text: str) -> Time | None:
    """The last time before `position` that tells when: not a baseline (比去年), not a part of a name."""
    before = [t for t in times if t.end <= position and t.role in ("period", "date") and tells_when(t, text)]
    return before[-1] if before else None


def tells_when(time: Time, text: str) -> bool:
    """2019年8月,… and 2019年新建… tell when; 承办了2019年…夏令营 and 2022年度…实事 are parts of names."""
    before, after = text[: time.start], text[time.end :]
    if IN_QUOTES.search(before) or (DESCRIBES.match(after) and time.rule not in SPANS):
        return False
    return not NAMED.search(before) or after[:1] in ",、"
