"""A sentence while its figures are named, from left to right: which words are still free for the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.measure.rules import Measure
from kg.extract.measure.words import BESIDE, LEADING, LISTING, TRAVEL, Spans, Word, last_index, last_of
from kg.extract.quantity.rules import Quantity

Counted = Sequence[tuple[str | None, Measure]]  # units, with what was counted in them


@dataclass
class Naming:
    """One sentence while its figures are named, from left to right."""

    words: list[Word]
    quantities: Sequence[Quantity]
    subjects: Spans
    told: Counted = ()
    named: list[Measure] = field(default_factory=list)

    def before(self, i: int) -> list[Word]:
        """The words of the sentence before figure i."""
        return [w for w in self.words if w.start < self.quantities[i].start]

    def between(self, i: int) -> list[Word]:
        """The words between figure i and the one before."""
        return [w for w in self.words if self.quantities[i - 1].end <= w.start < self.quantities[i].start]

    def told_in(self, unit: str | None, verb: str = "") -> Measure | None:
        """What the sentence before counted last in a unit, by `verb`; 家 and 个 are one where bodies are counted."""
        units = ("家", "个") if unit in ("家", "个") else (unit,)
        return next((m for of, m in reversed(self.told) if of in units and m.noun and verb in ("", m.verb)), None)

    def ahead(self, i: int) -> list[Word]:
        """The words of the clause before figure i that are free: from the last mark, figure or counted thing."""
        q = self.quantities[i]
        left = max((end for end in map(self._taken, range(i)) if end <= q.start), default=0)
        free = [w for w in self.words if left <= w.start < q.start]
        free = free[max(last_of(free, "mark"), _open_bracket(free), _closed_bracket(free)) + 1 :]
        return self._without_actor(free, q.unit)

    def _without_actor(self, free: list[Word], unit: str | None) -> list[Word]:
        """市总工会筹集…: who acts is no part of the counted thing, unless nothing else is (基层工会320家)."""
        rest = free
        while rest and (any(a <= rest[0].start < b for a, b in self.subjects) or _leads(rest)):
            rest = rest[1:]
        return rest if any(w.acts for w in rest) or unit == "元" else free

    def _taken(self, j: int) -> int:
        """Where figure j ends, with the counted thing behind it."""
        m, q = self.named[j], self.quantities[j]
        return max(q.end, m.end or 0) if m.rule == "measure/noun-behind" else q.end

    def clause(self, i: int, numbers: bool = False) -> list[Word]:
        """The words of the clause before figure i: from the last mark, or, unless `numbers`, from the last figure."""
        before = self.before(i)
        cut = last_of(before, "mark") if numbers else last_of(before, "mark", "number")
        return before[cut + 1 :]

    def clause_before(self, i: int) -> list[Word]:
        """The words of the clause before that of figure i, if a comma parts them."""
        before = self.before(i)
        marks = [at for at, word in enumerate(before) if word.kind == "mark"]
        if not marks or before[marks[-1]].text != ",":
            return []
        return before[(marks[-2] if len(marks) > 1 else -1) + 1 : marks[-1]]

    def next_to(self, i: int) -> bool:
        """Whether nothing but 、 or 和 parts figure i from the one before."""
        return all(w.text in LISTING for w in self.between(i))

    def in_one_clause(self, i: int) -> bool:
        """Whether another figure follows figure i before a mark: 省级2家、市级9家工作室."""
        return i + 1 < len(self.quantities) and not any(w.kind == "mark" for w in self.between(i + 1))

    def in_list(self, i: int) -> bool:
        """Whether nothing acts in the clause before figure i: 其中:市总工会10万元,…."""
        return not any(w.acts for w in self.clause(i))

    def following(self, i: int) -> list[Word]:
        """The words of the sentence behind figure i."""
        return [w for w in self.words if w.start >= self.quantities[i].end]

    def list_before(self, i: int) -> Measure | None:
        """The measure just before in the same list: nothing but 、, 和 and counted things stand between."""
        if not i:
            return None
        between = self.between(i)
        if any(w.kind == "mark" for w in between):
            return None
        run_on = bool(between) and not any(w.acts for w in between) and self.named[-1].rule == "measure/noun-before"
        return self.named[-1] if run_on or any(w.text in LISTING for w in between) else None


def _leads(words: Sequence[Word]) -> bool:
    """Whether the first word says how (深入|开展, 共), and not whom with (与银行) or where (深入|班组)."""
    goes = words[0].text in TRAVEL and len(words) > 1 and not words[1].acts
    return words[0].text in LEADING - BESIDE and not goes


def _closed_bracket(words: Sequence[Word]) -> int:
    """The index where a bracket closes that opens right behind the figure before: 劳模2名|(张三、李四)|、先进7名."""
    return last_index(words[:-1], ")") if words and words[0].text == "(" else -1


def _open_bracket(words: Sequence[Word]) -> int:
    """The index of a bracket that opens before the figure and closes behind it, or -1."""
    depth = 0
    for i in range(len(words) - 1, -1, -1):
        depth += words[i].text.count(")") - words[i].text.count("(")
        if depth < 0:
            return i
    return -1
