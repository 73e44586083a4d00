"""What the headings above a figure name: the innermost as a whole, or a known program that one of them mentions."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.lexicon import lexicon
from kg.extract.program.rules import STRONG, WEAK, by_name, known, theme

GOVERNING = lexicon("program", "themes")["governing"]
AIMS = frozenset(GOVERNING["aims"])
NEVER = tuple(GOVERNING["never"])


def heading_program(headings: Sequence[str]) -> str | None:
    """The program that the innermost heading names: 开展“安康杯”竞赛活动 does, 全力做好维权服务 only sounds like it."""
    if not headings:
        return None
    name = theme(headings[-1])
    if name in AIMS or name.endswith(NEVER):
        return None
    named = name in by_name() or (name.endswith((*STRONG, *WEAK)) and 4 <= len(name) <= 24)
    return name if named else None


def title_program(headings: Sequence[str]) -> str | None:
    """The longest known program that a heading mentions, from the innermost heading to the title."""
    for heading in reversed(headings):
        if mentioned := [p.name for p in known(heading) if p.name not in AIMS]:
            return max(mentioned, key=len)
    return None
