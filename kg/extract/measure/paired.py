"""Lists told in pairs: 职工之家、职工书屋分别为3个和33个; 一、二、三等奖依次为5项、8项、12项."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.measure.before import noun_before
from kg.extract.measure.figures import Naming
from kg.extract.measure.rules import Measure
from kg.extract.measure.words import LISTING, Word, last_index, table, text_of, trim

IN_TURN = table("paired", "in_turn")


def paired(n: Naming, settled: Sequence[Measure], i: int) -> Measure | None:
    """The k-th figure behind 分别 counts the k-th thing before it, where there are as many of both."""
    first = _first(n, i)
    items = _items(n, first) if first is not None else []
    if first is None or len(items) < 2 or _last(n, first) - first + 1 != len(items):
        return None
    words = items[i - first]
    opening = noun_before(items[0], n.quantities[i].unit)
    tail = _shared_ending(items)
    noun = text_of(trim(words)) if i > first else opening.noun
    return Measure(opening.verb, noun + ("" if noun.endswith(tail) else tail), "", None, None, "measure/paired")


def _first(n: Naming, i: int) -> int | None:
    """The first figure of the row in which figure i stands, if 分别 or 依次 stands right before it."""
    first = i
    while first and _joined(n, first):
        first -= 1
    before = [w.text for w in n.clause(first)]
    return first if IN_TURN & set(before[-3:]) else None


def _last(n: Naming, first: int) -> int:
    last = first
    while last + 1 < len(n.quantities) and _joined(n, last + 1):
        last += 1
    return last


def _joined(n: Naming, i: int) -> bool:
    """Whether figure i goes on the row of the one before, in the same unit."""
    return n.quantities[i].unit == n.quantities[i - 1].unit and n.next_to(i)


def _items(n: Naming, first: int) -> list[list[Word]]:
    """The things of the list before 分别, each as words."""
    clause = n.clause(first)
    clause = clause[: last_index(clause, IN_TURN)]
    items: list[list[Word]] = [[]]
    for word in clause:
        if word.text in LISTING:
            items.append([])
        else:
            items[-1].append(word)
    return [item for item in items if item]


def _shared_ending(items: Sequence[Sequence[Word]]) -> str:
    """等奖 of 一、二、三等奖: what the last thing shares with bare ones before it."""
    last, others = text_of(items[-1]), [text_of(trim(item)) for item in items[:-1]]
    return last[1:] if len(last) > 1 and all(len(other) == 1 for other in others) else ""
