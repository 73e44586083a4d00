"""Times: from the words of a sentence to periods, relative ones against the report's own period.

Every rule takes a match and the report's clock and returns a `Time` or nothing. A number followed by 年 is a year only
where it can be one (1900–2099); 救助2018人 is left to the quantities. The corpus beside this file shows each.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.time import dated, relative
from kg.extract.time.clock import Clock, Rule, Time, clock_of

__all__ = ["RULES", "Clock", "Rule", "Time", "clock_of", "find_times"]

RULES: Sequence[Rule] = (*dated.RULES, *relative.RULES)


def find_times(text: str, clock: Clock) -> list[Time]:
    """All times of `text` from left to right, read against the report's clock."""
    found: list[Time] = []
    taken = bytearray(len(text))  # 1 where a character belongs to a time
    characters = set(text)
    for rule in RULES:
        matches = () if characters.isdisjoint(rule.needs) else rule.pattern().finditer(text)
        for m in matches:
            time = rule.produce(m, clock, rule.id)
            if time and 1 not in taken[time.start : time.end]:
                taken[time.start : time.end] = b"\1" * (time.end - time.start)
                found.append(time)
    return sorted(found, key=lambda t: t.start)
