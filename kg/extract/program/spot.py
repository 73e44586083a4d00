"""Where a figure stands in its sentence: its clause, its part, its line of work, and what else stands with it there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.lexicon import alternation, lexicon
from kg.extract.measure.rules import Measure
from kg.extract.program.naming import LEXICON, PEOPLE, Program
from kg.extract.program.themes import Theme, ending_of, hinted, theme_of

THEMES = lexicon("program", "themes")
LISTED = re.compile(r"[”’]?(?:[、和“][^,;。]*)?等[^,;。、]{0,12}$")
STAFF = tuple(THEMES["people"]["staff"])
OPENERS = alternation(THEMES["opening"]["words"])
GOES_ON = re.compile(rf"”?(?:{OPENERS})?{alternation(LEXICON['run']['verbs'])}")  # X行动|全年举行招聘会19场
OPENING = re.compile(rf"(?:{OPENERS}|第[一二三四五六七八九十\d]+[期届批次轮]|\d+年)*“?")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a figure stands: its quote, its clause between commas, its part between semicolons, its line of work."""

    text: str
    start: int
    end: int
    clause: int
    clause_end: int
    part: int
    theme: Theme | None
    ending: Theme | None

    @property
    def part_end(self) -> int:
        """Where the part between semicolons ends."""
        ends = [i for mark in ";。" if (i := self.text.find(mark, self.end)) >= 0]
        return min(ends, default=len(self.text))

    @property
    def hint(self) -> Theme | None:
        """The line of work that the words of the figure's clause point to."""
        return hinted(self.text[self.clause : self.clause_end])

    @property
    def next_end(self) -> int:
        """Where the clause after the figure's ends; the end of the part where that is nearer."""
        if self.text[self.clause_end : self.clause_end + 1] != ",":
            return self.clause_end
        return _next_mark(self.text, self.clause_end + 1)

    @classmethod
    def of(cls, text: str, start: int, end: int, measure: Measure) -> Spot:
        """The place of the figure quoted at text[start:end]."""
        part = max(text.rfind(mark, 0, start) for mark in ";。") + 1
        clause = max(text.rfind(mark, 0, start) for mark in ",;。") + 1
        ending, hint = ending_of(measure.name), hinted(text[part:start])
        certain = theme_of(measure.name) or (ending if hint and ending and hint.program == ending.program else None)
        return cls(text, start, end, clause, _next_mark(text, end), part, certain, ending)

    def is_foreign(self, name: str) -> bool:
        """Whether what is counted is plainly of another line of work than a program told elsewhere."""
        return self.theme is not None and not self.theme.covers(name)

    def is_people(self, program: Program) -> bool:
        """Whether a known name is told by the people it is for: 困难职工建档立卡 by 建档困难职工."""
        surface = self.text[program.start : program.end]
        described = self.text.startswith(STAFF, program.end)  # 援藏|干部
        return described or (surface.endswith(PEOPLE) and not program.name.endswith(surface[-2:]))

    def is_example(self, program: Program) -> bool:
        """Whether a program is one of several that only show what is counted: 观影、采摘等活动28场次."""
        several = bool(re.search("、|”“", self.text[self.clause : program.end]))
        end = program.end - (self.text[program.end - 1 : program.end] == "”")
        rest = LISTED.match(self.text[end : self.end])
        return rest is not None and (several or "、" in rest[0] or "”“" in rest[0])

    def is_beyond(self, program: Program) -> bool:
        """Whether a program behind the figure belongs to a later figure of the list: 生活救助30人、大病救助20人."""
        item = re.search(r"、(?P<before>[^、]*)$", self.text[self.end : program.start])
        if not item:
            return False
        after = self.text[program.end : program.end + 4]
        return bool(
            re.search(r"\d\D{0,3}$", item["before"]) or (not item["before"] and re.match(r"[^\d,;。]{0,3}\d", after))
        )

    def nearer(self, behind: Sequence[Program]) -> Sequence[Program]:
        """Of the programs behind a figure those before the next: 12个集体获得先锋号和9名职工获得奖章."""
        near = [p for p in behind if not re.search(r"\d", self.text[self.end : p.start])]
        return near or behind

    def is_shared(self, program: Program) -> bool:
        """Whether a later figure stands before a program that both may belong to: 20家企业、600名职工参加竞赛."""
        return bool(re.search(r"、[^、]*\d", self.text[self.end : program.start]))

    def is_headed(self, program: Program) -> bool:
        """Whether the figure's clause begins with a program: 夏送清凉走访工地90个."""
        before = self.text[self.clause : program.start]
        known = program.led or program.rule == "program/scheme"
        over = program.end <= self.start or (known and GOES_ON.match(self.text, program.end, self.end))
        return bool(over and OPENING.fullmatch(before))


def _next_mark(text: str, position: int) -> int:
    ends = [i for mark in ",;。" if (i := text.find(mark, position)) >= 0]
    return min(ends, default=len(text))
