"""A text under repair: its characters and, for each, where it came from in the raw text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg.model import Text


class Edit(NamedTuple):
    """Put `text` in place of `draft[start:end]`; `spans[i]` is the stretch of the draft that character i stands for.

    No spans means that each character stands for the whole stretch: `Edit(3, 10, "动")` says that seven characters
    of 動(dòng) became one.
    """

    start: int
    end: int
    text: str
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """Characters with the raw stretch of each; every step of the repair takes one and gives one."""

    text: str
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, raw: str) -> Draft:
        """The untouched draft: each character stands for itself."""
        return cls(raw, list(range(len(raw))), list(range(1, len(raw) + 1)))

    def recoded(self, text: str) -> Draft:
        """The same stretches under other characters, one for one."""
        return Draft(text, self.starts, self.ends)

    def edited(self, edits: Iterable[Edit]) -> Draft:
        """Apply edits that are in order and do not overlap."""
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for edit in edits:
            pieces += (self.text[done : edit.start], edit.text)
            starts += self.starts[done : edit.start]
            ends += self.ends[done : edit.start]
            for start, end in edit.spans or ((edit.start, edit.end),) * len(edit.text):
                starts.append(self.starts[start])
                ends.append(self.ends[end - 1])
            done = edit.end
        if not pieces:
            return self
        pieces.append(self.text[done:])
        return Draft("".join(pieces), starts + self.starts[done:], ends + self.ends[done:])

    def finished(self, raw: str) -> Text:
        """The repaired text with its offset map."""
        return Text(raw, self.text, tuple(self.starts), tuple(self.ends))
