"""What changed between two snapshots, figure by figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import zip_longest
from typing import Any

from kg.rows import Row, rows
from kg.store import Snapshot

COLUMNS = ("change", "report", "quote", "start", "field", "old", "new")
FIELDS = (
    "quote", "value", "value_max", "unit", "bound", "status", "aspect", "measure", "indicator", "program", "org",
    "period", "level", "place",
)  # fmt: skip
Pair = tuple[Row | None, Row | None]


def diff(old: Snapshot, new: Snapshot) -> Iterator[Row]:
    """A row for each figure added or removed and for each changed field of one that stayed, in text order."""
    pairs = _paired(rows(old, "facts"), rows(new, "facts"))
    for before, after in sorted(pairs, key=_place):
        told = after or before or {}
        about = {name: told[name] for name in ("report", "quote", "start")}
        if before is None or after is None:
            change = "added" if before is None else "removed"
            yield {"change": change, **about, "field": None, "old": _value(before), "new": _value(after)}
            continue
        for name in FIELDS:
            if before[name] != after[name]:
                yield {
                    "change": "changed",
                    **about,
                    "field": name,
                    "old": _cell(before[name]),
                    "new": _cell(after[name]),
                }


def _paired(old: Iterable[Row], new: Iterable[Row]) -> Iterator[Pair]:
    """The same figure in both: the one at the same place, else the one of the same words, which may have moved."""
    left, right = list(old), list(new)
    for key in (_by_place, _by_words):
        pairs = list(_matched(left, right, key))
        yield from (pair for pair in pairs if None not in pair)
        left = [before for before, after in pairs if before and after is None]
        right = [after for before, after in pairs if after and before is None]
    yield from ((row, None) for row in left)
    yield from ((None, row) for row in right)


def _matched(left: Iterable[Row], right: Iterable[Row], key: Callable[[Row], Hashable]) -> Iterator[Pair]:
    """Rows of one key side by side in their order; what has no partner stands alone."""
    groups: dict[Hashable, tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for side, found in enumerate((left, right)):
        for row in found:
            groups[key(row)][side].append(row)
    for before, after in groups.values():
        yield from zip_longest(before, after)


def _by_place(row: Row) -> Hashable:
    return row["observation"], row["sentence"]


def _by_words(row: Row) -> Hashable:
    return row["report"], row["sentence"], row["quote"]


def _place(pair: Pair) -> tuple[str, int]:
    row = pair[1] or pair[0] or {}
    return row["report"], row["start"]


def _value(row: Row | None) -> object:
    return row["value"] if row else None


def _cell(value: Any) -> Any:
    """A period in one cell, as ISO 8601 writes it."""
    return f"{value['start']}/{value['end']}" if isinstance(value, dict) else value
