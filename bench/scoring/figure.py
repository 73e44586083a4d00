"""A figure of an evaluation: counts from which precision, recall and F1 follow, and that can be added up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """How many rows are right, of how many of ours, and of how many of gold."""

    right: int = 0
    ours: int = 0
    gold: int = 0

    def __add__(self, other: Figure) -> Figure:
        return Figure(self.right + other.right, self.ours + other.ours, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The part of ours that is right."""
        return self.right / self.ours if self.ours else 0.0

    @property
    def recall(self) -> float:
        """The part of gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.ours + self.gold) if self.ours + self.gold else 0.0


def share(answers: Iterable[bool]) -> Figure:
    """How many of some answers are right; precision, recall and F1 are that share."""
    given = list(answers)
    return Figure(sum(given), len(given), len(given))


def pair(candidates: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Of (likeness, row of gold, row of ours) the pairs that are most alike, each row in one pair at most."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, gold, ours in sorted(candidates, key=lambda c: (-c[0], c[1], c[2])):
        if gold not in pairs and ours not in taken:
            pairs[gold] = ours
            taken.add(ours)
    return sorted(pairs.items())
