"""Entities and relations: which of ours is which of gold's, by their names and mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bench.scoring.figure import Figure, pair
from bench.scoring.names import fits, fold, likeness

Row = Mapping[str, Any]
KINDS = ("org", "program")
ORGANISATION_ENDS = ("工会", "局", "公司", "政府", "市委", "法院", "协会")


def score_entities(gold: Sequence[Row], ours: Sequence[Row]) -> dict[str, Figure]:
    """The figures of one report, by kind."""
    return {kind: _score_kind(kind, _of(gold, "kind", kind), _of(ours, "kind", kind)) for kind in KINDS}


def _of(rows: Sequence[Row], key: str, value: str) -> list[Row]:
    return [row for row in rows if row[key] == value]


def _score_kind(kind: str, gold: Sequence[Row], ours: Sequence[Row]) -> Figure:
    candidates = (
        (max(likeness(fold(a), fold(b)) for a in names(theirs) for b in names(row)), i, j)
        for i, theirs in enumerate(gold)
        for j, row in enumerate(ours)
        if any(fits(kind, name, names(theirs)) for name in names(row))
    )
    return Figure(len(pair(candidates)), len(ours), len(gold))


def names(entity: Row) -> list[str]:
    """All by which an entity goes."""
    return [entity["name"], *entity.get("mentions", [])]


def score_relations(gold: Sequence[Row], ours: Sequence[Row]) -> dict[str, Figure]:
    """The figures of one report, by type, and all together; `gold` has the entities too, for their other names."""
    aliases: defaultdict[str, set[str]] = defaultdict(set)
    for row in gold:
        if row["kind"] != "relation":
            aliases[row["name"]].update(names(row))
    stated = _of(gold, "kind", "relation")
    figures = {
        type: _score_type(_of(stated, "type", type), _of(ours, "type", type), aliases)
        for type in sorted({row["type"] for row in [*stated, *ours]})
    }
    return {**figures, "all": sum(figures.values(), Figure())}


def _score_type(gold: Sequence[Row], ours: Sequence[Row], aliases: Mapping[str, set[str]]) -> Figure:
    return Figure(len(pair(_candidates(gold, ours, aliases))), len(ours), len(gold))


def _candidates(
    gold: Sequence[Row], ours: Sequence[Row], aliases: Mapping[str, set[str]]
) -> Iterator[tuple[float, int, int]]:
    for i, theirs in enumerate(gold):
        for j, row in enumerate(ours):
            if fold(row["subject"]) != fold(row["object"]) and _same_ordinal(theirs, row):
                ends = ("subject", "object")
                if all(end_fits(row[end], {theirs[end], *aliases.get(theirs[end], ())}) for end in ends):
                    yield 1.0, i, j


def _same_ordinal(gold: Row, ours: Row) -> bool:
    told = [row["ordinal"] for row in (gold, ours) if row.get("ordinal")]
    return len(set(map(str, told))) <= 1


def end_fits(name: str, accepted: set[str]) -> bool:
    """Whether one end of a relation is the right one; what ends like an organisation is compared like one."""
    organisation = any(fold(other).endswith(ORGANISATION_ENDS) for other in accepted)
    return fits("org" if organisation else "program", name, accepted)
