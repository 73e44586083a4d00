"""Which headings a block stands under.

Each heading has a depth; a new one closes all that are as deep or deeper. Numbering (一、 · (一) · 1.), bullets
and years (展望2023 …) fix the depth. Any other heading takes the depth of an open one of the same style (as many
phrases, a slash or none); right behind another heading it goes below that, else beside the last open one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.reading.blocks import ENDS, bullet, numbering, style

_YEAR_DEPTH, _PLAIN_DEPTH, _BELOW = 10, 20, 5
_NUMBERED_DEPTHS = (0, 15, 30, 40, 50, 60)  # none · 第一章 · 一、 · (一) · 1. · (1)
_BULLET_DEPTH, _TOPIC_DEPTH = 70, 80
_YEAR = re.compile(r"(?:19|20)\d{2}年?")
_OUTLOOK = re.compile(
    r"回首|回顾|盘点|展望|(?:下一步|下步|今后|来年|明年|新的一年|(?:19|20)\d{2}年)[^,。]{0,12}(?:打算|思路|计划|安排|重点|工作|任务)$"
)


class Heading(NamedTuple):
    """An open heading: its depth, its words, and its style unless numbering, bullet or year fixed the depth."""

    depth: int
    text: str
    style: tuple[bool, int] | None


@dataclass(slots=True)
class Outline:
    """The headings that are open at a place of the text; `fresh` right behind a heading."""

    open: list[Heading] = field(default_factory=list)
    fresh: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """The words of the open headings, outermost first."""
        return tuple(heading.text for heading in self.open)

    def enter(self, line: str) -> None:
        """Open a heading, say 一、强化引领; a bare year right behind a heading belongs to that."""
        if self.fresh and _YEAR.fullmatch(line):
            last = self.open.pop()
            self.open.append(last._replace(text=f"{last.text} {line}"))
            return
        fixed = _fixed_depth(line)
        heading = Heading(fixed or self._depth(line), bare(line), None if fixed else style(line))
        self.open = [*(other for other in self.open if other.depth < heading.depth), heading]
        self.fresh = True

    @property
    def path_to_topic(self) -> tuple[str, ...]:
        """The open headings without the run-in head of an earlier paragraph."""
        return tuple(heading.text for heading in self.open if heading.depth < _TOPIC_DEPTH)

    def enter_topic(self, line: str, topic: str) -> tuple[str, ...]:
        """Open a paragraph's run-in head, at the depth of its numbering if it has one, and tell the new path."""
        depth = _fixed_depth(line) if numbering(line)[0] else _TOPIC_DEPTH
        self.open = [*(other for other in self.open if other.depth < depth), Heading(depth, bare(topic), None)]
        return self.path

    def keep_years(self) -> None:
        """Close all headings but those that set a year: what follows may belong to another column."""
        self.open = [heading for heading in self.open if heading.depth <= _YEAR_DEPTH]

    def _depth(self, line: str) -> int:
        """The depth of a heading that has neither number nor bullet nor year."""
        plain = [heading for heading in self.open if heading.style]
        alike = [heading.depth for heading in plain if heading.style == style(line)]
        if alike:
            return alike[-1]
        if self.fresh:
            return self.open[-1].depth + _BELOW
        return plain[-1].depth if plain else _PLAIN_DEPTH


def bare(line: str) -> str:
    """A heading's words without bullet, numbering and closing mark: ●(一)强化引领。 → 强化引领."""
    line = line[bullet(line) :]
    return line[numbering(line)[1] :].rstrip(f"{ENDS}:") or line


def numbered(line: str) -> bool:
    """Whether numbering or a bullet makes a line's first words a heading that holds beyond its paragraph."""
    return bool(bullet(line) or numbering(line)[0])


def _fixed_depth(line: str) -> int:
    if numbered(line):
        return _BULLET_DEPTH if bullet(line) else _NUMBERED_DEPTHS[numbering(line)[0]]
    return _YEAR_DEPTH if _OUTLOOK.match(line) else 0
