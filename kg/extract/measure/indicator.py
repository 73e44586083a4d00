"""From a measure as read to the canonical indicator of the ontology, so that places and years can be compared."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.lexicon import alternation, lexicon
from kg.schemes import Concept, scheme

INDICATOR = lexicon("measure")["indicator"]
WORDS = {name: alternation(words) for name, words in INDICATOR.items() if name != "elsewhere"}
LEVELS = re.compile(
    rf"{WORDS['levels']}|(?<={WORDS['honouring']}){WORDS['regions']}|^{WORDS['regions']}(?={WORDS['honours']})"
)
MARKS = re.compile(rf"[、,()（）·\-\s“”]|{WORDS['joining']}")
BUILT = re.compile(f"^{WORDS['built']}")
EACH = re.compile(f"^{WORDS['each']}")
OTHER_DEED = re.compile(WORDS["other_deeds"])
NO_TOTAL = re.compile(WORDS["no_total"])
BARE = frozenset(INDICATOR["bare"])
SHORTEST = 4  # characters of a label that may stand for a longer measure


def indicator_of(
    measure: str | None, unit: str | None, new: bool = False, lines: frozenset[str] = frozenset()
) -> str | None:
    """The name of the indicator that a measure is: 参加安康杯竞赛班组 (个) → 参赛班组; None where none fits.

    With `new`, what was built (2018年已建成驿站) is counted with what is new (新建驿站), not with what there is.
    `lines` are the keys of the programs that the figure's program is akin to (`program/lines.py`): of indicators with
    the same label the one related to them wins (参加职工 of 职工医疗互助 → 参保职工), and a bare label (覆盖率) tells
    nothing in other lines of work.

    A label that is the whole measure wins; else the longest label that ends it, in a unit of the indicator's kind.
    """
    if not measure:
        return None
    if new and BUILT.match(measure):
        built = indicator_of(BUILT.sub("新建", measure), unit, lines=lines)
        if built and built.startswith("新建"):
            return built
    whole = plain(measure)
    for name in dict.fromkeys((whole, LEVELS.sub("", whole))):
        if found := _fitting(name, unit, lines):
            return found.name
    return _by_ending(LEVELS.sub("", whole), unit, lines)


def plain(name: str) -> str:
    """A name without marks: 竞赛工种（项目） → 竞赛工种项目."""
    return MARKS.sub("", name)


def _by_ending(name: str, unit: str | None, lines: frozenset[str]) -> str | None:
    """The indicator whose label ends a name; not that of all where one is told of each: 每人资助金额."""
    if EACH.match(name):
        return None
    for start in range(1, len(name) - SHORTEST + 1):
        ending = name[start:]
        if len(ending) * 2 < len(name):
            return None
        if found := _fitting(ending, unit, lines):
            return None if _tells_another(name[:start], found) else found.name
    return None


def _fitting(label: str, unit: str | None, lines: frozenset[str]) -> Concept | None:
    fitting = [c for c in _by_label().get(label, ()) if _counts_in(c, unit)]
    elsewhere = [c for c in _elsewhere().get(label, ()) if _counts_in(c, unit)]
    akin = [c for c in (*elsewhere, *fitting) if not lines.isdisjoint(c.related)]
    others = [c for c in fitting if not c.related] if lines and label in BARE else fitting
    return next(iter((*akin, *others)), None)


def _tells_another(before: str, concept: Concept) -> bool:
    """Whether the words before a label make it another measure: 提档升级|驿站, 脱困|建档困难职工."""
    return bool(OTHER_DEED.search(before)) or (concept.name.endswith("总数") and bool(NO_TOTAL.search(before)))


@cache
def _by_label() -> dict[str, tuple[Concept, ...]]:
    found: dict[str, tuple[Concept, ...]] = {}
    for concept in scheme("measures"):
        for label in map(plain, concept.labels):
            found[label] = (*found.get(label, ()), concept)
    return found


@cache
def _elsewhere() -> dict[str, list[Concept]]:
    """The indicators that a label is of in their own lines of work: 参加职工 of 职工互助保障 → 参保职工."""
    named = {concept.name: concept for concept in scheme("measures")}
    return {label: [named[name] for name in names] for label, names in INDICATOR["elsewhere"].items()}


@cache
def _kinds() -> dict[str, str]:
    return {unit.name: unit.extras["unitKind"][0] for unit in scheme("units")}


def _counts_in(concept: Concept, unit: str | None) -> bool:
    kinds = concept.extras.get("unitKind", ())
    kind = _kinds().get(unit or "")
    return not kinds or kind is None or kind in kinds
