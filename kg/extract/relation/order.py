"""What is part of what has an order: nothing is part of its own part, nor of what the scheme puts below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache

from kg.extract.program.naming import by_label, by_name
from kg.model import Relation

UPWARD = frozenset({"partOf", "variantOf", "editionOf"})


def in_order(relations: Iterable[Relation]) -> Iterator[Relation]:
    """Relations without those that turn an earlier one round: of 甲 partOf 乙 and 乙 partOf 甲 the first stated."""
    above: dict[str, set[str]] = defaultdict(set)
    for relation in relations:
        if relation.type in UPWARD:
            if relation.subject in _all_above(relation.object, above) or _against_scheme(relation):
                continue
            above[relation.subject].add(relation.object)
        yield relation


def _all_above(name: str, above: Mapping[str, Set[str]]) -> set[str]:
    """All that a chain leads up to from a name."""
    found: set[str] = set()
    left = [name]
    while left:
        for higher in above.get(left.pop(), ()):
            if higher not in found:
                found.add(higher)
                left.append(higher)
    return found


def _against_scheme(relation: Relation) -> bool:
    """Whether the scheme puts the whole below the part: 劳动竞赛 is no part of 安康杯竞赛."""
    part, whole = by_label().get(relation.subject), by_label().get(relation.object)
    if relation.type != "partOf" or part is None or whole is None or part.name == whole.name:
        return False
    return part.name in _all_above(whole.name, _scheme())


@cache
def _scheme() -> Mapping[str, frozenset[str]]:
    """The broader concepts of each concept of the scheme."""
    names = {c.key: c.name for c in by_name().values()}
    return {c.name: frozenset(names[key] for key in c.broader) for c in by_name().values()}
