"""From a measure as read to the canonical indicator of the ontology, so that places and years can be compared."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.lexicon import alternation, lexicon
from kg.schemes import Concept, scheme

WORDS = {name: alternation(words) for name, words in lexicon("measure")["indicator"].items()}
LEVELS = re.compile(
    rf"{WORDS['levels']}|(?<={WORDS['honouring']}){WORDS['regions']}|^{WORDS['regions']}(?={WORDS['honours']})"
)
MARKS = re.compile(rf"[、,()（）·\-\s“”]|{WORDS['joining']}")
BUILT = re.compile(f"^{WORDS['built']}")
SHORTEST = 4  # characters of a label that may stand for a longer measure


def indicator_of(measure: str | None, unit: str | None, new: bool = False) -> str | None:
    """The name of the indicator that a measure is: 参加安康杯竞赛班组 (个) → 参赛班组; None where none fits.

    With `new`, what was built (2018年已建成驿站) is counted with what is new (新建驿站), not with what there is.

    A label that is the whole measure wins; else the longest label that ends it, in a unit of the indicator's kind.
    """
    if not measure:
        return None
    if new and BUILT.match(measure):
        built = indicator_of(BUILT.sub("新建", measure), unit)
        if built and built.startswith("新建"):
            return built
    whole = plain(measure)
    for name in dict.fromkeys((whole, LEVELS.sub("", whole))):
        fitting = [c for c in _by_label().get(name, ()) if _counts_in(c, unit)]
        if fitting:
            return fitting[0].name
    return _by_ending(LEVELS.sub("", whole), unit)


def plain(name: str) -> str:
    """A name without marks: 竞赛工种（项目） → 竞赛工种项目."""
    return MARKS.sub("", name)


def _by_ending(name: str, unit: str | None) -> str | None:
    for start in range(1, len(name) - SHORTEST + 1):
        ending = name[start:]
        if len(ending) * 2 < len(name):
            return None
        fitting = [c for c in _by_label().get(ending, ()) if _counts_in(c, unit)]
        if fitting:
            return fitting[0].name
    return None


@cache
def _by_label() -> dict[str, tuple[Concept, ...]]:
    found: dict[str, tuple[Concept, ...]] = {}
    for concept in scheme("measures"):
        for label in map(plain, concept.labels):
            found[label] = (*found.get(label, ()), concept)
    return found


@cache
def _kinds() -> dict[str, str]:
    return {unit.name: unit.extras["unitKind"][0] for unit in scheme("units")}


def _counts_in(concept: Concept, unit: str | None) -> bool:
    kinds = concept.extras.get("unitKind", ())
    kind = _kinds().get(unit or "")
    return not kinds or kind is None or kind in kinds
