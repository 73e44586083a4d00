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
    characters = set(text)
    for rule in RULES:
        if characters.isdisjoint(rule.needs):
            continue
        for m in rule.pattern().finditer(text):
            time = rule.produce(m, clock, rule.id)
            if time and not any(t.start < time.end and time.start < t.end for t in found):
                found.append(time)
    return sorted(found, key=lambda t: t.start)
