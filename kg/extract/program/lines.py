"""What a program stands under and above in the scheme, by its name or by the line of work that its words tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from kg.extract.program.naming import by_label
from kg.extract.program.themes import hinted
from kg.schemes import scheme


@lru_cache(maxsize=4096)
def lines_of(program: str | None) -> frozenset[str]:
    """The keys of the concepts that a program is, is part of or has as parts: 第二届钳工技能大赛 → those of its line.

    Empty for no program, and for one of which neither the scheme nor the words tell anything.
    """
    if not program:
        return frozenset()
    theme = hinted(program)
    named = (by_label().get(name) for name in (program, theme.program if theme else None) if name)
    return frozenset(key for c in named if c for way in (_above(), _below()) for key in _reach(c.key, way))


def _reach(key: str, way: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    seen, new = {key}, [key]
    while new:
        found = new.pop()
        yield found
        new += [k for k in way.get(found, ()) if k not in seen]
        seen.update(way.get(found, ()))


@cache
def _above() -> Mapping[str, tuple[str, ...]]:
    return {c.key: c.broader for c in scheme("programs")}


@cache
def _below() -> Mapping[str, tuple[str, ...]]:
    found = defaultdict[str, tuple[str, ...]](tuple)
    for c in scheme("programs"):
        for key in c.broader:
            found[key] += (c.key,)
    return found
